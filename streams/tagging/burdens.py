"""Conditions of the words of blame: responsibility that is laid on somebody, that somebody bears, and reproach."""

from streams.tagging.context import STOPS, Context
from streams.tagging.headlines import QUOTING
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, PUNCTUATION, VERB, Word

__all__ = ["bears", "lays"]

_SPEAKER = 6
"""Words of a headline in which the mark stands behind whom it quotes."""
_FAR = 26
"""Words between حمّل and المسؤولية: subject and object may be long."""


def lays(c: Context, r: Reading) -> bool:
    """مسؤولية within the clause, laid on somebody: an object stands before it, or ل or على with a noun after it."""
    if r.trigger.type == "deny":
        acquits = r.form.written.startswith("تبرء") and "ؤ" not in c.words[c.at].surface
        return not acquits and c.near("responsibility", 1, 7)  # تبرؤ, not المحكمة تبرئ
    if _own_bearing(c, r) or _a_duty(c, r):
        return False
    return (r.pronoun != "" and r.trigger.part == "verb" and _all_that(c)) or _laid(c, r)


def _a_duty(c: Context, r: Reading) -> bool:
    """القانون يحمّل, هذا يحمّل."""
    before = c.before()
    return before is not None and not r.conjunction and (before.kind == "demonstrative" or c.listed(before, "norm"))


def _laid(c: Context, r: Reading) -> bool:
    """The responsibility, or the outcome, that is laid on somebody follows in the clause."""
    if c.lacks("responsibility") and "نتيجه" not in [word.base for word in c.words]:
        return False
    one = c.word(1)
    for offset in range(1, _FAR):
        word = c.word(offset)
        if (
            word is None
            or word.surface in STOPS
            or word.base in ("عاتق", "كاهل", "تحمل")
            or (offset < 4 and word.base == "نفس" and word.pronoun)
            or (word.kind == "complementiser" and _new_clause(c, offset))
        ):
            return False
        if word.base == "نتيجه" and _result(c, offset):
            return True
        if c.listed(word, "responsibility") and not _with(c, offset):
            if (
                offset > 2
                or r.pronoun
                or r.form.voice == "passive"
                or (offset == 2 and one is not None and (one.kind in (NOUN, "pronoun") or one.ambiguous))
            ):
                return one is None or one.base != "علي" or offset > 3
            return _on_somebody(c, r, offset)
    return r.trigger.part != "noun" and bool(r.pronoun) and c.near("responsibility", -5, 0)


def _all_that(c: Context) -> bool:
    """وحملوها جميع ما يقع من أزمات: what goes wrong, without the word for responsibility."""
    one = c.next()
    k = 2 if one is not None and one.kind == "quantifier" else 1
    what, bad = c.next(k), [c.next(j) for j in range(k + 1, k + 6)]
    return what is not None and what.base == "ما" and any(c.listed(word, "outcome", "wrong", "harm") for word in bad)


def _own_bearing(c: Context, r: Reading) -> bool:
    """مؤكدة تحملها المسؤولية, أعلن تحمله المسؤولية: the verbal noun, of who says so."""
    if r.form.written != "تحمل" or not r.pronoun or r.conjunction:
        return False
    for offset in range(-1, -7, -1):
        word = c.word(offset)
        if word is None or word.kind in ("complementiser", "relative", PUNCTUATION):
            return False
        if c.listed(word, "saying") or (word.kind == VERB and "speech" in word.groups):
            return True
    return False


def _new_clause(c: Context, offset: int) -> bool:
    """كما أن, وأن: what follows is said anew."""
    word, before = c.word(offset), c.word(offset - 1)
    return word is not None and (bool(word.conjunction) or (before is not None and before.base == "كما"))


def _result(c: Context, offset: int) -> bool:
    """حمّل لاعبيه نتيجة الخسارة: the outcome that is laid on whoever stands before it; not a cause (نتيجة الظلم)."""
    before, of = c.word(offset - 1), c.word(offset + 1)
    party = before is not None and before.kind == NOUN and bool(before.groups & {"party", "title", "people"})
    return offset > 1 and party and c.listed(of, "outcome")


def _with(c: Context, offset: int) -> bool:
    """بمسؤولية, بكل مسؤولية: a manner, not what is laid."""
    one, before = c.word(offset), c.word(offset - 1)
    if (one is not None and one.conjunction) or (before is not None and before.base == "اي"):
        return True  # حقيبة التعليم ومسؤولية البحث, أي مسؤولية: carried, not laid
    every = before is not None and before.preposition == "ب" and before.base in ("كل", "كامل", "منتهي")
    return every or (one is not None and one.preposition == "ب")


