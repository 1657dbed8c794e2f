"""`make fit`: the same sentences give the same weights, and what they teach is learned. Sentences of our own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging.choice.weights import Weights
from streams.tagging.types import Sentence
from tests.fitting.__main__ import fit_quickly
from tests.fitting.corpus import Article, Recorder, is_set_aside
from tests.fitting.learn import Settings

ACCUSERS = ("النقابة", "الحكومة", "المعارضة", "الشركة")
ACCUSED = ("الوزارة", "البلدية", "الجامعة", "اللجنة")
SETTINGS = Settings(penalty=0.1, least=2, small=0.001, steps=30)


def article(segmenter: NativeSegmenter, number: int, parts: Sequence[str], parties: dict[str, int]) -> Article:
    """A sentence of parts, with the parties' parts by slot."""
    text = " ".join(parts)
    starts = [sum(len(part) + 1 for part in parts[:i]) for i in range(len(parts))]
    runs = {slot: [[starts[i], starts[i] + len(parts[i])]] for slot, i in parties.items()}
    event = {"type": "accuse", "trigger": [starts[0], starts[0] + len(parts[0])], "accusers": [], "accused": [], **runs}
    row = {"id": str(number), "origin": str(number), "text": text, "events": [event]}
    return Article(row, (Sentence("text", 0, 0, len(text), segmenter.segment_text(text)),))


@pytest.fixture(scope="module")
def articles(segmenter: NativeSegmenter) -> list[Article]:
    def made() -> Iterator[Article]:
        pairs = list(product(ACCUSERS, ACCUSED))
        for number, (one, two) in enumerate(pairs):
            yield article(segmenter, number, ("اتهمت", one, two, "بالتقصير."), {"accusers": 1, "accused": 2})
        for number, (_, two) in enumerate(pairs, len(pairs)):
            yield article(segmenter, number, ("اتهمت", two, "بالفساد", "أمس."), {"accusers": 1} if number % 2 else {})

    return list(made())


def test_a_fit_repeats_itself(articles: list[Article]) -> None:
    assert fit_quickly(articles, SETTINGS) == fit_quickly(articles, SETTINGS)


def test_what_the_sentences_teach_is_learned(articles: list[Article]) -> None:
    tagger = Recorder.load(weights=fit_quickly(articles, SETTINGS))
    (sentence,) = articles[0].sentences
    (event,) = tagger.cases(sentence)[1]
    assert ([a.text for a in event.accusers], [a.text for a in event.accused]) == (["النقابة"], ["الوزارة"])


def test_what_is_left_out_has_no_weight(articles: list[Article]) -> None:
    def names(weights: Weights) -> int:
        return sum(map(len, (*weights.candidate, *weights.nobody)))

    whole = fit_quickly(articles, SETTINGS)
    without = fit_quickly(articles, replace(SETTINGS, without=frozenset(("role",))))
    assert names(without) < names(whole)
    assert not without.candidate[0]


def test_a_fifth_of_the_articles_is_set_aside() -> None:
    share = sum(is_set_aside({"id": "x", "origin": f"paper:{n}"}) for n in range(2000)) / 2000
    assert 0.17 < share < 0.23
