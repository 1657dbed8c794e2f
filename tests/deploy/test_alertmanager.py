"""Alerts reach somebody: a real Alertmanager with the project's configuration, and the receiver that logs."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from streams.kafka.processes import dying_with_parent
from tests.tools import ROOT, find_tool, run
from tests.waiting import wait_until
from tests.worker import free_port

FOLDER = ROOT / "monitoring" / "alertmanager"
CONFIGURATIONS = [FOLDER / "alertmanager.yml", *sorted((FOLDER / "examples").glob("*.yml"))]


def localised(path: Path, folder: Path) -> Path:
    """A copy that finds its templates, and secrets, in the folder."""
    text = path.read_text("utf-8").replace("/etc/alertmanager/", f"{FOLDER}/").replace("/run/secrets/", f"{folder}/")
    copy = folder / path.name
    copy.write_text(text, encoding="utf-8")
    return copy


@pytest.mark.parametrize("path", CONFIGURATIONS, ids=lambda path: path.stem)
def test_alertmanager_accepts_the_configurations_with_their_templates(path: Path, tmp_path: Path) -> None:
    for secret in ("smtp-password", "slack-webhook"):
        (tmp_path / secret).write_text("https://hooks.example.org/x")
    said = run(find_tool("amtool"), "check-config", localised(path, tmp_path))
    assert "1 templates" in said
    assert "links.tmpl  SUCCESS" in said or "SUCCESS" in said.partition("templates")[2]


@pytest.mark.parametrize("name", ["mail", "slack"])
def test_examples_use_templates_that_there_are(name: str) -> None:
    asked = (FOLDER / "examples" / f"{name}.yml").read_text("utf-8")
    defined = (FOLDER / "links.tmpl").read_text("utf-8")
    assert all(f'define "ittiham.{part}"' in defined and f"ittiham.{part}" in asked for part in ("title", "text"))


ALERT = {
    "labels": {"alertname": "IttihamDeadLetters", "severity": "warning", "job": "ittiham"},
    "annotations": {
        "summary": "More records than usual are dead-lettered.",
        "description": "12% of the records of the last 15 minutes were dead-lettered.",
        "runbook_url": "docs/operations.md#ittihamdeadletters",
        "dashboard_url": "/d/ittiham-stream?viewPanel=7",
    },
}


def rendered(template: str, alert: dict[str, Any], folder: Path) -> str:
    """What a receiver of people's would be sent."""
    data = {"status": "firing", "alerts": [alert | {"status": "firing"}], "commonAnnotations": alert["annotations"]}
    (folder / "data.json").write_text(json.dumps(data))
    command = ("template", "render", "--template.glob", FOLDER / "links.tmpl", "--template.data", folder / "data.json")
    return run(find_tool("amtool"), *command, f'--template.text={{{{ template "{template}" . }}}}')


def test_links_in_a_message_are_absolute(tmp_path: Path) -> None:
    text = rendered("ittiham.text", ALERT, tmp_path)
    assert "What to do: https://ittiham.example/docs/operations.md#ittihamdeadletters" in text
    assert "What to look at: http://127.0.0.1:3000/d/ittiham-stream?viewPanel=7" in text
    absolute = {"runbook_url": "https://wiki.example/x#y", "dashboard_url": "https://g.example/d/z"}
    text = rendered("ittiham.text", ALERT | {"annotations": ALERT["annotations"] | absolute}, tmp_path)
    assert "What to do: https://wiki.example/x#y" in text
    assert "What to look at: https://g.example/d/z" in text
    assert rendered("ittiham.title", ALERT, tmp_path).startswith("[FIRING 1] More records")


@contextmanager
def running(log: Path, *command: str, **environment: str) -> Iterator[None]:
    with log.open("ab") as out:
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
            preexec_fn=dying_with_parent(),  # noqa: PLW1509 - one plain system call; no thread of the tests forks
        )
        try:
            yield
        finally:
            process.kill()
            process.wait()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_an_alert_gets_into_the_log_with_absolute_links(tmp_path: Path) -> None:
    web, hook = free_port(), free_port()
    configuration = localised(FOLDER / "alertmanager.yml", tmp_path)
    settings = yaml.safe_load(configuration.read_text("utf-8"))
    settings["route"]["group_wait"] = "0s"  # else it waits for what belongs together
    settings["receivers"][0]["webhook_configs"][0]["url"] = f"http://127.0.0.1:{hook}/"
    configuration.write_text(yaml.safe_dump(settings), encoding="utf-8")
    log, own = tmp_path / "alerts.log", tmp_path / "alertmanager.log"
    receiver = (sys.executable, str(FOLDER / "log_receiver.py"), "127.0.0.1", str(hook))
    manager = (
        find_tool("prometheus-alertmanager", "alertmanager"),
        f"--config.file={configuration}",
        f"--storage.path={tmp_path / 'data'}",
        f"--web.listen-address=127.0.0.1:{web}",
        "--cluster.listen-address=",
    )
    links = {"RUNBOOKS": "https://wiki.example/", "GRAFANA": "https://grafana.example"}
    with running(log, *receiver, **links), running(own, *manager):
        wait_until(lambda: answers(f"http://127.0.0.1:{web}/-/ready"), 30, own.read_text)
        wait_until(lambda: answers(f"http://127.0.0.1:{hook}/"), 30, log.read_text)
        body = json.dumps([ALERT]).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"http://127.0.0.1:{web}/api/v2/alerts", body, headers)
        with urllib.request.urlopen(request, timeout=10):
            pass
        wait_until(lambda: log.read_text() != "", 30, own.read_text)
    assert log.read_text("utf-8").splitlines() == [
        "firing warning IttihamDeadLetters job=ittiham: 12% of the records of the last 15 minutes were dead-lettered. "
        "https://wiki.example/docs/operations.md#ittihamdeadletters https://grafana.example/d/ittiham-stream?viewPanel=7"
    ]


def test_the_receiver_refuses_what_is_no_message(tmp_path: Path) -> None:
    hook, log = free_port(), tmp_path / "alerts.log"
    with running(log, sys.executable, str(FOLDER / "log_receiver.py"), "127.0.0.1", str(hook)):
        wait_until(lambda: answers(f"http://127.0.0.1:{hook}/"), 30, log.read_text)
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{hook}/", b"{}"), timeout=10)


@pytest.mark.parametrize("overlay", ["dev", "production"])
def test_the_links_of_the_manifests_are_absolute(overlay: str) -> None:
    from tests.deploy.manifests import build

    rule = build(overlay).one("PrometheusRule")
    links = build(overlay).one("ConfigMap", "ittiham-links")["data"]
    alerts = [rule for group in rule["spec"]["groups"] for rule in group["rules"] if "alert" in rule]
    assert len(alerts) > 10
    for alert in alerts:
        assert alert["annotations"]["runbook_url"] == f"{links['runbooks']}#{alert['alert'].lower()}"
        assert alert["annotations"]["dashboard_url"].startswith(f"{links['grafana']}/d/ittiham-")
