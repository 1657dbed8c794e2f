"""Dead letters: what they are, which are wanted, and the way back to where they came from.

A replay gives a record its original key, value, headers and partition, and the count of its attempts. It reads from its
own committed position to the end offsets of its start, in batches: 1. read, 2. send what is wanted, 3. wait for every
acknowledgement, 4. commit. Interrupted, it repeats at most one batch; repeated, it sends nothing twice.
"""

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final, Literal, Self

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams.kafka.connection import MAX_REQUEST_BYTES, client_options, may_be_idempotent
from streams.kafka.follow import partitions_of
from streams.kafka.header_names import accept_any_header_name
from streams.kafka.producer import RecordProducer
from streams.records.glimpse import glimpse
from streams.records.outputs import attempts, utc
from streams.settings import Settings

__all__ = ["DeadLetter", "Outcome", "Wanted", "read", "replay"]

_NAMES: Final = ("reason", "detail", "topic", "partition", "offset", "timestamp", "attempt")
_OURS: Final = tuple(f"ittiham_{name}" for name in _NAMES)
_ATTEMPT: Final = "ittiham_attempt"
_BATCH: Final = 100
_IDLE: Final = 1000
"""Milliseconds to wait for records: the last offsets before the end may be no records but a transaction's markers."""

Outcome = Literal["replayed", "not wanted", "too many attempts", "foreign"]
Headers = Sequence[tuple[str, bytes | None]]


@dataclass(frozen=True)
class DeadLetter:
    """A record of the dead-letter topic."""

    partition: int
    offset: int
    timestamp: datetime
    """When it was dead-lettered."""
    key: bytes | None
    value: bytes | None
    """The original bytes."""
    headers: Headers

    @cached_property
    def said(self) -> Mapping[str, str]:
        """Ittiham's headers without their prefix; empty if a stranger wrote the record."""
        ours = self.headers[-len(_OURS) :]
        if tuple(name for name, _ in ours) != _OURS:
            return {}
        return dict(zip(_NAMES, ((value or b"").decode(errors="replace") for _, value in ours), strict=True))

    @cached_property
    def article(self) -> Mapping[str, str]:
        """`id` and `source` of the raw article, as far as its bytes can be read."""
        return glimpse(self.value)

    @property
    def original_headers(self) -> Headers:
        """The headers that the raw record had."""
        return self.headers[: -len(_OURS)] if self.said else self.headers

    @property
    def attempt(self) -> int:
        """How many times it has been dead-lettered."""
        return attempts(self.headers) if self.said else 0

    @classmethod
    def of(cls, record: Any) -> Self:
        """From a record as aiokafka's consumers give it."""
        moment = utc(record.timestamp / 1000)
        return cls(record.partition, record.offset, moment, record.key, record.value, record.headers)


