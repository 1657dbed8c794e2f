"""A chunk: a run of words that do one thing in the clause."""

from collections.abc import Sequence

from streams.tagging.triggers import Reading
from streams.tagging.words import Word

__all__ = ["DASHES", "Chunk"]

DASHES = frozenset((":", "-", "–", "—", "ـ", "ــ"))
"""What ends a dateline."""


class Chunk:
    """A run of words that do one thing in the clause."""

    __slots__ = ("breaks", "conjunction", "end", "first", "head", "kind", "preposition", "reading", "word")

    def __init__(self, kind: str, first: int, end: int, head: int, word: Word, preposition: str = "") -> None:
        self.kind = kind
        """`np`, `verb`, `pp` (a preposition with a pronoun or nothing), `stop`, `comma`, `open`, `close`, or a class of
        `rules/words.toml`."""
        self.first = first
        """Index of the first word, of a noun phrase without its preposition."""
        self.end = end
        self.head = head
        self.word = word
        """The head word."""
        self.preposition = preposition
        """What governs a noun phrase: `على`, `من قبل`, `ب`; folded; empty for a bare one."""
        self.conjunction = bool(word.conjunction)
        self.reading: Reading | None = None
        """Set if the head is a word of accusation."""
        self.breaks: Sequence[int] = ()
        """Words of a noun phrase where a second phrase may begin."""

    @property
    def bare(self) -> bool:
        """A noun phrase that no preposition governs."""
        return self.kind == "np" and not self.preposition

    def __repr__(self) -> str:
        return f"<{self.kind} {self.first}-{self.end} {self.preposition} {self.word.surface}>"
