"""What a verb, a verbal noun or a participle of accusation must have about it, whatever the word."""

from streams.tagging.context import STOPS, Context
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, PUNCTUATION, VERB, Word

__all__ = ["counted", "noun_holds", "participle_holds", "verb_holds"]

_OFFENCES = (NOUN, "complementiser", "quantifier", "demonstrative", "negation")
"""What may follow متهم بـ: القتل, أن, كل, هذا, عدم."""


def counted(c: Context, before: Word) -> bool:
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
    if before is not None and (before.kind == "preposition" or counted(c, before)):
        return False
    hal = before is not None and (before.kind == PUNCTUATION or r.conjunction != "" or before.definite)
    taken, governed, within = bool(r.pronoun), False, False
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
        if bare and not governed and (k == 1 or within or word.definite) and word.base not in ("اخر", "اخرين", "اخري"):
            taken = True
        within = k == 1 and word.surface in ("فيه", "فيها")  # بيانا متهما فيه شركة بـ
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


def _pointed_or_headed(c: Context, r: Reading, before: Word, after: Word | None) -> bool:
    """هذه الاتهامات points back unless directed at somebody; قفص الاتهام is a place, unless one is put there."""
    agrees = before.base not in ("ذلك", "هذا") or r.form.gender != "f"  # not قبل ذلك التهمة
    pointed = before.base in ("نفس", "ذات") or (before.kind == "demonstrative" and agrees)
    directed = after is not None and after.base.startswith(("موجه", "منسوب"))
    if pointed:
        return not directed
    if before.base in ("قفص", "مقعد"):
        near = [w for k in range(-6, -1) if (w := c.word(k)) is not None]
        return any(w.kind == PUNCTUATION for w in near[1:]) or not any(c.listed(w, "puts") for w in near)
    return c.listed(before, "bad_heads")


def _of_a_conviction(c: Context) -> bool:
    """إدانة الجندي السابق بتهمة, أدين الطبيب بتهمة: of whom, and nothing else, stands between."""
    for j in range(c.at - 1, max(-1, c.at - 7), -1):
        word = c.words[j]
        if any(reading.trigger.lemma in ("ادان", "دان") for reading in c.candidates[j] or ()):
            return True
        if word.base in ("ادانه", "ادانت") and c.candidates[j] and not word.definite:
            return not word.pronoun and j < c.at - 1
        if word.kind != NOUN or word.groups & {"suffered", "thing"} or word.preposition:
            return False
    return False


def _of_a_charge(c: Context) -> bool:
    """Whether a verb of conviction or accusation stands before, with no more than a date or number between."""
    if c.words[c.at].preposition == "ب" and _of_a_conviction(c):
        return True
    for j in range(c.at - 1, max(-1, c.at - 6), -1):
        word = c.words[j]
        if word.definite and c.candidates[j] and not c.words[c.at].preposition:
            return False  # وجهت إلى المتهمين تهم الرشوة
        if any(reading.trigger.type in ("accuse", "charge", "condemn") for reading in c.candidates[j] or ()):
            return not c.listed(c.words[j - 1] if j else None, "confesses")  # not اعترف المتهم بالتهمة
        if not (
            word.kind in ("time", "number", "adverb")
            or word.surface[1:].isdigit()
            or word.surface in ("ب", "في")
            or c.listed(word, "time_word")
        ):
            return False
    return False


def participle_holds(c: Context, r: Reading) -> bool:
    """متهم and مدان are events when an offence follows (بـ, or في before a verbal noun), or an object (متهما إياه)."""
    if r.trigger.lemma not in ("متهم", "مدان"):
        return True
    after = c.next()
    if after is not None and after.base not in ("في", "من", "") and not after.pronoun and _aside(after):
        after = c.next(2)
    if after is None or (r.definite and (c.listed(c.word(-1), "confesses") or c.near("describes", -12, 0))):
        return False  # اعترف المتهم بالتهمة, وصف المتهمين بـ: ب is the verb's
    if r.definite and after.definite and after.preposition == "ب" and c.listed(after, "punishment"):
        return False  # معاقبة المتهم بالسجن
    if after.conjunction and after.kind == NOUN and after.pronoun:
        after = c.next(2)  # المتهمة وشقيقاها باختلاس
        return after is not None and after.preposition == "ب" and after.kind in _OFFENCES
    if after.preposition == "ب" and (after.kind in _OFFENCES or (after.kind == "preposition" and not after.pronoun)):
        return True  # متهم بالقتل, متهم بـ«التجسس»
    return not r.definite and r.trigger.lemma == "متهم" and (_by_somebody(c, after) or _accuses(c, r))


