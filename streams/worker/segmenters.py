"""Which segmenter the settings ask for: the segmenters themselves know no settings."""

from collections.abc import Callable

from streams.segmentation.farasapy import FarasapySegmenter
from streams.segmentation.native import NativeSegmenter
from streams.segmentation.types import Segmenter
from streams.settings import Settings

__all__ = ["make_segmenter"]


def make_segmenter(settings: Settings, on_restart: Callable[[], None] = lambda: None) -> Segmenter:
    """The segmenter, not started. `on_restart` is called at each restart of its process, if it has one."""
    if settings.segmenter == "farasapy" and settings.farasa_jar is not None:
        return FarasapySegmenter(
            settings.farasa_jar,
            cache_size=settings.segmenter_cache_size,
            line_timeout=settings.segmenter_timeout,
            on_restart=on_restart,
        )
    return NativeSegmenter(cache_size=settings.segmenter_cache_size, model_dir=settings.cache_dir)
