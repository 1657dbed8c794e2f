"""Pushing records onto a topic: a bounded number under way, and none counted before the broker acknowledged it."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, Self

from aiokafka import AIOKafkaProducer
from aiokafka.errors import InvalidMessageError, MessageSizeTooLargeError, RecordListTooLargeError

from streams.kafka.connection import MAX_REQUEST_BYTES, client_options
from streams.settings import Settings

__all__ = ["Pusher"]

_UNDER_WAY: Final = 1000
"""Records sent and not yet acknowledged, at most."""
_ITS_OWN_FAULT: Final = (MessageSizeTooLargeError, RecordListTooLargeError, InvalidMessageError)
"""What the broker says of one record; anything else concerns all of them."""


class Pusher:
    """A producer for one topic; leave its block to wait for the last acknowledgement."""

    def __init__(self, settings: Settings, topic: str, on_refused: Callable[[str, Exception], None]) -> None:
        self._settings, self._topic, self._on_refused = settings, topic, on_refused
        self._slots = asyncio.Semaphore(_UNDER_WAY)
        self._fatal: BaseException | None = None
        self.acknowledged = 0
        """Records that the broker has."""

    async def __aenter__(self) -> Self:
        settings = self._settings
        self._producer = AIOKafkaProducer(
            **client_options(settings),
            # Not idempotent: after a record that is refused the broker would refuse all that follow in its partition.
            acks="all",
            compression_type=None if settings.compression == "none" else settings.compression,
            linger_ms=int(settings.producer_linger * 1000),
            max_batch_size=256 * 1024,
            max_request_size=MAX_REQUEST_BYTES,
        )
        try:
            await self._producer.start()
        except BaseException:
            await self._producer.stop()
            raise
        return self

    async def push(
        self,
        key: bytes | None,
        value: bytes | None,
        place: str,
        headers: Any = None,
        on_done: Callable[[], object] = lambda: None,
    ) -> None:
        """Send one record, waiting for room; `on_done` is called when the broker has it or refuses it.

        Raises the `KafkaError` that makes going on useless.
        """
        await self._slots.acquire()
        self._raise_fatal()
        try:
            answer = await self._producer.send(self._topic, value, key, headers=headers)
        except _ITS_OWN_FAULT as error:
            self._slots.release()
            self._on_refused(place, error)
            on_done()
            return
        answer.add_done_callback(lambda answered: self._note(answered, place, on_done))

    def _note(self, answer: "asyncio.Future[Any]", place: str, on_done: Callable[[], object]) -> None:
        self._slots.release()
        error = asyncio.CancelledError() if answer.cancelled() else answer.exception()
        if error is None:
            self.acknowledged += 1
            on_done()
        elif isinstance(error, _ITS_OWN_FAULT):
            self._on_refused(place, error)
            on_done()
        else:
            self._fatal = self._fatal or error

    def _raise_fatal(self) -> None:
        if self._fatal:
            raise self._fatal

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._producer.stop()  # sends what is left and waits for the answers
        await asyncio.sleep(0)  # lets the last answers be counted
        if error is None:
            self._raise_fatal()
