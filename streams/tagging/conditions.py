"""What a word of accusation must have about it to be one: the conditions that triggers name in `requires`.

Conditions look at words only, before any phrase is read, so that a sentence without accusations costs nothing more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from streams.tagging.triggers import Reading
from streams.tagging.vocabulary import Vocabulary
from streams.tagging.words import NOUN, PUNCTUATION, VERB, Word

__all__ = ["Context", "choose"]

_STOPS = frozenset(".!?؟؛;")
_BEFORE, _AFTER = 8, 30


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a possible trigger."""

    vocabulary: Vocabulary
    words: Sequence[Word]
    candidates: Sequence[tuple[Reading, ...] | None]
    at: int

    def word(self, offset: int) -> Word | None:
        """The word `offset` places from the trigger, or None outside the sentence."""
        j = self.at + offset
        return self.words[j] if 0 <= j < len(self.words) else None

    def near(self, name: str, first: int, last: int) -> bool:
        """Whether a word of list `name` stands `first` to `last` places from the trigger, in its sentence."""
        wanted = self.vocabulary.conditions[name]
        step = 1 if last > 0 else -1
        for offset in range(max(first, 1) if step > 0 else -1, (last if step > 0 else first) + step, step):
            word = self.word(offset)
            if word is None or word.surface in _STOPS:
                return False
            if word.base in wanted or word.stem in wanted:
                return True
        return False

    def accusation(self, *, verbs: bool) -> bool:
        """Whether another word of the sentence may accuse, blame or charge; without verbs, only nouns do."""
        return any(
            readings and j != self.at
            and any(r.trigger.type in ("accuse", "blame", "charge") and (verbs or r.trigger.part == "noun") for r in readings)
            for j, readings in enumerate(self.candidates)
        )  # fmt: skip

    def clause(self) -> list[Word]:
        """The words after the trigger, up to a stop or a comma that comes late enough not to bound an aside."""
        found: list[Word] = []
        for word in self.words[self.at + 1 : self.at + 1 + _AFTER]:
            if word.surface in _STOPS or (word.surface == "،" and len(found) > 7):
                break
            found.append(word)
        return found


def _responsibility(c: Context, r: Reading) -> bool:
    """مسؤولية within the clause, laid on somebody: an object stands before it, or ل or على with a noun after it."""
    if r.trigger.type == "deny":
        return c.near("responsibility", 1, 6)
    one = c.word(1)
    if (
        r.form.written == "تحمل"
        and one is not None
        and (one.base in c.vocabulary.conditions["responsibility"])
        and (one.definite or r.proclitic)
    ):
        return False  # تحمّل المسؤولية, the verbal noun
    burdens = c.vocabulary.conditions["responsibility"]
    for offset in range(1, 16):
        word = c.word(offset)
        if word is None or word.surface in _STOPS or word.base == "عاتق":
            return False
        if word.base in burdens or word.stem in burdens:
            if (
                offset > 2
                or r.pronoun
                or r.form.voice == "passive"
                or (offset == 2 and (one := c.word(1)) is not None and (one.kind == NOUN or one.ambiguous))
            ):
                return not (one := c.word(1)) or one.base != "علي" or offset > 3
            return any(
                (w := c.word(k)) is not None and (w.preposition == "ل" or w.base in ("علي", "الي"))
                for k in range(offset + 1, offset + 9)
            )
    return r.trigger.part != "noun" and bool(r.pronoun) and c.near("responsibility", -5, 0)


def _borne_responsibility(c: Context, r: Reading) -> bool:
    if r.form.person != 3 or r.proclitic or r.pronoun:
        return False
    before = c.word(-1)
    if before is not None and (
        before.kind in ("question", "complementiser") or (before.kind == "negation" and before.base != "لا")
    ):
        return False  # a duty or a wish: أن يتحمل
    for offset in range(1, 8):
        word = c.word(offset)
        if word is None or word.surface in _STOPS:
            return False
        if word.base in c.vocabulary.conditions["responsibility"] or word.base.startswith("جزء"):
            near = (w for k in range(offset + 1, offset + 9) if (w := c.word(k)) is not None)
            return any(w.kind == "demonstrative" or _bad(c, w) for w in near)
    return False


def _bad(c: Context, word: Word) -> bool:
    lists = ("wrong", "own_act", "outcome")
    return any(
        word.base in c.vocabulary.conditions[name] or word.stem in c.vocabulary.conditions[name] for name in lists
    )


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


