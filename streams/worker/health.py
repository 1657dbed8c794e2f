"""Is the worker alive, and is it ready? Written by the event loop, read by the web thread: plain attributes only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import monotonic
from typing import Final, Literal

__all__ = ["Health", "Phase"]

Phase = Literal["idle", "enriching", "waiting", "publishing"]

_USUAL_WAIT: Final = 5.0
"""Seconds that the broker may take for a batch before the worker says that it is not ready."""
_USUAL_SILENCE: Final = 8.0
"""Seconds between two answers of the broker to `streams.worker.watch`, which asks every 2 and waits up to 5."""


@dataclass(slots=True)
class Health:
    """What `/healthz` and `/readyz` go by."""

    stall_timeout: float
    """Seconds without progress after which a worker that has work is called hung."""
    clock: Callable[[], float] = monotonic
    started: bool = False
    """The worker is set up: model and lexicon loaded, agents running."""
    partitions: int = 0
    """Partitions the group gave to this worker."""
    assigned: frozenset[tuple[str, int]] = frozenset()
    """Which they are: topic and number."""
    assigned_at: float = field(default=0.0)
    """When they were given or taken."""
    broker_seen: float | None = None
    """When the broker last answered `streams.worker.watch`; None while nobody asks."""
    offset_out_of_range: bool = False
    """The group's offset of a partition is none of its log, as the broker said when it was last asked."""
    rebalancing: bool = True
    stopping: bool = False
    phase: Phase = "idle"
    """What the agent is at."""
    phase_since: float = field(default=0.0)
    heartbeat: float = field(default=0.0)
    """When the event loop last said that it turns."""

    def __post_init__(self) -> None:
        self.heartbeat = self.phase_since = self.assigned_at = self.clock()

    def beat(self) -> None:
        """Called by the event loop every second or so."""
        self.heartbeat = self.clock()

    def assign(self, partitions: Iterable[tuple[str, int]], *, rebalancing: bool) -> None:
        """The group gave these partitions to the worker; or, with `rebalancing`, took them all."""
        self.assigned, self.assigned_at = frozenset(partitions), self.clock()
        self.partitions, self.rebalancing = len(self.assigned), rebalancing

    def enter(self, phase: Phase) -> None:
        """The agent begins something else, or makes progress with the same; to wait once more is no progress."""
        if phase == "waiting" == self.phase:
            return
        self.phase, self.phase_since = phase, self.clock()

    def hung(self) -> str | None:
        """Why a supervisor should restart the worker; None while it should not."""
        now = self.clock()
        if now - self.heartbeat > self.stall_timeout:
            return f"the event loop has not turned for {now - self.heartbeat:.0f} s"
        # Waiting for the broker or the segmenter has a time-out of its own, and restarting would not bring them back.
        if self.phase == "enriching" and now - self.phase_since > self.stall_timeout:
            return f"an article has been at hand for {now - self.phase_since:.0f} s"
        return None

    def outage(self) -> str | None:
        """What the agent waits for, or would, for longer than is usual."""
        if self.broker_away():
            return "broker"
        if self.clock() - self.phase_since > _USUAL_WAIT:
            return {"publishing": "broker", "waiting": "segmenter"}.get(self.phase)
        return None

    def broker_away(self) -> bool:
        """Whether the broker has not answered for longer than is usual, asked from outside the event loop."""
        return self.broker_seen is not None and self.clock() - self.broker_seen > _USUAL_SILENCE

    def unready(self) -> str | None:
        """Why the worker does not work now; None when it does."""
        if self.stopping:
            return "stopping"
        if not self.started:
            return "starting"
        if away := self.outage():
            return f"waiting for the {away}"
        return self._without_work() or self.hung()

    def _without_work(self) -> str | None:
        if self.rebalancing:
            return "rebalancing"
        if not self.partitions:
            return "no partitions: more workers than partitions?"
        return "beginning anew: the group's offset is none of the log" if self.offset_out_of_range else None
