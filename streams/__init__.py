"""Ittiham: who accuses whom of what, as a stream of events from Arabic news."""

__all__ = ["__version__"]

__version__ = "0.1.0"
