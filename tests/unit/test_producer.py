"""What aiokafka's producer would not do: rest, and take a record of nothing."""

from typing import Any

import pytest

from streams.producer import RecordProducer


@pytest.fixture
async def producer() -> RecordProducer:
    return RecordProducer(bootstrap_servers="127.0.0.1:1")


async def test_waits_between_vain_requests_for_metadata(
    producer: RecordProducer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """aiokafka's sender asks again at once, as long as a partition has no leader: a whole core, a full disk."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def ask(*_: Any) -> bool:
        return len(slept) >= 2

    monkeypatch.setattr("streams.producer.asyncio.sleep", sleep)
    producer._ask_for_metadata = ask
    answers = [await producer.client._metadata_update(producer.client.cluster, []) for _ in range(3)]
    assert answers == [False, False, True]
    assert len(slept) == 2


@pytest.mark.parametrize("key", [None, b"", b"k"])
@pytest.mark.parametrize("value", [None, b"", b"v"])
async def test_takes_any_key_with_any_value(
    producer: RecordProducer, monkeypatch: pytest.MonkeyPatch, key: bytes | None, value: bytes | None
) -> None:
    """A tombstone without a key is a record too; aiokafka asserts that nobody sends one."""
    queued: list[Any] = []

    async def known(_topic: str) -> None:
        pass

    async def add(_partition: Any, *record: Any, **_: Any) -> None:
        queued.append(record[:2])

    monkeypatch.setattr(producer.client, "_wait_on_metadata", known)
    monkeypatch.setattr(producer._metadata, "partitions_for_topic", lambda _: {0})
    monkeypatch.setattr(producer._message_accumulator, "add_message", add)
    await producer.send("topic", value, key, partition=0)
    assert queued == [(key, value)]
