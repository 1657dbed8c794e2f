"""Reading topics without a group: nothing is committed, every reader sees every record."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import UnknownTopicOrPartitionError

from streams.kafka.connection import MAX_REQUEST_BYTES, client_options
from streams.kafka.header_names import accept_any_header_name
from streams.settings import Settings

__all__ = ["follow", "partitions_of"]


async def partitions_of(settings: Settings, topics: Iterable[str]) -> list[TopicPartition]:
    """All partitions of the topics. Raises `UnknownTopicOrPartitionError`, and never creates a topic by asking."""
    admin = AIOKafkaAdminClient(**client_options(settings))
    try:
        await admin.start()
        # Asked for by name, a missing topic would be created by a broker that is set up to do so.
        found: Mapping[str, Any] = {topic["topic"]: topic for topic in await admin.describe_topics()}
    finally:
        await admin.close()
    wanted = list(topics)
    if missing := [topic for topic in wanted if topic not in found]:
        raise UnknownTopicOrPartitionError(", ".join(missing))
    return [
        TopicPartition(topic, partition["partition"])
        for topic in wanted
        for partition in sorted(found[topic]["partitions"], key=lambda partition: int(partition["partition"]))
    ]


@asynccontextmanager
async def follow(
    settings: Settings, topics: Iterable[str], *, from_beginning: bool = False
) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer of all partitions of the topics, standing at their beginning or, by default, at their end."""
    accept_any_header_name()
    partitions = await partitions_of(settings, topics)
    consumer = AIOKafkaConsumer(
        **client_options(settings),
        group_id=None,
        enable_auto_commit=False,
        max_partition_fetch_bytes=settings.max_record_bytes,
        fetch_max_bytes=MAX_REQUEST_BYTES,
        isolation_level="read_committed",
    )
    try:
        await consumer.start()
        consumer.assign(partitions)
        if from_beginning:
            await consumer.seek_to_beginning(*partitions)
        else:
            await consumer.seek_to_end(*partitions)
        yield consumer
    finally:
        await consumer.stop()
