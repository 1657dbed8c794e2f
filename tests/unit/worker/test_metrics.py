"""What is counted of an article, and under which labels."""

from typing import Any

import pytest
from prometheus_client import generate_latest

from streams.records.outputs import Coder
from streams.segmentation.types import Segmentation
from streams.settings import Settings
from streams.tagging.types import Accusation, Actor, Analysis, Sentence, Span
from streams.worker.metrics import Metrics
from streams.worker.tallies import all_countries

SENTENCE = Sentence("text", 0, 0, 1, Segmentation("x", ["x"], [0], [1], ["x"]))


def actor(country: str | None, name: str | None = "somebody") -> Actor:
    return Actor(0, 1, "x", name=name, country=country)


def event(accusers: str = "", accused: str = "", **more: Any) -> Accusation:
    """Countries separated by spaces; `-` is a party without one."""
    parties = [tuple(actor(None if c == "-" else c) for c in side.split()) for side in (accusers, accused)]
    kind = more.pop("type", "accuse")
    return Accusation(kind, "112", SENTENCE, Span(0, 1, "x"), "x", "x", parties[0], parties[1], None, "rule", **more)


def counted(metrics: Metrics, name: str) -> dict[tuple[str, ...], float]:
    """Samples of a counter that are not 0, by their labels' values."""
    return {
        tuple(sample.labels.values()): sample.value
        for family in metrics.registry.collect()
        for sample in family.samples
        if sample.name == f"ittiham_{name}_total" and sample.value
    }


@pytest.fixture
def metrics() -> Metrics:
    return Metrics([("RUS", "USA"), ("IRN", "ISR")])


def count(metrics: Metrics, *events: Accusation, actors: tuple[Actor, ...] = (), least: float = 0.0) -> None:
    metrics.count_enriched([Analysis(actors, events)], least)


def test_countries_of_both_roles(metrics: Metrics) -> None:
    count(metrics, event("RUS", "USA"), event("RUS", "-"), event("", "RUS"))
    assert counted(metrics, "accusations_by_country") == {
        ("accuser", "RUS"): 2,
        ("accused", "USA"): 1,
        ("accused", "none"): 1,
        ("accuser", "unnamed"): 1,
        ("accused", "RUS"): 1,
    }


def test_a_country_counts_once_in_an_event(metrics: Metrics) -> None:
    count(metrics, event("RUS RUS USA", "IRN"))
    assert counted(metrics, "accusations_by_country")["accuser", "RUS"] == 1


def test_configured_pairs_and_the_rest(metrics: Metrics) -> None:
    count(metrics, event("RUS", "USA"), event("USA", "RUS"), event("FRA", "DEU"), event("RUS", ""))
    assert counted(metrics, "accusations_by_pair") == {("RUS", "USA"): 1, ("other", "other"): 3}


def test_a_mutual_accusation_counts_in_both_directions(metrics: Metrics) -> None:
    metrics = Metrics([("RUS", "USA"), ("USA", "RUS"), ("RUS", "RUS")])
    count(metrics, event("RUS USA", "RUS USA", reciprocal=True))
    assert counted(metrics, "accusations_by_pair") == {("RUS", "USA"): 1, ("USA", "RUS"): 1}


@pytest.mark.parametrize("what", [{"type": "deny"}, {"negated": True}, {"hypothetical": True}])
def test_what_is_no_accusation_is_published_but_accuses_nobody(metrics: Metrics, what: dict[str, Any]) -> None:
    count(metrics, event("RUS", "USA", **what))
    assert counted(metrics, "accusations_published") == {(str(what.get("type", "accuse")),): 1}
    for name in ("accusations_by_country", "accusations_by_pair", "articles_with_accusation"):
        assert counted(metrics, name) == {}


def test_articles_with_an_accusation(metrics: Metrics) -> None:
    count(metrics, event("RUS", "USA"), event("USA", "RUS"))
    count(metrics, event(type="deny"))
    count(metrics)
    assert counted(metrics, "articles_with_accusation") == {(): 1}
    assert counted(metrics, "articles_enriched") == {(): 3}


