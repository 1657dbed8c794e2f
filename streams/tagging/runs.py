"""Phrases kept by their words: the same ministers, courts and armies come again and again in the news.

A phrase that an agent noun or a name begins that needs no cue depends on nothing before it, and on nothing after the
first word that can go on with no phrase. So it may be kept by the run of words between the two.
"""

from typing import NamedTuple

from streams.tagging.actor_words import ActorWord, ActorWords
from streams.tagging.composition import Identifier, Identity
from streams.tagging.evidence import Evidence
from streams.tagging.phrase import Phrase, Trust, View
from streams.tagging.phrases import PhraseReader

__all__ = ["Run", "Runs", "is_actor"]

_SOUND_PLURALS = ("ون", "ين")
_LONGEST_RUN = 12
"""Words; longer runs hardly come twice."""


class Run(NamedTuple):
    """A phrase and what is known of it wherever it stands."""

    phrase: Phrase
    """Its indexes are those where it was read first."""
    length: int
    """Words of the phrase."""
    who: Identity | None
    """None if that depends on the day or the sentence; then look at the phrase."""
    reported: bool
    """Whether it is worth reporting, if `who` is known."""
    adjective: bool
    """It may be an adjective of a definite noun before it, and then is no actor."""
    wary: int
    """The signs before it that call for a second look, see `Evidence`."""


class Runs:
    """Reads phrases; those that may be kept, at most `limit` of them, only once. Then begins anew."""

    __slots__ = ("_after", "_evidence", "_identifier", "_kept", "_limit", "_links", "_reader", "_words")

    def __init__(
        self, words: ActorWords, reader: PhraseReader, identifier: Identifier, evidence: Evidence, limit: int
    ) -> None:
        self._words = words
        self._after = words.after
        self._reader = reader
        self._identifier = identifier
        self._evidence = evidence
        self._limit = limit
        self._links = evidence.links
        self._kept: dict[str | tuple[str, ...], Run | None] = {}

    def read(self, view: View, at: int, trust: Trust = Trust.TEXT) -> Run | None:
        """Return the phrase at word `at`; None if there is none. Trust makes no difference to firm words."""
        words, after, end = view.words, self._after, at + 1
        info = self._words[words[at]]
        if info is None or not info.firm:
            return self._run(self._reader.read(view, at, trust), view.folded(at))
        while end < view.end and after[words[end]]:
            end += 1
        key = words[at] if end == at + 1 else tuple(words[at:end])
        try:
            return self._kept[key]
        except KeyError:
            phrase = self._reader.read(view, at)
        if not self._may_keep(phrase, view, end, end - at):
            return self._run(phrase, view.folded(at))
        if len(self._kept) >= self._limit:
            self._kept.clear()
        self._kept[key] = found = self.known(phrase, info) if phrase is not None else None
        return found

    def _may_keep(self, phrase: Phrase | None, view: View, end: int, length: int) -> bool:
        """Whether a phrase depends on its run alone: not when a first name ends it or بن, which any word may follow."""
        if length > _LONGEST_RUN or (phrase is not None and phrase.ambiguous):
            return False
        last = view.info(end - 1)
        return (last is None or last.given < 0) and view.folded(end - 1) not in self._links

    def known(self, phrase: Phrase, info: ActorWord) -> Run:
        """A phrase to keep, and who it is if nothing around it makes a difference."""
        length = phrase.end - phrase.first
        if phrase.masked or not self._identifier.is_constant(phrase):
            return Run(phrase, length, None, True, False, self._evidence.wary_of(phrase, info.folded))
        who = self._identifier.identify(phrase, None)
        alone = phrase.noun is not None and length == 1 and info.modifier is not None and info.definite
        plain = who.country is None and not phrase.named and phrase.nisba is None
        reported = phrase.noun is None or not plain or is_actor(phrase, who, info)
        return Run(phrase, length, who, reported, alone and plain, self._evidence.wary_of(phrase, info.folded))

    def _run(self, phrase: Phrase | None, first: str) -> Run | None:
        """A phrase that stands as it does only here."""
        if phrase is None:
            return None
        return Run(phrase, phrase.end - phrase.first, None, True, False, self._evidence.wary_of(phrase, first))


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
