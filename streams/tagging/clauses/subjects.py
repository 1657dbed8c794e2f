"""The subject of each clause, and how it was found."""

from collections.abc import Sequence

from streams.tagging.chunk import Chunk
from streams.tagging.clauses.clause import Clause, How, is_phrase
from streams.tagging.clauses.units import Units
from streams.tagging.linking.agreement import AgreementView
from streams.tagging.words import VERB

__all__ = ["Subject", "Subjects"]

Subject = tuple[int | None, How]
_NONE: Subject = (None, "")


class Subjects:
    """The subjects of the clauses of a sentence. A clause may keep the subject of an earlier one, never of a later."""

    def __init__(self, view: AgreementView, units: Units, clauses: Sequence[Clause]) -> None:
        self._view = view
        self._chunks = view.chunks
        self._units = units
        self.found: list[Subject] = []
        """By number of clause: the phrase, if there is one, and how it was found."""
        for clause in clauses:
            self.found.append(self._subject(clause))

    def own(self, clause: Clause) -> list[int]:
        """The noun phrases of a clause itself."""
        return [i for i in clause.chunks if is_phrase(self._chunks[i])]

    def bare_after(self, clause: Clause, k: int) -> list[int]:
        """Those after chunk `k` that no preposition governs and that lead their unit."""
        return [i for i in self._bare(clause) if i > k and not self._units.beside(i)]

    def bare_before(self, clause: Clause, k: int) -> list[int]:
        """Those before chunk `k` that no preposition governs and that lead their unit."""
        return [i for i in self._bare(clause) if i < k]

    def _bare(self, clause: Clause) -> list[int]:
        return [i for i in self.own(clause) if self._chunks[i].bare and self._units.lead[i] == i]

    def _subject(self, clause: Clause) -> Subject:
        if clause.kind == "participle":
            outer = self._of(clause.parent)
            return outer, "participle"
        if clause.predicate is None:
            own = [i for i in self.own(clause) if self._chunks[i].bare]
            return (own[0], "alone") if own else _NONE
        found = self._within(clause, clause.predicate)
        return found if found[0] is not None else self._kept(clause, self._chunks[clause.predicate])

    def _within(self, clause: Clause, k: int) -> Subject:
        """The subject of verb `k` in its own clause, or the head of a relative."""
        verb, after = self._chunks[k], self._after(clause, k)
        if clause.kind in ("relative", "bare") and clause.head is not None:
            return self._of_relative(verb, clause.head, after)
        before = [i for i in self.bare_before(clause, k) if self._view.agrees(verb, self._chunks[i], before=True)]
        if before and (after is None or self._is_party(before[-1])):
            return next(filter(self._is_party, before), before[0]), "before"
        adjacent = after is not None and all(chunk.kind != VERB for chunk in self._chunks[k + 1 : after])
        return (after, "after") if adjacent else _NONE

    def _of_relative(self, verb: Chunk, head: int, after: int | None) -> Subject:
        """الوزير الذي اتهم الحكومة is its subject; الوزير الذي اتهمته الحكومة is not."""
        if after is not None and verb.word.pronoun:
            return after, "after"
        if self._view.agrees(verb, self._chunks[head], before=True):
            return head, "head"
        return (after, "after") if after is not None else _NONE

    def _after(self, clause: Clause, k: int) -> int | None:
        """The first bare phrase after verb `k`, if it agrees with it."""
        after = self.bare_after(clause, k)
        return after[0] if after and self._view.agrees(self._chunks[k], self._chunks[after[0]], before=False) else None

    def _kept(self, clause: Clause, verb: Chunk) -> Subject:
        """The subject of the clause it is joined to, or that of the clause around it if only that agrees."""
        near, outer = self._of(clause.before), self._of(clause.parent)
        if outer is not None and self._agrees(verb, outer) and (near is None or not self._agrees(verb, near)):
            near = outer
        return (near, "kept") if near is not None else _NONE

    def _of(self, clause: Clause | None) -> int | None:
        return self.found[clause.number][0] if clause is not None else None

    def _agrees(self, verb: Chunk, phrase: int) -> bool:
        return self._view.agrees(verb, self._chunks[phrase], before=True)

    def _is_party(self, phrase: int) -> bool:
        return self._view.is_party(self._chunks[phrase])
