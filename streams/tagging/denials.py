"""Conditions of the words of denial: what is denied must be a wrong, or a claim of one (ruling 8)."""

import itertools
from collections.abc import Sequence

from streams.tagging.context import COMMAS, Context
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, PUNCTUATION, VERB, Word

__all__ = ["denies_wrong"]


def denies_wrong(c: Context, r: Reading) -> bool:
    """A denial is an event if what is denied is a wrong, the denier's own doing, or points back (ذلك) to one."""
    if _not_asserted(c, r):
        return False
    if r.pronoun and r.trigger.part == "verb":
        return _points_back(c)
    clause = c.clause()
    if _that(clause):
        return c.at <= 1 or c.accusation(verbs=True) or _wrong_told(c, -30)
    goes_on = bool(clause) and clause[0].kind == VERB and bool(clause[0].conjunction)  # تنفي وتستدعي السفير
    if not clause or goes_on or (clause[0].kind == PUNCTUATION and clause[0].surface not in '«"“('):
        back = r.trigger.part == "verb" or (bool(r.pronoun) and _takes_up(c))
        return back and c.accusation(verbs=True)  # واشنطن تنفي; الأمر الذي دأبت على نفيه
    if _denies_accusing(c, clause):
        return False  # to deny having accused is a negated accusation
    if _own_doing(c, clause) or _claim_of_other(c, clause) or _has_no_part(c, clause):
        return True
    if any("wrong" in word.lists and not _done_by_other(c, clause, k) for k, word in enumerate(clause)):
        return True
    if any(word.pronoun and _own(c, word, clause[k + 1 : k + 5]) for k, word in enumerate(clause)):
        return True
    weak = sum("own_act" in word.lists for word in clause[:9])
    if _accused(c, r, clause):
        return True
    related = any("relation" in word.lists for word in clause[:6])
    return (related and weak > 1) or (c.accusation(verbs=False) and c.near("claim", 1, 5))


def _own(c: Context, word: Word, rest: Sequence[Word]) -> bool:
    """نفى ضربه, شنه هجمات, انتماءه إلى التنظيم; مشاركته only in a fight."""
    if c.listed(word, "own_act", "denied_act"):
        return True
    return word.base in ("مشاركه", "دخول", "مشاركت") and any(c.listed(w, "fight", "wrong") for w in rest)


def _not_asserted(c: Context, r: Reading) -> bool:
    """Passives, نفى نفيا, لا أحد ينكر, لا يمكن إنكار, and exile: نفاه إلى, نفى أحدا من."""
    before, after = c.before(), c.word(1)
    if r.form.voice == "passive" and r.trigger.part == "verb":
        return True
    if r.trigger.part == "noun" and r.form.written.endswith("ا"):
        return True
    if c.words[c.at].base == "نفيا" and (after is None or after.ending == "ا"):
        return True  # نفى نفيا قاطعا
    around = [w for k in (-3, -2, -1, 1) if (w := c.word(k)) is not None]
    if any(w.base in ("احد", "احدا") for w in around) or (
        r.trigger.lemma in ("انكر", "انكار") and any(w.kind == "negation" and w.base != "ما" for w in around[:-1])
    ):
        return True
    if r.trigger.part == "noun" and before is not None and before.stem in ("مكن", "يمكن", "يستطيع"):
        return True
    if r.trigger.lemma in ("نفى", "نفي") and after is not None and after.base == "نفس" and after.pronoun:
        return True  # نفى نفسه إلى باريس
    exile = after is not None and (after.base in ("الي", "من", "خارج") or after.preposition == "ل")
    return bool(r.pronoun) and r.trigger.lemma == "نفى" and exile


def _accused(c: Context, r: Reading, clause: Sequence[Word]) -> bool:
    """أنكر beside a confession; نفى المتهم علمه بذلك: where the law speaks, not to know is to have no part."""
    if r.trigger.lemma == "انكر" and _confessed(c):
        return True
    knew = any(word.base in ("علم", "معرفه", "درايه") and word.pronoun for word in clause[:8])
    tried = any(word.base in ("متهم", "متهمه", "متهمين", "متهمون", "موكل") for word in clause[:6])
    return knew and (tried or any(c.near(n, 1, 20) or c.near(n, -14, 0) for n in ("law", "police", "tribunal")))


def _confessed(c: Context) -> bool:
    """أقر أحدهم …، وأنكر الباقون; أنكر ثم اعترف: a confession beside it tells that a wrong is denied."""
    return any(c.near("confesses_wrong", first, last) for first, last in ((-20, 0), (1, 15)))


def _that(clause: Sequence[Word]) -> bool:
    """نفت ذلك, نفى الناطق صحة ذلك; not بعد ذلك, رغم ذلك."""
    found = next((k for k, word in enumerate(clause[:4]) if word.base == "ذلك"), None)
    if found is None:
        return False
    return not clause[found].preposition and (found == 0 or clause[found - 1].kind != "preposition")


def _points_back(c: Context) -> bool:
    """الأمر الذي تنفيه, اتهامات … ينكرها."""
    before = c.word(-1)
    matter = before is not None and before.kind == "relative" and (two := c.word(-2)) is not None and two.base == "امر"
    if before is not None and before.base == "ما" and (one := c.word(-2)) is not None and one.kind == "pronoun":
        matter = _wrong_told(c, -30)  # وهو ما نفاه الجيش
    return matter or c.accusation(verbs=True) or c.near("wrong", -12, 0) or _hostile_before(c)


def _takes_up(c: Context) -> bool:
    """الأمر الذي دأبت على نفيه, وهو ما أصر على إنكاره: a relative word before it takes up what was told."""
    return any((w := c.word(-k)) is not None and (w.kind in ("relative", "wh") or w.base == "ما") for k in range(2, 7))


