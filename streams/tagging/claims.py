"""Conditions of words that accuse by a claim, a gesture or a finding: زعم, أصابع الاتهام, رمى بـ, مذنب."""

from streams.tagging.context import COMMAS, Context
from streams.tagging.triggers import Reading
from streams.tagging.words import VERB, Word

__all__ = ["claims_wrong", "found_guilty", "hurls_wrong", "pointing_fingers"]


def claims_wrong(c: Context, r: Reading) -> bool:
    """زعم X أن Y متورط, مزاعم عن تورط Y: the claim is of a wrong, and of somebody else's."""
    clause = c.clause()
    if r.trigger.part == "noun":
        return _claim_of_wrong(c, r, clause)
    that = next((k for k, w in enumerate(clause[:12]) if w.kind == "complementiser"), None)
    if that is None or r.pronoun or clause[that].pronoun or r.form.written[1:] == "دع":
        return False  # لا تدع مجالا للشك في أن
    return any(c.listed(w, "wrong", "accomplice") for w in clause[that + 2 : that + 9])


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
