"""The programs under measurement, as child processes: started, frozen, let go on, and asked what they cost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.stream.copies import SESSION_TIMEOUT
from streams.kafka.processes import dying_with_parent
from streams.settings import PREFIX, Settings

__all__ = ["Program"]

_CPU_OF_PROCESS = 2
"""`CPUCLOCK_SCHED` of the Linux kernel: a process's clock id is its inverted number, shifted by three, and this."""


@dataclass
class Program:
    """One program on topics of its own."""

    name: str
    bootstrap: str
    directory: Path
    arguments: tuple[str, ...] = ()
    """Of Python; without any it is one of `bench.stream.copies`."""
    environment: dict[str, Any] = field(default_factory=dict)
    """Settings of the worker, without prefix."""
    share: float = 1.0
    """How many of a round's articles it takes: the slow ones take fewer."""
    _process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> Settings:
        """Of its topics; the broker in memory has no idempotent producers."""
        values = {
            "bootstrap_servers": self.bootstrap,
            "topic_prefix": f"{self.name}.",
            "group_id": f"{self.name}.workers",
            "session_timeout": SESSION_TIMEOUT,
            "idempotent_producer": False,
        }
        return Settings(_env_file=None, **values | self.environment)  # type: ignore[call-arg] # pydantic's own

    def start(self) -> None:
        """Start it; what it says goes to a file in the directory."""
        arguments = self.arguments or ("-m", "bench.stream.copies", self.name, self.bootstrap, f"{self.name}.")
        ours = self.settings.model_dump(mode="json", include={*Settings.model_fields} & self.settings.model_fields_set)
        settings = {f"{PREFIX}{name.upper()}": str(value) for name, value in ours.items()}
        with (self.directory / f"{self.name}.log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, *arguments],
                env=os.environ | settings,
                stdout=log,
                stderr=log,
                preexec_fn=dying_with_parent(),  # noqa: PLW1509 - one plain system call
            )

    @property
    def processes(self) -> Iterator[int]:
        """The ids of the program's processes."""
        assert self._process is not None
        if self._process.poll() is not None:
            raise RuntimeError(f"{self.name} ended:\n{self.log()}")
        waiting = [self._process.pid]
        while waiting:
            yield (pid := waiting.pop())
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())

    def log(self) -> str:
        """The end of what it said."""
        return (self.directory / f"{self.name}.log").read_text(errors="replace")[-3000:]

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to each of its processes."""
        for pid in list(self.processes):
            os.kill(pid, number)

    def processor_time(self) -> float:
        """Seconds of all its processes so far, in user mode and in the kernel."""
        return sum(time.clock_gettime((~pid << 3) | _CPU_OF_PROCESS) for pid in self.processes)

    def peak_memory(self) -> float:
        """The most that any of its processes held, in MB."""
        status = [Path(f"/proc/{pid}/status").read_text().splitlines() for pid in self.processes]
        return max(int(line.split()[1]) / 1024 for lines in status for line in lines if line.startswith("VmHWM"))

    def kill(self) -> None:
        """End it."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
