"""One walk over the chunks of a sentence, left to right: where clauses begin, and which one each chunk is of."""

from collections.abc import Callable, Iterator
from typing import Final

from streams.tagging.chunk import Chunk
from streams.tagging.clauses.clause import Clause, Kind, is_imperfect, is_participle, is_phrase
from streams.tagging.clauses.heads import head_of, is_indefinite
from streams.tagging.linking.agreement import AgreementView
from streams.tagging.words import VERB

__all__ = ["Walk"]

_BEFORE_VERB = frozenset(("auxiliary", "negation", "adverb", "time"))
"""What may stand between و and the verb it joins: ولم ينف, وقد اتهم."""
_PARTICLES = frozenset(("auxiliary", "negation", "conjunction"))
"""What directly before a verb is of its clause: ولم, ثم, كان قد."""
_ENDS = frozenset(".!؟?؛…")
_PARTED = ("comma", "close")
_DEEPEST = 20
_OUTWARD = 4
"""Clauses out of which a comma may lead back to a verb that lacks something."""
_LONGEST_NAME = 4
"""Chunks in quotation marks that may be a name or a term, with no verb in them."""
_NEAR_TRIGGER = 8
"""Chunks between a word of accusation and what is quoted of it: اتهم الوزير بـ«إهدار المال»."""


