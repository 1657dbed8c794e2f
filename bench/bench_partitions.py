"""What partitions cost: the same articles through workers whose topics have one, six and 64 of them."""

import asyncio
import os
import tempfile
from pathlib import Path

from bench.bench_stream import WORKER, ratios, rounds
from bench.figures import Figure
from bench.news import News
from bench.stream.load import Cost, Load
from bench.stream.programs import Program
from bench.table import Table
from streams.kafka.embedded import EmbeddedBroker
from tests.worker import free_port

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
    async with EmbeddedBroker() as broker:
        with tempfile.TemporaryDirectory() as directory:
            workers = [worker(broker.address, Path(directory), number) for number in PARTITIONS]
            try:
                async with Load(broker.address) as load:
                    return table(await rounds(load, workers, News(), ROUNDS, ARTICLES, FIRST))
            finally:
                for each in workers:
                    each.kill()


def worker(bootstrap: str, directory: Path, partitions: int) -> Program:
    """A worker on topics of its own."""
    environment = {"web_port": free_port(), "partitions": partitions}
    return Program(f"{partitions}-partitions", bootstrap, directory, WORKER, environment)


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
