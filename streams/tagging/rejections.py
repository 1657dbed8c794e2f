"""Conditions of words that reject an accusation or refute a claim: رفض الاتهامات, فند, كذّب, رد على, لا أقبل."""

from streams.tagging.context import COMMAS, STOPS, Context
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, PUNCTUATION, Word

__all__ = ["accepts_not", "denies_claim", "rejects_accusation"]

_LONGEST_SUBJECT = 18
"""Words from the verb to the accusation, where a title and a name stand between."""
_IN_A_NAME = frozenset((NOUN, "preposition", PUNCTUATION))
_ANSWERS = ("رد", "تعليق", "تعقيب", "خوض", "كشف", "حديث", "تطرق", "اجابه", "مناقشه")
"""What is refused when nothing is denied: رفض التعليق على الاتهامات."""


def denies_claim(c: Context, r: Reading) -> bool:
    """كذّب, فنّد and دحض take a claim, an accusation, or what somebody has published."""
    if r.pronoun and r.trigger.part == "verb":
        return c.accusation(verbs=True) or c.near("claim", -5, 0)
    before, after = c.before(), c.next()
    if (
        r.trigger.lemma == "كذب"
        and before is not None
        and before.kind in ("demonstrative", "pronoun")
        and not r.conjunction
    ):
        return False  # هذا كذب
    if after is None or (r.trigger.lemma == "كذب" and after.conjunction):
        return False
    if r.trigger.lemma == "تكذيب" and not after.conjunction and "party" in after.groups and not after.preposition:
        return True  # سارعت إلى تكذيب الهيئة
    return c.near("claim", 1, 6) or c.near("complaint", 1, 8) or (r.trigger.part == "verb" and c.near("told", 1, 6))


def rejects_accusation(c: Context, r: Reading) -> bool:
    """رفض and ردّ على take an accusation; رفض اتهام X is a refusal to accuse."""
    if c.lacks("accusation", "blame"):
        return False
    if r.trigger.part == "noun" and r.form.written.endswith("ا"):
        return False  # رفض رفضا قاطعا
    if r.trigger.lemma == "رد":
        if r.form.number == "d":
            return False  # وذلك ردا على اتهامات: an adverb
        return not r.pronoun and (_answers(c) or _repels(c))
    if r.pronoun and r.trigger.part != "noun":
        return c.near("accusation", -4, 0)
    if _cognate(c, r):
        return False
    found = _first_of(c, "accusation", 7) or _behind_long_name(c)
    if found is None:
        return _blame_on_oneself(c)
    return not (found.base == "اتهام" and not found.definite and (not found.pronoun or found.preposition == "ل"))


def _answers(c: Context) -> bool:
    """رد على اتهامات; وهو اتهام ردت عليه الوزيرة."""
    after = c.word(1)
    if after is not None and after.base == "علي" and after.pronoun:
        return c.near("accusation", -1, 0)
    return any(w.base == "علي" and c.near("accusation", k + 1, k + 4) for k, w in enumerate(c.clause(), 1))


def _repels(c: Context) -> bool:
    """رد الوزير الانتقادات التي: the accusation is its object, right after it or after its subject."""
    before = c.before()
    if before is not None and before.kind == "preposition":
        return False  # في رد الاتهامات
    for k in (1, 2, 3, 4):
        word = c.next(k)
        if word is None or word.kind != NOUN or word.preposition or word.conjunction:
            return False
        if c.listed(word, "accusation"):
            return word.definite or bool(word.pronoun) or word.ending == "ات"
    return False


def _blame_on_oneself(c: Context) -> bool:
    """نرفض أن يلقى علينا اللوم, رفض تحميله المسؤولية: who rejects it is the one it is laid on."""
    words = [c.next(k) for k in range(1, 8)]
    if not any(c.listed(word, "blame") for word in words):
        return False
    on_us = any(w is not None and w.base == "علي" and w.pronoun for w in words)
    own = any(w is not None and w.base in ("تحميل", "لوم") and bool(w.pronoun) for w in words[:3])
    return own or (on_us and words[0] is not None and words[0].kind == "complementiser")


def accepts_not(c: Context, _: Reading) -> bool:
    """لا أقبل هذا الاتهام, لن نرضى باتهامنا: with a negation before it and an accusation after it."""
    before = c.before()
    if before is None or before.kind != "negation":
        return False
    return any((w := c.next(k)) is not None and c.listed(w, "accusation") for k in (1, 2, 3))


def _first_of(c: Context, name: str, last: int) -> Word | None:
    """The first of the next `last` words that stands in list `name`, up to a comma or a new clause."""
    k = 1
    while k <= last:
        if aside := c.skipped(k):
            k, last = k + aside, last + aside
        word = c.word(k)
        if word is None or word.kind in ("pronoun", "relative") or word.base in _ANSWERS:
            return None
        if word.kind == PUNCTUATION and word.surface in "،,:" + "".join(STOPS):
            return None
        if c.listed(word, name):
            return word
        k += 1
    return None


def _behind_long_name(c: Context) -> Word | None:
    """رفض الناطق باسم بعثة الاتحاد في دارفور نور الدين سالم اتهامات: a bare accusation, with no clause between."""
    for k in range(1, _LONGEST_SUBJECT):
        word = c.word(k)
        if word is None or word.kind not in _IN_A_NAME or word.surface in COMMAS or word.surface in STOPS:
            return None
        if c.listed(word, "giving") or word.base in _ANSWERS:
            return None
        if c.listed(word, "accusation"):
            return None if word.preposition or word.conjunction else word
    return None


def _cognate(c: Context, r: Reading) -> bool:
    """ترفض رفضا: the second is no event of its own."""
    lemma = r.trigger.lemma.split()[0]
    return c.at > 0 and any(reading.trigger.lemma.split()[0] == lemma for reading in c.candidates[c.at - 1] or ())
