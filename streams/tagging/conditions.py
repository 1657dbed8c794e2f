"""What a word of accusation must have about it to be one: the conditions that triggers name in `requires`.

Conditions look at words only, before any phrase is read, so that a sentence without accusations costs nothing more.
"""

from collections.abc import Callable

from streams.tagging import burdens, denials
from streams.tagging.context import Context
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, PUNCTUATION, VERB, Word

__all__ = ["Context", "choose"]


def _not_debt(c: Context, r: Reading) -> bool:
    after, before = c.word(1), c.word(-1)
    idiom = {
        reading.trigger.lemma
        for k in (-1, 1)
        if 0 <= c.at + k < len(c.candidates)
        for reading in c.candidates[c.at + k] or ()
    }
    if r.trigger.lemma in idiom:
        return False  # كما تدين تدان
    if r.form.voice == "passive":
        if r.form.written == "دين":
            return bool(after and after.preposition == "ب" and not (before and before.kind == "preposition"))
        return True
    if (
        after is not None
        and r.form.tense == "imperfect"
        and after.preposition in ("ب", "ل")
        and after.kind in (NOUN, "preposition")
    ):
        return False
    if r.form.written == "ادين" or (r.form.tense == "past" and after and after.preposition == "ل" and after.pronoun):
        return bool(after and (after.definite or after.kind == "demonstrative"))
    return not (r.form.written.startswith("دان") and before and before.kind == "preposition")


def _hal(c: Context, r: Reading) -> bool:
    if r.proclitic:
        return False
    before = c.word(-1)
    if before is not None and before.kind in ("preposition", "demonstrative", "quantifier") and not before.pronoun:
        return False
    return r.form.written.endswith(("ا", "ين", "ه", "ات", "ي")) and c.at > 1


def _words_not_arms(c: Context, r: Reading) -> bool:
    if c.near("arms", 1, 12) or c.near("arms", -6, 0):
        return False
    if c.near("words_of_attack", 1, 20) or c.near("words_of_attack", -10, 0):
        return True
    return any((w := c.word(k)) is not None and bool(w.groups & {"title"}) for k in (1, 2, 3))


def _verbal_attack(c: Context, r: Reading) -> bool:
    if r.definite or not c.near("words_of_attack", 1, 3):
        return False
    on = any((w := c.word(k)) is not None and w.base in ("علي", "ضد") for k in range(1, 7))
    return on and not c.near("arms", 1, 12)


def _pointing_fingers(c: Context, _: Reading) -> bool:
    after = c.word(1)
    if after is not None and after.base in ("اتهام", "لوم"):
        return False
    near = [w for k in (-3, -2, -1, 1, 2, 3) if (w := c.word(k)) is not None]
    return any(
        w.kind == VERB and w.stem[1:] in ("شير", "شار", "وجه", "تجه", "توجه") or w.stem in ("اشار", "وجه") for w in near
    )


def _criticism(c: Context, r: Reading) -> bool:
    """نقد that somebody directs at somebody, or of a manner (لاذع); not نقدا, in cash, nor النقد الدولي."""
    after = c.next()
    if r.definite or after is None:
        return False
    harsh = c.listed(after, "words_of_attack") or c.near("gives", -6, 0) or bool(r.pronoun)
    return harsh and any((w := c.next(k)) is not None and (w.preposition == "ل" or w.base in ("الي", "علي")) for k in (1, 2, 3))


def _poured(c: Context, r: Reading) -> bool:
    """صبّ جام غضبه على."""
    before = c.before()
    return before is not None and before.base == "جام"


def _hurls_wrong(c: Context, r: Reading) -> bool:
    """رمى X بالفساد: what is hurled is a wrong, not a stone."""
    if c.near("arms", 1, 12):
        return False
    return any(w.preposition == "ب" and c.listed(w, "wrong", "insult") for w in c.words[c.at + 1 : c.at + 24])


def _claims_wrong(c: Context, r: Reading) -> bool:
    """زعم X أن Y متورط: the claim is of a wrong, and of somebody else's."""
    lists = c.vocabulary.conditions
    if r.trigger.part == "noun":
        if r.definite or r.form.number == "s" and r.form.written != "مزاعم":
            return False
        return any(w.base in lists[n] or w.stem in lists[n] for w in c.clause()[:9] for n in ("wrong", "own_act"))
    clause = c.clause()
    that = next((k for k, w in enumerate(clause[:12]) if w.kind == "complementiser"), None)
    if that is None or r.pronoun or clause[that].pronoun:
        return False
    return any(
        w.base in lists["wrong"] or w.stem in lists["wrong"] or w.stem in lists["accomplice"]
        for w in clause[that + 2 : that + 9]
    )


def _found_guilty(c: Context, r: Reading) -> bool:
    """A court or a verb of finding stands before: اعتبر مذنبا, وجدته مذنبا."""
    if r.proclitic or r.form.written.endswith("ون"):
        return False
    return any(
        (w := c.word(k)) is not None and (w.stem in ("اعتبر", "عتبر", "يعتبر", "وجد", "عد") or c.near("law", -6, 0))
        for k in range(-5, 0)
    )


