"""``ittiham dead-letters``: look at what could not be read, and send it back when the cause is mended."""

import base64
import json
import sys
from collections.abc import Callable
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Any, Final

import click

from streams.cli.common import run_async, settings_or_exit
from streams.cli.rtl import clean
from streams.cli.suggesting import SuggestingGroup
from streams.cli.times import TIME
from streams.kafka.dead_letters import DeadLetter, Wanted, read, replay
from streams.settings import Settings
from streams.worker.metrics import REASONS

__all__ = ["dead_letters"]

_PREVIEW: Final = 2000
"""Bytes of a value that `show` prints on a terminal."""


@click.group(cls=SuggestingGroup)
def dead_letters() -> None:
    """List, show and replay what could not be read.

    \b
    Example:
      ittiham dead-letters list --reason processing_error
      ittiham dead-letters show 17 --raw > article.json
      ittiham dead-letters replay --reason processing_error
    """


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which dead letters are meant."""
    for option in (
        click.option("--until", type=TIME, help="Only those dead-lettered before this time."),
        click.option("--since", type=TIME, help="Only those dead-lettered at this time or later."),
        click.option("--reason", "reasons", multiple=True, type=click.Choice(REASONS), help="Only these; repeatable."),
    ):
        command = option(command)
    return command


@dead_letters.command(name="list")
@_filters
@click.option("--json", "as_json", is_flag=True, help="One JSON object a dead letter, without its value.")
def list_(reasons: tuple[str, ...], since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """List the dead letters that are there now.

    \b
    Example:
      ittiham dead-letters list --reason too_large --since 2026-01-31
    """
    settings = settings_or_exit()
    run_async(_list(settings, Wanted(frozenset(reasons), since, until), as_json), settings)


async def _list(settings: Settings, wanted: Wanted, as_json: bool) -> None:
    count = 0
    async with aclosing(read(settings, wanted)) as letters:
        async for letter in letters:
            count += 1
            click.echo(json.dumps(_facts(letter), ensure_ascii=False) if as_json else _line(letter))
    click.echo(f"{count} dead letter{'s' * (count != 1)}", err=True)


@dead_letters.command()
@click.argument("offset", type=click.IntRange(min=0))
@click.option("--partition", type=click.IntRange(min=0), default=0, show_default=True)
@click.option("--raw", is_flag=True, help="The original bytes alone, to standard output.")
def show(offset: int, partition: int, raw: bool) -> None:
    """Show the dead letter at OFFSET: what is known of it, and its original bytes.

    \b
    Example:
      ittiham dead-letters show 17 --raw > article.json
    """
    settings = settings_or_exit()
    letter = run_async(_find(settings, partition, offset), settings)
    if letter is None:
        raise click.ClickException(f"{settings.topics.dead_letter}[{partition}] has no dead letter at offset {offset}")
    if raw:
        sys.stdout.buffer.write(letter.value or b"")
        return
    for name, value in _facts(letter).items():
        click.echo(f"{name}: {clean(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
    click.echo(f"value: {_preview(letter.value)}")


async def _find(settings: Settings, partition: int, offset: int) -> DeadLetter | None:
    async with aclosing(read(settings, Wanted())) as letters:
        async for letter in letters:
            if (letter.partition, letter.offset) == (partition, offset):
                return letter
    return None


@dead_letters.command(name="replay")
@_filters
@click.option("--again", is_flag=True, help="From the oldest, also what an earlier replay has sent.")
def replay_(reasons: tuple[str, ...], since: datetime | None, until: datetime | None, again: bool) -> None:
    """Send dead letters back to the raw topic, with their original key, headers and partition.

    Stops at the dead letters that are there at its start. May be interrupted and repeated: the same filter goes on
    where it was. A record that was dead-lettered ITTIHAM_MAX_REPLAYS times is not sent any more.

    \b
    Example:
      ittiham dead-letters replay --reason processing_error
    """
    settings = settings_or_exit()
    outcomes = run_async(replay(settings, Wanted(frozenset(reasons), since, until), again=again), settings)
    for outcome, count in sorted(outcomes.items()):
        click.echo(f"{outcome}: {count}")
    if not outcomes:
        click.echo("no dead letters since the last replay")


def _line(letter: DeadLetter) -> str:
    said = letter.said
    when = letter.timestamp.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = [str(letter.offset), when, said.get("reason", "foreign"), f"attempt {letter.attempt}"]
    parts += ["(no key)" if letter.key is None else str(_text(letter.key))]
    parts += [f"{name}={value}" for name, value in letter.article.items()]
    if said:
        parts += [f"{said['topic']}[{said['partition']}]@{said['offset']}", said["detail"]]
    return clean("  ".join(parts))


def _facts(letter: DeadLetter) -> dict[str, Any]:
    return {
        "partition": letter.partition,
        "offset": letter.offset,
        "timestamp": letter.timestamp.astimezone(UTC).isoformat(),
        "key": _text(letter.key),
        **{name: letter.article.get(name) for name in ("id", "source")},
        "bytes": None if letter.value is None else len(letter.value),
        **{f"ittiham_{name}": value for name, value in letter.said.items()},
        "headers": [[name, _text(value)] for name, value in letter.original_headers],
    }


def _text(value: bytes | None) -> str | None:
    if value is None:
        return None
    try:
        return value.decode()
    except UnicodeDecodeError:
        return f"base64:{base64.b64encode(value).decode()}"


def _preview(value: bytes | None) -> str:
    if value is None:
        return "(none: a tombstone)"
    rest = f" … and {len(value) - _PREVIEW} bytes more; --raw gives all" if len(value) > _PREVIEW else ""
    return clean(value[:_PREVIEW].decode(errors="backslashreplace")) + rest
