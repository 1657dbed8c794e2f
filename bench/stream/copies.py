"""What our worker is measured against: `python -m bench.stream.copies NAME BOOTSTRAP PREFIX` copies raw to enriched.

`aiokafka`: a consumer and a producer, no Faust. `faust`: Faust, the bytes as they came. `json`: Faust, read and written
as JSON. `pyfarasa`: Faust, JSON, and the sentences segmented by the package PyFarasa. All wait for the broker's answers
before they commit, as the worker does, and have its settings where these make Faust faster.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import faust
import orjson
import uvloop
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from bench.segmentation_engine import pyfarasa
from streams.enrichment.sentences import split
from streams.settings import Topics

BATCH = 100
LINGER = 0.01
SESSION_TIMEOUT = 10
"""Seconds; a group of the embedded broker takes half of it to form."""
MAX_BATCH_BYTES = 256 * 1024
Change = Callable[[bytes], bytes]


def unchanged(value: bytes) -> bytes:
    """The bytes as they came."""
    return value


def json_again(value: bytes) -> bytes:
    """Read and written."""
    return orjson.dumps(orjson.loads(value))


def segmenting() -> Change:
    """Adds PyFarasa's answer for each sentence."""
    segment: Callable[[str], Any] = pyfarasa(Path())

    def change(value: bytes) -> bytes:
        article = orjson.loads(value)
        texts = (article["title"], article["text"])
        article["segmented"] = [" ".join(segment(text[a:b])) for text in texts for a, b in split(text)]
        return orjson.dumps(article)

    return change


async def copy(bootstrap: str, topics: Topics, group: str) -> None:
    """Without Faust."""
    consumer = AIOKafkaConsumer(
        topics.raw,
        bootstrap_servers=bootstrap,
        group_id=group,
        session_timeout_ms=SESSION_TIMEOUT * 1000,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap,
        acks="all",
        compression_type="lz4",
        linger_ms=round(LINGER * 1000),
        max_batch_size=MAX_BATCH_BYTES,
    )
    async with consumer, producer:
        while True:
            batches = await consumer.getmany(timeout_ms=100, max_records=BATCH)
            records = [record for batch in batches.values() for record in batch]
            if records:
                answers = [await producer.send(topics.enriched, record.value, record.key) for record in records]
                await asyncio.gather(*answers)
                await consumer.commit()


def faust_app(bootstrap: str, topics: Topics, group: str, change: Change) -> faust.App:
    """An app with one agent that passes each value through `change`."""
    app = faust.App(
        group,
        broker=f"kafka://{bootstrap}",
        broker_session_timeout=SESSION_TIMEOUT,
        broker_commit_interval=1.0,
        consumer_auto_offset_reset="earliest",
        producer_acks=-1,
        producer_linger=LINGER,
        producer_compression_type="lz4",
        producer_max_batch_size=MAX_BATCH_BYTES,
        stream_buffer_maxsize=2 * BATCH,
        topic_allow_declare=False,
        topic_disable_leader=True,
        store="memory://",
        web_enabled=False,
    )
    raw, enriched = (
        app.topic(name, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw")
        for name in (topics.raw, topics.enriched)
    )

    async def agent(stream: Any) -> None:
        async for events in stream.noack_take(BATCH, within=0.1):
            answers: list[Awaitable[Any]] = [
                await enriched.send(key=event.key, value=change(event.value)) for event in events
            ]
            await asyncio.gather(*answers)
            for event in events:
                await stream.ack(event)
            await app.consumer.commit()

    app.agent(raw, concurrency=1)(agent)
    return app


def main(name: str, bootstrap: str, prefix: str) -> None:
    """Run until killed."""
    topics, group = Topics(prefix), f"{prefix}workers"
    if name == "aiokafka":
        uvloop.run(copy(bootstrap, topics, group))
    change = {"faust": lambda: unchanged, "json": lambda: json_again, "pyfarasa": segmenting}[name]()
    uvloop.install()
    asyncio.set_event_loop(asyncio.new_event_loop())
    app = faust_app(bootstrap, topics, group, change)
    faust.Worker(app, quiet=True, loglevel="INFO").execute_from_commandline()


if __name__ == "__main__":
    main(*sys.argv[1:])
