"""What a worker counts and logs, against what really went through Kafka."""

import re
import time
from collections import Counter
from typing import Any

import orjson

from tests.articles import samples
from tests.integration.metrics.load import PAIRS, Load
from tests.kafka.client import end_offsets

ARABIC = re.compile("[ء-ي]")


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
    problems = [line for line in lines if line["logger"] == "streams.worker.agents" and line["level"] == "WARNING"]
    assert Counter((line["article_id"], line["reason"]) for line in problems) == Counter(
        ((record.key or b"").decode(), (record.header("ittiham_reason") or b"").decode())
        for record in load.dead_letters
    )
    assert all({"topic", "partition", "offset"} <= set(line) for line in problems)
    words = {word for article in samples() for word in article["text"].split() if len(word) > 4 and not word.isascii()}
    log = load.worker.log(1_000_000)
    assert [word for word in words if word in log] == []
