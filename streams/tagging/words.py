"""What one word is, as far as its letters and Farasa's cut tell: clitics, stem, class, agreement.

Farasa cuts words but does not tag them. The class of a word is read from closed lists (`rules/words.toml`), from the verb's
endings and prefixes, and otherwise is noun. A word is read once; readings are kept in a bounded table.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from streams.tagging.orthography import fold
from streams.tagging.vocabulary import Vocabulary

__all__ = ["NOUN", "NUMBER", "PUNCTUATION", "VERB", "Word", "WordReader", "as_noun", "as_verb"]

NOUN, VERB, NUMBER, PUNCTUATION = "noun", "verb", "number", "punctuation"

_PROCLITICS = frozenset(("و", "ف", "س", "ب", "ل", "ك", "ال"))
_PRONOUNS = frozenset(("ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ني"))
_ENDINGS = frozenset(("ة", "ات", "ون", "ين", "ان", "ا", "وا", "ت", "تين", "تان", "و", "ن", "تا", "تم"))
_THAT = re.compile("[وف]?([بل])?ان(ه|ها|هم|هما|هن|نا|كم|ك|ي|ني)?")
"""أن and إن with what is written onto them; Farasa leaves some uncut (انهم)."""
_NAMES = frozenset(("name_part", "given"))
_NO_NAME = frozenset(("ات", "ون", "ين", "ة", "ا"))
_MAX_CACHED = 50_000
"""Words kept read; the table is emptied when full, which costs a few milliseconds once in a while."""


@dataclass(frozen=True)
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
    kind: str
    """`noun`, `verb`, `number`, `punctuation` or a class of `rules/words.toml`."""
    gender: str
    """`m`, `f`, or empty when the letters do not tell. Of a verb: of its subject."""
    plural: bool
    person: int
    """Of a verb: 1 or 3; of a noun 3."""
    groups: frozenset[str]
    """The noun lists of `rules/words.toml` it stands in: title, party, text, suffered, …"""
    nisba: bool
    """Ends like a relation adjective: `روسي`, `الروسية`, `حوثيين`."""
    ambiguous: bool
    """Read as a verb, but a noun may be written so."""

    @cached_property
    def noun(self) -> "Word":
        """The same word read as a noun."""
        return replace(self, kind=NOUN, gender="", plural=False, ambiguous=False, groups=self.groups - {"speech"})

    @cached_property
    def name_like(self) -> bool:
        """Whether it may be a part of a personal name: a bare noun that no list knows."""
        if self.kind != NOUN or self.definite or self.preposition or self.pronoun:
            return False
        return not (self.groups - _NAMES) and self.ending not in _NO_NAME


def _cut(segmented: str) -> tuple[str, str, bool, list[str]]:
    """Conjunction, preposition, article and the rest of Farasa's segments."""
    parts = segmented.split("+")
    conjunction = preposition = ""
    definite = False
    while len(parts) > 1 and parts[0] in _PROCLITICS:
        clitic = parts.pop(0)
        if clitic in ("و", "ف") and not preposition and not definite:
            conjunction = clitic
        elif clitic == "ال":
            definite = True
        elif clitic != "س":
            preposition = clitic
        else:
            preposition = "س"
    return conjunction, preposition, definite, parts


