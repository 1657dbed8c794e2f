"""``ittiham status``: how far the workers are, without Prometheus."""

import asyncio
import json
import sys
from collections.abc import Sequence
from typing import Any, Final

import click
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from streams.cli.common import run_async, settings_or_exit
from streams.cli.rtl import clean
from streams.kafka.dead_letters import DeadLetter
from streams.kafka.lag import Standing
from streams.kafka.status import Rates, Snapshot, observer, rates
from streams.settings import Settings

__all__ = ["status"]

_INTERVAL: Final = 1.0
"""Seconds between two looks: rates are means over them."""
_WORRYING: Final = 300.0
"""Seconds of lag from which on it is shown in yellow, as the alert on falling behind has it."""


@click.command()
@click.option("--once", is_flag=True, help="Print it once, after a second to measure the rates, and end.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a look, on a line.")
def status(once: bool, as_json: bool) -> None:
    """Say how far the workers are: who has which partitions, lag, rates, the last dead letters.

    Asks Kafka alone, so it answers when the workers do not. Goes on until Ctrl-C; where the output is no terminal it
    prints once.

    \b
    Example:
      ittiham status
      ittiham status --once --json
    """
    settings = settings_or_exit()
    if as_json:
        run_async(_print(settings, once=once), settings)
    elif once or not sys.stdout.isatty():
        run_async(_show_once(settings), settings)
    else:
        run_async(_show_live(settings), settings)


async def _print(settings: Settings, *, once: bool) -> None:
    async with observer(settings) as watcher:
        before = await watcher.look()
        while True:
            await asyncio.sleep(_INTERVAL)
            after = await watcher.look()
            click.echo(json.dumps(as_dict(after, rates(before, after, settings)), ensure_ascii=False))
            if once:
                return
            before = after


async def _show_once(settings: Settings) -> None:
    async with observer(settings) as watcher:
        before = await watcher.look()
        await asyncio.sleep(_INTERVAL)
        after = await watcher.look()
    Console().print(render(after, rates(before, after, settings), settings))


async def _show_live(settings: Settings) -> None:
    async with observer(settings) as watcher:
        before = await watcher.look()
        with Live(Text("measuring …"), auto_refresh=False, screen=False) as live:
            while True:
                await asyncio.sleep(_INTERVAL)
                after = await watcher.look()
                live.update(render(after, rates(before, after, settings), settings), refresh=True)
                before = after


def as_dict(snapshot: Snapshot, speed: Rates) -> dict[str, Any]:
    """A look as a JSON object."""
    return {
        "group": {"state": snapshot.group.state, "workers": len(snapshot.group.members)},
        "lag": {"records": snapshot.records, "seconds": round(snapshot.seconds, 3)},
        "rates": {
            "arriving": round(speed.arriving, 1),
            "done": round(speed.done, 1),
            "events": round(speed.events, 1),
            "dead_letters": round(speed.dead_letters, 1),
        },
        "partitions": [
            {
                "topic": partition.topic,
                "partition": partition.partition,
                "worker": owner,
                "committed": standing.committed,
                "end": standing.end,
                "lag_records": standing.records,
                "lag_seconds": round(standing.seconds(snapshot.at), 3),
                "offset_out_of_range": standing.out_of_range,
                "open_transaction_records": standing.undecided,
            }
            for partition, standing, owner in _owned(snapshot)
        ],
        "dead_letters": [
            {"time": letter.timestamp.isoformat(), "key": _key(letter), **letter.said}
            for letter in snapshot.dead_letters
        ],
    }


def _owned(snapshot: Snapshot) -> Sequence[tuple[Any, Any, str | None]]:
    """Each partition with its standing and the worker that has it."""
    owners = {partition: member.id for member in snapshot.group.members for partition in member.partitions}
    return [(partition, standing, owners.get(partition)) for partition, standing in snapshot.standings.items()]


def render(snapshot: Snapshot, speed: Rates, settings: Settings) -> RenderableType:
    """A look as a person reads it."""
    return Group(
        _headline(snapshot, speed, settings),
        _partitions(snapshot),
        *([_dead_letters(snapshot.dead_letters)] if snapshot.dead_letters else [Text("no dead letters", style="dim")]),
    )


def _headline(snapshot: Snapshot, speed: Rates, settings: Settings) -> Text:
    workers = len(snapshot.group.members)
    text = Text.assemble(
        (f"{settings.group_id}", "bold"),
        f": {workers} worker{'s' * (workers != 1)}, ",
        (snapshot.group.state, "green" if snapshot.group.state == "Stable" else "yellow"),
        " · behind ",
        (f"{snapshot.records:,} records, {duration(snapshot.seconds)}", _colour(snapshot.seconds)),
        f"\n{speed.arriving:,.1f} articles/s arriving · {speed.done:,.1f} done · {speed.events:,.1f} events/s",
    )
    if speed.dead_letters:
        text.append(f" · {speed.dead_letters:,.1f} dead letters/s", style="red")
    return text


def _partitions(snapshot: Snapshot) -> Table:
    hosts = {member.id: member.host for member in snapshot.group.members}
    # The embedded broker does not say who has what.
    told = any(member.partitions for member in snapshot.group.members) or not snapshot.group.members
    nobody = Text("nobody", style="red") if told else Text("?", style="dim")
    numbers = {member.id: number for number, member in enumerate(snapshot.group.members, 1)}
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("partition")
    table.add_column("worker")
    for name in ("committed", "end", "waiting", "oldest"):
        table.add_column(name, justify="right")
    for partition, standing, owner in _owned(snapshot):
        seconds = standing.seconds(snapshot.at)
        table.add_row(
            f"{partition.topic}[{partition.partition}]",
            Text(f"{numbers[owner]} at {hosts[owner]}") if owner else nobody,
            _committed(standing),
            str(standing.end),
            f"{standing.records:,}" + (f" + {standing.undecided:,} undecided" if standing.undecided else ""),
            Text(duration(seconds), style=_colour(seconds)),
        )
    return table


def _committed(standing: Standing) -> Text:
    offset = "-" if standing.committed is None else str(standing.committed)
    return Text(f"{offset}: outside the log", style="red") if standing.out_of_range else Text(offset)


def _dead_letters(letters: Sequence[DeadLetter]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, title="last dead letters", title_justify="left")
    for name in ("at", "reason", "article", "detail"):
        table.add_column(name, no_wrap=name != "detail")
    for letter in letters:
        said = letter.said
        cells = (f"{letter.timestamp:%m-%d %H:%M:%S}", said.get("reason", "?"), _key(letter), said.get("detail", ""))
        table.add_row(*(Text(clean(cell)) for cell in cells))
    return table


def _key(letter: DeadLetter) -> str:
    return "(no key)" if letter.key is None else letter.key.decode(errors="replace")


def _colour(seconds: float) -> str:
    return "yellow" if seconds > _WORRYING else "green"


def duration(seconds: float) -> str:
    """`0 s`, `12 s`, `3 min 05 s`, `2 h 07 min`, `4 d 3 h`."""
    whole = round(seconds)
    minutes, hours, days = whole // 60, whole // 3600, whole // 86400
    if days:
        return f"{days} d {hours % 24} h"
    if hours:
        return f"{hours} h {minutes % 60:02} min"
    return f"{minutes} min {whole % 60:02} s" if minutes else f"{seconds:.0f} s"
