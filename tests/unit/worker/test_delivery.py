"""Publishing waits for every acknowledgement, keeps order over retries, and gives up in the end."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest

from streams.worker.delivery import Backoff, DeliveryFailed, Publication, Publisher
from streams.worker.metrics import Metrics


class Broker:
    """Takes records; refuses those in `failures`, each as often as it says, at once or in the acknowledgement."""

    def __init__(self, failures: dict[bytes, int], *, at_once: bool = False) -> None:
        self.failures, self.at_once = failures, at_once
        self.sent: list[tuple[str, bytes | None]] = []

    async def send(self, topic: str, key: Any, value: bytes | None, *_: Any) -> Awaitable[None]:
        refused = self.failures.get(value or b"", 0) > 0
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if refused:
            self.failures[value or b""] -= 1
            if self.at_once:
                raise ConnectionError("no broker")
            answer.set_exception(ConnectionError("no broker"))
        else:
            self.sent.append((topic, value))
            answer.set_result(None)
        return answer


def publisher(broker: Broker, timeout: float = 5) -> tuple[Publisher, list[float]]:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(0)

    async def producer() -> Broker:
        return broker

    return Publisher(producer, Metrics(), timeout, lambda: Backoff(1, 4, sleep)), waits


def batch(*records: tuple[str, bytes]) -> list[Publication]:
    return [Publication(topic, b"k", value, []) for topic, value in records]


@pytest.mark.parametrize("at_once", [True, False])
async def test_topic_is_sent_again_from_the_first_failure(at_once: bool) -> None:
    broker = Broker({b"2": 3}, at_once=at_once)
    out, waits = publisher(broker)
    await out.publish(batch(("a", b"1"), ("a", b"2"), ("b", b"x"), ("a", b"3")))
    assert [value for topic, value in broker.sent if topic == "b"] == [b"x"]
    in_a = [value for topic, value in broker.sent if topic == "a"]
    assert in_a[0] == b"1"
    assert in_a[-2:] == [b"2", b"3"]
    assert waits == [1, 2, 4]


async def test_gives_up_after_the_timeout_and_says_what_is_left() -> None:
    out, _ = publisher(Broker({b"1": 10**9}), timeout=0.05)
    with pytest.raises(DeliveryFailed, match=r"1 of 2 records.*ITTIHAM_DELIVERY_TIMEOUT"):
        await out.publish(batch(("a", b"0"), ("a", b"1")))


async def test_broker_that_never_answers_is_given_up() -> None:
    class Silent(Broker):
        async def send(self, *_: Any) -> Awaitable[None]:
            return asyncio.get_running_loop().create_future()

    out, _ = publisher(Silent({}), timeout=0.05)
    with pytest.raises(DeliveryFailed):
        await out.publish(batch(("a", b"0")))


async def test_empty_batch_asks_nobody() -> None:
    broker = Broker({})
    await publisher(broker)[0].publish([])
    assert broker.sent == []
