"""``ittiham segment``: Farasa's segmentation of lines of text."""

import asyncio
import sys
from typing import Final

import click

from streams.cli.common import settings_or_exit
from streams.cli.engine import started_segmenter
from streams.cli.files import input_and_output
from streams.cli.lines import Line, read_lines
from streams.cli.progress import Bar, bytes_bar, total_size
from streams.segmentation.types import Segmenter

__all__ = ["segment"]

_LONGEST: Final = 1 << 20
"""Bytes of a line: a mebibyte is a long novel's chapter, and no sentence."""


@click.command()
@click.argument("file", default="-")
@click.option("-o", "--output", default="-", metavar="OUT", help="File to write; default: standard output.")
def segment(file: str, output: str) -> None:
    """Segment the lines of FILE with Farasa, line by line; `-`, the default, is standard input.

    Gives as many lines as it reads. A line that is not UTF-8, or longer than 1 MiB, is named on standard error and
    gives an empty one; the exit status is then 1.

    \b
    Example:
      echo 'واتهمت موسكو الجماعة' | ittiham segment
    """
    settings, errors = settings_or_exit(), 0
    with (
        input_and_output(file, output) as (stream, out),
        bytes_bar("segmenting", total_size([file])) as bar,
        started_segmenter(settings) as (runner, segmenter),
    ):
        for line in read_lines(stream, _LONGEST):
            segmented = _segmented(line, segmenter, runner, bar)
            errors += segmented is None
            out.write((segmented or "").encode() + b"\n")
            out.flush()  # who feeds us line by line gets answers line by line
            bar.advance(line.size)
    sys.exit(1 if errors else 0)


def _segmented(line: Line, segmenter: Segmenter, runner: asyncio.Runner, bar: Bar) -> str | None:
    """The line's segmentation; None, and a word about it, if it is no line of text."""
    if line.value is None:
        bar.say(f"line {line.number}: too_large: expected at most {_LONGEST} bytes, got {line.size}")
        return None
    try:
        text = line.value.decode()
    except UnicodeDecodeError as error:
        came = f"byte 0x{line.value[error.start]:02x} at offset {error.start}"
        bar.say(f"line {line.number}: invalid_utf8: expected UTF-8, got {came}")
        return None
    return runner.run(segmenter.segment([text]))[0].segmented
