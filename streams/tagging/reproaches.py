"""Conditions of blame in other words: مسؤول عن, ألقى مسؤولية على, اللوم, الحق على."""

from streams.tagging.context import STOPS, Context
from streams.tagging.headlines import QUOTING
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, VERB, Word

__all__ = ["answerable", "casts", "lays_right", "reproaches"]


def answerable(c: Context, r: Reading) -> bool:
    """X مسؤول عن الكارثة, مسؤولة مباشرة عما حدث: said of somebody as a predicate, and for something bad."""
    before = c.before()
    if r.proclitic not in ("", "ال") or before is None or r.pronoun or _accused_of_it(c):
        return False
    offset = next((k for k in range(1, 5) if (w := c.next(k)) is not None and w.base in ("عن", "عما")), 0)
    about, what = c.next(offset) if offset else None, c.next(offset + 1)
    if about is None or about.pronoun or what is None or (c.listed(what, "task") and not what.pronoun):
        return False
    near = [c.next(offset + k) for k in range(1, 5)]
    bad = any(c.listed(w, "wrong", "outcome", "own_act", "harm") or (w and "suffered" in w.groups) for w in near)
    said = bad or about.base == "عما" or what.base == "ما" or _held(c, r) or _judged(c)
    return said and (_predicate(c, r, before) or _named_behind(c, r, before, offset))


def _named_behind(c: Context, r: Reading, before: Word, offset: int) -> bool:
    """إن المسؤول عن مقتل الضابط هو الحزب: a definite subject, whom a pronoun behind what he did identifies."""
    if not r.definite or before.kind != "complementiser":
        return False
    for k in range(offset + 1, offset + 12):
        word = c.next(k)
        if word is None or word.kind in (VERB, "complementiser", "relative") or word.surface in STOPS:
            return False
        if word.kind == "pronoun":
            named = c.next(k + 1)
            return not word.conjunction and named is not None and named.kind == NOUN and not named.preposition
    return False


def _judged(c: Context) -> bool:
    """اعتبرت الكتلة، بعد اجتماعها، أن الحزب مسؤول عن: as a verb of judging has it of another."""
    that = next((k for k in range(1, 9) if (w := c.word(-k)) is not None and w.kind == "complementiser"), 0)
    word = c.word(-that) if that else None
    if word is None or word.pronoun:
        return False
    return any((w := c.word(-k)) is not None and c.listed(w, "holds") for k in range(that + 1, that + 20))


def _held(c: Context, r: Reading) -> bool:
    """اعتبرت الوزارة واشنطن مسؤولة عن: whoever holds another answerable blames; not himself."""
    if not r.form.written.endswith(("ا", "ين", "ه")) or r.proclitic:
        return False
    held = next((k for k in range(1, 10) if c.listed(c.word(-k), "holds")), 0)
    oneself = any((w := c.word(-k)) is not None and w.base == "نفس" and w.pronoun for k in range(1, held))
    return held > 1 and not oneself


def _accused_of_it(c: Context) -> bool:
    """اتهمه بأنه المسؤول عن: what one is accused of is no event of its own."""
    that = any(
        (w := c.word(-k)) is not None and w.kind == "complementiser" and w.preposition == "ب" for k in range(1, 5)
    )
    return that and c.accusation(verbs=True)


def _predicate(c: Context, r: Reading, before: Word) -> bool:
    """هي المسؤولة; إن السلطات مسؤولة; اعتبر السلطات مسؤولة. After an indefinite noun it only describes."""
    if before.kind == "pronoun":
        return True
    if before.kind in ("preposition", "negation", "quantifier", "number"):
        return False
    if r.definite and not c.listed(c.next(), "first"):
        return False
    if r.form.written.endswith(("ا", "ين", "ه")) and any(c.listed(c.word(-k), "holds") for k in range(1, 13)):
        return True
    agrees = before.definite or before.pronoun or before.ending == ""
    return bool(agrees) and any(
        (w := c.word(-k)) is not None and (w.kind == "complementiser" or w.surface in QUOTING) for k in range(1, 13)
    )


