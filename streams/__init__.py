"""Ittiham: who accuses whom of what, as a stream of events from Arabic news.

As a library: `from streams import enrich`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from streams.enrichment.library import enrich

__all__ = ["__version__", "enrich"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`enrich` is imported when it is asked for: `ittiham --help` needs no lexicon."""
    if name == "enrich":
        from streams.enrichment.library import enrich

        return enrich
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
