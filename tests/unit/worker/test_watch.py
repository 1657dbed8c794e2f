"""The thread that asks for the lag: what it shows when the broker answers, is silent, or fails; no broker here."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest

from streams.kafka.lag import Partition, Standing
from streams.worker.collectors import LagCollector
from streams.worker.health import Health
from streams.worker.watch import LagWatch

RAW = "articles.raw"


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class FakeProbe:
    """Answers at once; `away` makes it fail as a broker does that is not there."""

    committed: int = 4
    away: bool = False
    asked: list[list[Partition]] = field(default_factory=list)
    started: int = 0
    stopped: int = 0
    answered: threading.Event = field(default_factory=threading.Event)

    async def start(self) -> None:
        self.started += 1

    async def stop(self) -> None:
        self.stopped += 1

    async def measure(self, partitions: Iterable[Partition], *, fresh: bool) -> dict[Partition, Standing]:
        wanted = list(partitions)
        self.asked.append(wanted)
        self.answered.set()
        if self.away:
            raise ConnectionError("nobody there")
        return {partition: Standing(0, 10, self.committed, oldest=900.0) for partition in wanted}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def health(clock: Clock) -> Health:
    health = Health(300, clock=clock, started=True)
    health.assign([(RAW, 0), (RAW, 1)], rebalancing=False)
    return health


@pytest.fixture
def probe() -> FakeProbe:
    return FakeProbe()


@pytest.fixture
def watch(probe: FakeProbe, health: Health, clock: Clock) -> Iterator[LagWatch]:
    watch = LagWatch(lambda: probe, health, window=60, clock=clock, interval=0.02)
    watch.start()
    assert probe.answered.wait(10)
    yield watch
    watch.stop()
    watch.join(10)
    assert not watch.is_alive()


def samples(watch: LagWatch, health: Health) -> dict[tuple[str, ...], float]:
    families = LagCollector(watch.report, health, clock=lambda: 1000.0).collect()
    return {
        (sample.name.removeprefix("ittiham_"), *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


def test_each_scrape_measures(watch: LagWatch, probe: FakeProbe, health: Health) -> None:
    assert samples(watch, health)["consumer_lag_records", RAW, "0"] == 6
    probe.committed = 9
    assert samples(watch, health)["consumer_lag_records", RAW, "0"] == 1


def test_lag_in_seconds_of_each_partition(watch: LagWatch, health: Health) -> None:
    found = samples(watch, health)
    assert found["consumer_lag_seconds", RAW, "0"] == found["consumer_lag_seconds", RAW, "1"] == 100.0
    assert found["partitions",] == 2
    assert found["ready",] == found["broker_reachable",] == 1


def test_series_of_a_revoked_partition_vanish(watch: LagWatch, health: Health) -> None:
    samples(watch, health)
    health.assign([(RAW, 1)], rebalancing=False)
    found = samples(watch, health)
    assert ("consumer_lag_seconds", RAW, "1") in found
    assert not [key for key in found if key[1:] == (RAW, "0")]
    health.assign([], rebalancing=True)
    assert not [key for key in samples(watch, health) if key[1:2] == (RAW,)]


def test_state_is_one_hot(watch: LagWatch, health: Health, clock: Clock) -> None:
    samples(watch, health)
    clock.now += 61
    found = {key[1]: value for key, value in samples(watch, health).items() if key[0] == "consumer_state"}
    assert found == {"ok": 0, "warning": 0, "rewound": 0, "stalled": 1, "offset_out_of_range": 0, "stopped": 0}
    health.stopping = True
    assert samples(watch, health)["consumer_state", "stopped"] == 1


def test_an_offset_outside_the_log_makes_the_worker_unready(watch: LagWatch, probe: FakeProbe, health: Health) -> None:
    probe.committed = 1000
    found = samples(watch, health)
    assert found["consumer_state", "offset_out_of_range"] == 1
    assert found["consumer_lag_records", RAW, "0"] == 10
    assert found["ready",] == 0
    assert health.unready() == "beginning anew: the group's offset is none of the log"
    probe.committed = 0
    assert samples(watch, health)["ready",] == 1


def test_a_broker_that_is_away_makes_the_worker_unready_and_the_lag_goes_on_growing(
    watch: LagWatch, probe: FakeProbe, health: Health, clock: Clock
) -> None:
    samples(watch, health)
    assert health.unready() is None
    probe.away = True
    clock.now += 9
    found = samples(watch, health)
    assert found["broker_reachable",] == found["ready",] == 0
    assert found["consumer_lag_records", RAW, "0"] == 6  # what was known last
    assert health.unready() == "waiting for the broker"
    assert health.hung() is None
    clock.now += 60
    assert samples(watch, health)["consumer_state", "stopped"] == 1


def test_a_broker_that_is_back_is_asked_over_a_new_connection(
    watch: LagWatch, probe: FakeProbe, health: Health, clock: Clock
) -> None:
    probe.away = True
    samples(watch, health)
    clock.now += 9
    probe.away = False
    probe.answered.clear()
    assert probe.answered.wait(10)
    assert probe.stopped >= 1
    assert probe.started >= 2
    assert samples(watch, health)["ready",] == 1


def test_rebalancing_for_longer_than_the_window_is_stopped(watch: LagWatch, health: Health, clock: Clock) -> None:
    health.assign([], rebalancing=True)
    clock.now += 59
    watch.report()
    assert samples(watch, health)["consumer_state", "stopped"] == 0
    clock.now += 2
    assert samples(watch, health)["consumer_state", "stopped"] == 1
