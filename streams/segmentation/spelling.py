"""Words as they are meant: with ة where ه is written, ي where ى is, ؤ and ئ where their hamza was left out.

Farasa cuts a word by its letters: وزاره is not a ministry but that he visited him (و+زار+ه). Which spelling is meant is
told by the frequencies of Farasa's own data and by the rest of the article: in one that writes ة, ه is ه. A word that
is spelled well costs one look-up. Alefs with and without hamza stay as they are, for Farasa cuts them alike.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

__all__ = ["Frequency", "Speller"]

Frequency = Callable[[str], float | None]
"""The decimal logarithm of a word's share of running words; None for one that was never seen."""

_UNSEEN: Final = -8.7
"""Less than any that was seen."""
_COMMON: Final = -4.3
"""Words so frequent are spelled as they are meant: منه."""
_LEAST: Final = 1.0
"""How much more frequent, as a decimal logarithm, another spelling must be to be considered at all."""
_ALONE: Final = {"ة": 2.3, "ي": 2.3, "ئ": 2.9, "ؤ": 2.9}
"""The same, where it is the only such word of the article: it may be a name, like الشايع."""
_CONTRARY: Final = {"ة": 3.5, "ي": 2.7, "ئ": 3.5, "ؤ": 3.5}
"""The same, in an article that writes the letter elsewhere."""
_FEWEST: Final = 2
"""Words that must lack a letter before an article is one that never writes it."""
_LAST: Final = {"ه": "ة", "ى": "ي"}
_INSIDE: Final = {"و": "ؤ", "ي": "ئ"}
_ALEFS: Final = "اأإآ"
_PROCLITICS: Final = "وفبلك"
_MISTAKABLE: Final = re.compile(r".[وي].|[هى]\Z")
_MAX_KEPT: Final = 100_000
_OFTEN: Final = 2
"""How many times as many words must lack a letter as have it, in an article that mostly leaves it out."""
_LONG: Final = 5
"""Letters of a word from which a proclitic may be taken."""
_ALEF_WITHIN: Final = 4
"""Letters among which the first alef stands that has a hamza or not: والأردن."""
_LONGEST: Final = 20
"""Letters; what is longer is no word."""


class _Spelling(NamedTuple):
    """How a word may be meant."""

    word: str
    gain: float
    """How much more frequent it is than the word as it stands, as a decimal logarithm."""
    letters: str
    """What it has in the places of other letters."""


class Speller:
    """Tells which words of an article are misspelled; keeps what it looked up."""

    def __init__(self, frequency: Frequency) -> None:
        self._frequency = frequency
        self._fine: set[str] = set()
        self._doubtful: dict[str, _Spelling] = {}

    def corrections(self, sentences: Sequence[Sequence[str]]) -> dict[str, str]:
        """The misspelled words of one article, each to what is meant; `sentences` are its bare words."""
        unsure = set().union(*sentences).difference(self._fine)
        found = {word: spelling for word in unsure if (spelling := self._doubt(word))}
        if not found:
            return {}
        least = {letter: _least_at_all(letter, sentences) for one in found.values() for letter in one.letters}
        likely = any(one.gain >= max(least[new] for new in one.letters) for one in found.values())
        return _meant(found, sentences) if likely else {}

    def _doubt(self, word: str) -> _Spelling | None:
        found = self._doubtful.get(word) or self._spelling(word)
        if len(self._fine) + len(self._doubtful) > _MAX_KEPT:
            self._fine.clear()
            self._doubtful.clear()
        if found is None:
            self._fine.add(word)
        else:
            self._doubtful[word] = found
        return found

    def _spelling(self, word: str) -> _Spelling | None:
        """The likeliest other spelling, if it is much likelier than the word as it stands."""
        variants = list(_variants(word)) if _MISTAKABLE.search(word) and len(word) <= _LONGEST else []
        if not variants or (stands := self._likelihood(word)) > _COMMON:
            return None
        likelihood, best, letters = max((self._likelihood(variant), variant, new) for variant, new in variants)
        if likelihood - stands >= _LEAST:
            return _Spelling(best, likelihood - stands, letters)
        return self._of_the_rest(word) if stands == _UNSEEN else None

    def _of_the_rest(self, word: str) -> _Spelling | None:
        """The spelling of a word that was never seen with what is written onto it."""
        if len(word) < _LONG:
            return None
        if word.startswith("لل"):
            rest = self._spelling("ال" + word[2:])
            return rest and rest._replace(word="لل" + rest.word[2:])
        if word[0] in _PROCLITICS:
            rest = self._spelling(word[1:])
            return rest and rest._replace(word=word[0] + rest.word)
        # No pronoun is written onto a noun with the article.
        return _Spelling(word[:-1] + "ة", _LEAST, "ة") if word.startswith("ال") and word[-1] == "ه" else None

    def _likelihood(self, word: str) -> float:
        """Of a word, whatever its first alef is written like."""
        return max(self._frequency(spelled) or _UNSEEN for spelled in _with_alefs(word))


def _variants(word: str) -> Iterator[tuple[str, str]]:
    """Other spellings of a word, and the letters they have and it lacks."""
    last = _LAST.get(word[-1:], "")
    for ending, new in (("", ""), (last, last))[: 1 + bool(last)]:
        spelled = word[:-1] + ending if ending else word
        if ending:
            yield spelled, new
        for at in range(1, len(word) - 1):
            if seat := _INSIDE.get(word[at]):
                yield spelled[:at] + seat + spelled[at + 1 :], new + seat


def _with_alefs(word: str) -> Iterator[str]:
    yield word
    for at in range(min(_ALEF_WITHIN, len(word) - 1)):
        if word[at] in _ALEFS and not (word[at] == "ا" and word[at + 1] == "ل"):
            yield from (word[:at] + alef + word[at + 1 :] for alef in _ALEFS if alef != word[at])
            return


def _least_at_all(letter: str, sentences: Sequence[Sequence[str]]) -> float:
    """What a spelling with `letter` must gain, whatever else the article shows: found fast, and mostly too much."""
    if letter in _INSIDE.values():
        written = any("ؤ" in word or "ئ" in word for words in sentences for word in words)
    else:
        written = any(word[-1:] == letter for words in sentences for word in words)
    return _ALONE[letter] if written else _LEAST


def _meant(doubtful: Mapping[str, _Spelling], sentences: Sequence[Sequence[str]]) -> dict[str, str]:
    lacking = Counter(
        letter for words in sentences for word in doubtful.keys() & words for letter in doubtful[word].letters
    )
    text = "".join(f"{' '.join(words)} " for words in sentences)
    seats = lacking["ؤ"] + lacking["ئ"], text.count("ؤ") + text.count("ئ")
    seen = {"ة": (lacking["ة"], text.count("ة ")), "ي": (lacking["ي"], text.count("ي ")), "ؤ": seats, "ئ": seats}
    least = {letter: _least(letter, *counts) for letter, counts in seen.items()}
    return {
        word: found.word for word, found in doubtful.items() if found.gain >= max(least[new] for new in found.letters)
    }


def _least(letter: str, lacking: int, written: int) -> float:
    """What a spelling with `letter` must gain, in an article where so many words lack it, and so many have it."""
    if written:
        return _CONTRARY[letter] if lacking <= _OFTEN * written else _ALONE[letter]
    return _LEAST if lacking >= _FEWEST else _ALONE[letter]
