"""``ittiham export``: accusations as a table."""

from collections.abc import AsyncIterator
from contextlib import aclosing, nullcontext
from datetime import datetime
from typing import Any, Final

import click

from streams.cli.common import run_async, settings_or_exit
from streams.cli.event_filter import Filter, event_filters
from streams.cli.event_table import as_event, events_of_line
from streams.cli.lines import Line, read_lines
from streams.cli.progress import bytes_bar, total_size
from streams.cli.sources import STDIN, open_file
from streams.cli.table_writers import FORMATS, TableFormat, open_table
from streams.cli.times import TIME
from streams.settings import Settings

__all__ = ["export"]

_LONGEST: Final = 64 * 1024 * 1024
"""Bytes of a line of a file: an enriched article is below 1 MB."""


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option("-o", "--output", default="-", metavar="OUT", help="File to write; default: standard output.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: by the name of OUT, else csv.")
@click.option("--since", type=TIME, help="Only events published onto the topic at this time or later.")
@click.option("--until", type=TIME, help="Only those published before it.")
@click.option("--partition", type=click.IntRange(min=0), help="Only this partition.")
@click.option("--from-offset", type=click.IntRange(min=0), help="From this offset on.")
@click.option("--to-offset", type=click.IntRange(min=0), help="Up to before this offset.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for Excel.")
@event_filters
def export(
    files: tuple[str, ...],
    output: str,
    form: TableFormat | None,
    since: datetime | None,
    until: datetime | None,
    partition: int | None,
    from_offset: int | None,
    to_offset: int | None,
    bom: bool,
    wanted: Filter,
) -> None:
    """Export the accusations that are there now, from Kafka or from FILEs of enriched articles, one a line.

    To CSV, JSON Lines or Parquet (`pip install 'ittiham[parquet]'`), in the columns of event data: source accuses
    target. Several parties of a side are separated by "; ". Each event comes once. Codes are text (016). Cells of CSV
    that a spreadsheet would take for formulas begin with an apostrophe.

    In files, --since and --until go by the article's `published_at`.

    \b
    Example:
      ittiham export -o accusations.parquet
      ittiham export --since 2026-01-01 --country IRN -o iran.csv --bom
      ittiham enrich articles.jsonl | ittiham export - -o accusations.csv
    """
    offsets = (partition, from_offset, to_offset)
    if files and any(value is not None for value in offsets):
        raise click.UsageError(
            "files have no partitions and offsets: leave out --partition, --from-offset, --to-offset"
        )
    settings = settings_or_exit()
    events = _from_files(files, since, until) if files else _from_kafka(settings, since, until, *offsets)
    run_async(_export(events, wanted, output, form, bom), settings)


async def _export(
    events: AsyncIterator[dict[str, Any]], wanted: Filter, output: str, form: TableFormat | None, bom: bool
) -> None:
    count, seen = 0, set[str]()
    with open_table(output, form, bom=bom) as table:
        async for event in events:
            if event in wanted and event["event_id"] not in seen:
                seen.add(event["event_id"])
                table.write(event)
                count += 1
    click.echo(f"{count} event{'s' * (count != 1)}", err=True)


async def _from_kafka(
    settings: Settings,
    since: datetime | None,
    until: datetime | None,
    partition: int | None,
    first: int | None,
    end: int | None,
) -> AsyncIterator[dict[str, Any]]:
    from streams.kafka.follow import Place, read_range

    topic, place = settings.topics.accusations, Place(True, since, partition, first)
    async with aclosing(read_range(settings, topic, place, until, end)) as records:
        async for record in records:
            if event := as_event(record.value):
                yield event
            else:
                _left_out(f"{topic}[{record.partition}]@{record.offset}", "an accusation")


async def _from_files(
    files: tuple[str, ...], since: datetime | None, until: datetime | None
) -> AsyncIterator[dict[str, Any]]:
    with bytes_bar("exporting", total_size(files)) as bar:
        for path in files:
            with nullcontext(click.get_binary_stream("stdin")) if path == STDIN else open_file(path) as stream:
                for line in read_lines(stream, _LONGEST):
                    for event in _events(line, path):
                        if _is_between(event["published_at"], since, until):
                            yield event
                    bar.advance(line.size)


def _events(line: Line, path: str) -> list[dict[str, Any]]:
    events = events_of_line(line.value or b"")
    if events is None and line.value != b"":
        _left_out(f"{path}:{line.number}", "an enriched article")
    return events or []


def _left_out(place: str, expected: str) -> None:
    click.echo(f"{place}: expected {expected}, got something else; left out", err=True)


def _is_between(published_at: str | None, since: datetime | None, until: datetime | None) -> bool:
    """An article without a date is in no range."""
    if since is None and until is None:
        return True
    if published_at is None:
        return False
    moment = datetime.fromisoformat(published_at)
    return (since is None or moment >= since) and (until is None or moment < until)
