"""One worker and one Prometheus for all tests of this folder.

The samples and some broken records go through in two halves, so that Prometheus sees counters rise between scrapes.
"""

import time
from collections.abc import Iterator

import pytest

from tests.articles import raw_records, samples
from tests.integration.metrics.load import BROKEN, LATIN, PAIRS, Load, push
from tests.prometheus import Prometheus
from tests.tools import find_tool
from tests.topics import make_topics
from tests.waiting import wait_until
from tests.worker import WorkerProcess, free_port


@pytest.fixture(scope="package")
def load(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Load]:
    directory = tmp_path_factory.mktemp("metrics")
    prefix = f"{directory.name}-"
    pairs = ",".join("-".join(pair) for pair in PAIRS)
    make_topics(kafka, prefix, 2)
    began = time.time()
    with WorkerProcess(kafka, prefix, directory, metric_pairs=pairs, log_format="json") as worker:
        dead = f"127.0.0.1:{free_port()}"
        load = Load(kafka, prefix, worker, dead, 0, began)
        articles = list(raw_records(2 * len(samples())))
        try:
            binary = find_tool("prometheus")
        except pytest.skip.Exception:
            push(load, [*articles, *BROKEN, LATIN])
            yield load
            return
        with Prometheus(binary, directory, [f"127.0.0.1:{worker.port}", dead]) as prometheus:
            load.prometheus = prometheus
            wait_until(lambda: prometheus.value("count(ittiham_ready)") == 1, 30, prometheus.log)
            half = len(articles) // 2
            push(load, [*articles[:half], *BROKEN, LATIN])
            push(load, [*articles[half:], *BROKEN])
            yield load


@pytest.fixture
def prometheus(load: Load) -> Prometheus:
    find_tool("prometheus")
    assert load.prometheus is not None
    return load.prometheus
