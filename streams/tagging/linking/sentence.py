"""One sentence while its accusations are linked: chunks, and who may be meant by a pronoun or a dropped subject."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from streams.tagging.clause import Chunk
from streams.tagging.growth import KnownActors
from streams.tagging.quoting import OPENING
from streams.tagging.vocabulary import Vocabulary
from streams.tagging.words import VERB, Word

__all__ = ["Link", "Party", "SentenceView"]

_UNITS = frozenset(
    (
        "عام",
        "سن",
        "شهر",
        "يوم",
        "اسبوع",
        "ساع",
        "دقيق",
        "سهم",
        "دولار",
        "دينار",
        "ريال",
        "درهم",
        "جنيه",
        "يورو",
        "كيلومتر",
        "متر",
        "طن",
        "برميل",
        "درجه",
        "نقطه",
        "مره",
        "قطعه",
    )
)
_NO_ANTECEDENT = frozenset(
    ("في", "خلال", "بين", "منذ", "قبل", "بعد", "داخل", "قرب", "شمال", "جنوب", "شرق", "غرب", "عبر")
)
"""What these govern is a place or a time, rarely taken up by a pronoun."""

Antecedent = Literal["same_sentence", "previous_sentence"]


@dataclass(frozen=True, slots=True)
class Party:
    """A run of words that names a party."""

    first: int
    end: int
    antecedent: Antecedent | None = None


@dataclass(slots=True)
class Link:
    """What linking found for one trigger."""

    rule: str
    accusers: list[Party] = field(default_factory=list)
    accused: list[Party] = field(default_factory=list)
    content: tuple[int, int] | None = None
    """Words of what it is about, first and end."""
    reciprocal: bool = False
    legal: bool = False
    """A legal procedure is named, or a legal actor accuses."""
    keep: bool = True
    """False when the grammar shows that there is no event."""


class SentenceView:
    """Chunks of one sentence and questions about them."""

    def __init__(
        self,
        words: Sequence[Word],
        chunks: list[Chunk],
        known: KnownActors,
        states: set[int],
        vocabulary: Vocabulary,
    ) -> None:
        self.words = words
        self.chunks = chunks
        self.known = known
        self.states = states
        """Words that name or qualify by a country: `موسكو`, `الإسرائيلي`."""
        self.vocabulary = vocabulary
        self.named: frozenset[int] = frozenset()
        """First words of actors composed of a noun of the lexicon and what belongs to it: مسؤول ليبي."""
        self.vocalised: frozenset[int] = frozenset()
        """Words written with the damma of the passive: اتُهم."""
        self.armed: frozenset[int] = frozenset()
        """First words of armed groups of the lexicon."""
        self.links: list[Link] = []
        """What was linked so far, in text order."""
        self.passives: set[int] = set()
        """Verbs that were read as passives."""

    @cached_property
    def legal(self) -> bool:
        """Whether a word of the law stands in the sentence."""
        law = self.vocabulary.conditions["law"]
        return any(word.base in law or word.stem in law for word in self.words)

    def listed(self, word: Word, name: str) -> bool:
        """Whether a word stands in a list of `[conditions]`."""
        wanted = self.vocabulary.conditions[name]
        return word.base in wanted or word.stem in wanted

    # --- what a noun phrase is ----------------------------------------------------------------------------------------

    def is_party(self, chunk: Chunk) -> bool:
        """Whether a noun phrase names somebody rather than something."""
        word = chunk.word
        if chunk.kind != "np" or chunk.reading is not None:
            return False
        if word.kind == "demonstrative":
            return word.base in ("هءلاء", "اولءك")
        if word.kind == "preposition":
            return True  # من يدعو
        if chunk.head + 1 < len(self.words) and self.words[chunk.head + 1].base == "جنسيه":
            return False  # باكستاني الجنسية
        if self.words[chunk.first].kind in ("quantifier", "number") and chunk.head > chunk.first:
            return not word.groups & {"thing", "suffered", "text"} and word.kind == "noun" and word.stem not in _UNITS
        if chunk.head in self.known:
            return True
        if chunk.head in self.named and not word.groups & {"thing", "suffered", "text"}:
            return True
        groups = word.groups
        if groups & {"title", "party"}:
            return True
        if groups & {"thing", "suffered", "text"} or word.kind != "noun":
            return False
        if word.ending in ("ون", "ين"):
            return True
        if not word.definite and self.victim(chunk):
            return False  # نفوذ إيران
        if word.definite:
            return word.nisba and word.ending in ("", "ة") and chunk.end - chunk.first <= 4 and not chunk.preposition
        return word.ending == "" and not word.pronoun and self._named(chunk)

    def _named(self, chunk: Chunk) -> bool:
        """A bare unknown noun is a name if nothing definite follows in its construct, or if it is of more than one name."""
        part = bool(chunk.word.groups & {"name_part", "given"})
        if not part and any(w.definite for w in self.words[chunk.head + 1 : chunk.end]):
            return False  # مدى الحياة
        plain = not any(w.ending == "ة" and not w.definite for w in self.words[chunk.first : chunk.end])
        return chunk.end - chunk.first <= 5 and (plain or part)

    def is_thing(self, chunk: Chunk) -> bool:
        """Whether a noun phrase surely names no party."""
        return bool(chunk.word.groups & {"thing", "suffered"}) and chunk.head not in self.known

    def is_text(self, chunk: Chunk) -> bool:
        """Whether a noun phrase names a text (statement, banner) that stands for who is behind it."""
        return chunk.kind == "np" and "text" in chunk.word.groups and chunk.head not in self.known

    def gender(self, chunk: Chunk) -> str:
        """`m`, `f` or empty."""
        return chunk.word.gender

    def agrees(self, verb: Chunk, chunk: Chunk, *, before: bool) -> bool:
        """Whether a noun phrase can be the subject of a verb that stands after (`before`) or ahead of it."""
        gender, plural = self.subject_of_form(verb)
        word = self.core(chunk)
        if chunk.head in self.known and word.gender == "m" and not word.groups and not word.ending:
            word = replace(word, gender="")  # a name: إسلام آباد
        if self.words[chunk.first].surface in OPENING:
            return not plural  # a quoted name: «مراسلون بلا حدود»
        if word.ending == "ا" and not before and chunk.head not in self.known:
            return False  # accusative
        if verb.word.person == 1 or (verb.reading and verb.reading.form.person == 1):
            return False
        if self.words[chunk.first].surface in OPENING and chunk.head in self.known and not plural:
            return True  # واعتبرت «مراسلون بلا حدود»: a name agrees with what bears it
        counted = self.words[chunk.first].kind in ("quantifier", "number") or word.kind in (
            "quantifier",
            "demonstrative",
        )
        people = word.ending in ("ون", "ين") or (word.plural and word.gender != "f")
        if plural:
            if not before:
                return False
            collective = "party" in word.groups and word.ending == ""
            return people or counted or collective or (word.gender != "f" and "title" not in word.groups)
        if counted and not before:
            return True
        if before and people and (word.ending in ("ون", "ين") or "people" in word.groups):
            return False
        if gender == "f":
            masculine = word.gender == "m" and not (people and word.ending not in ("ون", "ين"))
            return not masculine
        return not (
            word.gender == "f"
            and word.ending != "ات"
            and not (chunk.head in self.known and chunk.head not in self.states)
        )

    def head_agrees(self, verb: Chunk, chunk: Chunk) -> bool:
        """Whether the head of a phrase that may be two agrees with a verb before it."""
        gender, plural = self.subject_of_form(verb)
        return not plural and chunk.word.gender in ("", gender) and chunk.word.ending != "ا"

    def subject_of_form(self, verb: Chunk) -> tuple[str, bool]:
        """Gender of the subject that a verb's form asks for, and whether it is a plural or dual."""
        if verb.reading is not None:
            form = verb.reading.form
            return form.gender, form.number in ("p", "d")
        return verb.word.gender, verb.word.plural

    # --- groups -------------------------------------------------------------------------------------------------------

    def group(self, k: int) -> list[int]:
        """Indexes of the coordinated noun phrases that begin with chunk `k`."""
        found = [k]
        chunks = self.chunks
        first = chunks[k]
        j = k + 1
        while j < len(chunks):
            if chunks[j].kind == "comma" and j + 1 < len(chunks) and self._joins(first, chunks[j + 1]):
                j += 1
            if chunks[j].kind in ("close", "open") and j + 1 < len(chunks) and self._joins(first, chunks[j + 1]):
                j += 1
            if not self._joins(first, chunks[j]):
                break
            found.append(j)
            j += 1
        return found

    def _joins(self, first: Chunk, other: Chunk) -> bool:
        if other.kind != "np" or not other.conjunction or other.reading is not None:
            return False
        if other.preposition not in ("", first.preposition):
            return False
        return self.is_party(other) == self.is_party(first) or first.word.kind == "quantifier"

    def parties(self, group: Sequence[int], antecedent: Antecedent | None = None) -> list[Party]:
        """The spans of a group."""
        found = []
        for k in group:
            chunk = self.chunks[k]
            first = self.tail(chunk) or chunk.first
            found.append(Party(first, chunk.end, antecedent))
        return found

    def core(self, chunk: Chunk) -> Word:
        """The word that agrees: the head, or the person in the construct of an act done to them."""
        tail = self.tail(chunk)
        return self.words[tail] if tail and not self.is_party_head(chunk) else chunk.word

    def is_party_head(self, chunk: Chunk) -> bool:
        """Whether the head itself is of a list of parties."""
        return bool(chunk.word.groups & {"party", "title"})

    def victim(self, chunk: Chunk) -> bool:
        """Whether a noun phrase names an act done to somebody and, in its construct, to whom: اعتقال الناشط."""
        return bool(self.tail(chunk))

    def tail(self, chunk: Chunk) -> int:
        """Where the party in the construct of an act begins (اعتقال الناشط, استمرار اعتقال الناشط); 0 if there is none."""
        if chunk.kind != "np" or chunk.reading is not None or chunk.word.definite or chunk.head in self.known:
            return 0
        j = chunk.head + 1
        while (
            j < chunk.end
            and self.words[j - 1].groups & {"thing", "suffered"}
            and self.words[j].groups & {"thing", "suffered"}
            and not self.words[j].definite
        ):
            j += 1
        if self.words[j - 1].pronoun or j >= chunk.end or chunk.word.groups & {"party", "title"}:
            return 0
        return j if self._tail_is_party(chunk, j) else 0

    def _tail_is_party(self, chunk: Chunk, j: int) -> bool:
        word = self.words[j]
        if not word.definite and word.ending in ("ون", "ين") and not self.words[j - 1].groups & {"suffered"}:
            return False  # قناصة منتمين: an adjective
        if word.kind == "quantifier":
            return bool(chunk.word.groups & {"suffered"}) or bool(self.words[j - 1].groups & {"suffered"})
        if not self.words[j - 1].groups & {"suffered"} and not chunk.word.groups & {"suffered"}:
            return (j in self.known and not word.nisba) or bool(word.groups & {"party", "title"})
        return not word.groups & {"suffered", "thing", "text"} and (
            j in self.known or bool(word.groups) or word.nisba or not word.definite
        )

    # --- pronouns -----------------------------------------------------------------------------------------------------

    def pronoun_fits(self, pronoun: str, chunk: Chunk) -> bool:
        """Whether a noun phrase can be what a pronoun stands for."""
        if pronoun in ("هم", "هما") and self.words[chunk.first].kind in ("quantifier", "number"):
            return True
        return self.word_fits(pronoun, self.core(chunk), chunk.head)

    def word_fits(self, pronoun: str, word: Word, at: int) -> bool:
        """Whether a head noun can be what a pronoun stands for."""
        people = word.ending in ("ون", "ين") or (word.plural and word.gender != "f")
        if pronoun == "ه":
            return word.gender != "f" and word.ending not in ("ون", "ين", "ات")
        if pronoun in ("هم", "هما"):
            return (
                people
                or word.kind in ("quantifier", "demonstrative")
                or ("party" in word.groups and word.gender != "f")
            )
        if pronoun in ("ها", "هن"):
            return (
                word.gender == "f"
                or word.ending == "ات"
                or (word.gender == "" and ("party" in word.groups or at in self.known))
            )
        return False

    def antecedent(self, pronoun: str, before: int, exclude: Sequence[int] = ()) -> list[int]:
        """Chunks that a pronoun before chunk `before` refers to, nearest fitting party first; empty if none."""
        for j in range(before - 1, -1, -1):
            chunk = self.chunks[j]
            if chunk.kind != "np" or j in exclude or chunk.preposition in _NO_ANTECEDENT:
                continue
            if not (self.is_party(chunk) or self.victim(chunk)) or not self.pronoun_fits(pronoun, chunk):
                continue
            if pronoun in ("هم", "هما") and chunk.conjunction:
                return self._whole_group(j)
            return [j]
        if pronoun in ("هم", "هما"):
            for j in range(before - 1, -1, -1):
                if (
                    self.chunks[j].kind == "np"
                    and self.chunks[j].conjunction
                    and self.is_party(self.chunks[j])
                    and j not in exclude
                ):
                    return self._whole_group(j)
        return []

    def _whole_group(self, last: int) -> list[int]:
        for first in range(max(0, last - 8), last):
            if (
                self.chunks[first].kind == "np"
                and not self.chunks[first].conjunction
                and last in (group := self.group(first))
            ):
                return group
        return [last]

    def previous_verb(self, k: int) -> int | None:
        """Index of the nearest verb before chunk `k`, or None."""
        return next((j for j in range(k - 1, -1, -1) if self.chunks[j].kind == VERB), None)

    def is_named(self, chunk: Chunk) -> bool:
        """Whether a noun phrase surely names a party: an unknown bare noun alone does not."""
        if not self.is_party(chunk):
            return False
        return (
            chunk.head in self.known
            or bool(chunk.word.groups)
            or chunk.word.ending in ("ون", "ين")
            or chunk.end - chunk.first > 1
        )

    def earlier_accusers(self, denier: Sequence[Party]) -> list[Party]:
        """Who made the accusation linked last before, unless it is the denier."""
        own = {party.first for party in denier}
        for link in reversed(self.links):
            others = [party for party in link.accusers if party.first not in own]
            if others and not link.rule.startswith("denial"):
                return others
        return []

    def accusers_of(self, denier: Sequence[Party]) -> list[Party]:
        """Who accused the denier earlier in the sentence."""
        own = {party.first for party in denier}
        for link in reversed(self.links):
            if link.accusers and any(party.first in own for party in link.accused):
                return link.accusers
        return []

    # --- clauses ------------------------------------------------------------------------------------------------------

    def clause_end(self, k: int) -> int:
        """Index after the last word of the clause in which chunk `k` stands: up to a comma, a stop or a subordinator."""
        for j in range(k + 1, len(self.chunks)):
            kind = self.chunks[j].kind
            if kind in ("stop", "comma", "subordinator", "conjunction") or (
                kind == VERB and self.chunks[j].conjunction
            ):
                return self.chunks[j - 1].end
        return self.chunks[-1].end

    def resumes(self, k: int) -> bool:
        """Whether verb `k` carries on from the verb before: after كما, or a comma, or فيها."""
        before = self.chunks[k - 1] if k else None
        return before is not None and before.kind in ("subordinator", "comma", "np", "pp", "adverb", "close")

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
