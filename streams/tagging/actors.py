"""Finds the actors of a sentence and says who they are."""

import datetime
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from streams.segmentation.types import Segmentation
from streams.tagging.actor_words import ActorWord, ActorWords
from streams.tagging.composition import UNKNOWN, Identifier, Identity
from streams.tagging.lexicon import AgentNoun, Lexicon
from streams.tagging.orthography import ARTICLE
from streams.tagging.phrase import Phrase, Trust, View
from streams.tagging.phrases import PhraseReader

__all__ = ["ActorTagger", "Mention"]

_PROCLITICS = frozenset("وفبلك")
_SOUND_PLURALS = ("ون", "ين")


class Mention(NamedTuple):
    """An actor named in a sentence: word indexes and character offsets into `words.text`, and who it is."""

    first: int
    end: int
    start: int
    """Without proclitics و ف ب ل ك; fused لل stays."""
    stop: int
    actor_id: str | None
    """Key in the lexicon; None for a composed or unknown actor."""
    name: str | None
    kind: str
    country: str | None
    """ISO 3166-1 alpha-3."""
    cameo: str | None


class ActorTagger:
    """Tags actors with one lexicon. Keeps what it learns of words, never of sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = ActorWords(lexicon)
        self._reader = PhraseReader(lexicon)
        self._identifier = Identifier(lexicon)

    def look_up(self, words: Segmentation) -> list[ActorWord | None]:
        """What each word may be in an actor's name; None for most."""
        return list(map(self.words.__getitem__, words.words))

    def mentions(self, words: Segmentation, on: datetime.date | None) -> list[Mention]:
        """Return every actor named in a sentence, in order, none inside another. `on`: the day of publication."""
        phrases = self._phrases(words.words)
        nearby = self._nearby(phrases, on)
        found = []
        for phrase in phrases:
            who = self._identifier.identify(phrase, on, nearby)
            if phrase.noun is None or self._is_actor(phrase, phrase.noun, who, words.words):
                found.append(_mention(words, phrase.first, phrase.end, phrase.prefix, who))
        return found

    def describe(self, words: Segmentation, first: int, end: int, on: datetime.date | None) -> Mention:
        """Say who the words `first` to `end` are, which the grammar has chosen as a party.

        Of kind unknown if nothing tells.
        """
        view = View(words.words, self.words, end)
        head: Phrase | None = None
        who, prefix, at = UNKNOWN, _unread_prefix(words, first), first
        while at < end:
            trust = Trust.PARTY if at == first else Trust.PHRASE
            phrase = self._reader.read(view, at, trust) if self.words.starts[words.words[at]] else None
            if phrase is None or phrase.masked:
                at += 1
                continue
            seen = self._identifier.identify(phrase, on)
            if head is None:
                head, who = phrase, seen
                prefix = phrase.prefix if phrase.first == first else prefix
            else:
                who = self._identifier.merge(head, who, phrase, seen)
            at = phrase.end
        return _mention(words, first, end, prefix, who)

    def _phrases(self, words: Sequence[str]) -> list[Phrase]:
        """Read the sentence from left to right, each phrase as long as it goes."""
        found, after, view = [], 0, View(words, self.words, len(words))
        for at in compress(range(len(words)), map(self.words.starts.__getitem__, words)):
            if at >= after:
                phrase = self._reader.read(view, at)
                if phrase is not None:
                    after = phrase.end
                    if not phrase.masked:
                        found.append(phrase)
        return found

    def _nearby(self, phrases: list[Phrase], on: datetime.date | None) -> frozenset[str]:
        """Countries of the phrases that are not ambiguous; computed only when one is."""
        for phrase in phrases:
            if len(phrase.entries) > 1 or len(phrase.country) > 1:
                break
        else:
            return frozenset()
        clear = [phrase for phrase in phrases if len(phrase.entries) < 2 and len(phrase.country) < 2]
        countries = (self._identifier.identify(phrase, on).country for phrase in clear)
        return frozenset(country for country in countries if country)

    def _is_actor(self, phrase: Phrase, noun: AgentNoun, who: Identity, words: Sequence[str]) -> bool:
        """Whether a composed actor is worth reporting: bare common nouns for persons and bodies are not."""
        if who.country is not None or phrase.named or phrase.nisba is not None:
            return True
        if phrase.complement is not None and phrase.complement.entries:
            return True
        info = self.words[words[phrase.first]]
        if info is None or noun.inner or noun.kind in ("unknown", "person"):
            return False
        if phrase.end - phrase.first > 1:
            return True
        if info.modifier is not None and _is_adjective(info, words, phrase.first):
            return False
        return info.agents[0].definite or noun.shape == "people" or info.folded.endswith(_SOUND_PLURALS)


def _is_adjective(info: ActorWord, words: Sequence[str], at: int) -> bool:
    """Whether a word such as العسكرية or الإرهابي, which may be noun or adjective, is an adjective where it stands."""
    return info.folded.endswith("يه") or (info.definite and at > 0 and words[at - 1].startswith(ARTICLE))


def _unread_prefix(words: Segmentation, first: int) -> int:
    """Letters of proclitics that Farasa splits off a word the lexicon does not know."""
    parts = words.segments[first].split("+")
    taken = 0
    while taken < len(parts) - 1 and parts[taken] in _PROCLITICS:
        if parts[taken] == "ل" and parts[taken + 1] == "ال" and words.words[first][taken : taken + 2] == "لل":
            break
        taken += 1
    return taken


def _mention(words: Segmentation, first: int, end: int, prefix: int, who: Identity) -> Mention:
    """Put offsets to a phrase. Diacritics and tatweel between the letters of a proclitic are passed over with it."""
    start = words.starts[first]
    if prefix:
        word, stop = words.words[first], words.ends[first]
        if stop - start == len(word):
            start += prefix
        else:
            start = _after_letters(words.text, start, stop, word[:prefix])
    return Mention(first, end, start, words.ends[end - 1], *who)


def _after_letters(text: str, start: int, stop: int, letters: str) -> int:
    """Return the offset of the letter that follows `letters` in a word written with marks."""
    at = start
    for letter in letters:
        at = text.index(letter, at, stop) + 1
    while at < stop and not text[at].isalpha():
        at += 1
    return at
