"""What the demo counts, when it calls itself complete, and what its worker may see of the environment."""

from typing import Any

import orjson
import pytest

from streams.cli.demo_results import Results
from streams.cli.demo_worker import environment
from streams.records.samples import BrokenRecord
from streams.settings import Topics

TOPICS = Topics("")


@pytest.fixture
def results() -> Results:
    return Results(TOPICS, ["a1", "a2"], [BrokenRecord("b1", None, "empty_value", "why")])


def enriched(article: str, accusations: int) -> tuple[Any, ...]:
    value = {"article_id": article, "accusations": [{}] * accusations}
    return TOPICS.enriched, article.encode(), orjson.dumps(value), ()


def accusation(event_id: str, kind: str = "accuse") -> tuple[Any, ...]:
    return TOPICS.accusations, b"a1", orjson.dumps({"event_id": event_id, "type": kind}), ()


def dead_letter(key: str, reason: str) -> tuple[Any, ...]:
    return TOPICS.dead_letter, key.encode(), None, [("ittiham_reason", reason.encode())]


def test_it_is_complete_when_every_record_has_become_what_it_should(results: Results) -> None:
    for record in (enriched("a1", 1), enriched("a2", 0), dead_letter("b1", "empty_value")):
        results.take(*record)
    assert (results.missing(), results.complete) == (["1 accusations"], False)
    assert results.take(*accusation("e1"))["event_id"] == "e1"
    assert (results.missing(), results.surprises()) == ([], [])


def test_it_says_what_is_missing(results: Results) -> None:
    assert results.missing() == ["2 enriched articles", "1 dead letters"]


def test_a_record_that_comes_twice_counts_once(results: Results) -> None:
    results.take(*accusation("e1"))
    assert results.take(*accusation("e1")) is None
    assert len(results.accusations) == 1


def test_a_wrong_reason_and_a_dead_letter_too_many_are_surprises(results: Results) -> None:
    results.take(*accusation("e1"))
    results.take(*dead_letter("b1", "too_large"))
    results.take(*dead_letter("a1", "processing_error"))
    assert results.surprises() == [
        "b1: expected the dead-letter reason empty_value, got too_large",
        "a1: expected the dead-letter reason None, got processing_error",
    ]


def test_no_accusation_at_all_is_a_surprise(results: Results) -> None:
    assert results.surprises() == ["expected accusations, got none"]


def test_the_summary_counts_by_type_and_reason(results: Results, capsys: pytest.CaptureFixture[str]) -> None:
    for record in (enriched("a1", 2), enriched("a2", 0), dead_letter("b1", "empty_value")):
        results.take(*record)
    results.take(*accusation("e1", "deny"))
    results.take(*accusation("e2"))
    latency = "ittiham_end_to_end_latency_seconds"
    results.print_summary(
        {"ittiham_articles_consumed_total": 3.0, f"{latency}_sum": 6.0, f"{latency}_count": 3.0}, 7.25
    )
    rows = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert rows == [
        "Summary",
        "records pushed 3 1 of them broken",
        "articles enriched 2 1 of them report no accusation",
        "accusations 2 accuse 1, deny 1",
        "dead letters 1 empty_value 1",
        "by /metrics 3 records consumed, 2.0 s each from topic to topic",
        "seconds 7.2 the worker's start included",
    ]


def test_the_worker_sees_the_settings_of_the_demo_and_no_others() -> None:
    base = {"PATH": "/bin", "ITTIHAM_SECURITY_PROTOCOL": "SSL", "ittiham_group_id": "x", "ITTIHAM_CACHE_DIR": "/c"}
    assert environment({"web_port": 80, "idempotent_producer": False}, base) == {
        "PATH": "/bin",
        "ITTIHAM_CACHE_DIR": "/c",
        "ITTIHAM_WEB_PORT": "80",
        "ITTIHAM_IDEMPOTENT_PRODUCER": "false",
    }
