"""What is read when somebody asks for the metrics: lag, the worker's state, the segmenter's cache.

Gauges of this kind hold no value between two scrapes, so a partition that was taken away leaves nothing behind.
"""

import time
from collections.abc import Callable, Iterator
from typing import Final, Protocol, runtime_checkable

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from streams.kafka.lag import STATES
from streams.worker.health import Health
from streams.worker.watch import Report

__all__ = ["CacheCollector", "HasCache", "LagCollector"]

_PARTITION: Final = ("topic", "partition")


class CacheCounts(Protocol):
    """Hits, misses, and how many words are kept and can be."""

    @property
    def hits(self) -> int:
        """Words that were remembered."""

    @property
    def misses(self) -> int:
        """Words that had to be segmented."""

    @property
    def size(self) -> int:
        """Words kept now."""

    @property
    def limit(self) -> int:
        """Words kept at most."""


@runtime_checkable
class HasCache(Protocol):
    """A segmenter that remembers words."""

    def cache_info(self) -> CacheCounts:
        """What its cache did so far."""


class CacheCollector(Collector):
    """The segmenter's cache."""

    def __init__(self, segmenter: HasCache) -> None:
        self._segmenter = segmenter

    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        """Two counters and two gauges."""
        info = self._segmenter.cache_info()
        yield CounterMetricFamily("ittiham_segmenter_cache_hits", "Words found in the cache.", info.hits)
        yield CounterMetricFamily("ittiham_segmenter_cache_misses", "Words that were segmented anew.", info.misses)
        yield GaugeMetricFamily("ittiham_segmenter_cache_words", "Words in the cache.", info.size)
        yield GaugeMetricFamily("ittiham_segmenter_cache_limit_words", "Words the cache holds at most.", info.limit)


class LagCollector(Collector):
    """How far behind the worker is, measured at this moment, and how it is."""

    def __init__(self, report: Callable[[], Report], health: Health, clock: Callable[[], float] = time.time) -> None:
        self._report, self._health, self._clock = report, health, clock

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Lag of each partition that the worker has, and what holds for the worker as a whole."""
        report = self._report()
        yield from self._partitions(report)
        yield self._state(report)
        yield GaugeMetricFamily("ittiham_partitions", "Partitions that the worker has.", len(self._health.assigned))
        ready = self._health.unready() is None
        yield GaugeMetricFamily("ittiham_ready", "Whether /readyz says ok.", int(ready))
        reachable = int(report.broker_reachable)
        yield GaugeMetricFamily("ittiham_broker_reachable", "Whether the broker answers the worker.", reachable)

    def _partitions(self, report: Report) -> Iterator[GaugeMetricFamily]:
        records = _gauge("consumer_lag_records", "Records that the group has not committed.")
        seconds = _gauge("consumer_lag_seconds", "Age of the oldest record not committed, 0 if there is none.")
        undecided = _gauge("open_transaction_records", "Records that wait for a transaction to end.")
        unmoved = _gauge("consumer_unmoved_seconds", "Time that records have waited without the offset moving on.")
        now = self._clock()
        for partition, standing in sorted(report.standings.items()):
            labels = (partition.topic, str(partition.partition))
            records.add_metric(labels, standing.records)
            seconds.add_metric(labels, standing.seconds(now))
            undecided.add_metric(labels, standing.undecided)
            unmoved.add_metric(labels, report.waiting[partition])
        yield from (records, seconds, undecided, unmoved)

    def _state(self, report: Report) -> GaugeMetricFamily:
        family = GaugeMetricFamily("ittiham_consumer_state", "1 for the state the worker is in.", labels=["state"])
        for state in STATES:
            family.add_metric([state], int(state == report.state))
        return family


def _gauge(name: str, meaning: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"ittiham_{name}", meaning, labels=_PARTITION)
