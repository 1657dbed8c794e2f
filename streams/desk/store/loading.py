"""Reading what the database knows of the articles that a batch touches."""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Row, select

from streams.desk.store.chunks import chunks
from streams.desk.store.rows import EventRow
from streams.desk.store.settling import Article
from streams.desk.store.tables import articles, bodies, events, waiting

__all__ = ["load"]


def load(connection: Connection, ids: Iterable[str]) -> dict[str, Article]:
    """The articles of these ids, in their order; one that is not known yet is empty."""
    found = {id_: Article() for id_ in ids}
    for some in chunks(list(found)):
        query = select(articles.c.article_id, articles.c.content_id, articles.c.listed)
        for row in connection.execute(query.where(articles.c.article_id.in_(some))):
            listed = None if row.listed is None else frozenset(row.listed.split())
            found[row.article_id] = Article(row.content_id, listed, stored=True)
        _load_events(connection, found, some)
    return found


def _load_events(connection: Connection, found: dict[str, Article], ids: Sequence[str]) -> None:
    seen = (
        select(events.c.id, events.c.event_id, events.c.article_id, events.c.seen_at, bodies.c.record)
        .join(bodies, bodies.c.id == events.c.id)
        .where(events.c.article_id.in_(ids))
        .order_by(events.c.id)
    )
    for row in connection.execute(seen):
        article = found[row.article_id]
        article.known[row.event_id] = _event(row)
        article.seen[row.event_id] = row.id
    for row in connection.execute(select(waiting).where(waiting.c.article_id.in_(ids))):
        found[row.article_id].known[row.event_id] = _event(row)


def _event(row: Row[*tuple[Any, ...]]) -> EventRow:
    content_id = orjson.loads(row.record)["content_id"]
    return EventRow(row.event_id, row.article_id, content_id, row.seen_at, bytes(row.record))
