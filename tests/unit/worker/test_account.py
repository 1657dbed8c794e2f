"""What may be committed, from what was handed out and what is done. Pure."""

import pytest
from faust.types.tuples import Message

from streams.worker.account import Account


def message(offset: int) -> Message:
    return Message("raw", 0, offset, 0.0, 0, None, None, b"", None)


class Hands:
    """Hands out records by offset, and acknowledges the last one handed out at an offset."""

    def __init__(self, account: Account) -> None:
        self.account, self.held = account, dict[int, Message]()

    def out(self, *offsets: int) -> list[bool]:
        self.held |= {offset: message(offset) for offset in offsets}
        return [self.account.hand_out(self.held[offset]) for offset in offsets]

    def done(self, *offsets: int) -> list[bool]:
        return [self.account.ack(self.held[offset]) for offset in offsets]


@pytest.fixture
def account() -> Account:
    return Account()


@pytest.fixture
def hands(account: Account) -> Hands:
    return Hands(account)


def test_does_not_step_over_a_record_in_hand(account: Account, hands: Hands) -> None:
    hands.out(0, 1, 2, 3)
    hands.done(1, 2, 3)
    assert account.committable() is None
    assert account.oldest_open() == 0
    hands.done(0)
    assert account.committable() == 4
    assert account.oldest_open() is None


def test_offsets_missing_from_the_log_are_no_gap(account: Account, hands: Hands) -> None:
    hands.out(5, 9, 12)
    hands.done(5, 9)
    assert account.committable() == 10
    hands.done(12)
    assert account.committable() == 13


def test_seek_back_voids_what_came_after(account: Account, hands: Hands) -> None:
    hands.out(0, 1, 2)
    hands.done(0)
    assert account.committable() == 1
    hands.out(1, 2)
    hands.done(1)
    assert account.committable() == 2
    assert account.oldest_open() == 2


def test_the_acknowledgement_of_a_void_record_does_nothing(account: Account, hands: Hands) -> None:
    hands.out(0, 1)
    void = dict(hands.held)
    hands.out(0, 1)
    assert not account.ack(void[0])
    assert account.committable() is None
    assert hands.done(0) == [True]
    assert account.committable() == 1


def test_a_record_of_another_account_is_not_taken_for_the_one_at_its_offset(account: Account) -> None:
    """The log was made anew while the stream held records of the older one."""
    older, newer = message(7), message(7)
    account.hand_out(newer)
    assert not account.ack(older)
    assert account.committable() is None


def test_a_record_read_again_after_it_was_done_is_not_handed_out(account: Account, hands: Hands) -> None:
    """A rebalance under load: Faust sought back to a commit made before the last one."""
    hands.out(0, 1, 2)
    hands.done(0, 1, 2)
    assert account.committable() == 3
    assert hands.out(1, 2, 3) == [False, False, True]
    assert account.oldest_open() == 3
    hands.done(3)
    assert account.committable() == 4


def test_what_is_no_record_behind_the_last_one_is_done_with_it(account: Account, hands: Hands) -> None:
    """Behind the record at 4 are the marker of its transaction and an aborted one."""
    hands.out(3, 4)
    account.read_to(9)
    assert account.committable() is None
    hands.done(3)
    assert account.committable() == 4
    hands.done(4)
    assert account.committable() == 9


def test_markers_alone_are_done_when_they_are_read(account: Account) -> None:
    account.read_to(2)
    assert account.committable() == 2


def test_a_seek_back_forgets_how_far_was_read(account: Account, hands: Hands) -> None:
    hands.out(0, 1, 2)
    account.read_to(3)
    hands.out(0)  # the next ones are to come
    hands.done(0)
    assert account.committable() == 1


def test_knows_where_reading_goes_on(account: Account, hands: Hands) -> None:
    account.go_back(3)
    assert account.next == 3
    hands.out(3, 4)
    assert account.next == 5
    account.read_to(9)
    assert account.next == 9
    account.go_back(4)
    hands.done(3, 4)
    assert account.next == 4
    assert account.committable() == 5  # not 9: what lies behind is to be read again
