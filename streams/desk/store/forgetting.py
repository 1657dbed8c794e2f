"""Taking away: what is too old, and what must not be kept."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Connection, Engine, delete, func, select, text, update

from streams.desk.store.applying import delete_events, upsert
from streams.desk.store.chunks import chunks
from streams.desk.store.rows import ArticleRow, EventRow, key_of
from streams.desk.store.tables import articles, events, forgotten, state, waiting

__all__ = ["drop_older", "forget", "remembered"]

Row = TypeVar("Row", bound=EventRow | ArticleRow)

_AT_A_TIME = 2_000
"""Events taken away in one transaction: others wait for it."""


def remembered(connection: Connection, rows: Sequence[Row]) -> list[Row]:
    """The rows without those of articles that are not to be taken again."""
    if connection.execute(select(func.count()).select_from(forgotten)).scalar_one() == 0:
        return list(rows)
    names = {row.article_id: _name(row.article_id) for row in rows}
    found: set[str] = set()
    for some in chunks(list(set(names.values()))):
        found |= set(connection.execute(select(forgotten.c.article).where(forgotten.c.article.in_(some))).scalars())
    return [row for row in rows if names[row.article_id] not in found]


def forget(engine: Engine, article_id: str) -> int:
    """Take an article and its events away for good, and never take it again; gives the number of events.

    What is kept is a hash of its id. SQLite overwrites what it deletes; PostgreSQL does so at its next VACUUM.
    """
    key = key_of(article_id)
    with engine.begin() as connection:
        numbers = connection.execute(select(events.c.id).where(events.c.article_id == key)).scalars().all()
        connection.execute(update(state).values(seq=state.c.seq + 1))
        delete_events(connection, numbers)
        connection.execute(delete(waiting).where(waiting.c.article_id == key))
        connection.execute(delete(articles).where(articles.c.article_id == key))
        upsert(connection, forgotten, [{"article": _name(key)}], keys=("article",))
        if engine.dialect.name == "sqlite":
            connection.execute(text("INSERT INTO words (words) VALUES ('optimize')"))
    if engine.dialect.name == "sqlite":
        _empty_log(engine)
    return len(numbers)


def drop_older(engine: Engine, before: int, waiting_before: int) -> int:
    """Take away what came before these times, in milliseconds; gives the number of events. Others may write between."""
    dropped = 0
    while True:
        with engine.begin() as connection:
            old = select(events.c.id).where(events.c.seen_at < before).order_by(events.c.seen_at).limit(_AT_A_TIME)
            numbers = connection.execute(old).scalars().all()
            if numbers:
                connection.execute(update(state).values(seq=state.c.seq + 1))
            delete_events(connection, numbers)
            dropped += len(numbers)
            if len(numbers) < _AT_A_TIME:
                connection.execute(delete(articles).where(articles.c.seen_at < before))
                connection.execute(delete(waiting).where(waiting.c.seen_at < waiting_before))
                return dropped


def _empty_log(engine: Engine) -> None:
    """Write SQLite's log into the file and empty it: it holds pages as they were."""
    connection = engine.raw_connection()
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _name(article_id: str) -> str:
    return hashlib.sha256(article_id.encode()).hexdigest()
