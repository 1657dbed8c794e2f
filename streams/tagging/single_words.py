"""The short way through a sentence: most actors are one word, and who that is can be kept with the word.

The answer of the phrase reader for a word alone holds wherever the word stands, unless something before or after it
could make a difference; then the reader looks again.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from streams.tagging.actor_words import OPENERS, ActorWord, ActorWords
from streams.tagging.composition import Identifier
from streams.tagging.orthography import fold
from streams.tagging.phrase import View
from streams.tagging.phrases import PhraseReader
from streams.tagging.runs import Run, Runs

__all__ = ["SingleWord", "SingleWords"]


class SingleWord(NamedTuple):
    """What a word is when nothing around it makes a difference."""

    run: Run | None
    """The phrase that it is; None if it is no actor."""
    ahead: Mapping[str, object] | None
    """Ask it whether the next word may go on with this one; None if no word may."""


class Followers(dict[str, bool]):
    """Whether a word may go on with a listed name, of one that begins nothing else. Quotes may stand between."""

    __slots__ = ("_following",)

    def __init__(self, following: Iterable[str]) -> None:
        super().__init__()
        self._following = frozenset(following) | OPENERS

    def __missing__(self, word: str) -> bool:
        return fold(word) in self._following


class SingleWords(dict[str, SingleWord | None]):
    """Words at which an actor may begin to what they are alone; None where the reader must look each time.

    Emptied when it reaches its limit.
    """

    __slots__ = ("_after", "_after_definite", "_identifier", "_limit", "_reader", "_runs", "_words")

    def __init__(self, words: ActorWords, reader: PhraseReader, identifier: Identifier, runs: Runs, limit: int) -> None:
        super().__init__()
        self._words = words
        self._after = words.after
        self._after_definite = words.after_definite
        self._reader = reader
        self._identifier = identifier
        self._runs = runs
        self._limit = limit

    def __missing__(self, word: str) -> SingleWord | None:
        if len(self) >= self._limit:
            self.clear()
        info = self._words[word]
        self[word] = found = self._read(word, info) if info is not None else None
        return found

    def _read(self, word: str, info: ActorWord) -> SingleWord | None:
        """Read a word as a sentence of its own."""
        if any(alias.weak for start in info.names for _, alias in start.node.values):
            return None
        if info.nisba is not None and (info.nisba.nisba.weak or info.given >= 0):
            return None
        phrase = self._reader.read(View([word], self._words, 1), 0)
        if phrase is not None and not self._identifier.is_constant(phrase):
            return None
        run = self._runs.known(phrase, info) if phrase is not None else None
        return SingleWord(run if run is not None and run.reported else None, self._ahead(info))

    def _ahead(self, info: ActorWord) -> Mapping[str, object] | None:
        """What tells whether the next word may go on with a word."""
        if info.given >= 0 or (info.agents and not info.agents[0].definite):
            return self._after
        following = {word for start in info.names for word in start.node.next}
        if info.agents:
            return self._after_definite if not following else self._after
        if info.nisba is not None:
            return self._words if not following else self._after
        return Followers(following) if following else None
