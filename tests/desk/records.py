"""Records as the workers publish them, made from a few words; the offsets in them are right."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from streams.desk.store.incoming import read_accusation, read_article
from streams.desk.store.rows import ArticleRow, EventRow, milliseconds

__all__ = ["CODER", "Told", "accusation", "article_row", "enriched", "event_row", "seen"]

CODER = {"name": "ittiham", "version": "0.1.0", "segmenter": "farasa-native", "lexicon": "0123456789ab"}
NAMES = {
    "FRA": ("فرنسا", "France"),
    "TUR": ("تركيا", "Türkiye"),
    "RUS": ("موسكو", "Russia"),
    "UKR": ("كييف", "Ukraine"),
}
VERBS = {"accuse": "اتهمت", "deny": "نفت", "blame": "حملت", "condemn": "أدانت", "charge": "وجهت"}


@dataclass(frozen=True)
class Told:
    """One accusation in one article."""

    article: str = "a1"
    accuser: str | None = "FRA"
    accused: str | None = "TUR"
    type: str = "accuse"
    what: str = "بتأجيج الصراع"
    source: str | None = "صحيفة الميناء"
    published: str | None = "2024-03-05T10:00:00Z"
    content: str = "first"
    negated: bool = False
    hypothetical: bool = False
    confidence: float | None = 0.9
    claim: str | None = None
    lexicon: str = "0123456789ab"

    def but(self, **changes: Any) -> "Told":
        return replace(self, **changes)

    @property
    def sentence(self) -> str:
        words = [VERBS[self.type], *(NAMES[code][0] for code in (self.accuser, self.accused) if code), self.what]
        return " ".join(words) + "."

    @property
    def content_id(self) -> str:
        return _hash(self.article, self.content)

    @property
    def event_id(self) -> str:
        return _hash(self.article, self.content, self.sentence, self.type)


def accusation(told: Told) -> dict[str, Any]:
    """A value of `accusations`."""
    sentence, verb = told.sentence, VERBS[told.type]
    content = {"start": sentence.index(told.what), "end": len(sentence) - 1, "text": told.what} if told.what else None
    return {
        "schema_version": "1.1",
        "event_id": told.event_id,
        "claim_id": told.claim or _hash(sentence, told.type),
        "confidence": told.confidence,
        "article_id": told.article,
        "content_id": told.content_id,
        "url": f"https://example.org/{told.article}",
        "source": told.source,
        "published_at": told.published,
        "type": told.type,
        "cameo": "016" if told.type == "deny" else "112",
        "plover": None if told.type == "deny" else {"event": "ACCUSE", "mode": "allege"},
        "field": "text",
        "sentence": {"index": 0, "start": 0, "end": len(sentence), "text": sentence},
        "trigger": {"start": 0, "end": len(verb), "text": verb, "lemma": verb, "segmented": verb},
        "accusers": _parties(told.accuser, sentence),
        "accused": _parties(told.accused, sentence),
        "content": content,
        "reciprocal": False,
        "negated": told.negated,
        "hypothetical": told.hypothetical,
        "rule": "verb-subject-object",
        "coder": CODER | {"lexicon": told.lexicon},
    }


def enriched(*told: Told, title: str | None = "عنوان", extra: str = "", content: str = "first") -> dict[str, Any]:
    """A value of `articles.enriched` with these accusations, all of one article; without any it is a1 as `content`."""
    first = told[0] if told else Told(content=content)
    events = [accusation(one) for one in told]
    of_article = ("schema_version", "article_id", "content_id", "url", "source", "published_at", "coder")
    sentence = {"field": "text", "start": 0, "end": len(first.sentence), "segmented": first.sentence}
    return {
        **{name: accusation(first)[name] for name in of_article},
        "title": title,
        "text": first.sentence + extra,
        "author": None,
        "language": "ar",
        "extra": {},
        "sentences": [sentence],
        "actors": [party | {"field": "text"} for event in events for party in event["accusers"] + event["accused"]],
        "accusations": [
            {name: value for name, value in event.items() if name not in of_article}
            | {"sentence": {"index": event["sentence"]["index"]}}
            for event in events
        ],
    }


def event_row(told: Told, seen_at: str = "2024-03-05T11:00:00Z") -> EventRow:
    """As the desk reads it."""
    return read_accusation(orjson.dumps(accusation(told)), seen(seen_at))


def article_row(*told: Told, seen_at: str = "2024-03-05T11:00:00Z", content: str = "first") -> ArticleRow:
    """As the desk reads it."""
    return read_article(orjson.dumps(enriched(*told, content=content)), seen(seen_at))


def seen(text: str) -> int:
    """Milliseconds."""
    found = milliseconds(text)
    assert found is not None
    return found


def _parties(code: str | None, sentence: str) -> Sequence[dict[str, Any]]:
    if code is None:
        return []
    text, name = NAMES[code]
    start = sentence.index(text)
    party = {"start": start, "end": start + len(text), "text": text, "actor_id": code, "name": name}
    return [party | {"kind": "state", "country": code, "cameo": code}]


def _hash(*parts: str) -> str:
    return hashlib.sha256(orjson.dumps(_listed(parts))).hexdigest()[:32]


def _listed(parts: Iterable[str]) -> list[str]:
    return list(parts)
