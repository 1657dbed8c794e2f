"""What a worker counts, against what really went through Kafka; and a real Prometheus with the project's own files.

One worker and one Prometheus for all tests of this module: the samples and some broken records go through, in two
halves, so that Prometheus sees its counters rise between two scrapes.
"""

import math
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson
import pytest

from monitoring.grafana.generate import BOARDS
from monitoring.grafana.panels import Panel
from streams.settings import Settings, Topics
from streams.topics import topic_specs
from tests.articles import raw_records, samples
from tests.kafka.client import Record, create_topics, end_offsets, lag, produce, read_all
from tests.prometheus import Prometheus
from tests.tools import find_tool
from tests.waiting import wait_until
from tests.worker import WorkerProcess, free_port

BROKEN: list[tuple[bytes, bytes | None]] = [
    (b"tombstone", None),
    (b"cut", b'{"id": "cut", "te'),
    (b"no-text", b'{"id": "no-text"}'),
]
LATIN = (b"latin", b'{"id": "latin", "text": "Not a word of Arabic."}')
PAIRS = [("RUS", "USA"), ("IRN", "ISR"), ("ISR", "IRN"), ("TUR", "GRC")]
ARABIC = re.compile("[ء-ي]")
GRAFANA = {"$__rate_interval": "1m", "$__range": "5m"}
"""What Grafana puts in for its variables: four scrapes and more, and the time shown."""
PANELS = [panel for board in BOARDS for panel in board.panels()]
EMPTY = {"Does the broker refuse anything?"}
"""Panels without data after this load; each says in `may_be_empty` why."""


@dataclass
class Load:
    """A worker that has done all there was to do, and the Prometheus that watched it."""

    bootstrap: str
    topics: Topics
    worker: WorkerProcess
    dead: str
    """Address of a worker that does not run."""
    sent: int
    began: float
    prometheus: Prometheus | None = None
    page: str = field(default="", repr=False)

    def counter(self, name: str, **labels: str) -> float:
        value = self.worker.metric(f"ittiham_{name}_total", **labels)
        assert value is not None, f"no series {name} {labels}"
        return value

    @cached_property
    def enriched(self) -> list[Any]:
        return [orjson.loads(record.value or b"") for record in self._read(self.topics.enriched)]

    @cached_property
    def events(self) -> list[Any]:
        return [orjson.loads(record.value or b"") for record in self._read(self.topics.accusations)]

    @cached_property
    def dead_letters(self) -> list[Record]:
        return self._read(self.topics.dead_letter)

    def _read(self, topic: str) -> list[Record]:
        return read_all(self.bootstrap, topic)


def push(load: Load, records: list[tuple[bytes, bytes | None]]) -> None:
    """Produce, wait until all is done and, if there is a Prometheus, until it has seen that."""
    produce(load.bootstrap, load.topics.raw, records)
    load.sent += len(records)
    group, raw = load.worker.group, load.topics.raw
    wait_until(lambda: not any(lag(load.bootstrap, group, raw).values()), 60, load.worker.log)
    if load.prometheus is not None:
        seen = load.prometheus
        wait_until(lambda: seen.value("sum(ittiham_articles_consumed_total)") == load.sent, 30, seen.log)


@pytest.fixture(scope="module")
def load(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Load]:
    directory = tmp_path_factory.mktemp("metrics")
    prefix = f"{directory.name}-"
    pairs = ",".join("-".join(pair) for pair in PAIRS)
    topics = {spec.name: spec.partitions for spec in topic_specs(Settings(topic_prefix=prefix, partitions=2))}
    create_topics(kafka, topics)
    began = time.time()
    with WorkerProcess(kafka, prefix, directory, metric_pairs=pairs, log_format="json") as worker:
        dead = f"127.0.0.1:{free_port()}"
        load = Load(kafka, Topics(prefix), worker, dead, 0, began)
        articles = list(raw_records(2 * len(samples())))
        try:
            binary = find_tool("prometheus")
        except pytest.skip.Exception:
            push(load, [*articles, *BROKEN, LATIN])
            yield load
            return
        with Prometheus(binary, directory, [f"127.0.0.1:{worker.port}", dead]) as prometheus:
            load.prometheus = prometheus
            wait_until(lambda: prometheus.value("count(ittiham_ready)") == 1, 30, prometheus.log)
            half = len(articles) // 2
            push(load, [*articles[:half], *BROKEN, LATIN])
            push(load, [*articles[half:], *BROKEN])
            yield load


