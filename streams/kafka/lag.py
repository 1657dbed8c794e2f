"""How far behind the worker is, from what the broker says. Pure: the time is given, nothing is asked.

Lag in records is the end of what can be read, the last stable offset, less the group's committed offset: as
`kafka-consumer-groups` has it, transactions aside. Lag in seconds is the age of the record at that offset. The states
are Burrow's, over a sliding window, and one more: an offset that is none of the log.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

__all__ = ["STATES", "LagHistory", "Partition", "Standing", "State"]

State = Literal["ok", "warning", "rewound", "stalled", "offset_out_of_range", "stopped"]
STATES: Final[tuple[State, ...]] = ("ok", "warning", "rewound", "stalled", "offset_out_of_range", "stopped")
"""From the best to the worst."""


class Partition(NamedTuple):
    """A partition of a topic; equal to those of Faust and of aiokafka."""

    topic: str
    partition: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the group stands in a partition."""

    start: int
    """The broker's first offset: retention moves it."""
    end: int
    """The last stable offset: what lies behind it is of transactions that are not decided, and nobody can read it."""
    committed: int | None
    """The group's; None before its first commit, when it begins with the oldest record."""
    oldest: float | None = None
    """Timestamp, in seconds, of the first record that the group has not committed; None if there is none."""
    high: int | None = None
    """The offset that the next record will get; None if it is the last stable one."""
    other_log: bool = False
    """Whether the offset was committed in another log than the one that is there: the topic was made anew."""

    @property
    def out_of_range(self) -> bool:
        """Whether the committed offset is none of the log."""
        if self.committed is None:
            return False
        return self.other_log or not self.start <= self.committed <= max(self.end, self.high or 0)

    @property
    def position(self) -> int:
        """The offset of the next record to commit: the oldest there is, when the committed one is none of the log."""
        return self.start if self.committed is None or self.out_of_range else self.committed

    @property
    def offsets(self) -> int:
        """Offsets from there to the end; what lies at them may be no records."""
        return max(self.end - self.position, 0)

    @property
    def records(self) -> int:
        """Lag in records; 0 when nothing is left but the markers of transactions and what was aborted."""
        return self.offsets if self.oldest is not None else 0

    @property
    def undecided(self) -> int:
        """Records behind the last stable offset: they wait until a transaction ends."""
        return max((self.high or 0) - self.end, 0)

    def seconds(self, now: float) -> float:
        """Lag in seconds, never negative; 0 when nothing waits."""
        return max(now - self.oldest, 0.0) if self.records and self.oldest is not None else 0.0


@dataclass(slots=True)
class _Track:
    """What is remembered of a partition: lags over the window, and when its offset last moved on."""

    lags: deque[tuple[float, int]] = field(default_factory=deque)
    position: int = -1
    advanced: float = 0.0
    """When it moved on, or had nothing to wait for."""
    rewound: float | None = None
    out_of_range: bool = False

    def add(self, now: float, standing: Standing, window: float) -> None:
        self.out_of_range = standing.out_of_range
        if standing.position != self.position or not standing.records:
            self.advanced = now
        if standing.position < self.position:
            self.rewound = now
        self.position = standing.position
        self.lags.append((now, standing.records))
        # One observation from before the window stays: it says how the window began.
        while len(self.lags) > 1 and self.lags[1][0] <= now - window:
            self.lags.popleft()

    def waiting(self, now: float) -> float:
        """Seconds since the offset moved on, while records wait; else 0."""
        return max(now - self.advanced, 0.0) if self.lags[-1][1] else 0.0

    def state(self, now: float, window: float) -> State:
        if self.out_of_range:
            return "offset_out_of_range"
        if self.rewound is not None and now - self.rewound <= window:
            return "rewound"
        if self.waiting(now) >= window:
            return "stalled"
        began, lag = self.lags[0]
        # Behind for the whole window, and not once less than when it began: it does not keep up.
        behind = lag > 0 and all(later >= lag for _, later in self.lags)
        return "warning" if behind and began <= now - window else "ok"


class LagHistory:
    """Standings over a sliding window, and what they say of the worker. Times are of any clock that only goes forward.

    | state | a partition of the worker … |
    |---|---|
    | ok | had nothing waiting, or caught up, at some time in the window |
    | warning | had records waiting throughout, never fewer than at the window's beginning, while its offset moved on |
    | rewound | had its committed offset set back within the window |
    | stalled | has records waiting and its committed offset has not moved for a window |
    | offset_out_of_range | has a committed offset that is none of its log: cut, or another one |
    | stopped | (said by the caller: there is nobody to commit) |
    """

    def __init__(self, window: float) -> None:
        self._window = window
        self._tracks: dict[Partition, _Track] = {}

    def add(self, now: float, standings: Mapping[Partition, Standing]) -> None:
        """Take a round of observations; partitions that are not in it any more are forgotten."""
        # New objects, and one assignment: another thread may be reading.
        tracks = {partition: self._tracks.get(partition) or _Track(advanced=now) for partition in standings}
        for partition, standing in standings.items():
            tracks[partition].add(now, standing, self._window)
        self._tracks = tracks

    def waiting(self, now: float, partition: Partition) -> float:
        """Seconds for which the committed offset of a partition has not moved although records wait."""
        track = self._tracks.get(partition)
        return track.waiting(now) if track else 0.0

    def state(self, now: float) -> State:
        """The worst state of all partitions."""
        return worst(track.state(now, self._window) for track in self._tracks.values())


def worst(states: Iterable[State]) -> State:
    """The worst of the states; ok if there is none."""
    return max(states, key=STATES.index, default="ok")
