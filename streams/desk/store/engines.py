"""How to reach the database: one engine that writes, one that cannot."""

import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

__all__ = ["DatabaseError", "database_url", "reading_engine", "writing_engine"]

_BUSY: Final = 30.0
"""Seconds that SQLite waits for another writer: migrations, or `ittiham desk forget` beside a running desk."""
_READERS: Final = 8
"""Connections for answering: what the machine can do at a time, not how many people look."""


class DatabaseError(ValueError):
    """The database cannot be used; the text says which setting, what was expected and what came, no password."""


def database_url(text: str, password: str | None = None) -> URL:
    """`sqlite:///path`, a path, or `postgresql://…`; a password of its own is put in. Raises `DatabaseError`."""
    try:
        url = make_url(text if "://" in text else f"sqlite:///{text}")
    except ArgumentError:
        raise DatabaseError("ITTIHAM_DESK_DATABASE: expected a path or postgresql://user@host/name") from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg", password=password or url.password)
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        raise DatabaseError(
            f"ITTIHAM_DESK_DATABASE: expected a file for SQLite or postgresql://user@host/name, "
            f"got {url.render_as_string(hide_password=True)!r}"
        )
    return url


def writing_engine(url: URL) -> Engine:
    """For the one who follows Kafka. Every transaction takes the right to write at its beginning."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_size=2)
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # Python's own notion of transactions leaves DDL outside of them
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "cache_size=-65536"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def reading_engine(url: URL, statement_timeout: float) -> Engine:
    """For answering requests: the database itself refuses to write, and ends what takes more than so many seconds."""
    if url.get_backend_name() != "sqlite":
        options = f"-c default_transaction_read_only=on -c statement_timeout={int(statement_timeout * 1000)}"
        return create_engine(
            url,
            pool_pre_ping=True,
            pool_size=_READERS,
            # What one answer says must fit together, as it does in SQLite.
            isolation_level="REPEATABLE READ",
            connect_args={"options": options},
        )
    path = Path(str(url.database)).absolute()
    engine = create_engine(
        URL.create("sqlite", database=f"{path.as_uri()}?mode=ro", query={"uri": "true"}),
        pool_size=_READERS,
        connect_args={"timeout": _BUSY, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        for pragma in ("query_only=ON", "cache_size=-16384", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    _interrupt_long_statements(engine, statement_timeout)
    return engine


def _interrupt_long_statements(engine: Engine, seconds: float) -> None:
    """SQLite has no statement_timeout: it asks a clock of ours every so many steps."""
    from time import monotonic

    @event.listens_for(engine, "before_cursor_execute")
    def _start(connection: Any, *_: Any) -> None:
        deadline = monotonic() + seconds
        connection.connection.set_progress_handler(lambda: int(monotonic() > deadline), 10_000)
