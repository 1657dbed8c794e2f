"""A stream under test: topics, records, workers, how far the group is, and in the end what came out against the oracle."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from confluent_kafka import Consumer, KafkaException, TopicPartition

from streams.settings import Settings
from streams.topics import create_topics
from tests.faults.corpus import Corpus
from tests.faults.oracle import Findings, Raw, compare
from tests.kafka import client
from tests.worker import WorkerProcess

__all__ = ["SESSION_TIMEOUT", "Stream", "open_stream", "until"]

SESSION_TIMEOUT: Final = 2.0
"""Seconds; short, because a killed worker's partitions are given out again only after it."""
_POLL: Final = 0.1
_BACKLOG: Final = 1500
_SLICE: Final = 500


def until(condition: Callable[[], bool], what: str, timeout: float = 60) -> float:
    """Wait until `condition` holds; gives the seconds that took. Raises `TimeoutError` that says what was awaited."""
    start = time.monotonic()
    while not condition():
        if time.monotonic() - start > timeout:
            raise TimeoutError(f"expected {what} within {timeout} s")
        time.sleep(_POLL)
    return time.monotonic() - start


@dataclass
class Stream:
    """One run of the stream on a broker. Start workers with `worker`, do harm, `drain`, then `findings`."""

    bootstrap: str
    prefix: str
    directory: Path
    options: dict[str, object] = field(default_factory=dict)
    """Settings for every worker."""
    sent: list[Raw] = field(default_factory=list, repr=False)
    corpus: Corpus | None = None
    _fault: tuple[float, int] = (0.0, 0)

    def __post_init__(self) -> None:
        self.settings = Settings(bootstrap_servers=self.bootstrap, topic_prefix=self.prefix)
        self.topics = self.settings.topics
        self.group = f"{self.prefix}workers"
        asyncio.run(create_topics(self.settings))
        self._offsets = Consumer(
            {"bootstrap.servers": self.bootstrap, "group.id": self.group, "enable.auto.commit": False}
        )

    def close(self) -> None:
        """Close its connection."""
        self._offsets.close()

    def push(self, corpus: Corpus, count: int) -> None:
        """Put the next records of the corpus on the raw topic."""
        self.corpus = corpus
        records = corpus.records(len(self.sent) + count)[len(self.sent) :]
        client.produce(self.bootstrap, self.topics.raw, [(raw.key, raw.value) for raw in records], timeout=120)
        self.sent += records

    @contextmanager
    def fed(self, corpus: Corpus) -> Iterator[None]:
        """Inside, there is always work: more is pushed as the workers get on."""
        done = threading.Event()

        def feed() -> None:
            while not done.is_set():
                if self.remaining() < _BACKLOG:
                    self.push(corpus, _SLICE)
                done.wait(_POLL)

        self.push(corpus, 2 * _BACKLOG)
        with ThreadPoolExecutor(1) as pool:
            feeding = pool.submit(feed)
            try:
                yield
            finally:
                done.set()
                feeding.result()

    def worker(self, *, wait: bool = True, **options: object) -> WorkerProcess:
        """A worker of the stream's group, for a `with` statement."""
        given = {"session_timeout": SESSION_TIMEOUT} | self.options | options
        return WorkerProcess(self.bootstrap, self.prefix, self.directory, wait=wait, **given)

    def committed(self) -> int:
        """Records of the raw topic that the group has committed, by the broker's account."""
        wanted = [TopicPartition(self.topics.raw, partition) for partition in range(self.settings.partitions)]
        return sum(answer.offset for answer in self._offsets.committed(wanted, timeout=15) if answer.offset > 0)

    def remaining(self) -> int:
        """Records not committed yet."""
        return len(self.sent) - self.committed()

    def await_progress(self, records: int = 150) -> None:
        """Wait until so many more records are committed; then work must be left, or a fault now would prove nothing."""
        wanted = self.committed() + records
        until(lambda: self.committed() >= wanted, f"{wanted} records committed")
        self.assert_work_remains()

    def assert_work_remains(self) -> None:
        """The fault that comes now hits a stream that has work. Recovery is measured from here."""
        committed = self.committed()
        assert committed < len(self.sent), f"all {committed} records were done before the fault: it would prove nothing"
        self._fault = (time.monotonic(), committed)

    def recovery(self) -> float:
        """Wait until the group has committed something new since the fault; gives the seconds since then."""
        start, before = self._fault
        until(lambda: self._committed_or(before) > before, "a commit after the fault", 120)
        return time.monotonic() - start

    def drain(self, timeout: float = 120) -> float:
        """Wait until all is committed; gives the seconds that took."""
        return until(lambda: self._committed_or(0) >= len(self.sent), f"all {len(self.sent)} committed", timeout)

    def _committed_or(self, default: int) -> int:
        """The broker may be away."""
        try:
            return self.committed()
        except KafkaException:
            return default

    def outputs(self) -> list[client.Record]:
        """All records of the output topics, by topic, partition and offset."""
        names = (self.topics.enriched, self.topics.accusations, self.topics.dead_letter)
        return [record for name in names for record in client.read_all(self.bootstrap, name, 120)]

    def findings(self) -> Findings:
        """What came out against what was due. Asserts that the group has no lag left."""
        assert sum(client.lag(self.bootstrap, self.group, self.topics.raw).values()) == 0
        raw = client.read_all(self.bootstrap, self.topics.raw, 120)
        assert len(raw) == len(self.sent)
        assert self.corpus is not None
        return compare(self.corpus.due(len(self.sent)), raw, self.outputs(), self.sent)


@contextmanager
def open_stream(bootstrap: str, prefix: str, directory: Path, **options: object) -> Iterator[Stream]:
    """A stream that is closed in the end."""
    stream = Stream(bootstrap, prefix, directory, options)
    try:
        yield stream
    finally:
        stream.close()
