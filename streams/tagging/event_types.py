"""The type of an event: an accusation by the law is a charge; and its CAMEO code."""

import itertools
from collections.abc import Sequence

from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.rules import CAMEO
from streams.tagging.triggers import Reading
from streams.tagging.types import Actor, EventType

__all__ = ["cameo_of", "type_of"]


def type_of(
    view: SentenceView, k: int, reading: Reading, link: Link, parties: tuple[Sequence[Actor], Sequence[Actor]]
) -> EventType:
    """Accusations are charges when a legal actor accuses, or when nobody is named and the law is (ruling 3)."""
    accusers, accused = parties
    kind = reading.trigger.type
    if kind == "charge" and reading.trigger.lemma == "تهمة" and _thrown(view, k, reading):
        return "blame"
    if kind == "accuse":
        judicial = _judicial(view, link, accusers)
        if reading.trigger.requires and not judicial:
            return kind  # مزاعم, رمى بـ: said, not charged
        return "charge" if _charged(view, k, link, accused, judicial=judicial) else kind
    if kind == "condemn" and _convicted(view, reading, link, accusers):
        return "charge"
    if reading.trigger.lemma == "ادانة" and not link.accusers and _conviction(view, k, reading):
        return "charge"
    return kind


def _thrown(view: SentenceView, k: int, reading: Reading) -> bool:
    """ألقى بتهمة الفشل على شريكه, as one throws blame."""
    first = view.chunks[k].first
    near = [view.words[j] for j in range(max(0, first - 6), first)]
    on = any(word.base == "علي" for word in view.words[first : first + 10])
    return (
        reading.preposition == "ب" and on and any(word.stem in ("القي", "القت", "يلقي", "تلقي", "رمي") for word in near)
    )


def _judicial(view: SentenceView, link: Link, accusers: Sequence[Actor]) -> bool:
    """Whether the police, a court or a prosecutor accuses."""
    if "judiciary" in [actor.kind for actor in accusers]:
        return True
    return any(_of_court(view, party) for party in link.accusers)


def _of_court(view: SentenceView, party: Party) -> bool:
    """الشرطة, المحكمة, وزارة العدل."""
    if view.words[party.first].base == "شرطه" or view.holds("tribunal", party.first, party.end):
        return True
    words = itertools.pairwise(view.words[party.first : party.end])
    return any(one.base == "وزاره" and two.base == "عدل" for one, two in words)


def _charged(view: SentenceView, k: int, link: Link, accused: Sequence[Actor], *, judicial: bool) -> bool:
    """Whether an accusation is one of the law."""
    if view.listed(view.words[max(0, view.chunks[k].first - 1)], "legal_heads") or _sues(view, k):
        return True
    heads = [view.words[it.first] for it in link.accused]
    of_people = any("title" in word.groups or word.kind in ("number", "quantifier") for word in heads)
    stands = link.rule == "participle-passive" and of_people  # ثلاثة من مستشاري الأمير متهمون
    people = any(word.nisba and not word.definite for word in heads)  # عراقي متهم
    lands = any(word.base in ("بلاد", "دوله", "دول") for word in heads)  # بلاده متهمة بدعم الإرهاب
    untried = (lands or all(actor.kind in _NOT_TRIED for actor in accused)) and not stands and not people
    if accused and untried and not link.accusers and not judicial:
        return False
    if any(view.words[party.first].base in ("متهم", "متهمه", "متهمين", "متهمون") for party in link.accused):
        return True  # أنكر المتهم الأول الاتهامات
    counted = any(view.words[party.first].kind in ("number", "quantifier") for party in link.accused)
    if counted and any(view.listed(view.words[party.first], "police") for party in link.accusers):
        return True
    return link.legal or judicial or (not link.accusers and _criminal(view, k, link, accused))


