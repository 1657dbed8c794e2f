"""A thread that asks the broker how far behind the worker is, whatever the worker's own event loop does or does not.

It asks every `_INTERVAL` seconds, for the history and for readiness, and once more for each scrape, so that what is
scraped is measured then and not a while ago.
"""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Final, Protocol

from streams.kafka.lag import LagHistory, Partition, Standing, State
from streams.worker.health import Health

__all__ = ["LagWatch", "Probe", "Report"]

logger = logging.getLogger(__name__)

_INTERVAL: Final = 2.0
_ROUND_TIMEOUT: Final = 5.0
"""Seconds for all questions of a round."""
_SCRAPE_PATIENCE: Final = 2.0
"""Seconds that a scrape waits for a round; then it shows the one before."""


class Probe(Protocol):
    """What can be asked; `streams.kafka.probe.GroupProbe` asks a broker."""

    async def start(self) -> None:
        """Connect."""

    async def stop(self) -> None:
        """Disconnect."""

    async def measure(self, partitions: Iterable[Partition], *, fresh: bool) -> dict[Partition, Standing]:
        """Where the group stands in each partition."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a scrape shows."""

    standings: Mapping[Partition, Standing]
    """Of the partitions that the worker has now."""
    waiting: Mapping[Partition, float]
    """Seconds for which the offset of a partition has not moved although records wait."""
    state: State
    broker_reachable: bool


class LagWatch(threading.Thread):
    """Measures; `report` may be called from any other thread."""

    def __init__(
        self,
        probe: Callable[[], Probe],
        health: Health,
        window: float,
        clock: Callable[[], float] = monotonic,
        interval: float = _INTERVAL,
    ) -> None:
        super().__init__(name="lag-watch", daemon=True)
        self._make_probe, self._health, self._window = probe, health, window
        self._clock, self._interval = clock, interval
        self._history = LagHistory(window)
        self._standings: Mapping[Partition, Standing] = {}
        self._probe: Probe | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._failing = False
        self._one_at_a_time: asyncio.Lock | None = None
        health.broker_seen = clock()

    def run(self) -> None:
        """Ask, wait, ask again, until `stop` or the end of the process."""
        with suppress(asyncio.CancelledError):
            asyncio.run(self._watch())

    def stop(self) -> None:
        """End the thread, from another one."""
        if self._loop and self._task:
            self._loop.call_soon_threadsafe(self._task.cancel)

    async def _watch(self) -> None:
        self._one_at_a_time, self._task = asyncio.Lock(), asyncio.current_task()
        self._loop = asyncio.get_running_loop()
        try:
            while True:
                await self.measure(fresh=False)
                await asyncio.sleep(self._interval)
        finally:
            await self._disconnect()

    async def measure(self, *, fresh: bool) -> None:
        """One round, in the watch's own event loop. Never raises: a failed round shows in the worker's readiness."""
        assert self._one_at_a_time is not None  # noqa: S101 - made before anything can call
        async with self._one_at_a_time:
            try:
                async with asyncio.timeout(_ROUND_TIMEOUT):
                    probe = await self._connected()
                    standings = await probe.measure(self._partitions(), fresh=fresh)
            except Exception as error:  # whatever it is, the worker must not end by being watched
                await self._give_up(error)
                return
        now = self._clock()
        self._history.add(now, standings)
        self._standings, self._health.broker_seen = standings, now
        self._health.offset_out_of_range = any(standing.out_of_range for standing in standings.values())
        self._failing = False

    def _partitions(self) -> list[Partition]:
        return [Partition(topic, partition) for topic, partition in self._health.assigned]

    async def _connected(self) -> Probe:
        if self._probe is None:
            self._probe = self._make_probe()
            await self._probe.start()
        return self._probe

    async def _give_up(self, error: Exception) -> None:
        """Say so once, and begin with a new connection the next time."""
        if not self._failing:
            logger.warning("cannot ask the broker for the lag: %s: %s", type(error).__name__, error)
        self._failing = True
        await self._disconnect()

    async def _disconnect(self) -> None:
        probe, self._probe = self._probe, None
        if probe is not None:
            await _quietly(probe.stop)

    def report(self) -> Report:
        """Measure now, if the broker answers, and tell."""
        self._refresh()
        now, assigned = self._clock(), set(self._partitions())
        standings = {partition: s for partition, s in self._standings.items() if partition in assigned}
        waiting = {partition: self._history.waiting(now, partition) for partition in standings}
        return Report(standings, waiting, self._state(now), not self._health.broker_away())

    def _refresh(self) -> None:
        if self._loop is None or self._failing:
            return
        round_: Future[None] = asyncio.run_coroutine_threadsafe(self.measure(fresh=True), self._loop)
        try:
            round_.result(_SCRAPE_PATIENCE)
        except TimeoutError:
            return  # it goes on, and its result will be there for the next scrape

    def _state(self, now: float) -> State:
        """Stopped when nobody is there to commit; else what the offsets say."""
        health = self._health
        silent = health.broker_seen is not None and now - health.broker_seen > self._window
        out_of_group = health.started and health.rebalancing and now - health.assigned_at > self._window
        if health.stopping or silent or out_of_group:
            return "stopped"
        return self._history.state(now)


async def _quietly(stop: Callable[[], Awaitable[None]]) -> None:
    try:
        async with asyncio.timeout(_INTERVAL):
            await stop()
    except Exception as error:  # the connection is given up anyway
        logger.debug("closing the connection: %s", error)
