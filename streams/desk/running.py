"""One desk: it follows, keeps house and answers, until it is told to end."""

import asyncio
import logging
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socket import socket
from typing import Final

import uvicorn
from pydantic import SecretStr
from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError

from streams.desk.follower import Follower
from streams.desk.metrics import Metrics
from streams.desk.store.engines import database_url, reading_engine, writing_engine
from streams.desk.store.forgetting import drop_older
from streams.desk.store.migrating import migrate
from streams.desk.web.app import Desk, build_app
from streams.settings import Settings

__all__ = ["open_database", "run_desk"]

logger = logging.getLogger(__name__)

_HOUSEKEEPING: Final = 3600.0
"""Seconds between two looks for what is too old."""
_OTHER_REQUESTS: Final = 100
"""Requests at a time beside the pages that are kept up to date; more are answered 503."""
_HEAD: Final = 16 * 1024
"""Bytes of a request's line and headers."""
_GOODBYE: Final = 2
"""Seconds for open streams to end when the desk does."""


def open_database(settings: Settings) -> Engine:
    """The database to write into, with its tables up to date. Raises `DatabaseError`, and what the database raises."""
    engine = writing_engine(_url(settings.desk_database, settings.desk_database_password))
    migrate(engine)
    return engine


def _reading_url(settings: Settings) -> URL:
    if settings.desk_read_database is None:
        return _url(settings.desk_database, settings.desk_database_password)
    return _url(settings.desk_read_database, settings.desk_read_database_password)


def _url(url: SecretStr, password: SecretStr | None) -> URL:
    return database_url(url.get_secret_value(), password.get_secret_value() if password else None)


async def run_desk(settings: Settings, say: Callable[[str], None] = lambda _: None) -> None:
    """Follow and answer until SIGTERM or Ctrl-C; `say` gets the address once it answers."""
    writer = await asyncio.to_thread(open_database, settings)
    reader = reading_engine(_reading_url(settings), settings.desk_query_timeout)
    metrics = Metrics()
    follower = Follower(settings, writer, metrics)
    server = _Server(settings, Desk(settings, reader, metrics, lambda: follower.problem), say)
    tasks = [asyncio.create_task(follower.run()), asyncio.create_task(_keep_house(settings, writer, metrics))]
    serving = asyncio.create_task(server.serve())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, server.end)
    try:
        done, _ = await asyncio.wait((*tasks, serving), return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        server.end()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, serving, return_exceptions=True)
        writer.dispose()
        reader.dispose()


async def _keep_house(settings: Settings, engine: Engine, metrics: Metrics) -> None:
    while True:
        now = time.time()
        before = int((now - settings.desk_retention) * 1000)
        waiting_before = int((now - settings.raw_retention) * 1000)
        try:
            dropped = await asyncio.to_thread(drop_older, engine, before, waiting_before)
            metrics.dropped.inc(dropped)
        except DBAPIError as error:
            logger.warning("what is too old could not be taken away: %s", error.orig)
        await asyncio.sleep(_HOUSEKEEPING)


class _Server(uvicorn.Server):
    def __init__(self, settings: Settings, desk: Desk, say: Callable[[str], None]) -> None:
        config = uvicorn.Config(
            build_app(desk),
            host=settings.desk_host,
            port=settings.desk_port,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=settings.desk_max_streams + _OTHER_REQUESTS,
            h11_max_incomplete_event_size=_HEAD,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=_GOODBYE,
        )
        super().__init__(config)
        self._say = say

    def end(self) -> None:
        """Stop listening and answer what is open."""
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them to `run_desk`: uvicorn would raise them again at its end, which would then look like a kill."""
        yield

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Listen. Raises `OSError` where uvicorn would end the process without a word of ours."""
        settings = self.config
        try:
            await super().startup(sockets)
        except SystemExit:
            raise OSError(f"cannot listen on {settings.host}:{settings.port} (ITTIHAM_DESK_PORT)") from None
        self._say(f"http://{_shown(settings.host)}:{settings.port}/")


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 - read, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
