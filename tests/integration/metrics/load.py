"""What the tests of this folder share: articles that went through a worker while a Prometheus watched."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from streams.settings import Topics
from tests.kafka.client import Record, lag, produce, read_all
from tests.prometheus import Prometheus
from tests.waiting import wait_until
from tests.worker import WorkerProcess

__all__ = ["BROKEN", "LATIN", "PAIRS", "Load", "push"]

BROKEN: list[tuple[bytes, bytes | None]] = [
    (b"tombstone", None),
    (b"cut", b'{"id": "cut", "te'),
    (b"no-text", b'{"id": "no-text"}'),
]
LATIN = (b"latin", b'{"id": "latin", "text": "Not a word of Arabic."}')
PAIRS = [("RUS", "USA"), ("IRN", "ISR"), ("ISR", "IRN"), ("TUR", "GRC")]


@dataclass
class Load:
    """A worker that has done all there was to do, and the Prometheus that watched it."""

    bootstrap: str
    prefix: str
    worker: WorkerProcess
    dead: str
    """Address of a worker that does not run."""
    sent: int
    began: float
    prometheus: Prometheus | None = None

    @property
    def topics(self) -> Topics:
        return Topics(self.prefix)

    def counter(self, name: str, **labels: str) -> float:
        value = self.worker.metric(f"ittiham_{name}_total", **labels)
        assert value is not None, f"no series {name} {labels}"
        return value

    @cached_property
    def enriched(self) -> list[Any]:
        return [orjson.loads(record.value or b"") for record in self._read(self.topics.enriched)]

    @cached_property
    def events(self) -> list[Any]:
        return [orjson.loads(record.value or b"") for record in self._read(self.topics.accusations)]

    @cached_property
    def dead_letters(self) -> list[Record]:
        return self._read(self.topics.dead_letter)

    def _read(self, topic: str) -> list[Record]:
        return read_all(self.bootstrap, topic)


def push(load: Load, records: Sequence[tuple[bytes, bytes | None]]) -> None:
    """Produce, wait until all is done and, if there is a Prometheus, until it has seen that."""
    produce(load.bootstrap, load.topics.raw, records)
    load.sent += len(records)
    group, raw = load.worker.group, load.topics.raw
    wait_until(lambda: not any(lag(load.bootstrap, group, raw).values()), 60, load.worker.log)
    if load.prometheus is not None:
        seen = load.prometheus
        wait_until(lambda: seen.value("sum(ittiham_articles_consumed_total)") == load.sent, 30, seen.log)
