"""Datelines as a row of parts: a place, agencies, a date, a paper in any order, with any signs between and around."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from streams.enrichment.dateline_dates import HasText

__all__ = ["parts", "sign_ends"]

_DASH: Final = ""

_MOST: Final = 5
"""Parts of a dateline."""
_OPENING: Final = frozenset("([{/")
_BETWEEN: Final = frozenset((_DASH, ":", "/", "|", "،", ",", ".", ")", "]", "}"))
_LAST: Final = frozenset((_DASH, ":", "/", "|", ".", ")", "]", "}"))
"""Signs that may stand behind a dateline: no comma does."""

Reader = Callable[[Sequence[Any], int], Iterator[int]]
"""Where a part may end that begins at a token."""


class _Row(NamedTuple):
    """The parts taken so far."""

    end: int
    taken: int = 0
    places: int = 0
    sources: int = 0
    """Agencies, dates, papers: what a sentence does not begin with beside a place."""
    dated: bool = False
    """Whether the last is a date, which needs no sign beside it."""


def parts(readers: Mapping[str, Reader], tokens: Sequence[HasText], at: int) -> Iterator[int]:
    """Where a row may end that has a source, and at most one place; `readers`: PLACE, AGENCY, DATE, PAPER."""
    rows = [_Row(at)]
    while rows:
        row = rows.pop()
        if row.taken > 1 and row.sources:
            yield row.end
        start = row.end if not row.taken else _after(tokens, row.end, _BETWEEN)
        if row.taken == _MOST:
            continue
        apart = not row.taken or start > row.end or row.dated
        opened = _after(tokens, start, _OPENING)
        apart, start = apart or opened > start, opened
        for kind, read in readers.items():
            place, dated = kind == "PLACE", kind == "DATE"
            if (place and row.places) or not (apart or dated):
                continue
            more = _Row(0, row.taken + 1, row.places + place, row.sources + (not place), dated)
            rows += (more._replace(end=end) for end in read(tokens, start) if start < len(tokens))


def sign_ends(tokens: Sequence[HasText], at: int) -> Iterator[int]:
    """Where signs end that stand behind a dateline."""
    end = _after(tokens, at, _LAST)
    if end > at:
        yield end


def _after(tokens: Sequence[HasText], at: int, signs: frozenset[str]) -> int:
    while at < len(tokens) and tokens[at].text in signs:
        at += 1
    return at
