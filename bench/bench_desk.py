"""The desk: how fast records go into SQLite, and how long each view takes on 100,000 accusations."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Connection, Engine

from bench.desk_data import fill, records
from bench.figures import Figure
from bench.table import Table
from streams.desk.queries.articles import find_article
from streams.desk.queries.filters import Filters
from streams.desk.queries.lists import list_claims, list_events
from streams.desk.queries.numbers import counts, dyad_rows, matrix, party_names, source_names, timeline
from streams.desk.queries.threads import list_threads
from streams.desk.store.engines import database_url, reading_engine, writing_engine
from streams.desk.store.migrating import migrate

__all__ = ["VIEWS", "run"]

EVENTS: Final = int(os.environ.get("BENCH_EVENTS", "100000"))
ROUNDS: Final = int(os.environ.get("BENCH_ROUNDS", "5"))
WEEK: Final = 7 * 24 * 3600 * 1000

VIEWS: Final[dict[str, Callable[[Connection], Any]]] = {
    "live: claims, newest first": lambda c: list_claims(c, Filters(), "came", None, 40),
    "live: claims by day of publication": lambda c: list_claims(c, Filters(), "published", None, 40),
    "live: claims with a word": lambda c: list_claims(c, Filters(text="اتهمت"), "came", None, 40),
    "live: claims of a country": lambda c: list_claims(c, Filters(country="USA"), "came", None, 40),
    "live: claims of nobody": lambda c: list_claims(c, Filters(source="nobody"), "came", None, 40),
    "live: counts": lambda c: counts(c, Filters()),
    "events": lambda c: list_events(c, Filters(), "came", None, 50),
    "matrix of countries": lambda c: matrix(c, Filters(), "country", 30),
    "matrix of actors": lambda c: matrix(c, Filters(), "actor", 30),
    "dyads": lambda c: dyad_rows(c, Filters(), "country", None, 500),
    "time by day": lambda c: timeline(c, Filters(), "day"),
    "time by week": lambda c: timeline(c, Filters(), "week"),
    "time by month": lambda c: timeline(c, Filters(), "month"),
    "time of a dyad": lambda c: timeline(c, Filters(accuser="CHN", accused="USA"), "day"),
    "threads": lambda c: list_threads(c, Filters(), WEEK, None, 20),
    "threads of a country": lambda c: list_threads(c, Filters(country="BRA"), WEEK, None, 20),
    "an article": lambda c: find_article(c, "sample-001-0"),
    "names of countries": lambda c: party_names(c, Filters(), "country", 300),
    "names of actors": lambda c: party_names(c, Filters(), "actor", 300),
    "papers": lambda c: source_names(c, Filters(), 300),
}


def run() -> Table:
    """Records a second, and milliseconds a view: by the clock, and of the processor."""
    with TemporaryDirectory(prefix="ittiham-bench-") as folder:
        url = database_url(f"{folder}/desk.db")
        writer = writing_engine(url)
        migrate(writer)
        made = list(records(EVENTS))
        told = [event for _, events in made for event in events]
        filled = [
            _filled(writer, "accusations", told, articles=False),
            _filled(writer, "articles", [article for article, _ in made], articles=True),
        ]
        figures = [figure for figure, _ in filled]
        size = sum(path.stat().st_size for path in Path(folder).glob("desk.db*")) / 1e6
        reader = reading_engine(url, 60)
        rows = [(figure.name, str(figure), f"{rate:,.0f} a second of it") for figure, rate in filled]
        for name, ask in VIEWS.items():
            wall, own = _asked(reader, ask)
            figures.append(Figure(f"desk, {name}", "ms", wall))
            rows.append((name, f"{sorted(wall)[len(wall) // 2]:.0f} ms", f"{min(own):.0f} ms"))
        writer.dispose()
        reader.dispose()
    notes = [
        f"{EVENTS:,} accusations in {len(made):,} articles, SQLite of {size:.0f} MB. By the clock the median of",
        f"{ROUNDS} rounds, and the least processor time of the thread that asks or writes (checks included).",
    ]
    return Table("The desk", ("what", "by the clock", "processor"), rows, notes, figures)


def _filled(engine: Engine, topic: str, made: list[dict[str, Any]], *, articles: bool) -> tuple[Figure, float]:
    begin, began = time.perf_counter(), time.thread_time()
    fill(engine, made, topic, articles=articles)
    wall, own = time.perf_counter() - begin, time.thread_time() - began
    name = f"desk, {topic} into SQLite"
    return Figure(name, f"{topic}/s", [len(made) / wall], higher_is_better=True), len(made) / own


def _asked(engine: Engine, ask: Callable[[Connection], Any]) -> tuple[list[float], list[float]]:
    wall, own = [], []
    for _ in range(ROUNDS):
        with engine.connect() as connection:
            begin, began = time.perf_counter(), time.thread_time()
            ask(connection)
            wall.append((time.perf_counter() - begin) * 1000)
            own.append((time.thread_time() - began) * 1000)
    return wall, own
