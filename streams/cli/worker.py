"""``ittiham worker``: the stream processor."""

import logging
import sys

import click

from streams.cli.common import kafka_problem, settings_or_exit

__all__ = ["worker"]

logger = logging.getLogger(__name__)


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
    from streams.worker.run import run_worker  # Faust takes a second to import: `--help` need not wait for it

    try:
        run_worker(settings)
    except OSError as error:
        logger.critical("%s", kafka_problem(error, settings) or error.strerror or error)
        sys.exit(1)
