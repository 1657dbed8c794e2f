"""The migrations make the tables that the code believes in; and nothing of them is left out of the package."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from streams.desk.store import tables
from streams.desk.store.migrating import migrate


def test_the_migrations_make_the_tables(writer: Engine) -> None:
    with writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_ours})
        found = [
            change
            for part in compare_metadata(context, tables.metadata)
            for change in (part if isinstance(part, list) else [part])
        ]
    assert [change for change in found if change[0] != "modify_comment"] == []


def test_once_is_enough(writer: Engine) -> None:
    before = set(inspect(writer).get_table_names())
    migrate(writer)
    assert set(inspect(writer).get_table_names()) == before >= set(tables.metadata.tables)


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    """Not the full-text index, which is of its database's own kind."""
    return not (kind == "table" and name is not None and name.startswith("words"))
