"""The files of monitoring/: rules that Prometheus accepts and that fire when they should, dashboards as generated."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry, generate_latest

from monitoring.grafana.generate import BOARDS, outputs
from monitoring.grafana.panels import Panel
from streams.desk.metrics import Metrics as DeskMetrics
from streams.kafka.lag import Partition, Standing
from streams.records.outputs import Coder
from streams.segmentation.native import NativeSegmenter
from streams.worker.collectors import CacheCollector, LagCollector
from streams.worker.health import Health
from streams.worker.metrics import Metrics
from streams.worker.watch import Report
from tests.prometheus import CONFIGURATION
from tests.tools import find_tool, run

ROOT = Path(__file__).parents[2]
RULES = sorted((CONFIGURATION / "rules").glob("*.yml"))
ALERTS: list[dict[str, Any]] = [
    rule
    for file in RULES
    for group in yaml.safe_load(file.read_text("utf-8"))["groups"]
    for rule in group["rules"]
    if "alert" in rule
]
PANELS = [panel for board in BOARDS for panel in board.panels()]
UNITS = {"short", "s", "ops", "percentunit", "bytes"}


def promtool(*arguments: str | Path) -> str:
    return run(find_tool("promtool"), *arguments)


def test_prometheus_accepts_the_configuration() -> None:
    assert "is valid" in promtool("check", "config", CONFIGURATION / "prometheus.yml")


def test_prometheus_accepts_the_rules() -> None:
    promtool("check", "rules", "--lint=all", "--lint-fatal", *RULES)


@pytest.mark.parametrize("file", sorted((CONFIGURATION / "tests").glob("*.yml")), ids=lambda file: file.stem)
def test_alerts_fire_and_stay_quiet(file: Path) -> None:
    promtool("test", "rules", file)


def cases(alert: str) -> list[bool]:
    """For each test of an alert, whether it is to fire."""
    files = [yaml.safe_load(file.read_text("utf-8")) for file in (CONFIGURATION / "tests").glob("*.yml")]
    tests = [case for file in files for test in file["tests"] for case in test["alert_rule_test"]]
    return [bool(case["exp_alerts"]) for case in tests if case["alertname"] == alert]


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_each_alert_is_tested_both_ways_and_says_what_to_do(alert: dict[str, Any]) -> None:
    name, notes = alert["alert"], alert["annotations"]
    assert name.startswith("Ittiham")
    assert set(cases(name)) == {True, False}
    assert alert["labels"]["severity"] in {"critical", "warning"}
    assert re.fullmatch(r"[A-Z].*\.", notes["summary"])
    assert "{{" not in notes["summary"], "a summary is the same each time; the value is for the description"
    assert notes["description"] != notes["summary"]
    page, _, anchor = notes["runbook_url"].partition("#")
    section = re.search(rf"^### {name}\n(.*?)(?=^##|\Z)", (ROOT / page).read_text("utf-8"), re.M | re.S)
    assert anchor == name.lower()
    assert section is not None, f"{page} has no section {name}"
    assert all(f"**{word}**" in section[1] for word in ("Means", "Look", "Do")), f"{page}: what to do at {name}"


def test_descriptions_hold_a_value_unless_there_is_none_to_give() -> None:
    without = {alert["alert"] for alert in ALERTS if "{{" not in alert["annotations"]["description"]}
    assert without == {"IttihamNoWorkers", "IttihamNoArticles"}


@pytest.mark.parametrize("path", list(outputs()), ids=lambda path: path.name)
def test_dashboards_are_as_generated(path: Path) -> None:
    assert path.read_text("utf-8") == outputs()[path], "run python -m monitoring.grafana.generate"


def test_no_other_dashboards() -> None:
    assert set((ROOT / "monitoring/grafana/dashboards").iterdir()) == set(outputs())


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.title)
def test_each_panel_asks_a_question_and_explains_itself(panel: Panel) -> None:
    assert panel.title.endswith("?")
    assert panel.description.endswith((".", ")"))
    assert panel.unit in UNITS
    assert panel.queries


@pytest.mark.parametrize("path", list(outputs()), ids=lambda path: path.name)
def test_each_panel_of_the_file_has_its_place_and_its_data_source(path: Path) -> None:
    panels = json.loads(path.read_text("utf-8"))["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    shown = [panel for panel in panels if panel["type"] != "row"]
    assert {panel["title"] for panel in panels if panel["type"] == "row"}
    for panel in shown:
        assert panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24
        assert {target["datasource"]["uid"] for target in panel["targets"]} == {"${datasource}"}
        assert panel["fieldConfig"]["defaults"]["unit"]


def test_the_data_source_is_provisioned() -> None:
    file = ROOT / "monitoring/grafana/provisioning/datasources/prometheus.yml"
    (source,) = yaml.safe_load(file.read_text("utf-8"))["datasources"]
    assert source["type"] == "prometheus"
    scraped = yaml.safe_load((CONFIGURATION / "prometheus.yml").read_text("utf-8"))["global"]["scrape_interval"]
    assert source["jsonData"]["timeInterval"] == scraped


WINDOWS = {"5m": ("five minutes",), "15m": ("15 minutes", "fifteen minutes")}
"""An interval that does not change with the time shown, and the words by which a panel says so."""


def board(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@pytest.mark.parametrize("path", list(outputs()), ids=lambda path: path.name)
def test_a_dashboard_serves_any_grafana(path: Path) -> None:
    """The rules of Grafana's own dashboard-linter; with one exception, said in `scope.ALL`: no `.+` for all jobs."""
    found = board(path)
    variables = {variable["name"]: variable for variable in found["templating"]["list"]}
    assert list(variables) == ["datasource", "job", "namespace", "instance", "desk"]
    assert (variables["datasource"]["type"], variables["datasource"]["query"]) == ("datasource", "prometheus")
    for name in ("job", "namespace", "instance"):
        assert variables[name]["datasource"]["uid"] == "${datasource}"
        assert (variables[name]["multi"], variables[name]["includeAll"]) == (True, True)
        assert variables[name]["label"] == name.capitalize()
        assert variables[name]["refresh"] == 2, "asked anew when the time changes"
    assert (variables["namespace"]["allValue"], variables["instance"]["allValue"]) == (".*", ".+")
    assert found["editable"] is False
    assert "ittiham-prometheus" not in path.read_text("utf-8"), "a data source of one Grafana"


