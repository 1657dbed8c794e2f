"""Where to go on in a partition: at the offset that the database has, unless that is no place in the log. Pure.

An offset holds in the log in which it was stored, and the database keeps that log's id beside it: a topic deleted and
made anew has another one, and so has a topic of another cluster. Where the broker knows no ids all logs look the same,
and only the ends of the log tell.
"""

from collections.abc import Mapping
from typing import Final

from streams.desk.store.writing import Partition, Position
from streams.kafka.offsets import Reset, ResetReason

__all__ = ["Logs", "reset_of"]


def reset_of(place: Partition, position: Position, log: str | None, begin: int, end: int) -> Reset | None:
    """Why the partition, whose log reaches from `begin` to `end`, is to be read from there; None if it is not."""
    reason: ResetReason
    if position.log != log:
        reason = "recreated"
    elif position.next_offset > end:
        reason = "beyond_end"
    elif position.next_offset < begin:
        reason = "before_start"
    else:
        return None
    return Reset(*place, reason, position.next_offset, begin)


class Logs:
    """Ids of the logs that a consumer reads: asked for before it reads anything, so what it reads is of them or newer.

    What is read is stored under these ids. If one of them is not the newest, the offset is found to be of another log,
    and the newer is read from its beginning: that costs a second reading, the contrary would cost records.
    """

    def __init__(self) -> None:
        self.ids: Mapping[str, str] = {}
        """Topic to id; none where the broker knows none."""
        self._former: Final = set[str]()
        """Ids that were the newest once: a broker that lags behind may still tell them."""

    def changed(self, found: Mapping[str, str]) -> bool:
        """Whether the broker now tells of other logs, or of one that is gone. They are to be read by a new consumer."""
        return found != self.ids and not self.are_former(found)

    def take(self, found: Mapping[str, str]) -> None:
        """These are read from now on."""
        self._former.update(log for topic, log in self.ids.items() if found.get(topic, log) != log)
        self.ids = found

    def are_former(self, found: Mapping[str, str]) -> bool:
        """Whether the broker that says so lags behind."""
        return not self._former.isdisjoint(found.values())
