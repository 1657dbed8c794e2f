"""Conditions of denials without a verb of denying: an accusation is baseless, untrue, unproven; one is innocent."""

from itertools import pairwise

from streams.tagging.context import Context
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, VERB, Word

__all__ = ["baseless", "clears_itself", "disclaims", "disowns", "innocent", "unproven", "unrelated", "untrue"]


def baseless(c: Context, r: Reading) -> bool:
    """لا أساس لها (من الصحة), بلا أساس, لا صحة لـ, said of an accusation or a claim of a wrong."""
    before, after = c.before(), c.next()
    if before is not None and before.base == "عدم" and r.trigger.lemma == "صحة":
        return c.listed(after, "accusation")  # أكد عدم صحة الاتهامات
    if before is None or not (before.base in ("لا", "اي", "بلا", "دون", "بدون") or _it_has_no(c, before)):
        return False
    if r.trigger.lemma == "صحة":
        wrong = c.near("accusation", 1, 6) or any(c.listed(w, "wrong", "harm") for w in c.clause())
        return (
            before.base == "لا" and after is not None and after.preposition == "ل" and c.near("claim", 1, 6) and wrong
        )
    if after is not None and after.base == "من" and (behind := c.next(2)) is not None and behind.base == "صحه":
        after = c.next(3)  # لا أساس من الصحة لما نشرته الصحيفة
    if before.base == "لا" and not (
        after is not None and (after.preposition == "ل" or after.base == "ولا" or after.conjunction)
    ):
        return False
    if after is not None and after.preposition == "ل" and after.base == "ما" and c.near("claim", 1, 8):
        return any(c.listed(w, "wrong", "harm", "hostile_act") for w in c.clause())
    if c.near("accusation", 1, 6) or _told_of_a_wrong(c):
        return True
    return c.near("accusation", -15, 0) and not _only_described(c)


def _it_has_no(c: Context, before: Word) -> bool:
    """ليس لها أساس: negated with ليس, the possessor before it."""
    negation = c.word(-2)
    return before.preposition == "ل" and bool(before.pronoun) and negation is not None and negation.kind == "negation"


def _only_described(c: Context) -> bool:
    """المزاعم التي لا أساس لها, احتجزوا بتهم لا أساس لها: it describes, nobody answers; but هي تهم لا أساس لها."""
    negation = c.word(-2)
    if negation is not None and negation.kind == "relative":
        return True
    near = next((k for k in range(-2, -8, -1) if c.listed(c.word(k), "accusation")), None)
    noun, before = (c.word(near), c.word(near - 1)) if near is not None else (None, None)
    if (
        noun is None
        or noun.definite
        or noun.pronoun
        or any(w.kind == "complementiser" for w in c.words[max(0, c.at - 4) : c.at])
    ):
        return False
    return noun.preposition == "ب" and not (before is not None and before.kind == "pronoun")


def _told_of_a_wrong(c: Context) -> bool:
    """ما نشر حول تورط الجيش «لا أساس له»: what is told is of a wrong."""
    words = c.words[max(0, c.at - 20) : c.at]
    if any(one.base == "ما" and two.base == "نسب" for one, two in pairwise(words)):
        return True  # ما نسب إليها لا أساس له
    told = any(
        one.base == "ما" and (c.listed(two, "rumour") or (two.kind == VERB and "speech" in two.groups))
        for one, two in pairwise(words)
    )
    return told and any(c.near(name, -16, 0) for name in ("wrong", "hostile_act", "harm"))


def disowns(c: Context, _: Reading) -> bool:
    """تبرأ من الهجوم: what is disowned is a deed or an accusation; a faith that disowns a crime denies nothing."""
    if c.near("faith", 1, 5) or c.near("faith", -6, 0):
        return False
    return any(c.near(name, 1, 8) for name in ("wrong", "own_act", "hostile_act", "claim", "responsibility"))


def disclaims(c: Context, _: Reading) -> bool:
    """تنصل من المسؤولية, تنصل المجلس من مقتل مدنيين: of what was done, not of a promise."""
    if c.near("responsibility", 1, 7):
        return True
    of = next((k for k in range(1, 12) if (w := c.next(k)) is not None and w.base == "من" and not w.pronoun), 0)
    what = c.next(of + 1) if of else None
    return any(c.listed(what, name) for name in ("wrong", "own_act", "hostile_act", "harm", "outcome")) or (
        what is not None and "suffered" in what.groups
    )


