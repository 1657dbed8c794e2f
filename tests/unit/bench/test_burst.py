"""What a burst is measured by."""

from bench.bench_burst import rates


def test_a_rate_for_each_fifth_of_the_time() -> None:
    looks = [(float(second), 100 * second if second <= 5 else 500 + 50 * (second - 5)) for second in range(11)]
    assert rates(looks) == [100.0, 100.0, 75.0, 50.0, 50.0]


def test_nothing_left_to_drain_is_no_rate() -> None:
    assert rates([(0.0, 100)]) == [0.0]
