"""Relative and other dependent clauses: the noun that they qualify, and whether a verb stands in one."""

from collections.abc import Iterator

from streams.tagging.chunk import Chunk
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.words import VERB

__all__ = ["embedded", "head_of_relative", "in_relative", "indefinites", "relative_of"]

_EMBEDS = ("complementiser", "subordinator", "relative")
_MAX_STEPS = 12
"""How far a relative clause stands from its noun, in chunks."""


def relative_of(view: SentenceView, k: int) -> int | None:
    """Index of the relative pronoun whose clause verb `k` opens, or None."""
    j = k - 1
    while (
        j >= 0
        and view.chunks[j].kind in ("auxiliary", "negation", "adverb", "time")
        and not view.chunks[j + 1].conjunction
    ):
        j -= 1
    return j if j >= 0 and view.chunks[j].kind == "relative" else None


def head_of_relative(view: SentenceView, j: int) -> list[int]:
    """The noun phrase that relative pronoun `j` qualifies."""
    surface = view.chunks[j].word.base
    first: list[int] = []
    for i in range(j - 1, max(-1, j - _MAX_STEPS), -1):
        chunk = view.chunks[i]
        if chunk.kind == "stop":
            break
        if chunk.kind != "np" or chunk.reading is not None or not _relative_fits(view, surface, chunk):
            continue
        if not first:
            first = [i]
        if view.is_party(chunk) or view.is_text(chunk) or view.victim(chunk):
            return _widen(view, i) if surface in ("الذين", "اللذين", "اللذان") and chunk.conjunction else [i]
        if not chunk.preposition and i >= j - 2:
            return [i]
    return first


def _widen(view: SentenceView, last: int) -> list[int]:
    for first in range(max(0, last - 6), last):
        chunk = view.chunks[first]
        if chunk.kind == "np" and not chunk.conjunction and last in (group := view.group(first)):
            return group
    return [last]


def _relative_fits(view: SentenceView, pronoun: str, chunk: Chunk) -> bool:
    word = view.core(chunk)
    people = word.ending in ("ون", "ين") or (word.plural and word.gender != "f")
    if pronoun == "الذي":
        return word.gender != "f" and not (people and word.ending in ("ون", "ين"))
    if pronoun == "التي":
        return (
            word.gender == "f"
            or word.plural
            or (
                word.gender == ""
                and (chunk.head in view.known or bool(word.groups & {"party", "text"}) or word.ending == "")
            )
        )
    return people or word.gender != "f" or chunk.head in view.known


def indefinites(view: SentenceView, j: int) -> Iterator[int]:
    """The indefinite noun phrases from chunk `j` back that a clause without الذي may qualify: سجينين في السجن اتهما."""
    while j >= 0 and view.chunks[j].kind in ("np", "pp"):
        chunk = view.chunks[j]
        place = chunk.preposition in ("في", "منذ", "خلال") and not view.victim(chunk) and not view.is_text(chunk)
        if not place:
            plain = chunk.kind == "np" and chunk.reading is None and chunk.head not in view.known
            if plain and not view.core(chunk).definite:
                yield j
            if not chunk.preposition:
                return
        j -= 1


def in_relative(view: SentenceView, j: int) -> bool:
    """Whether a relative pronoun stands before chunk `j` with no comma between, or a noun that it qualifies."""
    behind = j - 2 if j > 1 and view.chunks[j - 1].kind == "pp" and view.chunks[j - 1].word.pronoun else j - 1
    if behind >= 0 and not view.chunks[j].conjunction:
        noun = view.chunks[behind]
        if (
            noun.kind == "np"
            and noun.preposition
            and not noun.word.definite
            and noun.word.kind != "demonstrative"
            and noun.reading is None
            and noun.head not in view.known
            and not noun.word.pronoun
        ):
            return True
    for i in range(j - 1, max(-1, j - 10), -1):
        kind = view.chunks[i].kind
        if kind == "relative":
            return True
        if kind in ("comma", "stop", "complementiser"):
            return False
    return False


def embedded(view: SentenceView, k: int) -> bool:
    """Whether verb `k` stands in a clause after أن, while, or who; a verb with و after a comma is on its own again."""
    for j in range(k - 1, -1, -1):
        chunk, behind = view.chunks[j], view.chunks[j + 1]
        if chunk.kind in ("comma", "close") and behind.kind == VERB and behind.conjunction:
            return False
        if chunk.kind == "stop":
            return False
        if chunk.kind in _EMBEDS:
            return not (chunk.kind == "subordinator" and chunk.word.base in ("فيما", "بينما", "كما"))
    return False
