"""When the record at the committed offset is read, and when what was read before still holds. No broker here."""

from collections.abc import AsyncIterator

import pytest
from aiokafka import TopicPartition

from streams.kafka.lag import Partition, Standing
from streams.kafka.probe import GroupProbe
from streams.settings import Settings

P = Partition("raw", 0)


class Probe(GroupProbe):
    """Finds in `records` the timestamps by offset, and notes what it read."""

    def __init__(self) -> None:
        super().__init__(Settings.model_construct())
        self.records: dict[int, float] = {offset: 1000.0 + offset for offset in range(10)}
        self.read: list[int] = []

    async def _timestamp(self, partition: TopicPartition, offset: int, end: int) -> float | None:
        self.read.append(offset)
        return self.records.get(offset)

    async def oldest(self, committed: int, end: int = 10, *, fresh: bool = True) -> float | None:
        return (await self._dated(P, Standing(0, end, committed), fresh)).oldest


@pytest.fixture
async def probe() -> AsyncIterator[Probe]:
    probe = Probe()
    yield probe
    await probe.stop()


async def test_read_once_for_each_position(probe: Probe) -> None:
    assert [await probe.oldest(committed) for committed in (3, 3, 3, 4, 4)] == [1003, 1003, 1003, 1004, 1004]
    assert probe.read == [3, 4]


async def test_nothing_is_read_when_nothing_waits(probe: Probe) -> None:
    assert await probe.oldest(10) is None
    assert probe.read == []


async def test_what_moves_on_is_read_for_a_scrape_only(probe: Probe) -> None:
    assert [await probe.oldest(committed, fresh=False) for committed in (1, 2, 3)] == [1001] * 3
    assert probe.read == [1]
    assert await probe.oldest(4) == 1004


async def test_what_stops_moving_is_read_without_a_scrape(probe: Probe) -> None:
    assert [await probe.oldest(committed, fresh=False) for committed in (1, 5, 5, 5)] == [1001, 1001, 1005, 1005]
    assert probe.read == [1, 5]


async def test_behind_a_marker_is_read_again_only_when_something_new_came(probe: Probe) -> None:
    del probe.records[9]
    assert [await probe.oldest(9, fresh=fresh) for fresh in (True, False, True)] == [None, None, None]
    assert probe.read == [9]
    probe.records[9] = 1010.0
    assert await probe.oldest(9, end=11, fresh=False) == 1010.0
    assert probe.read == [9, 9]
