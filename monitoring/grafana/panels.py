"""What a dashboard consists of, in our words: rows of panels, each with the question it answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Board", "Panel", "Query", "Row"]

Kind = Literal["number", "lines", "stack", "bars", "matrix", "table"]
"""One number with its history; lines over time; the same stacked; a bar for each series; rows by columns; a list."""


@dataclass(frozen=True, slots=True)
class Query:
    """A PromQL expression and how its series are named."""

    expr: str
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A question and the queries that answer it."""

    title: str
    description: str
    unit: str
    """A Grafana unit: `s`, `short`, `percentunit`, `bytes`, `ops`."""
    queries: Sequence[Query]
    kind: Kind = "lines"
    width: int = 8
    """Of 24 columns."""
    warn: float | None = None
    """From here on a number is orange …"""
    alarm: float | None = None
    """… and from here on red. Less than `warn` where less is worse."""
    may_be_empty: str = ""
    """Why there may be no data although all is well."""
    alerts: Sequence[str] = ()
    """The alerts that this panel explains: each links to the other."""


@dataclass(frozen=True, slots=True)
class Row:
    """Panels under a heading."""

    title: str
    panels: Sequence[Panel]


@dataclass(frozen=True, slots=True)
class Board:
    """A dashboard."""

    uid: str
    title: str
    description: str
    rows: Sequence[Row]
    since: str = "now-1h"
    info: str = "ittiham_build_info"
    """The metric that each of the processes it is about has, always."""

    def panels(self) -> Iterator[Panel]:
        """All panels, from top to bottom."""
        return (panel for row in self.rows for panel in row.panels)
