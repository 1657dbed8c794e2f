"""The type of an event: an accusation by the law is a charge; and its CAMEO code."""

from collections.abc import Sequence

from streams.tagging.linking.sentence import Link, SentenceView
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
    if kind == "condemn" and reading.trigger.lemma in ("ادان", "دان") and reading.form.voice == "passive":
        return "charge"
    police = any(view.words[party.first].base == "شرطه" for party in link.accusers)
    judicial = (
        police
        or any(actor.kind == "judiciary" for actor in accusers)
        or any(view.listed(view.words[j], "tribunal") for party in link.accusers for j in range(party.first, party.end))
    )
    before = view.words[max(0, view.chunks[k].first - 1)]
    if kind == "accuse" and view.listed(before, "legal_heads"):
        return "charge"
    offence = link.content is not None and any(
        view.listed(word, name)
        for word in view.words[link.content[0] : link.content[0] + 2]
        for name in ("crime", "wrong")
    )
    convicts = (
        judicial
        or (offence and reading.trigger.part == "verb")
        or (link.content is not None and view.legal and reading.trigger.part == "verb")
    )
    if (
        kind == "condemn"
        and reading.trigger.lemma in ("ادان", "دان", "ادانة")
        and convicts
        and (link.accused or reading.pronoun)
    ):
        return "charge"
    if (
        reading.trigger.lemma == "ادانة"
        and not link.accusers
        and (
            bool(reading.pronoun)
            or view.words[max(0, view.chunks[k].first - 1)].stem in ("تم", "بعد")
            or any(
                word.base in _IN_COURT or view.listed(word, "crime") for word in view.words[view.chunks[k].end :][:8]
            )
        )
    ):
        return "charge"
    if kind != "accuse":
        return kind
    if accused and not link.accusers and all(actor.kind in _NOT_TRIED for actor in accused) and not judicial:
        return kind
    counted = any(view.words[party.first].kind in ("number", "quantifier") for party in link.accused)
    if counted and any(view.listed(view.words[party.first], "police") for party in link.accusers):
        return "charge"
    if link.legal or judicial or (not link.accusers and _criminal(view, k, link, accused)):
        return "charge"
    return kind


_IN_COURT = frozenset(("قضيه", "متهم", "متهمين", "متهمه", "متهمان"))
"""Words of the court, which tell a conviction from a condemnation."""

_NOT_TRIED = frozenset(("state", "government", "intergovernmental"))
"""Kinds of actors that nobody takes to court: who they are accused by is a politician."""


def _criminal(view: SentenceView, k: int, link: Link, accused: Sequence[Actor]) -> bool:
    """Whether a word of the law stands outside what one is accused of, or a person is accused of a crime."""
    after = view.chunks[k].end
    first, end = link.content or (after, after + 8)
    if any(view.listed(word, "law") for j, word in enumerate(view.words) if not first <= j < end):
        return link.content is not None or bool(link.accused)
    crime = any(view.listed(word, "crime") for word in view.words[first : min(end, first + 6)])
    heads = [view.words[j] for party in link.accused for j in range(party.first, min(party.end, party.first + 2))]
    bodies = any("party" in word.groups and word.stem not in ("رجل", "شخص", "شاب", "مواطن") for word in heads)
    return crime and not bodies and all(actor.kind in ("person", "unknown", "population") for actor in accused)


def cameo_of(kind: EventType, reading: Reading) -> str:
    """CAMEO code; أدين بـ is a conviction."""
    if kind == "charge" and reading.trigger.lemma in ("ادان", "دان", "مدان", "ادانة"):
        return "116"
    return CAMEO[kind]