def test_an_event_that_is_kept_off_counts_as_that_and_as_nothing_else(metrics: Metrics) -> None:
    count(metrics, event("RUS", "USA", confidence=0.49), least=0.5)
    assert counted(metrics, "accusations_below_confidence") == {("accuse",): 1}
    for name in ("accusations_published", "accusations_by_country", "accusations_by_pair", "articles_with_accusation"):
        assert counted(metrics, name) == {}
    count(metrics, event("RUS", "USA", confidence=0.5), event("RUS", "USA"), least=0.5)
    assert counted(metrics, "accusations_below_confidence") == {("accuse",): 1}
    assert counted(metrics, "accusations_published") == {("accuse",): 2}
    assert counted(metrics, "articles_with_accusation") == {(): 1}


def test_how_sure_events_are_those_kept_off_included(metrics: Metrics) -> None:
    events = [event(confidence=sure, type=kind) for sure, kind in ((0.1, "accuse"), (0.11, "accuse"), (1.0, "deny"))]
    count(metrics, *events, event(type="blame"), least=0.5)

    def at_most(bound: str, kind: str) -> float | None:
        return metrics.registry.get_sample_value("ittiham_accusation_confidence_bucket", {"le": bound, "type": kind})

    assert [at_most(bound, "accuse") for bound in ("0.1", "0.2", "1.0")] == [1, 2, 2]
    assert [at_most(bound, "deny") for bound in ("0.9", "1.0")] == [0, 1]
    assert at_most("+Inf", "blame") == 0, "what does not say how sure it is, is not counted as unsure"


def test_known_and_unknown_actors(metrics: Metrics) -> None:
    count(metrics, actors=(actor("RUS"), actor(None), actor(None, name=None)))
    assert counted(metrics, "actors") == {("true",): 2, ("false",): 1}


def test_series_with_known_labels_exist_from_the_start(metrics: Metrics) -> None:
    page = generate_latest(metrics.registry).decode()
    for series in (
        'accusations_published_total{type="deny"}',
        'dead_letters_total{reason="too_large"}',
        'accusations_below_confidence_total{type="deny"}',
        'accusation_confidence_count{type="deny"}',
        'accusations_by_pair_total{accused="ISR",accuser="IRN"}',
        'accusations_by_pair_total{accused="other",accuser="other"}',
        'stage_duration_seconds_count{stage="commit"}',
    ):
        assert f"ittiham_{series} 0.0\n" in page


def test_countries_have_their_series_from_the_start() -> None:
    """Else the first accusation of a country would be no increase, and missing in every dashboard."""
    page = generate_latest(Metrics(countries=all_countries()).registry).decode()
    for role in ("accuser", "accused"):
        for country in ("RUS", "PSE", "XKX", "none", "unnamed"):
            assert f'accusations_by_country_total{{country="{country}",role="{role}"}} 0.0\n' in page


def test_topics_have_their_failures_from_the_start() -> None:
    """Else the first refusal would be no increase, and the alert would wait for a second one."""
    topics = Settings(topic_prefix="x.").topics
    page = generate_latest(Metrics(topics=topics.published).registry).decode()
    for topic in ("x.articles.enriched", "x.accusations", "x.articles.dead-letter"):
        assert f'ittiham_publish_failures_total{{topic="{topic}"}} 0.0\n' in page


def test_every_metric_has_a_help_text_and_ours_have_the_prefix(metrics: Metrics) -> None:
    metrics.build_info(Coder("farasa-native", "0000"))
    for family in metrics.registry.collect():
        assert family.documentation
        assert family.name.startswith(("ittiham_", "process_", "python_"))


def test_two_workers_metrics_do_not_clash() -> None:
    first, second = Metrics(), Metrics()
    first.consumed.inc()
    assert counted(second, "articles_consumed") == {}