class WordReader:
    """Reads words and remembers them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._cache: dict[str, Word] = {}

    def read(self, segments: list[str]) -> list[Word]:
        """Return the reading of each of Farasa's words."""
        cache = self._cache
        found = list(map(cache.get, segments))
        if None in found:
            if len(cache) > _MAX_CACHED:
                cache.clear()
            for segmented in segments:
                if segmented not in cache:
                    cache[segmented] = self._read(segmented)
            return [cache[segmented] for segmented in segments]
        return found  # type: ignore[return-value]  # no None is left in it, which mypy cannot see

    def _read(self, segmented: str) -> Word:
        surface = segmented if segmented == "+" else segmented.replace("+", "")
        if not any(map(str.isalnum, surface)):
            return _plain(surface, PUNCTUATION)
        if surface[0].isdigit():
            return _plain(surface, NUMBER)
        if surface[0] in "وفبل" and surface[1:].isdigit():
            return replace(_plain(surface, NUMBER), conjunction=surface[0] if surface[0] in "وف" else "")
        conjunction, preposition, definite, parts = _cut(segmented)
        pronoun = parts.pop() if len(parts) > 1 and parts[-1] in _PRONOUNS else ""
        ending = parts.pop() if len(parts) > 1 and parts[-1] in _ENDINGS else ""
        stem = fold("".join(parts))
        base = stem + fold(ending)
        kind, preposition, pronoun = self._kind(
            surface, conjunction, preposition, definite, base, stem, ending, pronoun
        )
        if kind == "preposition" and preposition:
            stem = base = ""
            if not pronoun and len(surface) > 2:  # بحق, بسبب: one word
                preposition, base = "", fold(surface[1:] if conjunction else surface)
        if kind == NOUN and not conjunction and surface[0] == "و" and fold(surface[1:]) in self._vocabulary.verbs:
            conjunction, kind, stem, base = "و", VERB, fold(surface[1:]), fold(surface[1:])
        if kind == VERB:
            return self._verb(surface, conjunction, preposition, base, stem, ending, pronoun)
        if ending == "ت" and pronoun:
            ending, base = "ة", stem + "ه"
        return self._noun(surface, conjunction, preposition, definite, base, stem, ending, pronoun, kind)

    def _kind(
        self,
        surface: str,
        conjunction: str,
        preposition: str,
        definite: bool,
        base: str,
        stem: str,
        ending: str,
        pronoun: str,
    ) -> tuple[str, str, str]:
        """Class of the word; the preposition and pronoun may be corrected."""
        classes = self._vocabulary.classes
        whole = fold(surface)
        if whole.lstrip("وف") in ("عما", "بما"):
            return "wh", "", ""
        if whole in ("ب", "ل", "ك"):
            return "preposition", whole, ""
        if whole in classes:
            return classes[whole], preposition, pronoun
        if (that := _THAT.fullmatch(whole)) is not None:
            kind = "subordinator" if that[1] == "ل" else "complementiser"
            return kind, that[1] or "", that[2] or ""
        rest = whole[1:] if conjunction else whole
        if conjunction and rest in classes:
            return classes[rest], preposition, pronoun
        if not definite:
            if (
                preposition in ("ب", "ل", "ك")
                and not stem.strip("".join(_PRONOUNS))
                and len(rest) <= 4
                and rest[1:] in _PRONOUNS
            ):
                return "preposition", rest[0], rest[1:]
            if rest[:1] in ("ب", "ل") and rest[1:] in _PRONOUNS:
                return "preposition", rest[0], rest[1:]
            if preposition == "ب" and base == "حق" and pronoun:
                return "preposition", "", pronoun
            if base in classes and classes[base] in ("preposition", "complementiser", "subordinator", "conjunction"):
                kind = classes[base]
                if kind == "complementiser" and preposition == "ل":
                    kind = "subordinator"
                return kind, preposition, pronoun
        if base in classes and (definite or preposition):
            kind = classes[base]
            if kind in ("time", "quantifier", "relative", "demonstrative", "question") or (
                kind == "negation" and base == "ما"
            ):
                return kind, preposition, pronoun
        if not definite and preposition in ("", "س", "ل") and self._is_verb(base, stem, ending, pronoun, preposition):
            return VERB, preposition, pronoun
        return NOUN, preposition, pronoun

    def _is_verb(self, base: str, stem: str, ending: str, pronoun: str, preposition: str) -> bool:
        vocabulary = self._vocabulary
        if preposition == "س":
            return True
        if base in vocabulary.not_verbs or stem in vocabulary.not_verbs:
            return False
        if (
            stem[0] == "ي"
            and len(base) >= 3
            and ending in ("", "ون", "ان", "وا", "ن", "و", "ين", "ا")
            and not base.endswith("يه")
        ):
            return len(base) >= 4 or bool(pronoun) or base in vocabulary.short_imperfects
        if (
            stem[0] == "ت"
            and len(base) == 3
            and ending == ""
            and "ي" + base[1:] in vocabulary.short_imperfects
            and not pronoun
        ):
            return True
        if stem[0] == "ت" and len(base) >= 4 and ending in ("", "ون", "ان", "وا", "ن"):
            return not _verbal_noun(stem)
        if preposition == "ل":
            return False
        if ending == "ت" and pronoun and stem not in vocabulary.verbs and not _derived_past(stem):
            return False  # more often ta marbuta before a pronoun: مدينتهم
        if ending in ("ت", "وا", "تا", "تم") and len(stem) >= 2:
            return True
        return ending in ("", "ا", "و") and (stem in vocabulary.verbs or (len(stem) >= 5 and _derived_past(stem)))

    def _verb(
        self, surface: str, conjunction: str, preposition: str, base: str, stem: str, ending: str, pronoun: str
    ) -> Word:
        imperfect = stem[0] in "يت" and stem not in self._vocabulary.verbs
        gender = "f" if (imperfect and stem[0] == "ت") or ending in ("ت", "تا") else "m"
        plural = ending in ("ون", "وا", "و", "ن", "ان")
        kinds = set(self._vocabulary.groups(base, False, stem))
        if self._vocabulary.is_speech(stem, imperfect):
            kinds.add("speech")
        attested = stem[1:] in self._vocabulary.verbs or "ا" + stem[1:] in self._vocabulary.verbs
        ambiguous = (
            not ending and not pronoun and (len(stem) <= 3 if not imperfect else stem[0] == "ت" and not attested)
        )
        person = 1 if ending == "" and pronoun == "نا" and not imperfect else 3
        return Word(
            surface,
            conjunction,
            preposition,
            False,
            base,
            stem,
            pronoun,
            ending,
            VERB,
            gender,
            plural,
            person,
            frozenset(kinds),
            False,
            ambiguous,
        )

    def _noun(
        self,
        surface: str,
        conjunction: str,
        preposition: str,
        definite: bool,
        base: str,
        stem: str,
        ending: str,
        pronoun: str,
        kind: str,
    ) -> Word:
        groups = self._vocabulary.groups(base, definite, stem)
        if stem == "قوي" and not surface.endswith("ى"):
            groups -= {"party"}  # قوي is strong, قوى are forces
        if (
            not groups
            and kind == NOUN
            and ending in ("", "ة", "ا")
            and (_is_verbal_noun(stem) or (stem[0] == "ت" and base in self._vocabulary.not_verbs))
        ):
            groups = frozenset(("thing",))
        plural = ending in ("ات", "ون", "ين") or "people" in groups
        nisba = (
            kind == NOUN
            and len(stem) >= 3
            and stem.endswith("ي")
            and not surface.endswith("ى")
            and ending in ("", "ة", "ين", "ون", "ا", "ات", "تين", "ان")
        )
        gender = self._gender(base, ending, groups)
        return Word(
            surface,
            conjunction,
            preposition,
            definite,
            base,
            stem,
            pronoun,
            ending,
            kind,
            gender,
            plural,
            3,
            groups,
            nisba,
            False,
        )

    def _gender(self, base: str, ending: str, groups: frozenset[str]) -> str:
        if base in self._vocabulary.feminine:
            return "f"
        if base in self._vocabulary.masculine:
            return "m"
        if ending == "ة":
            return "f"
        if ending in ("ة", "ات", "تين", "تان") or base.endswith("ه"):
            return "f"
        if "given" in groups:
            return ""
        if ending in ("ون", "ين") or groups & {"title", "people"} or _is_verbal_noun(base):
            return "m"
        if "party" in groups and not ending:
            return "m"
        return ""


