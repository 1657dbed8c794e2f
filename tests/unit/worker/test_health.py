"""Alive is not ready, and waiting for others is not hanging."""

import pytest

from streams.worker.health import Health


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def health(clock: Clock) -> Health:
    health = Health(stall_timeout=60, clock=clock)
    health.started, health.partitions, health.rebalancing = True, 3, False
    return health


def test_ready_and_alive(health: Health) -> None:
    assert (health.unready(), health.hung()) == (None, None)


def test_event_loop_that_does_not_turn_is_hung(health: Health, clock: Clock) -> None:
    clock.now += 61
    assert health.hung() == "the event loop has not turned for 61 s"
    assert health.unready() == health.hung()
    health.beat()
    assert health.hung() is None


@pytest.mark.parametrize(("phase", "away"), [("publishing", "broker"), ("waiting", "segmenter")])
def test_outage_is_not_ready_but_alive(health: Health, clock: Clock, phase: str, away: str) -> None:
    health.enter(phase)  # type: ignore[arg-type] # parametrized
    assert health.unready() is None
    clock.now += 600
    health.beat()
    assert health.hung() is None
    assert health.unready() == f"waiting for the {away}"
    health.enter("idle")
    assert health.unready() is None


def test_article_at_hand_for_too_long_is_hung(health: Health, clock: Clock) -> None:
    health.enter("enriching")
    clock.now += 61
    health.beat()
    assert health.hung() == "an article has been at hand for 61 s"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("started", False, "starting"),
        ("rebalancing", True, "rebalancing"),
        ("stopping", True, "stopping"),
        ("partitions", 0, "no partitions"),
    ],
)
def test_not_ready(health: Health, name: str, value: object, says: str) -> None:
    setattr(health, name, value)
    assert (health.unready() or "").startswith(says)
    assert health.hung() is None
