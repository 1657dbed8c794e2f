"""What the tests of actors read sentences with."""

import datetime

from streams.segmentation.native import NativeSegmenter
from streams.segmentation.types import Segmentation
from streams.tagging.actors import ActorTagger, Mention

__all__ = ["Reader"]


class Reader:
    """Segments and tags, and shows mentions as text."""

    def __init__(self, segmenter: NativeSegmenter, tagger: ActorTagger) -> None:
        self._segmenter = segmenter
        self._tagger = tagger

    def words(self, text: str) -> Segmentation:
        return self._segmenter.segment_text(text)

    def mentions(self, text: str, on: str | None = None) -> list[Mention]:
        words, day = self.words(text), datetime.date.fromisoformat(on) if on else None
        begin = [i for i, word in enumerate(words.words) if self._tagger.words.may_start(word)]
        return self._tagger.mentions(words, day, begin)

    def spans(self, text: str) -> list[str]:
        return [text[mention.start : mention.stop] for mention in self.mentions(text)]

    def one(self, text: str, on: str | None = None) -> Mention:
        (mention,) = self.mentions(text, on)
        return mention

    def described(self, text: str, phrase: str, on: str | None = None) -> Mention:
        words = self.words(text)
        at = text.index(phrase)
        first = next(i for i, end in enumerate(words.ends) if end > at)
        end = max(i for i, start in enumerate(words.starts) if start < at + len(phrase)) + 1
        return self._tagger.describe(words, first, end, datetime.date.fromisoformat(on) if on else None)
