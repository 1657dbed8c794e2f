"""Input and output of the commands that turn one file into another."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

import click

from streams.cli.sources import STDIN, open_file

__all__ = ["input_and_output", "open_output", "refuse_overwriting"]


@contextmanager
def input_and_output(source: str, target: str) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Both opened; `-` is standard input or output. Refuses to write over what is read."""
    refuse_overwriting(source, target)
    stdin = nullcontext(click.get_binary_stream("stdin"))
    with stdin if source == STDIN else open_file(source) as stream, open_output(target) as out:
        yield stream, out


def refuse_overwriting(source: str, target: str) -> None:
    """Before the target is opened: it must be another file than the source, which must be one that can be read."""
    if STDIN not in (source, target) and Path(target).exists() and Path(target).samefile(source):
        raise click.ClickException(f"{target} is what is read: choose another file for -o")
    if source != STDIN and not Path(source).is_dir():
        open_file(source).close()


def open_output(path: str) -> AbstractContextManager[BinaryIO]:
    """The file, for writing, or standard output, which stays open; an error that names it ends the command."""
    if path == STDIN:
        return nullcontext(click.get_binary_stream("stdout"))
    try:
        return Path(path).open("wb")
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from error
