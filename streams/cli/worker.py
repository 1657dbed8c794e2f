"""``ittiham worker``: the stream processor."""

import logging
import sys

import click

from streams.cli.common import kafka_problem, settings_or_exit

__all__ = ["worker"]

logger = logging.getLogger(__name__)


class _Processes(click.ParamType):
    """A number from 1, or `auto`, which is None."""

    name = "N|auto"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        if value == "auto":
            return None
        if str(value).isdecimal() and int(str(value)) > 0:
            return int(str(value))
        return self.fail(f"expected a number from 1, or auto, got {value!r}", param, ctx)


@click.command()
@click.option(
    "--processes",
    type=_Processes(),
    default="1",
    show_default=True,
    help="Workers to run, each in a process; auto: as many as there are cores, and at most one a partition.",
)
def worker(processes: int | None) -> None:
    """Run the stream processor until SIGTERM or Ctrl-C.

    Settings come from ITTIHAM_* variables and .env: see `ittiham settings`. More workers of the same group share the
    partitions; there is no use in more workers than partitions. With --processes they run as children of this one,
    which starts again what ends and has the pages of all: /metrics, /healthz and /readyz.

    \b
    Example:
      ITTIHAM_BOOTSTRAP_SERVERS=127.0.0.1:9092 ittiham worker
      ittiham worker --processes auto
    """
    settings = settings_or_exit()
    from streams.worker.run import run_worker  # Faust takes a second to import: `--help` need not wait for it
    from streams.worker.supervisor import run_workers

    try:
        if processes != 1:
            run_workers(settings, processes)
        run_worker(settings)
    except OSError as error:
        logger.critical("%s", kafka_problem(error, settings) or error.strerror or error)
        sys.exit(1)
