"""Conditions of the words of condemning and criticising: not debt or faith, not an attack with arms, not cash."""

from collections.abc import Sequence
from itertools import pairwise

from streams.tagging.context import COMMAS, STOPS, Context
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, PUNCTUATION, VERB, Word

__all__ = [
    "assails",
    "berates",
    "criticism",
    "disapproves",
    "faults",
    "not_debt",
    "takes_amiss",
    "verbal_attack",
    "words_not_arms",
]

_VEHEMENCE = frozenset(("شد", "عنف", "قو", "ضراو"))
"""With ب: how somebody is assailed, بشدة, بقوة."""


def not_debt(c: Context, r: Reading) -> bool:
    """أدان and دان of blame, not of debt or faith: يدين له بالفضل, كما تدين تدان, دان براون."""
    after, before = c.word(1), c.word(-1)
    if _beside_itself(c, r):
        return False
    if r.form.voice == "passive" and r.form.person == 1:
        return False  # سندان, an anvil
    if r.form.voice == "passive":
        if r.form.written == "ادين" and (c.listed(after, "faith") or (after is not None and after.preposition == "ل")):
            return False  # أدين بالكثير لأمي
        if r.form.written.startswith("دين"):
            return not r.pronoun and _convicted(c)
        return True
    if r.form.written == "ادين":
        return before is not None and before.kind == "pronoun" and not _owes(c)  # أنا أدين; else أُدين
    if r.form.tense == "imperfect" and _owes(c):
        return False
    if (after is not None and after.preposition == "ل" and after.pronoun) or _piety(c, r):
        return False
    owed = after is not None and after.preposition in ("ل", "ب") and not c.listed(after, "manner")
    return not (r.form.written == "دان" and (owed or _name(c)))


def _beside_itself(c: Context, r: Reading) -> bool:
    """كما تدين تدان: two forms of one word of accusation side by side, without و."""
    words = (c.at - 1, c.at + 1)
    beside = (j for j in words if 0 <= j < len(c.candidates) and not c.words[max(j, c.at)].conjunction)
    return any(reading.trigger.lemma == r.trigger.lemma for j in beside for reading in c.candidates[j] or ())


def _piety(c: Context, r: Reading) -> bool:
    """تديّن, piety: right after a verb, or with a possessor after a noun."""
    before, after = c.before(), c.word(1)
    if not r.form.written.startswith("تدين") or r.conjunction or before is None:
        return False
    return before.kind == VERB or (bool(r.pronoun) and (after is None or after.kind != NOUN or after.preposition != ""))


def _owes(c: Context) -> bool:
    """يدين بالفضل, تدين له, يدين سكانها بالإسلام."""
    for k in range(1, 8):
        word = c.word(k)
        if word is None or word.kind == "relative" or word.surface in STOPS or word.surface in COMMAS:
            return False
        if word.preposition == "ب" and (c.listed(word, "faith") or (k == 1 and not c.listed(word, "manner"))):
            return True
        if k < 4 and word.preposition == "ل" and word.base not in ("مره", "اول"):
            return not (k > 2 and word.pronoun and _has_object(c))
    return False


def _has_object(c: Context) -> bool:
    """يدين التقرير إيران لدعمها: a subject and an object before ل, not one noun phrase (تدين شركة الطيران لمورديها)."""
    one, two = c.word(1), c.word(2)
    return one is not None and one.definite and two is not None and two.kind == NOUN and not two.definite


def _convicted(c: Context) -> bool:
    """دين (الشهر الماضي) بالقتل: what he is convicted of follows with ب."""
    before = c.before()
    if before is not None and before.kind in ("preposition", "demonstrative"):
        return False
    for k in range(1, 6):
        word = c.word(k)
        if word is None or word.kind == PUNCTUATION:
            return False
        if word.preposition == "ب" or (word.surface[0] == "ب" and word.surface[1:].isdigit()):
            return True
    return False


