"""Programs on a broker in memory, and what loads them: up for as long as they are measured."""

import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from bench.stream.load import Load
from bench.stream.programs import Program
from streams.kafka.embedded import EmbeddedBroker
from tests.worker import free_port

__all__ = ["running", "worker"]

_WORKER: Final = ("-m", "streams", "worker")


def worker(name: str, bootstrap: str, directory: Path, *options: str, **settings: Any) -> Program:
    """An `ittiham worker` with these options of the command and settings without prefix."""
    return Program(name, bootstrap, directory, (*_WORKER, *options), {"web_port": free_port()} | settings)


@asynccontextmanager
async def running(make: Callable[[str, Path], Sequence[Program]]) -> AsyncIterator[tuple[Load, Sequence[Program]]]:
    """What `make` makes of the broker's address and a directory; whoever measures starts them. Killed at the end."""
    async with EmbeddedBroker() as broker:
        with tempfile.TemporaryDirectory() as directory:
            programs = make(broker.address, Path(directory))
            try:
                async with Load(broker.address) as load:
                    yield load, programs
            finally:
                for program in programs:
                    program.kill()
