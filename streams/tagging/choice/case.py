"""A word of accusation in its sentence: what is asked of it, answered once."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial

from streams.tagging.choice.governors import adjective_of, governor_class, nominal_class
from streams.tagging.choice.inner import object_class
from streams.tagging.choice.pronouns import FIRST_PERSON, antecedents, complement, may_do
from streams.tagging.chunk import Chunk
from streams.tagging.clauses import Clause, ClauseTree
from streams.tagging.linking.link import Link
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.triggers import Reading

__all__ = ["TOWARDS", "Case", "preposition"]

TOWARDS = frozenset(("ل", "الي", "علي", "ضد", "بحق"))
"""Prepositions of whom an accusation is made against."""
_PREPOSITIONS = TOWARDS | frozenset(("ب", "من", "في", "من قبل", "من جانب", "عن", "بين", "مع", "تجاه", "ازاء", "حول"))
_GOVERNED = ("ب", "ل", "الي", "علي", "من", "عن")
_OWN = ("ب", "ل", "0", "من", "علي", "الي", "في", "بعد")
_CLASSES = {
    "verb": "v",
    "verb+pronoun": "v+",
    "passive": "s",
    "acting": "a",
    "accused": "m",
    "on-charge": "t",
    "charge": "n",
}
_FAR_BEFORE, _FAR_AFTER = 9, 7
"""Chunks before and after the word in which a pronoun may be its complement."""


def preposition(chunk: Chunk) -> str:
    """The preposition of a phrase as a value: `0` for none, `x` for a rare one."""
    if not chunk.preposition:
        return "0"
    return chunk.preposition.replace(" ", "_") if chunk.preposition in _PREPOSITIONS else "x"


def _construction(reading: Reading) -> str:
    """`verb`, `passive`, `noun`, `charge` (تهمة), `on-charge` (بتهمة), or the participles `acting` and `accused`."""
    trigger = reading.trigger
    if trigger.part == "verb":
        return "passive" if reading.form.voice == "passive" else "verb+pronoun" if reading.pronoun else "verb"
    if trigger.part == "participle":
        return "accused" if trigger.passive else "acting"
    if trigger.lemma == "تهمة":
        return "on-charge" if reading.preposition == "ب" else "charge"
    return "noun+pronoun" if reading.pronoun else "noun"


@dataclass(slots=True)
class Case:
    """A word of accusation, its clause, and the answer of the rules. Numbers are indexes of chunks."""

    view: SentenceView
    tree: ClauseTree
    k: int
    reading: Reading
    link: Link
    """What the rules propose."""
    clause: Clause = field(init=False)
    construction: str = field(init=False)
    group: str = field(init=False)
    """The construction, coarser: `v`, `v+`, `s`, `a`, `m`, `t`, `n`, `n+`."""
    verbal: bool = field(init=False)
    """A verb, or a participle that is the predicate of its clause."""
    first: int = field(init=False)
    last: int = field(init=False)
    """First and last of words of accusation side by side (استنكاره وإدانته), which share what stands around."""
    governor: int | None = field(init=False)
    """The verb before a noun in its clause."""
    after: list[int] = field(init=False)
    """The bare phrases that follow."""
    before: list[int] = field(init=False)
    """The bare parties that stand before a verb and agree with it."""
    after_governor: list[int] = field(init=False)
    subject: int | None = field(init=False)
    how: str = field(init=False)
    chain: list[Clause] = field(init=False)
    chain_subjects: list[int | None] = field(init=False)
    head: int | None = field(init=False)
    """The phrase that the clause qualifies."""
    prepositional: dict[str, int] = field(init=False)
    """The first phrase of the clause behind the word with each preposition."""
    speaker: int | None = field(init=False)
    nominal: int | None = field(init=False)
    """The noun right before a noun of accusation, which governs it: توجيه الاتهامات, تعرضها لانتقادات."""
    nominal_class: str = field(init=False)
    complement: int | None = field(init=False)
    """The pronoun that says against whom: له, إليه, إياه."""
    complement_pronoun: str = field(init=False)
    object: int | None = field(init=False)
    """The first phrase behind that is not the subject."""
    object_class: str = field(init=False)
    taken_up: dict[str, list[int]] = field(init=False)
    """What the pronouns may take up, the likeliest first: of the word itself `o`, its complement `c`, the noun that
    governs it `n`, and the one in its verb `s`."""
    owner: int | None = field(init=False)
    """What the word's own pronoun takes up."""
    taken: int | None = field(init=False)
    """What the complement takes up."""
    nominal_owner: int | None = field(init=False)
    relative: Clause | None = field(init=False)
    """The clause that qualifies a noun of accusation: الاتهامات التي وجهها X."""
    relative_class: str = field(init=False)
    adjective: str = field(init=False)
    voice: str = field(init=False)
    setting: str = field(init=False)
    """What stands around the word, in a few letters."""

    def __post_init__(self) -> None:
        """Ask the tree everything once."""
        chunks = self.view.chunks
        self.clause = self.tree.at[self.k]
        self.construction = _construction(self.reading)
        base = self.construction.removesuffix("+pronoun")
        self.group = _CLASSES.get(self.construction) or _CLASSES.get(base) or ("n+" if self.reading.pronoun else "n")
        self.verbal = self.reading.trigger.part == "verb" or (
            self.reading.trigger.part == "participle" and self.clause.predicate == self.k
        )
        self._side_by_side()
        self._clause()
        self._nominal()
        self.complement, self.complement_pronoun = complement(self.view, self.k, self._near(), self._own_clause)
        self.object, self.object_class = object_class(self.view, self.tree, self._objects())
        self._references()
        self.relative = next((c for c in self.tree.clauses if c.head == self.k and c.predicate is not None), None)
        self.relative_class = "-"
        if self.relative is not None and self.relative.predicate is not None:
            verb = chunks[self.relative.predicate]
            self.relative_class = governor_class(verb) + ("p" if verb.word.pronoun else "")
        self.adjective = adjective_of(self.view, self.k)
        self.voice = self._voice()
        self.setting = self._verb_setting() if self.verbal else self._noun_setting()

    @property
    def direct(self) -> bool:
        """Whether the accused may stand without a preposition."""
        return "-" in self.reading.trigger.objects

    @property
    def first_person(self) -> bool:
        """نتهم, أحمّل."""
        return self.reading.trigger.part == "verb" and self.reading.form.person == 1

    @property
    def dative(self) -> bool:
        """Whether a phrase behind says against whom."""
        return any(name in self.prepositional for name in TOWARDS)

    @property
    def governor_class(self) -> str:
        """What the governing verb does: gives, faces, arrests, says …; `-` without one."""
        return "-" if self.governor is None else governor_class(self.view.chunks[self.governor])

    def _side_by_side(self) -> None:
        chunks, part = self.view.chunks, self.reading.trigger.part
        self.first = self.last = self.k
        if self.reading.pronoun and part == "verb":
            return
        while self.last + 1 < len(chunks) and _joined(chunks[self.last + 1], part):
            self.last += 1
        while self.first and _joined(chunks[self.first], part) and _alike(chunks[self.first - 1], part):
            self.first -= 1

    def _clause(self) -> None:
        chunks, tree, clause, k = self.view.chunks, self.tree, self.clause, self.k
        self.after = tree.bare_after(tree.at[self.last], self.last)
        self.before, self.after_governor, self.governor = [], [], None
        if self.verbal:
            if self.reading.trigger.part == "verb":
                self.before = [
                    i
                    for i in tree.bare_before(clause, k)
                    if self.view.agrees(chunks[k], chunks[i], before=True) and self.view.is_party(chunks[i])
                ]
        elif clause.predicate is not None and clause.predicate < k:
            self.governor = clause.predicate
            self.after_governor = [i for i in tree.bare_after(clause, clause.predicate) if i < k]
        self.subject, self.how = tree.subject(clause)
        self.chain = [outer for _, outer in tree.chain(clause)]
        self.chain_subjects = [tree.subject(outer)[0] for outer in self.chain]
        self.head = clause.head if clause.kind in ("relative", "bare") else None
        self.prepositional = {}
        for i in tree.own(clause):
            if i > k and chunks[i].preposition:
                self.prepositional.setdefault(chunks[i].preposition, i)
        self.speaker = next(
            (who for outer, who in zip(self.chain, self.chain_subjects, strict=True) if self._says(outer)), None
        )

    def _says(self, clause: Clause) -> bool:
        word = self.view.chunks[clause.predicate].word if clause.predicate is not None else None
        return word is not None and ("speech" in word.groups or "saying" in word.lists)

    def _nominal(self) -> None:
        chunks, noun = self.view.chunks, self.view.chunks[self.first]
        self.nominal, self.nominal_class = None, "-"
        if self.verbal or not self.first:
            return
        i = self.first - 1
        if chunks[i].kind == "adverb" and i:
            i -= 1
        phrase = chunks[i]
        if phrase.kind == "np" and phrase.reading is None and noun.preposition in ("", *_GOVERNED):
            self.nominal = i
            self.nominal_class = nominal_class(self.view, phrase) + (f":{noun.preposition}" if noun.preposition else "")

    def _near(self) -> range:
        return range(max(0, self.k - _FAR_BEFORE), min(len(self.view.chunks), self.k + _FAR_AFTER))

    def _own_clause(self, i: int) -> bool:
        return self.reading.trigger.part != "verb" or self.tree.at[i] is self.clause

    def _objects(self) -> list[int]:
        view, chunks, k = self.view, self.view.chunks, self.k
        wanted = self.reading.trigger.objects if self.verbal else (*self.reading.trigger.objects, "ل", "ب", "علي")
        found = [i for i in self.tree.own(self.clause) if i > k and (chunks[i].bare or chunks[i].preposition in wanted)]
        subject = chunks[found[0]] if self.verbal and len(found) > 1 else None
        if (
            subject is not None
            and view.is_party(subject)
            and subject.bare
            and view.agrees(chunks[k], subject, before=False)
        ):
            found = [i for i in found[1:] if self.tree.lead[i] != self.tree.lead[found[0]]]
        return found

    def _references(self) -> None:
        """Whom the pronouns of the word, its complement and the noun that governs it take up, and its verb's own."""
        view, k, pronoun = self.view, self.k, self.reading.pronoun
        verb = self.reading.trigger.part == "verb"
        subject = [self.subject] if self.subject is not None else []
        self.taken_up = {}
        if pronoun and pronoun not in FIRST_PERSON:
            self._take_up("o", pronoun, k, subject if verb else [])
        if self.complement is not None:
            self._take_up("c", self.complement_pronoun, min(self.complement, k), subject)
        if self.nominal is not None and (owned := view.chunks[self.nominal].word.pronoun):
            self._take_up("n", owned, self.nominal, ())
        if verb and not self.first_person:
            self.taken_up["s"] = antecedents(view, self.tree, partial(may_do, view, view.chunks[k]), k, ())
        self.owner, self.taken, self.nominal_owner = (next(iter(self.taken_up.get(it, ())), None) for it in "ocn")

    def _take_up(self, letter: str, pronoun: str, k: int, exclude: Collection[int]) -> None:
        meant = partial(self.view.may_be_meant, pronoun)
        self.taken_up[letter] = antecedents(self.view, self.tree, meant, k, exclude)

    def _voice(self) -> str:
        """How متهم stands: `him` before إياه, `definite`, `accusative`, or `plain`."""
        if self.construction != "accused":
            return "-"
        chunks = self.view.chunks
        if any(
            chunk.kind == "pronoun" and chunk.word.base.startswith("ايا") for chunk in chunks[self.k + 1 : self.k + 3]
        ):
            return "him"
        if self.reading.proclitic in ("ال", "لل", "بال"):
            return "definite"
        return "accusative" if self.reading.form.written.endswith(("ا", "ين")) else "plain"

    def _adjacent(self) -> str:
        return "1" if self.after and self.after[0] == self.last + 1 else "0"

    def _verb_setting(self) -> str:
        view, chunks, trigger = self.view, self.view.chunks, self.reading.trigger
        size = len([i for i in self.after if view.is_party(chunks[i]) or not view.is_thing(chunks[i])])
        agrees = bool(self.after) and view.agrees(chunks[self.k], chunks[self.after[0]], before=False)
        marks = (
            ("s", bool(self.before)),
            ("r", self.head is not None),
            ("o", any(name in self.prepositional for name in trigger.objects)),
            ("c", any(name in self.prepositional for name in trigger.content)),
            ("1", self.first_person),
            ("t", self.complement is not None),
        )
        return f"n{min(size, 2)}{self._adjacent()}{int(agrees)}" + "".join(mark for mark, holds in marks if holds)

    def _noun_setting(self) -> str:
        own = (
            (self.reading.preposition if self.first == self.k else "")
            or self.view.chunks[self.first].preposition
            or "0"
        )
        governed = own if own in _OWN else "x"
        marks = f"{self.governor_class}{self._adjacent()}{self.nominal_class[0]}"
        return governed + marks + ("r" if self.head is not None else "")


def _alike(chunk: Chunk, part: str) -> bool:
    return chunk.reading is not None and chunk.reading.trigger.part == part


def _joined(chunk: Chunk, part: str) -> bool:
    return chunk.conjunction and _alike(chunk, part)
