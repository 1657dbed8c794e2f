"""`from streams import enrich`: what the worker does to an article, as a function, in this process, without Kafka."""

from collections.abc import Coroutine, Mapping
from functools import cache
from typing import Any, NotRequired, TypedDict, TypeVar

import orjson

from streams.enrichment.enricher import Enricher
from streams.records.articles import Rejection
from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger

__all__ = ["Actor", "EnrichedArticle", "Event", "Sentence", "Span", "enrich"]

T = TypeVar("T")


class Span(TypedDict):
    """Words of the article: `article[field][start:end]` is `text`."""

    start: int
    end: int
    text: str


class Actor(Span):
    """Somebody who is named; of a party of an event `field` is the event's."""

    field: NotRequired[str]
    actor_id: str | None
    name: str | None
    kind: str
    country: str | None
    cameo: str | None


class Sentence(TypedDict):
    """Where a sentence stands, and its words as Farasa segments them."""

    field: str
    start: int
    end: int
    segmented: str


class Event(TypedDict):
    """Who accuses whom of what."""

    event_id: str
    claim_id: str
    type: str
    cameo: str
    plover: dict[str, str] | None
    field: str
    sentence: dict[str, int]
    trigger: dict[str, Any]
    accusers: list[Actor]
    accused: list[Actor]
    content: Span | None
    reciprocal: bool
    negated: bool
    hypothetical: bool
    confidence: NotRequired[float]
    rule: str


class EnrichedArticle(TypedDict):
    """The value of `articles.enriched`, as `schemas/` has it."""

    schema_version: str
    article_id: str
    content_id: str
    title: str | None
    text: str
    url: str | None
    source: str | None
    author: str | None
    language: str | None
    published_at: str | None
    extra: dict[str, Any]
    sentences: list[Sentence]
    actors: list[Actor]
    accusations: list[Event]
    coder: dict[str, str]


def enrich(article: str | Mapping[str, Any]) -> EnrichedArticle:
    """Segment an article, tag its actors and accusations; a text alone will do for an article.

    `article` has the fields of a raw article (`schemas/`): `text`, and optionally `id`, `title`, `published_at` (RFC
    3339; dated affiliations of actors go by it), `source` and so on. Gives the very value that the worker publishes
    on `articles.enriched`. The first call loads model and lexicon, which takes seconds; then an article takes
    milliseconds. May be called from any one thread, a running event loop included.

    Raises `ValueError`, with the reason, for what breaks the contract of a raw article.

    >>> from streams import enrich
    >>> article = enrich("اتهمت فرنسا تركيا بتأجيج الصراع.")
    >>> event = article["accusations"][0]
    >>> [[party["name"] for party in event[side]] for side in ("accusers", "accused")]
    [['France'], ['Türkiye']]
    >>> event["type"], event["cameo"], event["content"]["text"]
    ('accuse', '112', 'بتأجيج الصراع')
    >>> article["sentences"][0]["segmented"]
    'اتهم+ت فرنسا تركيا ب+تأجيج ال+صراع .'

    >>> enrich({"id": "a1", "title": "خبر"})
    Traceback (most recent call last):
    ValueError: schema_violation: /: expected a field 'text', none came
    """
    record = {"text": article} if isinstance(article, str) else dict(article)
    match _at_once(_enricher().enrich(orjson.dumps({"id": "article", **record}))):
        case Rejection(reason, detail):
            raise ValueError(f"{reason}: {detail}")
        case result:
            enriched: EnrichedArticle = orjson.loads(result.outputs[0].value)
            return enriched


@cache
def _enricher() -> Enricher:
    segmenter = NativeSegmenter()
    segmenter.load()
    return Enricher(segmenter, Tagger.load())


def _at_once(coroutine: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that never waits, as none does with the native segmenter."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    raise RuntimeError("expected a coroutine that never waits")