class Walk:
    """The clauses so far and the one that is open."""

    def __init__(self, view: AgreementView) -> None:
        self.clauses: list[Clause] = []
        """In order of opening."""
        self.at: list[Clause] = []
        """The clause of each chunk."""
        self._view = view
        self._chunks = view.chunks
        self._marks: list[tuple[Kind | None, Clause]] = []
        """Of open quotation marks and brackets: what they opened, and the clause to go back to."""
        self._open("main", 0)
        for j, chunk in enumerate(self._chunks):
            _STEPS.get(chunk.kind, Walk._keep)(self, j, chunk)

    def _open(self, kind: Kind, start: int, parent: Clause | None = None, before: Clause | None = None) -> Clause:
        self._now = Clause(kind, start, len(self.clauses), parent, before)
        self.clauses.append(self._now)
        return self._now

    def _keep(self, j: int, _chunk: Chunk) -> None:
        self.at.append(self._now)
        self._now.chunks.append(j)

    def _outwards(self) -> Iterator[Clause]:
        """The open clause and those it stands in."""
        clause: Clause | None = self._now
        while clause is not None:
            yield clause
            clause = clause.parent

    # --- marks

    def _stop(self, j: int, chunk: Chunk) -> None:
        self._keep(j, chunk)
        if chunk.word.surface not in _ENDS and self._now.predicate is not None:
            self._open("quote", j + 1, self._now)
        else:
            *_, top = self._outwards()
            self._open("main", j + 1, None, top)

    def _comma(self, j: int, chunk: Chunk) -> None:
        """Go back out to a clause whose verb lacks what follows: اتهم الوزير، الذي زار المدينة، الحكومة."""
        for depth, clause in enumerate(self._outwards()):
            if 0 < depth <= _OUTWARD and self._lacks(clause, j) and self._parted(clause, j):
                self._now = clause
                break
        self._keep(j, chunk)

    def _parted(self, clause: Clause, j: int) -> bool:
        """Whether comma `j` is not the first after the verb of a clause."""
        return any(chunk.kind == "comma" for chunk in self._chunks[clause.predicate or 0 : j])

    def _lacks(self, clause: Clause, j: int) -> bool:
        """Whether the verb of a clause lacks what follows comma `j`."""
        k = clause.predicate
        if k is None or j + 1 >= len(self._chunks):
            return False
        verb, behind = self._chunks[k], self._chunks[j + 1]
        if behind.kind != "np" or behind.conjunction or verb.kind != VERB:
            return False
        after = [self._chunks[i] for i in clause.chunks if i > k]
        bare = [chunk for chunk in after if chunk.bare and is_phrase(chunk)]
        if verb.reading is None:
            return behind.bare and not bare and self._view.agrees(verb, behind, before=False)
        objects = verb.reading.trigger.objects
        if behind.preposition:
            return behind.preposition in objects and all(chunk.preposition != behind.preposition for chunk in after)
        return "-" in objects and len(bare) < 2 and not (verb.reading.pronoun and bare)

    def _opening(self, j: int, chunk: Chunk) -> None:
        self._keep(j, chunk)
        kind = self._enclosed(j)
        outer = self._now
        self._marks.append((kind, outer))
        said = kind == "quote" and outer.kind in ("quote", "that") and outer.predicate is None
        if kind and not said:
            self._open(kind, j + 1, outer)

    def _enclosed(self, j: int) -> Kind | None:
        """What the mark at chunk `j` opens; None where a name, a term or a part of the clause is quoted."""
        if self._chunks[j].word.surface == "(":
            return "aside"
        size = len(self._chunks)
        closed = next((i for i in range(j + 1, size) if self._chunks[i].kind == "close"), size)
        inside = self._chunks[j + 1 : closed]
        said = len(inside) > 1 and any(chunk.kind in (VERB, "complementiser") for chunk in inside)
        if not said and len(inside) <= _LONGEST_NAME:
            return None
        return None if self._is_charge(j, inside) else "quote"

    def _is_charge(self, j: int, inside: list[Chunk]) -> bool:
        """Whether what is quoted at chunk `j` is what somebody is accused of: بـ«إهدار المال العام …»."""
        triggers = [i for i in self._now.chunks if self._chunks[i].reading is not None]
        if not triggers or j - triggers[-1] >= _NEAR_TRIGGER or inside[0].kind != "np":
            return False
        told = any(chunk.kind == "complementiser" for chunk in inside[:3])
        return not told and self._chunks[j - 1].word.surface != ":"

    def _close(self, j: int, chunk: Chunk) -> None:
        self._keep(j, chunk)
        if self._marks:
            kind, outer = self._marks.pop()
            self._now = outer if kind else self._now

    # --- words that open a clause

    def _complementiser(self, j: int, chunk: Chunk) -> None:
        now = self._now
        if now.predicate is None and not any(
            is_phrase(c) or c.reading for c in map(self._chunks.__getitem__, now.chunks)
        ):
            now.pronoun = chunk.word.pronoun  # إن at the start of a clause
            self._keep(j, chunk)
            return
        twin = self._that() if chunk.conjunction else None
        opened = self._open("that", j, now) if twin is None else self._open("joined", j, twin.parent, twin)
        opened.pronoun = chunk.word.pronoun
        self._keep(j, chunk)

    def _that(self) -> Clause | None:
        """The clause after أن that another, وأن, is joined to."""
        for depth, clause in enumerate(self._outwards()):
            joined = clause.kind == "joined" and clause.before is not None and clause.before.kind == "that"
            if depth < _DEEPEST and (clause.kind == "that" or joined):
                return clause
        return None

    def _relative(self, j: int, chunk: Chunk) -> None:
        self._open("relative", j, self._now).head = head_of(self._chunks, j)
        self._keep(j, chunk)

    def _what(self, j: int, chunk: Chunk) -> None:
        self._open("free", j, self._now)
        self._keep(j, chunk)

    def _subordinator(self, j: int, chunk: Chunk) -> None:
        self._open("when", j, self._now)
        self._keep(j, chunk)

    def _pronoun(self, j: int, chunk: Chunk) -> None:
        if chunk.conjunction and self._now.predicate is not None:
            self._open("hal", j, self._now).pronoun = chunk.word.base
        self._keep(j, chunk)

    # --- predicates

    def _phrase(self, j: int, chunk: Chunk) -> None:
        now = self._now
        if now.predicate is not None and is_participle(chunk):
            said = now.kind == "that" and self._chunks[j - 1].kind == "comma"  # قال إن …، مضيفا: who says so adds
            outer = now.parent if said or now.kind == "participle" else now
            self._open("participle", j, outer or now).predicate = j
        self._keep(j, chunk)

    def _verb(self, j: int, chunk: Chunk) -> None:
        clause = self._clause_of(j, chunk)
        clause.predicate = j
        self._take_particles(clause, j)
        self._keep(j, chunk)

    def _take_particles(self, clause: Clause, j: int) -> None:
        """Give a clause the particles before its verb `j`, which were read before it was known whose they are."""
        first = j
        while first and self._chunks[first - 1].kind in _PARTICLES and self.at[first - 1] is not clause:
            first -= 1
        for i in range(first, j):
            self.at[i].chunks.remove(i)
            self.at[i] = clause
            clause.chunks.append(i)
        clause.start = min(clause.start, first)

    def _clause_of(self, j: int, verb: Chunk) -> Clause:
        """The clause of a verb, opened here unless it is one that has none yet."""
        now, (i, joined) = self._now, self._joint(j, verb)
        if now.predicate is None and not (joined and now.kind == "aside"):
            return now
        if joined:
            twin = self._twin(j)
            return self._open("joined", j, twin.parent, twin)
        before = self._chunks[i] if i >= 0 else None
        kind = before.kind if before is not None else ""
        waiting = next((clause for clause in self._outwards() if clause.predicate is None), None)
        if waiting is not None and kind != "open":
            self._now = waiting
            return waiting
        if before is not None and is_phrase(before) and is_indefinite(self._view, before):
            opened = self._open("bare", j, now)
            opened.head = i
            return opened
        return self._open("aside" if kind in ("comma", "close", "open") else "chained", j, now)

    def _joint(self, j: int, verb: Chunk) -> tuple[int, bool]:
        """The chunk before a verb and its particles, -1 if there is none, and whether و joins the verb."""
        i, joined = j - 1, verb.conjunction
        while i >= 0 and self._chunks[i].kind in _BEFORE_VERB:
            joined = joined or self._chunks[i].conjunction
            i -= 1
        return i, joined or (i >= 0 and self._chunks[i].kind == "conjunction")

    def _twin(self, j: int) -> Clause:
        """The clause that verb `j` is joined to: that of the verb most like it, near ones rather than far ones."""
        best, least, distance = self._now, 99.0, 0.0
        parted = j > 0 and self._chunks[j - 1].kind in _PARTED
        for clause in self._outwards():
            if clause.predicate is None:
                continue
            cost = distance + self._unlike(clause.predicate, j) - (0.6 if parted and clause.parent is None else 0)
            if cost < least:
                best, least = clause, cost
            distance += 0.5
        return best

    def _unlike(self, i: int, j: int) -> float:
        """How unlike two predicates are, in tense, gender, and whether they tell of speaking."""
        one, other = self._chunks[i], self._chunks[j]
        if one.kind != VERB:
            return 2.0
        genders = self._view.subject_of_form(one)[0], self._view.subject_of_form(other)[0]
        unlike = float(is_imperfect(one) != is_imperfect(other))
        unlike += all(genders) and genders[0] != genders[1]
        return unlike + 0.5 * (_speaks(one) != _speaks(other))


def _speaks(verb: Chunk) -> bool:
    return "speech" in verb.word.groups or verb.reading is not None


_STEPS: Final[dict[str, Callable[[Walk, int, Chunk], None]]] = {
    "stop": Walk._stop,
    "comma": Walk._comma,
    "open": Walk._opening,
    "close": Walk._close,
    "complementiser": Walk._complementiser,
    "relative": Walk._relative,
    "wh": Walk._what,
    "subordinator": Walk._subordinator,
    "pronoun": Walk._pronoun,
    "np": Walk._phrase,
    VERB: Walk._verb,
}
