"""How far a run of `produce` came, in a file, so that the next run goes on from there."""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Self

import click

__all__ = ["Position"]

_INTERVAL: Final = 1.0
"""Seconds between two notes: after a crash so many seconds of articles come twice."""


class Position:
    """Counts items begun and done; all up to `done` are with the broker or refused. Without a path nothing is noted."""

    def __init__(
        self, path: Path | None, files: Sequence[str], skip: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._path, self._files, self._clock = path, list(files), clock
        self.skip = skip
        """Items that an earlier run has done."""
        self._begun = skip
        self._under_way: dict[int, None] = {}
        self._noted = clock()

    @classmethod
    def load(cls, path: Path | None, files: Sequence[str]) -> Self:
        """Where an earlier run with this note stopped; the beginning if there is no note."""
        if path is None or not path.exists():
            return cls(path, files)
        try:
            note = json.loads(path.read_bytes())
            if note["files"] != list(files):
                raise click.ClickException(f"{path} is the note of another run, of {' '.join(note['files'])}")
            return cls(path, files, int(note["done"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise click.ClickException(f"{path} is no note of `ittiham produce --resume`: {error}") from error

    @property
    def done(self) -> int:
        """So many items from the first on are done; behind them one is still under way."""
        return next(iter(self._under_way), self._begun + 1) - 1

    def begin(self) -> Callable[[], None]:
        """Count an item; gives what to call when it is done."""
        self._begun += 1
        number = self._begun
        self._under_way[number] = None
        if self._clock() - self._noted >= _INTERVAL:
            self.save()
        return lambda: self._under_way.pop(number, None)

    def save(self) -> None:
        """Note how far it is; whole or not at all."""
        self._noted = self._clock()
        if self._path is None:
            return
        new = self._path.with_name(f"{self._path.name}.new")
        new.write_text(json.dumps({"files": self._files, "done": self.done}, ensure_ascii=False), encoding="utf-8")
        new.replace(self._path)

    def finish(self) -> None:
        """All is done: there is nothing to go on with."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)
