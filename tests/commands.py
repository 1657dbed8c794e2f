"""`ittiham` as a person runs it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.kafka import client

__all__ = ["Commands"]


class Commands:
    """Runs `ittiham` with the settings of one test."""

    def __init__(self, bootstrap: str, prefix: str, folder: Path, **settings: str) -> None:
        self.bootstrap, self.prefix, self.folder = bootstrap, prefix, folder
        foreign = {name: value for name, value in os.environ.items() if not name.startswith("ITTIHAM_")}
        ours = {"ITTIHAM_BOOTSTRAP_SERVERS": bootstrap, "ITTIHAM_TOPIC_PREFIX": prefix}
        more = {f"ITTIHAM_{name.upper()}": value for name, value in settings.items()}
        self.environment: Mapping[str, str] = foreign | ours | more

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", "streams", *arguments]
        return subprocess.Popen(command, cwd=self.folder, env=self.environment, stdin=pipe, stdout=pipe, stderr=pipe)

    def run(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        with self.start(*arguments) as process:
            try:
                out, err = process.communicate(stdin, timeout=60)
            finally:
                process.kill()
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def records(self, topic: str) -> list[client.Record]:
        return client.read_all(self.bootstrap, self.prefix + topic)
