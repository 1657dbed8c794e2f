"""Several workers' metrics as those of one."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric, generate_latest

from streams.worker.merging import Counts, Page, add_counts, counts, merge, read_page


def page(**values: float) -> Page:
    """A worker's page: `partition` is the one it has, `lag` the lag there."""
    registry = CollectorRegistry()
    Counter("ittiham_articles_consumed", "n", registry=registry).inc(values.get("articles", 0))
    seconds = Histogram("ittiham_stage_duration_seconds", "n", ["stage"], buckets=(0.1, 1), registry=registry)
    for _ in range(int(values.get("articles", 0))):
        seconds.labels("parse").observe(values.get("seconds", 0.05))
    lag = Gauge("ittiham_consumer_lag_records", "n", ["topic", "partition"], registry=registry)
    if "partition" in values:
        lag.labels("raw", str(int(values["partition"]))).set(values.get("lag", 0))
    Gauge("ittiham_partitions", "n", registry=registry).set("partition" in values)
    Gauge("ittiham_broker_reachable", "n", registry=registry).set(values.get("reachable", 1))
    state = Gauge("ittiham_consumer_state", "n", ["state"], registry=registry)
    for name in ("ok", "warning", "rewound", "stalled", "stopped"):
        state.labels(name).set(name == ("stalled" if values.get("stalled") else "ok"))
    return read_page(generate_latest(registry).decode())


def merged(*pages: Page, ended: Counts | None = None) -> dict[tuple[str, str], float]:
    """Value by name and labels; raises if a series comes twice."""
    families: list[Metric] = list(merge(pages, ended or {}))
    found: dict[tuple[str, str], float] = {}
    for sample in (sample for family in families for sample in family.samples):
        key = sample.name, ",".join(sample.labels[name] for name in sorted(sample.labels))
        assert key not in found, f"twice: {key}"
        found[key] = sample.value
    return found


def test_counters_and_histograms_add_up() -> None:
    all_of_them = merged(page(articles=2, seconds=0.05), page(articles=3, seconds=0.5))
    assert all_of_them["ittiham_articles_consumed_total", ""] == 5
    assert all_of_them["ittiham_stage_duration_seconds_bucket", "0.1,parse"] == 2
    assert all_of_them["ittiham_stage_duration_seconds_bucket", "1.0,parse"] == 5
    assert all_of_them["ittiham_stage_duration_seconds_bucket", "+Inf,parse"] == 5
    assert all_of_them["ittiham_stage_duration_seconds_count", "parse"] == 5
    assert round(all_of_them["ittiham_stage_duration_seconds_sum", "parse"], 6) == 1.6


def test_a_counter_does_not_fall_when_a_process_ends() -> None:
    before = page(articles=7)
    ended = add_counts(counts(before), counts(page(articles=1)))
    assert merged(page(articles=2), ended=ended)["ittiham_articles_consumed_total", ""] == 10
    assert merged(page(articles=2), ended=ended)["ittiham_stage_duration_seconds_count", "parse"] == 10


def test_each_partition_has_its_own_lag_and_while_it_changes_hands_the_worse() -> None:
    all_of_them = merged(page(partition=0, lag=4), page(partition=1, lag=6), page(partition=1, lag=9))
    assert all_of_them["ittiham_consumer_lag_records", "0,raw"] == 4
    assert all_of_them["ittiham_consumer_lag_records", "1,raw"] == 9
    assert all_of_them["ittiham_partitions", ""] == 3


def test_the_worst_holds_for_all() -> None:
    all_of_them = merged(page(reachable=1), page(reachable=0, stalled=1))
    assert all_of_them["ittiham_broker_reachable", ""] == 0
    states = {labels: value for (name, labels), value in all_of_them.items() if name == "ittiham_consumer_state"}
    assert states == {"ok": 0, "warning": 0, "rewound": 0, "stalled": 1, "stopped": 0}


def test_a_process_that_says_nothing_yet_hides_nobody() -> None:
    assert merged({}, page(articles=2))["ittiham_articles_consumed_total", ""] == 2
    assert merged() == {}