def _name(c: Context) -> bool:
    """دان after a verb of saying, a title or a preposition, and before a name: the given name Dan."""
    before, after = c.word(-1), c.word(1)
    if before is None or c.words[c.at].conjunction:
        return False
    if before.kind == "preposition" or (before.kind == VERB and "speech" in before.groups):
        return True
    named = after is not None and after.kind == NOUN and not (after.definite or after.preposition or after.groups)
    return before.kind == NOUN and named


def _on(c: Context, last: int) -> int:
    """How many words behind على stands, with whom one finds fault; 0 if a verb or comma comes first."""
    for k in range(1, last):
        word = c.word(k)
        if word is None or (k > 1 and (word.kind == VERB or word.surface in COMMAS)):
            return 0
        if word.base == "علي" and word.kind != NOUN:
            return k
    return 0


def faults(c: Context, r: Reading) -> bool:
    """عاب على X أنه: with whom it finds fault; not ما يعيب المشروع."""
    on = _on(c, 14)
    before = c.before()
    return bool(on) and not (before is not None and before.base == "ما" and not r.conjunction)


def takes_amiss(c: Context, r: Reading) -> bool:
    """أخذ على الحكومة تقاعسها, أخذ عليه أنه: what somebody did, with the pronoun of who did it; not على عاتقه."""
    if r.pronoun:
        return False
    on = _on(c, 12)
    to = c.word(on)
    if not on or to is None or c.listed(c.word(on + 1), "undertaking"):
        return False
    if r.form.tense == "participle":
        return on == 1
    near = [w for k in range(on + (0 if to.pronoun else 1), on + 6) if (w := c.word(k + 1)) is not None]
    return (
        any(
            (w.kind == "complementiser" and w.pronoun) or (w.kind == NOUN and w.pronoun and c.listed(w, "shortcoming"))
            for w in near
        )
        or (r.form.number == "s" and any(_plain_fault(c, fault, of) for fault, of in pairwise(near)))
        or _its_own_doing(to if to.pronoun else c.word(on + 1), near)
    )


def _plain_fault(c: Context, fault: Word, of: Word) -> bool:
    """أخذ النقاد على المخرج بطء الإيقاع: a shortcoming in the construct, of whoever stands after على."""
    bare = not (fault.definite or fault.preposition or fault.conjunction or fault.pronoun)
    return c.listed(fault, "shortcoming") and bare and of.kind == NOUN and not (of.preposition or of.conjunction)


def _its_own_doing(whose: Word | None, near: Sequence[Word]) -> bool:
    """أخذ على الحكومة «هرولتها» إلى: a deed whose pronoun is that of the body or person after على."""
    if whose is None or not (whose.definite and whose.groups & {"party", "title"}):
        return False
    own = "ها" if whose.gender == "f" else "ه"
    behind = next((w for w in near if w.kind != PUNCTUATION and not w.definite), None)
    return behind is not None and behind.kind in (NOUN, VERB) and behind.pronoun == own and not behind.preposition


def disapproves(c: Context, r: Reading) -> bool:
    """أنكر على الحكومة صمتها: with على and whoever does it, which a denial has not; not أنكر على الناس لهوهم."""
    on = next((k for k in (1, 2, 3, 4) if (w := c.next(k)) is not None and w.base == "علي" and not w.pronoun), 0)
    return bool(on) and not r.pronoun and not c.listed(c.next(on + 1), "everybody")


def berates(c: Context, _: Reading) -> bool:
    """تهجم على X with words: no blows, no arms."""
    return not any(c.near(name, 1, 12) or c.near(name, -6, 0) for name in ("arms", "blows"))


