"""Whether a clause above says that an accusation was not made: نفى أن يكون X قد اتهم Y, لم يسبق لـ X أن اتهم."""

from collections.abc import Iterator

from streams.tagging.clauses import Clause, ClauseTree
from streams.tagging.words import VERB

__all__ = ["denied_above"]

_OR = frozenset(("او", "ولا"))
_WITHOUT = frozenset(("دون", "بدون", "غير"))
_BETWEEN = frozenset(("auxiliary", "adverb", "time"))
_MADE_BY = frozenset(("gives", "deals_out", "makes", "faces", "takes", "undergoes"))
"""Verbs that say no more than the noun of accusation with them."""
_SUPPOSED = frozenset(("ventures", "happens"))
"""What is said not to be before أن: it happened, it is true, he could, would or dared."""


def denied_above(tree: ClauseTree, k: int) -> bool:
    """Whether the clause that governs the clause of chunk `k` with أن denies that the accusation at `k` was made."""
    clause = _governed(tree, k)
    if clause is None or clause.parent is None:
        return False
    outer, opening = clause.parent, clause.start
    if outer.kind == "free" and outer.parent is not None:  # ليس صحيحا ما قيل من أن
        outer, opening = outer.parent, outer.start
    before = tree.view.chunks[opening - 1] if opening else None
    if before is not None and before.word.base in _WITHOUT and before.kind != "np":
        return True
    denied = clause.predicate == k and _denies(tree, outer, opening)  # نرفض أن يلقى علينا اللوم: it is laid on us
    return denied or any(_is_not(tree, j) for j in _leftwards(tree, outer, opening))


def _governed(tree: ClauseTree, k: int) -> Clause | None:
    """The clause after أن that says the accusation: its verb at `k`, or a verb that makes, gives or takes the noun."""
    clause, chunks = tree.at[k], tree.view.chunks
    verb = clause.predicate
    if verb is None or (verb != k and chunks[verb].word.lists.isdisjoint(_MADE_BY)):
        return None
    if clause.kind == "joined" and clause.before is not None:
        first = clause.start
        again = chunks[first].kind == "complementiser" or (first and chunks[first - 1].word.base in _OR)
        return clause.before if again and clause.before.kind == "that" else None
    return clause if clause.kind == "that" else None


def _denies(tree: ClauseTree, outer: Clause, opening: int) -> bool:
    """Whether the verb of the outer clause denies, and is not denied itself."""
    verb = outer.predicate
    if verb is None or verb >= opening:
        return False
    chunk = tree.view.chunks[verb]
    denies = chunk.reading is not None and chunk.reading.trigger.type == "deny"
    return (denies or "refuses" in chunk.word.lists) and not _negated(tree, verb)


def _leftwards(tree: ClauseTree, outer: Clause, opening: int) -> Iterator[int]:
    """The chunks of the outer clause before أن, nearest first, as far as a comma."""
    for j in reversed(outer.chunks):
        if j < opening:
            if tree.view.chunks[j].kind in ("comma", "stop"):
                return
            yield j


def _is_not(tree: ClauseTree, j: int) -> bool:
    """ليس صحيحا, لا يستطيع, لم يسبق."""
    chunk = tree.view.chunks[j]
    words = tree.view.words[chunk.first : chunk.end]
    return any(word.lists & _SUPPOSED for word in words) and _negated(tree, j)


def _negated(tree: ClauseTree, j: int) -> bool:
    chunks, i = tree.view.chunks, j - 1
    while i >= 0 and chunks[i].kind in _BETWEEN and chunks[j].kind == VERB:
        i -= 1
    return i >= 0 and chunks[i].kind == "negation"
