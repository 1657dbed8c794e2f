"""What operators see: the metrics of DESIGN §6, each with its unit in its name. Labels are bounded."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector

from streams.records import Coder

__all__ = ["REASONS", "STAGES", "TYPES", "Metrics"]

REASONS: Final = ("empty_value", "invalid_utf8", "invalid_json", "schema_violation", "too_large", "processing_error")
TYPES: Final = ("accuse", "blame", "condemn", "charge", "deny")
STAGES: Final = ("parse", "segment", "analyse", "publish", "commit")

_STAGE_BUCKETS: Final = (1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
_LATENCY_BUCKETS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21600, 86400)
_PREFIX: Final = "ittiham"


class Metrics:
    """One worker's metrics, in a registry of their own, so that two in one process do not clash."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self.consumed = self._counter("articles_consumed", "Raw records handled, dead-lettered ones included.")
        self.enriched = self._counter("articles_enriched", "Articles published enriched.")
        self.without_arabic = self._counter("articles_without_arabic", "Articles published without a letter of Arabic.")
        self.accusations = self._counter("accusations_published", "Accusation events published.", "type", TYPES)
        self.dead_letters = self._counter("dead_letters", "Records dead-lettered.", "reason", REASONS)
        self.publish_failures = self._counter("publish_failures", "Records the broker refused or lost.", "topic")
        self.segmenter_restarts = self._counter("segmenter_restarts", "Restarts of the segmenter's process.")
        self.rebalances = self._counter("rebalances", "Times the group gave out its partitions anew.")
        self.stages = self._histogram("stage_duration_seconds", "Time spent in a stage.", _STAGE_BUCKETS, "stage")
        self.latency = self._histogram(
            "end_to_end_latency_seconds", "Record timestamp to acknowledged output.", _LATENCY_BUCKETS
        )
        for stage in STAGES:
            self.stages.labels(stage)

    def build_info(self, coder: Coder) -> None:
        """Say what is running, as labels of a gauge that is 1."""
        info = Gauge(
            f"{_PREFIX}_build_info", "What is running.", ["version", "segmenter", "lexicon"], registry=self.registry
        )
        info.labels(coder.version, coder.segmenter, coder.lexicon).set(1)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        start = perf_counter()
        yield
        self.stages.labels(name).observe(perf_counter() - start)

    def _counter(self, name: str, meaning: str, label: str = "", values: tuple[str, ...] = ()) -> Counter:
        counter = Counter(f"{_PREFIX}_{name}", meaning, [label] if label else [], registry=self.registry)
        for value in values:
            # A series that exists from the start can be rated; one that appears later loses its first increment.
            counter.labels(value)
        return counter

    def _histogram(self, name: str, meaning: str, buckets: tuple[float, ...], label: str = "") -> Histogram:
        labels = [label] if label else []
        return Histogram(f"{_PREFIX}_{name}", meaning, labels, buckets=buckets, registry=self.registry)