def as_noun(word: Word) -> Word:
    """The same word read as a noun: كتب, حكم, فتح."""
    return word.noun


def as_verb(word: Word, gender: str = "m", *, plural: bool = False, person: int = 3) -> Word:
    """The same word read as a verb, which its place shows it to be."""
    return replace(word, kind=VERB, gender=gender, plural=plural, person=person, groups=word.groups & {"speech"})


def _plain(surface: str, kind: str) -> Word:
    return Word(surface, "", "", False, surface, surface, "", "", kind, "", False, 3, frozenset(), False, False)


def _is_verbal_noun(stem: str) -> bool:
    """Whether a stem has the shape of a verbal noun of a derived form: تطبيق, انتقال, استمرار, اعلان."""
    if len(stem) < 5:
        return False
    if stem[0] == "ت" and len(stem) == 5 and (stem[3] == "ي" or stem[2] == "ا"):
        return True
    return stem[0] == "ا" and len(stem) >= 5 and stem[-2] == "ا" and stem[-1] not in "نيل"


def _verbal_noun(stem: str) -> bool:
    """Whether a stem with ت is a verbal noun: تفعيل (not hollow تشير, تستعيد), تفعال, تفاعيل."""
    if len(stem) == 5:
        return stem[3] == "ي" or stem[3] == "ا" or stem[2] == "ا"
    return len(stem) >= 6 and stem[1] != "س" and stem[-2] in "يا"


def _derived_past(stem: str) -> bool:
    """Past of the derived forms that shows: استفعل, انفعل, افتعل; with an alef before the end it is the verbal noun."""
    if stem[0] != "ا" or "ا" in stem[2:-1] or stem[-1] in "هءا":
        return False
    if stem.startswith("است"):
        return len(stem) == 6
    return len(stem) == 5 and (stem[1] == "ن" or stem[2] in "تطد") and not stem.startswith("ال")
