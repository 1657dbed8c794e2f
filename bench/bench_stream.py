"""The whole stream: our worker beside what aiokafka and Faust cost by themselves, on one broker and the same articles.

All programs are up; each round gives each of them, in turn, the same articles, which none has seen. Before, those that
remember words have read the first million.
"""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure
from bench.news import News
from bench.stream.load import Cost, Load
from bench.stream.programs import Program
from bench.stream.running import running, worker
from bench.table import Table

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
ARTICLES = int(os.environ.get("BENCH_ARTICLES", "2200"))
FIRST_MILLION = 4000
"""Articles."""
WARM_UP = 300
"""Articles for programs that remember nothing."""
COPIES = ("aiokafka", "faust", "json")


def programs(bootstrap: str, directory: Path) -> list[Program]:
    """Those that are compared, the cheapest first."""
    copies = [Program(name, bootstrap, directory) for name in COPIES]
    pyfarasa = Program("pyfarasa", bootstrap, directory, share=0.25)
    one = worker("worker", bootstrap, directory)
    two = worker("two-workers", bootstrap, directory, "--processes", "2")
    return [*copies, pyfarasa, one, two]


def run() -> Table:
    """Measure them all."""
    return asyncio.run(measure())


async def measure() -> Table:
    """All rounds on one broker."""
    async with running(programs) as (load, compared):
        costs = await rounds(load, compared, News(), ROUNDS, ARTICLES, FIRST_MILLION)
        memory = {program.name: program.peak_memory() for program in compared}
        return table(compared, costs, memory)


async def rounds(
    load: Load, compared: Sequence[Program], news: News, count: int, size: int, before: int
) -> dict[str, list[Cost]]:
    """What each program's articles cost in each of `count` rounds of `size`, after the first `before` articles."""
    for program in compared:
        await load.start(program)
    first = news.take(before)
    await asyncio.gather(*(warm_up(load, program, first) for program in compared))
    costs: dict[str, list[Cost]] = {program.name: [] for program in compared}
    for _ in range(count):
        articles = news.take(size)
        for program in compared:
            costs[program.name].append(await load.run(program, articles[: round(size * program.share)]))
    return costs


async def warm_up(load: Load, program: Program, articles: list[bytes]) -> None:
    """Let it join its group, and read what has been news so far."""
    wanted = articles if program.name not in COPIES else articles[:WARM_UP]
    await load.push(program, wanted)
    await load.until_done(program, len(wanted))


def table(compared: Sequence[Program], costs: dict[str, list[Cost]], memory: dict[str, float]) -> Table:
    """Processor time, rate, and how many times as much as Faust's pass-through, round by round."""
    rows, figures = [], []
    base = [cost.milliseconds for cost in costs["faust"]]
    for program in compared:
        each = costs[program.name]
        spent = Figure(f"stream, {program.name}: CPU", "ms", [cost.milliseconds for cost in each])
        rate = Figure(f"stream, {program.name}: rate", "articles/s", [cost.rate for cost in each], True)
        times = Figure(
            f"stream, {program.name} ÷ faust", "x", [c.milliseconds / b for c, b in zip(each, base, strict=True)]
        )
        figures += [spent, rate, times]
        rows.append((program.name, str(spent), spent.spread, str(rate), str(times), times.spread))
    figures += [
        Figure("stream, faust ÷ worker", "x", ratios(costs, "faust", "worker"), True),
        Figure("stream, pyfarasa ÷ worker", "x", ratios(costs, "pyfarasa", "worker"), True),
        Figure("stream, two-workers ÷ worker", "x", ratios(costs, "two-workers", "worker")),
        Figure("stream, worker: peak memory", "MB", [memory["worker"]]),
        Figure("stream, two-workers: peak memory of one", "MB", [memory["two-workers"]]),
    ]
    notes = [
        f"Medians of {ROUNDS} rounds of {ARTICLES:,} articles that no program saw before, on one embedded broker;",
        "processor time of the program alone. The rate is of this moment, with whatever else the machine did.",
        *(f"{figure.name}: {figure} ({figure.spread})" for figure in figures[-5:]),
    ]
    return Table("The stream", ("program", "CPU/article", "spread", "rate", "÷ faust", "spread"), rows, notes, figures)


def ratios(costs: dict[str, list[Cost]], one: str, other: str) -> list[float]:
    """Processor time of an article, the one by the other, in each round."""
    return [a.milliseconds / b.milliseconds for a, b in zip(costs[one], costs[other], strict=True)]
