"""Numbers: how many claims, who accuses whom how often, and when."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, and_, func, select, tuple_

from streams.desk.queries.filters import Filters, conditions
from streams.desk.queries.labels import Label, Level, labels
from streams.desk.queries.shaping import Event, events_of, rfc3339
from streams.desk.store.tables import dyads, events, parties, state

__all__ = ["Bucket", "bucket_start", "counts", "dyad_rows", "matrix", "party_names", "source_names", "timeline"]

Bucket = Literal["day", "week", "month", "year"]

_CLAIMS: Final = func.count(events.c.claim.distinct())
_PEAKS: Final = 5


def counts(connection: Connection, filters: Filters) -> dict[str, Any]:
    """Claims, events, articles and papers that pass, by type; first and last day."""
    where = conditions(filters, connection.dialect.name)
    columns = (
        func.count().label("events"),
        func.count(events.c.article_id.distinct()).label("articles"),
        func.count(events.c.source.distinct()).label("sources"),
        func.min(events.c.at).label("first"),
        func.max(events.c.at).label("last"),
        func.max(events.c.seen_at).label("came"),
    )
    row = connection.execute(select(*columns).where(*where)).one()
    by_type = select(events.c.type, _CLAIMS.label("claims")).where(*where).group_by(events.c.type)
    types: dict[str, int] = {row.type: row.claims for row in connection.execute(by_type)}
    times = {
        name: None if row._mapping[name] is None else rfc3339(row._mapping[name]) for name in ("first", "last", "came")
    }
    number = connection.execute(select(state.c.seq)).scalar_one()
    # A claim has one type: it is a part of what copies must share.
    totals = {"claims": sum(types.values()), "events": row.events, "articles": row.articles, "sources": row.sources}
    return totals | {"by_type": types, "number": number} | times


def bucket_start(bucket: Bucket, value: int) -> date:
    """The first day of a bucket, by its number."""
    match bucket:
        case "day":
            return date.fromordinal(value)
        case "week":
            return date.fromordinal(value * 7 + 1)
        case "month":
            return date(value // 12, value % 12 + 1, 1)
        case "year":
            return date(value, 1, 1)


def _bucket(bucket: Bucket) -> ColumnElement[int]:
    whole: dict[Bucket, ColumnElement[int]] = {
        "day": events.c.day,
        "week": (events.c.day - 1) // 7,
        "month": events.c.month,
        "year": events.c.month // 12,
    }
    return whole[bucket]


def timeline(connection: Connection, filters: Filters, bucket: Bucket) -> dict[str, Any]:
    """Claims by bucket and type, in the order of time; and of the highest, which claim made it."""
    where = conditions(filters, connection.dialect.name)
    number = _bucket(bucket).label("number")
    query = select(number, events.c.type, _CLAIMS.label("claims")).where(*where).group_by(number, events.c.type)
    found: dict[int, dict[str, int]] = {}
    for row in connection.execute(query):
        found.setdefault(row.number, {})[row.type] = row.claims
    highest = sorted(found, key=lambda at: (-sum(found[at].values()), at))[:_PEAKS]
    return {
        "bucket": bucket,
        "points": [
            {"start": bucket_start(bucket, at).isoformat(), "claims": sum(types.values()), "by_type": types}
            for at, types in sorted(found.items())
        ],
        "peaks": [_peak(connection, where, bucket, at, sum(found[at].values())) for at in highest],
    }


def _peak(
    connection: Connection, where: Sequence[ColumnElement[bool]], bucket: Bucket, at: int, claims: int
) -> dict[str, Any]:
    start = bucket_start(bucket, at)
    papers, copies = func.count(events.c.source.distinct()), func.count()
    query = (
        select(func.min(events.c.id).label("id"), papers.label("papers"), copies.label("copies"))
        .where(*where, events.c.day >= start.toordinal(), events.c.day < bucket_start(bucket, at + 1).toordinal())
        .group_by(events.c.claim)
        .order_by(papers.desc(), copies.desc(), func.min(events.c.id))
        .limit(1)
    )
    row = connection.execute(query).one()
    event: Event = events_of(connection, [row.id])[row.id]
    return {
        "start": start.isoformat(),
        "claims": claims,
        "leading": event | {"papers": row.papers, "copies": row.copies},
    }


def _sides(level: Level) -> tuple[ColumnElement[str], ColumnElement[str]]:
    return (
        (dyads.c.accuser_country, dyads.c.accused_country)
        if level == "country"
        else (dyads.c.accuser_actor, dyads.c.accused_actor)
    )


def matrix(connection: Connection, filters: Filters, level: Level, top: int) -> dict[str, Any]:
    """Who accuses whom how often: the `top` parties by claims made or received, and the cells among them."""
    where = conditions(filters, connection.dialect.name)
    accuser, accused = _sides(level)
    pairs = (
        select(accuser.label("accuser"), accused.label("accused"), events.c.claim)
        .join(events, events.c.id == dyads.c.event)
        .where(*where, accuser.is_not(None), accused.is_not(None))
        .distinct()
        .cte("pairs")
    )
    cells = select(pairs.c.accuser, pairs.c.accused, func.count().label("claims")).group_by(
        pairs.c.accuser, pairs.c.accused
    )
    found = connection.execute(cells).all()
    weight: dict[str, int] = {}
    for row in found:
        for key in {row.accuser, row.accused}:
            weight[key] = weight.get(key, 0) + row.claims
    keys = sorted(weight, key=lambda key: (-weight[key], key))[:top]
    shown = [row for row in found if row.accuser in set(keys) and row.accused in set(keys)]
    parties_: list[Label] = labels(connection, level, keys)
    return {
        "level": level,
        "parties": [
            label
            | {
                "made": sum(row.claims for row in found if row.accuser == label["key"]),
                "received": sum(row.claims for row in found if row.accused == label["key"]),
            }
            for label in parties_
        ],
        "cells": [{"accuser": row.accuser, "accused": row.accused, "claims": row.claims} for row in shown],
        "left_out": len(weight) - len(keys),
    }


def dyad_rows(
    connection: Connection, filters: Filters, level: Level, after: tuple[int, str, str, str] | None, limit: int
) -> list[dict[str, Any]]:
    """Claims by day, accuser, accused and type, in that order; one more than `limit`, to tell whether there is more."""
    accuser, accused = _sides(level)
    key = (events.c.day, accuser, accused, events.c.type)
    query = (
        select(*(column.label(name) for column, name in zip(key, ("day", "accuser", "accused", "type"), strict=True)))
        .add_columns(_CLAIMS.label("claims"))
        .join(events, events.c.id == dyads.c.event)
        .where(*conditions(filters, connection.dialect.name), accuser.is_not(None), accused.is_not(None))
        .group_by(*key)
        .order_by(*key)
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(*after))
    return [dict(row._mapping) for row in connection.execute(query)]


def party_names(connection: Connection, filters: Filters, level: Level, limit: int) -> list[dict[str, Any]]:
    """Who takes part in most claims, on either side."""
    column = parties.c.country if level == "country" else parties.c.actor
    query = (
        select(column.label("key"), _CLAIMS.label("claims"))
        .join(events, events.c.id == parties.c.event)
        .where(*conditions(filters, connection.dialect.name), column.is_not(None))
        .group_by(column)
        .order_by(_CLAIMS.desc(), column)
        .limit(limit)
    )
    found = connection.execute(query).all()
    named = labels(connection, level, [row.key for row in found])
    return [dict(label) | {"claims": row.claims} for label, row in zip(named, found, strict=True)]


def source_names(connection: Connection, filters: Filters, limit: int) -> list[dict[str, Any]]:
    """The papers with most claims."""
    query = (
        select(events.c.source.label("source"), _CLAIMS.label("claims"))
        .where(and_(*conditions(filters, connection.dialect.name), events.c.source.is_not(None)))
        .group_by(events.c.source)
        .order_by(_CLAIMS.desc(), events.c.source)
        .limit(limit)
    )
    return [dict(row._mapping) for row in connection.execute(query)]
