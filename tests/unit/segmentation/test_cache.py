"""The bounded cache, alone and inside the engine."""

from pathlib import Path

import pytest

from streams.segmentation.cache import TwoGenerationCache
from streams.segmentation.native import NativeSegmenter


def test_never_holds_more_than_its_limit() -> None:
    cache = TwoGenerationCache(10)
    for number in range(1000):
        cache.put(str(number), "x")
        assert cache.info().size <= 10
    assert cache.info().size >= 5


def test_what_is_used_stays_and_what_is_not_goes() -> None:
    cache = TwoGenerationCache(10)
    cache.put("used", "yes")
    cache.put("unused", "no")
    for number in range(100):
        cache.put(str(number), "x")
        assert cache.get("used") == "yes"
    assert cache.get("unused") is None
    assert (cache.hits, cache.misses) == (100, 1)


def test_very_long_words_are_not_kept(model_dir: Path) -> None:
    segmenter = NativeSegmenter(model_dir=model_dir)
    segmenter.segment_text("http://example.org/" + "a" * 100 + " " + "ا" * 100)
    assert segmenter.cache_info().size == 0


def test_a_cache_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2 words, got 1"):
        TwoGenerationCache(1)


def test_the_engine_counts_hits_and_misses_and_keeps_within_bounds(model_dir: Path) -> None:
    segmenter = NativeSegmenter(cache_size=4, model_dir=model_dir)
    segmenter.segment_text("قال وقال قال")
    assert segmenter.cache_info()[:3] == (1, 2, 2)
    segmenter.segment_text("قال وقال")
    assert segmenter.cache_info()[:3] == (3, 2, 2)
    many = segmenter.segment_text("كتب وكتب كتبت كتبوا كتبنا قال")
    assert many.segmented == "كتب و+كتب كتب+ت كتب+وا كتب+نا قال"
    assert segmenter.cache_info().size <= 4


async def test_through_the_protocol(model_dir: Path) -> None:
    segmenter = NativeSegmenter(model_dir=model_dir)
    await segmenter.start()
    first, second = await segmenter.segment(["واتهمت موسكو", ""])
    assert (first.segmented, second.segmented, segmenter.name) == ("و+اتهم+ت موسكو", "", "farasa-native")
    await segmenter.stop()
    await segmenter.stop()
