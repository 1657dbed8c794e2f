"""Publishing: nothing counts as done before the broker acknowledged it; an outage is waited out, up to a limit."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from streams.worker.metrics import Metrics

__all__ = ["Backoff", "DeliveryFailed", "Publication", "Publisher"]

logger = logging.getLogger(__name__)


class DeliveryFailed(Exception):
    """The outputs of a batch could not be published in time. Nothing of it was acknowledged; it will come again."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A record on its way out."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes | None]]


class Producer(Protocol):
    """The part of Faust's producer that is used: `send` queues, the awaitable it returns is the broker's answer."""

    async def send(
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        partition: int | None,
        timestamp: float | None,
        headers: Any,
    ) -> Awaitable[Any]:
        """Queue a record."""


class Backoff:
    """Waits that double from `first` to `longest` seconds."""

    def __init__(
        self, first: float = 0.1, longest: float = 5.0, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._next, self._longest, self._sleep = first, longest, sleep

    async def wait(self) -> None:
        """Wait, and wait longer the next time."""
        await self._sleep(self._next)
        self._next = min(self._next * 2, self._longest)


class Publisher:
    """Publishes a batch and returns when every record of it is acknowledged."""

    def __init__(
        self,
        producer: Callable[[], Awaitable[Producer]],
        metrics: Metrics,
        timeout: float,
        backoff: Callable[[], Backoff] = Backoff,
    ) -> None:
        self._producer, self._metrics, self._timeout, self._backoff = producer, metrics, timeout, backoff

    async def publish(self, batch: Sequence[Publication]) -> None:
        """Publish in order. Raises `DeliveryFailed` after the time-out.

        When a record fails, all of its topic from that record on are sent again: order is kept, and what comes twice
        has the same id.
        """
        backoff, left = self._backoff(), list(batch)
        try:
            async with asyncio.timeout(self._timeout):
                while left := await self._attempt(left):
                    await backoff.wait()
        except TimeoutError:
            raise DeliveryFailed(
                f"{len(left)} of {len(batch)} records were not acknowledged within {self._timeout} s "
                "(ITTIHAM_DELIVERY_TIMEOUT): is the broker up, and may this user write to its topics?"
            ) from None

    async def _attempt(self, batch: list[Publication]) -> list[Publication]:
        """Send them all, wait for the broker's answers, give what must be sent again."""
        producer = await self._producer()
        answers = [await _queue(producer, record) for record in batch]
        results = await asyncio.gather(*answers, return_exceptions=True)
        failed: set[str] = set()
        again = []
        for record, result in zip(batch, results, strict=True):
            if isinstance(result, Exception):
                self._note(record, result, first=record.topic not in failed)
                failed.add(record.topic)
            if record.topic in failed:
                again.append(record)
        return again

    def _note(self, record: Publication, error: Exception, *, first: bool) -> None:
        self._metrics.publish_failures.labels(record.topic).inc()
        if first:
            logger.warning("publishing to %s failed, will retry: %s", record.topic, type(error).__name__)


async def _queue(producer: Producer, record: Publication) -> Awaitable[Any]:
    """Queue a record; an error raised at once becomes the answer, so that the others are still waited for."""
    try:
        return await producer.send(record.topic, record.key, record.value, None, None, list(record.headers))
    except Exception as error:
        refused: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        refused.set_exception(error)
        return refused