def casts(c: Context, r: Reading) -> bool:
    """ألقى على الآخر مسؤولية التعثر, تقع مسؤولية الكارثة على: thrown on somebody, or fallen; no task."""
    if c.lacks("falls", "casts"):
        return False
    near = [w for k in range(-9, 10) if k and (w := c.word(k)) is not None and w.surface not in STOPS]
    if _direct(c) and c.near("falls", 2, 2) and c.quoted_or_told():
        on = c.word(3)
        return on is not None and on.base == "علي" and not c.near("task", 4, 16)
    if c.near("falls", -4, 0) or c.near("falls", 1, 3):
        bad = any(c.listed(w, "wrong", "outcome", "harm") for w in near)
        return bad and any(w.base == "علي" for w in near) and not c.listed(c.next(), "task")
    harmful = any(c.listed(c.next(j), "outcome") or c.listed(c.next(j), "wrong") for j in (1, 2))
    if (any(w.base == "عاتق" for w in near) and not harmful) or r.pronoun in ("ي", "نا"):
        return False
    return c.near("casts", -8, 0) and any(w.base == "علي" for w in near)


def _direct(c: Context) -> bool:
    """المسؤولية المباشرة, الكاملة: for what has happened, if not of a task."""
    after = c.word(1)
    return after is not None and after.definite and after.base in ("مباشره", "كامله", "اولي", "رءيسيه", "رئيسيه")


def reproaches(c: Context, r: Reading) -> bool:
    """اللوم that is cast on somebody or that somebody deserves; لومه with whom he blames. Not blame in the abstract."""
    after = c.next()
    if r.pronoun:
        return after is not None and (after.preposition == "ل" or after.definite) and not c.listed(after, "everybody")
    if after is not None and after.surface in "؟?":
        return False
    if not r.definite:
        to = any((w := c.next(k)) is not None and (w.base in ("الي", "علي") or w.preposition == "ل") for k in (1, 2, 3))
        if r.trigger.lemma == "لوم" and r.form.written == "لوم":
            return _whom(c, after)
        return r.trigger.lemma == "لوم" and r.form.written.endswith("ا") and c.near("gives", -6, 0) and to
    if c.near("gives", -12, 0) or c.near("giving", -1, 0) or c.near("deserves", -8, 0) or _directed(c):
        return True
    two = c.next(2)
    if after is not None and (after.kind == "negation" or (after.base == "كل" and after.pronoun)):
        after, two = two, c.next(3)  # اللوم كله يقع على X, لا يقع على X بل على Y
    if after is None or (after.kind == VERB and (after.preposition or not c.listed(after, "falls"))):
        return False  # يكفيه اللوم ليعود إلى رشده
    return after.preposition == "ل" or any(w is not None and w.base in ("علي", "الي") for w in (after, two))


def _whom(c: Context, after: Word | None) -> bool:
    """لوم الوزارة على بطئها: the construct names who is blamed; not لوم النفس."""
    if (
        after is None
        or after.kind != NOUN
        or after.preposition
        or after.pronoun
        or c.listed(after, "everybody", "self")
    ):
        return False
    for_what = any((w := c.next(k)) is not None and w.base == "علي" for k in range(2, 8))
    return bool(after.groups & {"title", "party", "people"}) or (after.definite and for_what)


def _directed(c: Context) -> bool:
    """عقوبة اللوم التي تم توجيهها إلى المدير."""
    after, before = c.next(), c.before()
    if after is None or after.kind != "relative" or (before is not None and before.kind == "demonstrative"):
        return False
    near = [w for k in (2, 3, 4) if (w := c.next(k)) is not None]
    return any(w.stem in ("توجيه", "وجه", "توجه") for w in near)


def lays_right(c: Context, _: Reading) -> bool:
    """يضع الحق على الحكومة: the right that is laid on somebody is the blame; not وضع الحق في نصابه."""
    after = c.next()
    return after is not None and after.base == "علي" and not after.pronoun and c.near("lays_right", -6, 0)
