"""Bringing the database to the newest tables, with the migrations that ship in the package."""

from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from streams.desk.store.engines import DatabaseError

__all__ = ["migrate"]

_LOCK = 0x17714A
"""Of PostgreSQL's advisory locks: two desks that start together migrate one after the other."""


def migrate(engine: Engine) -> None:
    """Run what is missing, in one transaction. Raises `DatabaseError` for a database of a newer version."""
    with as_file(files("streams.desk.store") / "migrations") as folder, engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config = Config()
        config.set_main_option("script_location", str(folder))
        _check_known(config, connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _check_known(config: Config, connection: Connection) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseError(
            f"the desk's database has the tables of revision {current}, which this version does not know: "
            "a newer ittiham made it; install that one, or give another ITTIHAM_DESK_DATABASE"
        )
