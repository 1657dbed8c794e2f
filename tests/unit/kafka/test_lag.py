"""Lag and states from standings alone: every time in these tests is given."""

import pytest

from streams.kafka.lag import LagHistory, Partition, Standing, State, worst

P0, P1 = Partition("raw", 0), Partition("raw", 1)
WINDOW = 60.0


def standing(committed: int | None, end: int, *, start: int = 0, oldest: float | None = 100.0) -> Standing:
    return Standing(start, end, committed, oldest if end > max(start, committed or 0) else None)


@pytest.mark.parametrize(
    ("start", "end", "committed", "records"),
    [
        (0, 0, None, 0),
        (0, 10, None, 10),  # nothing committed yet: it begins with the oldest
        (0, 10, 4, 6),
        (0, 10, 10, 0),
    ],
)
def test_lag_in_records(start: int, end: int, committed: int | None, records: int) -> None:
    assert Standing(start, end, committed, oldest=1.0).records == records
    assert not Standing(start, end, committed).out_of_range


@pytest.mark.parametrize(
    "outside",
    [
        Standing(7, 10, 4, oldest=1.0),  # retention passed it
        Standing(7, 10, 12, oldest=1.0),  # the log lost its end
        Standing(7, 10, 12, oldest=1.0, high=11),
        Standing(7, 10, 8, oldest=1.0, other_log=True),  # the topic was made anew
    ],
)
def test_with_an_offset_outside_the_log_all_of_it_waits(outside: Standing) -> None:
    assert outside.out_of_range
    assert outside.records == 3
    assert outside.seconds(now=5.0) == 4.0
    assert states((0, outside)) == "offset_out_of_range"


def test_an_offset_in_an_open_transaction_is_in_the_log() -> None:
    """Committed by a worker that read records before they were decided."""
    ahead = Standing(0, 10, 12, high=15)
    assert not ahead.out_of_range
    assert (ahead.records, ahead.undecided) == (0, 5)


def test_what_an_open_transaction_holds_back_is_no_lag() -> None:
    held = Standing(0, 10, 10, high=14)
    assert (held.records, held.seconds(99.0), held.undecided) == (0, 0.0, 4)


def test_lag_in_seconds_is_the_age_of_the_oldest_record_not_committed() -> None:
    assert Standing(0, 10, 4, oldest=100.0).seconds(now=175.0) == 75.0


def test_lag_in_seconds_is_0_when_nothing_waits_and_never_negative() -> None:
    assert Standing(0, 10, 10, oldest=100.0).seconds(now=175.0) == 0.0
    assert Standing(0, 10, 4, oldest=100.0).seconds(now=99.0) == 0.0


def test_what_is_no_record_at_the_end_is_no_lag() -> None:
    behind_a_marker = Standing(0, 10, 9, oldest=None)
    assert behind_a_marker.offsets == 1
    assert behind_a_marker.records == 0
    assert behind_a_marker.seconds(now=175.0) == 0.0


def states(*observations: tuple[float, Standing], at: float | None = None) -> State:
    history = LagHistory(WINDOW)
    for now, observed in observations:
        history.add(now, {P0: observed})
    return history.state(observations[-1][0] if at is None else at)


def test_ok_without_partitions_and_with_nothing_waiting() -> None:
    assert LagHistory(WINDOW).state(0) == "ok"
    assert states((0, standing(5, 5)), (100, standing(9, 9))) == "ok"


def test_stalled_when_records_wait_and_the_offset_does_not_move_for_a_window() -> None:
    observations = [(0.0, standing(5, 9)), (30.0, standing(5, 9)), (59.0, standing(5, 12))]
    assert states(*observations) == "ok"
    assert states(*observations, at=60.0) == "stalled"
    assert states(*observations, (61.0, standing(6, 10)), (62.0, standing(8, 10))) == "ok"


def test_not_stalled_before_records_have_waited_for_a_window() -> None:
    assert states((0, standing(5, 5)), (300, standing(5, 5)), (301, standing(5, 9)), at=330) == "ok"
    assert states((0, standing(5, 5)), (300, standing(5, 5)), (301, standing(5, 9)), at=361) == "stalled"


def test_a_transaction_marker_does_not_stall() -> None:
    marker = Standing(0, 10, 9, oldest=None)
    assert states((0, marker), (61, marker), (122, marker)) == "ok"


def test_warning_when_the_offset_moves_and_the_lag_never_falls() -> None:
    assert states((0, standing(0, 10)), (30, standing(10, 20)), (61, standing(20, 31))) == "warning"


@pytest.mark.parametrize("lags", [(10, 9, 12), (10, 0, 12), (0, 5, 10)])
def test_no_warning_when_the_lag_fell_or_was_0_in_the_window(lags: tuple[int, int, int]) -> None:
    observations = [(i * 30.5, standing(i * 10, i * 10 + lag)) for i, lag in enumerate(lags)]
    assert states(*observations) == "ok"


def test_no_warning_before_a_whole_window_was_seen() -> None:
    assert states((0, standing(0, 10)), (59, standing(10, 20))) == "ok"


def test_rewound_for_a_window_after_the_offset_was_set_back() -> None:
    observations = [(0.0, standing(50, 60)), (10.0, standing(20, 60)), (50.0, standing(55, 60))]
    assert states(*observations) == "rewound"
    assert states(*observations, (71.0, standing(60, 60))) == "ok"


def test_the_worst_partition_counts() -> None:
    history = LagHistory(WINDOW)
    for now in (0.0, 61.0):
        history.add(now, {P0: standing(int(now), int(now)), P1: standing(3, 9)})
    assert history.state(61.0) == "stalled"
    assert history.waiting(61.0, P0) == 0.0
    assert history.waiting(61.0, P1) == 61.0


def test_a_partition_taken_away_is_forgotten_and_begins_anew() -> None:
    history = LagHistory(WINDOW)
    history.add(0, {P0: standing(3, 9)})
    history.add(61, {})
    assert history.state(61) == "ok"
    history.add(62, {P0: standing(3, 9)})
    assert history.state(63) == "ok"
    assert history.waiting(64, P0) == 2
    assert history.waiting(64, P1) == 0


def test_worst() -> None:
    assert worst(["ok", "stalled", "warning"]) == "stalled"
    assert worst([]) == "ok"
