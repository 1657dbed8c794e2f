"""The clause tree of a sentence, and what is asked of it."""

from functools import cached_property
from itertools import accumulate

from streams.tagging.clauses.clause import Clause, is_phrase
from streams.tagging.clauses.subjects import Subject, Subjects
from streams.tagging.clauses.units import Units
from streams.tagging.clauses.walk import Walk
from streams.tagging.linking.agreement import AgreementView

__all__ = ["ClauseTree"]

_LONGEST_CHAIN = 6


class ClauseTree:
    """The clauses of one sentence. Phrases are given by the index of their chunk in `view.chunks`."""

    def __init__(self, view: AgreementView) -> None:
        walk = Walk(view)
        self.view = view
        self.clauses: list[Clause] = walk.clauses
        """In order of opening."""
        self.at: list[Clause] = walk.at
        """The clause of each chunk."""
        self._units = Units(view)
        self.lead: list[int] = self._units.lead
        """The leading phrase of the unit (apposition, coordination) of each chunk; the chunk itself otherwise."""
        self._subjects = Subjects(view, self._units, self.clauses)

    def subject(self, clause: Clause) -> Subject:
        """The phrase that is the subject of a clause, None if there is none, and how it was found.

        `after` or `before` the verb; as `head` of the relative clause; `kept` from the clause it is joined to or
        stands in; of a `participle`, from the clause around it (it may be None there); `alone`, the first phrase of a
        clause without a verb; empty if none was found.
        """
        return self._subjects.found[clause.number]

    def chain(self, clause: Clause) -> list[tuple[bool, Clause]]:
        """The clauses around one, nearest first, at most six; True where one was reached as what it is joined to."""
        found: list[tuple[bool, Clause]] = []
        now = clause
        while len(found) < _LONGEST_CHAIN and (outer := now.before or now.parent) is not None:
            found.append((now.before is not None, outer))
            now = outer
        return found

    @cached_property
    def counted(self) -> tuple[list[int], list[int]]:
        """Parties, and quotation marks open, before each chunk and at the end; counted once the rules have linked."""
        chunks, view = self.view.chunks, self.view
        parties = accumulate((is_phrase(chunk) and view.is_party(chunk) for chunk in chunks), initial=0)
        depths = accumulate(((chunk.kind == "open") - (chunk.kind == "close") for chunk in chunks), initial=0)
        return list(parties), list(depths)

    def own(self, clause: Clause) -> list[int]:
        """The noun phrases of a clause itself, in order."""
        return self._subjects.own(clause)

    def bare_after(self, clause: Clause, k: int) -> list[int]:
        """Its phrases after chunk `k` that no preposition governs, one a unit, without those named as one of many."""
        return self._subjects.bare_after(clause, k)

    def bare_before(self, clause: Clause, k: int) -> list[int]:
        """Its phrases before chunk `k` that no preposition governs, one a unit."""
        return self._subjects.bare_before(clause, k)

    def beside(self, j: int) -> bool:
        """Whether phrase `j` is one of many named before: بينها الوزارة, منهم الوزير."""
        return self._units.beside(j)
