"""``ittiham tail``: follow a topic."""

import base64
import itertools
import json
import shutil
import sys
from typing import Any

import click
import orjson

from streams.cli.common import run_async, settings_or_exit
from streams.cli.rtl import BidiMode, RightToLeft, bidi_option, right_to_left
from streams.cli.view import accusation_lines, dead_letter_line, record_line
from streams.settings import Settings

__all__ = ["tail"]


@click.command()
@click.argument("topic", default="accusations")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a record, with its place, key and headers.")
@click.option("--from-beginning", is_flag=True, help="Start with the oldest record instead of the next to come.")
@click.option("--max-messages", type=click.IntRange(min=1), help="End after so many records.")
@bidi_option
def tail(topic: str, as_json: bool, from_beginning: bool, max_messages: int | None, bidi: BidiMode) -> None:
    """Follow TOPIC until Ctrl-C: raw, enriched, accusations (the default), dead-letters, or any topic's full name.

    Belongs to no group and commits nothing. With --json a value that is JSON stands there as JSON, any other text as a
    string, and what is no text as {"base64": "…"}; of headers of one name the last.

    \b
    Example:
      ittiham tail
      ittiham tail enriched --json --from-beginning --max-messages 1
    """
    settings = settings_or_exit()
    width = shutil.get_terminal_size().columns
    rtl = right_to_left(bidi, is_terminal=sys.stdout.isatty(), width=width)
    name = _topic_name(topic, settings)
    run_async(_follow(settings, name, from_beginning, max_messages, None if as_json else rtl), settings)


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
    settings: Settings, topic: str, from_beginning: bool, most: int | None, rtl: RightToLeft | None
) -> None:
    from streams.kafka.follow import follow

    async with follow(settings, [topic], from_beginning=from_beginning) as consumer:
        click.echo(f"following {topic}; Ctrl-C ends it", err=True)
        for count in itertools.count(1):
            record = await consumer.getone()
            click.echo(_as_json(record) if rtl is None else _readable(record, settings, rtl))
            if count == most:
                return


def _readable(record: Any, settings: Settings, rtl: RightToLeft) -> str:
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
