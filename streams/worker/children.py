"""A worker as a child process: started with a port of its own on loopback, asked for its pages, ended."""

import asyncio
import os
import signal
import socket
import sys
import urllib.error
import urllib.request
from asyncio.subprocess import Process
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException
from threading import Lock
from time import monotonic
from typing import Final

from streams.kafka.processes import dying_with_parent
from streams.worker.merging import Counts, Page, add_counts, counts, read_page

__all__ = ["Child"]

_LOOPBACK: Final = "127.0.0.1"
_PATIENCE: Final = 4.0
"""Seconds for a page: a worker measures its lag first, for up to 2."""
_COMMAND: Final = ("-m", "streams", "worker", "--processes", "1")


class Child:
    """One of the workers; ended and started again it is the same child. Asked from the threads of the web server."""

    def __init__(self, number: int, environment: Mapping[str, str], command: tuple[str, ...] = _COMMAND) -> None:
        self.number, self._environment, self._command = number, environment, command
        self.restarts = 0
        self.counted: Counts = {}
        """What its earlier processes had counted when they were last asked."""
        self.heard = monotonic()
        """When it was started, or last answered."""
        self._process: Process | None = None
        self._port = 0
        self._last: Page = {}
        self._asking = Lock()
        """One at a time: of two pages asked for at once the older one might be kept."""

    @property
    def running(self) -> bool:
        """Whether it has a process."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int | None:
        """Of its process, None before the first."""
        return self._process.pid if self._process else None

    async def run(self) -> int:
        """Start it and wait for its end; gives the exit status. Call it in the main thread, see `dying_with_parent`."""
        self._port = _free_port()
        ours = {"ITTIHAM_WEB_HOST": _LOOPBACK, "ITTIHAM_WEB_PORT": str(self._port)}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._command,
            env={**self._environment, **ours},
            start_new_session=True,  # a Ctrl-C is for the parent, who hands it on
            preexec_fn=dying_with_parent(),
        )
        self.heard = monotonic()
        status = await self._process.wait()
        self.counted, self._last = add_counts(self.counted, counts(self._last)), {}
        return status

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it runs."""
        if self._process is not None and self.running:
            self._process.send_signal(number)

    def page(self, path: str) -> tuple[int, str]:
        """Status and text of a page; status 0 when it does not answer."""
        try:
            with urllib.request.urlopen(f"http://{_LOOPBACK}:{self._port}{path}", timeout=_PATIENCE) as answer:
                self.heard = monotonic()
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            self.heard = monotonic()
            return error.code, error.read().decode()
        except (OSError, HTTPException):  # the latter of one that ends while it answers
            return 0, ""

    def metrics(self) -> Page:
        """Its metrics now; those of the last time if it does not answer, none if it does not run."""
        with self._asking:
            process = self._process
            status, text = self.page("/metrics") if self.running else (0, "")
            if status == HTTPStatus.OK and process is self._process and self.running:
                self._last = read_page(text)
            return self._last


def _free_port() -> int:
    """One that is free now. If another process takes it first, the child says so, ends, and is started with another."""
    with socket.create_server((_LOOPBACK, 0)) as probe:
        return int(probe.getsockname()[1])


def own_environment() -> dict[str, str]:
    """What the children inherit."""
    return dict(os.environ)
