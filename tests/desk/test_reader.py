"""The user that the desk answers as, made by the script that PostgreSQL's image runs."""

import os
import secrets
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import Engine, Executable, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from streams.desk.store import tables
from streams.desk.store.engines import database_url, reading_engine, writing_engine
from streams.desk.store.migrating import migrate
from tests.desk.postgres import PostgresServer
from tests.desk.records import Told, event_row
from tests.desk.test_writing import store
from tests.tools import ROOT, find_tool


@pytest.fixture
def reader(postgres: PostgresServer, tmp_path: Path) -> Engine:
    find_tool("psql")
    name = f"desk_{secrets.token_hex(6)}"
    postgres.execute(f"CREATE DATABASE {name}")
    (tmp_path / "password").write_text('it\'s "secret"; --')
    where = make_url(postgres.url())
    environment = os.environ | {
        "POSTGRES_USER": "postgres",
        "POSTGRES_DB": name,
        "READER_PASSWORD_FILE": str(tmp_path / "password"),
        "PGHOST": str(where.host),
        "PGPORT": str(where.port),
    }
    script = ROOT / "docker" / "postgres" / "reader.sh"
    subprocess.run([script], env=environment, check=True, capture_output=True, timeout=30)
    writer = writing_engine(database_url(postgres.url(name)))
    migrate(writer)
    store(writer, event_row(Told()))
    writer.dispose()
    return reading_engine(database_url(postgres.url(name, "ittiham_reader"), 'it\'s "secret"; --'), 10)


def test_it_reads_every_table_and_changes_none(reader: Engine) -> None:
    with reader.connect() as connection:
        assert len(connection.execute(select(tables.events)).all()) == 1
        assert connection.execute(text("SELECT count(*) FROM words")).scalar_one() == 1
    forbidden: list[Executable] = [table.delete() for table in tables.metadata.tables.values()]
    for statement in [*forbidden, text("CREATE TABLE mine (id INT)")]:
        with reader.connect() as connection:
            connection.execute(text("SET TRANSACTION READ WRITE"))
            with pytest.raises(DBAPIError, match="permission denied"):
                connection.execute(statement)
    reader.dispose()
