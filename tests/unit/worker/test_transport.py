"""What the consumer commits: the unbroken run of acknowledged records, never past one that is being worked on.

Each test states a case that Faust 0.15.3 gets wrong (its issues 606, 316); on the unchanged driver they fail. If Faust
moves the private attributes, they fail too: that is what they are for.
"""

from typing import Any

import pytest
from faust.types import TP

from streams.worker.transport import Consumer

RAW = TP("raw", 0)


class Bare(Consumer):
    """A consumer's bookkeeping alone: no broker, no app."""

    def __init__(self) -> None:  # the base class wants an app
        from collections import defaultdict, deque

        self._handed_out = defaultdict(deque)
        self._position = {}
        self._acked: Any = defaultdict(list)
        self._acked_index: Any = defaultdict(set)
        self._committed_offset: Any = defaultdict(lambda: None)

    def hand_out(self, *offsets: int) -> None:
        for offset in offsets:
            self._note(RAW, offset)

    def done(self, *offsets: int) -> None:
        self._acked_index[RAW].update(offsets)


@pytest.fixture
def consumer() -> Bare:
    return Bare()


def test_does_not_step_over_a_record_in_hand(consumer: Bare) -> None:
    consumer.hand_out(0, 1, 2, 3)
    consumer.done(1, 2, 3)
    assert consumer._new_offset(RAW) is None
    assert consumer.oldest_open(RAW) == 0
    consumer.done(0)
    assert consumer._new_offset(RAW) == 4
    assert consumer.oldest_open(RAW) is None


def test_offsets_missing_from_the_log_are_no_gap(consumer: Bare) -> None:
    consumer.hand_out(5, 9, 12)
    consumer.done(5, 9)
    assert consumer._new_offset(RAW) == 10
    consumer.done(12)
    assert consumer._new_offset(RAW) == 13


def test_seek_back_voids_what_came_after(consumer: Bare) -> None:
    consumer.hand_out(0, 1, 2)
    consumer.done(0)
    assert consumer._new_offset(RAW) == 1
    consumer.hand_out(1, 2)
    consumer.done(1)
    assert consumer._new_offset(RAW) == 2
    assert consumer.oldest_open(RAW) == 2


def test_record_read_again_after_it_was_done_is_not_waited_for(consumer: Bare) -> None:
    """A rebalance under load: Faust sought back to a commit made before the last one, and dropped what it knew."""
    consumer.hand_out(0, 1, 2)
    consumer.done(0, 1, 2)
    assert consumer._new_offset(RAW) == 3
    consumer.hand_out(1, 2, 3)
    assert consumer.oldest_open(RAW) == 3
    consumer.done(3)
    assert consumer._new_offset(RAW) == 4


def test_record_read_again_while_it_is_committed_is_not_waited_for(consumer: Bare) -> None:
    """Faust's `ack` ignores what is below the committed offset."""
    consumer.hand_out(0, 1, 2)
    consumer._committed_offset[RAW] = 2
    consumer.done(2)
    assert consumer._new_offset(RAW) == 3


async def test_failed_commit_stays_to_be_done(consumer: Bare, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(self: Any, offsets: dict[TP, int], start_new_transaction: bool = True) -> bool:
        self._committed_offset.update(offsets)  # as Faust does
        return False

    monkeypatch.setattr("faust.transport.drivers.aiokafka.Consumer._commit_offsets", fails)
    consumer.hand_out(0)
    consumer.done(0)
    assert consumer._filter_committable_offsets([RAW]) == {RAW: 1}
    assert not await consumer._commit_offsets({RAW: 1})
    assert consumer._filter_committable_offsets([RAW]) == {RAW: 1}
