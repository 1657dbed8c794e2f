"""One article with everything that was found in it."""

import zlib
from typing import Any, Final

import orjson
from sqlalchemy import Connection, select

from streams.desk.queries.shaping import Event, events_of, rfc3339
from streams.desk.store.rows import key_of
from streams.desk.store.tables import articles, events
from streams.enrichment.mask import mask

__all__ = ["find_article"]

_OF_RECORD: Final = ("text", "sentences", "actors", "coder")


def find_article(connection: Connection, article_id: str) -> dict[str, Any] | None:
    """The article as its last content has it, with its events in the order in which they came; None if there is none.

    Its text is null where only its accusations were read: `articles.enriched` is kept for a shorter time.
    """
    row = connection.execute(select(articles).where(articles.c.article_id == key_of(article_id))).one_or_none()
    if row is None:
        return None
    record = orjson.loads(zlib.decompress(row.record)) if row.record else {}
    mine = select(events.c.id).where(events.c.article_id == row.article_id).order_by(events.c.id)
    found: dict[int, Event] = events_of(connection, connection.execute(mine).scalars().all())
    columns = ("article_id", "content_id", "title", "url", "source", "author", "published_at")
    return {
        **{name: row._mapping[name] for name in columns},
        **{name: record.get(name) for name in _OF_RECORD},
        "shown_title": _shown(record.get("title")),
        "shown_text": _shown(record.get("text")),
        "at": rfc3339(row.at),
        "came": rfc3339(row.seen_at),
        "events": [found[number] for number in sorted(found)],
    }


def _shown(text: str | None) -> str | None:
    return None if text is None else mask(text).text
