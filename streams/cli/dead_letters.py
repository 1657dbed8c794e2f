"""``ittiham dead-letters``: look at what could not be read, and send it back when the cause is mended."""

import base64
import functools
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import click

from streams.cli.common import run_async, settings_or_exit
from streams.cli.rtl import clean
from streams.cli.suggesting import SuggestingGroup
from streams.cli.times import TIME
from streams.kafka.dead_letters import DeadLetter, Wanted, read, replay
from streams.records.glimpse import place_of
from streams.settings import Settings
from streams.worker.metrics import REASONS

__all__ = ["dead_letters"]

_PREVIEW: Final = 2000
"""Bytes of a value that `show` prints on a terminal."""
_AROUND: Final = 60
"""Bytes that it shows before and behind the place that a reason names."""


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
    """The options that say which dead letters are meant; the command gets them as `wanted`."""

    @functools.wraps(command)
    def with_wanted(
        reasons: tuple[str, ...],
        since: datetime | None,
        until: datetime | None,
        keys: tuple[str, ...],
        ids: tuple[str, ...],
        sources: tuple[str, ...],
        **others: Any,
    ) -> None:
        names = (frozenset(keys), frozenset(ids), frozenset(sources))
        command(wanted=Wanted(frozenset(reasons), since, until, *names), **others)

    decorated: Callable[..., None] = with_wanted
    for option in (
        click.option("--source", "sources", multiple=True, help="Only of articles of this source; repeatable."),
        click.option("--id", "ids", multiple=True, help="Only of the article with this id; repeatable."),
        click.option("--key", "keys", multiple=True, help="Only with this key; repeatable."),
        click.option("--until", type=TIME, help="Only those dead-lettered before this time."),
        click.option("--since", type=TIME, help="Only those dead-lettered at this time or later."),
        click.option("--reason", "reasons", multiple=True, type=click.Choice(REASONS), help="Only these; repeatable."),
    ):
        decorated = option(decorated)
    return decorated


@dead_letters.command(name="list")
@_filters
@click.option("--json", "as_json", is_flag=True, help="One JSON object a dead letter, without its value.")
@click.option("--group", is_flag=True, help="One line for each reason and source, with how many and the last of them.")
def list_(wanted: Wanted, as_json: bool, group: bool) -> None:
    """List the dead letters that are there now. Ids and sources are known where the bytes can be read.

    \b
    Example:
      ittiham dead-letters list --group
      ittiham dead-letters list --reason too_large --since 2026-01-31
      ittiham dead-letters list --source "صحيفة المثال" --json
    """
    settings = settings_or_exit()
    run_async(_group(settings, wanted, as_json) if group else _list(settings, wanted, as_json), settings)


@dataclass
class _Group:
    """Dead letters of one reason and source."""

    count: int = 0
    last: DeadLetter | None = None


async def _group(settings: Settings, wanted: Wanted, as_json: bool) -> None:
    groups: defaultdict[tuple[str, str | None], _Group] = defaultdict(_Group)
    async with aclosing(read(settings, wanted)) as letters:
        async for letter in letters:
            group = groups[letter.said.get("reason", "foreign"), letter.article.get("source")]
            group.count, group.last = group.count + 1, letter
    for (reason, source), group in sorted(groups.items(), key=lambda item: -item[1].count):
        assert group.last is not None  # noqa: S101 - a group has at least one
        if as_json:
            facts = {"reason": reason, "source": source, "count": group.count, "last": _facts(group.last)}
            click.echo(json.dumps(facts, ensure_ascii=False))
        else:
            last = f"last: {group.last.offset}  {_time(group.last)}  {group.last.said.get('detail', '')}"
            click.echo(clean(f"{group.count:>6}  {reason}  {source or '(no source)'}  {last}"))
    _say_count(sum(group.count for group in groups.values()))


def _say_count(count: int) -> None:
    click.echo(f"{count} dead letter{'s' * (count != 1)}", err=True)


async def _list(settings: Settings, wanted: Wanted, as_json: bool) -> None:
    count = 0
    async with aclosing(read(settings, wanted)) as letters:
        async for letter in letters:
            count += 1
            click.echo(json.dumps(_facts(letter), ensure_ascii=False) if as_json else _line(letter))
    _say_count(count)


@dead_letters.command()
@click.argument("offset", type=click.IntRange(min=0))
@click.option("--partition", type=click.IntRange(min=0), default=0, show_default=True)
@click.option("--raw", is_flag=True, help="The original bytes alone, to standard output.")
def show(offset: int, partition: int, raw: bool) -> None:
    """Show the dead letter at OFFSET: what is known of it, where the reason lies in its text, and its original bytes.

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
    place = place_of(letter.value or b"", letter.said.get("detail", ""))
    if place is not None:
        click.echo(f"here: {_excerpt(letter.value or b'', place)}")
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
def replay_(wanted: Wanted, again: bool) -> None:
    """Send dead letters back to the raw topic, with their original key, headers and partition.

    Stops at the dead letters that are there at its start. May be interrupted and repeated: the same filter goes on
    where it was. A record that was dead-lettered ITTIHAM_MAX_REPLAYS times is not sent any more.

    \b
    Example:
      ittiham dead-letters replay --reason processing_error
    """
    settings = settings_or_exit()
    outcomes = run_async(replay(settings, wanted, again=again), settings)
    for outcome, count in sorted(outcomes.items()):
        click.echo(f"{outcome}: {count}")
    if not outcomes:
        click.echo("no dead letters since the last replay")


def _line(letter: DeadLetter) -> str:
    said = letter.said
    parts = [str(letter.offset), _time(letter), said.get("reason", "foreign"), f"attempt {letter.attempt}"]
    parts += ["(no key)" if letter.key is None else str(_text(letter.key))]
    parts += [f"{name}={value}" for name, value in letter.article.items()]
    if said:
        parts += [f"{said['topic']}[{said['partition']}]@{said['offset']}", said["detail"]]
    return clean("  ".join(parts))


def _time(letter: DeadLetter) -> str:
    return letter.timestamp.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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


def _excerpt(value: bytes, place: int) -> str:
    """What stands around a place, with its byte and the place marked."""
    before, after = value[max(0, place - _AROUND) : place], value[place : place + _AROUND]
    left, right = (part.decode(errors="backslashreplace") for part in (before, after))
    line = value.count(b"\n", 0, place) + 1
    return clean(f"byte {place}, line {line}: {'…' * (place > _AROUND)}{left} >>> {right}")
