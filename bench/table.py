"""What a benchmark gives: one table."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.figures import Figure

__all__ = ["Table"]


@dataclass(frozen=True)
class Table:
    """Printed with its columns aligned; all cells are text."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = field(default=())
    """Lines under the table: what was measured on what."""
    figures: Sequence[Figure] = field(default=())
    """What is kept to compare with, see `bench.compare`."""

    def __str__(self) -> str:
        lines = [list(self.columns), *map(list, self.rows)]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.columns))]
        cells = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
        ]
        cells.insert(1, "  ".join("-" * width for width in widths))
        return "\n".join([self.title, "=" * len(self.title), "", *cells, "", *self.notes])
