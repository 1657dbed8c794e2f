"""The command line, `ittiham`. A command's module is imported when the command is called, so `--help` is quick.

In come arguments, files and what Kafka holds, out what a person or a pipe reads, and an exit status.
May import every room; no room imports it.
"""

import errno
import os
import sys
from importlib import import_module
from typing import Any, Final

import click
from typing_extensions import override

from streams import __version__
from streams.cli.suggesting import SuggestingGroup

__all__ = ["COMMANDS", "main"]

COMMANDS: Final = {
    "demo": ("streams.cli.demo:demo", "Try it all out: a broker, a worker and sample articles."),
    "worker": ("streams.cli.worker:worker", "Run the stream processor."),
    "topics": ("streams.cli.topics:topics", "Create the topics."),
    "produce": ("streams.cli.produce:produce", "Push articles onto the raw topic."),
    "desk": ("streams.cli.desk:desk", "Show who accuses whom, live, on a page."),
    "tail": ("streams.cli.tail:tail", "Follow the accusations, or any other topic."),
    "export": ("streams.cli.export:export", "Write the accusations as a table: CSV, JSON Lines or Parquet."),
    "dead-letters": ("streams.cli.dead_letters:dead_letters", "List, show and replay what could not be read."),
    "status": ("streams.cli.status:status", "Say how far the workers are."),
    "enrich": ("streams.cli.enrich:enrich", "Enrich a file of articles, without Kafka."),
    "segment": ("streams.cli.segment:segment", "Segment lines of text with Farasa."),
    "parse": ("streams.cli.parse:parse", "Show how a sentence is read: its chunks and clauses."),
    "lexicon": ("streams.cli.lexicon:lexicon", "Look into the lexicon and check additions to it."),
    "schema": ("streams.cli.schema:schema", "Print the contract of a record as JSON Schema."),
    "settings": ("streams.cli.settings:settings", "Print every setting with its value, source and meaning."),
    "broker": ("streams.cli.broker:broker", "Run a Kafka broker for trying things out."),
    "fetch-farasa": ("streams.cli.farasa:fetch_farasa", "Download QCRI's own Farasa, for the farasapy segmenter."),
}
"""Name of a command to the place of its code and its line in `ittiham --help`, in the order shown there."""

_INTERRUPTED: Final = 130
"""128 + SIGINT: what a shell reports of a program that Ctrl-C ended."""
_PIPE_CLOSED: Final = 141
"""128 + SIGPIPE: what a shell reports of a program whose reader went away, as in `ittiham tail | head -1`."""
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What writing can fail with that is nobody's mistake; any other error of the system would be ours."""


class LazyGroup(SuggestingGroup):
    """A group whose commands are known by name and imported on use."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - the table is ours
        return command

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    @override
    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C and a closed pipe end it without a word, a full disk with one line."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            _drop_output()
            ctx.exit(_PIPE_CLOSED)
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            _drop_output()
            raise click.ClickException(f"cannot write the output: {error.strerror}") from error


def _drop_output() -> None:
    """What is still buffered goes nowhere; without this Python would try to write it, and complain, at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ittiham")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Ittiham: who accuses whom of what, as a stream of events from Arabic news.

    Settings come from ITTIHAM_* variables and from .env in the working directory; `ittiham settings` prints them.

    \b
    Example:
      ittiham demo                          see it work, with nothing but this command
      ittiham enrich articles.jsonl         enrich a file, without Kafka
      ittiham tail                          follow the accusations on Kafka
    """
    if os.environ.get("NO_COLOR"):  # https://no-color.org, which click does not know
        ctx.color = False
