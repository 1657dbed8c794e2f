"""``ittiham broker``: the embedded broker in the foreground."""

import asyncio
import json
import signal

import click

from streams.kafka.embedded import BrokerError, EmbeddedBroker, settings_for
from streams.settings.report import as_variables


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=9092, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; it has no authentication.")
@click.option("--json", "as_json", is_flag=True, help='Print {"address": "host:port"} when ready.')
def broker(port: int, host: str, as_json: bool) -> None:
    """Run a Kafka broker for trying things out, until Ctrl-C.

    It speaks the Kafka protocol, needs neither Java nor Docker, and keeps records in memory only: they are gone when it
    stops. It prints one line when it is ready, with the settings that the other commands need for it.

    \b
    Example:
      ittiham broker --port 9092
    """
    try:
        asyncio.run(_serve(port, host, as_json))
    except BrokerError as error:
        raise click.ClickException(str(error)) from error


async def _serve(port: int, host: str, as_json: bool) -> None:
    # From here on a signal ends the wait below instead of the interpreter, so the broker is always stopped in order.
    asked_to_stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, asked_to_stop.set)
    async with EmbeddedBroker(port, host) as embedded:
        _announce(embedded.address, as_json)
        endings = [asyncio.ensure_future(asked_to_stop.wait()), asyncio.ensure_future(embedded.wait())]
        done, pending = await asyncio.wait(endings, return_when=asyncio.FIRST_COMPLETED)
        for ending in pending:
            ending.cancel()
        for ending in done:
            ending.result()  # raises BrokerError when it died


def _announce(address: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"address": address}))
    else:
        needed = " ".join(f"{name}={value}" for name, value in as_variables(settings_for(address)).items())
        click.echo(
            f"Kafka broker on {address}. In memory only: its records are gone when it stops. Ctrl-C stops it. "
            f"For ittiham: export {needed}"
        )
