"""``ittiham produce``: push articles."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from streams.cli.common import run_async, settings_or_exit
from streams.cli.producing import Run, check, push
from streams.cli.reading_options import reading_options
from streams.cli.sources import Format, Reading

__all__ = ["produce"]


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@reading_options
@click.option("--dry-run", is_flag=True, help="Check everything and show the first records, without Kafka.")
@click.option("--rate", type=click.FloatRange(min=0, min_open=True), help="Articles a second, at most.")
@click.option(
    "--resume",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="NOTE",
    help="Note in this file how far it came; if it is there, go on from there. Removed at the end.",
)
@click.option(
    "--refused",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="REPORT",
    help="Write what was refused to this file: a JSON object a line with place, reason and detail.",
)
@click.option("--raw", is_flag=True, help="Push lines untouched and unchecked, each with its id, if any, as key.")
def produce(
    files: tuple[str, ...],
    form: Format | None,
    names: Mapping[str, str],
    day_first: bool | None,
    dry_run: bool,
    rate: float | None,
    resume: Path | None,
    refused: Path | None,
    strip: bool,
    raw: bool,
) -> None:
    """Push articles onto the raw topic, each with its id as key, and wait until the broker has them all.

    A FILE is read by its name: JSON, an article a line or an array of them (.jsonl, .json, and whatever else); a table
    with a header (.csv, .tsv); one article of plain text (.txt), whose first line, if an empty line follows, is its
    title; a page (.html); RSS or Atom (.rss, .atom, .xml). A folder is read with all below it; `-` is standard input.
    Pages and feeds need `pip install 'ittiham[feeds]'`.

    An article without an id gets its address as one; a text file its name. Dates may be dates only, RFC 822, seconds
    since 1970, or 24/1/2025 with --day-first; UTC where they have no zone. Fields that an article does not have are
    kept. A JSON article that needs none of this goes byte for byte.

    Titles and texts may carry tags, entities and links of Markdown, which coding reads past; a FILE in which they do is
    named once. With --strip-html clean ones are pushed, with an empty line between paragraphs.

    What is no article is named on standard error and left out; the rest is pushed, and the exit status is 1.

    \b
    Example:
      ittiham produce samples/articles.jsonl
      ./crawl | ittiham produce -
      ittiham produce news.json --map text=content --map published_at=date --day-first --dry-run
      ittiham produce pages/ feed.xml --rate 50 --resume pages.note
    """
    if raw and (form or names or strip or day_first is not None):
        raise click.UsageError(
            "--raw pushes lines as they are: no --format, --map, --day-first or --strip-html with it"
        )
    if resume and "-" in files:
        raise click.UsageError("--resume needs files: standard input can't be read a second time")
    settings = settings_or_exit()
    reading = Reading(settings.limits, settings.max_record_bytes, raw, form, names, day_first, strip)
    run = Run(files, reading, rate, resume, refused)
    sys.exit(1 if run_async(check(run) if dry_run else push(settings, run), settings) else 0)
