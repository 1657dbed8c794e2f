"""A worker without its broker or its topics waits, says for what, and gives up in one line."""

import pytest

from streams.kafka.topics import create_topics
from streams.settings import Settings
from streams.worker.delivery import Backoff
from streams.worker.health import Health
from streams.worker.startup import NotReachable, await_kafka

SETTINGS = Settings.model_construct(bootstrap_servers="127.0.0.1:1", delivery_timeout=0.3)


async def test_gives_up_with_what_it_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(NotReachable, match=r"cannot reach Kafka at 127.0.0.1:1 .*ITTIHAM_DELIVERY_TIMEOUT"):
        await await_kafka(SETTINGS, Health(60), lambda: Backoff(0.01, 0.01))
    assert "waiting for the broker: cannot reach Kafka at 127.0.0.1:1" in caplog.text


async def test_is_alive_while_it_waits() -> None:
    now = [0.0]
    health = Health(5, clock=lambda: now[0])

    async def later(seconds: float) -> None:
        now[0] += 4
        assert health.hung() is None

    with pytest.raises(NotReachable):
        await await_kafka(SETTINGS, health, lambda: Backoff(1, 1, later))
    assert now[0] > health.stall_timeout
    assert not health.started


async def test_missing_topics_are_named_then_found(kafka: str, topic_prefix: str) -> None:
    settings = Settings(bootstrap_servers=kafka, topic_prefix=topic_prefix, delivery_timeout=0.5)
    with pytest.raises(NotReachable, match=rf"{topic_prefix}accusations, .*`ittiham topics` creates them"):
        await await_kafka(settings, Health(60))
    await create_topics(settings)
    await await_kafka(settings, Health(60))
