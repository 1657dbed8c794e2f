"""What a group's committed offset means: a place in one log. Pure.

With each offset its log is committed, as the text that Kafka keeps beside it; so an offset that outlived its log (the
topic was deleted and made anew) is told from one that holds, whoever reads it, whenever.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

__all__ = ["RESET_REASONS", "Committed", "Reset", "ResetReason", "is_other_log"]

ResetReason = Literal["recreated", "beyond_end", "before_start", "vanished"]
RESET_REASONS: Final[tuple[ResetReason, ...]] = ("recreated", "beyond_end", "before_start", "vanished")
"""Why a group cannot go on where it was: the log is another one; it ends before, or begins behind, the group's offset;
or that offset is gone although the log is the same."""
_MARK: Final = re.compile(r"log=(\S+/\S+)")


class Committed(NamedTuple):
    """A group's offset in a partition."""

    offset: int
    log: str | None
    """`cluster/topic id` of the log it was committed in; None if whoever committed it did not say."""

    @property
    def metadata(self) -> str:
        """The text to commit beside the offset."""
        return f"log={self.log}" if self.log else ""

    @classmethod
    def of(cls, offset: int, metadata: str | None) -> "Committed":
        """From what the broker keeps."""
        mark = _MARK.fullmatch(metadata or "")
        return cls(offset, mark[1] if mark else None)


@dataclass(frozen=True, slots=True)
class Reset:
    """A partition in which the group goes on elsewhere than where it was."""

    topic: str
    partition: int
    reason: ResetReason
    offset: int | None
    """Where the group was; None if that is not known any more."""
    to: int
    """Where it goes on: the oldest record that is there."""

    def __str__(self) -> str:
        was = "an unknown offset" if self.offset is None else f"offset {self.offset}"
        why = {
            "recreated": "the topic was deleted and made anew",
            "beyond_end": "the log ends before it",
            "before_start": "the log begins behind it",
            "vanished": "the group's offset is gone",
        }[self.reason]
        return (
            f"{self.topic}[{self.partition}] cannot be read on from {was}: {why}; "
            f"going on at offset {self.to}, the oldest record that is there"
        )


def is_other_log(known: str | None, found: str | None) -> bool:
    """Whether two `cluster/topic id` are of two logs. An offset that a mirror brought from another cluster may hold."""
    if known is None or found is None or known == found:
        return False
    return known.rpartition("/")[0] == found.rpartition("/")[0]
