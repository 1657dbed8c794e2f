"""A real Prometheus with the project's own files: it finds the worker, evaluates each rule, answers each panel."""

import math
import re
from typing import Any

import pytest

from monitoring.grafana.accusations import ACCUSATIONS
from monitoring.grafana.panels import Panel
from monitoring.grafana.scope import annotations, scoped
from monitoring.grafana.stream import STREAM
from tests.integration.metrics.load import Load
from tests.prometheus import Prometheus
from tests.waiting import wait_until

GRAFANA = {"$__rate_interval": "1m", "$__range": "5m", "$job": "ittiham", "$namespace": ".*", "$instance": ".+"}
"""What Grafana puts in for its variables: four scrapes and more, the time shown, and all there is."""
PANELS = [panel for board in (STREAM, ACCUSATIONS) for panel in board.panels()]


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


@pytest.mark.parametrize("annotation", annotations(), ids=lambda annotation: annotation["name"])
def test_every_annotation_can_be_asked(prometheus: Prometheus, annotation: dict[str, Any]) -> None:
    expr = re.sub(r"\$\w+", lambda name: GRAFANA[name[0]], annotation["expr"])
    assert prometheus.query(expr) or annotation["name"] != "Starts"


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.title)
def test_every_panel_has_data(prometheus: Prometheus, panel: Panel) -> None:
    for query in panel.queries:
        series = prometheus.query(re.sub(r"\$\w+", lambda name: GRAFANA[name[0]], scoped(query.expr)))
        assert series, query.expr
        values = [float(one["value"][1]) for one in series]
        assert not any(map(math.isnan, values)), query.expr
        for label in re.findall(r"\{\{(\w+)\}\}", query.legend):
            assert all(label in one["metric"] for one in series), f"the legend of {query.expr} names {label}"
