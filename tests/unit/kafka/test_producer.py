"""What aiokafka's producer would not do: rest, and take a record of nothing."""

import asyncio
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.codec import lz4_decode, lz4_encode
from aiokafka.errors import TopicAuthorizationFailedError
from aiokafka.producer.message_accumulator import BatchBuilder

from streams.kafka.producer import RecordProducer


@pytest.fixture
async def producer() -> RecordProducer:
    return RecordProducer(bootstrap_servers="127.0.0.1:1", enable_idempotence=True)


async def test_waits_between_vain_requests_for_metadata(
    producer: RecordProducer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """aiokafka's sender asks again at once, as long as a partition has no leader: a whole core, a full disk."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def ask(*_: Any) -> bool:
        return len(slept) >= 2

    monkeypatch.setattr("streams.kafka.producer.asyncio.sleep", sleep)
    producer._ask_for_metadata = ask
    answers = [await producer.client._metadata_update(producer.client.cluster, []) for _ in range(3)]
    assert answers == [False, False, True]
    assert len(slept) == 2


@pytest.fixture
def queue(producer: RecordProducer, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the producer queues, with the future of each answer; no broker is asked."""
    queued: list[Any] = []

    async def known(_topic: str) -> None:
        pass

    async def add(_partition: Any, key: Any, value: Any, *_: Any, **__: Any) -> "asyncio.Future[None]":
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queued.append((key, value, answer))
        return answer

    monkeypatch.setattr(producer.client, "_wait_on_metadata", known)
    monkeypatch.setattr(producer._metadata, "partitions_for_topic", lambda _: {0})
    monkeypatch.setattr(producer._message_accumulator, "add_message", add)
    return queued


@pytest.mark.parametrize("key", [None, b"", b"k"])
@pytest.mark.parametrize("value", [None, b"", b"v"])
async def test_takes_any_key_with_any_value(
    producer: RecordProducer, queue: list[Any], key: bytes | None, value: bytes | None
) -> None:
    """A tombstone without a key is a record too; aiokafka asserts that nobody sends one."""
    await producer.send("topic", value, key, partition=0)
    assert [record[:2] for record in queue] == [(key, value)]


async def test_asks_for_a_new_identity_after_a_refusal_once_nothing_is_under_way(
    producer: RecordProducer, queue: list[Any]
) -> None:
    """Else the broker refuses all that follows as out of order: its sequence numbers have a gap."""
    manager = producer._txn_manager
    manager.set_pid_and_epoch(17, 0)
    manager.increment_sequence_number(TopicPartition("topic", 0), 2)
    for value in (b"1", b"2"):
        await producer.send("topic", value, partition=0)
    queue[0][2].set_exception(TopicAuthorizationFailedError("topic"))
    await asyncio.sleep(0)
    await producer.send("topic", b"3", partition=0)
    assert manager.producer_id == 17  # 2 and 3 are still under way with it
    queue[1][2].set_result(None)
    queue[2][2].set_result(None)
    await asyncio.sleep(0)
    await producer.send("topic", b"4", partition=0)
    assert not manager.has_pid()
    assert manager.sequence_number(TopicPartition("topic", 0)) == 0
    manager.set_pid_and_epoch(18, 0)
    queue[3][2].set_result(None)
    await asyncio.sleep(0)
    await producer.send("topic", b"5", partition=0)
    assert manager.producer_id == 18


async def test_batches_are_packed_at_our_level(monkeypatch: pytest.MonkeyPatch) -> None:
    """aiokafka has no setting for it, and its own level 9 takes a tenth of a worker's time."""
    text = " ".join(f"{number * 7919 % 10007} {number * 104729 % 1009}" for number in range(20_000)).encode()
    assert lz4_decode(lz4_encode(text)) == text

    def packed() -> int:
        builder = BatchBuilder(1 << 20, 3, is_transactional=False)
        builder.append(timestamp=None, key=None, value=text)
        builder.close()
        return len(builder._build())

    ours = packed()
    assert len(lz4_encode(text, 2)) < ours < len(lz4_encode(text, 2)) + 200
    monkeypatch.setattr(lz4_encode, "__defaults__", (9,))
    assert packed() < ours
