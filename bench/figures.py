"""Figures with their spread: what a benchmark measured in each of its rounds, kept as JSON, compared with others."""

import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

__all__ = ["Change", "Figure", "compare", "read_figures", "write_figures"]


@dataclass(frozen=True)
class Figure:
    """One thing measured, once a round."""

    name: str
    unit: str
    """`ms`, `MB`, `articles/s`, or `x` for a ratio within one run, which other work on the machine moves least."""
    values: Sequence[float]
    higher_is_better: bool = False

    @property
    def middle(self) -> float:
        """The median of the rounds."""
        return median(self.values)

    def __str__(self) -> str:
        return f"{_shown(self.middle)} {self.unit}"

    @property
    def spread(self) -> str:
        """From the least to the most."""
        return f"{_shown(min(self.values))} to {_shown(max(self.values))}"


@dataclass(frozen=True)
class Change:
    """A figure in two runs."""

    old: Figure
    new: Figure

    @property
    def ratio(self) -> float:
        """New by old, medians."""
        return self.new.middle / self.old.middle if self.old.middle else float("inf")

    @property
    def verdict(self) -> str:
        """`worse` or `better` where even the spreads do not touch, else an empty text."""
        sign = -1 if self.new.higher_is_better else 1
        old, new = ([sign * value for value in figure.values] for figure in (self.old, self.new))
        if min(new) > max(old):
            return "worse"
        return "better" if max(new) < min(old) else ""


def compare(old: Iterable[Figure], new: Iterable[Figure]) -> list[Change]:
    """The figures that are in both runs."""
    before = {figure.name: figure for figure in old}
    return [Change(before[figure.name], figure) for figure in new if figure.name in before]


def write_figures(path: Path, figures: Iterable[Figure]) -> None:
    """Keep the figures; those of the file that were not measured anew stay."""
    kept = {figure.name: figure for figure in read_figures(path)} if path.exists() else {}
    kept |= {figure.name: figure for figure in figures}
    path.parent.mkdir(parents=True, exist_ok=True)
    record = {"machine": _machine(), "figures": [vars(figure) for figure in kept.values()]}
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", "utf-8")


def read_figures(path: Path) -> list[Figure]:
    """The figures of a file; raises `ValueError` when it is none of ours."""
    try:
        return [Figure(**figure) for figure in json.loads(path.read_text("utf-8"))["figures"]]
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path}: expected figures of `make bench`: {error!r}") from error


def _machine() -> Mapping[str, object]:
    return {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()}


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
