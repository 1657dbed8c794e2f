"""aiokafka's producer, which takes every record that Kafka takes, and rests between vain questions."""

import asyncio
from typing import Any, Final

from aiokafka import AIOKafkaProducer
from aiokafka.codec import lz4_encode
from aiokafka.producer.transaction_manager import TransactionManager

__all__ = ["RecordProducer"]

_METADATA_BACKOFF: Final = 0.5  # seconds
_NO_KEY: Final = object()
_LZ4_LEVEL: Final = 2
lz4_encode.__defaults__ = (_LZ4_LEVEL,)
"""aiokafka packs with level 9, which took a tenth of the worker's time: 0.26 ms for an enriched article of 9.9 kB.
Level 2 takes 0.05 ms and makes 34 % of it instead of 29 %. There is no setting: `tests/unit/kafka/test_producer.py`
sees that the level is still taken from here. Readers notice nothing."""


class RecordProducer(AIOKafkaProducer):  # type: ignore[misc] # aiokafka has no types
    """Three things differ (private attributes: `tests/unit/test_producer.py` fails first if they move).

    1. A record with neither key nor value can be sent. Kafka allows it, so it may lie in the raw topic, and must then
       go to the dead letters; aiokafka asserts that there is none, which would stop its partition for ever.
    2. While no leader is known aiokafka asks for metadata without a pause: it would take a whole core, and log
       megabytes a second, for as long as the broker is away.
    3. A refused batch (no right to write, too large) leaves a gap in the idempotent producer's sequence numbers, and
       the broker refuses all that follows as out of order, for ever. After a refusal, and with nothing under way, it
       asks for a new identity, as Java's producer does.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(key_serializer=lambda key: None if key is _NO_KEY else key, **options)
        self._ask_for_metadata = self.client._metadata_update
        self.client._metadata_update = self._metadata_update
        self._under_way, self._refused = 0, False

    async def send(
        self, topic: str, value: bytes | None = None, key: bytes | None = None, *arguments: Any, **options: Any
    ) -> Any:
        """Queue a record; gives a future of the broker's answer."""
        if self._refused and not self._under_way:
            self._ask_for_identity()
        nothing = key is None and value is None
        answer = await super().send(topic, value, _NO_KEY if nothing else key, *arguments, **options)
        self._under_way += 1
        answer.add_done_callback(self._note)
        return answer

    def _note(self, answer: "asyncio.Future[Any]") -> None:
        self._under_way -= 1
        self._refused = self._refused or answer.cancelled() or answer.exception() is not None

    def _ask_for_identity(self) -> None:
        """The sender asks the broker for a producer id, as at the start, before it sends the next batch."""
        self._refused = False
        if self._txn_manager is not None:
            fresh = TransactionManager(None, None)
            for name in ("_pid_and_epoch", "_pid_waiter", "_sequence_numbers"):
                setattr(self._txn_manager, name, getattr(fresh, name))

    async def _metadata_update(self, *arguments: Any) -> bool:
        updated: bool = await self._ask_for_metadata(*arguments)
        if not updated:
            await asyncio.sleep(_METADATA_BACKOFF)
        return updated
