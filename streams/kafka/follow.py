"""Reading topics without a group: nothing is committed, every reader sees every record."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import UnknownTopicOrPartitionError

from streams.kafka.connection import MAX_REQUEST_BYTES, client_options
from streams.kafka.header_names import accept_any_header_name
from streams.settings import Settings

__all__ = ["Place", "follow", "partitions_of", "read_range"]

_IDLE: Final = 1000
"""Milliseconds to wait for records: the last offsets before the end may be no records but a transaction's markers."""


@dataclass(frozen=True, slots=True)
class Place:
    """From where on to read."""

    beginning: bool = False
    """The oldest record; else the next to come."""
    since: datetime | None = None
    """The first record of this time or later."""
    partition: int | None = None
    """This partition alone."""
    offset: int | None = None
    """This offset, in each partition."""


async def partitions_of(settings: Settings, topics: Iterable[str]) -> list[TopicPartition]:
    """All partitions of the topics. Raises `UnknownTopicOrPartitionError`, and never creates a topic by asking."""
    admin = AIOKafkaAdminClient(**client_options(settings))
    try:
        await admin.start()
        # Asked for by name, a missing topic would be created by a broker that is set up to do so.
        found: Mapping[str, Any] = {topic["topic"]: topic for topic in await admin.describe_topics()}
    finally:
        await admin.close()
    wanted = list(topics)
    if missing := [topic for topic in wanted if topic not in found]:
        raise UnknownTopicOrPartitionError(", ".join(missing))
    return [
        TopicPartition(topic, partition["partition"])
        for topic in wanted
        for partition in sorted(found[topic]["partitions"], key=lambda partition: int(partition["partition"]))
    ]


_END: Final = Place()


@asynccontextmanager
async def follow(settings: Settings, topics: Iterable[str], place: Place = _END) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer of the topics' partitions, standing where `place` says."""
    accept_any_header_name()
    partitions = await partitions_of(settings, topics)
    if place.partition is not None:
        partitions = [partition for partition in partitions if partition.partition == place.partition]
        if not partitions:
            raise UnknownTopicOrPartitionError(f"partition {place.partition}")
    consumer = AIOKafkaConsumer(
        **client_options(settings),
        group_id=None,
        enable_auto_commit=False,
        max_partition_fetch_bytes=settings.max_record_bytes,
        fetch_max_bytes=MAX_REQUEST_BYTES,
        isolation_level="read_committed",
    )
    try:
        await consumer.start()
        consumer.assign(partitions)
        await _go_to(consumer, partitions, place)
        yield consumer
    finally:
        await consumer.stop()


async def _go_to(consumer: AIOKafkaConsumer, partitions: Sequence[TopicPartition], place: Place) -> None:
    if place.beginning:
        await consumer.seek_to_beginning(*partitions)
    else:
        await consumer.seek_to_end(*partitions)
    if place.since is not None:
        moment = int(place.since.timestamp() * 1000)
        for partition, found in (await consumer.offsets_for_times(dict.fromkeys(partitions, moment))).items():
            # No record that late: it stays at the end.
            consumer.seek(partition, found.offset) if found else await consumer.seek_to_end(partition)
    if place.offset is not None:
        first = await consumer.beginning_offsets(partitions)
        for partition in partitions:
            consumer.seek(partition, max(place.offset, first[partition]))


async def read_range(
    settings: Settings, topic: str, place: Place, until: datetime | None = None, end: int | None = None
) -> AsyncGenerator[Any, None]:
    """The records that are there now, from `place` on, before the time `until` and before the offset `end`.

    What comes along with the last of them is given too: the embedded broker counts a batch as one record in its ends.
    """
    async with follow(settings, [topic], place) as consumer:
        ends = await consumer.end_offsets(consumer.assignment())
        ends = {partition: last if end is None else min(last, end) for partition, last in ends.items()}
        while open_ := [partition for partition in ends if await consumer.position(partition) < ends[partition]]:
            for records in (await consumer.getmany(*open_, timeout_ms=_IDLE)).values():
                for record in records:
                    if (end is None or record.offset < end) and (
                        until is None or record.timestamp / 1000 < until.timestamp()
                    ):
                        yield record
