"""Our engine: Farasa's method on Farasa's model data, in plain Python, with offsets and a bounded cache."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from streams.segmentation.cache import CacheInfo, TwoGenerationCache
from streams.segmentation.model import Model
from streams.segmentation.source import installed_source
from streams.segmentation.store import default_cache_dir, load_model
from streams.segmentation.tokens import is_arabic_word, tokenize
from streams.segmentation.types import Segmentation

__all__ = ["DEFAULT_CACHE_SIZE", "NativeSegmenter"]

DEFAULT_CACHE_SIZE: Final = 100_000
"""Words kept: about 30 MB."""


class NativeSegmenter:
    """Segments text in this process: never blocks on anything, nothing to cancel, `segment` returns without waiting."""

    name: Final = "farasa-native"

    def __init__(self, cache_size: int = DEFAULT_CACHE_SIZE, model_dir: Path | None = None) -> None:
        """`cache_size`: answers kept; `model_dir`: where the compact model is stored (default: `default_cache_dir`)."""
        self._cache = TwoGenerationCache(cache_size)
        self._model_dir = model_dir
        self._model: Model | None = None

    async def start(self) -> None:
        """Load the model, in a thread: making it takes seconds. Raises `ModelDataError` when its data is not there."""
        await asyncio.to_thread(self.load)

    async def stop(self) -> None:
        """Let go of the model."""
        self._model = None

    async def segment(self, texts: Sequence[str]) -> list[Segmentation]:
        """Segment each text, in order."""
        return [self.segment_text(text) for text in texts]

    def load(self) -> Model:
        """The model, loaded now if it was not yet: some milliseconds, or seconds if it was never made here."""
        if self._model is None:
            self._model = load_model(installed_source(), self._model_dir or default_cache_dir())
        return self._model

    def frequency(self, word: str) -> float | None:
        """The decimal logarithm of a bare word's share of running words in Farasa's data; None if it was never seen."""
        return self.load().facts(word)[0]

    def segment_text(self, text: str) -> Segmentation:
        """Segment one text of any length. Pure but for the cache.

        No token has a space in it, so what stands between two is looked up first, without the comma or full stop behind
        a letter; what is not found is cut into tokens.
        """
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        segments: list[str] = []
        at, pieces, young = 0, text.split(" "), self._cache.young
        for piece, found in zip(pieces, map(young.get, pieces), strict=True):
            end, word, known, mark = at + len(piece), piece, found, 0
            if known is None and piece[-1:] in "،." and "\u0621" <= piece[-2:-1] <= "\u064a":
                word, mark = piece[:-1], 1
                known = young.get(word)
            if known is not None:
                words.append(word)
                starts.append(at)
                ends.append(end - mark)
                segments.append(known)
                if mark:
                    words.append(piece[-1])
                    starts.append(end - 1)
                    ends.append(end)
                    segments.append(piece[-1])
            elif piece:
                tokens = tokenize(piece)
                words += tokens.words
                starts += [at + start for start in tokens.starts]
                ends += [at + stop for stop in tokens.ends]
                segments += map(self._split, tokens.words)
            at = end + 1
        self._cache.hits += len(words)
        return Segmentation(text, words, starts, ends, segments)

    def split_word(self, word: str) -> str:
        """Farasa's answer for one bare word, parts joined by `+`; not kept."""
        if is_arabic_word(word):
            return self.load().split(word)
        return word.replace("+", "＋")  # `+` is the joint between parts and nothing else

    def cache_info(self) -> CacheInfo:
        """Hits, misses and size of the cache."""
        return self._cache.info()

    def _split(self, word: str) -> str:
        cache = self._cache
        known = cache.young.get(word)
        if known is not None:
            return known
        known = cache.old.get(word)
        if known is None:
            cache.hits -= 1
            cache.misses += 1
            known = self.split_word(word)
            if tokenize(word).words != [word]:
                return known  # a bare word that is no token: what is found in the cache is not cut again
        cache.put(word, known)
        return known
