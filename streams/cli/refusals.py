"""What was not pushed, and why: said at once, counted by reason, and written down where that is asked for."""

import json
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self

import click

from streams.cli.progress import Bar

__all__ = ["Refusals"]


class Refusals:
    """A report to add to; leave its block to close the file."""

    def __init__(self, bar: Bar, path: Path | None) -> None:
        self._bar, self._path = bar, path
        self._reasons: Counter[str] = Counter()

    def __enter__(self) -> Self:
        try:
            self._file = self._path.open("w", encoding="utf-8") if self._path else None
        except OSError as error:
            raise click.ClickException(f"cannot write {self._path}: {error.strerror}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def add(self, place: str, problem: str | Exception) -> None:
        """One more: `reason: detail`, or what the broker said."""
        said = problem if isinstance(problem, str) else f"{type(problem).__name__}: {problem}"
        self._bar.say(f"{place}: {said}")
        reason, _, detail = said.partition(": ")
        self._reasons[reason] += 1
        if self._file:
            self._file.write(
                json.dumps({"place": place, "reason": reason, "detail": detail}, ensure_ascii=False) + "\n"
            )

    @property
    def count(self) -> int:
        """How many."""
        return self._reasons.total()

    def __str__(self) -> str:
        reasons = ", ".join(f"{reason} {count}" for reason, count in self._reasons.most_common())
        return f", {self.count} not: {reasons}" if reasons else ""
