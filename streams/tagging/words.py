"""What one word is, as far as its letters and Farasa's cut tell: clitics, stem, class, agreement.

Farasa cuts words but does not tag them. The class of a word is read from closed lists (`rules/words.toml`), from the
verb's endings and prefixes, and otherwise is noun. A word is read once; readings are kept in a bounded table.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from streams.tagging.cuts import PRONOUNS, Cut, cut_of
from streams.tagging.orthography import fold
from streams.tagging.shapes import is_derived_past, is_verbal_noun
from streams.tagging.verb_words import is_verb, verb_of
from streams.tagging.vocabulary import Vocabulary
from streams.tagging.word import LINKS, NOUN, NUMBER, PUNCTUATION, SIDES, VERB, Word, as_noun, as_verb

__all__ = ["LINKS", "NOUN", "NUMBER", "PUNCTUATION", "SIDES", "VERB", "Word", "WordReader", "as_noun", "as_verb"]

_THAT = re.compile("[وف]?([بل])?ان(ه|ها|هم|هما|هن|نا|كم|ك|ي|ني)?")
"""أن and إن with what is written onto them; Farasa leaves some uncut (انهم)."""
_PARTICLES = frozenset(("preposition", "complementiser", "subordinator", "conjunction"))
_WITH_CLITICS = frozenset(("time", "quantifier", "relative", "demonstrative", "question"))
"""Classes whose words take article and prepositions."""
_FEMININE_ENDINGS = frozenset(("ة", "ات", "تين", "تان", "تا"))
_NISBA_ENDINGS = frozenset(("", "ة", "ين", "ون", "ا", "ات", "تين", "ان"))
_MAX_CACHED = 50_000
"""Words kept read; the table is emptied when full, which costs a few milliseconds once in a while."""


def _is_imam(cut: Cut) -> bool:
    """إمام المسجد, who is written like أمام but for the hamza."""
    return cut.base == "امام" and "إ" in cut.surface


class WordReader:
    """Reads words and remembers them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._cache: dict[str, Word] = {}

    def read(self, segments: Sequence[str]) -> list[Word]:
        """Return the reading of each of Farasa's words."""
        cache = self._cache
        try:
            return list(map(cache.__getitem__, segments))
        except KeyError:
            if len(cache) > _MAX_CACHED:
                cache.clear()
            for segmented in segments:
                if segmented not in cache:
                    cache[segmented] = self._read(segmented)
            return [cache[segmented] for segmented in segments]

    def _read(self, segmented: str) -> Word:
        surface = segmented if segmented == "+" else segmented.replace("+", "")
        if not any(map(str.isalnum, surface)):
            return _plain(surface, PUNCTUATION)
        if surface[0].isdigit():
            return _plain(surface, NUMBER)
        if surface[0] in "وفبل" and surface[1:].isdigit():
            return _plain(surface, NUMBER, surface[0] if surface[0] in "وف" else "")
        cut = self._recut(cut_of(segmented))
        kind, preposition, pronoun = self._kind(cut)
        cut = cut._replace(preposition=preposition, pronoun=pronoun)
        if kind == "preposition" and preposition:
            cut = cut._replace(stem="", base="")
            if not pronoun and len(surface) > 2:  # بحق, بسبب: one word
                cut = cut._replace(preposition="", base=cut.rest)
        if kind == NOUN and not cut.conjunction and surface[0] == "و" and fold(surface[1:]) in self._vocabulary.verbs:
            stem = fold(surface[1:])
            kind, cut = VERB, cut._replace(conjunction="و", stem=stem, base=stem)
        if kind == VERB:
            return verb_of(self._vocabulary, cut)
        if not cut.ending and (uncut := self._uncut_owner(cut)):
            cut = cut._replace(stem=cut.stem[: -len(uncut)], base=cut.stem[: -len(uncut)], pronoun=uncut)
        if cut.ending == "ت" and pronoun:
            cut = cut._replace(ending="ة", base=cut.stem + "ه")
        return self._noun(cut, kind)

    def _recut(self, cut: Cut) -> Cut:
        """Whole, what Farasa takes for a word with a clitic: a name (فينسنت), a verb (التقى, شكك)."""
        if cut.definite and not cut.preposition and cut.surface[-1] == "ى" and cut.rest in self._vocabulary.verbs:
            return cut._replace(definite=False, stem=cut.rest, base=cut.rest)
        if not (cut.definite or cut.ending or cut.pronoun or cut.preposition) and (pronoun := self._uncut_object(cut)):
            stem = cut.stem[: -len(pronoun) - 1]
            return cut._replace(stem=stem, base=stem + "وا", ending="وا", pronoun=pronoun)
        if cut.pronoun == "ك" and not cut.preposition and cut.stem + "ك" in self._vocabulary.verbs:
            return cut._replace(stem=cut.stem + "ك", base=cut.stem + "ك", pronoun="")  # شكك, no شك of yours
        if not (cut.conjunction or cut.preposition) or _THAT.fullmatch(cut.whole):
            return cut
        if "given" not in self._vocabulary.nouns.get(cut.whole, ()):
            return cut
        return cut._replace(conjunction="", preposition="", base=cut.whole, stem=cut.whole, pronoun="", ending="")

    def _uncut_object(self, cut: Cut) -> str:
        """The pronoun on a plural past that Farasa leaves uncut: اقتادوه, استجوبوها; or empty."""
        for pronoun in ("ه", "ها", "هم"):
            stem = cut.stem[: -len(pronoun) - 1]
            if (
                cut.stem.endswith("و" + pronoun)
                and len(stem) > 3
                and (stem in self._vocabulary.verbs or is_derived_past(stem))
            ):
                return pronoun
        return ""

    def _uncut_owner(self, cut: Cut) -> str:
        """The pronoun on the construct of a plural of people that Farasa leaves uncut: خاطفوه, مؤيدوها; or empty."""
        return next(
            (p for p in ("ه", "ها", "هم") if cut.stem.endswith("و" + p) and self._many(cut.stem[: -len(p)])), ""
        )

    def _many(self, stem: str) -> bool:
        return self._vocabulary.many(stem)

    def _kind(self, cut: Cut) -> tuple[str, str, str]:
        """Class of the word, its preposition and its pronoun, which may be corrected."""
        if cut.surface == "آن":
            return NOUN, "", ""  # آن هيدالغو
        return self._uncut(cut) or self._particle(cut) or self._open_class(cut)

    def _uncut(self, cut: Cut) -> tuple[str, str, str] | None:
        """Words that are known as they stand, whatever the cut."""
        classes = self._vocabulary.classes
        whole = cut.whole
        if whole.lstrip("وف") in ("عما", "بما"):
            return "wh", "ب" if whole.endswith("بما") else "", ""
        if whole in ("ب", "ل", "ك"):
            return "preposition", whole, ""
        if whole in classes:
            if _is_imam(cut):
                return None
            return classes[whole], cut.preposition, cut.pronoun
        if (that := _THAT.fullmatch(whole)) is not None:
            return "subordinator" if that[1] == "ل" else "complementiser", that[1] or "", that[2] or ""
        if cut.conjunction and cut.rest in classes and not _is_imam(cut):
            return classes[cut.rest], cut.preposition, cut.pronoun
        return None

    def _particle(self, cut: Cut) -> tuple[str, str, str] | None:
        """Prepositions and conjunctions with pronouns: به, إليها, بحقه, لأنه."""
        if cut.definite or _is_imam(cut):
            return None
        rest = cut.rest
        if rest[:1] in ("ب", "ل") and rest[1:] in PRONOUNS:
            return "preposition", rest[0], rest[1:]
        if cut.preposition == "ب" and cut.base == "حق" and cut.pronoun:
            return "preposition", "", cut.pronoun
        kind = self._vocabulary.classes.get(cut.base, "")
        if kind not in _PARTICLES:
            return None
        if kind == "complementiser" and cut.preposition == "ل":
            kind = "subordinator"
        return kind, cut.preposition, cut.pronoun

    def _open_class(self, cut: Cut) -> tuple[str, str, str]:
        kind = self._vocabulary.classes.get(cut.base, "")
        if cut.definite and cut.base in self._vocabulary.conditions["ordinals"]:
            kind = ""  # النائب الأول
        if cut.definite and cut.base == "اب":
            kind = ""  # الأب is no August
        clitics = cut.definite or cut.preposition
        if clitics and (kind in _WITH_CLITICS or (kind == "negation" and cut.base == "ما")):
            return kind, cut.preposition, cut.pronoun
        verbal = not cut.definite and cut.preposition in ("", "س", "ل") and is_verb(self._vocabulary, cut)
        return VERB if verbal else NOUN, cut.preposition, cut.pronoun

    def _noun(self, cut: Cut, kind: str) -> Word:
        groups = self._vocabulary.groups(cut.base, cut.definite, cut.stem)
        if cut.stem == "قوي" and not cut.surface.endswith("ى"):
            groups -= {"party"}  # قوي is strong, قوى are forces
        if not groups and kind == NOUN and cut.ending in ("", "ة", "ا") and self._is_thing(cut):
            groups = frozenset(("thing",))
        many = not cut.definite and not cut.ending and self._many(cut.stem)
        nisba = (
            kind == NOUN and not many and cut.ending in _NISBA_ENDINGS and cut.stem.endswith("ي") and len(cut.stem) >= 3
        )
        return Word(
            cut.surface, cut.conjunction, cut.preposition, cut.definite, cut.base, cut.stem, cut.pronoun, cut.ending,
            kind=kind,
            gender=self._gender(cut, groups),
            plural=many or cut.ending in ("ات", "ون", "ين") or "people" in groups,
            groups=groups,
            lists=self._vocabulary.lists(cut.base, cut.stem),
            nisba=nisba and not cut.surface.endswith("ى"),
        )  # fmt: skip

    def _is_thing(self, cut: Cut) -> bool:
        """Whether the shape is that of a verbal noun."""
        if cut.ending == "ة" and cut.stem[-1] == "ي":
            return False  # التجارية
        if cut.base in self._vocabulary.not_things:
            return False  # التونسي
        return is_verbal_noun(cut.stem) or (cut.stem[0] == "ت" and cut.base in self._vocabulary.not_verbs)

    def _gender(self, cut: Cut, groups: frozenset[str]) -> str:
        if cut.base in self._vocabulary.feminine:
            return "f"
        if cut.base in self._vocabulary.masculine:
            return "m"
        if "people" in groups and cut.ending == "ة":
            return "m"  # قادة, قضاة: broken plurals of men
        if cut.ending in _FEMININE_ENDINGS or cut.base.endswith("ه"):
            return "f"
        if "given" in groups:
            return ""
        masculine = cut.ending in ("ون", "ين") or groups & {"title", "people"} or is_verbal_noun(cut.base)
        return "m" if masculine or ("party" in groups and not cut.ending) else ""


def _plain(surface: str, kind: str, conjunction: str = "") -> Word:
    return replace(Word(surface, conjunction, "", False, surface, surface, "", ""), kind=kind)
