"""The tagger and the segmenter of all tests of tagging: loaded once, neither is changed by use."""

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return Tagger.load()


@pytest.fixture(scope="session")
def segmenter() -> NativeSegmenter:
    return NativeSegmenter()
