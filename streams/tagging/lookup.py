"""What a word may be to the tagger, one look-up for each: most words neither accuse nor begin an actor.

Only of those that may is more asked, and only in sentences that have one; so a sentence costs one look-up a word.
"""

from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from streams.tagging.actor_words import ActorWords
from streams.tagging.triggers import Reading, TriggerTable

__all__ = ["Found", "Readings", "WordTable"]

Readings = tuple[Reading, ...]
_MAX_KEPT = 200_000


class Found(NamedTuple):
    """A word that may accuse, or begin an actor."""

    readings: Readings | None
    """As a word of accusation, best first; None if it is none."""
    starts: bool
    """Whether an actor may begin at it."""


class WordTable(dict[str, Found | None]):
    """Bare words to what they may be; None for most. A word not met before is read and kept. Emptied at its limit."""

    __slots__ = ("_actors", "_limit", "_triggers")

    def __init__(self, triggers: TriggerTable, actors: ActorWords, limit: int = _MAX_KEPT) -> None:
        super().__init__()
        self._triggers, self._actors, self._limit = triggers, actors, limit

    def __missing__(self, word: str) -> Found | None:
        if len(self) >= self._limit:
            self.clear()
        readings, starts = self._triggers.read(word), self._actors.may_start(word)
        self[word] = found = Found(readings, starts) if starts or readings else None
        return found

    def find(self, words: Sequence[str]) -> tuple[list[int], list[Readings | None] | None]:
        """Where an actor may begin, and the readings of each word as a trigger; None where no word has any."""
        found = list(map(self.__getitem__, words))
        starts: list[int] = []
        accuses = False
        for i, one in zip(compress(range(len(found)), found), filter(None, found), strict=True):
            if one.starts:
                starts.append(i)
            if one.readings:
                accuses = True
        return starts, [one and one.readings for one in found] if accuses else None
