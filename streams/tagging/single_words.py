"""The short way through a sentence: most actors are one word, and who that is can be kept with the word.

The answer of the phrase reader for a word alone holds wherever the word stands, unless something before or after it
could make a difference; then the reader looks again.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from streams.tagging.actor_words import OPENERS, ActorWord, ActorWords
from streams.tagging.composition import Identifier
from streams.tagging.orthography import fold
from streams.tagging.phrase import View
from streams.tagging.phrases import PhraseReader
from streams.tagging.runs import Run, Runs

__all__ = ["LOOK", "SingleWord", "SingleWords"]


class SingleWord(NamedTuple):
    """What a word is when nothing around it makes a difference."""

    run: Run | None
    """The phrase that it is; None if it is no actor."""
    ahead: Mapping[str, object] | None
    """Ask it whether the next word may go on with this one; None if no word may, `LOOK` if the reader always looks."""


LOOK: Final[Mapping[str, object]] = MappingProxyType({})
_READ = SingleWord(None, LOOK)


_KEPT_FOLLOWERS = 256
"""Next words kept for one word; there is a table for each word that a name begins with."""


class Followers(dict[str, bool]):
    """Whether a word may go on with a listed name, of one that begins nothing else. Quotes may stand between.

    Emptied when it reaches its limit.
    """

    __slots__ = ("_following",)

    def __init__(self, following: Iterable[str]) -> None:
        super().__init__()
        self._following = frozenset(following) | OPENERS

    def __missing__(self, word: str) -> bool:
        if len(self) >= _KEPT_FOLLOWERS:
            self.clear()
        self[word] = found = fold(word) in self._following
        return found


class SingleWords(dict[str, SingleWord]):
    """Words at which an actor may begin to what they are alone.

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

    def __missing__(self, word: str) -> SingleWord:
        if len(self) >= self._limit:
            self.clear()
        info = self._words[word]
        self[word] = found = self._read(word, info) if info is not None else _READ
        return found

    def _read(self, word: str, info: ActorWord) -> SingleWord:
        """Read a word as a sentence of its own."""
        if any(alias.weak for start in info.names for _, alias in start.node.values):
            return _READ
        if info.nisba is not None and (info.nisba.nisba.weak or info.given >= 0):
            return _READ
        phrase = self._reader.read(View([word], self._words, 1), 0)
        if phrase is not None and not self._identifier.is_constant(phrase):
            return _READ
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
