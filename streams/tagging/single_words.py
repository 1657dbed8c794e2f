"""The short way through a sentence: most actors are one word, and who that is can be kept with the word.

The answer of the phrase reader for a word alone holds wherever the word stands, unless something before or after it
could make a difference; then the reader looks again.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from streams.tagging.actor_words import OPENERS, ActorWord, ActorWords
from streams.tagging.composition import Identifier, Identity
from streams.tagging.lexicon import Lexicon
from streams.tagging.orthography import fold, readings, without_article
from streams.tagging.phrase import Phrase, View
from streams.tagging.phrases import PhraseReader

__all__ = ["SingleWord", "SingleWords", "Things", "is_actor"]

_SOUND_PLURALS = ("ون", "ين")


class SingleWord(NamedTuple):
    """What a word is when nothing around it makes a difference."""

    prefix: int
    """Letters of proclitics before the actor."""
    who: Identity | None
    """None if it is no actor."""
    ahead: Mapping[str, object] | None
    """Ask it whether the next word may go on with this one; None if no word may."""
    origin: bool
    """It is an adjective of origin: the word before may be a thing, ask `Things`."""
    adjective: bool
    """It may be an adjective of a definite noun before it (الهجوم الإرهابي)."""


class Followers(dict[str, bool]):
    """Whether a word may go on with a listed name, of one that begins nothing else. Quotes may stand between."""

    __slots__ = ("_following",)

    def __init__(self, following: Iterable[str]) -> None:
        super().__init__()
        self._following = frozenset(following) | OPENERS

    def __missing__(self, word: str) -> bool:
        return fold(word) in self._following


class Things(dict[str, bool]):
    """Whether a word is a thing whose origin is no actor: اللغة (الفرنسية). Emptied when it reaches its limit."""

    __slots__ = ("_limit", "_things")

    def __init__(self, lexicon: Lexicon, limit: int) -> None:
        super().__init__()
        self._things = lexicon.words["not_actors"]
        self._limit = limit

    def __missing__(self, word: str) -> bool:
        if len(self) >= self._limit:
            self.clear()
        self[word] = found = any(without_article(rest) in self._things for _, rest in readings(word))
        return found


class SingleWords(dict[str, SingleWord | None]):
    """Words at which an actor may begin to what they are alone; None where the reader must look each time.

    Emptied when it reaches its limit.
    """

    __slots__ = ("_after", "_after_definite", "_identifier", "_limit", "_reader", "_words")

    def __init__(self, words: ActorWords, reader: PhraseReader, identifier: Identifier, limit: int) -> None:
        super().__init__()
        self._words = words
        self._after = words.after
        self._after_definite = words.after_definite
        self._reader = reader
        self._identifier = identifier
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
        phrase = self._reader.read(View([word], self._words, 1), 0)
        if phrase is not None and not self._identifier.is_constant(phrase):
            return None
        origin = phrase is not None and phrase.nisba is not None and phrase.noun is None
        who = self._who(phrase, info)
        adjective = phrase is not None and phrase.noun is not None and info.modifier is not None and info.definite
        return SingleWord(phrase.prefix if phrase is not None else 0, who, self._ahead(info), origin, adjective)

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

    def _who(self, phrase: Phrase | None, info: ActorWord) -> Identity | None:
        """Who a phrase of one word is; None if it is nobody or not worth reporting."""
        if phrase is None or phrase.masked:
            return None
        who = self._identifier.identify(phrase, None)
        if phrase.noun is not None and not is_actor(phrase, who, info):
            return None
        return who


def is_actor(phrase: Phrase, who: Identity, info: ActorWord) -> bool:
    """Whether a composed actor is worth reporting: bare common nouns for persons and bodies are not.

    `info`: of its first word. Whether that is an adjective of the word before must be asked beside.
    """
    noun = phrase.noun
    if noun is None or who.country is not None or phrase.named or phrase.nisba is not None:
        return True
    if phrase.complement is not None and phrase.complement.entries:
        return True
    if noun.inner or noun.kind in ("unknown", "person"):
        return False
    if phrase.end - phrase.first > 1:
        return True
    if info.modifier is not None and noun.shape == "person" and info.folded.endswith("ه"):
        return False
    return info.agents[0].definite or noun.shape == "people" or info.folded.endswith(_SOUND_PLURALS)
