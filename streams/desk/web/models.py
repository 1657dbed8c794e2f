"""The types of the API's answers, as its OpenAPI document tells them, and of its arguments beside the filters."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from streams.desk.queries.filters import Filters
from streams.desk.queries.labels import Level
from streams.desk.queries.lists import Order
from streams.desk.queries.numbers import Bucket
from streams.desk.store.incoming import Accusation, Coder, Mention

__all__ = [
    "Article",
    "Claim",
    "Claims",
    "Country",
    "Counts",
    "DyadQuery",
    "Dyads",
    "Event",
    "Events",
    "ListQuery",
    "Matrix",
    "MatrixQuery",
    "NamesQuery",
    "Parties",
    "Sources",
    "SourcesQuery",
    "Threads",
    "ThreadsQuery",
    "Timeline",
    "TimelineQuery",
]

Cursor = Annotated[str | None, Field(pattern=r"^-?\d{1,15}\.\d{1,15}$", description="`next` of the answer before.")]
Limit = Annotated[int, Field(ge=1, le=200, description="Items of one answer.")]
Time = Annotated[str, Field(description="RFC 3339, UTC.")]
Day = Annotated[str, Field(description="YYYY-MM-DD, UTC.")]


class ListQuery(Filters):
    """Filters, order and place."""

    order: Order = Field(
        default="came", description="Newest first by when it came to the desk, or by when it was published."
    )
    cursor: Cursor = None
    limit: Limit = 50


class ThreadsQuery(Filters):
    """Filters of the accusation, and place."""

    cursor: Cursor = None
    limit: Limit = 20


class DyadQuery(Filters):
    """Filters, level and place."""

    level: Level = "country"
    cursor: str | None = Field(
        default=None,
        pattern=r"^\d{1,7}~[^~]{1,128}~[^~]{1,128}~[a-z_]{1,32}$",
        description="`next` of the answer before.",
    )
    limit: int = Field(default=500, ge=1, le=5000)


class MatrixQuery(Filters):
    """Filters, level and size."""

    level: Level = "country"
    top: int = Field(default=30, ge=1, le=60)


class TimelineQuery(Filters):
    """Filters and width."""

    bucket: Bucket = "day"


class NamesQuery(Filters):
    """Filters and level."""

    level: Level = "country"
    limit: int = Field(default=300, ge=1, le=1000)


class SourcesQuery(Filters):
    """Filters."""

    limit: int = Field(default=300, ge=1, le=1000)


class Event(Accusation):
    """An accusation event, and what the desk adds to it."""

    model_config = ConfigDict(strict=False)

    claim_id: str
    shown: str = Field(description="The sentence with what is no prose made invisible; of the same length.")
    number: int = Field(description="Grows as events come.")
    at: Time = Field(description="When it was published, else came to the stream.")
    came: Time = Field(description="When it came to the stream.")


class Printed(BaseModel):
    """One copy of a claim."""

    article_id: str
    source: str | None
    at: Time


class Claim(Event):
    """A claim by its first event, and its copies among those that pass the filter."""

    copies: int
    papers: int
    printed: list[Printed] = Field(description="The first 50 copies, the event itself included.")


class Events(BaseModel):
    """A part of the list of events."""

    events: list[Event]
    next: str | None


class Claims(BaseModel):
    """A part of the list of claims."""

    claims: list[Claim]
    next: str | None


class Counts(BaseModel):
    """How much passes."""

    claims: int
    events: int
    articles: int
    sources: int
    by_type: dict[str, int] = Field(description="Claims by type.")
    number: int
    first: Time | None
    last: Time | None
    came: Time | None


class Dyad(BaseModel):
    """Claims of one type by one party about another on one day."""

    day: Day
    accuser: str
    accused: str
    type: str
    claims: int


class Dyads(BaseModel):
    """A part of the list of dyads, by day, accuser, accused, type."""

    dyads: list[Dyad]
    next: str | None


class Party(BaseModel):
    """A country or an actor."""

    key: str
    en: str
    ar: str


class Weighed(Party):
    """A party with its claims on either side."""

    claims: int


class Placed(Party):
    """A party of the matrix; a claim about two others counts for each of them."""

    made: int
    received: int


class Cell(BaseModel):
    """Claims by one about the other."""

    accuser: str
    accused: str
    claims: int


class Matrix(BaseModel):
    """Who accuses whom how often."""

    level: Level
    parties: list[Placed]
    cells: list[Cell]
    left_out: int = Field(description="Parties beyond the top.")


class Point(BaseModel):
    """Claims of one bucket."""

    start: Day
    claims: int
    by_type: dict[str, int]


class Leading(Event):
    """The claim that most papers printed."""

    papers: int
    copies: int


class Peak(BaseModel):
    """One of the highest buckets."""

    start: Day
    claims: int
    leading: Leading


class Timeline(BaseModel):
    """Claims over time; a claim printed in two buckets counts in each."""

    bucket: Bucket
    points: list[Point]
    peaks: list[Peak]


class Answer(BaseModel):
    """What answers an accusation."""

    kind: Literal["denial", "counter"]
    event: Event
    same_article: bool
    seconds: int = Field(description="Between the two.")


class Thread(BaseModel):
    """An accusation with its first answers."""

    accusation: Event
    answers: list[Answer]


class Threads(BaseModel):
    """A part of the list of threads."""

    threads: list[Thread]
    window: int = Field(description="Seconds within which an answer counts.")
    next: str | None


class Segmented(BaseModel):
    """A sentence as Farasa cuts it."""

    field: str
    start: int
    end: int
    segmented: str


class Named(Mention):
    """An actor, and the field that names it."""

    field: str


class Article(BaseModel):
    """An article with all that was found in it; its text is null where only its accusations were read."""

    article_id: str
    content_id: str
    title: str | None
    text: str | None
    shown_title: str | None = Field(description="With what is no prose made invisible; of the same length.")
    shown_text: str | None
    url: str | None
    source: str | None
    author: str | None
    published_at: str | None
    at: Time
    came: Time
    sentences: list[Segmented] | None
    actors: list[Named] | None
    coder: Coder | None
    events: list[Event]


class Parties(BaseModel):
    """Who takes part in most claims."""

    parties: list[Weighed]


class Source(BaseModel):
    """A paper."""

    source: str
    claims: int


class Sources(BaseModel):
    """The papers with most claims."""

    sources: list[Source]


class Country(BaseModel):
    """Names of a country."""

    countries: list[Party]