@dataclass(frozen=True)
class Wanted:
    """Which dead letters to take; every condition that is given must hold."""

    reasons: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    keys: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    def __contains__(self, letter: DeadLetter) -> bool:
        if self.reasons and letter.said.get("reason") not in self.reasons:
            return False
        if self.keys and letter.key not in {key.encode() for key in self.keys}:
            return False
        if any(names and letter.article.get(of) not in names for of, names in self._of_the_article):
            return False
        return not ((self.since and letter.timestamp < self.since) or (self.until and letter.timestamp >= self.until))

    @property
    def _of_the_article(self) -> tuple[tuple[str, frozenset[str]], ...]:
        return ("id", self.ids), ("source", self.sources)

    @property
    def digest(self) -> str:
        """Names the position of a replay: what one filter left out must not be skipped by another."""
        parts = [*sorted(self.reasons), f"since {self.since}", f"until {self.until}"]
        # Only what is given: the position of a replay without these stays the one it was.
        parts += [f"key {key}" for key in sorted(self.keys)]
        parts += [f"{of} {name}" for of, names in self._of_the_article for name in sorted(names)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


async def read(settings: Settings, wanted: Wanted) -> AsyncGenerator[DeadLetter, None]:
    """The dead letters that are there now, oldest first in each partition. Raises `KafkaError`."""
    async with _reader(settings, None) as (consumer, partitions):
        await consumer.seek_to_beginning(*partitions)
        async for batch in _batches(consumer, partitions):
            for letter in batch:
                if letter in wanted:
                    yield letter


async def replay(settings: Settings, wanted: Wanted, *, again: bool = False) -> Counter[Outcome]:
    """Send the wanted ones back; gives what became of each record read. `again` ignores earlier replays.

    Raises `KafkaError`; then all that is committed was sent, and at most a batch that was sent is not committed.
    """
    outcomes: Counter[Outcome] = Counter()
    async with _reader(settings, f"{settings.group_id}-replay-{wanted.digest}") as (consumer, partitions):
        for partition in partitions:
            position = None if again else await consumer.committed(partition)
            await (consumer.seek_to_beginning(partition) if position is None else _seek(consumer, partition, position))
        async with _producer(settings) as producer:
            raw_partitions = await producer.partitions_for(settings.topics.raw)
            async for batch in _batches(consumer, partitions):
                decided = [(letter, _decide(letter, wanted, settings)) for letter in batch]
                letters = [letter for letter, outcome in decided if outcome == "replayed"]
                await _send(producer, settings.topics.raw, raw_partitions, letters)
                await consumer.commit({p: await consumer.position(p) for p in partitions})
                outcomes.update(outcome for _, outcome in decided)
    return outcomes


def _decide(letter: DeadLetter, wanted: Wanted, settings: Settings) -> Outcome:
    if letter not in wanted:
        return "not wanted"
    # Whoever may write dead letters must not thereby write to any topic.
    if letter.said.get("topic") != settings.topics.raw:
        return "foreign"
    return "replayed" if letter.attempt < settings.max_replays else "too many attempts"


async def _send(producer: RecordProducer, topic: str, partitions: Iterable[int], letters: Sequence[DeadLetter]) -> None:
    """Send and wait for all acknowledgements. The original partition keeps a key's order whatever chose it then."""
    answers = []
    for letter in letters:
        headers = [header for header in letter.original_headers if header[0] != _ATTEMPT]
        headers.append((_ATTEMPT, str(letter.attempt).encode()))
        partition = next((number for number in partitions if str(number) == letter.said["partition"]), None)
        answers.append(await producer.send(topic, letter.value, letter.key, partition, headers=headers))
    await asyncio.gather(*answers)


async def _batches(consumer: AIOKafkaConsumer, partitions: Sequence[TopicPartition]) -> AsyncIterator[list[DeadLetter]]:
    """Records up to the end offsets of now, whatever is added meanwhile."""
    ends = await consumer.end_offsets(partitions)
    while any([await consumer.position(partition) < ends[partition] for partition in partitions]):
        found = await consumer.getmany(*partitions, timeout_ms=_IDLE, max_records=_BATCH)
        records = [record for some in found.values() for record in some]
        for partition in partitions:
            if await consumer.position(partition) > ends[partition]:
                _seek_now(consumer, partition, ends[partition])
        yield [DeadLetter.of(one) for one in records if one.offset < ends[TopicPartition(one.topic, one.partition)]]


async def _seek(consumer: AIOKafkaConsumer, partition: TopicPartition, offset: int) -> None:
    """To an offset, or to the first one if it is none of the log: retention passed it, or the topic was made anew."""
    first = (await consumer.beginning_offsets([partition]))[partition]
    end = (await consumer.end_offsets([partition]))[partition]
    _seek_now(consumer, partition, offset if first <= offset <= end else first)


def _seek_now(consumer: AIOKafkaConsumer, partition: TopicPartition, offset: int) -> None:
    consumer.seek(partition, offset)


@asynccontextmanager
async def _reader(
    settings: Settings, group: str | None
) -> AsyncIterator[tuple[AIOKafkaConsumer, list[TopicPartition]]]:
    """A consumer of all partitions of the topic, a member of no group; `group` is where it keeps its position."""
    accept_any_header_name()
    partitions = await partitions_of(settings, [settings.topics.dead_letter])
    consumer = AIOKafkaConsumer(
        **client_options(settings),
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
        max_partition_fetch_bytes=settings.max_record_bytes,
        fetch_max_bytes=MAX_REQUEST_BYTES,
    )
    try:
        await consumer.start()
        consumer.assign(partitions)
        yield consumer, partitions
    finally:
        await consumer.stop()


@asynccontextmanager
async def _producer(settings: Settings) -> AsyncIterator[RecordProducer]:
    producer = RecordProducer(
        **client_options(settings),
        acks="all",
        enable_idempotence=await may_be_idempotent(settings),
        compression_type=None if settings.compression == "none" else settings.compression,
        max_request_size=MAX_REQUEST_BYTES,
    )
    try:
        await producer.start()
        yield producer
    finally:
        await producer.stop()
