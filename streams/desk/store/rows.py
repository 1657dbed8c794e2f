"""From records of Kafka to what the tables hold. Pure: no clock, no database.

What comes in has been checked by `incoming`, so nothing here doubts its fields.
"""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple

import orjson

from streams.desk.store.words import sentence_words
from streams.enrichment.mask import readable

__all__ = [
    "ArticleRow",
    "EventRow",
    "Timed",
    "article_row",
    "claim_number",
    "event_row",
    "key_of",
    "milliseconds",
    "storable",
]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_LAST: Final = int((datetime.max.replace(tzinfo=UTC) - _EPOCH) / _MILLISECOND)
_FIRST: Final = int((datetime.min.replace(tzinfo=UTC) - _EPOCH) / _MILLISECOND)


class Timed(NamedTuple):
    """When: `at` in milliseconds, its day and its month, in UTC."""

    at: int
    day: int
    month: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """An accusation, ready to be written but for its number."""

    event_id: str
    article_id: str
    content_id: str
    seen_at: int
    """Milliseconds: the time of the raw record."""
    record: bytes
    """As it came."""

    def about_article(self) -> dict[str, Any]:
        """Columns of `articles` that an accusation tells."""
        value = orjson.loads(self.record)
        return {
            **{name: storable(value[name]) for name in ("url", "source", "published_at")},
            "at": _timed(value["published_at"], self.seen_at).at,
        }

    def tables(self, number: int) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]], list[str]]:
        """Rows of `events`, `parties` and `dyads`, and the words to search by."""
        value = orjson.loads(self.record)
        when = _timed(value["published_at"], self.seen_at)
        event = {
            "id": number,
            "event_id": self.event_id,
            "article_id": self.article_id,
            "claim": claim_number(value.get("claim_id") or self.event_id),
            "type": value["type"],
            **when._asdict(),
            "seen_at": self.seen_at,
            "source": storable(value["source"]),
            "confidence": value.get("confidence"),
            "negated": value["negated"],
            "hypothetical": value["hypothetical"],
        }
        words = sentence_words(readable(value["sentence"]["text"]))
        return event, list(_parties(number, value)), list(_dyads(event, value)), words


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An enriched article, ready to be written."""

    article_id: str
    content_id: str
    listed: tuple[str, ...]
    """The ids of its events: those, and no others of the article, are to be seen."""
    seen_at: int
    record: bytes

    def columns(self) -> dict[str, Any]:
        """Of the table `articles`."""
        value = orjson.loads(self.record)
        return {
            "article_id": self.article_id,
            "content_id": self.content_id,
            "listed": " ".join(self.listed),
            **{name: storable(value[name]) for name in ("title", "url", "source", "author", "published_at")},
            "at": _timed(value["published_at"], self.seen_at).at,
            "seen_at": self.seen_at,
            "record": zlib.compress(self.record, 1),
        }


def event_row(event_id: str, article_id: str, content_id: str, record: bytes, seen_at: int) -> EventRow:
    """The row of an accusation; `record` has been checked."""
    return EventRow(event_id, key_of(article_id), content_id, seen_at, record)


def article_row(article_id: str, content_id: str, listed: tuple[str, ...], record: bytes, seen_at: int) -> ArticleRow:
    """The row of an enriched article; `record` has been checked."""
    return ArticleRow(key_of(article_id), content_id, listed, seen_at, record)


def storable(text: str | None) -> str | None:
    """Without U+0000, which JSON may hold and PostgreSQL's text may not."""
    return None if text is None else text.replace("\0", "\ufffd")


def key_of(article_id: str) -> str:
    """An article's id as the tables have it."""
    return article_id.replace("\0", "\ufffd")


def claim_number(claim_id: str) -> int:
    """64 bits that stand for a claim: numbers are counted several times as fast as strings."""
    return int.from_bytes(hashlib.sha256(claim_id.encode()).digest()[:8], signed=True)


def milliseconds(text: str | None) -> int | None:
    """An RFC 3339 time; None for none, and for one that Python's calendar lacks (the year 0, a leap second)."""
    try:
        moment = datetime.fromisoformat(text) if text else None
        return None if moment is None else (moment - _EPOCH) // _MILLISECOND
    except (ValueError, TypeError, OverflowError):
        return None


def _timed(published_at: str | None, seen_at: int) -> Timed:
    published = milliseconds(published_at)
    at = min(max(seen_at if published is None else published, _FIRST), _LAST)
    day: date = (_EPOCH + at * _MILLISECOND).date()
    return Timed(at, day.toordinal(), day.year * 12 + day.month - 1)


def _parties(number: int, value: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for side, name in enumerate(("accusers", "accused")):
        for place, party in enumerate(value[name]):
            yield {
                "event": number,
                "side": side,
                "place": place,
                "actor": storable(party["actor_id"]),
                "country": storable(party["country"]),
                "name": storable(party["name"]),
                "text": key_of(party["text"]),
            }


def _dyads(event: Mapping[str, Any], value: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each accuser with each accused; of a mutual accusation nobody with himself.

    An empty side gives no dyad, but for a denial: who denies without saying what answers whoever accused him.
    """
    common = {"event": event["id"], "at": event["at"], "claim": event["claim"], "deny": value["type"] == "deny"}
    common["plain"] = not (value["negated"] or value["hypothetical"])
    nobody: list[dict[str, Any]] = []
    if value["type"] == "deny":
        nobody.append({"actor_id": None, "country": None, "start": -1})
    pairs = (
        (accuser, accused)
        for accuser in value["accusers"]
        for accused in value["accused"] or nobody
        if not (value["reciprocal"] and accuser["start"] == accused["start"])
    )
    for place, (accuser, accused) in enumerate(pairs):
        yield common | {
            "place": place,
            "accuser_actor": storable(accuser["actor_id"]),
            "accuser_country": storable(accuser["country"]),
            "accused_actor": storable(accused["actor_id"]),
            "accused_country": storable(accused["country"]),
        }
