"""Long lists in parts that one statement takes."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

__all__ = ["chunks"]

T = TypeVar("T")

_AT_A_TIME: Final = 500
"""Values in one statement: SQLite takes 32,766 parameters, and planning a long list is not free."""


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values, some hundreds at a time."""
    return (values[start : start + _AT_A_TIME] for start in range(0, len(values), _AT_A_TIME))
