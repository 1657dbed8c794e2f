"""The tagger and the segmenter of all tests of tagging: loaded once, neither is changed by use."""

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.actors import ActorTagger
from streams.tagging.choice.weights import Weights
from streams.tagging.lexicon import Lexicon
from tests.unit.tagging.reader import Reader


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return Tagger.load()


@pytest.fixture(scope="session")
def proposing() -> Tagger:
    """A tagger without weights: what the rules propose by themselves."""
    return Tagger.load(weights=Weights())


@pytest.fixture(scope="session")
def segmenter() -> NativeSegmenter:
    return NativeSegmenter()


@pytest.fixture(scope="session")
def actor_tagger() -> ActorTagger:
    return ActorTagger(Lexicon.load())


@pytest.fixture(scope="session")
def read(segmenter: NativeSegmenter, actor_tagger: ActorTagger) -> Reader:
    return Reader(segmenter, actor_tagger)
