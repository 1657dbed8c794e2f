"""What the metrics cost: the pipeline with and without them, side by side, and each scrape with its questions to Kafka.

Publishing and committing cost nothing here, so the share of the metrics in a real worker is smaller than this one.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from statistics import median
from typing import Any, Final

import orjson
from aiokafka import AIOKafkaProducer
from prometheus_client import generate_latest

from bench.table import Table
from streams.enrichment.enricher import Enricher
from streams.kafka.embedded import EmbeddedBroker
from streams.kafka.probe import GroupProbe
from streams.kafka.topics import create_topics
from streams.records.articles import Rejection
from streams.records.outputs import Origin
from streams.records.resources import resource_dir
from streams.segmentation.native import NativeSegmenter
from streams.settings import Settings
from streams.tagging import Tagger
from streams.worker.agents import Pipeline, RawRecord
from streams.worker.collectors import CacheCollector, LagCollector
from streams.worker.delivery import Publication
from streams.worker.health import Health
from streams.worker.metrics import Metrics
from streams.worker.tallies import all_countries
from streams.worker.watch import LagWatch

ROUNDS: Final = 41
"""Many short rounds in turn: whatever else the machine does then falls on both kinds."""
BATCHES: Final = 2
SCRAPES: Final = 100
SCRAPE_INTERVAL: Final = 5.0
"""Seconds, as in monitoring/prometheus/prometheus.yml."""
WATCH_INTERVAL: Final = 2.0
"""Seconds, as in streams/worker/watch.py."""
TARGET: Final = 0.03


class Silent:
    """Metrics that do nothing, wherever they are asked."""

    def stage(self, _name: str) -> AbstractContextManager[object]:
        return nullcontext()

    def labels(self, *_values: str) -> "Silent":
        return self

    def observe(self, _value: float) -> None: ...

    def inc(self, _amount: float = 1) -> None: ...

    def count_enriched(self, _analyses: Any) -> None: ...

    def __getattr__(self, _name: str) -> "Silent":
        return self


class Sink:
    """Where the outputs go instead of Kafka."""

    async def publish(self, batch: Sequence[Publication]) -> None: ...


async def nothing() -> None:
    """Instead of acknowledging and committing."""


def run() -> Table:
    """The cost of counting as a share of the work, and of scraping as a share of a core."""
    return asyncio.run(_run())


async def _run() -> Table:
    segmenter = NativeSegmenter()
    await segmenter.start()
    enricher, settings = Enricher(segmenter, Tagger.load()), Settings.model_construct()
    batch = records(settings)
    for record in batch:
        if isinstance(result := await enricher.enrich(record.value), Rejection):
            raise SystemExit(f"expected samples that can be enriched, got {result}")
    kinds: dict[str, Any] = {"without": Silent(), "with": Metrics([("RUS", "USA")], all_countries())}
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(ROUNDS + 1):  # the first fills the caches
        for kind, metrics in kinds.items():
            sink: Any = Sink()
            times[kind].append(await seconds(Pipeline(settings, enricher, sink, metrics, Health(60)), batch))
    without = median(times["without"][1:])
    ratio = median(with_ / bare for with_, bare in zip(times["with"][1:], times["without"][1:], strict=True))
    scrape, asked = await scraping(kinds["with"], segmenter)
    return table(len(batch) * BATCHES, without, without * ratio, scrape, asked)


def records(settings: Settings) -> list[RawRecord]:
    """A batch of the samples, as they come from Kafka."""
    lines = (resource_dir("samples") / "articles.jsonl").read_bytes().splitlines()
    values = (lines * (settings.batch_size // len(lines) + 1))[: settings.batch_size]
    now = time.time()
    return [
        RawRecord(str(orjson.loads(value)["id"]).encode(), value, Origin("articles.raw", 0, offset, now))
        for offset, value in enumerate(values)
    ]


async def seconds(pipeline: Pipeline, batch: list[RawRecord]) -> float:
    """Processor time of some batches."""
    start = time.process_time()
    for _ in range(BATCHES):
        await pipeline.run_batch(batch, nothing, nothing)
    return time.process_time() - start


async def scraping(metrics: Metrics, segmenter: NativeSegmenter) -> tuple[float, float]:
    """Processor time of a scrape with six partitions that have records waiting, and of the questions alone."""
    async with EmbeddedBroker() as broker:
        settings = Settings(bootstrap_servers=broker.address)
        await create_topics(settings)
        partitions = [(settings.topics.raw, number) for number in range(settings.partitions)]
        async with AIOKafkaProducer(bootstrap_servers=broker.address) as producer:
            for topic, partition in partitions:
                await producer.send_and_wait(topic, b"waiting", partition=partition)
        health = Health(60, started=True)
        health.assign(partitions, rebalancing=False)
        watch = LagWatch(lambda: GroupProbe(settings), health, settings.lag_window)
        watch.start()
        try:
            return await asyncio.to_thread(measure, metrics, segmenter, watch, health)
        finally:
            watch.stop()
            await asyncio.to_thread(watch.join)


def measure(metrics: Metrics, segmenter: NativeSegmenter, watch: LagWatch, health: Health) -> tuple[float, float]:
    """Mean processor time of a whole scrape, and of the questions to the broker in it."""
    metrics.registry.register(LagCollector(watch.report, health))
    metrics.registry.register(CacheCollector(segmenter))
    means = []
    for scrape in (lambda: generate_latest(metrics.registry), watch.report):
        scrape()  # connects
        start = time.process_time()
        for _ in range(SCRAPES):
            scrape()
        means.append((time.process_time() - start) / SCRAPES)
    return means[0], means[1]


def table(articles: int, without: float, with_: float, scrape: float, asked: float) -> Table:
    """Each cost as a share, and their sum against the target."""
    counting, scraped, watched = with_ / without - 1, scrape / SCRAPE_INTERVAL, asked / WATCH_INTERVAL
    total = counting + scraped + watched
    rows = [
        ("counting", f"{articles / with_:,.0f} articles/s", f"{articles / without:,.0f} articles/s", f"{counting:.2%}"),
        (f"a scrape each {SCRAPE_INTERVAL:.0f} s", f"{scrape * 1000:.1f} ms", "", f"{scraped:.2%}"),
        (f"asking for the lag each {WATCH_INTERVAL:.0f} s", f"{asked * 1000:.1f} ms", "", f"{watched:.2%}"),
        ("together", "", "", f"{total:.2%} (target: under {TARGET:.0%})"),
    ]
    notes = [
        f"Processor time of enrichment alone; median ratio of {ROUNDS} rounds of {articles:,} samples each, in turn.",
        "A scrape measures the lag of six partitions at the broker. Shares of scrape and questions are of one core.",
    ]
    return Table("Cost of the instrumentation", ("what", "with metrics", "without", "cost"), rows, notes)
