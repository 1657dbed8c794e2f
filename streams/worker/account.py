"""The account of one partition: what was handed out, what is done, and how far may be committed. Pure.

Every record that is handed to the stream is open until *it* is acknowledged: not one with the same offset, which may be
of another log. What may be committed is the end of the unbroken run of done records; when none is open it is as far as
was read, with the markers of transactions and the aborted records behind the last record.
"""

from faust.types.tuples import Message

from streams.kafka.offsets import Committed

__all__ = ["Account"]


class Account:
    """Of one partition, from its assignment, or the last reset, on."""

    def __init__(self, log: str | None = None) -> None:
        self.log = log
        """`cluster/topic id` of the log, if the broker tells."""
        self.committed: Committed | None = None
        """What the broker keeps of this account."""
        self._open: dict[int, Message] = {}
        self._done: set[int] = set()
        self._position: int | None = None
        self._read_to: int | None = None
        self.next = 0
        """The offset at which reading goes on."""

    def hand_out(self, message: Message) -> bool:
        """Note a record before the stream gets it. False: it was done before, and is only read once more."""
        self.next = message.offset + 1
        if self._position is not None and message.offset < self._position:
            return False
        self._read_to = None
        # After a seek back the same records come again: what came before is void.
        while self._open and next(reversed(self._open)) >= message.offset:
            self._done.discard(self._open.popitem()[0])
        self._open[message.offset] = message
        return True

    def ack(self, message: Message) -> bool:
        """A record is done. False: nobody waits for it any more."""
        if self._open.get(message.offset) is not message:
            return False
        self._done.add(message.offset)
        return True

    def read_to(self, position: int) -> None:
        """All records before the position were handed out."""
        self.next = self._read_to = position

    def go_back(self, position: int) -> None:
        """The reader is set to a position that leaves no record out."""
        self.next, self._read_to = position, None

    def committable(self) -> int | None:
        """The offset up to which all is done; None before anything is."""
        self._settle()
        return self._position

    def oldest_open(self) -> int | None:
        """The offset of the first record handed out and not done, if any."""
        self._settle()
        return next(iter(self._open), None)

    def _settle(self) -> None:
        while self._open and (offset := next(iter(self._open))) in self._done:
            del self._open[offset]
            self._done.discard(offset)
            self._position = offset + 1
        if not self._open and self._read_to is not None:
            self._position = max(self._read_to, self._position or 0)
