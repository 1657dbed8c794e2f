"""Fixtures of the fault tests, and the table at the end."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from streams.enrichment.enricher import Enricher
from tests.faults.corpus import Corpus
from tests.faults.harness import Stream, open_stream
from tests.faults.oracle import Findings
from tests.faults.table import Row, render
from tests.kafka.cluster import KafkaServer
from tests.kafka.plugin import MakeKafka

_ROWS = pytest.StashKey[list[Row]]()
_RUNS = int(os.environ.get("ITTIHAM_TEST_RUNS", "1"))

Note = Callable[[Stream, float | None], Findings]
"""Compare, write a row of the table, and fail the test unless nothing was lost."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `run` is done ITTIHAM_TEST_RUNS times, on another corpus each time."""
    if "run" in metafunc.fixturenames:
        metafunc.parametrize("run", range(_RUNS), ids=lambda run: f"run{run}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table."""
    if rows := config.stash.get(_ROWS, []):
        terminalreporter.section("faults on Apache Kafka")
        for line in render(rows):
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def corpora() -> Callable[[int], Corpus]:
    """The corpus of a seed, made once."""
    made: dict[int, Corpus] = {}
    return lambda seed: made.setdefault(seed, Corpus(seed))


@pytest.fixture(scope="session")
def enricher(corpora: Callable[[int], Corpus]) -> Enricher:
    """The enrichment steps alone."""
    return corpora(0).enricher


@pytest.fixture
def corpus(corpora: Callable[[int], Corpus], run: int) -> Corpus:
    """The corpus of this run."""
    return corpora(run)


@pytest.fixture
def stream(kafka: str, topic_prefix: str, tmp_path: Path) -> Iterator[Stream]:
    """A stream on the session's broker."""
    with open_stream(kafka, topic_prefix, tmp_path) as opened:
        yield opened


@pytest.fixture
def own_broker(make_kafka: MakeKafka) -> KafkaServer:
    """A broker of the test's own, started, to harm. Every record is on disk before it is acknowledged."""
    server = make_kafka(extra_properties={"log.flush.interval.messages": "1"})
    server.start()
    return server


@pytest.fixture
def own_stream(own_broker: KafkaServer, topic_prefix: str, tmp_path: Path) -> Iterator[Stream]:
    """A stream on the test's own broker."""
    with open_stream(own_broker.bootstrap, topic_prefix, tmp_path) as opened:
        yield opened


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Note:
    """Compare what came out with the oracle, write a row of the table, and fail unless it is faultless."""

    def write(stream: Stream, recovery: float | None) -> Findings:
        findings = stream.findings()
        fault = request.node.originalname.removeprefix("test_").replace("_", " ")
        request.config.stash.setdefault(_ROWS, []).append(Row(fault, len(stream.sent), findings, recovery))
        assert findings.faultless, str(findings)
        return findings

    return write
