"""`ittiham worker --processes 2` on a real Kafka: one set of pages, a child killed, all stopped."""

import os
import re
import signal
from collections import Counter
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.articles import raw_records
from tests.kafka.client import lag, produce, read_all
from tests.topics import make_topics
from tests.waiting import wait_until
from tests.worker import WorkerProcess

ARTICLES = 60
pytestmark = pytest.mark.timeout(400)


class Several(WorkerProcess):
    arguments = ("-m", "streams", "worker", "--processes", "2")

    def wait_ready(self, timeout: float = 150) -> None:
        """Two start at once, and each may have to make the segmenter's model first."""
        super().wait_ready(timeout)

    def state(self) -> str:
        """What its metrics say, for whoever reads of a failure."""
        wanted = (
            "lag_records",
            "consumed_total",
            "partitions",
            "redelivered",
            "rebalances",
            "process_restarts",
            "processes",
            "ready",
        )
        page = self.page("/metrics")[1].splitlines()
        shown = [line for line in page if not line.startswith("#") and any(name in line for name in wanted)]
        return "\n".join([*shown, self.log(3000)])

    def children(self) -> list[int]:
        assert self.process is not None
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_two_processes_are_one_worker_to_whoever_looks(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    topics = make_topics(kafka, topic_prefix, 4)
    records = list(raw_records(2 * ARTICLES))
    with Several(kafka, topic_prefix, tmp_path) as workers:
        wait_until(lambda: workers.metric("ittiham_partitions") == 4, 60, workers.log)
        produce(kafka, topics.raw, records[:ARTICLES])
        wait_until(lambda: workers.metric("ittiham_articles_consumed_total") == ARTICLES, 60, workers.log)
        no_series_twice(workers.page("/metrics")[1])
        assert len(partitions_shown(workers)) == 4

        first = workers.children()[0]
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: workers.metric("ittiham_process_restarts_total") == 1, 60, workers.log)
        workers.wait_ready()
        assert first not in workers.children()
        assert len(workers.children()) == 2
        produce(kafka, topics.raw, records[ARTICLES:])
        # What the killed one had counted is not forgotten; a record that it had in hand may be counted twice.
        wait_until(lambda: (workers.metric("ittiham_articles_consumed_total") or 0) >= 2 * ARTICLES, 60, workers.state)
        wait_until(lambda: sum(lag(kafka, workers.group, topics.raw).values()) == 0, 60, workers.state)

        children = workers.children()
        assert workers.terminate() == 0, workers.log()
        assert not any(Path(f"/proc/{child}").exists() for child in children)
    enriched = Counter(record.key for record in read_all(kafka, topics.enriched))
    assert set(enriched) == {key for key, _ in records}


def test_more_processes_than_partitions_are_ready_all_the_same(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    make_topics(kafka, topic_prefix, 1)
    with Several(kafka, topic_prefix, tmp_path) as workers:  # waits until it is ready
        assert workers.metric("ittiham_partitions") == 1
        assert workers.metric("ittiham_processes") == 2
        assert workers.page("/healthz")[0] == 200


@pytest.mark.slow
def test_children_that_cannot_start_end_the_parent(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    lexicon = tmp_path / "lexicon"
    lexicon.mkdir()
    (lexicon / "actors-broken.txt").write_text("this is no entry\n")
    workers = Several(kafka, topic_prefix, tmp_path, wait=False, lexicon_dirs=lexicon)
    with workers:
        assert workers.wait(300) == 1
    assert re.search("ended 5 times in a row: giving up", workers.log())


def no_series_twice(page: str) -> None:
    series = [
        (sample.name, tuple(sorted(sample.labels.items())))
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    ]
    assert len(series) == len(set(series))


def partitions_shown(workers: WorkerProcess) -> set[str]:
    families = text_string_to_metric_families(workers.page("/metrics")[1])
    return {
        sample.labels["partition"]
        for family in families
        for sample in family.samples
        if sample.name == "ittiham_consumer_lag_records"
    }
