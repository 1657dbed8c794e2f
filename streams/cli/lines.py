"""Lines of files of any size, in bounded memory: a line beyond the limit is skipped, and its size told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

__all__ = ["Line", "read_lines"]

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file."""

    number: int
    """From 1."""
    size: int
    """Bytes, the line's end included: what a progress bar adds up."""
    value: bytes | None
    """The bytes without the line's end; None for a line beyond the limit."""


def read_lines(stream: BinaryIO, longest: int) -> Iterator[Line]:
    """Every line, with at most `longest` bytes of one in memory. A byte order mark at the start is dropped."""
    number = 0
    while first := stream.readline(longest + 2):
        number += 1
        size = len(first)
        if not first.endswith(b"\n") and size > longest:
            size += _skip_line(stream)
            yield Line(number, size, None)
            continue
        value = first.removesuffix(b"\n").removesuffix(b"\r")
        if number == 1:
            value = value.removeprefix(b"\xef\xbb\xbf")
        yield Line(number, size, value if len(value) <= longest else None)


def _skip_line(stream: BinaryIO) -> int:
    """Read on to the line's end; gives how many bytes that was."""
    skipped = 0
    while chunk := stream.readline(_CHUNK):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return skipped
