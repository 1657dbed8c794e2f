"""``ittiham enrich``: what the worker does, to a file."""

import asyncio
import sys
from dataclasses import dataclass
from typing import BinaryIO

import click

from streams.cli.common import settings_or_exit
from streams.cli.engine import load_enricher, started_segmenter
from streams.cli.events_csv import HEADER, rows
from streams.cli.files import input_and_output
from streams.cli.lines import Line, read_lines
from streams.cli.progress import Bar, bytes_bar, total_size
from streams.enrichment.enricher import Enriched, Enricher
from streams.records.articles import Rejection

__all__ = ["enrich"]


@click.command()
@click.argument("file", default="-")
@click.option("-o", "--output", default="-", metavar="OUT", help="File to write; default: standard output.")
@click.option("--events", type=click.Choice(["csv"]), help="One row an accusation instead of one line an article.")
def enrich(file: str, output: str, events: str | None) -> None:
    """Enrich the raw articles of FILE, one a line as JSON, without Kafka; `-`, the default, is standard input.

    Gives one enriched article a line, in order: the same bytes that the worker publishes. A line that is no article is
    named on standard error and left out; the rest is done, and the exit status is 1.

    With --events csv: date, source, accuser, accused (several: separated by "; "), their codes, type, CAMEO code,
    negated, hypothetical, the sentence, url and article id of each accusation.

    \b
    Example:
      ittiham enrich articles.jsonl -o enriched.jsonl
      ittiham enrich articles.jsonl --events csv > accusations.csv
    """
    settings = settings_or_exit()
    with (
        input_and_output(file, output) as (stream, out),
        bytes_bar("enriching", total_size([file])) as bar,
        started_segmenter(settings) as (runner, segmenter),
    ):
        enricher = load_enricher(settings, segmenter)
        errors = _Job(settings.max_raw_bytes, runner, enricher, bar, events == "csv").run(stream, out)
    sys.exit(1 if errors else 0)


@dataclass(frozen=True, slots=True)
class _Job:
    """One run of the command."""

    longest: int
    """Bytes of a raw article."""
    runner: asyncio.Runner
    enricher: Enricher
    bar: Bar
    as_csv: bool

    def run(self, stream: BinaryIO, out: BinaryIO) -> int:
        """Write the enriched article, or the events, of every line; gives the number of bad lines."""
        out.write(HEADER if self.as_csv else b"")
        errors = 0
        for line in read_lines(stream, self.longest):
            result = self._enrich(line)
            if isinstance(result, Rejection):
                errors += 1
                self.bar.say(f"line {line.number}: {result.reason}: {result.detail}")
            elif result is not None:
                out.writelines(rows(result) if self.as_csv else (result.outputs[0].value, b"\n"))
            out.flush()  # who feeds us line by line gets answers line by line
            self.bar.advance(line.size)
        return errors

    def _enrich(self, line: Line) -> Enriched | Rejection | None:
        """None for an empty line."""
        if line.value is None:
            return Rejection("too_large", f"expected at most {self.longest} bytes, got {line.size}")
        return self.runner.run(self.enricher.enrich(line.value)) if line.value else None