_CHECKS: dict[str, Callable[[Context, Reading], bool]] = {
    "responsibility": burdens.lays,
    "borne_responsibility": burdens.bears,
    "not_debt": _not_debt,
    "hal": _hal,
    "words_not_arms": _words_not_arms,
    "verbal_attack": _verbal_attack,
    "denies_wrong": denials.denies_wrong,
    "denies_claim": denials.denies_claim,
    "rejects_accusation": denials.rejects_accusation,
    "baseless": denials.baseless,
    "pointing_fingers": _pointing_fingers,
    "answerable": burdens.answerable,
    "reproaches": burdens.reproaches,
    "disowns": denials.disowns,
    "innocent": denials.innocent,
    "criticism": _criticism,
    "poured": _poured,
    "hurls_wrong": _hurls_wrong,
    "claims_wrong": _claims_wrong,
    "found_guilty": _found_guilty,
}


def _participle_holds(c: Context, r: Reading) -> bool:
    """متهم and مدان are events when an offence follows (بـ, or في before a verbal noun), or an object (متهما إياه)."""
    after = c.word(1)
    if (
        after is not None
        and (after.kind in ("adverb", "preposition") or after.base in ("اثنين", "اثنان", "اثن"))
        and not after.pronoun
        and after.base != "في"
    ):
        after = c.word(2)
    if after is None:
        return False
    if after.preposition == "ب" and (
        after.kind == NOUN or after.kind in ("complementiser", "quantifier", "demonstrative", "negation")
    ):
        return True
    if r.definite or r.trigger.lemma != "متهم":
        return False
    if after.base == "في":
        behind = c.word(2)
        return bool(behind and behind.base in c.vocabulary.conditions["wrong"] and not behind.groups & {"suffered"})
    if r.form.written.endswith(("ا", "ين", "ه", "ي")) or r.pronoun:
        before = c.word(-1)
        if before is not None and before.kind in ("preposition", "number", "quantifier"):
            return False
        objects = (
            after.kind in (NOUN, "demonstrative", "quantifier", "pronoun")
            and not after.preposition
            and not after.conjunction
        )
        return (objects or after.surface in '«"' or bool(r.pronoun)) and any(
            (w := c.word(k)) is not None and (w.preposition == "ب" or w.base == "بان") for k in range(1, 14)
        )
    return False


def _noun_holds(c: Context, r: Reading) -> bool:
    before = c.word(-1)
    if r.trigger.lemma in ("اتهام", "لوم", "ادانة", "تهمة"):
        after = c.word(1)
        pointed = before is not None and (before.base in ("نفس", "ذات") or before.kind == "demonstrative")
        directed = after is not None and after.base.startswith(("موجه", "منسوب"))
        if before is not None and (before.base in c.vocabulary.conditions["bad_heads"] or (pointed and not directed)):
            return False
        if before is not None and c.candidates[c.at - 1] and r.trigger.lemma == "تهمة":
            return False  # ادينوا بتهمة is one charge
    if r.form.written == "تهم" and r.definite and (before is None or before.kind == PUNCTUATION or r.conjunction):
        after = c.word(1)
        return after is not None and (after.base.startswith(("موجه", "منسوب")) or not after.definite)
    if r.form.written == "تهم" and not r.proclitic and not r.pronoun:
        if any((w := c.word(k)) is not None and w.stem in c.vocabulary.conditions["gives"] for k in range(-6, 0)):
            return True
        if (
            before is None
            or before.kind == "relative"
            or (before.kind == NOUN and not before.definite and before.ending != "ت")
        ):
            return False
        return True
    return True


def _verb_holds(c: Context, r: Reading) -> bool:
    """A past tense of three letters after a preposition is a noun (على رفض); an imperfect with ل is fine."""
    before = c.word(-1)
    if before is not None and not r.conjunction:
        if (before.kind == "quantifier" and len(r.form.written) <= 3) or (
            before.kind == "preposition" and not before.pronoun and before.surface != "من"
        ):
            return False
    if (
        before is not None
        and before.kind == VERB
        and not r.conjunction
        and r.form.tense == "past"
        and len(r.form.written) <= 4
        and "speech" in before.groups
    ):
        return False  # قال دان: a name
    if r.conjunction == "ف" and before is not None and before.kind != PUNCTUATION:
        return False
    word = c.words[c.at]
    if word.kind == NOUN and (word.definite or word.preposition in ("ب", "ك")):
        return False
    return True


_BY_PART = {"verb": _verb_holds, "noun": _noun_holds, "participle": _participle_holds}


def choose(context: Context, readings: tuple[Reading, ...]) -> Reading | None:
    """The first reading whose conditions hold, or None."""
    for reading in readings:
        if reading.trigger.part == "participle" and not reading.trigger.passive:
            holds = True
        else:
            holds = _BY_PART[reading.trigger.part](context, reading)
        if holds and all(_CHECKS[name](context, reading) for name in reading.trigger.requires):
            return reading
    return None
