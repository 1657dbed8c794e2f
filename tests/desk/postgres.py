"""A PostgreSQL of the tests' own, from Debian's packages, in a directory of its own and on a port of its own."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from streams.kafka.processes import dying_with_parent
from tests.tools import find_tool
from tests.waiting import wait_until
from tests.worker import free_port

__all__ = ["PostgresServer"]

_USER = "postgres"
"""Debian's; `initdb` refuses to run as root."""


class PostgresServer:
    """One server, alive inside `with`; skips the test (fails it under CI) where PostgreSQL is not installed."""

    def __init__(self, directory: Path) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self._bin = found[-1] if found else Path(find_tool("postgres")).parent
        self._directory, self._port = directory, free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = _USER if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def __enter__(self) -> Self:
        if os.geteuid() == 0:
            shutil.chown(self._directory, _USER)
            for parent in self._directory.parents:  # pytest's folders are root's alone
                if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)
        data = self._directory / "data"
        self._run("initdb", "-D", str(data), "--username", _USER, "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        options = {"port": self._port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self._directory}
        options |= {"fsync": "off", "max_connections": 50}
        command = [str(self._bin / "postgres"), "-D", str(data)]
        command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with (self._directory / "postgres.log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                user=self._owner,
                stdout=log,
                stderr=log,
                cwd=self._directory,
                preexec_fn=dying_with_parent(),  # noqa: PLW1509 - one plain system call
            )
        wait_until(self._answers, 30, (self._directory / "postgres.log").read_text)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)

    def url(self, database: str = "postgres", user: str = _USER) -> str:
        """Where a database is."""
        return f"postgresql://{user}@127.0.0.1:{self._port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run a statement outside of transactions, as the owner."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._bin / program), *arguments],
            user=self._owner,
            cwd=self._directory,
            check=True,
            capture_output=True,
            timeout=60,
        )
