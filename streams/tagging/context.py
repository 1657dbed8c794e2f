"""The words around a possible trigger, and the questions that its conditions ask of them.

Conditions look at words only, before any phrase is read, so that a sentence without accusations costs nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from operator import attrgetter

from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, PUNCTUATION, VERB, Word

__all__ = ["COMMAS", "STOPS", "Context"]

STOPS = frozenset(".!?؟؛;")
COMMAS = frozenset("،,")
_LONGEST_CLAUSE = 30
_LONGEST_ASIDE = 9
_SHORTEST_CLAUSE = 7
"""A comma after fewer words bounds an aside, not the clause."""


_LISTS = attrgetter("lists")


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a possible trigger."""

    words: Sequence[Word]
    candidates: Sequence[tuple[Reading, ...] | None]
    at: int

    def lacks(self, *names: str) -> bool:
        """Whether no word of the sentence stands in any of the lists `names`.

        Asked first where one must be there, as it is quick. Mind it when the condition learns to hold without.
        """
        return all(map(frozenset(names).isdisjoint, map(_LISTS, self.words)))

    def word(self, offset: int) -> Word | None:
        """The word `offset` places from the trigger, or None outside the sentence."""
        j = self.at + offset
        return self.words[j] if 0 <= j < len(self.words) else None

    def next(self, offset: int = 1) -> Word | None:
        """The `offset`-th word after the trigger that is no quotation mark or bracket; None at the end."""
        words = self.words
        for j in range(self.at + 1, len(words)):
            word = words[j]
            if word.kind != PUNCTUATION or word.surface in STOPS or word.surface in "،,:":
                offset -= 1
                if not offset:
                    return word
        return None

    def listed(self, word: Word | None, *names: str) -> bool:
        """Whether a word stands in one of the lists `names` of `[conditions]`."""
        return word is not None and not word.lists.isdisjoint(names)

    def near(self, name: str, first: int, last: int) -> bool:
        """Whether a word of list `name` stands `first` to `last` places from the trigger, in its sentence."""
        for word in self._around(first, last):
            if word.surface in STOPS:
                return False
            if name in word.lists:
                return True
        return False

    def _around(self, first: int, last: int) -> Sequence[Word]:
        """Words from the trigger outwards; those before it if `last` is not positive."""
        if last > 0:
            return self.words[self.at + max(first, 1) : self.at + last + 1]
        return self.words[max(0, self.at + first) : self.at][::-1]

    def accusation(self, *, verbs: bool) -> bool:
        """Whether another word of the sentence may accuse, blame or charge; without verbs, only nouns do.

        Not نسب and أسند, which seldom accuse; nor, of verbs and nouns, ادعى and ادعاء, which claim all sorts of things.
        """
        places = compress(range(len(self.words)), self.candidates)
        others = (r.trigger for j in places if j != self.at for r in self.candidates[j] or ())
        others = (t for t in others if t.rule != "imputes" and not (verbs and "claims_wrong" in t.requires))
        return any(t.type in ("accuse", "blame", "charge") and (verbs or t.part == "noun") for t in others)

    def clause(self) -> list[Word]:
        """The words after the trigger, up to a stop or a comma that comes late enough not to bound an aside."""
        found: list[Word] = []
        skipped = self.skipped()
        first = self.at + 1 + skipped
        for word in self.words[first : first + _LONGEST_CLAUSE]:
            if word.surface in STOPS:
                break
            if word.surface in COMMAS and len(found) > _SHORTEST_CLAUSE and self._bounded(skipped + len(found) + 1):
                break
            found.append(word)
        return found

    def skipped(self, at: int = 1) -> int:
        """Words of an aside whose first comma is the `at`-th word: نفت، في رسالة نصية، ضلوعها; else 0."""
        first = self.word(at)
        if first is None or first.surface not in COMMAS:
            return 0
        for offset in range(at + 1, at + _LONGEST_ASIDE + 2):
            word = self.word(offset)
            if word is None or word.surface in STOPS or word.kind == "complementiser":
                return 0
            if word.surface in COMMAS:
                after = self.word(offset + 1)
                resumed = after is not None and not after.conjunction and after.kind != PUNCTUATION
                return offset - at + 1 if resumed else 0
        return 0

    def _bounded(self, offset: int) -> bool:
        """Whether the comma at `offset` stands before a new clause; أن, a wrong, a cognate noun go on with the old."""
        after = self.word(offset + 1)
        if after is None or after.conjunction:
            return after is None or "title" not in after.groups  # نفى كل من الوزير فلان، والمدير فلان، تورطهما
        if after.kind == "complementiser" or after.base == "نفيا" or self._wrong(after):
            return False
        return not self._resumed(offset + 1)

    def _resumed(self, offset: int) -> bool:
        """نفت الوزارة على لسان وكيلها، فلان، أن: whether a comma and أن follow with no verb between."""
        for k in range(offset, offset + _LONGEST_ASIDE):
            word, after = self.word(k), self.word(k + 1)
            if word is None or after is None or word.kind == VERB or word.surface in STOPS:
                return False
            if word.surface in COMMAS and after.kind == "complementiser" and not after.conjunction:
                return True
        return False

    def _wrong(self, word: Word) -> bool:
        """نفى الناطق باسم … في بيان، تورط قواته: a noun of wrong or accusation."""
        return word.kind == NOUN and not word.preposition and self.listed(word, "wrong", "accusation", "own_act")

    def before(self) -> Word | None:
        """The word before the trigger, quotation marks left out; None at the start of the sentence."""
        j = self.at - 1
        while j >= 0 and self.words[j].surface in "«»\"“”'":
            j -= 1
        return self.words[j] if j >= 0 else None

    def quoted_or_told(self) -> bool:
        """Whether what holds the trigger is said by somebody: after إن, a verb of saying, or in quotation marks."""
        return any(
            w.kind == "complementiser" or (w.kind == VERB and "speech" in w.groups) or w.surface in '«"“'
            for w in self.words[: self.at]
        )