@pytest.fixture
def prometheus(load: Load) -> Prometheus:
    find_tool("prometheus")
    assert load.prometheus is not None
    return load.prometheus


def test_counters_are_what_went_through_kafka(load: Load) -> None:
    assert load.counter("articles_consumed") == load.sent == sum(end_offsets(load.bootstrap, load.topics.raw).values())
    assert load.counter("articles_enriched") == len(load.enriched) > 0
    without = [article for article in load.enriched if not ARABIC.search(f"{article['title']} {article['text']}")]
    assert load.counter("articles_without_arabic") == len(without) > 0
    assert load.counter("articles_redelivered") == 0
    reported = {event["article_id"] for event in load.events if is_made(event)}
    assert load.counter("articles_with_accusation") == len(reported) > 0


def test_events_by_type(load: Load) -> None:
    types = Counter(event["type"] for event in load.events)
    shown = {kind: load.counter("accusations_published", type=kind) for kind in types}
    assert shown == types
    assert sum(types.values()) > 0


def test_dead_letters_by_reason(load: Load) -> None:
    reasons = Counter((record.header("ittiham_reason") or b"").decode() for record in load.dead_letters)
    assert set(reasons) == {"empty_value", "invalid_json", "schema_violation"}
    assert {reason: load.counter("dead_letters", reason=reason) for reason in reasons} == reasons


def is_made(event: Any) -> bool:
    """Whether it is an accusation that somebody made."""
    return event["type"] != "deny" and not event["negated"] and not event["hypothetical"]


def countries(event: Any, role: str) -> set[str]:
    parties = event["accusers" if role == "accuser" else "accused"]
    return {party["country"] or "none" for party in parties} or {"unnamed"}


def test_accusations_by_country_are_those_of_the_events(load: Load) -> None:
    for role in ("accuser", "accused"):
        expected = Counter(code for event in load.events if is_made(event) for code in countries(event, role))
        shown = {code: load.counter("accusations_by_country", role=role, country=code) for code in expected}
        assert shown == expected
        assert len(expected) > 3


def test_accusations_by_pair_are_those_of_the_events(load: Load) -> None:
    expected = dict.fromkeys([*PAIRS, ("other", "other")], 0)
    for event in filter(is_made, load.events):
        sides = [(a, b) for a in countries(event, "accuser") for b in countries(event, "accused")]
        watched = [pair for pair in sides if pair in PAIRS]
        for pair in watched or [("other", "other")]:
            expected[pair] += 1
    shown = {pair: load.counter("accusations_by_pair", accuser=pair[0], accused=pair[1]) for pair in expected}
    assert shown == expected
    assert any(expected[pair] for pair in PAIRS), "the samples report none of these pairs: choose others"


def test_mentions_of_actors_by_whether_they_are_known(load: Load) -> None:
    expected = Counter(
        "false" if actor["name"] is None else "true" for article in load.enriched for actor in article["actors"]
    )
    assert {known: load.counter("actors", known=known) for known in expected} == expected
    assert expected["true"] > 0


def test_latency_and_batches_are_counted_for_each_record(load: Load) -> None:
    assert load.worker.metric("ittiham_end_to_end_latency_seconds_count") == load.sent
    assert (
        0 < (load.worker.metric("ittiham_end_to_end_latency_seconds_sum") or 0) < load.sent * (time.time() - load.began)
    )
    assert load.worker.metric("ittiham_batch_records_sum") == load.sent


