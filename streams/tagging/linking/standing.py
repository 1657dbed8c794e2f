"""Whether a noun of accusation is an event though none of its parties was found: تم اتهامها, توجيه تهمة.

A noun that only points back (الاتهامات, التهمة) or speaks of accusation as such is none.
"""

from streams.tagging.linking.sentence import SentenceView
from streams.tagging.triggers import Reading

__all__ = ["stands_alone"]

_TO = ("الي", "ضد", "بحق", "تجاه", "حيال", "في حق")
_MUTUAL = ("تبادل", "تراشق", "تقاذف", "متبادل")


def stands_alone(view: SentenceView, k: int, reading: Reading, content: tuple[int, int] | None) -> bool:
    """Whether the noun at chunk `k`, with `content` or none, says by itself that somebody is accused."""
    if reading.trigger.type == "condemn":
        return _authored(view, k, reading) or _at_whom(view, k)
    if reading.trigger.type not in ("accuse", "charge", "blame"):
        return False
    if reading.trigger.requires:
        return True  # its conditions have asked already
    return (
        bool(reading.pronoun)
        or _given(view, k)
        or _directed(view, k)
        or _at_whom(view, k)
        or _mutual(view, k)
        or _of_offence(view, k, reading, content)
        or _in_the_dock(view, k)
    )


def _authored(view: SentenceView, k: int, reading: Reading) -> bool:
    """إدانة بلاده لـ: whoever condemns is named by what belongs to him."""
    chunk = view.chunks[k]
    after = view.words[chunk.end : chunk.end + 1]
    if reading.pronoun or (reading.form.written.endswith("ا") and after and after[0].preposition in ("ب", "ل")):
        return True  # تظاهروا تنديدا بالحرب
    after = view.words[chunk.end : chunk.end + 2]
    return (
        not reading.definite
        and len(after) > 1
        and after[0].kind == "noun"
        and bool(after[0].pronoun)
        and after[1].preposition == "ل"
    )


def _in_the_dock(view: SentenceView, k: int) -> bool:
    """وُضع في قفص الاتهام; the condition of the noun has asked for the verb."""
    first = view.chunks[k].first
    return first > 0 and view.words[first - 1].base in ("قفص", "مقعد")


def _given(view: SentenceView, k: int) -> bool:
    """توجيه تهمة, توجيه أي تهمة, وجه الاتهام."""
    first = view.chunks[k].first
    given = next((j for j in range(max(0, first - 2), first) if view.listed(view.words[j], "giving")), None)
    if given is None:
        return False
    told = given > 0 and view.words[given - 1].kind == "complementiser" and given + 1 == first
    return not (told and view.words[first].definite)  # إن توجيه الاتهام يحتاج إلى أدلة: of nobody


def _directed(view: SentenceView, k: int) -> bool:
    """Something follows that it is directed at: ثبتت التهمة على الشابين, الاتهامات الموجهة إلى, التي تساق تجاه."""
    chunks = view.chunks
    for j in range(k + 1, min(k + 7, len(chunks))):
        chunk = chunks[j]
        if chunk.kind in ("stop", "comma") or (chunk.kind == "verb" and chunk.conjunction):
            return False
        named = chunk.kind == "np" and not view.is_thing(chunk)
        if chunk.preposition in _TO and (named or (chunk.kind != "np" and chunk.word.pronoun)):
            return True
        if j == k + 1 and chunk.kind == "np" and chunk.preposition == "علي" and view.is_party(chunk):
            return True
        if chunk.preposition == "ل" and chunk.word.pronoun and chunks[j - 1].word.stem.startswith(("موجه", "منسوب")):
            return True  # الاتهامات الموجهة لهم
    return False


def _at_whom(view: SentenceView, k: int) -> bool:
    """وجهت له انتقادات, صدرت بحقه لائحة اتهام: at whom, right before the noun."""
    before = view.chunks[max(0, k - 2) : k]
    return not view.chunks[k].preposition and any(
        chunk.kind == "pp" and chunk.word.pronoun and chunk.preposition in (*_TO, "ل") for chunk in before
    )


def _mutual(view: SentenceView, k: int) -> bool:
    """تقاذف الاتهامات, الاتهامات المتبادلة."""
    first, end = view.chunks[k].first, view.chunks[k].end
    beside = [view.words[j] for j in (*range(max(0, first - 5), first), end) if j < len(view.words)]
    return any(word.stem.endswith(form) for word in beside for form in _MUTUAL)


def _of_offence(view: SentenceView, k: int, reading: Reading, content: tuple[int, int] | None) -> bool:
    """الاتهام بالقتل, تهم الفساد, اتهامات بأنها: what it is of is a wrong, or a clause."""
    end = view.chunks[k].end
    after = view.words[end] if end < len(view.words) else None
    charge = reading.trigger.lemma == "تهمة" and not reading.definite
    if charge and after is not None and after.kind == "noun" and after.definite:
        return True  # تهمة التربح
    if content is not None:
        first = view.words[content[0]]
        if first.kind == "complementiser":
            return True
        return any(view.listed(word, "wrong") or word.groups & {"suffered"} for word in view.words[content[0] :][:2])
    return after is not None and not reading.definite and after.kind == "noun" and view.listed(after, "wrong")
