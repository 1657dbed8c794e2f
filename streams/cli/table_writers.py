"""Tables of accusations as CSV, JSON Lines or Parquet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Final, Literal, Protocol, get_args

import click
import orjson

from streams.cli.csv_cells import csv_line
from streams.cli.event_table import COLUMNS, row
from streams.cli.files import open_output
from streams.cli.sources import STDIN

__all__ = ["FORMATS", "Table", "TableFormat", "open_table"]

TableFormat = Literal["csv", "jsonl", "parquet"]
FORMATS: Final[tuple[TableFormat, ...]] = get_args(TableFormat)

_BOM: Final = b"\xef\xbb\xbf"
_ROWS: Final = 10_000
"""Rows of a group in Parquet, and the most that are held in memory."""


class Table(Protocol):
    """A table that is being written."""

    def write(self, event: dict[str, Any]) -> None:
        """Add the row of an event."""


@contextmanager
def open_table(output: str, form: TableFormat | None, *, bom: bool) -> Iterator[Table]:
    """A table to write to; `-` is standard output. Without `form` the name of the output tells it, else it is CSV."""
    suffix = PurePath(output).suffix.removeprefix(".")
    form = form or next((known for known in FORMATS if known == suffix), "csv")
    if form == "parquet":
        if output == STDIN:
            raise click.UsageError("Parquet needs a file: -o NAME.parquet")
        with _Parquet(output) as table:
            yield table
        return
    with open_output(output) as out:
        if form == "csv":
            out.write((_BOM if bom else b"") + csv_line(list(COLUMNS)))
        yield (_Csv if form == "csv" else _JsonLines)(out)


class _Csv:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, event: dict[str, Any]) -> None:
        self._out.write(csv_line(row(event)))


class _JsonLines:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, event: dict[str, Any]) -> None:
        self._out.write(orjson.dumps(dict(zip(COLUMNS, row(event), strict=True))) + b"\n")


class _Parquet:
    """Columns with their types: booleans, a number, and text for all the rest."""

    def __init__(self, path: str) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            what = "pip install 'ittiham[parquet]', in a clone make install EXTRAS=parquet"
            raise click.ClickException(f"Parquet needs an extra: {what} ({error})") from error
        types = {"confidence": pyarrow.float64()}
        types |= dict.fromkeys(("negated", "hypothetical", "reciprocal"), pyarrow.bool_())
        self._arrow, self._rows = pyarrow, list[list[object]]()
        self._schema = pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in COLUMNS])
        with open_output(path):
            pass  # what is wrong with it is said as for other files
        self._writer = pyarrow.parquet.ParquetWriter(Path(path), self._schema)

    def __enter__(self) -> "_Parquet":
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def write(self, event: dict[str, Any]) -> None:
        self._rows.append(row(event))
        if len(self._rows) == _ROWS:
            self._flush()

    def _flush(self) -> None:
        columns = zip(*self._rows, strict=True) if self._rows else [() for _ in COLUMNS]
        arrays = [self._arrow.array(values, field.type) for values, field in zip(columns, self._schema, strict=True)]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()
