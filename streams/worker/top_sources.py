"""A counter by source that stays small, whatever producers call themselves: the largest by name, the rest together."""

from collections import Counter as Tally
from collections.abc import Mapping
from typing import Final

from prometheus_client import Counter

from streams.worker.tallies import OTHER

__all__ = ["NO_SOURCE", "BySource"]

NO_SOURCE: Final = "none"
"""An article that names no source, or whose source cannot be read."""
_NAMED: Final = 20
"""Sources with a series of their own."""
_KNOWN: Final = 1000
"""Others whose numbers are kept, to see whether one has become large."""
_LENGTH: Final = 100
"""Characters of a name that go into the label."""


class BySource:
    """Takes numbers by source and gives the counter, of one label, those of the largest; all others are `other`.

    A source becomes one of the largest when it has twice what the smallest of them has, whose series then ends and
    whose further numbers are `other`'s. So no series falls while it is there, and rates add up to that of all sources.
    """

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._named: dict[str, int] = {}
        self._others: Tally[str] = Tally()
        counter.labels(OTHER)

    def add(self, counts: Mapping[str | None, int]) -> None:
        """Count these."""
        for source, count in counts.items():
            name = (source or NO_SOURCE)[:_LENGTH]
            self._counter.labels(name if self._is_named(name, count) else OTHER).inc(count)

    def _is_named(self, name: str, count: int) -> bool:
        if name == OTHER:
            return False
        if name in self._named:
            self._named[name] += count
            return True
        self._others[name] += count
        if len(self._named) == _NAMED:
            smallest = min(self._named, key=self._named.__getitem__)
            if self._others[name] <= 2 * self._named[smallest]:
                self._forget()
                return False
            self._others[smallest] = self._named.pop(smallest)
            self._counter.remove(smallest)
        self._named[name] = self._others.pop(name)
        return True

    def _forget(self) -> None:
        """Half of the others, the smallest, when there are too many: who sends much comes back."""
        if len(self._others) > _KNOWN:
            self._others = Tally(dict(self._others.most_common(_KNOWN // 2)))
