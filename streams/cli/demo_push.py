"""Pushing what the demos show."""

from collections.abc import Awaitable, Callable

import click

from streams.settings import Settings

__all__ = ["push"]


async def _at_once() -> None:
    return None


async def push(
    settings: Settings,
    records: list[tuple[str, bytes | None]],
    between: Callable[[], Awaitable[None]] = _at_once,
) -> None:
    """Push them with a progress bar; `between` is awaited before each. Raises `ClickException` if one is refused."""
    from streams.cli.progress import count_bar
    from streams.kafka.pushing import Pusher

    refused: list[str] = []
    pusher = Pusher(settings, settings.topics.raw, lambda place, error: refused.append(f"{place}: {error}"))
    with count_bar("pushing", len(records)) as bar:
        async with pusher:
            for key, value in records:
                await between()
                await pusher.push(key.encode(), value, key)
                bar.advance()
    if refused:
        raise click.ClickException(f"the broker refused {'; '.join(refused)}")
    click.echo(f"pushed    {pusher.acknowledged} records to {settings.topics.raw}")
