"""Articles from the vocabulary and the frames, with the lengths and the repeats of real ones."""

from collections.abc import Iterator
from math import log
from random import Random
from typing import Any, Final

import orjson

from bench.news.frames import ACCUSATIONS, ACTORS, CLAUSES, JOINTS, OPENINGS, PHRASES, SOURCES
from bench.news.words import Vocabulary, new_word_rate

__all__ = ["News"]

_MEDIAN: Final = 1200
_SPREAD: Final = 0.835
"""Of the lengths' logarithm: with the median it makes a mean of 1,700."""
_SHORTEST, _LONGEST = 150, 30_000
_HALF_SENTENCE: Final = 60
"""Characters by which the last sentence goes beyond what is wanted, on average."""
_REPEATED: Final = 0.07
_REMEMBERED: Final = 3000
"""Sentences that may come again: texts are taken over within some hours."""
_ACCUSATIONS: Final = ((0, 1, 2, 3), (0.81, 0.12, 0.05, 0.02))
"""How many an article has, and how often."""
_OPEN_SHARE: Final = 0.46
"""Share of the vocabulary's words in running text; the frames' own are never new."""


class News:
    """Raw articles, one after the other; the same seed gives the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self._rng = Random(seed)
        self._nouns, self._verbs = Vocabulary("noun", self._rng), Vocabulary("verb", self._rng)
        self._remembered: list[str] = []
        self.words = self.articles = self.sentences = self.repeated = 0

    @property
    def known_words(self) -> int:
        """How many different words of the vocabulary there were."""
        return self._nouns.known + self._verbs.known

    def take(self, count: int) -> list[bytes]:
        """The next articles as values of raw records."""
        return [orjson.dumps(self.article()) for _ in range(count)]

    def article(self, length: int | None = None) -> dict[str, Any]:
        """The next article as a raw record, of about so many characters, else of a length as news has."""
        rng = self._rng
        self.articles += 1
        wanted = length or min(max(rng.lognormvariate(log(_MEDIAN), _SPREAD), _SHORTEST), _LONGEST)
        sentences = list(self._text(wanted))
        (accusations,) = rng.choices(*_ACCUSATIONS) if length is None else (round(wanted / 6000),)
        for _ in range(accusations):
            sentences[rng.randrange(len(sentences))] = self._remember(self._fill(rng.choice(ACCUSATIONS)) + ".")
        return {
            "id": f"bench-{self.articles}",
            "title": self._fill("V A N N P"),
            "text": "".join(f"{sentence}{chr(10) if rng.random() < 0.3 else ' '}" for sentence in sentences).strip(),
            "url": f"https://news.example/{self.articles}",
            "source": rng.choice(SOURCES),
            "language": "ar",
            "published_at": f"2021-{1 + self.articles % 12:02}-{1 + self.articles % 28:02}T06:00:00Z",
        }

    def _text(self, wanted: float) -> Iterator[str]:
        length = _HALF_SENTENCE
        while length < wanted:
            sentence = self._sentence()
            length += len(sentence) + 1
            yield sentence

    def _sentence(self) -> str:
        rng = self._rng
        self.sentences += 1
        if self._remembered and rng.random() < _REPEATED:
            self.repeated += 1
            return rng.choice(self._remembered)
        frame = [rng.choice(OPENINGS), rng.choice(CLAUSES)]
        while rng.random() < 0.5:
            frame += [rng.choice(JOINTS), rng.choice(CLAUSES)]
        return self._remember(self._fill(" ".join(frame)) + ".")

    def _remember(self, sentence: str) -> str:
        if len(self._remembered) < _REMEMBERED:
            self._remembered.append(sentence)
        else:
            self._remembered[self._rng.randrange(_REMEMBERED)] = sentence
        return sentence

    def _fill(self, frame: str) -> str:
        rng = self._rng
        slots = " ".join(rng.choice(PHRASES) if slot == "P" else slot for slot in frame.split()).split()
        rate = new_word_rate(self.words) / _OPEN_SHARE
        self.words += len(slots)
        words = [self._word(slot, rate) for slot in slots]
        return " ".join(words).replace(" ،", "،")

    def _word(self, slot: str, rate: float) -> str:
        match slot.strip("«»"):
            case "N":
                return slot.replace("N", self._nouns.draw(rate))
            case "V":
                return self._verbs.draw(rate)
            case "A":
                return self._rng.choice(ACTORS)
            case "#":
                return str(self._rng.randint(2, 2500))
            case _:
                return slot
