"""Which noun phrase a relative clause qualifies."""

from collections.abc import Sequence

from streams.tagging.chunk import Chunk
from streams.tagging.clauses.clause import is_phrase
from streams.tagging.linking.phrase_view import PhraseView
from streams.tagging.words import VERB, Word

__all__ = ["head_of", "is_indefinite"]

_GENDERS = {"التي": "f", "الذي": "m"}
_PASSED = frozenset(("comma", "close", "open", "adverb", "time", "pp"))
"""What may stand between a phrase and its relative clause."""
_FARTHEST = 7
_BACK = 3
_BOUNDS = (VERB, "stop", "complementiser", "relative")


def head_of(chunks: Sequence[Chunk], j: int) -> int | None:
    """The phrase that the relative at chunk `j` goes with: the nearest, or one before it that agrees; None if none."""
    near = _nearest(chunks, j)
    gender = _GENDERS.get(chunks[j].word.base)
    if near is None or gender is None or not _differs(gender, chunks[near].word):
        return near
    for i in range(near - 1, max(-1, near - 1 - _BACK), -1):
        if is_phrase(chunks[i]) and not _differs(gender, chunks[i].word):
            return i
        if chunks[i].kind in _BOUNDS:
            break
    return near


def is_indefinite(view: PhraseView, phrase: Chunk) -> bool:
    """Whether a phrase is one that a bare clause may qualify: no article, no pronoun, no known name in it."""
    if any(i in view.known for i in range(phrase.first, phrase.end)):
        return False
    return not any(word.definite or word.pronoun for word in view.words[phrase.first : phrase.end])


def _nearest(chunks: Sequence[Chunk], j: int) -> int | None:
    for i in range(j - 1, max(-1, j - 1 - _FARTHEST), -1):
        if chunks[i].kind == "np":
            return i
        if chunks[i].kind not in _PASSED:
            return None
    return None


def _differs(gender: str, word: Word) -> bool:
    """Whether a noun surely does not go with الذي (m) or التي (f)."""
    if not word.gender and not word.plural:
        return False
    if word.ending in ("ون", "ين") or "people" in word.groups:
        return True
    if word.ending == "ات":
        return gender != "f"
    return not word.plural and bool(word.gender) and word.gender != gender
