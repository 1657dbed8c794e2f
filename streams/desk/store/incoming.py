"""What the desk needs of the records it reads, whatever else a newer minor version puts into them.

Not the contract of `schemas/`, which pins one version: a desk stays up while workers are upgraded, and reads days of
records of the version before. These types are also what the API promises of an event.
"""

from typing import Annotated, TypeVar

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from streams.desk.store.rows import ArticleRow, EventRow, article_row, event_row

__all__ = [
    "Accusation",
    "Coder",
    "Mention",
    "Sentence",
    "Span",
    "Trigger",
    "Unreadable",
    "read_accusation",
    "read_article",
]

Version = Annotated[str, Field(pattern=r"^1\.\d{1,4}$")]
Key = Annotated[str, Field(pattern=r"^\S{1,128}$")]
"""Ids are kept in lists with spaces between them."""
Model = TypeVar("Model", bound=BaseModel)
ArticleId = Annotated[str, Field(min_length=1, max_length=512)]
Offset = Annotated[int, Field(ge=0, lt=2**31)]


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)


class Span(_Read):
    """Words of the field, with their place in it in code points."""

    start: Offset
    end: Offset
    text: str


class Mention(Span):
    """An actor as named in the text, and who that is."""

    actor_id: str | None
    name: str | None
    kind: str | None
    country: str | None
    cameo: str | None


class Trigger(Span):
    """The word that says that somebody is accused."""

    lemma: str
    segmented: str


class Sentence(_Read):
    """The sentence that reports it; offsets count in the field."""

    index: Offset
    start: Offset
    end: Offset
    text: str


class Coder(_Read):
    """What coded it."""

    name: str
    version: str
    segmenter: str
    lexicon: str


class Accusation(_Read):
    """An accusation event."""

    schema_version: Version
    event_id: Key
    claim_id: Key | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    article_id: ArticleId
    content_id: Key
    url: str | None
    source: str | None
    published_at: str | None
    type: Annotated[str, Field(pattern=r"^[a-z_]{1,32}$")]
    cameo: str | None
    field: str
    sentence: Sentence
    trigger: Trigger
    accusers: list[Mention]
    accused: list[Mention]
    content: Span | None
    reciprocal: bool
    negated: bool
    hypothetical: bool
    rule: str
    coder: Coder


class _Listed(_Read):
    event_id: Key


class _Segmented(_Read):
    field: str
    start: Offset
    end: Offset
    segmented: str


class _Named(Mention):
    field: str


class _Enriched(_Read):
    schema_version: Version
    article_id: ArticleId
    content_id: Key
    title: str | None
    text: str
    url: str | None
    source: str | None
    author: str | None
    published_at: str | None
    sentences: list[_Segmented]
    actors: list[_Named]
    accusations: list[_Listed]
    coder: Coder


class Unreadable(ValueError):
    """A record that is none of ours: `reason` is one word for counting, the text the place and rule, not the value."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def read_accusation(value: bytes | None, seen_at: int) -> EventRow:
    """The row of a record of `accusations`; `seen_at` in milliseconds. Raises `Unreadable`."""
    event = _validated(Accusation, value)
    return event_row(event.event_id, event.article_id, event.content_id, value or b"", seen_at)


def read_article(value: bytes | None, seen_at: int) -> ArticleRow:
    """The row of a record of `articles.enriched`; `seen_at` in milliseconds. Raises `Unreadable`."""
    article = _validated(_Enriched, value)
    listed = tuple(event.event_id for event in article.accusations)
    return article_row(article.article_id, article.content_id, listed, value or b"", seen_at)


def _validated(model: type[Model], value: bytes | None) -> Model:
    if value is None:
        raise Unreadable("empty_value", "expected a JSON object, got a tombstone")
    try:
        # orjson first: what it refuses (NaN, lone surrogates) must not reach those who read the record again with it.
        return model.model_validate(orjson.loads(value))
    except orjson.JSONDecodeError as error:
        raise Unreadable("invalid_json", f"expected JSON, got what breaks off at byte {error.pos}") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = "/" + "/".join(map(str, first["loc"]))
        raise Unreadable("schema_violation", f"{place}: {first['msg'][:200]}") from None
