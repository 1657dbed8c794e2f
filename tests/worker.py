"""A real `ittiham worker` as a child process: started, asked, stopped, killed, frozen."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from prometheus_client.parser import text_string_to_metric_families

from streams.kafka.processes import dying_with_parent

__all__ = ["WorkerProcess", "free_port"]

START_TIMEOUT = 60.0  # seconds; it takes about 4, most of it the first join of the group
_PROBE_INTERVAL = 0.1


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class WorkerProcess:
    """`with WorkerProcess(bootstrap, prefix, directory) as worker:` gives a worker that is ready.

    Its group is `{prefix}workers`, its log `directory/worker-N.log`. `settings` are ITTIHAM_ settings without prefix.
    """

    arguments: Sequence[str] = ("-m", "streams", "worker")
    """What Python runs; a test may put a worker with a fault of its own here."""
    _count = 0

    def __init__(self, bootstrap: str, prefix: str, directory: Path, *, wait: bool = True, **settings: object) -> None:
        WorkerProcess._count += 1
        self.port = free_port()
        self.group = f"{prefix}workers"
        self.log_file = directory / f"worker-{WorkerProcess._count}.log"
        self._wait = wait
        values = {
            "bootstrap_servers": bootstrap,
            "topic_prefix": prefix,
            "group_id": self.group,
            "session_timeout": 6,
            "web_port": self.port,
            "cache_dir": directory.parent / "ittiham-cache",
        } | settings
        self.environment = _without_settings(os.environ) | {
            f"ITTIHAM_{name.upper()}": str(value) for name, value in values.items()
        }
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        if self._wait:
            self.wait_ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def start(self) -> None:
        """Start it, without waiting."""
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.arguments],
                env=self.environment,
                stdout=log,
                stderr=log,
                cwd=self.log_file.parent,
                preexec_fn=dying_with_parent(),  # noqa: PLW1509 - one plain system call; no thread of the tests forks
            )

    def wait_ready(self, timeout: float = START_TIMEOUT) -> None:
        """Wait until `/readyz` says so."""
        self.wait_page("/readyz", 200, timeout)

    def wait_page(self, path: str, status: int, timeout: float = START_TIMEOUT) -> str:
        """Wait until a page answers with this status; gives what it says."""
        deadline, answer = time.monotonic() + timeout, (0, "nothing")
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                raise AssertionError(
                    f"the worker ended with {self.exit_code} before {path} was {status}:\n{self.log()}"
                )
            answer = self.page(path)
            if answer[0] == status:
                return answer[1]
            time.sleep(_PROBE_INTERVAL)
        raise TimeoutError(f"{path} was {answer} after {timeout} s, expected {status}:\n{self.log()}")

    def page(self, path: str, method: str = "GET") -> tuple[int, str]:
        """Status and body of a page; status 0 when nobody answers."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method=method)
        try:
            with urllib.request.urlopen(request, timeout=5) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def metric(self, name: str, **labels: str) -> float | None:
        """The value of a sample of `/metrics`; None if there is no such sample."""
        for family in text_string_to_metric_families(self.page("/metrics")[1]):
            for sample in family.samples:
                if sample.name == name and sample.labels == labels:
                    return sample.value
        return None

    def terminate(self, timeout: float = 40) -> int:
        """SIGTERM, and wait; gives the exit code."""
        self.signal(signal.SIGTERM)
        return self.wait(timeout)

    def kill(self) -> None:
        """SIGKILL, if it still runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the worker, by its own id."""
        assert self.process is not None
        self.process.send_signal(number)

    def wait(self, timeout: float = 60) -> int:
        """Wait for its end; gives the exit code."""
        assert self.process is not None
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"the worker did not end within {timeout} s:\n{self.log()}") from None

    @property
    def exit_code(self) -> int | None:
        """Its exit code, None while it runs."""
        return self.process.poll() if self.process else None

    def log(self, last: int = 6000) -> str:
        """The end of its log."""
        return self.log_file.read_text(errors="replace")[-last:]


def _without_settings(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if not name.startswith("ITTIHAM_")}
