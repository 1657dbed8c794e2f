"""What `produce` does: read ahead, keep to a rate, push, and know how far it came."""

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import orjson

from streams.cli.position import Position
from streams.cli.progress import Bar, bytes_bar, total_size
from streams.cli.refusals import Refusals
from streams.cli.sources import STDIN, Item, Reading, read_source
from streams.settings import Settings

__all__ = ["Run", "check", "push"]

_READ_AHEAD: Final = 100
"""Lines of standard input read and not yet sent, at most."""
_SHOWN: Final = 3
"""Records that --dry-run shows."""
_SHOWN_LENGTH: Final = 300
"""Characters of a field that --dry-run shows."""


@dataclass(frozen=True, slots=True)
class Run:
    """What to push and how."""

    files: Sequence[str]
    reading: Reading
    rate: float | None = None
    """Articles a second, at most."""
    note: Path | None = None
    """Where to note how far it came."""
    report: Path | None = None
    """Where to write what was refused."""


async def push(settings: Settings, run: Run) -> int:
    """Push all items; gives the number of those that could not be."""
    from streams.kafka.follow import partitions_of
    from streams.kafka.pushing import Pusher

    topic, position = settings.topics.raw, Position.load(run.note, run.files)
    await partitions_of(settings, [topic])  # a producer would wait a minute for a topic that is not there
    with bytes_bar("pushing", total_size(run.files)) as bar, Refusals(bar, run.report) as refusals:
        pusher = Pusher(settings, topic, refusals.add)
        try:
            async with pusher:
                async for item in _paced(_items(run, bar, position.skip), run.rate):
                    done = position.begin()
                    if item.problem:
                        refusals.add(item.place, item.problem)
                        done()
                    else:
                        await pusher.push(item.key, item.value, item.place, on_done=done)
            position.finish()
        except BaseException:
            position.save()
            raise
        finally:
            bar.say(f"{_articles(pusher.acknowledged)} pushed to {topic}{refusals}")
    return refusals.count


async def check(run: Run) -> int:
    """Read all items and show the first; gives the number of those that could not be pushed."""
    good = 0
    with bytes_bar("checking", total_size(run.files)) as bar, Refusals(bar, run.report) as refusals:
        async for item in _items(run, bar, 0):
            if item.problem:
                refusals.add(item.place, item.problem)
                continue
            good += 1
            if good <= _SHOWN:
                click.echo(_shown(item))
        bar.say(f"{_articles(good)} could be pushed{refusals}")
    return refusals.count


def _articles(count: int) -> str:
    return f"{count} article{'s' * (count != 1)}"


def _shown(item: Item) -> str:
    """A record as JSON on several lines, its long texts cut short; what is no object as it is."""
    try:
        fields: dict[str, Any] = orjson.loads(item.value or b"")
        short = {name: _short(value) for name, value in fields.items()}
    except (orjson.JSONDecodeError, AttributeError):
        return (item.value or b"")[:_SHOWN_LENGTH].decode(errors="backslashreplace")
    return json.dumps(short, ensure_ascii=False, indent=2)


def _short(value: Any) -> Any:
    return f"{value[:_SHOWN_LENGTH]}…" if isinstance(value, str) and len(value) > _SHOWN_LENGTH else value


async def _paced(items: AsyncIterator[Item], rate: float | None) -> AsyncIterator[Item]:
    """At most so many a second, evenly; after a pause of the source the lost time is not caught up."""
    clock = asyncio.get_running_loop().time
    due = clock()
    async for item in items:
        if rate:
            await asyncio.sleep(due - clock())
            due = max(due, clock() - 1 / rate) + 1 / rate
        yield item


async def _items(run: Run, bar: Bar, skip: int) -> AsyncIterator[Item]:
    """The items of all files but the first `skip`."""
    number = 0
    for path in run.files:
        items, warned = read_source(path, run.reading), False
        async for item in _from_thread(items) if path == STDIN else _from_file(items):
            number += 1
            if item.markup and not warned:
                warned = True
                bar.say(f"{item.place}: its text carries markup, which coding reads past; --strip-html pushes it clean")
            if number > skip:
                yield item
            bar.advance(item.size)


async def _from_file(items: Iterator[Item]) -> AsyncIterator[Item]:
    for number, item in enumerate(items):
        if number % _READ_AHEAD == 0:
            await asyncio.sleep(0)  # a file of nothing to push must not keep Ctrl-C waiting
        yield item


async def _from_thread(items: Iterator[Item]) -> AsyncIterator[Item]:
    """What a slow writer sends is pushed as it comes: waiting for its next line must not stop the event loop.

    The thread is a daemon, so that Ctrl-C need not wait for that line either.
    """
    loop, slots = asyncio.get_running_loop(), threading.Semaphore(_READ_AHEAD)
    queue: asyncio.Queue[Item | BaseException | None] = asyncio.Queue()

    def put(item: Item | BaseException | None) -> None:
        slots.acquire()
        loop.call_soon_threadsafe(queue.put_nowait, item)

    def read() -> None:
        # The loop is closed when the command has ended meanwhile: then nobody wants the rest.
        with contextlib.suppress(RuntimeError):
            try:
                for item in items:
                    put(item)
                put(None)
            except (OSError, click.ClickException) as error:
                put(error)

    threading.Thread(target=read, name="stdin", daemon=True).start()
    while (item := await queue.get()) is not None:
        slots.release()
        if isinstance(item, BaseException):
            raise item
        yield item
