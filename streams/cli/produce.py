"""``ittiham produce``: push articles."""

import asyncio
import contextlib
import sys
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Final

import click

from streams.cli.common import run_async, settings_or_exit
from streams.cli.progress import Bar, bytes_bar, total_size
from streams.cli.sources import STDIN, Item, read_source
from streams.settings import Settings

__all__ = ["produce"]

_READ_AHEAD: Final = 100
"""Lines of standard input read and not yet sent, at most."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--raw", is_flag=True, help="Push lines untouched and unchecked, each with its id, if any, as key.")
@click.option("--strip-html", is_flag=True, help="Take tags out of titles and texts, and decode entities.")
def produce(files: tuple[str, ...], raw: bool, strip_html: bool) -> None:
    """Push articles onto the raw topic, each with its id as key, and wait until the broker has them all.

    A FILE holds one article a line, as JSON (JSONL); `-` is standard input. A FILE named *.txt is one article: the
    file's name without .txt is its id, and its first line, if an empty line follows, its title.

    Titles and texts may carry tags, entities and links of Markdown, which coding reads past; a FILE in which they do is
    named once. With --strip-html clean ones are pushed, with an empty line between paragraphs.

    A line that breaks the contract of a raw article is named on standard error and left out; the rest is pushed, and
    the exit status is 1.

    \b
    Example:
      ittiham produce samples/articles.jsonl
      ./crawl | ittiham produce -
    """
    if raw and strip_html:
        raise click.UsageError("--raw pushes lines untouched, --strip-html does not: choose one")
    settings = settings_or_exit()
    errors = run_async(_produce(settings, files, raw=raw, strip=strip_html), settings)
    sys.exit(1 if errors else 0)


async def _produce(settings: Settings, files: Sequence[str], *, raw: bool, strip: bool) -> int:
    """Push all items; gives the number of those that could not be."""
    from streams.kafka.follow import partitions_of
    from streams.kafka.pushing import Pusher

    topic, errors = settings.topics.raw, 0
    await partitions_of(settings, [topic])  # a producer would wait a minute for a topic that is not there
    with bytes_bar("pushing", total_size(files)) as bar:

        def refuse(place: str, reason: object) -> None:
            nonlocal errors
            errors += 1
            bar.say(f"{place}: {reason}")

        pusher = Pusher(settings, topic, refuse)
        try:
            async with pusher:
                async for item in _items(settings, files, bar, raw=raw, strip=strip):
                    if item.problem:
                        refuse(item.place, item.problem)
                    else:
                        await pusher.push(item.key, item.value, item.place)
        finally:
            articles = "article" if pusher.acknowledged == 1 else "articles"
            bar.say(f"{pusher.acknowledged} {articles} pushed to {topic}" + (f", {errors} not" if errors else ""))
    return errors


async def _items(settings: Settings, files: Sequence[str], bar: Bar, *, raw: bool, strip: bool) -> AsyncIterator[Item]:
    for path in files:
        items, warned = read_source(path, settings.limits, settings.max_record_bytes, raw=raw, strip=strip), False
        async for item in _from_thread(items) if path == STDIN else _from_file(items):
            if item.markup and not warned:
                warned = True
                bar.say(f"{item.place}: its text carries markup, which coding reads past; --strip-html pushes it clean")
            yield item
            bar.advance(item.size)


async def _from_file(items: Iterator[Item]) -> AsyncIterator[Item]:
    for item in items:
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
            except OSError as error:
                put(error)

    threading.Thread(target=read, name="stdin", daemon=True).start()
    while (item := await queue.get()) is not None:
        slots.release()
        if isinstance(item, BaseException):
            raise item
        yield item
