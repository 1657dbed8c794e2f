"""Threads: an accusation, and the denials and counter-accusations that answer it within a window.

Between two countries any voice of the one answers any voice of the other. Within a country, and where no country is
known, it has to be the very actor: that somebody in Egypt denies is no answer to whoever else in Egypt was accused.
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, and_, exists, or_, select

from streams.desk.queries.filters import Filters, conditions
from streams.desk.queries.lists import Page, is_first, parse_cursor
from streams.desk.queries.shaping import Event, events_of
from streams.desk.store.tables import dyads, events

__all__ = ["list_threads"]

_ANSWERS: Final = 5
"""Shown of one accusation: the first."""
_LOOKED_AT: Final = 40
"""Dyads read to find them: copies of an answer are one answer."""


def list_threads(connection: Connection, filters: Filters, window: int, cursor: str | None, limit: int) -> Page:
    """Accusations that were answered within `window` milliseconds, newest first, each with its first answers."""
    numbers = _answered(connection, filters, window, cursor, limit)
    shown = numbers[:limit]
    found = [_thread(connection, number, window) for number, _ in shown]
    events_ = events_of(connection, {id_ for number, answers in found for id_ in (number, *answers)})
    threads: list[Event] = [
        {"accusation": events_[number], "answers": [_answer(events_[number], events_[id_]) for id_ in answers]}
        for number, answers in found
    ]
    more = f"{shown[-1][1]}.{shown[-1][0]}" if len(numbers) > limit else None
    return Page(threads, more)


def _answered(
    connection: Connection, filters: Filters, window: int, cursor: str | None, limit: int
) -> list[tuple[int, int]]:
    accusation, answer = dyads.alias("accusation"), dyads.alias("answer")
    answers = exists().where(
        accusation.c.event == events.c.id, answer.c.event > 0, _answers(accusation, answer, window)
    )
    dialect = connection.dialect.name
    where = [*conditions(filters, dialect), is_first(filters, dialect)]
    query = select(events.c.id, events.c.at).where(*where, events.c.type != "deny", answers)
    if cursor is not None:
        at, number = parse_cursor(cursor)
        query = query.where(or_(events.c.at < at, and_(events.c.at == at, events.c.id < number)))
    rows = connection.execute(query.order_by(events.c.at.desc(), events.c.id.desc()).limit(limit + 1))
    return [(row.id, row.at) for row in rows]


def _thread(connection: Connection, number: int, window: int) -> tuple[int, list[int]]:
    """The numbers of its first answers, in the order of time, one of each claim."""
    accusation, answer = dyads.alias("accusation"), dyads.alias("answer")
    query = (
        select(answer.c.event, answer.c.claim)
        .where(accusation.c.event == number, _answers(accusation, answer, window))
        .order_by(answer.c.at, answer.c.event)
        .limit(_LOOKED_AT)
    )
    first: dict[int, int] = {}
    for row in connection.execute(query):
        first.setdefault(row.claim, row.event)
    return number, list(first.values())[:_ANSWERS]


def _answers(accusation: FromClause, answer: FromClause, window: int) -> ColumnElement[bool]:
    """Whether the one dyad answers the other."""
    a, b = accusation.c, answer.c
    later = or_(b.at > a.at, b.event > a.event)
    nobody = and_(b.accused_country.is_(None), b.accused_actor.is_(None))
    between = and_(
        a.accuser_country != a.accused_country,
        b.accuser_country == a.accused_country,
        or_(b.accused_country == a.accuser_country, nobody),
    )
    within = and_(
        or_(a.accuser_country == a.accused_country, a.accuser_country.is_(None), a.accused_country.is_(None)),
        a.accuser_actor != a.accused_actor,
        b.accuser_actor == a.accused_actor,
        or_(b.accused_actor == a.accuser_actor, nobody),
    )
    earlier = events.alias("earlier").c
    # A copy of what was said before the accusation is no answer to it.
    said_before = exists().where(earlier.claim == b.claim, earlier.at < a.at)
    in_time = and_(b.at >= a.at, b.at <= a.at + window, later)
    return and_(b.plain, b.claim != a.claim, in_time, or_(between, within), ~said_before)


def _answer(accusation: Event, answer: Event) -> dict[str, Any]:
    between = datetime.fromisoformat(answer["at"]) - datetime.fromisoformat(accusation["at"])
    return {
        "seconds": int(between.total_seconds()),
        "kind": "denial" if answer["type"] == "deny" else "counter",
        "event": answer,
        "same_article": answer["article_id"] == accusation["article_id"],
    }
