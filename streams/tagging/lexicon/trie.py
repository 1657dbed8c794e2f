"""A tree of words: finds the longest name that begins at a word."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

__all__ = ["Trie"]

T = TypeVar("T")


class Trie(Generic[T]):
    """A node: the words that may come next, and what the words so far name."""

    __slots__ = ("next", "values")

    def __init__(self) -> None:
        self.next: dict[str, Trie[T]] = {}
        self.values: list[T] = []

    def add(self, words: Sequence[str], value: T) -> None:
        """File `value` under a sequence of folded words."""
        node = self
        for word in words:
            node = node.next.setdefault(word, Trie())
        node.values.append(value)

    def words(self) -> Iterator[str]:
        """Yield every word that stands below this node."""
        for word, node in self.next.items():
            yield word
            yield from node.words()

    def all_values(self) -> Iterator[T]:
        """Yield the values of this node and of every node below it."""
        yield from self.values
        for node in self.next.values():
            yield from node.all_values()

    def child(self, words: Iterable[str]) -> "Trie[T] | None":
        """Return the node at the end of `words`, or None."""
        node: Trie[T] | None = self
        for word in words:
            node = node.next.get(word) if node is not None else None
        return node
