"""Relative and other dependent clauses: the noun that they qualify, and whether a verb stands in one."""

from collections.abc import Iterator

from streams.tagging.linking.sentence import SentenceView
from streams.tagging.words import VERB, Word

__all__ = [
    "about_head",
    "after_relative",
    "embedded",
    "head_of_relative",
    "in_relative",
    "indefinites",
    "is_free",
    "relative_of",
]

_EMBEDS = ("complementiser", "subordinator", "relative")
_BEFORE_FREE = frozenset(("stop", "complementiser", "pp", "negation", "subordinator", "conjunction", VERB))
_RELATIVE_OR_BOUND = frozenset(("relative", "comma", "stop", "complementiser"))
_MAX_STEPS = 12
"""How far a relative clause stands from its noun, in chunks."""


def relative_of(view: SentenceView, k: int) -> int | None:
    """Index of the relative pronoun whose clause verb `k` opens, or None."""
    chunks = view.chunks
    for j in range(k - 1, -1, -1):
        kind = chunks[j].kind
        if kind not in ("auxiliary", "negation", "adverb", "time") or chunks[j + 1].conjunction:
            return j if kind == "relative" else None
    return None


def is_free(view: SentenceView, j: int) -> bool:
    """Whether relative pronoun `j` qualifies no noun but names somebody itself: فالذين يتهمون, إن الذي يتهم."""
    chunk, before = view.chunks[j], view.chunks[j - 1] if j else None
    if before is None or chunk.word.conjunction == "ف":
        return True
    return before.kind in _BEFORE_FREE and not before.word.pronoun and not chunk.conjunction


def head_of_relative(view: SentenceView, j: int) -> list[int]:
    """The noun phrase that relative pronoun `j` qualifies, or the pronoun itself if it qualifies none."""
    surface = view.chunks[j].word.base
    if is_free(view, j):
        return [j]
    first: list[int] = []
    for i in range(j - 1, max(-1, j - _MAX_STEPS), -1):
        chunk = view.chunks[i]
        if chunk.kind == "stop":
            break
        if (
            chunk.kind != "np"
            or chunk.reading is not None
            or not _relative_fits(view, surface, view.core(chunk), chunk.head)
        ):
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


def _relative_fits(view: SentenceView, pronoun: str, word: Word, at: int) -> bool:
    """Whether a relative pronoun agrees with head noun `word`, word `at` of the sentence."""
    people = word.ending in ("ون", "ين") or (word.plural and word.gender != "f")
    if pronoun == "الذي":
        return word.gender != "f" and not (people and word.ending in ("ون", "ين"))
    if pronoun == "التي":
        return (
            word.gender == "f"
            or word.plural
            or (word.gender == "" and (at in view.known or bool(word.groups & {"party", "text"}) or word.ending == ""))
        )
    return people or word.gender != "f" or at in view.known


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
    found = view.relatives.get(j)
    if found is None:
        found = view.relatives[j] = _in_relative(view, j)
    return found


def _in_relative(view: SentenceView, j: int) -> bool:
    behind = j - 2 if j > 1 and view.chunks[j - 1].kind == "pp" and view.chunks[j - 1].word.pronoun else j - 1
    if behind >= 0 and not view.chunks[j].conjunction:
        noun = view.chunks[behind]
        if (
            noun.kind == "np"
            and noun.preposition
            and not noun.word.definite
            and noun.word.base != "وقت"  # في وقت جددت الحكومة: while
            and noun.word.kind != "demonstrative"
            and noun.reading is None
            and noun.head not in view.known
            and not noun.word.pronoun
        ):
            return True
    return False if j and view.chunks[j - 1].kind == "comma" else after_relative(view, j)


def after_relative(view: SentenceView, j: int) -> bool:
    """Whether a relative pronoun stands before chunk `j` with no comma between."""
    if j and view.chunks[j - 1].kind == "wh":
        return True  # ما نشرته صحف
    chunks = view.chunks
    for i in range(j - 1, max(-1, j - 10), -1):
        kind = chunks[i].kind
        if kind in _RELATIVE_OR_BOUND:
            return kind == "relative"
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


def about_head(view: SentenceView, k: int) -> bool:
    """Whether the head of the relative clause is taken up after verb `k`, and so is not its subject: التي ادعى فيها."""
    nxt = view.chunks[k + 1] if k + 1 < len(view.chunks) else None
    relative = view.chunks[k - 1].word.base if k else ""
    taken = nxt is not None and nxt.kind == "pp" and nxt.preposition in ("في", "خلال", "عبر")
    return taken and nxt is not None and nxt.word.pronoun == {"الذي": "ه", "التي": "ها"}.get(relative)