@pytest.mark.parametrize("path", list(outputs()), ids=lambda path: path.name)
def test_every_query_is_narrowed_to_what_is_chosen(path: Path) -> None:
    found = board(path)
    targets = [target for panel in found["panels"] for target in panel.get("targets", ())]
    exprs = [target["expr"] for target in targets] + [query["expr"] for query in found["annotations"]["list"]]
    assert len(exprs) > 10
    for expr in exprs:
        selectors = re.findall(r"(?<![\w$\"])(?:ittiham|process|ALERTS|up\b)\w*(\{[^}]*\})?", expr)
        assert selectors, expr
        wanted = ("job",) if expr.startswith("ALERTS") else ("job", "namespace", "instance")
        assert all(f'{name}=~"${name}"' in selector for selector in selectors for name in wanted), expr


@pytest.mark.parametrize("path", list(outputs()), ids=lambda path: path.name)
def test_queries_are_as_the_linter_wants_them(path: Path) -> None:
    """Counters are rates, over an interval that Grafana chooses, unless the title or description names another."""
    for panel in (panel for panel in board(path)["panels"] if panel["type"] != "row"):
        for target in panel["targets"]:
            for name, _, window in re.findall(r"(ittiham_\w+_total)(\{[^}]*\})?(\[[^]]*\])?", target["expr"]):
                assert window, f"{name} in {panel['title']} is a counter"
            for window in re.findall(r"\[([^]]*)\]", target["expr"]):
                named = f"{panel['title']} {panel['description']}"
                assert window.startswith("$__") or any(word in named for word in WINDOWS[window]), panel["title"]


@pytest.mark.parametrize("path", list(outputs()), ids=lambda path: path.name)
def test_what_happened_is_marked(path: Path) -> None:
    names = [query["name"] for query in board(path)["annotations"]["list"]]
    assert names == ["Starts", "Deployments", "Alerts"]


def test_alerts_and_panels_link_to_each_other() -> None:
    panels = {
        f"/d/{path.stem}?viewPanel={panel['id']}": {link["title"] for link in panel.get("links", ())}
        for path in outputs()
        for panel in board(path)["panels"]
    }
    for alert in ALERTS:
        assert alert["alert"] in panels[alert["annotations"]["dashboard_url"]]
    assert sum(map(len, panels.values())) == len(ALERTS)


def registry() -> CollectorRegistry:
    """A worker's metrics, with a lag, and a desk's."""
    health, metrics = Health(60), Metrics()
    metrics.build_info(Coder("farasa-native", "0000"))
    partition = Partition("articles.raw", 0)
    report = Report({partition: Standing(0, 9, 5, oldest=1.0)}, {partition: 3.0}, "ok", broker_reachable=True)
    metrics.registry.register(LagCollector(lambda: report, health))
    metrics.registry.register(CacheCollector(NativeSegmenter()))
    metrics.registry.register(DeskMetrics().registry)
    return metrics.registry


def exported() -> set[str]:
    """The names of all metrics of ours, as they are on the page."""
    families = [family for family in registry().collect() if family.name.startswith("ittiham_")]
    return {family.name + ("_total" if family.type == "counter" else "") for family in families}


def test_names_and_help_texts_are_as_prometheus_wants_them(tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_bytes(generate_latest(registry()))
    with page.open("rb") as stdin:
        done = subprocess.run(
            [find_tool("promtool"), "check", "metrics"], stdin=stdin, capture_output=True, check=False
        )
    ours = [line for line in done.stderr.decode().splitlines() if line.startswith("ittiham_")]
    # The library's `_created` series, which the worker switches off.
    assert [line for line in ours if "_created" not in line] == []


def test_every_metric_is_explained_and_no_other() -> None:
    pages = "".join((ROOT / "docs" / name).read_text("utf-8") for name in ("operations.md", "desk.md"))
    explained = set(re.findall(r"^\| `(ittiham_\w+)` ", pages, re.M))
    assert explained == exported()


def test_rules_and_panels_ask_for_metrics_that_exist() -> None:
    rules = [
        rule for file in RULES for group in yaml.safe_load(file.read_text("utf-8"))["groups"] for rule in group["rules"]
    ]
    asked = [rule["expr"] for rule in rules] + [query.expr for panel in PANELS for query in panel.queries]
    names = {name for expr in asked for name in re.findall(r"(?<![:\w])ittiham_\w+", expr)}
    assert {re.sub(r"_(bucket|sum|count)$", "", name) for name in names} <= exported()
