"""Reads listed names."""

from streams.tagging.actor_words import ActorWord
from streams.tagging.cues import Cues
from streams.tagging.lexicon import Alias, Entry
from streams.tagging.lexicon.trie import Trie
from streams.tagging.orthography import fold
from streams.tagging.phrase import Phrase, Trust, View

__all__ = ["NameReader"]


class NameReader:
    """Reads names of one lexicon. Holds no state of a sentence."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def read(self, view: View, at: int, info: ActorWord, trust: Trust) -> Phrase | None:
        """Return the longest listed name at `at`; of equal length, the one with fewer proclitics."""
        best: Phrase | None = None
        for prefix, node in info.names:
            end, values = _walk(view, at + 1, node) if node.next else (at + 1, node.values)
            if not values or (best is not None and end <= best.end):
                continue
            entries = self._believed(view, at, end, prefix, values, trust)
            if entries:
                best = Phrase(at, end, prefix)
                best.entries = entries
                best.weak = min(alias.weak for _, alias in values)
        return best

    def _believed(
        self, view: View, at: int, end: int, prefix: int, values: list[tuple[Entry, Alias]], trust: Trust
    ) -> tuple[Entry, ...]:
        """Return whom a name may stand for: those it is strong for, then those it is weak for."""
        if len(values) == 1:
            entry, alias = values[0]
            return (entry,) if not alias.weak or self._cues.of_name(view, at, end, prefix, values[0], trust) else ()
        strong = tuple(entry for entry, alias in values if not alias.weak)
        weak = [value for value in values if value[1].weak]
        if strong or (weak and self._cues.of_name(view, at, end, prefix, weak[0], trust)):
            return strong + tuple(entry for entry, _ in weak)
        return ()


def _walk(view: View, at: int, node: Trie[tuple[Entry, Alias]]) -> tuple[int, list[tuple[Entry, Alias]]]:
    """Follow the tree of names from word `at`, over quotes inside a name; return where the longest one ends."""
    end, values, opened = at, node.values, False
    while at < view.end and node.next:
        info = view.info(at)
        if info is not None and info.opener and not opened:
            opened = True
            at += 1
            continue
        child = node.next.get(info.folded if info is not None else fold(view.words[at]))
        if child is None:
            break
        node, at = child, at + 1
        if node.values:
            closing = view.info(at) if opened else None
            end, values = at + (closing is not None and closing.closer), node.values
    return end, values
