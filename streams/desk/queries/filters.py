"""What a reader may ask for: one set of filters for lists, numbers, downloads and the live stream alike."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, field_validator
from sqlalchemy import ColumnElement, FromClause, Select, false, or_, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from streams.desk.store.rows import claim_number, key_of, milliseconds
from streams.desk.store.tables import ACCUSED, ACCUSER, events, parties
from streams.desk.store.words import matching, query_words

__all__ = ["Filters", "conditions"]

Columns = ReadOnlyColumnCollection[str, Any]
Which = Literal["exclude", "include", "only"]
_MOMENT: Final = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}
Moment = Annotated[str, Field(max_length=40), WithJsonSchema(_MOMENT)]
Code = Annotated[str, Field(min_length=1, max_length=128)]
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTY: Final = (
    "A country (ISO 3166-1 alpha-3) or the id of an actor; `country:RUS` or `actor:RUS` where only one is meant."
)


class Filters(BaseModel):
    """Filters; all that are given must hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: Moment | None = Field(
        default=None, description="A day (UTC) or an RFC 3339 time: published, else come, then or later."
    )
    until: Moment | None = Field(
        default=None, description="A day (UTC), which is included, or an RFC 3339 time, which is not."
    )
    type: list[Annotated[str, Field(pattern=r"^[a-z_]{1,32}$")]] = Field(
        default=[], max_length=10, description="accuse, blame, condemn, charge, deny; any of those given."
    )
    accuser: Code | None = Field(default=None, description=_PARTY)
    accused: Code | None = Field(default=None, description=_PARTY)
    country: Code | None = Field(default=None, description="On either side.")
    actor: Code | None = Field(default=None, description="The id of an actor, on either side.")
    source: str | None = Field(
        default=None, min_length=1, max_length=512, description="The paper, exactly as it is named."
    )
    text: str | None = Field(
        default=None,
        max_length=200,
        description="Words of the sentence, spelling folded, without articles; all must be there.",
    )
    min_confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Least probability that type and parties are right; leaves out what has none.",
    )
    negated: Which = Field(default="exclude", description="Accusations that are said not to have been made.")
    hypothetical: Which = Field(default="exclude", description="Possible, conditional, demanded or future ones.")
    claim: Code | None = Field(default=None, description="A claim_id: all copies of one claim.")
    article: str | None = Field(default=None, min_length=1, max_length=512, description="The id of an article.")

    @property
    def is_selective(self) -> bool:
        """Whether few events are likely to pass."""
        asked = (self.text, self.accuser, self.accused, self.country, self.actor, self.claim, self.article)
        return any(value is not None for value in asked)

    @field_validator("since", "until")
    @classmethod
    def _check_time(cls, value: str | None) -> str | None:
        if value is not None and _bound(value, after=False) is None:
            raise ValueError("expected a day such as 2024-03-05, or a time with its zone such as 2024-03-05T10:00:00Z")
        return value


def conditions(filters: Filters, dialect: str, table: FromClause = events) -> list[ColumnElement[bool]]:
    """Conditions on `events`, or on an alias of it; `dialect` is the database's name."""
    columns = table.c
    found = [*_times(filters, columns), *_flags(filters, columns), *_parties(filters, columns)]
    if filters.type:
        found.append(columns.type.in_(filters.type))
    if filters.source is not None:
        found.append(columns.source == key_of(filters.source))
    if filters.min_confidence is not None:
        found.append(columns.confidence >= filters.min_confidence)
    if filters.claim is not None:
        found.append(columns.claim == claim_number(filters.claim))
    if filters.article is not None:
        found.append(columns.article_id == key_of(filters.article))
    if filters.text and filters.text.strip():
        words = query_words(filters.text)
        # What has no word in it is in no sentence.
        found.append(columns.id.in_(matching(dialect, words)) if words else false())
    return found


def _times(filters: Filters, columns: Columns) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.since is not None:
        found.append(columns.at >= _bound(filters.since, after=False))
    if filters.until is not None:
        found.append(columns.at < _bound(filters.until, after=True))
    return found


def _bound(text: str, after: bool) -> int | None:
    """Milliseconds; of a day its beginning, or with `after` its end. None if it is neither a day nor a time."""
    if not _DAY.fullmatch(text):
        return milliseconds(text)
    try:
        day = datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
        return milliseconds((day + timedelta(days=int(after))).isoformat())
    except (ValueError, OverflowError):
        return None


def _flags(filters: Filters, columns: Columns) -> list[ColumnElement[bool]]:
    asked: tuple[tuple[ColumnElement[bool], Which], ...] = (
        (columns.negated, filters.negated),
        (columns.hypothetical, filters.hypothetical),
    )
    return [column if which == "only" else ~column for column, which in asked if which != "include"]


def _parties(filters: Filters, columns: Columns) -> list[ColumnElement[bool]]:
    found = []
    for side, value in ((ACCUSER, filters.accuser), (ACCUSED, filters.accused)):
        if value is not None:
            found.append(columns.id.in_(_naming(_meant(value), side)))
    if filters.country is not None:
        found.append(columns.id.in_(_naming(parties.c.country == key_of(filters.country))))
    if filters.actor is not None:
        found.append(columns.id.in_(_naming(parties.c.actor == key_of(filters.actor))))
    return found


def _meant(value: str) -> ColumnElement[bool]:
    kind, _, code = key_of(value).partition(":")
    if kind == "country" and code:
        return parties.c.country == code
    if kind == "actor" and code:
        return parties.c.actor == code
    return or_(parties.c.country == key_of(value), parties.c.actor == key_of(value))


def _naming(condition: ColumnElement[bool], side: int | None = None) -> Select[Any]:
    """The numbers of events that have such a party."""
    named = select(parties.c.event).where(condition)
    return named if side is None else named.where(parties.c.side == side)
