"""Finds the actors of a sentence and says who they are."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from streams.segmentation.types import Segmentation
from streams.tagging.actor_words import ActorWord, ActorWords
from streams.tagging.composition import UNKNOWN, Identifier, Identity, of_sex, spelled
from streams.tagging.evidence import ANYWHERE, FEMALE, Evidence, is_miscut
from streams.tagging.lexicon import Entry, Lexicon
from streams.tagging.orthography import ARTICLE
from streams.tagging.phrase import Phrase, Trust, View
from streams.tagging.phrases import PhraseReader
from streams.tagging.runs import Runs, is_actor
from streams.tagging.single_words import LOOK, SingleWords

__all__ = ["ActorTagger", "Mention"]

_new = tuple.__new__
"""Makes a named tuple of its fields in order, at half the cost; actors are in most sentences."""
_PROCLITICS = frozenset("وفبلك")

_KEPT = 100_000
"""Words of which is kept what they are."""
_KEPT_RUNS = 20_000
"""Runs of words of which is kept what they name."""


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


class _Pending(NamedTuple):
    """A phrase whose actor is not yet known: it may depend on the other actors of the sentence."""

    place: int
    """Its index among all actors of the sentence."""
    first: int
    end: int
    phrase: Phrase


class ActorTagger:
    """Tags actors with one lexicon. Keeps what it learns of words, never of sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = ActorWords(lexicon)
        self._evidence = Evidence(lexicon, self.words, _KEPT)
        self._reader = PhraseReader(lexicon, self._evidence.signs)
        self._identifier = Identifier(lexicon)
        self._runs = Runs(self.words, self._reader, self._identifier, self._evidence, _KEPT_RUNS)
        self._single = SingleWords(self.words, self._reader, self._identifier, self._runs, _KEPT)

    def mentions(self, words: Segmentation, on: datetime.date | None, begin: Sequence[int]) -> list[Mention]:
        """Return every actor named in a sentence, in order, none inside another.

        `on`: the day of publication; `begin`: the words at which one may begin.
        """
        bare, starts, ends = words.words, words.starts, words.ends
        found: list[Mention] = []
        pending: list[_Pending] = []
        after, last, view = 0, len(bare) - 1, View(bare, self.words, len(bare))
        singles, read, signs, segments = self._single, self._runs.read, self._evidence.signs, words.segments
        for at in begin:
            if at < after:
                continue
            run, ahead = singles[bare[at]]
            if ahead is not None and (ahead is LOOK or (at < last and ahead[bare[at + 1]])):
                run = read(view, at)
            if run is None:
                continue
            phrase, length, who, reported, adjective, wary = run
            prefix, after = phrase.prefix, at + length
            if (prefix and segments[at][2 * prefix - 1 : 2 * prefix] != "+" and is_miscut(segments[at], phrase)) or (
                wary
                and (wary & ANYWHERE or (at and wary & signs[bare[at - 1]]))
                and self._evidence.against(words, at, after, phrase, wary)
            ):
                continue
            if who is None:
                if not phrase.plain:
                    pending.append(_Pending(len(found) + len(pending), at, after, phrase))
                    continue
                who = self._identifier.identify(phrase, on)
            if reported and not (adjective and at and bare[at - 1].startswith(ARTICLE)):
                start = _start(words, at, prefix) if prefix else starts[at]
                found.append(_new(Mention, (at, after, start, ends[after - 1], *who)))
        if pending:
            self._settle(words, found, pending, on)
        return found

    def _settle(
        self, words: Segmentation, found: list[Mention], pending: list["_Pending"], on: datetime.date | None
    ) -> None:
        """Identify the phrases, and put those that are actors at their places among the mentions found."""
        starts, ends, dropped = words.starts, words.ends, 0
        nearby = self._nearby(found, pending, on)
        for place, first, end, phrase in pending:
            self._narrow(words, first, end, phrase)
            who = self._identifier.identify(phrase, on, nearby)
            if not phrase.masked and (phrase.noun is None or self._is_actor(phrase, first, who, words.words)):
                start = _start(words, first, phrase.prefix) if phrase.prefix else starts[first]
                found.insert(place - dropped, Mention(first, end, start, ends[end - 1], *who))
            else:
                dropped += 1

    def _narrow(self, words: Segmentation, first: int, end: int, phrase: Phrase) -> None:
        """Of several actors with one name keep those whose diacritics are written and whose sex is shown."""
        if len(phrase.entries) < 2:
            return
        written = words.text[words.starts[first] : words.ends[end - 1]].replace("\u2060", "")  # joiners of the mask
        phrase.entries = spelled(phrase.entries, written)
        if any(entry.female for entry in phrase.entries):
            sex = self._evidence.sex(words.words, first, phrase)
            phrase.entries = of_sex(phrase.entries, sex == FEMALE) if sex is not None else phrase.entries

    def apart(self, words: Segmentation, on: datetime.date | None, kinds: frozenset[str]) -> list[Mention]:
        """The listed actors of some kinds among words that signs and numbers keep apart, and no grammar holds together.

        A name that a state and a town share is the town's.
        """
        found: list[_Pending] = []
        bare, at = words.words, 0
        while at < len(bare):
            end = at + 1
            while end < len(bare) and bare[end].isalpha():
                end += 1
            view = View(bare, self.words, end)
            run = self._runs.read(view, at, Trust.PARTY) if self.words.may_start(bare[at]) else None
            length, phrase = (run.length, run.phrase) if run is not None else (1, None)
            if phrase is not None and phrase.entries and phrase.entries[0].kind in kinds and not phrase.masked:
                phrase.entries = _towns(phrase.entries, view.folded(at)) if length == 1 else phrase.entries
                self._narrow(words, at, at + length, phrase)
                found.append(_Pending(len(found), at, at + length, phrase))
            at += length
        nearby = self._nearby([], found, on)
        return [
            _mention(words, first, end, phrase.prefix, self._identifier.identify(phrase, on, nearby))
            for _, first, end, phrase in found
        ]

    def describe(self, words: Segmentation, first: int, end: int, on: datetime.date | None) -> Mention:
        """Say who the words `first` to `end` are, which the grammar has chosen as a party.

        Of kind unknown if nothing tells.
        """
        view = View(words.words, self.words, end)
        head: Phrase | None = None
        who, prefix, at = UNKNOWN, _unread_prefix(words, first), first
        while at < end:
            trust = Trust.PARTY if at == first else Trust.PHRASE
            run = self._runs.read(view, at, trust) if self.words.may_start(words.words[at]) else None
            if (
                run is None
                or run.phrase.masked
                or self._evidence.against(words, at, at + run.length, run.phrase, run.wary if at > first else 0)
            ):
                at += 1
                continue
            phrase = run.phrase
            self._narrow(words, at, at + run.length, phrase)
            seen = run.who or self._identifier.identify(phrase, on)
            if head is None:
                head, who = phrase, seen
                prefix = phrase.prefix if at == first else prefix
            else:
                who = self._identifier.merge(head, who, phrase, seen)
            at += run.length
        return _mention(words, first, end, prefix, who)

    def _nearby(self, found: list[Mention], pending: list["_Pending"], on: datetime.date | None) -> frozenset[str]:
        """Countries of the actors that are not ambiguous; computed only when one is."""
        phrases = [waiting.phrase for waiting in pending]
        if not any(phrase.ambiguous for phrase in phrases):
            return frozenset()
        countries = [self._identifier.identify(phrase, on).country for phrase in phrases if not phrase.ambiguous]
        countries += [mention.country for mention in found]
        return frozenset(country for country in countries if country)

    def _is_actor(self, phrase: Phrase, first: int, who: Identity, words: Sequence[str]) -> bool:
        """Whether a composed actor is worth reporting."""
        if who.country is not None or phrase.named or phrase.nisba is not None:
            return True
        info = self.words[words[first]]
        if info is None or not is_actor(phrase, who, info):
            return False
        alone = phrase.end - phrase.first == 1 and info.modifier is not None
        return not (alone and _is_adjective(info, words, first))


