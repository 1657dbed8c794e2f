"""Articles pushed onto the topic of a program, and the wait until it has committed as many.

Committed, not published: the embedded broker tells a wrong end of what was published in compressed batches.
"""

import asyncio
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

import orjson
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from bench.stream.programs import Program
from streams.kafka.topics import create_topics

__all__ = ["Cost", "Load"]

_LOOK: Final = 0.05
"""Seconds between two looks at what was committed."""
_PATIENCE: Final = 600.0


@dataclass(frozen=True)
class Cost:
    """What some articles cost a program."""

    articles: int
    processor: float
    """Seconds of processor time."""
    wall: float

    @property
    def milliseconds(self) -> float:
        """Processor time of an article."""
        return self.processor / self.articles * 1000

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.wall


class Load:
    """One producer and one admin client for all programs of a broker."""

    def __init__(self, bootstrap: str) -> None:
        self._producer = AIOKafkaProducer(bootstrap_servers=bootstrap, compression_type="lz4", linger_ms=20)
        self._admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)

    async def __aenter__(self) -> Self:
        await self._producer.start()
        await self._admin.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._producer.stop()
        await self._admin.close()

    async def start(self, program: Program) -> None:
        """Make its topics and start it."""
        await create_topics(program.settings)
        program.start()

    async def push(self, program: Program, articles: Sequence[bytes]) -> None:
        """Onto the program's raw topic, acknowledged."""
        topic = program.settings.topics.raw
        answers = [
            await self._producer.send(topic, article, orjson.loads(article)["id"].encode()) for article in articles
        ]
        await asyncio.gather(*answers)

    async def send(self, program: Program, key: bytes, article: bytes) -> None:
        """Queue one article, without waiting for the broker."""
        await self._producer.send(program.settings.topics.raw, article, key)

    async def done(self, program: Program) -> int:
        """How many articles the program has committed: the broker has acknowledged what was made from them."""
        raw, settings = program.settings.topics.raw, program.settings
        partitions = [TopicPartition(raw, number) for number in range(settings.partitions)]
        offsets = await self._admin.list_consumer_group_offsets(settings.group_id, partitions=partitions)
        return sum(entry.offset for entry in offsets.values() if entry.offset > 0)

    async def until_done(self, program: Program, count: int) -> None:
        """Wait. Raises `TimeoutError` when it does not get there."""
        deadline = time.monotonic() + _PATIENCE
        while (found := await self.done(program)) < count:
            list(program.processes)  # raises if it has ended
            if time.monotonic() > deadline:
                raise TimeoutError(f"{program.name}: {found} of {count} done:\n{program.log()}")
            await asyncio.sleep(_LOOK)

    async def run(self, program: Program, articles: Sequence[bytes]) -> Cost:
        """Push while the program stands still, let it work, and give what that cost it."""
        before = await self.done(program)
        program.signal(signal.SIGSTOP)
        await self.push(program, articles)
        began, spent = time.perf_counter(), program.processor_time()
        program.signal(signal.SIGCONT)
        await self.until_done(program, before + len(articles))
        return Cost(len(articles), program.processor_time() - spent, time.perf_counter() - began)
