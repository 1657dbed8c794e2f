"""Headlines that quote: `X: Y مسؤول عن …`, `X .. Y يتحمل مسؤولية …`. What stands before the colon speaks."""

from typing import Final

from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.words import VERB

__all__ = ["QUOTING", "blame_in_headline", "said_by_whom"]

QUOTING: Final = frozenset((":", "..", "...", "…"))
"""Marks of headlines behind the one who is quoted."""
_LONGEST: Final = 3
"""Phrases that name the speaker: وزير الخارجية السابق سامي عمران."""
_BLAMING: Final = frozenset(("answerable", "bears-responsibility"))
"""Rules of words that say of their subject that it is to blame, and not who says so."""
_BETWEEN: Final = frozenset((VERB, "stop", "comma", "relative", "complementiser"))
_NOT: Final = ("ليس", "لست", "لسن")


def said_by_whom(view: SentenceView, k: int, link: Link) -> None:
    """Have the speaker of a headline blame its subject, in place, where word `k` says that this is to blame."""
    if (named := blame_in_headline(view, k)) is not None:
        link.accusers, link.accused, link.rule = [named[0]], [named[1]], "headline"


def blame_in_headline(view: SentenceView, k: int) -> tuple[Party, Party] | None:
    """Who speaks in a headline and whom word `k` says to be to blame there; None where it is no such headline."""
    reading = view.chunks[k].reading
    mark = _mark(view)
    if reading is None or reading.trigger.rule not in _BLAMING or not mark or k <= mark + 1:
        return None
    subject = view.chunks[mark + 1]
    if not subject.bare or subject.conjunction or subject.word.surface.startswith(_NOT):
        return None
    between = view.chunks[mark + 2 : k]
    if any(chunk.kind in _BETWEEN and chunk.reading is None for chunk in between):
        return None
    end = mark + 1
    while end + 1 < k and view.chunks[end + 1].bare and not view.chunks[end + 1].conjunction:
        end += 1
    return Party(view.chunks[0].first, view.chunks[mark - 1].end), Party(subject.first, view.chunks[end].end)


def _mark(view: SentenceView) -> int:
    """The colon or dots behind the one who is quoted at the beginning; 0 if there are none."""
    for j, chunk in enumerate(view.chunks[: _LONGEST + 1]):
        if j and chunk.word.surface in QUOTING:
            return j
        if not chunk.bare or chunk.reading is not None or chunk.conjunction:
            return 0
    return 0
