"""Parties inside a phrase that is none itself: whose act, text or thing it is."""

from collections.abc import Sequence

from streams.tagging.chunk import Chunk
from streams.tagging.clauses import ClauseTree
from streams.tagging.linking.sentence import SentenceView

__all__ = ["inner_parties", "nature", "object_class"]

_MOST = 2
_PARTIES = frozenset(("party", "title", "people"))


def nature(chunk: Chunk) -> str:
    """What a phrase's head is: an act `s`uffered, a te`x`t, a `t`hing or act, or `o`ther."""
    groups = chunk.word.groups
    return "s" if "suffered" in groups else "x" if "text" in groups else "t" if "thing" in groups else "o"


def _kind(view: SentenceView, i: int) -> str:
    word = view.words[i]
    if i in view.states and word.nisba:
        return "nisba"
    if i in view.known:
        return "known"
    if "bodies_nisba" in word.lists and word.definite:
        return "body"
    if word.groups & _PARTIES:
        return "titled"
    if "given" in word.groups and word.name_like:
        return "name"
    return "plural" if word.ending in ("ون", "ين") and word.definite else ""


def inner_parties(view: SentenceView, chunk: Chunk) -> list[tuple[int, str]]:
    """First words of the parties inside a phrase, two at most, each with head's nature, kind, `2` for the second."""
    found: list[tuple[int, str]] = []
    head, i = nature(chunk), chunk.head + 1
    while i < chunk.end and len(found) < _MOST:
        kind = _kind(view, i)
        if not kind:
            i += 1
            continue
        found.append((i, head + kind + ("2" if found else "")))
        if kind == "name":
            break
        i = view.known.get(i, i + 1)
    return found


def object_class(view: SentenceView, tree: ClauseTree, objects: Sequence[int]) -> tuple[int | None, str]:
    """The first object; `p` of a party, else nature and `i` (party inside), `P` (pronoun), `d`, `n`; `r`: qualified."""
    if not objects:
        return None, "0"
    j = objects[0]
    chunk = view.chunks[j]
    if view.is_party(chunk):
        return j, "p"
    definite = any(word.definite for word in view.words[chunk.first : chunk.end])
    owned = "i" if inner_parties(view, chunk) else "P" if chunk.word.pronoun else "d" if definite else "n"
    qualified = any(clause.head == j and clause.predicate is not None for clause in tree.clauses)
    return j, nature(chunk) + owned + ("r" if qualified else "")
