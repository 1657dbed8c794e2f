"""Storing what was fetched: records to rows, the rows with their offsets, and nothing stops at one that cannot be."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from streams.desk.metrics import Metrics
from streams.desk.store.incoming import Unreadable, read_accusation, read_article
from streams.desk.store.rows import ArticleRow, EventRow, milliseconds
from streams.desk.store.writing import Batch, Partition, Position, PositionMovedError, write_batch
from streams.settings import Settings

__all__ = ["Storer", "one_line"]

logger = logging.getLogger(__name__)

Pair = tuple[Any, EventRow | ArticleRow | None]
"""A record, and the row it makes; None for a record that is none of ours."""
Places = dict[Partition, int | None]
"""The offset that the database has of each partition; None if it has none."""


class Storer:
    """Stores, and counts what it stored and what it could not. Called in a thread."""

    def __init__(self, settings: Settings, engine: Engine, metrics: Metrics) -> None:
        self._accusations = settings.topics.accusations
        self._engine, self._metrics = engine, metrics
        for topic in (settings.topics.accusations, settings.topics.enriched):
            metrics.read.labels(topic)  # from 0 on: an alert compares what waits with what is read

    def store(self, records: Sequence[Any], places: Places, logs: Mapping[str, str]) -> None:
        """Store records of the logs of these ids; moves `places` on to where the database stands then.

        Raises `PositionMovedError` where it stood elsewhere before, and what the database raises.
        """
        self._store([(record, self._row(record)) for record in records], places, logs)

    def _store(self, pairs: Sequence[Pair], places: Places, logs: Mapping[str, str]) -> None:
        """Each in a transaction of its own where together they cannot be."""
        try:
            with self._metrics.batch.time():
                self._write(pairs, places, logs)
        except (PositionMovedError, OperationalError, InterfaceError):
            raise
        except (SQLAlchemyError, ValueError) as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                raise
            if len(pairs) == 1:
                record = pairs[0][0]
                self._skip(record, "unwritable", one_line(getattr(error, "orig", None) or error))
                self._write([(record, None)], places, logs)
                return
            middle = len(pairs) // 2
            self._store(pairs[:middle], places, logs)
            self._store(pairs[middle:], places, logs)

    def _write(self, pairs: Sequence[Pair], places: Places, logs: Mapping[str, str]) -> None:
        ends = {
            (record.topic, record.partition): Position(record.offset + 1, logs.get(record.topic)) for record, _ in pairs
        }
        begins = {place: places[place] for place in ends}
        written = write_batch(self._engine, Batch([row for _, row in pairs if row is not None], begins, ends))
        places.update({place: position.next_offset for place, position in ends.items()})
        self._metrics.shown.inc(written.shown)
        self._metrics.hidden.inc(written.hidden)
        for record, _ in pairs:
            self._metrics.read.labels(record.topic).inc()

    def _row(self, record: Any) -> EventRow | ArticleRow | None:
        read = read_accusation if record.topic == self._accusations else read_article
        try:
            return read(record.value, _seen_at(record))
        except Unreadable as error:
            self._skip(record, error.reason, str(error))
            return None

    def _skip(self, record: Any, reason: str, detail: str) -> None:
        self._metrics.skipped.labels(record.topic, reason).inc()
        logger.warning("%s[%d]@%d skipped: %s: %s", record.topic, record.partition, record.offset, reason, detail)


def one_line(error: BaseException) -> str:
    """What an error says, cut to what a log line bears."""
    return " ".join(str(error).split())[:300] or type(error).__name__


def _seen_at(record: Any) -> int:
    """The time of the raw record, in milliseconds: `ce_time`, else the record's own."""
    for name, value in record.headers:
        if name == "ce_time" and value and (found := milliseconds(value.decode(errors="replace"))) is not None:
            return found
    return max(0, int(record.timestamp))
