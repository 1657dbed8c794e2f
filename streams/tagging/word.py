"""A word as the grammar sees it."""

from dataclasses import dataclass, field, replace

__all__ = ["LINKS", "NOUN", "NUMBER", "PUNCTUATION", "SIDES", "VERB", "Word", "as_noun", "as_verb"]

NOUN, VERB, NUMBER, PUNCTUATION = "noun", "verb", "number", "punctuation"

SIDES = frozenset(("جنوب", "شمال", "شرق", "غرب", "وسط"))
"""Prepositions that are also parts of names: جيش جنوب السودان."""
LINKS = frozenset(("باسم", "بإسم", "ل", "لـ", "في", "من", "عن"))
"""Small words before a complement that identifies the noun before: الناطق باسم, مسؤول في."""
_OTHERS = frozenset(("اخرون", "اخرين", "اخري", "اخر"))
_NAMES = frozenset(("name_part", "given"))
_UNSTEADY = frozenset(("لي", "بي", "علي"))
_SHORT = 3
"""Letters of a stem that is often both noun and verb."""
_NO_NAME = frozenset(("ات", "ون", "ين", "ة", "ا"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word taken apart."""

    surface: str
    """As written, without diacritics."""
    conjunction: str
    """`و` or `ف` written onto it, else empty."""
    preposition: str
    """`ب`, `ل` or `ك` written onto it, else empty."""
    definite: bool
    """Begins with the article."""
    base: str
    """Folded, without proclitics, article and pronoun: `والحكومات` is `حكومات`."""
    stem: str
    """Folded, without endings too: `حكوم`."""
    pronoun: str
    """Pronoun written onto its end, else empty."""
    ending: str
    """Farasa's ending between stem and pronoun: `ة`, `ات`, `ون`, `وا`, …"""
    kind: str = NOUN
    """`noun`, `verb`, `number`, `punctuation` or a class of `rules/words.toml`."""
    gender: str = ""
    """`m`, `f`, or empty when the letters do not tell. Of a verb: of its subject."""
    plural: bool = False
    person: int = 3
    """Of a verb: 1 or 3; of a noun 3."""
    groups: frozenset[str] = frozenset()
    """The noun lists of `rules/words.toml` it stands in: title, party, text, suffered, …"""
    lists: frozenset[str] = frozenset()
    """The lists of `[conditions]` there that its base or its stem stands in."""
    nisba: bool = False
    """Ends like a relation adjective: `روسي`, `الروسية`, `حوثيين`."""
    ambiguous: bool = False
    """Read as a verb, but a noun may be written so."""

    may_turn: bool = field(init=False, compare=False, repr=False)
    """Some places in a sentence make a verb of this noun, or a noun of this verb."""
    unsteady: bool = field(init=False, compare=False, repr=False)
    """The same, and be it not after a particle nor after a known actor."""
    name_like: bool = field(init=False, compare=False, repr=False)
    """May be a part of a personal name: a bare noun that no list knows."""
    outside: bool = field(init=False, compare=False, repr=False)
    """No phrase grows over it: a verb or particle, or a noun with a preposition or conjunction of its own."""
    closes: bool = field(init=False, compare=False, repr=False)
    """The same, and no complement of the phrase before begins with it."""
    joint: bool = field(init=False, compare=False, repr=False)
    """A conjunction that stands apart from the word it belongs to."""
    state: str = field(init=False, compare=False, repr=False)
    """What this noun makes of a phrase: `definite`, `indefinite`, or empty where a construct or a name may follow."""
    _noun: "Word | None" = field(init=False, compare=False, repr=False, default=None)
    _verbs: "dict[tuple[str, bool, int], Word] | None" = field(init=False, compare=False, repr=False, default=None)

    def __post_init__(self) -> None:
        """Answer once what is asked of a word in every sentence."""
        keep = object.__setattr__
        keep(self, "may_turn", self._may_turn())
        keep(self, "unsteady", self._unsteady())
        keep(self, "name_like", self._name_like())
        keep(self, "outside", self._outside())
        keep(self, "closes", self._closes())
        keep(self, "joint", self._joint())
        keep(self, "state", self._state())

    @property
    def noun(self) -> "Word":
        """The same word read as a noun."""
        if self._noun is None:
            groups = self.groups - {"speech"}
            noun = replace(self, kind=NOUN, gender="", plural=False, ambiguous=False, groups=groups)
            object.__setattr__(self, "_noun", noun)
            return noun
        return self._noun

    def verb(self, gender: str, plural: bool, person: int) -> "Word":
        """The same word read as a verb with this subject."""
        known = self._verbs
        if known is None:
            known = {}
            object.__setattr__(self, "_verbs", known)
        found = known.get((gender, plural, person))
        if found is None:
            groups = self.groups & {"speech"}
            found = replace(self, kind=VERB, gender=gender, plural=plural, person=person, groups=groups)
            known[gender, plural, person] = found
        return found

    def _may_turn(self) -> bool:
        if self.kind == VERB:
            return self.ambiguous or self.ending == "ا" or (self.ending == "ت" and len(self.stem) <= _SHORT)
        return self.surface == "علي" or (self.kind == NOUN and not self.definite and not self.preposition)

    def _unsteady(self) -> bool:
        """Nouns among them: لي (to me), علي (a name), تبادلا, توجه, those that ف may be cut from."""
        noun = self.conjunction == "ف" or self.ending == "ا" or "gives" in self.lists or self.surface in _UNSTEADY
        return self.may_turn and (self.kind == VERB or noun)

    def _name_like(self) -> bool:
        if self.kind != NOUN or self.definite or self.preposition or self.pronoun:
            return False
        return not (self.groups - _NAMES) and self.ending not in _NO_NAME

    def _outside(self) -> bool:
        if self.kind in (NUMBER, PUNCTUATION, "quantifier", "demonstrative") or self.base in ("عام", "غير"):
            return False
        if self.kind != NOUN:
            return self.kind != "preposition" or self.base not in SIDES
        joined = bool(self.conjunction) and (self.nisba or "qualifier" in self.lists)
        return bool(self.preposition or self.conjunction) and not joined

    def _closes(self) -> bool:
        return self.outside and not self.preposition and self.surface not in LINKS

    def _joint(self) -> bool:
        return self.surface in ("و", "ف")

    def _state(self) -> str:
        if self.definite or self.pronoun:
            return "definite"
        if self.ending in ("ون", "ين", "ا") or self.base in _OTHERS:
            return "indefinite"  # with its nun a plural has no construct
        accusative = self.surface.endswith("ا") and len(self.stem) > _SHORT and not self.name_like
        return "indefinite" if accusative else ""


def as_noun(word: Word) -> Word:
    """The same word read as a noun: كتب, حكم, فتح."""
    return word.noun


def as_verb(word: Word, gender: str = "m", *, plural: bool = False, person: int = 3) -> Word:
    """The same word read as a verb, which its place shows it to be."""
    return word.verb(gender, plural, person)
