"""Phrases kept by their words: the same ministers, courts and armies come again and again in the news.

A phrase that an agent noun begins depends on nothing before it, and on nothing after the first word that can go on
with no phrase. So it may be kept by the run of words between the two.
"""

from streams.tagging.actor_words import ActorWord, ActorWords
from streams.tagging.phrase import Phrase, View
from streams.tagging.phrases import PhraseReader

__all__ = ["Runs"]

_LONGEST_RUN = 12
"""Words; longer runs hardly come twice."""


class Runs:
    """Reads phrases that begin with an agent noun. Keeps at most `limit` of them, then begins anew."""

    __slots__ = ("_after", "_kept", "_limit", "_reader", "_words")

    def __init__(self, words: ActorWords, reader: PhraseReader, limit: int) -> None:
        self._words = words
        self._after = words.after
        self._reader = reader
        self._limit = limit
        self._kept: dict[tuple[str, ...], tuple[Phrase, int]] = {}

    def read(self, view: View, at: int) -> tuple[Phrase, int] | None:
        """Return the phrase at word `at` and its length. Its own indexes are those where it was read first."""
        words, after, end = view.words, self._after, at + 1
        while end < view.end and after[words[end]]:
            end += 1
        key = tuple(words[at:end])
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        phrase = self._reader.read(view, at)
        if phrase is None:
            return None
        found = phrase, phrase.end - phrase.first
        if self._may_keep(phrase, view.info(at), view.info(end - 1), end - at):
            if len(self._kept) >= self._limit:
                self._kept.clear()
            self._kept[key] = found
        return found

    def _may_keep(self, phrase: Phrase, first: ActorWord | None, last: ActorWord | None, length: int) -> bool:
        """Whether a phrase depends on its run alone: not when a first name ends it, which any word may follow."""
        if length > _LONGEST_RUN or phrase.ambiguous or first is None or first.names:
            return False
        return last is None or last.given < 0
