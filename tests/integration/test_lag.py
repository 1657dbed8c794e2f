"""Lag on a real Apache Kafka against what the broker says and against timestamps that the test chose.

The worker of most tests hangs: its event loop is blocked by an article, as a bug of ours would block it.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest

from tests.kafka.client import committed, delete_records, lag, produce, produce_transaction
from tests.kafka.cluster import KafkaServer
from tests.topics import make_topics
from tests.waiting import wait_until
from tests.worker import WorkerProcess

HUNG, BEHIND, CUT, MARKED = 0, 1, 2, 3
"""Partitions: where the article is that hangs the worker, another with records waiting, one for retention to cut, one
with nothing waiting but the marker at the end of a transaction."""
HUNG_AGE, BEHIND_AGE = 1000.0, 500.0
WINDOW = 2.0


class HangingWorker(WorkerProcess):
    arguments = (str(Path(__file__).parents[1] / "hanging_worker.py"),)


def article(text: str) -> tuple[bytes, bytes]:
    return b"a", orjson.dumps({"id": "a", "text": text})


GOOD, HANG = article("اتهمت روسيا أوكرانيا بقصف المدينة."), article("خبر HANG")


@dataclass(frozen=True)
class Hung:
    """A worker that hangs since `at`; in `HUNG` are 5 records that wait, in `BEHIND` 3, in `CUT` 4."""

    bootstrap: str
    topic: str
    worker: WorkerProcess
    at: float

    def gauge(self, name: str, partition: int) -> float | None:
        return self.worker.metric(f"ittiham_{name}", topic=self.topic, partition=str(partition))

    def state(self, name: str) -> bool:
        return self.worker.metric("ittiham_consumer_state", state=name) == 1


@pytest.fixture(scope="module")
def hung(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hung]:
    directory = tmp_path_factory.mktemp("lag")
    prefix, flag = f"{directory.name}-", directory / "hang"
    topic, now = make_topics(kafka, prefix, 4).raw, time.time()
    for partition in (HUNG, BEHIND, CUT):
        produce(kafka, topic, [GOOD] * 2, partition=partition)
    produce_transaction(kafka, topic, [GOOD] * 2, MARKED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANG_WHILE", str(flag))
        worker = HangingWorker(kafka, prefix, directory, lag_window=WINDOW)
    with worker:
        wait_until(lambda: not any(lag(kafka, worker.group, topic).values()), 60, worker.log)  # the marker too
        flag.touch()
        produce(kafka, topic, [HANG, *[GOOD] * 4], partition=HUNG, timestamp=now - HUNG_AGE)
        wait_until(Path(f"{flag}.reached").exists, 30, worker.log)
        for age, partition, count in ((BEHIND_AGE, BEHIND, 3), (BEHIND_AGE, CUT, 2), (50.0, CUT, 2)):
            produce(kafka, topic, [GOOD] * count, partition=partition, timestamp=now - age)
        yield Hung(kafka, topic, worker, now)


def test_lag_in_records_is_what_the_broker_says(hung: Hung) -> None:
    partitions = (HUNG, BEHIND, MARKED)
    shown = {partition: hung.gauge("consumer_lag_records", partition) for partition in partitions}
    broker = lag(hung.bootstrap, hung.worker.group, hung.topic)
    assert shown == {partition: broker[partition] for partition in partitions} == {HUNG: 5, BEHIND: 3, MARKED: 0}


def test_the_marker_of_a_transaction_keeps_nobody_waiting(hung: Hung) -> None:
    assert hung.gauge("consumer_lag_seconds", MARKED) == 0
    assert hung.gauge("consumer_unmoved_seconds", MARKED) == 0


def grows_in_step(read: Callable[[], float | None], since: float) -> float:
    """Read a lag in seconds; it must be the time since `since`, as of some moment while it was read."""
    before = time.time() - since
    value = read()
    after = time.time() - since
    assert value is not None
    assert before - 0.002 <= value <= after + 0.002  # timestamps are whole milliseconds
    return value


@pytest.mark.parametrize(("partition", "age"), [(HUNG, HUNG_AGE), (BEHIND, BEHIND_AGE)])
def test_lag_in_seconds_grows_in_step_with_the_clock(hung: Hung, partition: int, age: float) -> None:
    values = [grows_in_step(lambda: hung.gauge("consumer_lag_seconds", partition), hung.at - age) for _ in range(3)]
    assert values == sorted(set(values))


def test_a_worker_that_hangs_is_stalled(hung: Hung) -> None:
    wait_until(lambda: hung.state("stalled"), 30, hung.worker.log)
    assert [hung.state(name) for name in ("ok", "warning", "rewound", "stopped")] == [False] * 4
    assert (hung.gauge("consumer_unmoved_seconds", HUNG) or 0) >= WINDOW
    assert hung.worker.page("/healthz")[0] == 200  # not yet: ITTIHAM_STALL_TIMEOUT is 300 s


def test_what_retention_took_away_is_no_lag(hung: Hung) -> None:
    """All that is left is; and a worker that hangs cannot follow, so it says that its offset is outside the log."""
    assert hung.gauge("consumer_lag_records", CUT) == 4
    delete_records(hung.bootstrap, hung.topic, CUT, before=4)
    assert committed(hung.bootstrap, hung.worker.group, hung.topic)[CUT] == 2
    assert hung.gauge("consumer_lag_records", CUT) == 2
    grows_in_step(lambda: hung.gauge("consumer_lag_seconds", CUT), hung.at - 50.0)
    assert hung.state("offset_out_of_range")
    assert hung.worker.page("/readyz")[0] == 503
    delete_records(hung.bootstrap, hung.topic, CUT, before=6)
    assert hung.gauge("consumer_lag_records", CUT) == 0
    assert hung.gauge("consumer_lag_seconds", CUT) == 0


def partitions_shown(worker: WorkerProcess, topic: str) -> set[int]:
    names = ("consumer_lag_records", "consumer_lag_seconds")
    shown = [
        {
            partition
            for partition in range(2)
            if worker.metric(f"ittiham_{name}", topic=topic, partition=str(partition)) is not None
        }
        for name in names
    ]
    assert shown[0] == shown[1]
    return shown[0]


def test_series_go_with_their_partitions(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    topic = make_topics(kafka, topic_prefix, 2).raw
    with WorkerProcess(kafka, topic_prefix, tmp_path) as first:
        assert partitions_shown(first, topic) == {0, 1}
        with WorkerProcess(kafka, topic_prefix, tmp_path) as second:
            shown = [partitions_shown(worker, topic) for worker in (first, second)]
            assert sorted(map(sorted, shown)) == [[0], [1]]
            assert (first.metric("ittiham_rebalances_total") or 0) >= 2
            assert second.terminate() == 0
        wait_until(lambda: partitions_shown(first, topic) == {0, 1}, 30, first.log)


def test_a_broker_that_is_silent_makes_an_idle_worker_unready(
    make_kafka: Callable[[], KafkaServer], topic_prefix: str, tmp_path: Path
) -> None:
    with make_kafka() as broker:
        make_topics(broker.bootstrap, topic_prefix, 1)
        with WorkerProcess(broker.bootstrap, topic_prefix, tmp_path, lag_window=WINDOW) as worker:
            assert worker.metric("ittiham_broker_reachable") == 1
            broker.pause()
            assert worker.wait_page("/readyz", 503, 30) == "waiting for the broker\n"
            assert worker.page("/healthz")[0] == 200
            assert worker.metric("ittiham_broker_reachable") == worker.metric("ittiham_ready") == 0
            assert worker.metric("ittiham_consumer_state", state="stopped") == 1
            broker.resume()
            worker.wait_ready()
            assert worker.metric("ittiham_broker_reachable") == 1
