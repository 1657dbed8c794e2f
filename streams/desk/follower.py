"""Following `accusations` and `articles.enriched` into the database.

The database's offsets are the truth: they move in the transaction of the rows. What is committed to the group is for
whoever watches its lag; it shares the partitions out among desks on one database, and nothing else.

A consumer reads one log of each topic: it asks for their ids before it reads, and stores them with the offsets. When a
topic is deleted or made anew a new consumer takes over, so that nothing that was fetched before is stored after.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import monotonic
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.client import ConnectionGroup
from aiokafka.errors import (
    KafkaError,
    NoOffsetForPartitionError,
    OffsetOutOfRangeError,
    UnknownTopicOrPartitionError,
)
from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from streams.desk.metrics import Metrics
from streams.desk.positions import Logs, reset_of
from streams.desk.store.writing import (
    Batch,
    Partition,
    Position,
    PositionMovedError,
    database_id,
    read_positions,
    write_batch,
)
from streams.desk.storing import Storer, one_line
from streams.kafka.connection import client_options
from streams.kafka.follow import partitions_of
from streams.kafka.header_names import accept_any_header_name
from streams.kafka.log_ids import log_ids
from streams.kafka.offsets import Reset
from streams.settings import Settings

__all__ = ["Follower"]

logger = logging.getLogger(__name__)

_BATCH: Final = 1_000
"""Records in a transaction at most."""
_WAIT: Final = 200
"""Milliseconds to wait for records."""
_AGAIN: Final = 1.0
"""Seconds before what failed is tried again."""
_LOOK_INTERVAL: Final = 1.0
"""Seconds between two looks at the ids of the logs."""
_TIMEOUT: Final = 10.0
"""Seconds for a question about the logs: it is asked again soon."""


class _LogsChangedError(Exception):
    """A topic was deleted or made anew: time for a new consumer."""


class Follower:
    """Reads, stores, and says how it is doing."""

    def __init__(
        self, settings: Settings, engine: Engine, metrics: Metrics, clock: Callable[[], float] = monotonic
    ) -> None:
        self._settings, self._engine, self._metrics, self._clock = settings, engine, metrics, clock
        topics = settings.topics
        self._topics = (topics.accusations, topics.enriched)
        self._next: dict[Partition, int | None] = {}
        """Offset that the database has, of each partition that is ours and has its place."""
        self._measured = set[TopicPartition]()
        """Partitions that the metrics tell of."""
        self._logs, self._storer = Logs(), Storer(settings, engine, metrics)
        self._looked_at = 0.0
        self.problem: str | None = "it has not joined its group yet"
        """Why it does not follow now; None while it does."""
        metrics.following.set_function(lambda: self.problem is None)

    async def run(self) -> None:
        """Follow until cancelled. An outage of Kafka or of the database is waited out, and told by `problem`."""
        accept_any_header_name()
        while True:
            try:
                await partitions_of(self._settings, self._topics)
                await self._follow()
            except _LogsChangedError:
                logger.info("a topic was deleted or made anew: looking for its partitions again")
                continue
            except (KafkaError, OSError) as error:
                self._complain(f"Kafka at {self._settings.bootstrap_servers}: {one_line(error)}")
            except (OperationalError, InterfaceError) as error:
                self._complain(f"the database: {one_line(error.orig or error)}")
            await asyncio.sleep(_AGAIN)

    def _complain(self, problem: str) -> None:
        if problem != self.problem:
            logger.warning("not following: %s", problem)
        self.problem = problem

    async def _follow(self) -> None:
        """With one consumer, until it fails."""
        name = await asyncio.to_thread(database_id, self._engine)
        consumer = AIOKafkaConsumer(
            **client_options(self._settings),
            group_id=f"{self._settings.desk_group_id}-{name}",
            enable_auto_commit=False,
            auto_offset_reset="none",
            max_partition_fetch_bytes=self._settings.max_record_bytes,
            session_timeout_ms=int(self._settings.session_timeout * 1000),
            heartbeat_interval_ms=int(self._settings.session_timeout * 1000 / 3),
            isolation_level="read_committed",
        )
        try:
            await consumer.start()
            await self._begin_logs(consumer)
            listener = _Listener(self._next)
            consumer.subscribe(self._topics, listener=listener)
            while True:
                await self._step(consumer, listener)
        finally:
            await consumer.stop()

    async def _begin_logs(self, consumer: AIOKafkaConsumer) -> None:
        """Before anything is read. A broker that lags behind is asked again, by a new consumer."""
        found = await self._ask_logs(consumer)
        if self._logs.are_former(found) or (found and len(found) < len(self._topics)):
            raise UnknownTopicOrPartitionError("the broker does not know of the newest topics yet")
        self._logs.take(found)
        self._next.clear()

    async def _ask_logs(self, consumer: AIOKafkaConsumer) -> dict[str, str]:
        self._looked_at = self._clock()
        async with asyncio.timeout(_TIMEOUT):
            return await log_ids(consumer._client, self._topics, ConnectionGroup.COORDINATION)

    async def _step(self, consumer: AIOKafkaConsumer, listener: "_Listener") -> None:
        try:
            if self._clock() - self._looked_at >= _LOOK_INTERVAL:
                await self._look(consumer)
            await self._place(consumer)
            if listener.joined:
                self.problem = None
            found = await consumer.getmany(timeout_ms=_WAIT, max_records=_BATCH)
            # What was read of a partition before it had its place is read again from there.
            placed = {tp: records for tp, records in found.items() if tp in self._next}
            self._measure(consumer)
            if placed:
                await self._store(placed)
                await self._tell_group(consumer, placed)
                self._measure(consumer)
        except OffsetOutOfRangeError as error:
            for tp in error.args[0]:
                self._next.pop(tp, None)
        except NoOffsetForPartitionError:
            pass  # the consumer asked its group where to begin before its partitions had their places here
        except PositionMovedError as error:
            logger.warning("%s; going on where it stands", error)
            self._next.clear()

    async def _look(self, consumer: AIOKafkaConsumer) -> None:
        """Raise `_LogsChangedError` if so. Without an answer the older logs are believed in, which loses nothing."""
        try:
            found = await self._ask_logs(consumer)
        except (KafkaError, TimeoutError) as error:
            logger.debug("cannot ask for the ids of the logs: %r", error)
            return
        if self._logs.changed(found):
            raise _LogsChangedError

    async def _place(self, consumer: AIOKafkaConsumer) -> None:
        """Go to where the database says, or, where that is no place in the log, to the oldest record that is there."""
        wanted = [tp for tp in consumer.assignment() if tp not in self._next]
        if not wanted:
            return
        known = await asyncio.to_thread(read_positions, self._engine)
        async with asyncio.timeout(_TIMEOUT):
            begins, ends = await consumer.beginning_offsets(wanted), await consumer.end_offsets(wanted)
        await self._look(consumer)  # are they of the logs that it reads?
        for tp in wanted:
            log, position = self._logs.ids.get(tp.topic), known.get(tp)
            if position and (reset := reset_of(tp, position, log, begins[tp], ends[tp])):
                position = Position(reset.to, log)
                await asyncio.to_thread(self._reset, reset, position)
            if tp in consumer.assignment():  # not taken away meanwhile
                consumer.seek(tp, position.next_offset if position else begins[tp])
                self._next[tp] = position.next_offset if position else None

    def _reset(self, reset: Reset, position: Position) -> None:
        """Store it at once, so that it is said once. Raises `PositionMovedError` if another desk did."""
        place = (reset.topic, reset.partition)
        write_batch(self._engine, Batch([], {place: reset.offset}, {place: position}))
        logger.warning("%s", reset)
        self._metrics.resets.labels(reset.topic, str(reset.partition), reset.reason).inc()

    async def _store(self, found: Mapping[TopicPartition, Sequence[Any]]) -> None:
        places = {tp: self._next[tp] for tp in found}
        records = [record for part in found.values() for record in part]
        await asyncio.to_thread(self._storer.store, records, places, self._logs.ids)
        self._next |= {tp: at for tp, at in places.items() if tp in self._next}  # not taken away meanwhile

    async def _tell_group(self, consumer: AIOKafkaConsumer, found: Mapping[TopicPartition, Sequence[Any]]) -> None:
        try:
            async with asyncio.timeout(_TIMEOUT):  # of a topic that is gone it would be tried for ever
                await consumer.commit({tp: records[-1].offset + 1 for tp, records in found.items()})
        except (KafkaError, TimeoutError) as error:
            logger.debug("the group was not told: %s", error)

    def _measure(self, consumer: AIOKafkaConsumer) -> None:
        for tp in self._measured - self._next.keys():
            self._metrics.lag.remove(tp.topic, str(tp.partition))
        self._measured &= self._next.keys()
        for tp in consumer.assignment() & self._next.keys():
            end, at = consumer.last_stable_offset(tp), self._next[tp]
            if end is not None and at is not None:
                self._metrics.lag.labels(tp.topic, str(tp.partition)).set(max(0, end - at))
                self._measured.add(tp)


class _Listener(ConsumerRebalanceListener):  # type: ignore[misc] # aiokafka has no types
    """Takes away the places of partitions that come or go: whoever has them next reads theirs from the database."""

    def __init__(self, places: dict[Partition, int | None]) -> None:
        self._places = places
        self.joined = False
        """Whether the group has given out its partitions, be it none."""

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        """What was read is stored, or void."""
        self._forget(revoked)

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        """The follower gives them their places before it reads on."""
        self._forget(assigned)
        self.joined = True

    def _forget(self, partitions: Iterable[TopicPartition]) -> None:
        for tp in partitions:
            self._places.pop(tp, None)
