"""Rules that tag actors and accusations in segmented sentences."""

from streams.tagging.tagger import Tagger

__all__ = ["Tagger"]