def _on_somebody(c: Context, r: Reading, offset: int) -> bool:
    """المسؤولية right after the word: laid on somebody if ل or على follows; تحمّل المسؤولية is a verbal noun."""
    word = c.word(offset)
    if word is None or (r.form.written == "تحمل" and (r.proclitic or r.conjunction or word.definite or word.pronoun)):
        return False
    if any(
        (w := c.word(k)) is not None and w.stem in ("كتف", "كتفي", "عاتق", "كاهل")
        for k in range(offset + 1, offset + 6)
    ):
        return False
    return any(
        (w := c.word(k)) is not None and (w.preposition == "ل" or w.base in ("علي", "الي", "لمن"))
        for k in range(offset + 1, offset + 9)
    ) or (not word.pronoun and any(c.listed(c.word(k), "outcome", "harm") for k in range(offset + 1, offset + 5)))


def bears(c: Context, r: Reading) -> bool:
    """X يتحمل المسؤولية عن: somebody else's, for what went wrong; not a duty, a wish or a norm."""
    before = c.before()
    if r.form.person != 3 or r.proclitic or r.pronoun or (before is not None and _wished(before)):
        return False
    if (before is not None and before.base == "من" and _asked(c)) or _stipulated(c):
        return False
    if _what_happened(c.next(), c.next(2)):
        return True
    for offset in range(1, 10):
        word = c.word(offset)
        if word is None or word.surface in STOPS:
            return False
        if c.listed(word, "responsibility") or word.base.startswith("جزء"):
            about = c.word(offset + 1)
            if word.pronoun and not (about is not None and about.base == "عن"):
                return _of_what_was_said(c, r)  # يتحمل مسؤولياته: a duty
            return _for_what(c, offset)
    return False


def _of_what_was_said(c: Context, r: Reading) -> bool:
    """X: Y وراء التعثر ويتحمل مسؤوليته: for the bad thing just named, as a headline quotes somebody."""
    quoted = any(word.surface in QUOTING for word in c.words[1 : c.at][:_SPEAKER])
    return quoted and bool(r.conjunction) and any(c.listed(c.word(-k), "wrong", "outcome", "harm") for k in range(1, 5))


def _stipulated(c: Context) -> bool:
    """نصت اللائحة على أن يتحمل المالك المسؤولية عن العيوب: a duty that a norm lays down."""
    return c.near("stipulates", -25, 0) and c.near("norm", -25, 0)


def _asked(c: Context) -> bool:
    """من يتحمل مسؤولية الفشل؟: a question blames nobody, nor does كل من يتحمل."""
    if (two := c.word(-2)) is not None and two.base in ("كل", "اي", "جميع"):
        return True
    end = next((w for k in range(1, 25) if (w := c.word(k)) is not None and w.surface in STOPS), None)
    return end is not None and end.surface in "؟?"


def _what_happened(one: Word | None, two: Word | None) -> bool:
    """يتحمل ما حصل: what happened, without the word for responsibility."""
    happened = ("حصل", "حدث", "جري", "وقع", "يحصل", "يحدث", "يجري")
    return one is not None and two is not None and one.base == "ما" and two.base in happened


def _wished(before: Word) -> bool:
    if before.kind == "complementiser":
        return not before.pronoun
    return before.kind == "question" or (before.kind == "negation" and before.base != "لا")


def _for_what(c: Context, offset: int) -> bool:
    """What the responsibility is for: something bad, or untold in what somebody says; not a task."""
    near = [w for k in range(offset + 1, offset + 9) if (w := c.word(k)) is not None]
    bad = any(w.kind == "demonstrative" or c.listed(w, "wrong", "own_act", "outcome") for w in near)
    about = len(near) > 1 and near[1].base == "عن"
    if len(near) > 1 and near[0].base == "عن" and c.listed(near[1], "task") and not near[1].pronoun:
        return False
    if near and (
        (c.listed(near[0], "task") and not about)
        or (near[0].kind == NOUN and near[0].pronoun and not c.listed(near[0], "wrong", "outcome"))
    ):
        return False
    one = c.word(offset)
    return bad or (c.quoted_or_told() and one is not None and not one.base.startswith("جزء"))
