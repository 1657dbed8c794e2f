"""The distributed trace that a record is part of: its headers as W3C Trace Context names them, handed on unchanged."""

from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["Headers", "trace_context"]

Headers = Sequence[tuple[str, bytes | None]]

_NAMES: Final = ("traceparent", "tracestate")
_LONGEST: Final = 512
"""Bytes that W3C asks everybody to hand on. A longer one is dropped: an article may have two hundred outputs."""


def trace_context(headers: Iterable[tuple[str, bytes | None]]) -> list[tuple[str, bytes]]:
    """`traceparent` and `tracestate` of a record, the last of each name."""
    last = {name: value for name, value in headers if name in _NAMES and value and len(value) <= _LONGEST}
    return [(name, last[name]) for name in _NAMES if name in last]
