"""The demo's worker: `ittiham worker` as a process of its own, which never outlives the demo."""

import asyncio
import os
import signal
import socket
import sys
import urllib.request
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from tempfile import TemporaryDirectory
from typing import Any, Final

import click
from prometheus_client.parser import text_string_to_metric_families

from streams.kafka.embedded import EmbeddedBroker, settings_for
from streams.kafka.processes import LogRing, dying_with_parent, end
from streams.settings import PREFIX, Settings
from streams.settings.report import as_variables

__all__ = ["DemoWorker", "demo_worker", "environment", "or_death", "until_signal"]

_STOP_TIMEOUT: Final = 20.0
"""Seconds to drain and commit between SIGTERM and SIGKILL."""
_HTTP_TIMEOUT: Final = 5.0
_KEPT: Final = (f"{PREFIX}CACHE_DIR",)
"""Settings of the user's that the demo respects; any other could point it away from its own broker."""


def environment(overrides: Mapping[str, Any], base: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a process with these settings and no others of Ittiham's."""
    given = os.environ if base is None else base
    foreign = {name: value for name, value in given.items() if not name.upper().startswith(PREFIX) or name in _KEPT}
    return foreign | as_variables(overrides)


class DemoWorker:
    """A running worker: its log, its pages, its end."""

    def __init__(self, process: Process, settings: Settings) -> None:
        self._process, self.log = process, LogRing()
        self.metrics_url = f"http://{settings.web_host}:{settings.web_port}/metrics"
        self._reader = asyncio.create_task(self._read_output())

    async def died(self) -> str:
        """Wait for its end, which the demo did not ask for; gives what to say about it."""
        status = await self._process.wait()
        await self._reader
        return f"the worker ended with exit status {status}. Its last lines:\n{self.last_lines()}"

    def last_lines(self) -> str:
        """The end of its log."""
        return "\n".join(f"  {line}" for line in self.log.tail()) or "  (nothing)"

    async def metrics(self) -> dict[str, float]:
        """Its counters of articles, by name, labels summed up."""
        page = await asyncio.to_thread(self._fetch)
        sums: dict[str, float] = {}
        for family in text_string_to_metric_families(page):
            for sample in family.samples:
                sums[sample.name] = sums.get(sample.name, 0.0) + sample.value
        return sums

    async def stop(self) -> None:
        """SIGTERM, then SIGKILL."""
        await end(self._process, _STOP_TIMEOUT)
        await self._reader

    def _fetch(self) -> str:
        with urllib.request.urlopen(self.metrics_url, timeout=_HTTP_TIMEOUT) as answer:  # noqa: S310 - our own address
            return str(answer.read().decode())

    async def _read_output(self) -> None:
        while self._process.stdout is not None and (chunk := await self._process.stdout.read(4096)):
            self.log.feed(chunk)


@asynccontextmanager
async def demo_worker(address: str) -> AsyncIterator[tuple[DemoWorker, Settings]]:
    """A worker on the broker at `address`, and its settings; stopped at the end of the block."""
    overrides = settings_for(address) | {"web_port": _free_port()}
    # The defaults and these, but nothing from the user's environment or .env.
    settings = Settings.model_construct(**overrides)
    with TemporaryDirectory(prefix="ittiham-demo-") as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "streams", "worker"),
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            cwd=folder,  # where no .env is
            env=environment(overrides),
            # A Ctrl-C is for the demo, which stops the worker before the broker.
            start_new_session=True,
            preexec_fn=dying_with_parent(),
        )
        worker = DemoWorker(process, settings)
        try:
            yield worker, settings
        finally:
            await worker.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


async def or_death(work: Coroutine[Any, Any, None], worker: DemoWorker, broker: EmbeddedBroker) -> None:
    """Do the work, unless the worker or the broker dies meanwhile. Raises `ClickException` or `BrokerError`."""
    working, dying, ending = (asyncio.ensure_future(part) for part in (work, worker.died(), broker.wait()))
    try:
        done, _ = await asyncio.wait((working, dying, ending), return_when=asyncio.FIRST_COMPLETED)
        if ending in done:
            ending.result()
        if dying in done:
            raise click.ClickException(str(dying.result()))
        working.result()
    finally:
        for task in (working, dying, ending):
            task.cancel()
        await asyncio.gather(working, dying, ending, return_exceptions=True)


async def until_signal() -> None:
    """Ctrl-C and SIGTERM are how this ends well, hence no exit status of an interrupted command."""
    asked = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    await asked.wait()