def innocent(c: Context, r: Reading) -> bool:
    """أكد براءته, دفع بأنه غير مذنب: the accused says so; not a court, and not براءته as such."""
    before = c.before()
    if r.trigger.lemma == "براءة":
        after = c.next()
        patent = after is not None and after.base == "اختراع"
        return bool(r.pronoun) and not patent and c.near("pleads", -18, 0) and not c.near("proves", -4, 0)
    if r.trigger.lemma == "بريء":
        told = before is not None and _of_oneself(before) and not r.proclitic and c.near("pleads", -12, 0)
        return told and _of_a_wrong(c)
    return before is not None and before.base == "غير" and c.near("pleads", -9, 0)


def _of_a_wrong(c: Context) -> bool:
    """بريء من التهمة, مما نسب إليه; not بريء من هوى المدن."""
    after = c.next()
    of_it = after is not None and after.base in ("من", "مما")
    return of_it and any(c.near(name, 2, 6) for name in ("accusation", "wrong", "imputed"))


def _of_oneself(before: Word) -> bool:
    """إنه بريء, أنا بريء: who is said to be innocent says so; not لأنه بريء, كان بريئا."""
    return before.kind == "pronoun" or (before.kind == "complementiser" and bool(before.pronoun))


def untrue(c: Context, r: Reading) -> bool:
    """الاتهامات باطلة, هذه المزاعم عارية عن الصحة, وصف التهم بأنها ملفقة, غير صحيحة: said of it, no mere adjective."""
    before, after = c.before(), c.next()
    if before is not None and before.base in ("محض", "مجرد"):
        before = c.word(-2)  # محض افتراء
    if before is None or r.proclitic or r.pronoun or (after is not None and after.kind == "negation"):
        return False  # أكاذيب لا أساس لها: one denial
    if r.trigger.lemma == "صحيح" and before.base != "غير":
        return False
    if r.trigger.lemma == "عار" and not (after is not None and after.base in ("عن", "من", "تماما")):
        return False
    called = before.kind == "complementiser" and (
        any(c.listed(c.word(-k), "describes") for k in (2, 3, 4))
        or (before.preposition == "ب" and bool(before.pronoun) and c.near("describes", -20, -2))
    )
    reach = range(2, 18 if called else 9)
    accused = next((w for k in reach if (w := c.word(1 - k)) is not None and c.listed(w, "accusation")), None)
    if accused is None and r.trigger.lemma == "عار":
        denied = any(reading.trigger.type == "deny" for found in c.candidates[: c.at] for reading in found or ())
        return not denied and _told_of_a_wrong(c)  # ما يتردد عن رشوة الحكم عار عن الصحة
    if accused is None or any(w.surface in ".؟" for w in c.words[max(0, c.at - 7) : c.at]):
        return False
    told = before.kind in ("complementiser", "pronoun") and bool(before.pronoun or before.kind == "pronoun")
    it, head = c.word(-2), c.listed(before, "accusation") and not before.definite
    if head:
        return it is not None and it.kind == "pronoun"  # وهي ادعاءات باطلة; not رد على اتهامات باطلة
    return told or accused.definite or bool(accused.pronoun) or _whose(c, reach)


def _whose(c: Context, reach: range) -> bool:
    """إن اتهامات الوزير غير صحيحة: whose accusations they are makes them definite; not رد على اتهامات باطلة."""
    at = next(1 - k for k in reach if c.listed(c.word(1 - k), "accusation"))
    that, owner = c.word(at - 1), c.word(at + 1)
    told = that is not None and that.kind == "complementiser"
    return told and owner is not None and owner.kind == NOUN and not owner.preposition and at < -1


def unproven(c: Context, _: Reading) -> bool:
    """لا توجد أدلة تدعم هذه الاتهامات, ليس هناك دليل على التهم."""
    before = [w for k in (-4, -3, -2, -1) if (w := c.word(k)) is not None]
    if not any(w.kind == "negation" or w.base == "عدم" for w in before) or any(w.surface in "،." for w in before[-2:]):
        return False
    after = c.next()
    proves = after is not None and (after.base == "علي" or c.listed(after, "supports"))
    return proves and c.near("accusation", 2, 5)


def unrelated(c: Context, _: Reading) -> bool:
    """اتهامات لا تمت إلى الواقع بصلة: an accusation that has nothing to do with the truth."""
    before = c.before()
    if (
        before is None
        or before.base != "لا"
        or not any((w := c.next(k)) is not None and w.base == "صله" for k in (2, 3, 4))
    ):
        return False
    return c.near("accusation", -14, 0)


def clears_itself(c: Context, r: Reading) -> bool:
    """أخلت الشركة مسؤوليتها: its own responsibility; not أخلت المبنى, إخلاء مسؤولية of a form."""
    return not r.pronoun and any(
        (w := c.next(k)) is not None and c.listed(w, "responsibility") and bool(w.pronoun or w.preposition == "من")
        for k in range(1, 6)
    )
