"""One sentence while its accusations are linked: what was linked so far, and where clauses end."""

from collections.abc import Sequence

from streams.tagging.chunk import DASHES, Chunk
from streams.tagging.growth import KnownActors
from streams.tagging.linking.agreement import AgreementView
from streams.tagging.linking.link import Link, Party
from streams.tagging.words import VERB, Word

__all__ = ["Link", "Party", "SentenceView"]


class SentenceView(AgreementView):
    """Chunks of one sentence and questions about them."""

    def __init__(self, words: Sequence[Word], chunks: list[Chunk], known: KnownActors, states: set[int]) -> None:
        super().__init__(words, chunks, known, states)
        self.relatives: dict[int, bool] = {}
        """Whether a chunk stands in a relative clause, as far as it was asked."""
        self.asides: frozenset[int] | None = None
        """Chunks that stand in asides which name some of many; None until it is asked."""
        self.subjects: dict[int, list[int]] = {}
        """The subjects of verbs that were asked for since the last link, on which they depend."""

    def add(self, k: int, link: Link) -> None:
        """Keep what was linked of chunk `k`."""
        self.links.append(link)
        self.linked[k] = link
        if link.rule == "passive":
            self.passives.add(k)
        self.subjects.clear()

    def previous_verb(self, k: int) -> int | None:
        """Index of the nearest verb before chunk `k`, or None."""
        for j in range(k - 1, -1, -1):
            if self.chunks[j].kind == VERB:
                return j
        return None

    def earlier_accusers(self, denier: Sequence[Party]) -> list[Party]:
        """Who made the accusation linked last before, unless it is the denier."""
        own = {party.first for party in denier}
        for link in reversed(self.links):
            others = [party for party in link.accusers if party.first not in own]
            if others and not link.rule.startswith("denial"):
                return others
        return []

    def linked_subject(self, k: int) -> list[int]:
        """The chunks before or after verb `k` that were linked as its accusers; empty if it was not linked."""
        link = self.linked.get(k)
        firsts = {party.first for party in link.accusers} if link is not None else ()
        return [j for j, chunk in enumerate(self.chunks) if chunk.first in firsts] if firsts else []

    def earlier_accused(self, verb: Chunk) -> list[Party]:
        """Whom the accusation linked last before is of, if verb `verb` agrees; who denies it unnamed is meant."""
        for link in reversed(self.links):
            if link.accused and not link.rule.startswith("denial"):
                first = next((c for c in self.chunks if c.first <= link.accused[0].first < c.end), None)
                return link.accused if first is not None and self.agrees(verb, first, before=True) else []
        return []

    def accusers_of(self, denier: Sequence[Party]) -> list[Party]:
        """Who accused the denier earlier in the sentence."""
        for link in reversed(self.links):
            if link.accusers and any(self._same(own, party) for own in denier for party in link.accused):
                return link.accusers
        return []

    def _same(self, own: Party, other: Party) -> bool:
        """Whether two spans name one party: the same words, or الوزير after وزير التجارة."""
        if own.first == other.first:
            return True
        word = self.words[own.first]
        return word.definite and own.end - own.first == 1 and word.base == self.words[other.first].base

    def clause_end(self, k: int) -> int:
        """Index after the last word of the clause of chunk `k`: up to a comma, a stop or a subordinator."""
        for j in range(k + 1, len(self.chunks)):
            kind = self.chunks[j].kind
            if kind in ("stop", "comma", "subordinator", "conjunction") or (
                kind == VERB and self.chunks[j].conjunction
            ):
                return self.chunks[j - 1].end
        return self.chunks[-1].end

    def dateline(self, k: int) -> int:
        """Chunk after the dateline (بغداد - رويترز:), if one stands before chunk `k`; else 0."""
        first = next((j for j in range(k) if self.chunks[j].kind in (VERB, "stop", "complementiser")), 0)
        ends = self.chunks[first].kind == "stop" and self.chunks[first].word.surface in DASHES
        return first + 1 if ends else 0

    def resumes(self, k: int) -> bool:
        """Whether verb `k` carries on from the verb before: after كما, بل, a comma, فيها; after قبل أن, بدلا من أن."""
        while k and self.chunks[k - 1].kind in ("auxiliary", "negation"):
            k -= 1
            if self.chunks[k].conjunction:
                return True  # وكانت قد اتهمت
        before = self.chunks[k - 1] if k else None
        if before is None:
            return False
        if before.kind == "complementiser" and not before.word.pronoun and k > 1:
            return self.chunks[k - 2].kind == "pp" and not self.chunks[k - 2].word.pronoun
        return before.kind in ("subordinator", "conjunction", "comma", "np", "pp", "adverb", "close")

    def addressee(self, k: int) -> list[int]:
        """The noun phrase after the vocative يا before chunk `k`."""
        for j in range(k - 1, 0, -1):
            chunk = self.chunks[j]
            if chunk.kind == "np" and self.words[chunk.first].surface == "يا":
                return [j]
            if chunk.kind == "np" and self.words[chunk.first - 1].surface == "يا":
                return [j]
        return []

    def whoever(self, k: int, end: int) -> Party | None:
        """من with a verb after it, as a party: يتحمل المسؤولية من حرض."""
        for j in range(k + 1, min(end + 1, len(self.chunks))):
            chunk = self.chunks[j]
            for i in range(chunk.first, chunk.end):
                if self.words[i].surface == "من" and i + 1 < len(self.words) and self.words[i + 1].kind == VERB:
                    return Party(i, i + 2)
        return None
