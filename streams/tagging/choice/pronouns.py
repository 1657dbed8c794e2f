"""Pronouns beside a word of accusation, and what they take up."""

from collections.abc import Callable, Collection, Iterable

from streams.tagging.chunk import Chunk
from streams.tagging.clauses import ClauseTree, is_phrase
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.words import VERB

__all__ = ["FIRST_PERSON", "antecedents", "complement", "may_do"]

FIRST_PERSON = ("نا", "ني", "ي")
_TOWARDS = frozenset(("ل", "الي", "علي", "ضد", "بحق", ""))
_PLACES = frozenset(
    ("في", "خلال", "بين", "منذ", "قبل", "بعد", "داخل", "قرب", "شمال", "جنوب", "شرق", "غرب", "عبر", "امام", "لدي")
)
_PATIENTS = frozenset(("arrests", "seizes", "judges", "punishes"))
_STEP, _PLACE, _OBLIQUE, _OBJECT, _UNNAMED, _CHUNK = 1.0, 3.0, 0.9, 0.5, 0.5, 0.02
_AGENT, _PATIENT = 1.5, -0.5
_ELSEWHERE, _CLAUSE = 2.5, 0.1
_MOST = 3
"""Costs after B. Grosz, A. Joshi and S. Weinstein, Centering (1995): clauses between, and the role in the clause."""


def _pronoun(chunk: Chunk) -> tuple[str, str]:
    """Preposition and pronoun of له, إليه, إياه; empty where there is none."""
    if chunk.kind == "pronoun" and chunk.word.base.startswith("ايا"):
        return "الي", chunk.word.base[3:] or "ه"
    taken = chunk.kind == "pp" and chunk.word.pronoun not in FIRST_PERSON
    return (chunk.preposition, chunk.word.pronoun) if taken else ("", "")


def complement(view: SentenceView, k: int, near: Iterable[int], own: Callable[[int], bool]) -> tuple[int | None, str]:
    """The chunk nearest to `k` that says against whom by a pronoun, and the pronoun; None and empty without."""
    best: tuple[float, int, str] | None = None
    for i in near:
        preposition, pronoun = _pronoun(view.chunks[i])
        if not pronoun or preposition not in _TOWARDS or not (i > k or own(i)):
            continue
        between = view.chunks[min(i, k) + 1 : max(i, k)]
        if any(chunk.kind in ("stop", VERB) for chunk in between):
            continue
        found = (abs(i - k) + (0.0 if i > k else 0.5), i, pronoun)
        best = min(best, found) if best else found
    return (best[1], best[2]) if best else (None, "")


def antecedents(
    view: SentenceView, tree: ClauseTree, fits: Callable[[int], bool], k: int, exclude: Collection[int]
) -> list[int]:
    """The phrases before chunk `k` that a pronoun there may take up, those that cost least first, three at most."""
    here = tree.at[k] if k < len(tree.at) else tree.at[-1]
    steps = {outer.number: n + 1 for n, (_, outer) in enumerate(tree.chain(here))} | {here.number: 0}
    found: list[tuple[float, int]] = []
    for j in range(k - 1, -1, -1):
        if not is_phrase(view.chunks[j]) or tree.lead[j] != j or j in exclude or not fits(j):
            continue
        number = tree.at[j].number
        away = steps.get(number, _ELSEWHERE + _CLAUSE * abs(here.number - number))
        found.append((_STEP * away + _role_cost(view, tree, j) + _CHUNK * (k - j), -j))
    return [-j for _, j in sorted(found)[:_MOST]]


def may_do(view: SentenceView, verb: Chunk, j: int) -> bool:
    """Whether a phrase before a verb may be its subject."""
    return view.is_party(view.chunks[j]) and view.agrees(verb, view.chunks[j], before=True)


def _role_cost(view: SentenceView, tree: ClauseTree, j: int) -> float:
    """What a phrase costs for its role in its clause, and for naming nobody surely."""
    chunk, clause = view.chunks[j], tree.at[j]
    subject = tree.subject(clause)[0]
    is_subject = subject is not None and tree.lead[subject] == j
    verb = view.chunks[clause.predicate].word if clause.predicate is not None else None
    if verb is not None and verb.lists & _PATIENTS:
        cost = _AGENT if is_subject else _PATIENT  # who was arrested is accused, not who arrested
    elif is_subject:
        cost = 0.0
    else:
        cost = _PLACE if chunk.preposition in _PLACES else _OBLIQUE if chunk.preposition else _OBJECT
    return cost + (0.0 if chunk.head in view.known or chunk.word.groups or chunk.word.plural else _UNNAMED)