def _denies_wrong(c: Context, r: Reading) -> bool:
    """A denial is an event if what is denied is a wrong, or if it points back (ذلك) to one."""
    if r.form.voice == "passive" and r.trigger.part == "verb":
        return False
    before = c.word(-1)
    if r.trigger.lemma in ("انكر", "انكار") and any(
        (w := c.word(k)) is not None and (w.kind == "negation" or w.base == "احد") for k in (-3, -2, -1)
    ):
        return False  # لا أحد ينكر
    if c.words[c.at].base == "نفيا":
        return False  # نفى نفيا قاطعا
    if r.pronoun and r.trigger.part == "verb":
        matter = (
            before is not None and before.kind == "relative" and (two := c.word(-2)) is not None and two.base == "امر"
        )
        return matter or c.accusation(verbs=True) or c.near("wrong", -12, 0)
    clause = c.clause()
    if any(word.base == "ذلك" for word in clause[:4]):
        return c.at <= 1 or c.accusation(verbs=True) or c.near("wrong", -30, 0)
    if any(
        readings and readings[0].trigger.part == "verb" and readings[0].trigger.type in ("accuse", "blame")
        for readings in c.candidates[c.at + 1 : c.at + 1 + len(clause)]
    ):
        return False  # to deny having accused is a negated accusation
    conditions = c.vocabulary.conditions
    if _own_doing(c, clause) or _claim_of_other(c, clause):
        return True
    if any(word.base in conditions["wrong"] or word.stem in conditions["wrong"] for word in clause):
        return True
    if any(
        word.pronoun and (word.base in conditions["own_act"] or word.stem in conditions["own_act"]) for word in clause
    ):
        return True
    weak = sum(word.base in conditions["own_act"] or word.stem in conditions["own_act"] for word in clause[:9])
    return weak > 1 or (c.accusation(verbs=False) and c.near("claim", 1, 5))


def _own_doing(c: Context, clause: list[Word]) -> bool:
    """The denier denies having done it: أن يكون قد قال, نشرها النص, أي علم لها."""
    conditions = c.vocabulary.conditions
    for k, word in enumerate(clause[:9]):
        behind = clause[k + 1] if k + 1 < len(clause) else None
        if behind is None:
            return False
        if word.kind == "complementiser" and not word.pronoun and behind.base in ("يكون", "تكون", "يكونوا"):
            third = clause[k + 2] if k + 2 < len(clause) else None
            return third is not None and (third.base == "قد" or third.kind == VERB)
        if (
            word.kind == NOUN
            and word.pronoun
            and _masdar(word)
            and word.base not in conditions["neutral"]
            and word.stem not in conditions["neutral"]
        ):
            if behind.definite or behind.preposition == "ب":
                return True
        if word.base == "اي" and (behind.base in conditions["part"] or behind.stem in conditions["part"]):
            return True
    return False


def _masdar(word: Word) -> bool:
    return not word.definite and not word.groups & {"party", "title"} and word.ending in ("", "ة")


def _claim_of_other(c: Context, clause: list[Word]) -> bool:
    """What somebody said is denied: ما أعلنه المتمردون, رواية الوحدات, مزاعم."""
    conditions = c.vocabulary.conditions
    for k, word in enumerate(clause[:6]):
        behind = clause[k + 1] if k + 1 < len(clause) else None
        if word.base in conditions["claim"] and word.base != "ما" and not word.definite:
            return True
        if word.base == "ما" and behind is not None and not word.preposition:
            if behind.stem in conditions["rumour"] or behind.base in conditions["rumour"]:
                return False
            if behind.kind == VERB and "speech" in behind.groups or behind.base in ("ورد", "جاء"):
                return True
    return False


def _denies_claim(c: Context, r: Reading) -> bool:
    if r.pronoun and r.trigger.part == "verb":
        return c.accusation(verbs=True) or c.near("claim", -5, 0)
    return c.near("claim", 1, 7) or c.near("told", 1, 3)


def _rejects_accusation(c: Context, r: Reading) -> bool:
    if r.trigger.lemma == "رد":
        return not r.pronoun and any(
            word.base == "علي" and c.near("accusation", k + 1, k + 4) for k, word in enumerate(c.clause(), 1)
        )
    return c.near("accusation", 1, 6) and (not r.pronoun or r.trigger.part == "noun")


def _baseless(c: Context, _: Reading) -> bool:
    before, after = c.word(-1), c.word(1)
    if before is None or after is None or before.base != "لا" or after.preposition != "ل":
        return False
    return c.near("accusation", -15, 0) or c.near("accusation", 1, 4)


def _pointing_fingers(c: Context, _: Reading) -> bool:
    after = c.word(1)
    if after is not None and after.base in ("اتهام", "لوم"):
        return False
    near = [w for k in (-3, -2, -1, 1, 2, 3) if (w := c.word(k)) is not None]
    return any(
        w.kind == VERB and w.stem[1:] in ("شير", "شار", "وجه", "تجه", "توجه") or w.stem in ("اشار", "وجه") for w in near
    )


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
    "responsibility": _responsibility,
    "borne_responsibility": _borne_responsibility,
    "not_debt": _not_debt,
    "hal": _hal,
    "words_not_arms": _words_not_arms,
    "verbal_attack": _verbal_attack,
    "denies_wrong": _denies_wrong,
    "denies_claim": _denies_claim,
    "rejects_accusation": _rejects_accusation,
    "baseless": _baseless,
    "pointing_fingers": _pointing_fingers,
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
