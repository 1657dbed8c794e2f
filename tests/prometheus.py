"""A real Prometheus with the project's own configuration, asked over HTTP as Grafana asks it."""

import json
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from streams.kafka.processes import dying_with_parent
from tests.worker import free_port

__all__ = ["CONFIGURATION", "Prometheus"]

CONFIGURATION = Path(__file__).parents[1] / "monitoring" / "prometheus"
_START_TIMEOUT = 30.0


class Prometheus:
    """Scrapes the targets, `host:port`, every five seconds; its files are copies of the project's, with the targets."""

    def __init__(self, binary: str, directory: Path, targets: Sequence[str]) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        self._log = directory / "prometheus.log"
        folder = directory / "prometheus"
        shutil.copytree(CONFIGURATION, folder, ignore=shutil.ignore_patterns("targets"))
        (folder / "targets").mkdir()
        (folder / "targets" / "tests.yml").write_text(json.dumps([{"targets": list(targets)}]), encoding="utf-8")
        self._command = [
            binary,
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={directory / 'data'}",
            f"--web.listen-address={self.url.removeprefix('http://')}",
        ]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                stdout=log,
                stderr=log,
                preexec_fn=dying_with_parent(),  # noqa: PLW1509 - one plain system call; no thread of the tests forks
            )
        deadline = time.monotonic() + _START_TIMEOUT
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Prometheus is not ready:\n{self.log()}")
            time.sleep(0.1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def query(self, expression: str) -> list[dict[str, Any]]:
        """The series of an instant query: `{"metric": {label: value}, "value": [time, "value"]}`."""
        result: list[dict[str, Any]] = self._get("query", query=expression)["result"]
        return result

    def value(self, expression: str) -> float | None:
        """The value of a query with one series; None with none."""
        series = self.query(expression)
        assert len(series) <= 1, f"{expression}: expected one series, got {series}"
        return float(series[0]["value"][1]) if series else None

    def targets(self) -> dict[str, dict[str, Any]]:
        """What it scrapes, by `host:port`."""
        return {target["labels"]["instance"]: target for target in self._get("targets")["activeTargets"]}

    def rules(self) -> list[dict[str, Any]]:
        """All rules it evaluates."""
        return [rule for group in self._get("rules")["groups"] for rule in group["rules"]]

    def log(self) -> str:
        """The end of its log."""
        return self._log.read_text(errors="replace")[-4000:]

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/-/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def _get(self, what: str, **parameters: str) -> Any:
        address = f"{self.url}/api/v1/{what}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{parameters}: {error.read().decode()}") from None
