"""A desk's HTTP over a real socket, without Kafka behind it."""

import gzip
import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import uvicorn
from sqlalchemy import Engine

from streams.desk.metrics import Metrics
from streams.desk.web.app import Desk, build_app
from streams.settings import Settings
from tests.waiting import wait_until
from tests.worker import free_port

__all__ = ["Answer", "Client", "serve"]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Client:
    """Asks one desk."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, **query: Any) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            target = f"{path}?{urlencode(query, doseq=True)}" if query else path
            connection.request(method, target, headers=dict(headers or {}))
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            body = answer.read()
        finally:
            connection.close()
        return Answer(answer.status, named, gzip.decompress(body) if named.get("content-encoding") == "gzip" else body)

    @contextmanager
    def listen(self, headers: Mapping[str, str] | None = None, **query: Any) -> Iterator[Iterator[tuple[str, Any]]]:
        """The messages of `/events`, as kind and value."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", f"/events?{urlencode(query, doseq=True)}", headers=dict(headers or {}))
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        try:
            yield _messages(answer)
        finally:
            answer.close()
            connection.close()


def _messages(answer: http.client.HTTPResponse) -> Iterator[tuple[str, Any]]:
    kind = ""
    for line in answer:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name == "event":
            kind = value
        elif name == "data":
            yield kind, json.loads(value)


@contextmanager
def serve(engine: Engine, **settings: Any) -> Iterator[Client]:
    """Answers from the database while the block lasts."""
    port = free_port()
    app = build_app(Desk(Settings(**settings), engine, Metrics()))
    config = uvicorn.Config(
        app, port=port, lifespan="off", ws="none", log_config=None, server_header=False, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started, 20)
        yield Client(port)
    finally:
        server.should_exit = True
        thread.join(20)
