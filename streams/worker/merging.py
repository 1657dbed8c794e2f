"""The metrics of several workers as those of one: pure, from their pages to the families of a single one.

Counters and histograms add up; and as a counter must not fall because a process ended, what the ended ones had counted
is kept. Of gauges each partition's belongs to whoever has it, and the others add up, but for those in `_BY_NAME`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from streams.kafka.lag import STATES

__all__ = ["Counts", "Page", "add_counts", "counts", "merge", "read_page"]

Key = tuple[str, tuple[tuple[str, str], ...]]
"""A series: the sample's name, and its labels by name."""
Page = Mapping[str, Metric]
"""The families of a page of metrics, by name."""
Counts = Mapping[Key, float]

_COUNTED: Final = ("counter", "histogram")
_STATE: Final = "ittiham_consumer_state"
_PARTITION: Final = {"topic", "partition"}
_BY_NAME: Final[Mapping[str, Callable[[float, float], float]]] = {
    "ittiham_broker_reachable": min,
    "ittiham_ready": min,
    "ittiham_build_info": max,
    "python_info": max,
    "process_start_time_seconds": min,
    "process_max_fds": min,
}


def read_page(text: str) -> Page:
    """The families of a page in Prometheus's text format."""
    return {family.name: family for family in text_string_to_metric_families(text)}


def counts(page: Page) -> Counts:
    """All that only rises, by series."""
    families = [family for family in page.values() if family.type in _COUNTED]
    return {_key(s.name, s.labels): s.value for family in families for s in family.samples}


def add_counts(one: Counts, other: Counts) -> Counts:
    """The sum, series by series."""
    return {key: one.get(key, 0.0) + other.get(key, 0.0) for key in {**one, **other}}


def merge(pages: Iterable[Page], ended: Counts) -> Iterator[Metric]:
    """One family for each name, each series once; `ended` are the counts of the processes that are no more."""
    families: dict[str, list[Metric]] = {}
    for page in pages:
        for name, family in page.items():
            families.setdefault(name, []).append(family)
    for name, same in families.items():
        series = _state(same) if name == _STATE else _series(same)
        merged = Metric(name, same[0].documentation, same[0].type)
        for key, value in series.items():
            kept = ended.get(key, 0.0) if merged.type in _COUNTED else 0.0
            merged.add_sample(key[0], dict(key[1]), value + kept)
        yield merged


def _series(same: Iterable[Metric]) -> dict[Key, float]:
    found: dict[Key, float] = {}
    for family in same:
        combine = _BY_NAME.get(family.name, _add)
        for sample in family.samples:
            # While a partition changes hands both may show it: the worse of the two is the truth.
            one = max if family.type == "gauge" and sample.labels.keys() >= _PARTITION else combine
            key = _key(sample.name, sample.labels)
            found[key] = one(found[key], sample.value) if key in found else sample.value
    return found


def _state(same: Iterable[Metric]) -> dict[Key, float]:
    """The worst state of all, in one-hot coding as it came."""
    families = list(same)
    there = [sample.labels["state"] for family in families for sample in family.samples if sample.value]
    order: Sequence[str] = STATES
    worst = max(there, key=order.index, default="")
    keys = (_key(sample.name, sample.labels) for sample in families[0].samples)
    return {key: float(dict(key[1])["state"] == worst) for key in keys}


def _add(one: float, other: float) -> float:
    return one + other


def _key(name: str, labels: Mapping[str, str]) -> Key:
    return name, tuple(sorted(labels.items()))
