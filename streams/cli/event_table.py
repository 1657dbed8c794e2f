"""Accusations as event data: the columns that `export` and `tail --csv` give, and an event's values for them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import orjson

from streams.enrichment.mask import readable

__all__ = ["COLUMNS", "as_event", "events_of_line", "row"]

_SEVERAL: Final = "; "
"""Between the parties of one cell: names have commas of their own."""

_NO_EVENT: Final = (ValueError, KeyError, TypeError, AttributeError, IndexError)
"""What reading an event raises where there is none."""

Party = dict[str, Any]


def _each(parties: Sequence[Party], value: Callable[[Party], str | None]) -> str:
    """A place for every party, empty where it has no such value, so that the columns of a side keep step."""
    return _SEVERAL.join(value(party) or "" for party in parties)


def _name(party: Party) -> str:
    """The English name where the lexicon has one, else the words of the article."""
    return party["name"] or readable(party["text"])


def _side(side: str) -> dict[str, Callable[[dict[str, Any]], object]]:
    """The columns of one side; a code is CAMEO's, else the country."""
    key = {"source": "accusers", "target": "accused"}[side]
    return {
        side: lambda event: _each(event[key], lambda party: party["cameo"] or party["country"]),
        f"{side}_name": lambda event: _each(event[key], _name),
        f"{side}_country": lambda event: _each(event[key], lambda party: party["country"]),
        f"{side}_kind": lambda event: _each(event[key], lambda party: party["kind"]),
    }


COLUMNS: Final[dict[str, Callable[[dict[str, Any]], object]]] = {
    "event_id": lambda event: event["event_id"],
    "date": lambda event: (event["published_at"] or "")[:10] or None,
    **_side("source"),
    **_side("target"),
    "type": lambda event: event["type"],
    "cameo": lambda event: event["cameo"],
    "plover": lambda event: event["plover"] and event["plover"]["event"],
    "plover_mode": lambda event: event["plover"] and event["plover"]["mode"],
    "negated": lambda event: event["negated"],
    "hypothetical": lambda event: event["hypothetical"],
    "reciprocal": lambda event: event["reciprocal"],
    "sentence": lambda event: readable(event["sentence"]["text"]),
    "content": lambda event: event["content"] and readable(event["content"]["text"]),
    "rule": lambda event: event["rule"],
    "confidence": lambda event: event.get("confidence"),
    "claim_id": lambda event: event.get("claim_id"),
    "article_id": lambda event: event["article_id"],
    "content_id": lambda event: event["content_id"],
    "publisher": lambda event: event["source"],
    "published_at": lambda event: event["published_at"],
    "url": lambda event: event["url"],
}
"""A column to its value in an event: text or None, but for `confidence`, a number or None, and three booleans."""


def row(event: dict[str, Any]) -> list[object]:
    """The values of an event, in the order of `COLUMNS`."""
    return [value(event) for value in COLUMNS.values()]


def as_event(value: bytes | None) -> dict[str, Any] | None:
    """The value of a record as an event, None if it is none."""
    try:
        event: dict[str, Any] = orjson.loads(value or b"")
        row(event)
    except _NO_EVENT:
        return None
    return event


def events_of_line(value: bytes) -> list[dict[str, Any]] | None:
    """The events of an enriched article, None if it is none."""
    try:
        events = list(_events_of(orjson.loads(value)))
        for event in events:
            row(event)
    except _NO_EVENT:
        return None
    return events


def _events_of(article: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The events as they stand in `accusations`, with what they share with the article, and the sentence."""
    shared = ("schema_version", "article_id", "content_id", "url", "source", "published_at", "coder")
    for event in article["accusations"]:
        span = article["sentences"][event["sentence"]["index"]]
        text = article[span["field"]][span["start"] : span["end"]]
        sentence = event["sentence"] | {"start": span["start"], "end": span["end"], "text": text}
        yield {**{name: article[name] for name in shared}, **event, "sentence": sentence}
