"""How the stream stands, asked of Kafka alone: who works, how far they are, how fast, and what was dead-lettered last.

Needs no worker and no Prometheus: it also answers when all workers hang.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import time
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams.kafka.connection import MAX_REQUEST_BYTES, client_options
from streams.kafka.dead_letters import DeadLetter
from streams.kafka.follow import partitions_of
from streams.kafka.lag import Partition, Standing
from streams.kafka.probe import Group, GroupProbe
from streams.settings import Settings

__all__ = ["Observer", "Rates", "Snapshot", "observer", "rates"]

_READ_TIMEOUT: Final = 1000
"""Milliseconds to wait for dead letters that should be there."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The stream at one moment."""

    at: float
    """Seconds since the epoch."""
    group: Group
    standings: Mapping[Partition, Standing]
    """Of every partition of the raw topic."""
    written: Mapping[str, int]
    """Records ever written to each topic: the sum of its end offsets."""
    dead_letters: Sequence[DeadLetter]
    """The last ones, newest first."""

    @property
    def records(self) -> int:
        """Lag in records, of all partitions together."""
        return sum(standing.records for standing in self.standings.values())

    @property
    def seconds(self) -> float:
        """Lag in seconds, of the partition that is furthest behind."""
        return max((standing.seconds(self.at) for standing in self.standings.values()), default=0.0)


@dataclass(frozen=True, slots=True)
class Rates:
    """Records a second between two snapshots."""

    arriving: float
    """Raw articles pushed."""
    done: float
    """Raw articles committed."""
    events: float
    dead_letters: float


def rates(before: Snapshot, after: Snapshot, settings: Settings) -> Rates:
    """How fast it went from one snapshot to the next."""
    seconds, topics = max(after.at - before.at, 1e-3), settings.topics

    def written(topic: str) -> float:
        return max(after.written.get(topic, 0) - before.written.get(topic, 0), 0) / seconds

    done = sum(
        standing.position - before.standings[partition].position
        for partition, standing in after.standings.items()
        if partition in before.standings
    )
    return Rates(written(topics.raw), max(done, 0) / seconds, written(topics.accusations), written(topics.dead_letter))


class Observer:
    """Takes snapshots over connections of its own."""

    def __init__(
        self, settings: Settings, partitions: Sequence[TopicPartition], probe: GroupProbe, reader: Any
    ) -> None:
        self._topics, self._all, self._probe, self._reader = settings.topics, partitions, probe, reader

    async def look(self, dead_letters: int = 5) -> Snapshot:
        """The stream now, with its last `dead_letters`. Raises aiokafka's errors."""
        raw = [Partition(*tp) for tp in self._all if tp.topic == self._topics.raw]
        standings = await self._probe.measure(raw)
        ends: Mapping[TopicPartition, int] = await self._reader.end_offsets(list(self._all))
        written: dict[str, int] = {}
        for tp, end in ends.items():
            written[tp.topic] = written.get(tp.topic, 0) + end
        letters = await self._last_dead_letters(ends, dead_letters)
        return Snapshot(time(), await self._probe.group(), standings, written, letters)

    async def _last_dead_letters(self, ends: Mapping[TopicPartition, int], count: int) -> list[DeadLetter]:
        wanted = [tp for tp in ends if tp.topic == self._topics.dead_letter]
        starts: Mapping[TopicPartition, int] = await self._reader.beginning_offsets(wanted)
        firsts = {tp: max(starts[tp], ends[tp] - count) for tp in wanted if ends[tp] > starts[tp]}
        letters = [letter for tp, first in firsts.items() for letter in await self._read(tp, first, ends[tp])]
        return sorted(letters, key=lambda letter: (letter.timestamp, letter.offset), reverse=True)[:count]

    async def _read(self, partition: TopicPartition, first: int, end: int) -> list[DeadLetter]:
        self._reader.assign([partition])
        self._reader.seek(partition, first)
        letters: list[DeadLetter] = []
        while await self._reader.position(partition) < end:
            records = (await self._reader.getmany(partition, timeout_ms=_READ_TIMEOUT)).get(partition, ())
            if not records:
                break
            letters += [DeadLetter.of(record) for record in records if record.offset < end]
        self._reader.pause(partition)
        return letters


@asynccontextmanager
async def observer(settings: Settings) -> AsyncIterator[Observer]:
    """Connections to look through. Raises `UnknownTopicOrPartitionError` if a topic is missing."""
    topics = settings.topics
    names = (topics.raw, *topics.published)
    partitions = await partitions_of(settings, names)
    probe = GroupProbe(settings)
    reader = AIOKafkaConsumer(
        **client_options(settings),
        group_id=None,
        enable_auto_commit=False,
        fetch_max_bytes=MAX_REQUEST_BYTES,
        isolation_level="read_committed",
    )
    try:
        await probe.start()
        await reader.start()
        yield Observer(settings, partitions, probe, reader)
    finally:
        await reader.stop()
        await probe.stop()
