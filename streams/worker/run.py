"""`ittiham worker`: load, serve the pages, run Faust until a signal, and never outstay the deadline."""

import asyncio
import logging
import os
import signal
import sys
import threading
from typing import Any, Final, NoReturn, cast

import faust
import uvloop
from prometheus_client import disable_created_metrics

from streams.enrichment.enricher import Enricher
from streams.kafka.embedded import is_embedded
from streams.kafka.probe import GroupProbe
from streams.settings import Settings
from streams.tagging import Tagger
from streams.worker.app import Worker, build_worker
from streams.worker.collectors import CacheCollector, HasCache, LagCollector
from streams.worker.logs import configure_logging
from streams.worker.metrics import Metrics
from streams.worker.segmenters import make_segmenter
from streams.worker.startup import NotReachable, await_kafka
from streams.worker.tallies import all_countries
from streams.worker.watch import LagWatch
from streams.worker.web import WebServer

__all__ = ["run_worker"]

logger = logging.getLogger(__name__)

_CRASH_GRACE: Final = 3.0
"""Seconds to leave the group after a crash. Faust then waits without end for what will never be acknowledged."""


def run_worker(settings: Settings) -> NoReturn:
    """Run until SIGTERM or SIGINT (exit 0 when all was drained and committed) or a fatal error (exit 1)."""
    configure_logging(settings)
    cast(Any, disable_created_metrics)()  # a second series for every counter, which nobody asks for
    uvloop.install()
    asyncio.set_event_loop(asyncio.new_event_loop())
    worker = _assemble(settings)
    # First of all: a port that is taken ends the worker before anything else has begun.
    web = WebServer(settings.web_host, settings.web_port, worker.metrics, worker.health)
    web.start()
    _watch_lag(worker)
    Watchdog(worker).start()
    try:
        _suit(worker, _await_kafka(worker))
        _FaustWorker(worker).execute_from_commandline()
    except SystemExit as end:
        _leave(end.code)


def _leave(code: object) -> NoReturn:
    """End the process at once, as everything is drained and committed or given up.

    The threads that measure and serve still run, and Python's own way out can crash under them: a worker that had
    stopped in order was seen to end by SIGSEGV after its event loop was closed.
    """
    logging.shutdown()
    os._exit(code if isinstance(code, int) else int(code is not None))


def _suit(worker: Worker, cluster_id: str) -> None:
    """Ask nothing of the embedded broker that it does not have."""
    if worker.app.idempotent_producer and is_embedded(cluster_id):
        logger.info("this is `ittiham broker`, which has no idempotent producers: doing without")
        worker.app.idempotent_producer = False


def _await_kafka(worker: Worker) -> str:
    """Wait for the broker, alive and not ready; gives its cluster's id.

    A signal ends the process (0: nothing in hand), giving up does (1).
    """
    loop, signals = asyncio.get_event_loop(), (signal.SIGTERM, signal.SIGINT)
    waiting = loop.create_task(await_kafka(worker.settings, worker.health))
    for number in signals:
        loop.add_signal_handler(number, waiting.cancel)
    try:
        return loop.run_until_complete(waiting)
    except asyncio.CancelledError:
        sys.exit(0)
    except NotReachable as error:
        logger.critical("%s: exiting, so that the supervisor restarts the worker", error)
        sys.exit(1)
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


def _assemble(settings: Settings) -> Worker:
    metrics = Metrics(settings.metric_pairs, all_countries(), settings.topics.published)
    segmenter = make_segmenter(settings, on_restart=metrics.segmenter_restarts.inc)
    enricher = Enricher(segmenter, _load_tagger(settings), settings.limits)
    return build_worker(settings, enricher, metrics)


def _load_tagger(settings: Settings) -> Tagger:
    """The tagger with the lexicon of the settings; one that is broken ends the process, naming file and line."""
    try:
        return Tagger.load(*settings.lexicon_dirs)
    except (ValueError, OSError) as error:
        logger.critical("lexicon: %s", error)
        sys.exit(1)


def _watch_lag(worker: Worker) -> None:
    """Measure the lag from a thread of its own, and show it with the other metrics."""
    settings, registry = worker.settings, worker.metrics.registry
    watch = LagWatch(lambda: GroupProbe(settings), worker.health, settings.lag_window)
    watch.start()
    registry.register(LagCollector(watch.report, worker.health))
    if isinstance(segmenter := worker.enricher.segmenter, HasCache):
        registry.register(CacheCollector(segmenter))


class _FaustWorker(faust.Worker):
    """Faust's own worker without its banner, spinner and logging."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        super().__init__(worker.app, quiet=True, override_logging=False, redirect_stdouts=False, loglevel="INFO")
        self.spinner = None

    async def on_startup_finished(self) -> None:
        self._worker.health.started = True
        logger.info("ready: group %s, topic %s", self._worker.settings.group_id, self._worker.settings.topics.raw)

    def _schedule_shutdown(self, signal: signal.Signals) -> None:
        self._worker.health.stopping = True
        super()._schedule_shutdown(signal)


class Watchdog(threading.Thread):
    """Ends the process when the event loop cannot: hung, out of the group for good, or past its deadline to stop.

    A thread of its own, because what it watches for is that the event loop does not turn.
    """

    def __init__(self, worker: Worker, interval: float = 1.0) -> None:
        super().__init__(name="watchdog", daemon=True)
        self._worker, self._interval = worker, interval
        self._stopping_for = self._out_of_group_for = self._crashed_for = 0.0
        self._wake = threading.Event()

    def run(self) -> None:
        """Look every `interval` seconds, for as long as the process lives."""
        while not self._wake.wait(self._interval):
            if problem := self.problem():
                logger.critical("%s: exiting, so that the supervisor restarts the worker", problem)
                logging.shutdown()
                os._exit(1)

    def problem(self) -> str | None:
        """Why the process must end now, if it must."""
        settings, app = self._worker.settings, self._worker.app
        self._crashed_for += self._interval if app.crashed else 0.0
        if self._crashed_for > _CRASH_GRACE:
            return f"{type(app.crash_reason).__name__}: {app.crash_reason}"
        stopping = self._worker.health.stopping or app.should_stop
        self._stopping_for = self._stopping_for + self._interval if stopping else 0.0
        if self._stopping_for > settings.shutdown_timeout:
            return f"not drained within {settings.shutdown_timeout} s (ITTIHAM_SHUTDOWN_TIMEOUT)"
        self._out_of_group_for = self._out_of_group_for + self._interval if self._is_out_of_group() else 0.0
        if self._out_of_group_for > settings.stall_timeout:
            return f"out of the consumer group for {self._out_of_group_for:.0f} s"
        return None if stopping else self._worker.health.hung()

    def _is_out_of_group(self) -> bool:
        """aiokafka's generation is -1 while it has no place in the group (private: there is no public sign of it)."""
        thread: Any = getattr(self._worker.app.consumer, "_thread", None) if self._worker.health.started else None
        coordinator = getattr(getattr(thread, "_consumer", None), "_coordinator", None)
        return getattr(coordinator, "generation", 0) == -1
