"""What a word of accusation must have about it to be one: the conditions that triggers name in `requires`.

Conditions look at words only, before any phrase is read, so that a sentence without accusations costs nothing more.
"""

from collections.abc import Callable

from streams.tagging import burdens, claims, condemnations, denials
from streams.tagging.context import STOPS, Context
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, PUNCTUATION, VERB, Word

__all__ = ["CHECKS", "Context", "choose"]


def _hal(c: Context, r: Reading) -> bool:
    if r.proclitic:
        return False
    before = c.word(-1)
    if (
        before is not None
        and not before.pronoun
        and (before.kind in ("preposition", "demonstrative") or _counted(c, before))
    ):
        return False
    return r.form.written.endswith(("ا", "ين", "ه", "ات", "ي")) and c.at > 0


def _counted(c: Context, before: Word) -> bool:
    """خمسة متهمين, كل منتقد: counted, not a participle that goes with a verb: عام 2009 متهما الحكومة."""
    after = c.next()
    return before.kind in ("number", "quantifier") and not (after is not None and after.kind == NOUN and after.definite)


def _aside(word: Word) -> bool:
    """A word between متهم and its offence: متهم زورا بـ, متهمان اثنان بـ, متهم أيضا بـ."""
    return (
        word.kind in ("adverb", "preposition", "time")
        or word.base.startswith("اثن")
        or (word.ending == "ا" and not word.groups)
    )


def _accuses(c: Context, r: Reading) -> bool:
    """متهما الحكومة بـ, متهما في الوقت نفسه الحكومة بـ: the participle has an object of its own, then ب."""
    before = c.word(-1)
    if not (r.form.written.endswith(("ا", "ين", "ه", "ي", "ات")) or r.pronoun):
        return False
    if before is not None and (before.kind == "preposition" or _counted(c, before)):
        return False
    hal = before is not None and (before.kind == PUNCTUATION or r.conjunction != "" or before.definite)
    taken, governed = bool(r.pronoun), False
    one = c.next()
    if (
        one is not None
        and not one.preposition
        and (one.base.startswith("ايا") or (one.kind == NOUN and one.definite and hal))
    ):
        return True
    for k in range(1, 16):
        word = c.next(k)
        if word is None or word.surface in STOPS:
            return False
        if word.preposition == "ب" and k > 1:
            return taken
        bare = (
            word.kind in (NOUN, "demonstrative", "quantifier", "pronoun")
            and not word.preposition
            and not word.conjunction
        )
        if bare and not governed and (k == 1 or word.definite) and word.base not in ("اخر", "اخرين", "اخري"):
            taken = True
        governed = word.kind == "preposition" and not word.pronoun
    return False


def _directed(after: Word | None) -> bool:
    """الاتهامات الموجهة, ضد, التي, بـ: what follows tells of whom or what."""
    if after is None:
        return False
    return (
        after.kind in ("relative", "preposition", "complementiser")
        or after.preposition != ""
        or after.base.startswith(("موجه", "منسوب"))
        or after.nisba
    )


def _pointed_or_headed(c: Context, before: Word, after: Word | None) -> bool:
    """هذه الاتهامات and نفس التهمة point back unless they are directed at somebody; قفص الاتهام is a place, unless one is put there."""
    pointed = before.base in ("نفس", "ذات") or before.kind == "demonstrative"
    directed = after is not None and after.base.startswith(("موجه", "منسوب"))
    if pointed:
        return not directed
    if before.base in ("قفص", "مقعد"):
        near = [w for k in range(-6, -1) if (w := c.word(k)) is not None]
        return any(w.kind == PUNCTUATION for w in near[1:]) or not any(c.listed(w, "puts") for w in near)
    return c.listed(before, "bad_heads")


def _of_a_charge(c: Context) -> bool:
    """Whether a verb of conviction or accusation stands before, with no more than a date or number between."""
    for j in range(c.at - 1, max(-1, c.at - 6), -1):
        word = c.words[j]
        if any(reading.trigger.type in ("accuse", "charge", "condemn") for reading in c.candidates[j] or ()):
            return not c.listed(c.words[j - 1] if j else None, "confesses")  # not اعترف المتهم بالتهمة
        if not (
            word.kind in ("time", "number", "adverb")
            or word.surface[1:].isdigit()
            or word.surface == "ب"
            or c.listed(word, "time_word")
        ):
            return False
    return False


CHECKS: dict[str, Callable[[Context, Reading], bool]] = {
    "responsibility": burdens.lays,
    "borne_responsibility": burdens.bears,
    "not_debt": condemnations.not_debt,
    "hal": _hal,
    "words_not_arms": condemnations.words_not_arms,
    "verbal_attack": condemnations.verbal_attack,
    "denies_wrong": denials.denies_wrong,
    "denies_claim": denials.denies_claim,
    "rejects_accusation": denials.rejects_accusation,
    "baseless": denials.baseless,
    "pointing_fingers": claims.pointing_fingers,
    "casts": burdens.casts,
    "answerable": burdens.answerable,
    "reproaches": burdens.reproaches,
    "disowns": denials.disowns,
    "innocent": denials.innocent,
    "criticism": condemnations.criticism,
    "hurls_wrong": claims.hurls_wrong,
    "assails": condemnations.assails,
    "faults": condemnations.faults,
    "berates": condemnations.berates,
    "claims_wrong": claims.claims_wrong,
    "found_guilty": claims.found_guilty,
}