def _wrong_told(c: Context, first: int) -> bool:
    """Whether a wrong was told of before the denial, or a hostile act: قصفت عيادة."""
    before = c.words[max(0, c.at + first) : c.at]
    return any(c.listed(w, "wrong", "hostile_act", "hostile_deed") and not c.listed(w, "claim") for w in before)


def _hostile_before(c: Context) -> bool:
    """تدريب وتسليح الانفصاليين، وهو ما ينفيه: two hostile acts."""
    before = c.words[max(0, c.at - 15) : c.at]
    return sum(c.listed(word, "hostile_act", "own_act") for word in before) > 1


def _denies_accusing(c: Context, clause: Sequence[Word]) -> bool:
    """نفى أن يكون قد اتهم: a verb of accusing before any comma or relative clause."""
    for word, readings in zip(clause, c.candidates[c.at + 1 + c.skipped() :], strict=False):
        if word.kind in ("relative", "wh") or word.surface in COMMAS:
            return False
        trigger = readings[0].trigger if readings else None
        if trigger and trigger.part == "verb" and trigger.type in ("accuse", "blame") and trigger.rule != "imputes":
            return True
    return False


def _own_doing(c: Context, clause: Sequence[Word]) -> bool:
    """The denier denies having done it: أن يكون قد قال, أنه قام بـ, نشرها النص, إرسال جنود."""
    for k, word in enumerate(clause[:11]):
        rest = clause[k + 1 : k + 4]
        if not rest:
            return False
        if word.kind == "complementiser" and _did(c, word, rest):
            return True
        masdar = word.kind == NOUN or (word.kind == VERB and (k == 0 or word.ambiguous))
        if masdar and not word.definite and not word.preposition and not word.groups & {"party", "title"}:
            if word.pronoun and not c.listed(word, "neutral") and (rest[0].definite or rest[0].preposition == "ب"):
                return True
            if not word.pronoun and c.listed(word, "hostile_act") and not _done_by_other(c, clause, k):
                return True
    return False


def _did(c: Context, word: Word, rest: Sequence[Word]) -> bool:
    """أن يكون قد فعل, أن تكون فعلت, أنها قد فعلت, أنه قام بـ: the denier's own deed, unless it is neutral news."""
    if word.pronoun:
        done = rest[1] if rest[0].base == "قد" and len(rest) > 1 else rest[0]
        return (rest[0].base == "قد" and not c.listed(done, "neutral_deed")) or done.stem in (
            "قام",
            "قامت",
            "ارتكب",
            "ارتكبت",
            "حاول",
        )
    if rest[0].base not in ("يكون", "تكون", "يكونوا", "يكونا", "تكونا") or len(rest) < 2:
        return False
    if rest[1].kind == NOUN and rest[1].pronoun and len(rest) > 2:
        rest = rest[1:]  # أن يكون مقاتلوها هاجموا
    done = rest[2] if rest[1].base == "قد" and len(rest) > 2 else rest[1]
    return (rest[1].base == "قد" or rest[1].kind == VERB) and not c.listed(done, "neutral_deed")


def _done_by_other(c: Context, clause: Sequence[Word], k: int) -> bool:
    """خطف جبهة النصرة لمقاتلين: the act has another doer, its object follows with ل."""
    word, rest = clause[k], clause[k + 1 : k + 7]
    if rest and c.listed(rest[0], "service"):
        return True  # تعطيل الدراسة: nobody is wronged
    if (
        not (word.kind == NOUN or word.ambiguous)
        or word.definite
        or word.pronoun
        or not rest
        or not ("suffered" in word.groups or c.listed(word, "own_act"))
    ):
        return False
    doer = rest[0].kind == NOUN and bool(rest[0].groups & {"party", "title"})
    return doer and any(w.preposition == "ل" and w.kind == NOUN for w in rest[1:])


def _has_no_part(c: Context, clause: Sequence[Word]) -> bool:
    """أي علم لها, أي دور, أي تسرب."""
    pairs = itertools.pairwise(clause)
    return any(word.base in ("اي", "ايه") and c.listed(behind, "part") for word, behind in pairs)


def _claim_of_other(c: Context, clause: Sequence[Word]) -> bool:
    """What somebody said is denied: رواية الوحدات, مزاعم, ما أعلنه المتمردون; hearsay only if it is of a wrong."""
    if any(word.base == "ما" and c.listed(then, "imputed") for word, then in itertools.pairwise(clause)):
        return True  # كل ما نسب إليه, ما أسند إليه
    for k, word in enumerate(clause[:6]):
        behind = clause[k + 1] if k + 1 < len(clause) else None
        if c.listed(word, "claim") and word.base != "ما" and (not word.definite or c.listed(word, "accusation")):
            hearsay = word.base in ("شاءعات", "اشاعات", "تقارير", "تقرير", "كلام", "اقوال")
            return not hearsay or _of_harm(c, clause[k + 1 :])
        if word.base == "ما" and behind is not None and not word.preposition:
            if c.listed(behind, "rumour"):
                return _of_harm(c, clause[k + 2 :])
            if behind.base in ("ورد", "جاء"):
                return True
            if behind.kind == VERB and "speech" in behind.groups:
                return _of_harm(c, clause[k + 2 :])
    return False


def _of_harm(c: Context, clause: Sequence[Word]) -> bool:
    """Whether a wrong or harm is told of; not of cases of a disease: حالات إصابة بحمى الضنك."""
    case = ("حالات", "حاله", "حالتي")
    told = (w for k, w in enumerate(clause) if not (k and clause[k - 1].base in case))
    return any(c.listed(w, "wrong", "harm") for w in told)
