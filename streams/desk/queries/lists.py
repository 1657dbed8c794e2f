"""Lists, newest first, by cursor: what comes meanwhile shifts nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from streams.desk.queries.filters import Filters, conditions
from streams.desk.queries.shaping import Event, events_of, rfc3339
from streams.desk.store.tables import events

__all__ = ["Order", "Page", "claims_since", "is_first", "list_claims", "list_events", "parse_cursor"]

Item = TypeVar("Item")
Order = Literal["came", "published"]
_MOST_PAPERS = 50
"""Copies that are named of one claim; more are counted."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list."""

    items: Sequence[Event]
    next: str | None
    """Where the next part begins; None if there is none."""


def parse_cursor(text: str) -> tuple[int, int]:
    """`at.number`. Raises `ValueError`."""
    at, _, number = text.partition(".")
    return int(at), int(number)


def list_events(connection: Connection, filters: Filters, order: Order, cursor: str | None, limit: int) -> Page:
    """Events, copies each by itself."""
    numbers, after = _numbers(connection, conditions(filters, connection.dialect.name), order, cursor, limit)
    found = events_of(connection, numbers)
    return Page([found[number] for number in numbers], after)


def list_claims(connection: Connection, filters: Filters, order: Order, cursor: str | None, limit: int) -> Page:
    """Claims: of each the event that came first of those that pass the filter, its copies counted and named."""
    where = conditions(filters, connection.dialect.name)
    numbers, after = _numbers(connection, [*where, is_first(filters, connection.dialect.name)], order, cursor, limit)
    found = events_of(connection, numbers)
    copies = _copies(connection, where, numbers)
    return Page([found[number] | copies[number] for number in numbers], after)


def is_first(filters: Filters, dialect: str) -> ColumnElement[bool]:
    """The event is the first of its claim among those that pass.

    Few events have the words or the party asked for, so all of them are grouped; what passes nearly everything is
    looked at from the newest, each for an earlier copy, until the page is full.
    """
    if filters.is_selective:
        first = select(func.min(events.c.id)).where(*conditions(filters, dialect)).group_by(events.c.claim)
        return events.c.id.in_(first)
    other = events.alias("other")
    copied = conditions(filters, dialect, other)
    return ~exists().where(other.c.claim == events.c.claim, other.c.id < events.c.id, *copied)


def _numbers(
    connection: Connection, where: Sequence[ColumnElement[bool]], order: Order, cursor: str | None, limit: int
) -> tuple[list[int], str | None]:
    query: Select[Any] = select(events.c.id, events.c.at).where(*where)
    if cursor is not None:
        at, number = parse_cursor(cursor)
        before = events.c.id < number
        query = query.where(
            before if order == "came" else or_(events.c.at < at, and_(events.c.at == at, before)),
        )
    ordered = (events.c.id.desc(),) if order == "came" else (events.c.at.desc(), events.c.id.desc())
    rows = connection.execute(query.order_by(*ordered).limit(limit + 1)).all()
    more = f"{rows[limit - 1].at}.{rows[limit - 1].id}" if len(rows) > limit else None
    return [row.id for row in rows[:limit]], more


def claims_since(connection: Connection, filters: Filters, number: int, limit: int) -> list[Event]:
    """Claims that were printed, for the first time or again, after the event of this number; oldest first."""
    where = conditions(filters, connection.dialect.name)
    new = select(events.c.claim).where(*where, events.c.id > number).order_by(events.c.id).limit(limit)
    claims = list(dict.fromkeys(connection.execute(new).scalars()))
    first = select(func.min(events.c.id)).where(*where, events.c.claim.in_(claims)).group_by(events.c.claim)
    numbers = sorted(connection.execute(first).scalars())
    found, copies = events_of(connection, numbers), _copies(connection, where, numbers)
    return [found[number] | copies[number] for number in numbers]


def _copies(
    connection: Connection, where: Sequence[ColumnElement[bool]], numbers: Sequence[int]
) -> dict[int, dict[str, Any]]:
    """How often each claim was printed, in how many papers, and where."""
    mine = select(events.c.claim, events.c.id).where(events.c.id.in_(numbers))
    claims = {row.claim: row.id for row in connection.execute(mine)}
    columns = (events.c.claim, events.c.article_id, events.c.source, events.c.at)
    ranked = select(
        *columns, func.row_number().over(partition_by=events.c.claim, order_by=events.c.id).label("place")
    ).where(events.c.claim.in_(list(claims)), *where)
    copies = ranked.subquery()
    found: dict[int, dict[str, Any]] = {number: {"copies": 0, "papers": 0, "printed": []} for number in numbers}
    counts = select(
        events.c.claim, func.count().label("copies"), func.count(events.c.source.distinct()).label("papers")
    )
    for row in connection.execute(counts.where(events.c.claim.in_(list(claims)), *where).group_by(events.c.claim)):
        found[claims[row.claim]] |= {"copies": row.copies, "papers": row.papers}
    for row in connection.execute(select(copies).where(copies.c.place <= _MOST_PAPERS).order_by(copies.c.place)):
        printed = {"article_id": row.article_id, "source": row.source, "at": rfc3339(row.at)}
        found[claims[row.claim]]["printed"].append(printed)
    return found
