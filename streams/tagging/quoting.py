"""Quotation marks and parentheses, and the names that stand between them."""

from collections.abc import Sequence

from streams.tagging.words import VERB, Word

__all__ = ["CLOSING", "OPENING", "quoted_end"]

OPENING = {"«": "»", '"': '"', "“": "”", "(": ")", "'": "'", "‹": "›", "„": "“"}
"""Opening marks and what closes them."""
CLOSING = frozenset(OPENING.values())
_MAX_QUOTED = 7
"""Words of a quoted or parenthesised name; longer ones are quotations."""


def quoted_end(words: Sequence[Word], first: int, stop: int) -> int:
    """Index after the mark that closes the one at `first` if a name stands between them before `stop`, else `first`."""
    closing = OPENING.get(words[first].surface)
    if closing is None:
        return first
    for j in range(first + 1, min(first + _MAX_QUOTED + 2, stop)):
        if words[j].surface == closing:
            return j + 1 if j > first + 1 else first
        if words[j].kind == VERB and not words[j].ambiguous:
            return first
    return first
