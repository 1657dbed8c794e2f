"""``ittiham enrich``: what the worker does, to a file."""

import asyncio
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

import click

from streams.cli.common import settings_or_exit
from streams.cli.engine import load_enricher, started_segmenter
from streams.cli.events_csv import HEADER, rows
from streams.cli.files import open_output, refuse_overwriting
from streams.cli.progress import Bar, bytes_bar, total_size
from streams.cli.reading_options import reading_options
from streams.cli.sources import Format, Item, Reading, read_source
from streams.enrichment.enricher import Enriched, Enricher
from streams.records.articles import Rejection

__all__ = ["enrich"]


@click.command()
@click.argument("file", default="-")
@click.option("-o", "--output", default="-", metavar="OUT", help="File to write; default: standard output.")
@click.option("--events", type=click.Choice(["csv"]), help="One row an accusation instead of one line an article.")
@reading_options
def enrich(
    file: str,
    output: str,
    events: str | None,
    form: Format | None,
    names: Mapping[str, str],
    day_first: bool | None,
    strip: bool,
) -> None:
    """Enrich the articles of FILE without Kafka; `-`, the default, is standard input.

    FILE is whatever `ittiham produce` takes: JSON, an article a line or an array of them, a table, plain text, a page,
    a feed, or a folder of such.

    Gives one enriched article a line, in order: the same bytes that the worker publishes. What is no article is named
    on standard error, with its line, and left out; the rest is done, and the exit status is 1.

    With --events csv: date, source, accuser, accused (several: separated by "; "), their codes, type, CAMEO code,
    negated, hypothetical, confidence, the sentence, url and article id of each accusation.

    \b
    Example:
      ittiham enrich articles.jsonl -o enriched.jsonl
      ittiham enrich articles.jsonl --events csv > accusations.csv
      ittiham enrich news.json --map text=content
    """
    settings = settings_or_exit()
    refuse_overwriting(file, output)
    reading = Reading(settings.limits, settings.max_raw_bytes, False, form, names, day_first, strip)
    with (
        open_output(output) as out,
        bytes_bar("enriching", total_size([file])) as bar,
        started_segmenter(settings) as (runner, segmenter),
    ):
        job = _Job(runner, load_enricher(settings, segmenter), bar, events == "csv")
        errors = job.run(read_source(file, reading), out)
    sys.exit(1 if errors else 0)


@dataclass(frozen=True, slots=True)
class _Job:
    """One run of the command."""

    runner: asyncio.Runner
    enricher: Enricher
    bar: Bar
    as_csv: bool

    def run(self, items: Iterable[Item], out: BinaryIO) -> int:
        """Write the enriched article, or the events, of every item; gives the number of those that are no article."""
        out.write(HEADER if self.as_csv else b"")
        errors = 0
        for item in items:
            result = self._enrich(item)
            if isinstance(result, str):
                errors += 1
                self.bar.say(f"{item.place}: {result}")
            else:
                out.writelines(rows(result) if self.as_csv else (result.outputs[0].value, b"\n"))
            out.flush()  # who feeds us line by line gets answers line by line
            self.bar.advance(item.size)
        return errors

    def _enrich(self, item: Item) -> Enriched | str:
        """What was made of it, or the reason why nothing was."""
        if item.problem is not None:
            return item.problem
        result = self.runner.run(self.enricher.enrich(item.value))
        return f"{result.reason}: {result.detail}" if isinstance(result, Rejection) else result
