"""Following `accusations` and `articles.enriched` into the database.

The database's offsets are the truth: they move in the transaction of the rows. What is committed to the group is for
whoever watches its lag; it shares the partitions out among desks on one database, and nothing else.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import KafkaError, NoOffsetForPartitionError, OffsetOutOfRangeError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from streams.desk.metrics import Metrics
from streams.desk.positions import Start, starts
from streams.desk.store.incoming import Unreadable, read_accusation, read_article
from streams.desk.store.rows import ArticleRow, EventRow, milliseconds
from streams.desk.store.writing import (
    Batch,
    Partition,
    Position,
    PositionMovedError,
    database_id,
    read_positions,
    write_batch,
)
from streams.kafka.connection import client_options
from streams.kafka.follow import partitions_of
from streams.kafka.header_names import accept_any_header_name
from streams.settings import Settings

__all__ = ["Follower"]

logger = logging.getLogger(__name__)

Pair = tuple[Any, EventRow | ArticleRow | None]
"""A record, and the row it makes; None for a record that is none of ours."""

_BATCH: Final = 1_000
"""Records in a transaction at most."""
_WAIT: Final = 200
"""Milliseconds to wait for records."""
_AGAIN: Final = 1.0
"""Seconds before what failed is tried again."""


class Follower:
    """Reads, stores, and says how it is doing."""

    def __init__(self, settings: Settings, engine: Engine, metrics: Metrics) -> None:
        self._settings, self._engine, self._metrics = settings, engine, metrics
        topics = settings.topics
        self._topics = (topics.accusations, topics.enriched)
        self._next: dict[Partition, int | None] = {}
        """Offset that the database has, of each partition that is ours."""
        self._consumer: AIOKafkaConsumer | None = None
        self._placing = asyncio.Lock()
        self.problem: str | None = "it has not joined its group yet"
        """Why it does not follow now; None while it does."""

    async def run(self) -> None:
        """Follow until cancelled. An outage of Kafka or of the database is waited out, and told by `problem`."""
        accept_any_header_name()
        while True:
            try:
                await partitions_of(self._settings, self._topics)
                await self._follow()
            except (KafkaError, OSError) as error:
                self._complain(f"Kafka at {self._settings.bootstrap_servers}: {_line(error)}")
            except (OperationalError, InterfaceError) as error:
                self._complain(f"the database: {_line(error.orig or error)}")
            await asyncio.sleep(_AGAIN)

    def _complain(self, problem: str) -> None:
        if problem != self.problem:
            logger.warning("not following: %s", problem)
        self.problem = problem

    async def _follow(self) -> None:
        """With one consumer, until it fails."""
        name = await asyncio.to_thread(database_id, self._engine)
        self._consumer = consumer = AIOKafkaConsumer(
            **client_options(self._settings),
            group_id=f"{self._settings.desk_group_id}-{name}",
            enable_auto_commit=False,
            auto_offset_reset="none",
            max_partition_fetch_bytes=self._settings.max_record_bytes,
            session_timeout_ms=int(self._settings.session_timeout * 1000),
            heartbeat_interval_ms=int(self._settings.session_timeout * 1000 / 3),
            isolation_level="read_committed",
        )
        consumer.subscribe(self._topics, listener=_Listener(self._place))
        try:
            await consumer.start()
            while True:
                await self._step(consumer)
        finally:
            await consumer.stop()

    async def _step(self, consumer: AIOKafkaConsumer) -> None:
        try:
            found = await consumer.getmany(timeout_ms=_WAIT, max_records=_BATCH)
            unplaced = {tp for tp in found if (tp.topic, tp.partition) not in self._next}
            await self._place(unplaced)
            # What was read of a partition before it had its place is read again from there.
            placed = {tp: part for tp, part in found.items() if tp not in unplaced}
            if records := [record for part in placed.values() for record in part]:
                await asyncio.to_thread(self._store, [(record, self._row(record)) for record in records])
                await self._tell_group(consumer, placed)
            self._measure(consumer)
        except OffsetOutOfRangeError as error:
            await self._place(error.args[0])
        except NoOffsetForPartitionError:
            # The consumer asked its group where to begin before its partitions had their places here; now they have.
            await self._place({tp for tp in consumer.assignment() if (tp.topic, tp.partition) not in self._next})
        except PositionMovedError as error:
            logger.warning("%s; going on where it stands", error)
            await self._place(consumer.assignment())

    async def _place(self, partitions: Iterable[TopicPartition]) -> None:
        """Go to where the database says, or, where that is no place in the log, to the oldest record that is there."""
        wanted = {(tp.topic, tp.partition) for tp in partitions}
        for partition in wanted:
            self._next.pop(partition, None)
        async with self._placing:
            # The listener and the loop may want the same at the same time: what the other has placed stays.
            await self._place_all([partition for partition in wanted if partition not in self._next])
        self.problem = None

    async def _place_all(self, ours: Sequence[Partition]) -> None:
        known = await asyncio.to_thread(read_positions, self._engine) if ours else {}
        for partition, start in (await starts(self._settings, ours, known)).items():
            position = known.get(partition)
            before = position.next_offset if position else None
            if start.reason:
                self._tell_reset(partition, start, before)
            assert self._consumer is not None  # noqa: S101 - only called while there is one
            self._consumer.seek(TopicPartition(*partition), start.offset)
            self._next[partition] = before

    def _tell_reset(self, partition: Partition, start: Start, before: int | None) -> None:
        topic, number = partition
        logger.warning(
            "%s[%d]: the log was cut or made anew (%s): expected to go on at %s, going on at %d",
            *(topic, number, start.reason, before, start.offset),
        )
        self._metrics.resets.labels(topic, str(number), start.reason).inc()

    def _store(self, pairs: Sequence[Pair]) -> None:
        """Store records, each in a transaction of its own where together they cannot be; in a thread."""
        try:
            with self._metrics.batch.time():
                self._write(pairs)
        except (PositionMovedError, OperationalError, InterfaceError):
            raise
        except (SQLAlchemyError, ValueError) as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                raise
            if len(pairs) == 1:
                record = pairs[0][0]
                self._skip(record, "unwritable", _line(getattr(error, "orig", None) or error))
                self._write([(record, None)])
                return
            middle = len(pairs) // 2
            self._store(pairs[:middle])
            self._store(pairs[middle:])

    def _write(self, pairs: Sequence[Pair]) -> None:
        ends = {
            (record.topic, record.partition): Position(record.offset + 1, record.offset, record.timestamp)
            for record, _ in pairs
        }
        begins = {partition: self._next[partition] for partition in ends}
        written = write_batch(self._engine, Batch([row for _, row in pairs if row is not None], begins, ends))
        self._next |= {partition: position.next_offset for partition, position in ends.items()}
        self._metrics.shown.inc(written.shown)
        self._metrics.hidden.inc(written.hidden)
        for record, _ in pairs:
            self._metrics.read.labels(record.topic).inc()

    def _row(self, record: Any) -> EventRow | ArticleRow | None:
        read = read_accusation if record.topic == self._settings.topics.accusations else read_article
        try:
            return read(record.value, _seen_at(record))
        except Unreadable as error:
            self._skip(record, error.reason, str(error))
            return None

    def _skip(self, record: Any, reason: str, detail: str) -> None:
        self._metrics.skipped.labels(record.topic, reason).inc()
        logger.warning("%s[%d]@%d skipped: %s: %s", record.topic, record.partition, record.offset, reason, detail)

    async def _tell_group(self, consumer: AIOKafkaConsumer, found: Mapping[TopicPartition, Sequence[Any]]) -> None:
        try:
            await consumer.commit({tp: records[-1].offset + 1 for tp, records in found.items()})
        except KafkaError as error:
            logger.debug("the group was not told: %s", error)

    def _measure(self, consumer: AIOKafkaConsumer) -> None:
        ours = {(tp.topic, tp.partition) for tp in consumer.assignment()}
        for topic, partition in ours:
            end = consumer.last_stable_offset(TopicPartition(topic, partition))
            at = self._next.get((topic, partition))
            if end is not None and at is not None:
                self._metrics.lag.labels(topic, str(partition)).set(max(0, end - at))


class _Listener(ConsumerRebalanceListener):  # type: ignore[misc] # aiokafka has no types
    def __init__(self, place: Callable[[Iterable[TopicPartition]], Any]) -> None:
        self._place = place

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        """Nothing to do: what was read is stored, and the next owner reads the offsets from the database."""

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        """Go to where the database says."""
        await self._place(assigned)


def _seen_at(record: Any) -> int:
    """The time of the raw record, in milliseconds: `ce_time`, else the record's own."""
    for name, value in record.headers:
        if name == "ce_time" and value and (found := milliseconds(value.decode(errors="replace"))) is not None:
            return found
    return max(0, int(record.timestamp))


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
