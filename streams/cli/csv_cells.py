"""Rows of CSV that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Sequence
from typing import Final

__all__ = ["csv_line"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula: articles come from strangers."""


def csv_line(cells: Sequence[object]) -> bytes:
    """A row, RFC 4180, UTF-8; None is an empty cell, booleans are `true` and `false`.

    A text that begins like a formula gets an apostrophe before it, which spreadsheets take for "this is text".
    """
    line = io.StringIO()
    csv.writer(line).writerow([_cell(cell) for cell in cells])
    return line.getvalue().encode()


def _cell(cell: object) -> object:
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
