"""A stream under test: topics, records, workers, how far the group is, and what came out against the oracle."""

import asyncio
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from confluent_kafka import Consumer, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient

from streams.kafka.topics import create_topics
from streams.settings import Settings
from tests.faults.corpus import Corpus
from tests.faults.oracle import Expected, Findings, Raw, compare
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
    """Settings for every worker; `partitions` is for the topics."""
    positions: list[int] = field(default_factory=list, repr=False)
    """For each record sent, its position in the corpus."""
    corpus: Corpus | None = None
    _fault: tuple[float, int] = (0.0, 0)

    def __post_init__(self) -> None:
        partitions = self.options.pop("partitions", 6)
        self.settings = Settings.model_validate(
            {"bootstrap_servers": self.bootstrap, "topic_prefix": self.prefix, "partitions": partitions}
        )
        self.topics = self.settings.topics
        self.group = f"{self.prefix}workers"
        asyncio.run(create_topics(self.settings))
        self._offsets = Consumer(
            {
                "bootstrap.servers": self.bootstrap,
                "group.id": self.group,
                "enable.auto.commit": False,
                "log_level": 0,  # that a broker is away is no news here
            }
        )

    def close(self) -> None:
        """Close its connection."""
        self._offsets.close()

    def push(self, corpus: Corpus, count: int) -> None:
        """Put the next records of the corpus on the raw topic."""
        self.corpus = corpus
        self._send(range(len(self.positions), len(self.positions) + count))

    def push_again(self) -> None:
        """Put all that was sent on the raw topic once more."""
        self._send(list(self.positions))

    def _send(self, positions: Sequence[int]) -> None:
        assert self.corpus is not None
        records = self.corpus.records(max(positions) + 1)
        values = [(records[position].key, records[position].value) for position in positions]
        client.produce(self.bootstrap, self.topics.raw, values, timeout=120)
        self.positions += positions

    @property
    def sent(self) -> list[Raw]:
        """What was sent, in order."""
        assert self.corpus is not None
        records = self.corpus.records(max(self.positions) + 1)
        return [records[position] for position in self.positions]

    def due(self) -> list[Expected]:
        """What is due for what was sent."""
        assert self.corpus is not None
        made: defaultdict[int, list[Expected]] = defaultdict(list)
        for one in self.corpus.due(max(self.positions) + 1):
            made[one.position].append(one)
        return [replace(one, position=index) for index, position in enumerate(self.positions) for one in made[position]]

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
        return sum(self.committed_offsets().values())

    def committed_offsets(self, patience: float = 30) -> dict[int, int]:
        """The group's offset in each partition, 0 where it has none; a broker that just started is asked again."""
        wanted = [TopicPartition(self.topics.raw, partition) for partition in range(self.settings.partitions)]
        deadline = time.monotonic() + patience
        while True:
            try:
                return {one.partition: max(0, one.offset) for one in self._offsets.committed(wanted, timeout=5)}
            except KafkaException:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_POLL)

    def rewind(self) -> None:
        """Set the group, which has no worker now, back to the beginning."""
        start = [TopicPartition(self.topics.raw, partition, 0) for partition in range(self.settings.partitions)]
        self._offsets.commit(offsets=start, asynchronous=False)

    def delete_before(self, offsets: Mapping[int, int]) -> None:
        """Let the broker delete the raw records below these offsets, as retention would."""
        admin = AdminClient({"bootstrap.servers": self.bootstrap})
        wanted = [TopicPartition(self.topics.raw, partition, offset) for partition, offset in offsets.items()]
        for future in admin.delete_records(wanted).values():
            future.result(15)

    def remaining(self) -> int:
        """Records not committed yet."""
        return len(self.positions) - self.committed()

    def await_progress(self, records: int = 150) -> None:
        """Wait until so many more records are committed; then work must be left, or a fault now would prove nothing."""
        wanted = self.committed() + records
        until(lambda: self.committed() >= wanted, f"{wanted} records committed")
        self.assert_work_remains()

    def assert_work_remains(self) -> None:
        """The fault that comes now hits a stream that has work. Recovery is measured from here."""
        committed = self.committed()
        assert committed < len(self.positions), (
            f"all {committed} records were done before the fault: it would prove nothing"
        )
        self._fault = (time.monotonic(), committed)

    def recovery(self) -> float:
        """Wait until the group has committed something new since the fault; gives the seconds since then."""
        start, before = self._fault
        until(lambda: self.committed() > before, "a commit after the fault", 120)
        return time.monotonic() - start

    def drain(self, timeout: float = 120) -> float:
        """Wait until all is committed; gives the seconds that took."""
        return until(lambda: self.committed() >= len(self.positions), f"all {len(self.positions)} committed", timeout)

    def outputs(self) -> list[client.Record]:
        """All records of the output topics, by topic, partition and offset."""
        names = (self.topics.enriched, self.topics.accusations, self.topics.dead_letter)
        return [record for name in names for record in client.read_all(self.bootstrap, name, 120)]

    def findings(self) -> Findings:
        """What came out against what was due. Asserts that the group has no lag left."""
        assert sum(client.lag(self.bootstrap, self.group, self.topics.raw).values()) == 0
        raw = client.read_all(self.bootstrap, self.topics.raw, 120)
        assert len(raw) == len(self.positions)
        return compare(self.due(), raw, self.outputs(), self.sent)


@contextmanager
def open_stream(bootstrap: str, prefix: str, directory: Path, **options: object) -> Iterator[Stream]:
    """A stream that is closed in the end."""
    stream = Stream(bootstrap, prefix, directory, options)
    try:
        yield stream
    finally:
        stream.close()
