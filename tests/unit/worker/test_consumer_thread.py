"""The settings of the stream's consumer, and the private names of aiokafka that its thread stands on. No broker."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.structs import OffsetAndMetadata, TopicPartition
from faust.types import TP

from streams.enrichment.enricher import Enricher
from streams.kafka.offsets import Committed
from streams.segmentation.native import NativeSegmenter
from streams.settings import Settings
from streams.tagging import Tagger
from streams.worker.app import build_worker
from streams.worker.consumer_thread import ConsumerThread
from streams.worker.metrics import Metrics

RAW = TP("articles.raw", 0)


class Thread(ConsumerThread):
    """The thread's methods, in the loop of the test."""

    def __init__(self, consumer: Any = None) -> None:
        self._consumer = consumer
        self.tp_last_committed_at = {}

    async def call_thread(self, fun: Any, *args: Any, **kwargs: Any) -> Any:
        return await fun(*args, **kwargs)

    def assignment(self) -> set[TP]:
        return {RAW}


async def test_reads_committed_records_moves_no_position_by_itself_and_finds_new_partitions_soon() -> None:
    worker = build_worker(Settings(), Enricher(NativeSegmenter(), Tagger.load()), Metrics())
    thread = Thread()
    thread.app = worker.app
    consumer = thread._create_worker_consumer(worker.app.transport)
    try:
        assert consumer._isolation_level == "read_committed"
        assert consumer._auto_offset_reset == "none"
        assert consumer._enable_auto_commit is False
        assert consumer._client._metadata_max_age_ms <= 15_000
        assert consumer._max_poll_interval_ms >= 1e9
        assert [assignor.name for assignor in consumer._partition_assignment_strategy] == ["faust"]
        assert consumer._subscription.subscription is None
    finally:
        await consumer.stop()


class Coordinator:
    async def fetch_committed_offsets(
        self, partitions: list[TopicPartition]
    ) -> dict[TopicPartition, OffsetAndMetadata]:
        return dict.fromkeys(partitions, OffsetAndMetadata(7, "log=c/1"))


async def test_committed_offsets_with_their_logs() -> None:
    assert await Thread(SimpleNamespace(_coordinator=Coordinator())).committed({RAW}) == {RAW: Committed(7, "c/1")}


async def test_a_commit_names_the_log_and_leaves_out_what_is_not_ours() -> None:
    made: list[dict[TopicPartition, OffsetAndMetadata]] = []

    async def commit(offsets: dict[TopicPartition, OffsetAndMetadata]) -> None:
        made.append(offsets)

    places = {RAW: Committed(7, "c/1"), TP("articles.raw", 1): Committed(9, "c/1")}
    assert await Thread(SimpleNamespace(commit=commit)).commit(places)
    assert made == [{TopicPartition(*RAW): OffsetAndMetadata(7, "log=c/1")}]


async def test_a_commit_without_an_answer_is_given_up_for_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """As to a topic that is gone: aiokafka tries it for ever."""

    async def commit(_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("streams.worker.consumer_thread._TIMEOUT", 0.01)
    assert not await Thread(SimpleNamespace(commit=commit)).commit({RAW: Committed(7, None)})
