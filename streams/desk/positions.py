"""Where to go on in a partition: at the offset that the database has, unless that is no place in this log.

A log may have been cut at its beginning (retention) or at its end (a broker that lost it), or be another log altogether
(topic deleted and made anew, even if already longer). Kafka's clients do not notice the last. The database remembers
the last record that was read, by offset and timestamp: if that record is there, it is the same log.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams.desk.store.writing import Partition, Position
from streams.kafka.connection import client_options
from streams.settings import Settings

__all__ = ["Start", "starts"]

Reason = Literal["expired", "truncated", "recreated"]

_STEP = 50
"""Milliseconds to wait for a record before looking whether the reader has come past it."""


class Start(NamedTuple):
    """Where to go on, and why not where the database says."""

    offset: int
    reason: Reason | None = None


async def starts(
    settings: Settings, partitions: Iterable[Partition], known: Mapping[Partition, Position]
) -> dict[Partition, Start]:
    """Where to go on in each partition: a new one at its beginning. Raises what aiokafka raises."""
    wanted = [TopicPartition(*partition) for partition in sorted(partitions)]
    if not wanted:
        return {}
    reader = AIOKafkaConsumer(
        **client_options(settings),
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="none",
        max_partition_fetch_bytes=settings.max_output_bytes,
        fetch_max_wait_ms=_STEP,
        isolation_level="read_committed",
    )
    await reader.start()
    try:
        begins, ends = await reader.beginning_offsets(wanted), await reader.end_offsets(wanted)
        found = {}
        for tp in wanted:
            place = (tp.topic, tp.partition)
            found[place] = await _start(reader, tp, known.get(place), begins[tp], ends[tp])
        return found
    finally:
        await reader.stop()


async def _start(
    reader: AIOKafkaConsumer, tp: TopicPartition, position: Position | None, begin: int, end: int
) -> Start:
    if position is None:
        return Start(begin)
    if position.next_offset > end:
        return Start(begin, "truncated")
    last = position.last_offset
    if last is not None and last >= begin and await _timestamp(reader, tp, last, end) != position.last_timestamp:
        return Start(begin, "recreated")
    if position.next_offset < begin:
        return Start(begin, "expired")
    return Start(position.next_offset)


async def _timestamp(reader: AIOKafkaConsumer, tp: TopicPartition, offset: int, end: int) -> int | None:
    """Of the record at the offset; None if there is none."""
    reader.assign([tp])
    reader.seek(tp, offset)
    try:
        while not (found := await reader.getmany(tp, timeout_ms=_STEP, max_records=1)):
            if await reader.position(tp) >= end:
                return None
    finally:
        reader.pause(tp)
    record = found[tp][0]
    return int(record.timestamp) if record.offset == offset else None
