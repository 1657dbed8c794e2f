"""``ittiham demo``: all of it, on this machine, with nothing but this command."""

import asyncio
import shutil
import sys
import time
from typing import Any, Final

import click

from streams.cli.common import run_async
from streams.cli.rtl import BidiMode, RightToLeft, bidi_option, right_to_left
from streams.cli.view import accusation_lines, dead_letter_line
from streams.settings import Settings

__all__ = ["demo"]

_DEADLINE: Final = 90.0
"""Seconds for everything to come out; it takes some ten, and several times that on a loaded machine."""
_COUNTING_DEADLINE: Final = 10.0
"""Seconds for /metrics to agree: the worker counts when the broker has answered, a moment after we could read."""


@click.command()
@click.option("--keep", is_flag=True, help="Stay up until Ctrl-C, to push articles and follow topics by hand.")
@bidi_option
def demo(keep: bool, bidi: BidiMode) -> None:
    """Start a broker and a worker, push the sample articles, and print each accusation as it comes out.

    Then come the dead letters of some broken records, and a summary. Everything runs on this machine, in memory, on
    free ports, and is stopped at the end.

    \b
    Example:
      ittiham demo --keep
    """
    rtl = right_to_left(bidi, is_terminal=sys.stdout.isatty(), width=shutil.get_terminal_size().columns)
    # No settings of the user's: the demo talks to its own broker alone.
    run_async(_demo(keep, rtl), Settings.model_construct())


async def _demo(keep: bool, rtl: RightToLeft) -> None:
    from streams.cli.demo_worker import demo_worker, or_death, until_signal
    from streams.kafka.embedded import BrokerError, EmbeddedBroker

    try:
        async with EmbeddedBroker() as broker:
            click.echo(f"broker    {broker.address}, in memory only")
            async with demo_worker(broker.address) as (worker, settings):
                click.echo(f"worker    its metrics are on {worker.metrics_url}")
                await or_death(_show(settings, worker, rtl), worker, broker)
                if keep:
                    _print_hints(settings, worker.metrics_url)
                    await or_death(until_signal(), worker, broker)
    except BrokerError as error:
        raise click.ClickException(str(error)) from error


async def _show(settings: Settings, worker: Any, rtl: RightToLeft) -> None:
    from streams.cli.demo_push import push
    from streams.cli.demo_results import Results
    from streams.kafka.topics import create_topics
    from streams.records.samples import broken_records, sample_articles

    start = time.monotonic()
    await create_topics(settings)
    articles, broken = sample_articles(), broken_records()
    results = Results(settings.topics, [key for key, _ in articles], broken)
    await push(settings, [*articles, *((record.key, record.value) for record in broken)])
    click.echo("The worker loads its model and joins its group, which takes some seconds.\n")
    try:
        async with asyncio.timeout(_DEADLINE):
            await _collect(settings, results, rtl)
    except TimeoutError:
        missing, lines = ", ".join(results.missing()), worker.last_lines()
        raise click.ClickException(
            f"after {_DEADLINE:.0f} s there are still missing: {missing}. The worker's last lines:\n{lines}"
        ) from None
    _print_dead_letters(results.dead_letters)
    results.print_summary(await _final_metrics(worker, len(articles) + len(broken)), time.monotonic() - start)
    if surprises := results.surprises():
        raise click.ClickException("; ".join(surprises))
    click.echo("\nThe same in a browser, live: make desk")


async def _collect(settings: Settings, results: Any, rtl: RightToLeft) -> None:
    from streams.kafka.follow import Place, follow

    names = settings.topics
    async with follow(settings, names.published, Place(beginning=True)) as consumer:
        while not results.complete:
            record = await consumer.getone()
            event = results.take(record.topic, record.key, record.value, record.headers)
            if event is not None:
                click.echo(accusation_lines(event, rtl))


def _print_dead_letters(dead_letters: dict[str, dict[str, str]]) -> None:
    click.secho("Dead letters: what could not be read, with the reason, the key and where it came from", bold=True)
    for key, headers in sorted(dead_letters.items()):
        click.echo(dead_letter_line(key.encode(), [(name, value.encode()) for name, value in headers.items()]))
    click.echo()


async def _final_metrics(worker: Any, records: int) -> dict[str, float]:
    """The worker's own counts, once they have caught up with what it published."""
    from streams.worker.delivery import Backoff

    backoff, metrics = Backoff(), dict[str, float]()
    try:
        async with asyncio.timeout(_COUNTING_DEADLINE):
            while metrics.get("ittiham_articles_consumed_total", 0) < records:
                await backoff.wait()
                metrics = await worker.metrics()
            return metrics
    except TimeoutError:
        raise click.ClickException(f"{worker.metrics_url} does not count the {records} records that came out") from None


def _print_hints(settings: Settings, metrics_url: str) -> None:
    from streams.kafka.embedded import settings_for
    from streams.settings.report import as_variables

    program = "ittiham" if shutil.which("ittiham") else sys.argv[0]
    click.echo("\nAll of it stays up until Ctrl-C. In another terminal:")
    for name, value in as_variables(settings_for(settings.bootstrap_servers)).items():
        click.echo(f"  export {name}={value}")
    for command in ("tail", "produce my-articles.jsonl", "tail enriched --json --from-beginning --max-messages 1"):
        click.echo(f"  {program} {command}")
    click.echo(f"  curl {metrics_url}")
