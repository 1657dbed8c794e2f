"""What Alembic runs: the connection is handed in by `migrating`, which holds the lock and the transaction."""

from alembic import context

from streams.desk.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
