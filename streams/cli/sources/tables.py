"""CSV with a header, as spreadsheets and databases write it: comma, semicolon or tab; UTF-8."""

import csv
import io
import itertools
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from streams.cli.sources.reading import Found, Reading

__all__ = ["read_table"]

_DELIMITERS: Final = "\t;,"
_UNDECODED: Final = range(0xDC80, 0xDD00)
"""What Python makes of bytes that are no UTF-8, so that one bad row does not end the file."""


def read_table(stream: BinaryIO, place: str, _name: str, reading: Reading) -> Iterator[Found]:
    """A row an article, the header's names as fields; an empty cell is a field that is not there."""
    csv.field_size_limit(reading.longest)
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    try:
        first = text.readline()
        rows = csv.reader(itertools.chain([first], text), delimiter=max(_DELIMITERS, key=first.count))
        yield from _articles(rows, place, reading)
    finally:
        text.detach()


def _articles(rows: Any, place: str, reading: Reading) -> Iterator[Found]:
    header = [name.strip() for name in next(rows, [])]
    if missing := [column for column in reading.names.values() if column not in header]:
        yield Found(f"{place}:1", 0, problem=f"no_column: expected {', '.join(missing)}, got {', '.join(header)}")
        return
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            problem = f"invalid_csv: {error} (a quote that is never closed?); the rest of the file was not read"
            yield Found(f"{place}:{line}", 0, problem=problem)
            return
        if cells:
            yield _article(header, cells, f"{place}:{line}")


def _article(header: list[str], cells: list[str], place: str) -> Found:
    size = sum(len(cell.encode(errors="surrogateescape")) + 1 for cell in cells)
    if len(cells) != len(header):
        problem = f"invalid_csv: expected {len(header)} cells as in the header, got {len(cells)}"
        return Found(place, size, problem=problem)
    if bad := next((ord(letter) for letter in "".join(cells) if ord(letter) in _UNDECODED), None):
        return Found(place, size, problem=f"invalid_utf8: expected UTF-8, got byte 0x{bad - 0xDC00:02x}")
    return Found(place, size, fields={name: cell for name, cell in zip(header, cells, strict=True) if cell})
