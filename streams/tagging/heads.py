"""Reads the agent noun that heads a composed actor."""

from streams.tagging.actor_words import ActorWord
from streams.tagging.lexicon import AgentNoun, Lexicon
from streams.tagging.names import NameReader
from streams.tagging.orthography import ARTICLE, without_article
from streams.tagging.phrase import LINKING_WORDS, Trust, View

__all__ = ["HeadReader", "bare"]

_NOT_CONSTRUCT = ("ون", "ين", "ان")
"""Endings that a noun loses before what belongs to it: متظاهرون takes nothing, متظاهرو الجنوب does."""

_ONE_LETTER = ("ا", "ه")
"""Endings of the accusative and of the feminine."""


class HeadReader:
    """Reads agent nouns of one lexicon. Holds no state of a sentence."""

    def __init__(self, lexicon: Lexicon, names: NameReader) -> None:
        self._names = names
        self._no_construct = lexicon.words["no_construct"]

    def read(self, view: View, at: int, info: ActorWord) -> tuple[int, AgentNoun | None]:
        """Return where the longest agent noun at `at` ends, and the noun.

        A listed name that begins inside it and goes on beyond it is not cut: قادة جيش الرب is not قادة جيش.
        """
        node, end = info.agents[0].node, at + 1
        found = [(end, node.values[0])] if node.values else []
        while node.next and end < view.end:
            child = node.next.get(bare(view, end))
            if child is None:
                break
            node, end = child, end + 1
            if node.values:
                found.append((end, node.values[0]))
        while len(found) > 1 and self._cuts_a_name(view, at + 1, found[-1][0]):
            found.pop()
        return found[-1] if found else (at, None)

    def _cuts_a_name(self, view: View, at: int, end: int) -> bool:
        """Whether a listed name begins between `at` and `end` and ends after `end`."""
        for start in range(at, end):
            info = view.info(start)
            name = self._names.read(view, start, info, Trust.PHRASE) if info is not None and info.names else None
            if name is not None and name.end > end and name.prefix == 0:
                return True
        return False

    def takes_construct(self, view: View, at: int, end: int, info: ActorWord) -> bool:
        """Whether what follows may belong to the noun: it has no article and no ending that forbids it."""
        if end - at > 1 and view.words[end - 1] in LINKING_WORDS:
            return True
        if info.agents[0].definite:
            return False
        if end - at > 1:
            return not view.folded(end - 1).startswith(ARTICLE)
        word = info.folded[info.agents[0].prefix :]
        if word.endswith(_NOT_CONSTRUCT) or word in self._no_construct:
            return False
        return not (word.endswith(_ONE_LETTER) and word[:-1] in self._no_construct)


def bare(view: View, at: int) -> str:
    """The folded word without the article, or without fused لل (المجلس الأعلى للقوات المسلحة)."""
    folded = view.folded(at)
    return folded[2:] if folded.startswith("لل") else without_article(folded)