def assails(c: Context, r: Reading) -> bool:
    """حمل بشدة على X: with vehemence and على, and neither a burden nor arms."""
    if r.pronoun or _VEHEMENCE.isdisjoint([word.stem for word in c.words[c.at :]]):
        return False
    if c.near("responsibility", 1, 20) or c.near("violence", 1, 10):
        return False
    near = [w for k in range(1, 13) if (w := c.next(k)) is not None]
    vehement = any(w.preposition == "ب" and w.stem in _VEHEMENCE for w in near)
    return vehement and any(w.base == "علي" and not w.pronoun for w in near)


def words_not_arms(c: Context, _: Reading) -> bool:
    """هاجم with words: in a speech, over a policy, a title as its object, or beside an accusation; no arms about."""
    if any(c.near(name, 1, 12) or c.near(name, -6, 0) for name in ("violence", "game")):
        return False
    if c.near("medium", 1, 20) or c.near("medium", -10, 0):
        return True
    if c.near("arms", 1, 12) or c.near("arms", -6, 0):
        return False
    if (
        c.near("words_of_attack", 1, 20)
        or any((w := c.word(k)) is not None and w.surface == ":" for k in range(1, 9))
        or c.near("words_of_attack", -10, 0)
        or _accuses_too(c)
    ):
        return True
    return any((w := c.word(k)) is not None and bool(w.groups & {"title"}) for k in (1, 2, 3)) or c.near(
        "criticised", 1, 3
    )


def _accuses_too(c: Context) -> bool:
    """Whether a verb of accusing or blaming stands in the sentence."""
    parts = ((j, reading.trigger) for j, found in enumerate(c.candidates) for reading in found or () if j != c.at)
    return any(
        trigger.part == "verb" and trigger.type in ("accuse", "blame") and "claims_wrong" not in trigger.requires
        for _, trigger in parts
    )


def verbal_attack(c: Context, r: Reading) -> bool:
    """هجوم that is لاذع or otherwise of words, and على somebody; no goal, no arms."""
    if not r.definite and c.near("of_words", 1, 3) and c.near("takes", -8, 0):
        return True  # تعرض X لهجوم لاذع من Y
    if c.near("of_words", 1, 3) and not r.definite and any((w := c.word(-k)) and w.base == "علي" for k in range(1, 7)):
        return c.near("gives", -9, 0)  # شن X على Y هجوما لاذعا
    if r.definite or not any((w := c.word(k)) is not None and w.base in ("علي", "ضد") for k in range(1, 7)):
        return False
    if c.near("of_words", 1, 3):
        return True
    if c.near("game", 1, 9) or c.near("violence", 1, 12):
        return False
    if _and_accuses(c):
        return True
    if c.near("arms", -8, 0) or c.near("arms", 1, 12):
        return False
    return c.near("words_of_attack", 1, 3) or c.near("criticised", 1, 5) or c.near("medium", 1, 15)


def _and_accuses(c: Context) -> bool:
    """شن هجوما على الحزب واتهمه, متهما إياه: who attacks accuses too, in the same breath."""
    readings = (r for found in c.candidates[c.at + 1 : c.at + 16] for r in found or ())
    return any(
        r.trigger.type in ("accuse", "blame") and (r.trigger.part == "participle" or (r.pronoun and r.conjunction))
        for r in readings
    )


def criticism(c: Context, r: Reading) -> bool:
    """نقد that somebody directs at somebody, or of a manner (لاذع); not نقدا, in cash, nor النقد الدولي."""
    after = c.next()
    before = c.before()
    if r.definite and before is not None and before.base in ("سهام", "حراب", "نيران"):
        return True  # سهام النقد
    heaped = c.near("heaps", -9, 0) and r.preposition == "ب" and after is not None and after.base == "علي"
    if heaped or r.definite or after is None:
        return heaped  # انهال بالنقد على X
    harsh = c.listed(after, "words_of_attack") or c.near("gives", -6, 0) or bool(r.pronoun)
    return harsh and any(
        (w := c.next(k)) is not None and (w.preposition == "ل" or w.base in ("الي", "علي")) for k in (1, 2, 3)
    )
