"""The Faust app: settings of Faust that lose nothing, one agent, and the signals that tell how it fares.

Why each of Faust's settings is not its default stands beside it; `docs/operations.md` says what an operator sees of it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import faust
import mode
from faust import Stream
from faust.types import EventT

from streams.enrichment.enricher import Enricher
from streams.kafka.connection import MAX_REQUEST_BYTES, faust_credentials
from streams.kafka.header_names import accept_any_header_name
from streams.kafka.offsets import Reset
from streams.records.outputs import Origin
from streams.segmentation.types import Segmenter
from streams.settings import Settings
from streams.worker.agents import Pipeline, RawRecord, portions
from streams.worker.delivery import Publisher
from streams.worker.health import Health
from streams.worker.metrics import Metrics
from streams.worker.transport import Transport

__all__ = ["Worker", "build_worker"]

logger = logging.getLogger(__name__)

_NEVER_LEAVE_THE_GROUP: Final = 1e9
"""Seconds. aiokafka leaves the group when it was not polled for that long, and Faust then never rejoins (its issue
138); a hung worker is found by the watchdog instead."""
_COMMIT_INTERVAL: Final = 1.0
"""Seconds. Batches commit themselves; this is for the commit that found another one under way."""
_BUFFERED_BATCHES: Final = 2
"""How many batches Faust may hold ready: more would only be read again after a rebalance."""
_HEARTBEAT: Final = 1.0


class App(faust.App):
    """Faust's app on the transport that keeps our promise."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.idempotent_producer: bool = options.pop("idempotent_producer")
        self.segmenter: Segmenter = options.pop("segmenter")
        self.delivery_timeout: float = options.pop("delivery_timeout")
        self.on_reset: Callable[[Reset], None] = lambda reset: logger.warning("%s", reset)
        """Told of each partition that is begun anew."""
        super().__init__(*args, **options)

    async def on_start(self) -> None:
        """Load the segmenter before any record is taken."""
        await self.segmenter.start()
        await super().on_start()

    async def on_stop(self) -> None:
        """Drain and commit, then let go of the segmenter."""
        await super().on_stop()
        await self.segmenter.stop()

    def _create_directories(self) -> None:
        """None: Faust would leave folders for tables, of which we have none, wherever the worker is started."""

    def _new_transport(self) -> Transport:
        return Transport(self.conf.broker_consumer, self)

    def _new_producer_transport(self) -> Transport:
        return Transport(self.conf.broker_producer, self)


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker's parts, wired together."""

    settings: Settings
    app: App
    metrics: Metrics
    health: Health
    enricher: Enricher


def build_worker(settings: Settings, enricher: Enricher, metrics: Metrics) -> Worker:
    """Wire a worker together. Nothing is started, no connection is made."""
    accept_any_header_name()
    app = _faust_app(settings, enricher.segmenter)
    health = Health(settings.stall_timeout)
    metrics.build_info(enricher.coder)

    async def producer() -> Any:
        return await app.maybe_start_producer()

    publisher = Publisher(producer, metrics, settings.delivery_timeout)
    pipeline = Pipeline(settings, enricher, publisher, metrics, health)
    worker = Worker(settings, app, metrics, health, enricher)
    _add_agent(worker, pipeline)
    _add_signals(worker, pipeline)
    return worker


def _faust_app(settings: Settings, segmenter: Segmenter) -> App:
    servers = settings.bootstrap_servers.replace(",", ";")
    return App(
        settings.group_id,
        broker=f"kafka://{servers}",
        broker_credentials=faust_credentials(settings),
        segmenter=segmenter,
        idempotent_producer=settings.idempotent_producer,
        delivery_timeout=settings.delivery_timeout,
        # An unexpected exception must end the process: a restarted agent skips what it held.
        agent_supervisor=mode.CrashingSupervisor,
        broker_max_poll_interval=_NEVER_LEAVE_THE_GROUP,
        broker_session_timeout=settings.session_timeout,
        broker_heartbeat_interval=settings.session_timeout / 10,
        broker_request_timeout=max(90.0, settings.session_timeout + 10),
        broker_commit_interval=_COMMIT_INTERVAL,
        producer_acks=-1,
        producer_linger=settings.producer_linger,
        producer_compression_type=None if settings.compression == "none" else settings.compression,
        producer_max_batch_size=256 * 1024,
        producer_max_request_size=MAX_REQUEST_BYTES,
        stream_buffer_maxsize=_BUFFERED_BATCHES * settings.batch_size,
        stream_wait_empty=True,
        # Topics are made by `ittiham topics`, with the partitions and retention of the settings.
        topic_allow_declare=False,
        topic_disable_leader=True,
        store="memory://",
        # Our own pages, from a thread of their own: streams/worker/web.py.
        web_enabled=False,
        worker_redirect_stdouts=False,
        stream_processing_timeout=settings.stall_timeout,
    )


def _add_agent(worker: Worker, pipeline: Pipeline) -> None:
    app, settings = worker.app, worker.settings
    raw = app.topic(settings.topics.raw, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw")

    async def accusations(stream: Stream[bytes]) -> None:
        async for batch in stream.noack_take(settings.batch_size, within=settings.batch_wait):
            for events in portions(cast(Sequence[EventT[bytes]], batch), lambda event: len(event.message.value or b"")):
                await pipeline.run_batch(
                    [_raw_record(event) for event in events], _acknowledger(stream, events), app.consumer.commit
                )

    app.agent(raw, concurrency=1, name="ittiham.accusations")(cast(Any, accusations))


def _acknowledger(stream: Stream[bytes], events: Sequence[EventT[bytes]]) -> Callable[[], Awaitable[None]]:
    async def acknowledge() -> None:
        # In offset order, and by the stream: `event.ack()` would leave Faust's own counters behind.
        for event in events:
            await stream.ack(event)

    return acknowledge


def _raw_record(event: EventT[bytes]) -> RawRecord:
    message = event.message
    headers = message.headers or ()
    origin = Origin(message.topic, message.partition, message.offset, message.timestamp, tuple(cast(Any, headers)))
    return RawRecord(message.key, message.value, origin)


def _add_signals(worker: Worker, pipeline: Pipeline) -> None:
    app, health, metrics = worker.app, worker.health, worker.metrics

    async def assigned(*arguments: Any, **_: Any) -> None:
        _, assigned = arguments
        metrics.rebalances.inc()
        health.assign(assigned, rebalancing=False)

        for topic, partition in assigned:
            metrics.offset_resets_at(topic, partition)

    def reset(cut: Reset) -> None:
        logger.warning("%s", cut)
        metrics.offset_resets.labels(cut.topic, str(cut.partition), cut.reason).inc()
        pipeline.begin_anew(cut.topic, cut.partition)

    async def revoked(*_arguments: Any, **_: Any) -> None:
        health.assign((), rebalancing=True)

    async def heartbeat() -> None:
        while not app.should_stop:
            health.beat()
            await asyncio.sleep(_HEARTBEAT)

    app.on_partitions_assigned.connect(assigned, weak=False)
    app.on_partitions_revoked.connect(revoked, weak=False)
    app.on_reset = reset
    app.task(heartbeat)