def _by_somebody(c: Context, after: Word) -> bool:
    """متهمون من زملائهم بـ, متهم في تزوير: who accuses, or the offence after في."""
    if after.base == "من":
        return any((w := c.next(k)) is not None and w.preposition == "ب" for k in (2, 3, 4, 5))
    behind = c.next(2)
    return after.base == "في" and behind is not None and c.listed(behind, "wrong") and not behind.groups & {"suffered"}


def noun_holds(c: Context, r: Reading) -> bool:
    """A verbal noun that accuses here and now: not هذه الاتهامات, قفص الاتهام, وهي تهم, اتهام الناس."""
    before, after = c.before(), c.next()
    alone = not r.definite and not r.pronoun
    if before is not None and before.kind == "pronoun" and alone and not r.proclitic:
        return False  # وهي تهم تنفيها: points back
    if alone and r.form.number == "s" and (c.listed(after, "everybody") or _self(after)):
        return False
    if (r.trigger.lemma == "ادانة" and _until_proved(c)) or (r.pronoun == "ي" and not _mine(before, after)):
        return False
    that = before is not None and before.kind == "complementiser"
    if that and r.form.number == "p" and r.definite and not _directed(after):
        return False  # أكد أن الاتهامات باطلة
    headed = r.trigger.lemma in ("اتهام", "لوم", "ادانة", "تهمة")
    if headed and before is not None and _pointed_or_headed(c, r, before, after):
        return False
    return r.trigger.lemma != "تهمة" or _charge_holds(c, r, before, after)


def _self(after: Word | None) -> bool:
    """انتقاد الذات, لوم النفس."""
    return after is not None and after.definite and after.base in ("ذات", "نفس")


def _mine(before: Word | None, after: Word | None) -> bool:
    """اتهامي للوزير, اتهامي بالكذب; not تفكير انتقادي, the adjective."""
    to = after is not None and (after.preposition in ("ل", "ب") or after.base in ("الي", "علي", "ضد") or after.definite)
    return to and not (before is not None and before.kind == NOUN and not before.groups)


def _until_proved(c: Context) -> bool:
    """بريء حتى تثبت إدانته, ما لم تثبت إدانته: the rule of law, said of nobody."""
    proved, until = c.word(-1), c.word(-2)
    return until is not None and c.listed(proved, "proves") and until.base in ("حتي", "ان", "لم")


def _charge_holds(c: Context, r: Reading, before: Word | None, after: Word | None) -> bool:
    """تهمة that is a charge of its own: not بتهمة after أدين, nor the verb of قضايا تهم الناس."""
    if _of_a_charge(c):
        return False  # أدينوا بتهمة is one charge
    if r.form.written != "تهم":
        concerns = before is not None and before.kind == "negation" and c.words[c.at].surface.endswith("ه")
        return not concerns  # لا تهمه الدنيا
    if r.definite and (before is None or before.kind == PUNCTUATION or r.conjunction):
        return after is not None and (after.base.startswith(("موجه", "منسوب")) or not after.definite)
    if r.pronoun:
        return before is not None and before.kind == "preposition"  # not تهمهم الأسعار, قضايا تهمنا
    return bool(r.proclitic) or not _concerns(c, before)


