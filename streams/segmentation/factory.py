"""Which segmenter the settings ask for."""

from collections.abc import Callable

from streams.segmentation.native import NativeSegmenter
from streams.segmentation.types import Segmenter
from streams.settings import Settings

__all__ = ["make_segmenter"]


def make_segmenter(settings: Settings, on_restart: Callable[[], None] = lambda: None) -> Segmenter:
    """The segmenter, not started. `on_restart` is called at each restart of its process, if it has one."""
    return NativeSegmenter(cache_size=settings.segmenter_cache_size)
