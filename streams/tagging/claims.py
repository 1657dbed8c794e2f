"""Conditions of words that accuse by a claim, a gesture or a finding: زعم, أصابع الاتهام, رمى بـ, مذنب."""

from itertools import pairwise

from streams.tagging.context import COMMAS, STOPS, Context
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, VERB, Word

__all__ = ["claims_wrong", "found_guilty", "hurls_wrong", "imputes", "pointing_fingers", "sues"]

_STANDS = ("وقف", "يقف", "تقف", "قف")


def claims_wrong(c: Context, r: Reading) -> bool:
    """زعم X أن Y متورط, مزاعم عن تورط Y: the claim is of a wrong, and of somebody else's."""
    clause = c.clause()
    if r.trigger.part == "noun":
        return _claim_of_wrong(c, r, clause)
    that = next((k for k, w in enumerate(clause[:12]) if w.kind == "complementiser"), None)
    if that is None or r.pronoun or clause[that].pronoun or r.form.written[1:] == "دع":
        return False  # لا تدع مجالا للشك في أن
    told = clause[that + 2 : that + 9]
    return any(c.listed(w, "wrong", "accomplice") for w in told) or _stands_behind(told)


def sues(c: Context, r: Reading) -> bool:
    """ادعت النيابة على X بجرم: a prosecutor, and على before any other clause."""
    if r.pronoun or r.form.written[1:] == "دع" or not c.near("tribunal", 1, 6):
        return False
    for word in c.clause()[:12]:
        if word.kind in (VERB, "complementiser", "relative"):
            return False
        if word.base == "علي" and not word.pronoun:
            return True
    return False


def _stands_behind(told: list[Word]) -> bool:
    """أن الجيش يقف وراء الهجوم: to stand behind something is to have done it."""
    return any(one.stem in _STANDS and two.base in ("وراء", "خلف") for one, two in pairwise(told))


def _claim_of_wrong(c: Context, r: Reading, clause: list[Word]) -> bool:
    """الادعاءات التي تقول بأن, مزاعم عن تورط; not هذه المزاعم, الادعاء العام."""
    before, after = c.before(), c.next()
    if (before is not None and before.kind == "demonstrative") or (r.form.number == "s" and r.form.written != "مزاعم"):
        return False
    if r.definite and not (
        after is not None
        and (after.kind in ("relative", "complementiser") or after.preposition == "ب" or after.base in ("عن", "حول"))
    ):
        return False
    comma = next((k for k, w in enumerate(clause) if w.surface in COMMAS), len(clause))
    return any(c.listed(w, "wrong", "own_act") for w in clause[: min(comma, 9)])


def imputes(c: Context, r: Reading) -> bool:
    """نسبت إلى الجيش قتل مدنيين, أسند إليه ارتكاب: a wrong, to somebody; not نسبت إلى مصدر قوله, أسند إليه مهمة."""
    before = c.before()
    if r.pronoun or (before is not None and (before.base == "ما" or before.kind in ("relative", "preposition"))):
        return False
    alone = r.form.written == "نسب" and not r.conjunction and before is not None and before.kind in (NOUN, VERB)
    to = next((k for k in range(1, 7) if (w := c.next(k)) is not None and w.base == "الي"), 0)
    own = c.next(to) if to else None
    whom = own if own is None or own.pronoun else c.next(to + 1)
    if whom is None or alone or any((w := c.next(k)) is not None and w.surface in STOPS for k in range(1, to)):
        return False
    if (whom.groups & {"thing", "suffered"} and not whom.pronoun) or c.listed(whom, "hostile_act", "task"):
        return False
    what = [w for k in range(1, 15) if (w := c.next(to + k)) is not None]
    wrong = next((k for k, w in enumerate(what) if c.listed(w, "wrong", "crime", "hostile_act", "violent")), None)
    if wrong is None:
        return r.trigger.lemma == "اسند" and _told_already(c)  # وأسند إلى الأول ارتكاب الجريمة وأسند إلى الثاني
    if any(c.listed(w, "accusation") and not w.definite and not w.conjunction for w in what):
        return False  # أسند إليهم تهم: the charges are the event
    return not any(w.kind == "complementiser" or w.base in ("قول", "تصريح", "تاكيد") for w in what[:wrong])


def _told_already(c: Context) -> bool:
    """Whether a crime was imputed to somebody by the same verb before."""
    before = (reading for found in c.candidates[: c.at] for reading in found or ())
    return any(reading.trigger.lemma == "اسند" for reading in before) and c.near("wrong", -30, 0)


def found_guilty(c: Context, r: Reading) -> bool:
    """A court or a verb of finding stands before: اعتبر مذنبا, وجدته مذنبا."""
    before = c.before()
    if r.proclitic or r.form.written.endswith("ون") or (before is not None and before.base in ("غير", "ليس", "ليست")):
        return False
    return any(
        (w := c.word(k)) is not None and (w.stem in ("اعتبر", "عتبر", "يعتبر", "وجد", "عد") or c.near("law", -6, 0))
        for k in range(-5, 0)
    )


def hurls_wrong(c: Context, _: Reading) -> bool:
    """رمى X بالفساد: what is hurled is a wrong, not a stone."""
    if c.near("arms", 1, 12):
        return False
    return any(w.preposition == "ب" and c.listed(w, "wrong", "insult") for w in c.words[c.at + 1 : c.at + 24])


def pointing_fingers(c: Context, r: Reading) -> bool:
    """الأصابع تشير إلى X; not those of a hand, nor أصابع الاتهام (الاتهام is the trigger)."""
    after = c.word(1)
    if r.pronoun or (after is not None and after.base in ("اتهام", "لوم")):
        return False
    near = [w for k in (-3, -2, -1, 1, 2, 3) if (w := c.word(k)) is not None]
    return any(
        (w.kind == VERB and w.stem[1:] in ("شير", "شار", "وجه", "تجه", "توجه")) or w.stem in ("اشار", "وجه")
        for w in near
    )
