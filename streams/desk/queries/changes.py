"""What changed: the number that every change moves, and the articles whose events were taken back."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from streams.desk.store.tables import articles, state

__all__ = ["Version", "corrections_since", "version"]

_MOST = 1_000


class Version(NamedTuple):
    """The state of a database as a reader can tell it."""

    database_id: str
    number: int


def version(connection: Connection) -> Version:
    """Which state the database is in."""
    return Version(*connection.execute(select(state.c.database_id, state.c.seq)).one())


def corrections_since(connection: Connection, number: int) -> list[str]:
    """Articles of which events were taken back after this number; at most a thousand."""
    query = select(articles.c.article_id).where(articles.c.replaced > number).order_by(articles.c.replaced)
    return list(connection.execute(query.limit(_MOST)).scalars())
