"""Fixtures of the desk: both databases."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from streams.desk.store.engines import database_url, reading_engine, writing_engine
from streams.desk.store.migrating import migrate
from tests.desk.postgres import PostgresServer


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """The session's PostgreSQL."""
    with PostgresServer(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of the test's own, of either kind."""
    if request.param == "sqlite":
        return str(tmp_path / "desk.db")
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"desk_{secrets.token_hex(6)}"
    server.execute(f"CREATE DATABASE {name}")
    return server.url(name)


@pytest.fixture
def writer(database: str) -> Iterator[Engine]:
    """What writes into it; its tables are there."""
    engine = writing_engine(database_url(database))
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def reader(database: str, writer: Engine) -> Iterator[Engine]:
    """What answers from it."""
    engine = reading_engine(database_url(database), statement_timeout=10)
    yield engine
    engine.dispose()
