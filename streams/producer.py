"""aiokafka's producer, which takes every record that Kafka takes, and rests between vain questions."""

import asyncio
from typing import Any, Final

from aiokafka import AIOKafkaProducer

__all__ = ["RecordProducer"]

_METADATA_BACKOFF: Final = 0.5  # seconds
_NO_KEY: Final = object()


class RecordProducer(AIOKafkaProducer):  # type: ignore[misc] # aiokafka has no types
    """Two things differ (private attributes: `tests/unit/test_producer.py` fails first if they move).

    1. A record with neither key nor value can be sent. Kafka allows it, so it may lie in the raw topic, and must then
       go to the dead letters; aiokafka asserts that there is none, which would stop its partition for ever.
    2. While no leader is known aiokafka asks for metadata without a pause: it would take a whole core, and log
       megabytes a second, for as long as the broker is away.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(key_serializer=lambda key: None if key is _NO_KEY else key, **options)
        self._ask_for_metadata = self.client._metadata_update
        self.client._metadata_update = self._metadata_update

    async def send(
        self, topic: str, value: bytes | None = None, key: bytes | None = None, *arguments: Any, **options: Any
    ) -> Any:
        """Queue a record; gives a future of the broker's answer."""
        nothing = key is None and value is None
        return await super().send(topic, value, _NO_KEY if nothing else key, *arguments, **options)

    async def _metadata_update(self, *arguments: Any) -> bool:
        updated: bool = await self._ask_for_metadata(*arguments)
        if not updated:
            await asyncio.sleep(_METADATA_BACKOFF)
        return updated
