"""Whether a word is a verb, and which: by endings and prefixes, and by the lists of verbs in `rules/words.toml`."""

from streams.tagging.cuts import Cut
from streams.tagging.shapes import is_derived_past, is_hollow, is_noun_in_ta
from streams.tagging.vocabulary import Vocabulary
from streams.tagging.word import VERB, Word

__all__ = ["is_verb", "verb_of"]

_IMPERFECT_ENDINGS = frozenset(("", "ون", "ان", "وا", "ن", "و", "ين", "ا"))


def is_verb(vocabulary: Vocabulary, cut: Cut) -> bool:
    """Whether a word that is in no closed class is a verb by its letters and endings."""
    if cut.preposition == "س":
        return True
    inflected = cut.ending in ("ت", "وا", "تا") and not cut.pronoun  # تقدمت, though تقدم is a noun
    if cut.surface[-1] == "ى" and cut.stem[0] == "ت" and len(cut.stem) == 4 and not cut.preposition:
        return True  # تلقى, تولى; the nouns are written with ي
    if cut.base in vocabulary.not_verbs or (cut.stem in vocabulary.not_verbs and not inflected):
        return False
    if cut.stem[0] in "يت" and _is_imperfect(vocabulary, cut):
        return True
    if cut.stem[0] == "ن" and not cut.ending and "ي" + cut.stem[1:] in vocabulary.verbs:
        return True  # نلقي, as يلقي is listed
    return cut.preposition != "ل" and _is_past(vocabulary, cut)


def _is_imperfect(vocabulary: Vocabulary, cut: Cut) -> bool:
    base, short = cut.base, vocabulary.short_imperfects
    if cut.ending not in _IMPERFECT_ENDINGS or len(base) < 3:
        return False
    if cut.stem[0] == "ي":
        return not base.endswith("يه") and (len(base) >= 4 or bool(cut.pronoun) or base in short)
    if len(base) == 3:
        return cut.ending == "" and not cut.pronoun and "ي" + base[1:] in short
    if cut.ending == "" and cut.stem in vocabulary.verbs and "ي" + cut.stem[1:] in vocabulary.verbs:
        return True  # تواجه, listed with يواجه
    if cut.ending == "" and len(cut.stem) == 5 and cut.stem[2] == "ا" and cut.stem[1:] in vocabulary.verbs:
        return True  # تحاول, as حاول is a verb; not تبادل
    return cut.ending not in ("و", "ين", "ا") and not is_noun_in_ta(cut.stem)


def _is_past(vocabulary: Vocabulary, cut: Cut) -> bool:
    verbs, stem = vocabulary.verbs, cut.stem
    if stem[0] == "ت" and len(cut.base) >= 4 and cut.ending in ("", "ون", "ان", "ن"):
        return False  # told by _is_imperfect
    if len(stem) == 4 and stem[1] == "ا" and cut.surface.endswith("ي"):
        return False  # قاضي; the verb is written قاضى
    written = cut.surface.lstrip("وف")[:1]
    if written == "إ":
        return False  # إدارته, إضافة
    fourth = written == "أ" and len(stem) == 4 and stem[-1] != "ي"  # أوردته; not أغنيته
    known = (stem in verbs or is_derived_past(stem)) and not is_hollow(stem)
    if written in ("أ", "ا") and len(stem) == len("اجر") and stem + "ي" in verbs:
        known = True  # أجرتها, ألقته
    if cut.pronoun and stem[-1] == "ا" and stem[:-1] + "ي" in verbs:
        return True  # سماهم, ألقاها
    if cut.ending == "ت" and cut.pronoun and not known and not fourth:
        return False  # more often ta marbuta before a pronoun: مدينتهم, ادارته
    if cut.ending in ("ت", "وا", "تا", "تم") and len(stem) >= 2:
        return True
    if not cut.ending and stem.endswith("وا") and len(stem) > 3:
        return stem[:-2] + "ا" in verbs or stem[:-2] + "ي" in verbs  # دعوا, نفوا
    return cut.ending in ("", "ا", "و") and (stem in verbs or is_derived_past(stem))


def verb_of(vocabulary: Vocabulary, cut: Cut) -> Word:
    """The word as a verb, with the gender and number of the subject it asks for."""
    verbs, stem = vocabulary.verbs, cut.stem
    listed_past = stem in verbs and ("ي" + stem[1:] not in verbs or cut.surface.endswith("ى"))
    imperfect = stem[0] in "يت" and not listed_past
    groups = vocabulary.groups(cut.base, False, stem)
    if vocabulary.is_speech(stem, imperfect):
        groups |= {"speech"}
    hollow = stem[1:2] + "ا" + stem[3:] if len(stem) == 4 and stem[2] in "ويا" else stem[1:]  # تكيل, تشير
    attested = any(form in verbs for form in (stem[1:], "ا" + stem[1:], hollow, "ا" + hollow))
    doubtful = stem[0] == "ت" and not attested if imperfect else len(stem) <= 3
    return Word(
        cut.surface, cut.conjunction, cut.preposition, False, cut.base, stem, cut.pronoun, cut.ending,
        kind=VERB,
        gender=_of_subject(cut, imperfect=imperfect, attested=attested),
        plural=cut.ending in ("ون", "وا", "و", "ن", "ان", "ا", "تا"),
        person=1 if _is_ours(vocabulary, cut, imperfect=imperfect) else 3,
        groups=groups,
        lists=vocabulary.lists(cut.base, stem),
        ambiguous=not cut.ending and not cut.pronoun and (doubtful or "title" in groups),
    )  # fmt: skip


def _is_ours(vocabulary: Vocabulary, cut: Cut, *, imperfect: bool) -> bool:
    """Whether a verb is of the first person plural: نلقي, طالبنا."""
    if cut.ending:
        return False
    verbs = vocabulary.verbs
    ours = cut.stem[0] == "ن" and cut.stem not in verbs and "ي" + cut.stem[1:] in verbs
    return ours or (cut.pronoun == "نا" and not imperfect)


def _of_subject(cut: Cut, *, imperfect: bool, attested: bool) -> str:
    """Gender of the subject that a verb asks for; empty for تمكن, which may be تمكّن or تُمكن."""
    if imperfect and cut.stem[0] == "ت":
        return "f" if attested or cut.ending or cut.pronoun or len(cut.stem) < 4 else ""
    return "f" if cut.ending in ("ت", "تا") else "m"
