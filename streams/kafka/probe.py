"""Asking the broker where a group stands: first, end and committed offsets, and the time of the oldest record waiting.

Belongs to no group and commits nothing, so it can ask on behalf of a worker that hangs, or with no worker at all.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.coordinator.protocol import ConsumerProtocolMemberAssignment
from aiokafka.errors import for_code

from streams.kafka.connection import client_options
from streams.kafka.embedded import is_embedded
from streams.kafka.lag import Partition, Standing
from streams.kafka.log_ids import log_ids
from streams.kafka.offsets import Committed, is_other_log
from streams.settings import Settings

__all__ = ["Group", "GroupProbe", "Member"]

_REQUEST_TIMEOUT: Final = 5_000
"""Milliseconds: whoever asks wants to know soon that nobody answers."""
_STEP: Final = 25
"""Milliseconds to wait for a record before looking whether the reader has come past the end without finding one."""


@dataclass(frozen=True, slots=True)
class Member:
    """A worker in the group."""

    id: str
    host: str
    """Where it connects from, as the broker sees it."""
    partitions: tuple[Partition, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The consumer group as its coordinator sees it."""

    state: str
    """Kafka's: Stable, PreparingRebalance, CompletingRebalance, Empty, Dead."""
    members: tuple[Member, ...]


class _Reading(NamedTuple):
    """What was found at a position."""

    position: int
    end: int
    """Of the partition, when it was read."""
    oldest: float | None
    """Timestamp of the first record; None if there was none up to the end."""

    def holds(self, standing: Standing) -> bool:
        """Whether reading again would find the same."""
        return self.position == standing.position and (self.oldest is not None or self.end == standing.end)


class GroupProbe:
    """Open from `start` to `stop`, both in the event loop that asks. Raises what aiokafka raises."""

    def __init__(self, settings: Settings) -> None:
        options = client_options(settings) | {"request_timeout_ms": _REQUEST_TIMEOUT, "client_id": "ittiham-probe"}
        self._group = settings.group_id
        self._admin = AIOKafkaAdminClient(**options)
        # One byte: the broker then sends the one batch that the record is in, and no more.
        self._reader = AIOKafkaConsumer(
            **options,
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            max_partition_fetch_bytes=1,
            fetch_max_wait_ms=100,
        )
        # Tells where the log ends, as the other one tells where what can be read ends.
        self._log_reader = AIOKafkaConsumer(**options, group_id=None, enable_auto_commit=False)
        self._readings: dict[Partition, _Reading] = {}
        self._positions: dict[Partition, int] = {}
        """Of the last round."""

    async def start(self) -> None:
        """Connect."""
        await self._admin.start()
        await self._reader.start()
        await self._log_reader.start()

    async def stop(self) -> None:
        """Disconnect; safe after a `start` that failed."""
        await self._admin.close()
        await self._reader.stop()
        await self._log_reader.stop()

    async def measure(self, partitions: Iterable[Partition], *, fresh: bool = True) -> dict[Partition, Standing]:
        """Where the group stands in each; with no partitions it only makes sure that the broker answers.

        A record is read for each partition that lags. Unless `fresh`, partitions that move on keep the timestamp that
        was read before, which spares the reading. May take as long as the broker takes to answer: give it a time-out.
        """
        wanted = [TopicPartition(*partition) for partition in sorted(partitions)]
        if not wanted:
            await self._admin.find_coordinator(self._group)
            return {}
        # Committed before all else: what is produced and committed in between must not look like a negative lag.
        committed = await self._committed(wanted)
        logs = await log_ids(self._admin._client, {tp.topic for tp in wanted})
        starts, ends = await asyncio.gather(self._reader.beginning_offsets(wanted), self._reader.end_offsets(wanted))
        highs = await self._log_reader.end_offsets(wanted)  # after the others, so that it is not below them
        found = {
            Partition(*tp): _standing(
                starts[tp], ends[tp], highs[tp], committed.get(Partition(*tp)), logs.get(tp.topic)
            )
            for tp in wanted
        }
        return {partition: await self._dated(partition, standing, fresh) for partition, standing in found.items()}

    async def group(self) -> Group:
        """The group's state and its members, by host and id."""
        (response,) = await self._admin.describe_consumer_groups([self._group])
        error, _, state, _, _, members, *_ = response.groups[0]
        if error:
            raise for_code(error)(self._group)
        found = [
            Member(str(id_), str(host).lstrip("/"), _partitions(assigned)) for id_, _, host, _, assigned in members
        ]
        return Group(str(state), tuple(sorted(found, key=lambda member: (member.host, member.id))))

    async def _committed(self, partitions: list[TopicPartition]) -> dict[Partition, Committed]:
        offsets: Mapping[Any, Any] = await self._admin.list_consumer_group_offsets(self._group, partitions=partitions)
        return {
            Partition(*tp): Committed.of(int(entry.offset), entry.metadata)
            for tp, entry in offsets.items()
            if entry.offset >= 0
        }

    async def _dated(self, partition: Partition, standing: Standing, fresh: bool) -> Standing:
        """The standing with the timestamp of the oldest record waiting, read once for each position."""
        moved = self._positions.get(partition) != standing.position
        self._positions[partition] = standing.position
        if not standing.offsets:
            return standing
        reading = self._readings.get(partition)
        if reading is None or (not reading.holds(standing) and (fresh or not moved or reading.oldest is None)):
            oldest = await self._timestamp(TopicPartition(*partition), standing.position, standing.end)
            reading = self._readings[partition] = _Reading(standing.position, standing.end, oldest)
        return replace(standing, oldest=reading.oldest)

    async def _timestamp(self, partition: TopicPartition, offset: int, end: int) -> float | None:
        """Timestamp in seconds of the first record from the offset on; None if up to the end there are only markers."""
        self._reader.assign([partition])
        self._reader.seek(partition, offset)
        try:
            while not (found := await self._reader.getmany(partition, timeout_ms=_STEP, max_records=1)):
                if await self._reader.position(partition) >= end:
                    return None
        finally:
            self._reader.pause(partition)  # else it goes on to fetch what nobody reads
        return float(found[partition][0].timestamp) / 1000


def _standing(start: int, end: int, high: int, committed: Committed | None, log: str | None) -> Standing:
    if committed is None:
        return Standing(start, end, None, high=high)
    if log is not None and is_embedded(log):
        end = max(end, committed.offset)  # the embedded broker counts a batch as one record; its log is never cut
    return Standing(start, end, committed.offset, high=high, other_log=is_other_log(committed.log, log))


def _partitions(assigned: bytes) -> tuple[Partition, ...]:
    """The partitions in a member's assignment, in the consumers' own format."""
    if not assigned:
        return ()  # it is still joining
    topics = ConsumerProtocolMemberAssignment.decode(assigned).assignment
    return tuple(sorted(Partition(topic, number) for topic, numbers in topics for number in numbers))
