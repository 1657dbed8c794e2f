"""``ittiham worker``: the stream processor."""

import click

from streams.cli.common import settings_or_exit

__all__ = ["worker"]


@click.command()
def worker() -> None:
    """Run the stream processor until SIGTERM or Ctrl-C.

    Settings come from ITTIHAM_* variables and .env: see `ittiham settings`. More workers of the same group share the
    partitions; there is no use in more workers than partitions.

    \b
    Example:
      ITTIHAM_BOOTSTRAP_SERVERS=127.0.0.1:9092 ittiham worker
    """
    settings = settings_or_exit()
    from streams.worker import run_worker  # Faust takes a second to import: `--help` need not wait for it

    run_worker(settings)
