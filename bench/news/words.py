"""A vocabulary that grows as the one of news does: never done with, two new words in a hundred after the first million.

A word that is not new is one of those before it, drawn as often as it was used (Simon's process, which gives a few
words that are everywhere and many that are rare, as language has them).
"""

from random import Random
from typing import Final

__all__ = ["Vocabulary", "new_word_rate"]

_LETTERS: Final = "بتجحخدذرزسشصضطعغفقكلمنهوي"
_LEAST: Final = 0.02
_BEGINNING: Final = 1000.0
"""Words that are all new; from there the rate falls so that it comes to `_LEAST` at a million."""
_FALL: Final = 0.566
_ROOTS: Final = 2500
_FOREIGN: Final = 0.15
"""Share of the new words that have no root: names from abroad, slips of the pen."""

PATTERNS: Final = {
    "noun": [
        *("{0}{1}{2}", "{0}{1}ا{2}", "{0}ا{1}{2}", "م{0}{1}و{2}", "ت{0}{1}ي{2}", "ا{0}ت{1}ا{2}", "است{0}{1}ا{2}"),
        *("م{0}{1}{2}", "{0}{1}ا{2}ة", "ت{0}ا{1}{2}", "{0}{1}ي{2}", "م{0}ا{1}{2}ة", "أ{0}{1}ا{2}", "{0}{1}و{2}"),
    ],
    "verb": [
        "{0}{1}{2}",
        "{0}ا{1}{2}",
        "أ{0}{1}{2}",
        "ت{0}{1}{2}",
        "ا{0}ت{1}{2}",
        "است{0}{1}{2}",
        "ي{0}{1}{2}",
        "ت{0}{1}{2}",
    ],
}
BEFORE: Final = {
    "noun": (["", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ك", "فال"], [30, 38, 3, 6, 6, 5, 4, 5, 1, 1]),
    "verb": (["", "و", "ف", "س", "ل"], [62, 24, 4, 7, 3]),
}
AFTER: Final = {
    "noun": (
        ["", "ة", "ية", "ات", "ين", "ي", "ها", "ه", "هم", "ون", "ان", "نا", "تها"],
        [44, 13, 8, 9, 6, 8, 4, 3, 2, 1, 1, 1, 1],
    ),
    "verb": (["", "ت", "وا", "ها", "ه", "ون", "هم", "نا"], [48, 26, 7, 6, 5, 5, 2, 1]),
}


def new_word_rate(words: int) -> float:
    """The share of new words among the next ones, after so many."""
    return max(_LEAST, min(1.0, (_BEGINNING / (words + 1)) ** _FALL))


class Vocabulary:
    """The words of one part of speech (`noun`, `verb`), drawn one at a time."""

    def __init__(self, part: str, rng: Random) -> None:
        self._rng, self._patterns, self._before, self._after = rng, PATTERNS[part], BEFORE[part], AFTER[part]
        self._roots = ["".join(rng.sample(_LETTERS, 3)) for _ in range(_ROOTS)]
        self._drawn: list[str] = []
        self._known: set[str] = set()

    @property
    def known(self) -> int:
        """How many different words there were."""
        return len(self._known)

    def draw(self, rate: float) -> str:
        """The next word, new with the given probability."""
        rng, drawn = self._rng, self._drawn
        word = self._new() if rng.random() < rate or not drawn else drawn[int(rng.random() * len(drawn))]
        drawn.append(word)
        return word

    def _new(self) -> str:
        while (word := self._make()) in self._known:
            pass
        self._known.add(word)
        return word

    def _make(self) -> str:
        rng = self._rng
        if rng.random() < _FOREIGN:
            return "".join(
                rng.choice(_LETTERS) + rng.choice("ايو" if i % 2 else _LETTERS) for i in range(rng.randint(2, 4))
            )
        stem = rng.choice(self._patterns).format(*rng.choice(self._roots))
        return rng.choices(*self._before)[0] + stem + rng.choices(*self._after)[0]
