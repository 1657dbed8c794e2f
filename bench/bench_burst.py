"""A burst of 100,000 short articles: whether the worker's memory stays bounded, and it drains at its full rate."""

import asyncio
import os
import time
from itertools import pairwise

import orjson

from bench.figures import Figure
from bench.news import News
from bench.stream.load import Load
from bench.stream.programs import Program
from bench.stream.running import running, worker
from bench.table import Table

BURST = int(os.environ.get("BENCH_BURST", "100000"))
CALM = 3000
"""Articles whose rate and memory the burst is compared with."""
LENGTH = 150
"""Characters: the broker keeps all of it in memory."""
PORTION = 1000
LOOK = 1.0
"""Seconds between two looks."""


def run() -> Table:
    """One worker, one burst."""
    return asyncio.run(measure())


async def measure() -> Table:
    """Full rate on a few articles first, then the burst."""
    news = News()
    async with running(lambda *place: [worker("worker", *place)]) as (load, (one,)):
        await load.start(one)
        await load.push(one, first := short(news, CALM))
        await load.until_done(one, len(first))
        calm = [(await load.run(one, short(news, CALM))).rate for _ in range(3)]
        before, wanted, began = one.peak_memory(), await load.done(one) + BURST, time.monotonic()
        await push(load, one, news)
        looks = await drain(load, one, wanted)
        return table(calm, rates(looks), before, one.peak_memory(), time.monotonic() - began)


def short(news: News, count: int) -> list[bytes]:
    """New articles, all short."""
    return [orjson.dumps(news.article(LENGTH)) for _ in range(count)]


async def push(load: Load, worker: Program, news: News) -> None:
    """All of the burst, while the worker works."""
    for _ in range(0, BURST, PORTION):
        await load.push(worker, short(news, PORTION))


async def drain(load: Load, worker: Program, wanted: int) -> list[tuple[float, int]]:
    """When how many were done, from when all had been pushed."""
    looks = [(time.monotonic(), await load.done(worker))]
    while looks[-1][1] < wanted:
        await asyncio.sleep(LOOK)
        looks.append((time.monotonic(), await load.done(worker)))
    return looks


def rates(looks: list[tuple[float, int]]) -> list[float]:
    """Articles a second in each fifth of the time it took to drain; one rate if there was hardly anything left."""
    size = max(1, (len(looks) - 1) // 5)
    marks = looks[::size]
    return [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(marks)][:5] or [0.0]


def table(calm: list[float], draining: list[float], before: float, after: float, seconds: float) -> Table:
    """The burst beside a calm."""
    middle = Figure("burst, calm rate", "articles/s", calm, True)
    drained = Figure("burst, draining ÷ calm", "x", [rate / middle.middle for rate in draining], True)
    memory = Figure("burst, peak memory after ÷ before", "x", [after / before])
    peak = Figure("burst, peak memory", "MB", [after])
    rows = [
        (figure.name.removeprefix("burst, "), str(figure), figure.spread) for figure in (middle, drained, peak, memory)
    ]
    notes = [
        f"{BURST:,} articles of some {LENGTH} characters at once, done {seconds:,.0f} s after the first; the rate of",
        f"each fifth of the time after the last was pushed, beside that of {CALM:,} articles. All on the same cores.",
    ]
    return Table("Burst", ("what", "figure", "spread"), rows, notes, [middle, drained, peak, memory])
