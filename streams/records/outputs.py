"""The records of the output topics: values as `schemas/` has them, and their headers. Pure: no clock, no Kafka.

The way of a record to here is in `docs/architecture.md`.

Values depend on the article and the coder alone; the time of the input record goes into the headers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

import orjson

from streams import __version__
from streams.records.articles import Article, Rejection, short_hash
from streams.records.claims import claim_id
from streams.records.contracts import SCHEMA_VERSION, load_contract
from streams.records.tracing import Headers, trace_context
from streams.tagging.types import Accusation, Actor, Sentence, Span

__all__ = [
    "Coder",
    "Header",
    "Origin",
    "Output",
    "accusation_output",
    "attempts",
    "dead_letter_headers",
    "enriched_output",
    "rfc3339",
    "utc",
]

Header = tuple[str, bytes]

_DETAIL_LENGTH: Final = 1000
_MODES: Final = {"accuse": "allege", "blame": "allege", "charge": "allege", "condemn": "disapprove"}
_CONTRACTS: Final = {"enriched": "enriched-article", "accusation": "accusation"}
_ATTEMPT: Final = "ittiham_attempt"
_MOST_ATTEMPTS: Final = 999_999_999
"""Anybody may write a count, and Python refuses to read one of thousands of digits."""
_FIRST: Final = datetime.min.replace(tzinfo=UTC).timestamp()
_LAST: Final = datetime.max.replace(tzinfo=UTC, microsecond=0).timestamp()


@dataclass(frozen=True, slots=True)
class Coder:
    """What coded a record: the same coder gives the same bytes for the same input."""

    segmenter: str
    lexicon: str
    """Hash of the lexicon and the rules."""
    version: str = __version__
    name: str = "ittiham"

    def as_dict(self) -> dict[str, str]:
        """The `coder` of every value."""
        return {"name": self.name, "version": self.version, "segmenter": self.segmenter, "lexicon": self.lexicon}

    @property
    def source(self) -> str:
        """The coder as a URI reference, for `ce_source`."""
        return f"/{self.name}/{self.version}/{self.segmenter}/{self.lexicon}"


@dataclass(frozen=True, slots=True)
class Output:
    """A value for an output topic, and what its headers need."""

    kind: Literal["enriched", "accusation"]
    value: bytes
    id: str
    """`ce_id`, unique within `source`: the event id, or of an enriched article a hash of article and content id."""
    source: str
    facets: tuple[Header, ...] = ()
    """Headers to filter by without parsing."""
    event: Accusation | None = None
    """What an accusation's value was made from, for whoever counts."""

    def headers(self, origin: "Origin") -> list[Header]:
        """CloudEvents headers, Kafka binding, binary mode, and the trace that the raw record of `origin` is part of."""
        ce = {
            "ce_specversion": "1.0",
            "ce_id": self.id,
            "ce_type": f"ittiham.{self.kind}.v{SCHEMA_VERSION.split('.')[0]}",
            "ce_source": self.source,
            "ce_time": rfc3339(origin.timestamp),
            "ce_dataschema": load_contract(_CONTRACTS[self.kind]).schema["$id"],
            "content-type": "application/json",
        }
        return [*((name, value.encode()) for name, value in ce.items()), *self.facets, *trace_context(origin.headers)]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a raw record stood."""

    topic: str
    partition: int
    offset: int
    timestamp: float
    """Seconds since the epoch."""
    headers: Headers = ()


def utc(timestamp: float) -> datetime:
    """Seconds since the epoch as a time; the first or last that Python's calendar has, for those beyond it.

    Where a topic keeps the producer's own timestamps these may be any 64-bit number of milliseconds.
    """
    return datetime.fromtimestamp(min(max(timestamp, _FIRST), _LAST), UTC)


def rfc3339(timestamp: float) -> str:
    """Seconds since the epoch as an RFC 3339 time in UTC with milliseconds."""
    return utc(timestamp).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def enriched_output(
    article: Article, coder: Coder, sentences: Sequence[Sentence], actors: Iterable[Actor], events: Sequence[Accusation]
) -> Output:
    """The value of `articles.enriched`."""
    content_id = article.content_id
    value = {
        "schema_version": SCHEMA_VERSION,
        "article_id": article.id,
        "content_id": content_id,
        "title": article.title,
        "text": article.text,
        "url": article.url,
        "source": article.source,
        "author": article.author,
        "language": article.language,
        "published_at": article.published_at,
        "extra": article.extra,
        "sentences": [
            {"field": s.field, "start": s.start, "end": s.end, "segmented": s.words.segmented} for s in sentences
        ],
        "actors": [{"field": actor.field} | _mention(actor) for actor in actors],
        "accusations": [
            {"event_id": _event_id(article.id, content_id, event), "claim_id": claim_id(event, sentences)}
            | _event(event, {"index": event.sentence.index})
            for event in events
        ],
        "coder": coder.as_dict(),
    }
    return Output("enriched", orjson.dumps(value), short_hash([article.id, content_id]), coder.source)


def accusation_output(article: Article, coder: Coder, sentences: Sequence[Sentence], event: Accusation) -> Output:
    """The value of `accusations`; `sentences` are all those of the article."""
    content_id = article.content_id
    event_id = _event_id(article.id, content_id, event)
    sentence = event.sentence
    evidence = {"index": sentence.index, "start": sentence.start, "end": sentence.end, "text": sentence.text}
    value = {
        "schema_version": SCHEMA_VERSION,
        "event_id": event_id,
        "claim_id": claim_id(event, sentences),
        "article_id": article.id,
        "content_id": content_id,
        "url": article.url,
        "source": article.source,
        "published_at": article.published_at,
        **_event(event, evidence),
        "coder": coder.as_dict(),
    }
    return Output("accusation", orjson.dumps(value), event_id, coder.source, _facets(event), event)


def _facets(event: Accusation) -> tuple[Header, ...]:
    facets = {
        "ittiham_type": event.type,
        "ittiham_accusers": _codes(event.accusers),
        "ittiham_accused": _codes(event.accused),
        "ittiham_negated": str(event.negated).lower(),
        "ittiham_hypothetical": str(event.hypothetical).lower(),
    }
    if event.confidence is not None:
        facets["ittiham_confidence"] = f"{event.confidence:.2f}"
    return tuple((name, value.encode()) for name, value in facets.items())


def dead_letter_headers(rejection: Rejection, origin: Origin) -> list[tuple[str, bytes | None]]:
    """The original headers unchanged, then Ittiham's; a replayed record's count of attempts goes on."""
    ours = {
        "ittiham_reason": rejection.reason,
        "ittiham_detail": rejection.detail[:_DETAIL_LENGTH],
        "ittiham_topic": origin.topic,
        "ittiham_partition": str(origin.partition),
        "ittiham_offset": str(origin.offset),
        "ittiham_timestamp": rfc3339(origin.timestamp),
        _ATTEMPT: str(min(attempts(origin.headers) + 1, _MOST_ATTEMPTS)),
    }
    theirs = [(name, value) for name, value in origin.headers if name != _ATTEMPT]
    return [*theirs, *((name, value.encode()) for name, value in ours.items())]


def attempts(headers: Iterable[tuple[str, bytes | None]]) -> int:
    """How often a record was dead-lettered, by its last header that says so: any producer may write one."""
    said = [value for name, value in headers if name == _ATTEMPT and value and value.isdigit()]
    if not said:
        return 0
    return int(said[-1]) if len(said[-1]) < len(str(_MOST_ATTEMPTS)) else _MOST_ATTEMPTS


def _event_id(article_id: str, content_id: str, event: Accusation) -> str:
    trigger = event.trigger
    return short_hash([article_id, content_id, event.sentence.field, trigger.start, trigger.end, event.type])


def _event(event: Accusation, evidence: dict[str, Any]) -> dict[str, Any]:
    mode = _MODES.get(event.type)
    return {
        "type": event.type,
        "cameo": event.cameo,
        "plover": {"event": "ACCUSE", "mode": mode} if mode else None,
        "field": event.sentence.field,
        "sentence": evidence,
        "trigger": _span(event.trigger) | {"lemma": event.lemma, "segmented": event.segmented},
        "accusers": [_party(actor) for actor in event.accusers],
        "accused": [_party(actor) for actor in event.accused],
        "content": event.content and _span(event.content),
        "reciprocal": event.reciprocal,
        "negated": event.negated,
        "hypothetical": event.hypothetical,
        **({} if event.confidence is None else {"confidence": round(event.confidence, 2)}),
        "rule": event.rule,
    }


def _span(span: Span | Actor) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _mention(actor: Actor) -> dict[str, Any]:
    return _span(actor) | {
        "actor_id": actor.actor_id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "cameo": actor.cameo,
    }


def _party(actor: Actor) -> dict[str, Any]:
    return _mention(actor) | ({"antecedent": actor.antecedent} if actor.antecedent else {})


def _codes(actors: Iterable[Actor]) -> str:
    """CAMEO codes, else countries, comma-separated: what a consumer filters by."""
    return ",".join(code for actor in actors if (code := actor.cameo or actor.country))