def _sues(view: SentenceView, k: int) -> bool:
    """رفع دعوى … يتهمه فيها: the accusation is what the lawsuit says."""
    before = view.words[max(0, view.chunks[k].first - 8) : view.chunks[k].first]
    lawsuit = any(word.base in ("دعوي", "دعاوي") and not word.definite and not word.preposition for word in before)
    return lawsuit and not any(word.surface in ".؛" for word in before)


def _convicted(view: SentenceView, reading: Reading, link: Link, accusers: Sequence[Actor]) -> bool:
    """أدان and دان of a court: in the passive, by a judge, or of an offence."""
    trigger = reading.trigger
    if trigger.lemma in ("ادان", "دان") and reading.form.voice == "passive":
        return True
    if trigger.lemma not in ("ادان", "دان", "ادانة") or not (link.accused or reading.pronoun):
        return False
    content = link.content
    named = view.words[content[0] : content[0] + 2] if content is not None else ()
    offence = any(view.listed(word, name) for word in named for name in ("crime", "wrong"))
    of_law = offence or (content is not None and bool(view.law()))
    return _judicial(view, link, accusers) or (trigger.part == "verb" and of_law)


def _conviction(view: SentenceView, k: int, reading: Reading) -> bool:
    """إدانته, بعد إدانة: a conviction, told by its pronoun, by what stands before it or by the court behind it."""
    before, behind = view.words[max(0, view.chunks[k].first - 1)], view.words[view.chunks[k].end :][:8]
    end = view.chunks[k].end
    tried = any(_of_law(view, j) for j in view.law() if end <= j < end + _FAR)  # إدانة الرئيس من قبل القضاء
    in_court = tried or any(word.base in _IN_COURT or view.listed(word, "crime") for word in behind)
    return bool(reading.pronoun) or before.stem in ("تم", "بعد") or view.listed(before, "proves") or in_court


_FAR = 16
"""Words from a conviction to the court that is named."""

_IN_COURT = frozenset(("قضيه", "متهم", "متهمين", "متهمه", "متهمان"))
"""Words of the court, which tell a conviction from a condemnation."""

_NOT_TRIED = frozenset(("state", "government", "intergovernmental"))
"""Kinds of actors that nobody takes to court: who they are accused by is a politician."""


def _criminal(view: SentenceView, k: int, link: Link, accused: Sequence[Actor]) -> bool:
    """Whether a word of the law stands outside what one is accused of, or a person is accused of a crime."""
    after = view.chunks[k].end
    first, end = link.content or (after, after + 8)
    inside = {j for party in link.accused if party.first >= after for j in range(party.first, party.end)}
    if any(_of_law(view, j) for j in view.law() if not first <= j < end and j not in inside):
        return link.content is not None or bool(link.accused) or _of_him(view, k)
    crime = any(view.listed(word, "crime") for word in view.words[first : min(end, first + 6)])
    heads = [view.words[j] for party in link.accused for j in range(party.first, min(party.end, party.first + 2))]
    bodies = any("party" in word.groups and word.stem not in ("رجل", "شخص", "شاب", "مواطن") for word in heads)
    return crime and not bodies and all(actor.kind in ("person", "unknown", "population") for actor in accused)


def _of_him(view: SentenceView, k: int) -> bool:
    """اتهامه: somebody is accused, be he not found in the sentence."""
    reading = view.chunks[k].reading
    return reading is not None and reading.trigger.part == "noun" and bool(reading.pronoun)


def _of_law(view: SentenceView, j: int) -> bool:
    """Whether a word is one of the law; not هذه تهمة, said of an accusation, nor حي العدل."""
    word, before = view.words[j], view.words[j - 1] if j else None
    if not view.listed(word, "law"):
        return False
    if word.base == "عدل":
        return before is not None and before.base in ("وزاره", "وزير", "قصر")
    return not (word.base == "تهمه" and before is not None and before.kind == "demonstrative")


def cameo_of(kind: EventType, reading: Reading) -> str:
    """CAMEO code; أدين بـ is a conviction."""
    if kind == "charge" and reading.trigger.lemma in ("ادان", "دان", "مدان", "ادانة"):
        return "116"
    return CAMEO[kind]
