"""``ittiham desk demo``: broker, worker, desk and the sample articles, in one command."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from tempfile import TemporaryDirectory
from typing import Any, Final

import click
from pydantic import SecretStr

from streams.settings import Settings

__all__ = ["show_desk"]

_AT_ONCE: Final = 40
"""Samples pushed at the start, so that there is something to look at; the rest come one by one, to be seen coming."""
_PACE: Final = 3.0
"""Seconds between those."""


async def show_desk() -> None:
    """Show the samples in the desk until Ctrl-C; everything is in memory or in a folder that goes with it."""
    from streams.cli.demo_worker import demo_worker, or_death
    from streams.kafka.embedded import BrokerError, EmbeddedBroker, settings_for
    from streams.kafka.topics import create_topics

    try:
        with TemporaryDirectory(prefix="ittiham-desk-") as folder:
            async with EmbeddedBroker() as broker:
                await create_topics(Settings.model_construct(**settings_for(broker.address)))
                click.echo(f"broker    {broker.address}, in memory only")
                async with demo_worker(broker.address) as (worker, _):
                    click.echo(f"worker    its metrics are on {worker.metrics_url}")
                    await or_death(_desk(_settings(broker.address, folder)), worker, broker)
    except BrokerError as error:
        raise click.ClickException(str(error)) from error


def _settings(address: str, folder: str) -> Settings:
    """The defaults and these, but nothing from the user's environment or .env."""
    from streams.kafka.embedded import settings_for

    overrides: dict[str, Any] = settings_for(address)
    database = SecretStr(f"{folder}/desk.db")
    return Settings.model_construct(**overrides, desk_database=database, desk_port=_port())


def _port() -> int:
    """The desk's own, if it is free."""
    default = int(Settings.model_fields["desk_port"].default)
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", default))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _desk(settings: Settings) -> None:
    from streams.desk.running import run_desk

    pushing: list[asyncio.Task[None]] = []

    def say(address: str) -> None:
        click.echo(f"desk      {click.style(address, bold=True)}  open it in a browser; Ctrl-C ends all of it")
        pushing.append(asyncio.create_task(_push_samples(settings)))

    try:
        await run_desk(settings, say)
    finally:
        for task in pushing:
            task.cancel()
        await asyncio.gather(*pushing, return_exceptions=True)


async def _push_samples(settings: Settings) -> None:
    from streams.cli.demo_push import push
    from streams.records.samples import sample_articles

    await push(settings, list(sample_articles()), _paced(iter(range(len(sample_articles())))))


def _paced(count: Iterator[int]) -> Callable[[], Awaitable[None]]:
    async def wait() -> None:
        if next(count) >= _AT_ONCE:
            await asyncio.sleep(_PACE)

    return wait
