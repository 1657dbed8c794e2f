"""Writing a batch: rows and offsets in one transaction, so that nothing is missed or counted twice.

1. The right to write, so that one batch is written at a time and numbers grow with the commits.
2. The offsets: where they are not what the batch begins at, another desk was here, and the batch is void.
3. What the database knows of the batch's articles; 4. what of it changes (`settling`); 5. the changes, and the offsets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select, update

from streams.desk.store.applying import apply_changes, upsert
from streams.desk.store.forgetting import remembered
from streams.desk.store.loading import load
from streams.desk.store.rows import ArticleRow, EventRow
from streams.desk.store.settling import Change, take
from streams.desk.store.tables import positions, state

__all__ = ["Batch", "Position", "PositionMovedError", "Written", "database_id", "read_positions", "write_batch"]

Partition = tuple[str, int]
"""Topic and number."""


class PositionMovedError(RuntimeError):
    """The database stands elsewhere than the batch begins: another desk writes into it. Read the positions again."""


class Position(NamedTuple):
    """How far a partition is read."""

    next_offset: int
    log: str | None = None
    """Id of the log that the offset is of; None if the broker knows no ids."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Records read together."""

    rows: Sequence[EventRow | ArticleRow]
    begins: Mapping[Partition, int | None]
    """The offset that the database must stand at; None where it must have none."""
    ends: Mapping[Partition, Position]


class Written(NamedTuple):
    """What became of a batch."""

    shown: int
    """Events that are to be seen now and were not before."""
    hidden: int
    """Events that a correction took back."""
    waiting: int
    forgotten: int
    """Rows of articles that are not to be taken again."""


def database_id(engine: Engine) -> str:
    """What tells this database from any other desk's."""
    with engine.connect() as connection:
        return str(connection.execute(select(state.c.database_id)).scalar_one())


def read_positions(engine: Engine) -> dict[Partition, Position]:
    """How far each partition is read."""
    with engine.connect() as connection:
        rows = connection.execute(select(positions))
        return {(row.topic, row.partition): Position(*row[2:]) for row in rows}


def write_batch(engine: Engine, batch: Batch) -> Written:
    """Write a batch or nothing of it. Raises `PositionMovedError`, and what the database raises."""
    with engine.begin() as connection:
        seq: int = connection.execute(select(state.c.seq).with_for_update()).scalar_one()
        _check_positions(connection, batch)
        rows = remembered(connection, batch.rows)
        known = load(connection, [row.article_id for row in rows])
        take(known, rows)
        changes = {id_: Change.of(article) for id_, article in known.items()}
        after = apply_changes(connection, known, changes, seq)
        _write_positions(connection, batch)
        if after != seq:
            connection.execute(update(state).values(seq=after))
    return Written(
        sum(len(change.shown) for change in changes.values()),
        sum(len(change.hidden) for change in changes.values()),
        sum(len(change.waiting) for change in changes.values()),
        len(batch.rows) - len(rows),
    )


def _check_positions(connection: Connection, batch: Batch) -> None:
    rows = connection.execute(select(positions.c.topic, positions.c.partition, positions.c.next_offset))
    found = {(row.topic, row.partition): row.next_offset for row in rows}
    for partition, expected in batch.begins.items():
        if found.get(partition) != expected:
            raise PositionMovedError(f"expected {partition} at {expected}, the database is at {found.get(partition)}")


def _write_positions(connection: Connection, batch: Batch) -> None:
    rows = [
        {"topic": topic, "partition": partition, **position._asdict()}
        for (topic, partition), position in batch.ends.items()
    ]
    if rows:
        upsert(connection, positions, rows, keys=("topic", "partition"))
