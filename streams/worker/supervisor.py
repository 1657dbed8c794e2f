"""`ittiham worker --processes N`: several workers of one group as child processes, with one set of pages for all.

The parent reads no articles. It starts each child, starts it again with a back-off when it ends, hands on the signal to
stop, and answers for all of them. Where a child keeps ending as soon as it is started, the fault is not a child's: the
parent stops the others and ends with 1, as one worker would.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from typing import Final, NoReturn

from aiokafka.admin import AIOKafkaAdminClient
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from streams.kafka.connection import client_options
from streams.settings import Settings
from streams.worker.children import Child, own_environment
from streams.worker.delivery import Backoff
from streams.worker.logs import configure_logging
from streams.worker.merging import Counts, add_counts, merge
from streams.worker.web import WebServer

__all__ = ["Supervisor", "cores", "run_workers"]

logger = logging.getLogger(__name__)

_SETTLED: Final = 60.0
"""Seconds after which a child has run well: its next end begins the back-off anew."""
_MOST_FALSE_STARTS: Final = 5
_LATE: Final = 5.0
"""Seconds given to a child beyond its own deadline to stop."""
_STOPPED: Final = (0, -signal.SIGTERM)
"""Exit statuses of a child that was told to stop: drained, or not yet begun."""
_NO_PARTITIONS: Final = "no partitions"
"""How a worker's complaint begins that has nothing to do: `streams.worker.health`."""


class Supervisor(Collector):
    """The children and what is said of them. The pages are answered in threads, the rest is of one event loop."""

    def __init__(self, settings: Settings, children: Sequence[Child]) -> None:
        self._settings, self.children = settings, children
        self._stopping = asyncio.Event()
        self._failed = False
        self._threads = ThreadPoolExecutor(2 * len(children), "ask")
        self.registry = CollectorRegistry()
        self.registry.register(self)

    async def run(self) -> int:
        """Until a signal (0 when all were drained) or the end of hope (1)."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stopping.set)
        watched = [asyncio.create_task(self._keep(child)) for child in self.children]
        await self._stopping.wait()
        drained = await self._stop(watched)
        statuses = await asyncio.gather(*watched)
        return int(self._failed or not drained or any(status not in _STOPPED for status in statuses))

    async def _stop(self, watched: Sequence["asyncio.Task[int]"]) -> bool:
        """Tell each child once, also one that is just being started; says whether all ended by themselves."""
        told: set[int | None] = set()
        deadline = monotonic() + self._settings.shutdown_timeout + _LATE
        while (late := [task for task in watched if not task.done()]) and monotonic() < deadline:
            for child in self.children:
                if child.pid not in told:
                    child.signal(signal.SIGTERM)
                    told.add(child.pid)
            await asyncio.wait(late, timeout=0.2)
        for child in self.children:
            child.signal(signal.SIGKILL)
        return not late

    async def _keep(self, child: Child) -> int:
        """Start a child, again and again, until all are to stop; gives its last exit status."""
        false_starts, backoff = 0, Backoff(1.0, 30.0, self._wait)
        while True:
            began = monotonic()
            status = await child.run()
            if self._stopping.is_set():
                return status
            if monotonic() - began > _SETTLED:
                false_starts, backoff = 0, Backoff(1.0, 30.0, self._wait)
            false_starts += 1
            if false_starts >= _MOST_FALSE_STARTS:
                logger.critical("worker %d ended %d times in a row: giving up", child.number, false_starts)
                self._failed = True
                self._stopping.set()
                return status
            logger.error("worker %d ended with %d: starting it again", child.number, status)
            await backoff.wait()
            if self._stopping.is_set():
                return 0
            child.restarts += 1

    async def _wait(self, seconds: float) -> None:
        """Sleep, but not through the signal to stop."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    def hung(self) -> str | None:
        """Why the whole should be restarted. A child that finds itself hung ends, so this is for one that is frozen."""
        for child in self.children:
            silent = monotonic() - child.heard
            if child.running and not child.page("/healthz")[0] and silent > self._settings.stall_timeout:
                return f"worker {child.number} has not answered for {silent:.0f} s"
        return None

    def unready(self) -> str | None:
        """Why the whole does not work; a child without partitions is no reason, unless all are."""
        if self._stopping.is_set():
            return "stopping"
        idle = 0
        for child, (status, said) in zip(self.children, self._threads.map(_readiness, self.children), strict=True):
            if said.startswith(_NO_PARTITIONS):
                idle += 1
            elif status != HTTPStatus.OK:
                return f"worker {child.number}: {said.strip() or 'starting'}"
        return "no partitions: is another group of workers at work?" if idle == len(self.children) else None

    def collect(self) -> Iterator[Metric]:
        """The metrics of all, and of what only the parent knows."""
        asked = self._threads.map(Child.metrics, self.children)
        ready = float(self.unready() is None)  # at the same time
        pages = list(asked)
        ended: Counts = {}
        for child in self.children:
            ended = add_counts(ended, child.counted)
        for family in merge(pages, ended):
            if family.name == "ittiham_ready":
                family.samples[:] = []
                family.add_sample("ittiham_ready", {}, ready)
            yield family
        running = sum(child.running for child in self.children)
        yield GaugeMetricFamily("ittiham_processes", "Worker processes that run.", running)
        restarts = sum(child.restarts for child in self.children)
        yield CounterMetricFamily("ittiham_process_restarts", "Worker processes started again.", restarts)


def _readiness(child: Child) -> tuple[int, str]:
    return child.page("/readyz") if child.running else (0, "not running")


def run_workers(settings: Settings, count: int | None) -> NoReturn:
    """Run `count` workers, or as many as make sense (None), until a signal; ends the process with 0 or 1."""
    configure_logging(settings)
    wanted = count or min(cores(), asyncio.run(_partitions(settings)))
    logger.info("%d worker processes", wanted)
    status = asyncio.run(_supervise(settings, wanted))
    logging.shutdown()
    os._exit(status)


async def _supervise(settings: Settings, count: int) -> int:
    supervisor = Supervisor(settings, [Child(number, own_environment()) for number in range(1, count + 1)])
    web = WebServer(settings.web_host, settings.web_port, supervisor, supervisor)
    web.start()
    return await supervisor.run()


async def _partitions(settings: Settings) -> int:
    """Of the raw topic, as the broker has it; as the settings have it while there is no broker to ask."""
    admin = AIOKafkaAdminClient(**client_options(settings))
    try:
        await admin.start()
        (topic,) = await admin.describe_topics([settings.topics.raw])
        return len(topic["partitions"]) or settings.partitions
    except Exception as error:  # the workers wait for the broker, and say what is wrong
        logger.warning("cannot ask for the partitions, taking ITTIHAM_PARTITIONS: %s", error)
        return settings.partitions
    finally:
        await admin.close()


def cores(quota: Path = Path("/sys/fs/cgroup/cpu.max")) -> int:
    """Cores that this process may use: what it is pinned to, and of a container what its limit gives, at least 1."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        allowed, period = quota.read_text().split()
        return max(1, min(usable, int(allowed) // int(period)))
    except (OSError, ValueError):  # no control group, or `max`
        return usable
