"""Our histogram against the library's: the same observations give the same page."""

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Histogram, generate_latest

from streams.worker.histogram import LocalHistogram

BUCKETS = (0.5, 1.0, 2.5, 10.0)
VALUES = st.one_of(st.floats(0, 100, width=32), st.sampled_from(BUCKETS))


def page(registry: CollectorRegistry) -> list[str]:
    """Without `_created`, which only the library's has."""
    return [line for line in generate_latest(registry).decode().splitlines() if "_created" not in line]


@given(st.lists(VALUES, max_size=20))
def test_same_page_as_the_librarys(values: list[float]) -> None:
    ours, theirs = CollectorRegistry(), CollectorRegistry()
    mine = LocalHistogram("x_seconds", "Help.", BUCKETS, ours)
    other = Histogram("x_seconds", "Help.", buckets=BUCKETS, registry=theirs)
    for value in values:
        mine.observe(value)
        other.observe(value)
    assert page(ours) == page(theirs)


@given(st.lists(st.tuples(st.sampled_from("ab"), VALUES), max_size=20))
def test_same_page_with_a_label(values: list[tuple[str, float]]) -> None:
    ours, theirs = CollectorRegistry(), CollectorRegistry()
    mine = LocalHistogram("x_seconds", "Help.", BUCKETS, ours, "stage", ("a", "b"))
    other = Histogram("x_seconds", "Help.", ["stage"], buckets=BUCKETS, registry=theirs)
    for stage in ("a", "b"):
        other.labels(stage)
    for stage, value in values:
        mine[stage].observe(value)
        other.labels(stage).observe(value)
    assert page(ours) == page(theirs)
