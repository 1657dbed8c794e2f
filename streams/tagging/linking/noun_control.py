"""Who does what a noun of accusation says, where another word governs it: دفع X إلى اتهام Y, إصرار X على اتهام Y."""

from streams.tagging.linking.arguments import after
from streams.tagging.linking.noun import Noun
from streams.tagging.linking.noun_light import gives_within
from streams.tagging.linking.sentence import Party

__all__ = ["driven", "governing_noun", "held", "unbound"]

_APART = ("بعد", "قبل", "من دون", "دون", "بدون", "بشان", "حول", "اثر", "منذ", "نتيجه", "غداه", "عقب", "خلال", "بسبب")
"""Prepositions of what is told of a charge without telling who makes it: بعد توجيه التهم."""


def held(noun: Noun) -> int:
    """The chunk that is governed: the light noun (توجيه الاتهام), else the noun itself."""
    if noun.held < 0:
        noun.held = _held(noun)
    return noun.held


def _held(noun: Noun) -> int:
    at = noun.k - 1
    if (before := noun.chunk(at)) is not None and before.kind == "question":
        at -= 1  # توجيه أي تهمة
    before = noun.chunk(at)
    giving = before is not None and before.kind == "np" and gives_within(noun.view, before)
    return at if giving else noun.k


def unbound(noun: Noun, verb: int) -> bool:
    """Whether the subject of the verb has no part in it: بعد توجيه التهم, حذر من توجيه الاتهام."""
    view, at = noun.view, held(noun)
    if view.listed(view.chunks[verb].word, "is_done"):
        return True  # جرى توجيه الاتهام إليه, تم اتهامه
    if at == noun.k:
        return False
    if not view.listed(view.chunks[at].word, "giving"):
        return True  # محاولات إلصاق التهمة, سبب كيل الاتهامات
    preposition = view.chunks[at].preposition
    if not preposition and at and view.chunks[at - 1].kind == "complementiser":
        return True  # قال X إن إلقاء اللوم على Y ظلم
    return preposition in _APART or (preposition == "من" and view.listed(view.chunks[verb].word, "warns"))


def driven(noun: Noun, verb: int) -> list[int] | None:
    """The object of a verb of driving, who does what follows (دفع الغضب السكان إلى اتهام X); None of other verbs."""
    view, at = noun.view, held(noun)
    word = view.chunks[verb].word
    asks = view.listed(word, "asks") and view.chunks[at].preposition in ("ب", "الي")  # طالب X الأمم المتحدة بإدانة Y
    if not asks and (not view.listed(word, "drives") or view.chunks[at].preposition not in ("الي", "علي", "ل")):
        return None
    if word.pronoun:
        return []
    groups = [g for g in after(view, verb, (), 2).bare if g[0] < at]
    people = [g for g in groups if view.is_party(view.chunks[g[0]])]
    if len(groups) > 1:
        return people[-1] if people else []
    if asks:
        return None
    before = view.chunks[verb - 1] if verb else None
    told = before is not None and (before.kind in ("relative", "wh") or before.word.base == "ما")
    return people[0] if people and told else None  # وهو ما دفع بغداد إلى


def governing_noun(noun: Noun) -> list[Party]:
    """Whose will the noun before tells: إصرار أنقرة على اتهام X, محاولة الحكومة تحميل X المسؤولية."""
    view, at = noun.view, held(noun)
    j = at - 1
    while j >= 0 and view.chunks[j].kind == "pp" and not view.chunks[j].word.pronoun:
        j -= 1
    if j < 0 or view.chunks[j].kind != "np" or not view.listed(view.chunks[j].word, "willing"):
        return []
    chunk = view.chunks[j]
    if chunk.word.pronoun:
        return view.parties(view.antecedent(chunk.word.pronoun, j), "same_sentence")
    tail = chunk.head + 1
    word = view.words[tail] if tail < chunk.end else chunk.word
    known = tail in view.known or bool(word.groups & {"party", "title"}) or word.ending in ("ين", "ون")
    return [Party(tail, chunk.end)] if known and tail < chunk.end else []
