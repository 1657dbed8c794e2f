"""Progress bars on standard error, and only where a person watches."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

__all__ = ["Bar", "bytes_bar", "count_bar", "total_size"]


class Bar:
    """A bar to advance."""

    def __init__(self, progress: Progress, total: float | None, label: str) -> None:
        self._progress = progress
        self._task = progress.add_task(label, total=total)

    def advance(self, amount: float = 1) -> None:
        """So much more is done."""
        self._progress.advance(self._task, amount)

    def say(self, line: str) -> None:
        """A line on standard error, above the bar."""
        if self._progress.disable:
            click.echo(line, err=True)
        else:
            self._progress.console.print(line, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def bytes_bar(label: str, total: int | None) -> Iterator[Bar]:
    """A bar in bytes; with no total it only shows that something moves."""
    with _progress(DownloadColumn(), TimeRemainingColumn()) as progress:
        yield Bar(progress, total, label)


@contextmanager
def count_bar(label: str, total: int) -> Iterator[Bar]:
    """A bar in things."""
    with _progress(MofNCompleteColumn()) as progress:
        yield Bar(progress, total, label)


def _progress(*columns: DownloadColumn | TimeRemainingColumn | MofNCompleteColumn) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        *columns,
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
        redirect_stdout=False,
    )


def total_size(paths: Sequence[str]) -> int | None:
    """Bytes of all files; None when standard input (`-`), or what is no regular file, is among them."""
    files = [Path(path) for path in paths]
    if not all(path != "-" and file.is_file() for path, file in zip(paths, files, strict=True)):
        return None
    return sum(file.stat().st_size for file in files)