def _participle_holds(c: Context, r: Reading) -> bool:
    """متهم and مدان are events when an offence follows (بـ, or في before a verbal noun), or an object (متهما إياه)."""
    if r.trigger.lemma not in ("متهم", "مدان"):
        return True
    after = c.next()
    if after is not None and after.base != "في" and not after.pronoun and _aside(after):
        after = c.next(2)
    if after is None:
        return False
    if r.definite and c.listed(c.word(-1), "confesses"):
        return False  # اعترف المتهم بالتهمة: ب is the verb's
    if after.preposition == "ب" and after.kind in (NOUN, "complementiser", "quantifier", "demonstrative", "negation"):
        return True
    if r.definite or r.trigger.lemma != "متهم":
        return False
    if after.base == "في":
        behind = c.next(2)
        if c.listed(behind, "wrong") and behind is not None and not behind.groups & {"suffered"}:
            return True
    return _accuses(c, r)


def _noun_holds(c: Context, r: Reading) -> bool:
    """A verbal noun that accuses here and now: not هذه الاتهامات, قفص الاتهام, وهي تهم, اتهام الناس, بتهم after أدين."""
    before, after = c.before(), c.next()
    if before is not None and before.kind == "pronoun" and not r.definite and not r.pronoun and not r.proclitic:
        return False  # وهي تهم تنفيها: points back
    if r.form.number == "s" and not r.definite and not r.pronoun and c.listed(after, "everybody"):
        return False
    that = before is not None and before.kind == "complementiser"
    if that and r.form.number == "p" and r.definite and not _directed(after):
        return False  # أكد أن الاتهامات باطلة
    if (
        r.trigger.lemma in ("اتهام", "لوم", "ادانة", "تهمة")
        and before is not None
        and _pointed_or_headed(c, before, after)
    ):
        return False
    if r.trigger.lemma != "تهمة":
        return True
    if _of_a_charge(c):
        return False  # أدينوا بتهمة is one charge
    if r.form.written == "تهم" and r.definite and (before is None or before.kind == PUNCTUATION or r.conjunction):
        return after is not None and (after.base.startswith(("موجه", "منسوب")) or not after.definite)
    if r.form.written == "تهم" and r.pronoun and after is not None and after.definite:
        return False  # تهمهم الأسعار
    if r.form.written == "تهم" and not r.proclitic and not r.pronoun:
        if any(c.listed(c.word(k), "gives", "takes") for k in range(-8, 0)):
            return True
        if before is not None and before.kind == NOUN and before.definite:
            return False  # الدورة تهم الجميع
        concerns = (
            before is None
            or before.kind == "relative"
            or (before.kind == NOUN and not before.definite and before.ending != "ت")
        )
        return not concerns and not (before is not None and before.base in ("يمن", "قضايا", "امور"))
    return True


def _oneself(c: Context) -> bool:
    """Whether نفسه is what is blamed, right after the word or after على; not الوزير نفسه."""
    one = c.next()
    itself = c.next(2) if one is not None and one.base == "علي" else one
    return itself is not None and (itself.base == "نفسي" or (itself.base in ("نفس", "انفس") and bool(itself.pronoun)))


def _verb_holds(c: Context, r: Reading) -> bool:
    """A past tense of three letters after a preposition is a noun (على رفض); an imperfect with ل is fine."""
    before, word = c.word(-1), c.words[c.at]
    if not r.pronoun and _oneself(c):
        return False  # لام نفسه
    if word.kind == NOUN and (word.definite or word.preposition in ("ب", "ك")):
        return False
    clitic = before is None or before.kind != PUNCTUATION
    if r.conjunction == "ف" and clitic and not r.pronoun and len(r.form.written) < 5:
        return False  # فاتهم: فات + هم
    if before is None:
        return True
    if (
        r.form.person == 1
        and r.form.number == "s"
        and not r.pronoun
        and r.trigger.lemma == "اتهم"
        and (after := c.word(1)) is not None
    ):
        if after.preposition == "ب":
            return False  # حتى لا أُتهم بـ
    if before.base == "لا" and r.form.tense == "past":
        return False  # لا أتهم is no past
    if before.base == "مهما":
        return False
    if r.conjunction:
        return True
    if before.kind == "quantifier" and len(r.form.written) <= 3:
        return False
    if before.kind == "preposition" and not before.pronoun:
        return before.base == "من" and (r.form.tense == "imperfect" or len(r.form.written) > 3 or bool(r.pronoun))
    speech = before.kind == VERB and "speech" in before.groups
    return not (speech and r.form.tense == "past" and len(r.form.written) <= 4)  # قال دان: a name


_BY_PART = {"verb": _verb_holds, "noun": _noun_holds, "participle": _participle_holds}


def choose(context: Context, readings: tuple[Reading, ...]) -> Reading | None:
    """The first reading whose conditions hold, or None."""
    before = context.word(-1)
    if len(readings) > 1 and before is not None and before.kind in (NOUN, VERB, "preposition", "time", "adverb"):
        readings = tuple(
            sorted(readings, key=lambda r: not (r.trigger.part == "noun" and r.pronoun and not r.conjunction))
        )  # أعلن إدانته
    for reading in readings:
        if reading.trigger.part == "participle" and not reading.trigger.passive:
            holds = True
        else:
            holds = _BY_PART[reading.trigger.part](context, reading)
        if holds and all(CHECKS[name](context, reading) for name in reading.trigger.requires):
            return reading
    return None