def test_every_stage_is_timed(load: Load) -> None:
    def count(stage: str) -> float | None:
        return load.worker.metric("ittiham_stage_duration_seconds_count", stage=stage)

    batches = load.worker.metric("ittiham_batch_records_count")
    assert count("parse") == load.sent
    assert count("segment") == count("analyse") == len(load.enriched)
    assert count("publish") == count("commit") == batches


def test_drained_is_no_lag_at_all(load: Load) -> None:
    for name in ("consumer_lag_records", "consumer_lag_seconds", "consumer_unmoved_seconds"):
        for partition in ("0", "1"):
            value = load.worker.metric(f"ittiham_{name}", topic=load.topics.raw, partition=partition)
            assert value == 0, (name, partition)
    assert load.worker.metric("ittiham_consumer_state", state="ok") == 1


def test_the_segmenters_cache(load: Load) -> None:
    hits, misses = (load.worker.metric(f"ittiham_segmenter_cache_{name}_total") for name in ("hits", "misses"))
    assert misses == load.worker.metric("ittiham_segmenter_cache_words")  # nothing was forgotten yet
    assert (hits or 0) > (misses or 0) > 0  # every sample came twice


def test_one_log_line_for_each_problem_and_no_text_of_an_article(load: Load) -> None:
    lines = [orjson.loads(line) for line in load.worker.log(1_000_000).splitlines()]
    problems = [line for line in lines if line["logger"] == "streams.agents" and line["level"] == "WARNING"]
    assert Counter((line["article_id"], line["reason"]) for line in problems) == Counter(
        ((record.key or b"").decode(), (record.header("ittiham_reason") or b"").decode())
        for record in load.dead_letters
    )
    assert all({"topic", "partition", "offset"} <= set(line) for line in problems)
    words = {word for article in samples() for word in article["text"].split() if len(word) > 4 and not word.isascii()}
    log = load.worker.log(1_000_000)
    assert [word for word in words if word in log] == []


def test_prometheus_finds_the_workers_by_the_projects_own_configuration(load: Load, prometheus: Prometheus) -> None:
    health = {instance: target["health"] for instance, target in prometheus.targets().items()}
    assert health == {f"127.0.0.1:{load.worker.port}": "up", load.dead: "down"}
    assert prometheus.value("sum(ittiham_consumer_lag_records)") == 0


def test_every_rule_can_be_evaluated(prometheus: Prometheus) -> None:
    rules = prometheus.rules()
    wait_until(lambda: all(rule["health"] == "ok" for rule in prometheus.rules()), 15, lambda: str(prometheus.rules()))
    recorded = [rule["name"] for rule in rules if rule["type"] == "recording"]
    assert recorded
    assert [name for name in recorded if not prometheus.query(name)] == []


def test_only_the_worker_that_is_down_raises_an_alert(load: Load, prometheus: Prometheus) -> None:
    def raised() -> set[tuple[str, str]]:
        return {
            (rule["name"], alert["labels"].get("instance", ""))
            for rule in prometheus.rules()
            for alert in rule.get("alerts", ())
        } - {("IttihamDeadLetters", "")}  # for a minute the broken records are a large share

    wait_until(lambda: bool(raised()), 15, prometheus.log)
    assert raised() == {("IttihamWorkerDown", load.dead)}


@pytest.mark.parametrize(
    "panel", [panel for board in BOARDS for panel in board.panels()], ids=lambda panel: panel.title
)
def test_every_panel_has_data(prometheus: Prometheus, panel: Panel) -> None:
    assert panel.title not in EMPTY or panel.may_be_empty
    for query in panel.queries:
        series = prometheus.query(re.sub(r"\$__\w+", lambda name: GRAFANA[name[0]], query.expr))
        assert bool(series) != (panel.title in EMPTY), query.expr
        values = [float(one["value"][1]) for one in series]
        assert not any(map(math.isnan, values)), query.expr
        for label in re.findall(r"\{\{(\w+)\}\}", query.legend):
            assert all(label in one["metric"] for one in series), f"the legend of {query.expr} names {label}"