def _towns(entries: tuple[Entry, ...], name: str) -> tuple[Entry, ...]:
    """Of several states with one name keep those of which it is a town's."""
    if len(entries) < 2:
        return entries
    return tuple(e for e in entries if any(a.town and a.words == (name,) for a in e.aliases)) or entries


def _is_adjective(info: ActorWord, words: Sequence[str], at: int) -> bool:
    """Whether a word such as الإرهابي, which may be noun or adjective, belongs to the definite noun before it."""
    return info.definite and at > 0 and words[at - 1].startswith(ARTICLE)


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
    """Put offsets to a phrase."""
    start = _start(words, first, prefix) if prefix else words.starts[first]
    return Mention(first, end, start, words.ends[end - 1], *who)


def _start(words: Segmentation, at: int, prefix: int) -> int:
    """Return the offset of a word without its proclitics; diacritics and tatweel among their letters go with them."""
    start, word, stop = words.starts[at], words.words[at], words.ends[at]
    if stop - start == len(word):
        return start + prefix
    return _after_letters(words.text, start, stop, word[:prefix])


def _after_letters(text: str, start: int, stop: int, letters: str) -> int:
    """Return the offset of the letter that follows `letters` in a word written with marks."""
    at = start
    for letter in letters:
        # A letter that folding changed (a Latin capital glued to the word) is not found as it is: one goes for one.
        found = text.find(letter, at, stop)
        at = (found if found >= 0 else min(at, stop - 1)) + 1
    while at < stop and not text[at].isalpha():
        at += 1
    return at
