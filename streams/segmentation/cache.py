"""A bounded dictionary whose hit costs one look-up: two generations instead of an order to keep up to date.

New answers go to the young generation. When it is full it becomes the old one, and the former old one is forgotten; an
answer used while it is old moves back to the young. Whatever is used at least once in half a cache of new words stays.
"""

from typing import Final, NamedTuple

__all__ = ["CacheInfo", "TwoGenerationCache"]


_LONGEST_KEPT: Final = 64
"""Letters. Bounding the number of entries bounds memory only if entries are bounded, and an address has any length."""


class CacheInfo(NamedTuple):
    """What the cache did since it was made."""

    hits: int
    misses: int
    size: int
    """Answers held now."""
    limit: int
    """Answers it holds at most."""


class TwoGenerationCache:
    """Text to text, at most `limit` entries. In a tight loop read `young.get`, then count."""

    __slots__ = ("_half", "hits", "limit", "misses", "old", "young")

    def __init__(self, limit: int) -> None:
        if limit < 2:
            msg = f"expected a cache of at least 2 words, got {limit}"
            raise ValueError(msg)
        self.limit = limit
        self._half = limit // 2
        self.young: dict[str, str] = {}
        self.old: dict[str, str] = {}
        self.hits = 0
        self.misses = 0

    def get(self, key: str) -> str | None:
        """The answer, counted as a hit or a miss."""
        value = self.young.get(key)
        if value is None:
            value = self.old.get(key)
            if value is not None:
                self.put(key, value)
        if value is None:
            self.misses += 1
        else:
            self.hits += 1
        return value

    def put(self, key: str, value: str) -> None:
        """Keep an answer, forgetting the older half when there is no room. Very long keys are not kept at all."""
        if len(key) > _LONGEST_KEPT:
            return
        if len(self.young) >= self._half:
            self.old = self.young
            self.young = {}
        self.young[key] = key if value == key else value  # one string instead of two equal ones

    def info(self) -> CacheInfo:
        """The counts so far."""
        return CacheInfo(self.hits, self.misses, len(self.young) + len(self.old), self.limit)
