"""What partitions cost: the same articles through workers whose topics have one, six and 64 of them."""

import asyncio
import os
from pathlib import Path

from bench.bench_stream import ratios, rounds
from bench.figures import Figure
from bench.news import News
from bench.stream.load import Cost
from bench.stream.programs import Program
from bench.stream.running import running, worker
from bench.table import Table

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
ARTICLES = 1000
FIRST = 1000
"""Articles that each reads before."""
PARTITIONS = (1, 6, 64)


def run() -> Table:
    """Measure them on one broker."""
    return asyncio.run(measure())


async def measure() -> Table:
    """A worker for each number of partitions."""
    async with running(workers) as (load, compared):
        return table(await rounds(load, compared, News(), ROUNDS, ARTICLES, FIRST))


def workers(bootstrap: str, directory: Path) -> list[Program]:
    """Each on topics of its own."""
    return [worker(f"{number}-partitions", bootstrap, directory, partitions=number) for number in PARTITIONS]


def table(costs: dict[str, list[Cost]]) -> Table:
    """Each beside the one with the fewest."""
    first = next(iter(costs))
    rows, figures = [], []
    for name, found in costs.items():
        spent = Figure(f"partitions, {name}: CPU", "ms", [cost.milliseconds for cost in found])
        times = Figure(f"partitions, {name} ÷ {first}", "x", ratios(costs, name, first))
        figures += [spent, times]
        rows.append((name, str(spent), spent.spread, str(times), times.spread))
    notes = [f"Medians of {ROUNDS} rounds of {ARTICLES:,} new articles; processor time of the worker alone."]
    return Table("Partitions", ("topics of", "CPU/article", "spread", f"÷ {first}", "spread"), rows, notes, figures)
