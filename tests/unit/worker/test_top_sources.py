"""Numbers by source, whatever producers call themselves."""

from collections import Counter as Tally

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Counter

from streams.worker.tallies import OTHER
from streams.worker.top_sources import NO_SOURCE, BySource


def counter() -> Counter:
    return Counter("x", "x", ["source"], registry=CollectorRegistry())


def shown(counted: Counter) -> dict[str, float]:
    (family,) = counted.collect()
    return {sample.labels["source"]: sample.value for sample in family.samples if sample.name == "x_total"}


def test_each_source_has_a_series_and_none_is_no_name() -> None:
    counted = counter()
    BySource(counted).add({"a": 3, None: 2, "": 1})
    assert shown(counted) == {"a": 3, NO_SOURCE: 3, OTHER: 0}


def test_beyond_twenty_the_rest_is_other_until_one_is_twice_the_smallest() -> None:
    counted = counter()
    sources = BySource(counted)
    sources.add({f"s{number}": 10 + number for number in range(20)})
    sources.add({"late": 20})
    assert shown(counted)[OTHER] == 20
    sources.add({"late": 1})  # more than twice the ten of s0
    after = shown(counted)
    assert (after["late"], after[OTHER], "s0" in after) == (1, 20, False)
    sources.add({"s0": 1})
    assert shown(counted)[OTHER] == 21


def test_who_calls_himself_other_is_other() -> None:
    counted = counter()
    sources = BySource(counted)
    sources.add({OTHER: 5})
    sources.add({f"s{number}": 100 for number in range(30)})
    assert shown(counted)[OTHER] == 5 + 10 * 100


def test_a_name_is_cut() -> None:
    counted = counter()
    BySource(counted).add({"x" * 1000: 1})
    assert max(map(len, shown(counted))) == 100


@given(st.lists(st.dictionaries(st.text(max_size=3), st.integers(1, 50), max_size=40), max_size=60))
def test_there_are_never_more_than_twenty_one_series_and_none_falls(batches: list[dict[str | None, int]]) -> None:
    counted = counter()
    sources, before = BySource(counted), dict[str, float]()
    for batch in batches:
        sources.add(batch)
        after = shown(counted)
        assert len(after) <= 21
        assert all(after[name] >= before[name] for name in after.keys() & before.keys())
        before = after


def test_thousands_of_small_sources_are_not_all_remembered() -> None:
    sources = BySource(counter())
    for number in range(5000):
        sources.add(Tally([f"s{number}"]))
    assert len(sources._others) <= 1001
