"""Words in any order: the tagger must answer, with spans that cut exactly, whatever stands beside whatever.

The order is drawn by a seeded generator from our own sentences, so a failure comes again.
"""

import json
import random
from pathlib import Path

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.types import Sentence

DATA = Path(__file__).parent / "data"
_MARKS = ("،", ".", "«", "»", '"', ":", "(", ")", "؟", "-", "…")
_TEXTS = 1500


@pytest.fixture(scope="module")
def pieces() -> list[list[str]]:
    """The words of our own sentences."""
    files = (DATA / "sentences.jsonl", DATA / "heldout.jsonl")
    return [
        json.loads(line)["text"].split() for file in files for line in file.read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize("seed", range(2))
def test_no_order_of_words_fails(
    seed: int, pieces: list[list[str]], segmenter: NativeSegmenter, tagger: Tagger
) -> None:
    rng = random.Random(seed)
    for _ in range(_TEXTS):
        text = _shuffled(rng, pieces)
        words = segmenter.segment_text(text)
        analysis = tagger.analyse([Sentence("text", 0, 0, len(text), words)], None)
        for event in analysis.accusations:
            trigger = event.trigger
            assert text[trigger.start : trigger.end] == trigger.text != "", text
            for actor in (*event.accusers, *event.accused):
                assert text[actor.start : actor.end] == actor.text != "", text


def _shuffled(rng: random.Random, pieces: list[list[str]]) -> str:
    words: list[str] = []
    for _ in range(rng.randint(1, 5)):
        piece = rng.choice(pieces)
        first = rng.randrange(len(piece))
        words += piece[first : first + rng.randint(1, 9)]
        if rng.random() < 0.2:
            words.append(rng.choice(_MARKS))
    if rng.random() < 0.3:
        rng.shuffle(words)
    return " ".join(words)
