"""What operators see: the metrics of `docs/operations.md`, each with its unit in its name. Labels are bounded.

What is counted while articles pass is here; what is read when somebody asks is in `streams.worker.collectors`.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from time import perf_counter
from types import TracebackType
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, PlatformCollector, ProcessCollector

from streams.kafka.offsets import RESET_REASONS
from streams.records.outputs import Coder
from streams.tagging.types import Analysis
from streams.worker.histogram import Distribution, LocalHistogram
from streams.worker.tallies import OTHER, ROLES, Tally
from streams.worker.top_sources import BySource

__all__ = ["REASONS", "STAGES", "TYPES", "Metrics"]

REASONS: Final = ("empty_value", "invalid_utf8", "invalid_json", "schema_violation", "too_large", "processing_error")
TYPES: Final = ("accuse", "blame", "condemn", "charge", "deny")
STAGES: Final = ("parse", "segment", "analyse", "publish", "commit")

_STAGE_BUCKETS: Final = (1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
_LATENCY_BUCKETS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21600, 86400)
_BATCH_BUCKETS: Final = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)
_CONFIDENCE_BUCKETS: Final = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_PREFIX: Final = "ittiham"

Labels = Mapping[str, Iterable[str]]
"""Names of labels to the values that are known beforehand."""


class Timer:
    """Observes how long its block took, unless it raised."""

    __slots__ = ("_observe", "_start")

    def __init__(self, distribution: Distribution) -> None:
        self._observe = distribution.observe

    def __enter__(self) -> None:
        self._start = perf_counter()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._observe(perf_counter() - self._start)


class Metrics:
    """One worker's metrics, in a registry of their own, so that two in one process do not clash.

    `pairs` are the pairs of countries, accuser and accused, that have a counter of their own; `countries` and `topics`
    (those that are published to) the ones whose counters are there from the start.
    """

    def __init__(
        self, pairs: Iterable[tuple[str, str]] = (), countries: Iterable[str] = (), topics: Iterable[str] = ()
    ) -> None:
        self.registry = CollectorRegistry()
        self._pairs, self._countries, self._topics = frozenset(pairs), tuple(countries), tuple(topics)
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._add_articles()
        self._add_accusations()
        self._add_troubles()
        self._add_durations()

    def _add_articles(self) -> None:
        self.consumed = self._counter("articles_consumed", "Raw records handled, dead-lettered ones included.")
        self.enriched = self._counter("articles_enriched", "Articles published enriched.")
        self.without_arabic = self._counter("articles_without_arabic", "Articles published without a letter of Arabic.")
        self.in_other_language = self._counter(
            "articles_in_other_language", "Articles published uncoded: the Arabic script, but another language."
        )
        self.with_markup = self._counter(
            "articles_with_markup",
            "Articles published with tags, entities or links in their texts.",
        )
        self.with_accusation = self._counter(
            "articles_with_accusation", "Articles that report an accusation: no denial, not negated, not hypothetical."
        )
        by_source = "by source: the 20 largest by name, none: not named or not readable, the rest as other."
        articles = Counter(
            f"{_PREFIX}_articles_by_source", f"Articles enriched, {by_source}", ["source"], registry=self.registry
        )
        letters = Counter(
            f"{_PREFIX}_dead_letters_by_source",
            f"Records dead-lettered, {by_source}",
            ["source"],
            registry=self.registry,
        )
        self.articles_by_source, self.dead_letters_by_source = BySource(articles), BySource(letters)
        known = {"known": ("true", "false")}
        self.actors = self._counter("actors", "Mentions of actors, by whether the lexicon knows who it is.", known)

    def _add_accusations(self) -> None:
        self.accusations = self._counter("accusations_published", "Events published, of any type.", {"type": TYPES})
        self.below_confidence = self._counter(
            "accusations_below_confidence",
            "Events kept off the topic of accusations: less sure than ITTIHAM_MIN_CONFIDENCE.",
            {"type": TYPES},
        )
        self.confidence = self._histogram(
            "accusation_confidence",
            "How sure events are, those kept off included.",
            _CONFIDENCE_BUCKETS,
            "type",
            TYPES,
        )
        self.by_country = self._counter(
            "accusations_by_country",
            "Accusations made, by the countries of those who accuse and of the accused (ISO 3166-1 alpha-3, none: a "
            "party without one, unnamed: no party).",
            {"role": ROLES, "country": ()},
        )
        for labels in product(ROLES, self._countries):
            self.by_country.labels(*labels)
        self.by_pair = self._counter(
            "accusations_by_pair",
            "Accusations made, by the pairs of countries in ITTIHAM_METRIC_PAIRS; the rest as other.",
            {"accuser": (), "accused": ()},
        )
        for pair in (*self._pairs, (OTHER, OTHER)):
            self.by_pair.labels(*pair)

    def _add_troubles(self) -> None:
        self.dead_letters = self._counter("dead_letters", "Records dead-lettered.", {"reason": REASONS})
        self.publish_failures = self._counter(
            "publish_failures", "Records the broker refused or lost.", {"topic": self._topics}
        )
        self.offset_resets = self._counter(
            "offset_resets",
            "Times a partition was begun anew with its oldest record, as the group's offset was none of its log.",
            {"topic": (), "partition": (), "reason": RESET_REASONS},
        )
        self.redelivered = self._counter(
            "articles_redelivered", "Raw records that came to this worker again after it had handled them."
        )
        self.segmenter_restarts = self._counter("segmenter_restarts", "Restarts of the segmenter's process.")
        self.rebalances = self._counter("rebalances", "Times the group gave out its partitions anew.")

    def _add_durations(self) -> None:
        self.stages = self._histogram(
            "stage_duration_seconds", "Time spent in a stage.", _STAGE_BUCKETS, "stage", STAGES
        )
        self.latency = self._histogram(
            "end_to_end_latency_seconds", "Record timestamp to acknowledged output.", _LATENCY_BUCKETS
        )
        self.batch_records = self._histogram("batch_records", "Raw records in a batch.", _BATCH_BUCKETS)

    def offset_resets_at(self, topic: str, partition: int) -> None:
        """Have the counters of a partition there before anything is to count."""
        for reason in RESET_REASONS:
            self.offset_resets.labels(topic, str(partition), reason)

    def build_info(self, coder: Coder) -> None:
        """Say what is running, as labels of a gauge that is 1."""
        info = Gauge(
            f"{_PREFIX}_build_info", "What is running.", ["version", "segmenter", "lexicon"], registry=self.registry
        )
        info.labels(coder.version, coder.segmenter, coder.lexicon).set(1)

    def stage(self, name: str) -> "Timer":
        """Time a stage, if it does not fail: `with metrics.stage("parse"): …`."""
        return Timer(self.stages[name])

    def count_enriched(self, analyses: Iterable[Analysis], min_confidence: float = 0.0) -> None:
        """Count the articles of a batch that were published enriched, and what was found in them.

        An event below `min_confidence` counts as kept off and with its confidence, and nowhere else.
        They are added up first: a counter of the library costs ten times as much as an addition.
        """
        tally = Tally(self._pairs, min_confidence)
        for analysis in analyses:
            tally.add(analysis)
            for event in analysis.accusations:
                if event.confidence is not None:
                    self.confidence[event.type].observe(event.confidence)
        self.enriched.inc(tally.articles)
        self.with_accusation.inc(tally.with_accusation)
        for counter, counts in (
            (self.actors, tally.actors),
            (self.accusations, tally.types),
            (self.below_confidence, tally.below),
            (self.by_country, tally.countries),
            (self.by_pair, tally.pairs),
        ):
            for labels, count in counts.items():
                counter.labels(*labels).inc(count)

    def _counter(self, name: str, meaning: str, labels: Labels | None = None) -> Counter:
        counter = Counter(f"{_PREFIX}_{name}", meaning, list(labels or ()), registry=self.registry)
        if labels and len(labels) == 1:
            for value in next(iter(labels.values())):
                # A series that exists from the start can be rated; one that appears later loses its first increment.
                counter.labels(value)
        return counter

    def _histogram(
        self, name: str, meaning: str, buckets: tuple[float, ...], label: str = "", values: tuple[str, ...] = ("",)
    ) -> LocalHistogram:
        return LocalHistogram(f"{_PREFIX}_{name}", meaning, buckets, self.registry, label, values)
