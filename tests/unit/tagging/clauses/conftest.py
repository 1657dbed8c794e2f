"""What turns a sentence into its clause tree."""

from collections.abc import Callable

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.clauses import ClauseTree
from streams.tagging.types import Sentence


@pytest.fixture(scope="session")
def tree_of(tagger: Tagger, segmenter: NativeSegmenter) -> Callable[[str], ClauseTree]:
    def read(text: str) -> ClauseTree:
        return ClauseTree(tagger.view(Sentence("text", 0, 0, len(text), segmenter.segment_text(text)), None))

    return read