def _concerns(c: Context, before: Word | None) -> bool:
    """تهم, concerns: after its subject (الدورة تهم الجميع, قضايا تهم الناس), at the start, or after التي."""
    if any(c.listed(c.word(k), "gives", "takes") for k in range(-8, 0)) or _directed_far(c):
        return False
    if before is None or before.kind == "relative" or before.base in ("يمن", "امور"):
        return True
    return before.kind == NOUN and (before.definite or before.ending != "ت")


def _directed_far(c: Context) -> bool:
    """وجه القاضي، مساء الخميس، إلى الوزير الأسبق للأشغال وثلاثة مقاولين تهم: to whom may be long."""
    for j in range(c.at - 1, max(-1, c.at - 26), -1):
        if c.words[j].surface in STOPS:
            return False
        if c.words[j].base == "الي":
            return any(c.listed(word, "gives") for word in c.words[max(0, j - 14) : j])
    return False


def _oneself(c: Context) -> bool:
    """Whether نفسه is what is blamed, right after the word or after على; not الوزير نفسه."""
    one = c.next()
    itself = c.next(2) if one is not None and one.base == "علي" else one
    return itself is not None and (
        itself.base == "نفسي" or (itself.base in ("نفس", "انفس", "ذات") and bool(itself.pronoun))
    )


def verb_holds(c: Context, r: Reading) -> bool:
    """A verb that is one here, and does not have its own subject for object: not على رفض, فاتهم, لام نفسه, قال دان."""
    before, word = c.word(-1), c.words[c.at]
    if (not r.pronoun and _oneself(c)) or (word.kind == NOUN and (word.definite or word.preposition in ("ب", "ك"))):
        return False
    if r.conjunction == "ف" and not r.pronoun and not r.proclitic and len(r.form.written) < 5:
        answered = any((w := c.word(-k)) is not None and w.base in ("اما", "وقد") for k in range(2, 8))
        return before is not None and (before.kind == PUNCTUATION or (answered and r.form.tense == "imperfect"))
    if _jussive(r) and (before is None or before.kind != "negation"):
        return False  # أنف, a nose, is no لم أنف
    if before is None:
        return True
    if _of_nobody(c, r, before):
        return False
    return bool(r.conjunction) or _verb_after(r, before)


def _jussive(r: Reading) -> bool:
    """لم ينف, لم يرم: the imperfect of a defective verb without its last letter, which only a negation shortens."""
    defective = r.trigger.stems.get("imperfect", "").endswith(("ي", "ى"))
    return defective and r.form.tense == "imperfect" and r.form.number == "s" and r.form.written[-1] not in "ياى"


def _of_nobody(c: Context, r: Reading, before: Word) -> bool:
    """حتى لا أُتهم بـ, a passive of oneself; أن ينتقد, with no object; لا اتهم, no past; مهما انتقدنا, a supposition."""
    after = c.word(1)
    oneself = r.form.person == 1 and r.form.number == "s" and not r.pronoun and r.trigger.lemma == "اتهم"
    if oneself and after is not None and after.preposition == "ب":
        return True
    if after is not None and after.pronoun == "ك" and r.form.tense == "imperfect" and r.form.written[0] == "ت":
        return True  # أن تنتقد غيرك
    if (
        r.trigger.lemma == "انتقد"
        and r.form.tense == "imperfect"
        and not r.pronoun
        and before.base in ("ان", "او", "من")
    ):
        bare = after is None or after.conjunction != "" or after.base in ("دون", "او")
        return bare or (after is not None and after.kind in (PUNCTUATION, "negation"))
    return before.base == "مهما" or (before.base == "لا" and r.form.tense == "past")


def _verb_after(r: Reading, before: Word) -> bool:
    """Whether the word before lets a verb follow: not a preposition (but من, whoever), nor a verb of saying (دان)."""
    written = r.form.written
    if before.kind == "quantifier" and len(written) <= 3:
        return False
    if before.kind == "preposition" and not before.pronoun:
        return before.base == "من" and (r.form.tense == "imperfect" or len(written) > 3 or bool(r.pronoun))
    speech = before.kind == VERB and "speech" in before.groups
    return not (speech and r.form.tense == "past" and len(written) <= 4)  # قال دان: a name
