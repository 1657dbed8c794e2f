"""How long an article is under way, at 10, 50 and 80 % of the most that the worker can do here.

Articles come one by one, as a Poisson process has them, and late ones are not waited for: the time counts from when an
article was due until whoever reads the enriched articles has it.
"""

import asyncio
import os
import random
import time
from collections.abc import Sequence
from statistics import quantiles

import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition

from bench.figures import Figure
from bench.news import News
from bench.stream.load import Load
from bench.stream.programs import Program
from bench.stream.running import running, worker
from bench.table import Table

SHARES = (0.1, 0.5, 0.8)
SECONDS = float(os.environ.get("BENCH_SECONDS", "15"))
"""Of each load."""
WARM_UP = 1500
TRIAL = 1500
"""Articles that the most is found with."""


def run() -> Table:
    """Find the most, then load the worker with shares of it."""
    return asyncio.run(measure())


async def measure() -> Table:
    """One broker, one worker."""
    news = News()
    async with running(lambda *place: [worker("worker", *place)]) as (load, (one,)):
        await load.start(one)
        await load.push(one, first := news.take(WARM_UP))
        await load.until_done(one, len(first))
        most = (await load.run(one, news.take(TRIAL))).rate
        loads = {share: await latencies(load, one, news, most * share) for share in SHARES}
        return table(most, loads, one.settings.batch_wait)


async def latencies(load: Load, worker: Program, news: News, rate: float) -> list[float]:
    """Seconds that each article of one load was under way, in no order."""
    articles = [(orjson.loads(value)["id"].encode(), value) for value in news.take(max(1, round(rate * SECONDS)))]
    due: dict[bytes, float] = {}
    topic = worker.settings.topics.enriched
    partitions = [TopicPartition(topic, number) for number in range(worker.settings.partitions)]
    async with AIOKafkaConsumer(
        bootstrap_servers=worker.bootstrap,
        auto_offset_reset="latest",
        fetch_max_wait_ms=10,  # the embedded broker holds an answer back for all of it, and Kafka for none
    ) as reader:
        reader.assign(partitions)
        await reader.seek_to_end(*partitions)
        reading = asyncio.create_task(read(reader, {key for key, _ in articles}, due))  # noqa: RUF006 - awaited below
        try:
            await push_when_due(load, worker, articles, rate, due)
            return await asyncio.wait_for(reading, 120)
        finally:
            reading.cancel()


async def push_when_due(
    load: Load, worker: Program, articles: list[tuple[bytes, bytes]], rate: float, due: dict[bytes, float]
) -> None:
    """One by one; `due` learns when each should have gone."""
    now, random_ = time.monotonic(), random.Random(1)
    for key, value in articles:
        now += random_.expovariate(rate)
        await asyncio.sleep(max(0.0, now - time.monotonic()))
        due[key] = now
        await load.send(worker, key, value)


async def read(reader: AIOKafkaConsumer, wanted: set[bytes], due: dict[bytes, float]) -> list[float]:
    """Wait for them all."""
    found = []
    while wanted:
        record = await reader.getone()
        if record.key in wanted:
            wanted.remove(record.key)
            found.append(time.monotonic() - due[record.key])
    return found


def table(most: float, loads: dict[float, Sequence[float]], batch_wait: float) -> Table:
    """Half, 95 and 99 of a hundred articles were faster."""
    rows, figures = [], []
    for share, seconds in loads.items():
        cuts = quantiles(seconds, n=100, method="inclusive")
        found = [Figure(f"latency at {share:.0%}, p{at}", "ms", [cuts[at - 1] * 1000]) for at in (50, 95, 99)]
        figures += found
        rows.append((f"{share:.0%}", f"{most * share:,.0f} articles/s", f"{len(seconds):,}", *map(str, found)))
    notes = [
        f"The most was {most:,.0f} articles/s, found with {TRIAL:,} at once; broker and load on the same cores.",
        f"From when an article was due until a reader had it, {SECONDS:.0f} s a load.",
        f"A batch waits {batch_wait} s to fill.",
    ]
    return Table("Latency", ("load", "rate", "articles", "p50", "p95", "p99"), rows, notes, figures)
