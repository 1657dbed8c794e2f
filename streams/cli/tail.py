"""``ittiham tail``: follow a topic."""

import base64
import json
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import click
import orjson

from streams.cli.common import run_async, settings_or_exit
from streams.cli.csv_cells import csv_line
from streams.cli.event_filter import Filter, event_filters
from streams.cli.event_table import COLUMNS, as_event, row
from streams.cli.rtl import BidiMode, RightToLeft, bidi_option, right_to_left
from streams.cli.times import TIME
from streams.cli.view import accusation_lines, dead_letter_line, record_line
from streams.kafka.follow import Place, follow
from streams.settings import Settings

__all__ = ["tail"]


@click.command()
@click.argument("topic", default="accusations")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a record, with its place, key and headers.")
@click.option("--csv", "as_csv", is_flag=True, help="One row an accusation, in the columns of `ittiham export`.")
@click.option("--from-beginning", is_flag=True, help="Start with the oldest record instead of the next to come.")
@click.option("--since", type=TIME, help="Start with the first record of this time or later.")
@click.option("--partition", type=click.IntRange(min=0), help="Only this partition.")
@click.option("--key", help="Only records with this key: the id of an article.")
@event_filters
@click.option("--max-messages", type=click.IntRange(min=1), help="End after so many records.")
@bidi_option
def tail(
    topic: str,
    as_json: bool,
    as_csv: bool,
    from_beginning: bool,
    since: datetime | None,
    partition: int | None,
    key: str | None,
    wanted: Filter,
    max_messages: int | None,
    bidi: BidiMode,
) -> None:
    """Follow TOPIC until Ctrl-C: raw, enriched, accusations (the default), dead-letters, or any topic's full name.

    Belongs to no group and commits nothing. With --json a value that is JSON stands there as JSON, any other text as a
    string, and what is no text as {"base64": "…"}; of headers of one name the last. The filters by type, party, country
    and confidence leave only accusations.

    \b
    Example:
      ittiham tail
      ittiham tail --accuser RUS --type condemn --since 2026-01-31
      ittiham tail enriched --json --from-beginning --max-messages 1
    """
    if as_json and as_csv:
        raise click.UsageError("choose one of --json and --csv")
    settings = settings_or_exit()
    width = shutil.get_terminal_size().columns
    rtl = right_to_left(bidi, is_terminal=sys.stdout.isatty(), width=width)
    name = _topic_name(topic, settings)
    form = _as_json if as_json else _as_csv if as_csv else partial(_readable, settings=settings, rtl=rtl)
    place = Place(from_beginning, since, partition)
    chosen = partial(_is_wanted, key=key, wanted=wanted, events_only=as_csv)
    if as_csv:
        click.echo(csv_line(list(COLUMNS)), nl=False)
    run_async(_follow(settings, name, place, max_messages, chosen, form), settings)


def _topic_name(topic: str, settings: Settings) -> str:
    names = settings.topics
    short = {
        "raw": names.raw,
        "enriched": names.enriched,
        "accusations": names.accusations,
        "dead-letters": names.dead_letter,
    }
    return short.get(topic, topic)


async def _follow(
    settings: Settings,
    topic: str,
    place: Place,
    most: int | None,
    is_wanted: Callable[[Any], bool],
    form: Callable[[Any], str],
) -> None:
    count = 0
    async with follow(settings, [topic], place) as consumer:
        click.echo(f"following {topic}; Ctrl-C ends it", err=True)
        async for record in consumer:
            if is_wanted(record):
                click.echo(form(record))
                count += 1
            if count == most:
                return


def _is_wanted(record: Any, *, key: str | None, wanted: Filter, events_only: bool) -> bool:
    if key is not None and record.key != key.encode():
        return False
    if not wanted and not events_only:
        return True
    event = as_event(record.value)
    return event is not None and event in wanted


def _as_csv(record: Any) -> str:
    return csv_line(row(orjson.loads(record.value))).decode().removesuffix("\r\n")


def _readable(record: Any, *, settings: Settings, rtl: RightToLeft) -> str:
    if record.topic == settings.topics.dead_letter:
        return dead_letter_line(record.key, record.headers)
    if record.topic == settings.topics.accusations:
        try:
            return accusation_lines(orjson.loads(record.value), rtl)
        except (ValueError, KeyError, TypeError):
            pass  # somebody else's record: shown like that of any other topic
    return record_line(record.key, record.value, rtl)


def _as_json(record: Any) -> str:
    return json.dumps(
        {
            "topic": record.topic,
            "partition": record.partition,
            "offset": record.offset,
            "timestamp": record.timestamp,
            "key": _plain(record.key),
            "headers": {name: _plain(value) for name, value in record.headers},
            "value": _value(record.value),
        },
        ensure_ascii=False,
    )


def _value(value: bytes | None) -> Any:
    try:
        return orjson.loads(value or b"")
    except orjson.JSONDecodeError:
        return _plain(value)


def _plain(value: bytes | None) -> str | dict[str, str] | None:
    if value is None:
        return None
    try:
        return value.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(value).decode()}
