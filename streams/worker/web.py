"""`/metrics`, `/healthz` and `/readyz`, read-only, from a thread of its own: it answers while the event loop hangs."""

import errno
import logging
from collections.abc import Callable, Iterable
from socketserver import TCPServer, ThreadingMixIn
from threading import Thread
from typing import Any, Final, Protocol
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

from prometheus_client import CollectorRegistry, make_wsgi_app

__all__ = ["WebServer"]

logger = logging.getLogger(__name__)

_FAULTS_OF_THE_PORT: Final = (errno.EADDRINUSE, errno.EACCES)
"""Taken, or below 1024 and not ours to take; anything else is the address."""
_TEXT = (("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"))


class HasRegistry(Protocol):
    """What there is to show: a worker's metrics, or those of several."""

    @property
    def registry(self) -> CollectorRegistry:
        """Of the library."""


class Verdicts(Protocol):
    """Health, of a worker or of several."""

    def hung(self) -> str | None:
        """Why a supervisor should restart it; None while it should not."""

    def unready(self) -> str | None:
        """Why it does not work now; None when it does."""


class WebServer:
    """The worker's three pages."""

    def __init__(self, host: str, port: int, metrics: HasRegistry, health: Verdicts) -> None:
        self._host, self._port, self._health = host, port, health
        self._metrics_page: Any = make_wsgi_app(metrics.registry)
        self._server: WSGIServer | None = None

    def start(self) -> None:
        """Listen. Raises `OSError` that names the address and the setting to change."""
        try:
            server = make_server(self._host, self._port, self._answer, _Server, _Handler)
        except (OSError, UnicodeError) as error:  # the latter of a name that can be no host's
            number, why = (error.errno, error.strerror) if isinstance(error, OSError) else (errno.EINVAL, str(error))
            setting = "ITTIHAM_WEB_PORT" if number in _FAULTS_OF_THE_PORT else "ITTIHAM_WEB_HOST"
            raise OSError(number, f"cannot listen on {self._host}:{self._port} ({setting}): {why}") from error
        self._server = server
        Thread(target=server.serve_forever, name="web", daemon=True).start()
        logger.info("metrics on http://%s:%d/metrics", *self.address)

    @property
    def address(self) -> tuple[str, int]:
        """Host and port it listens on."""
        return self._host, self._server.server_port if self._server else self._port

    def stop(self) -> None:
        """Stop listening."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _text(start_response, "405 Method Not Allowed", "only GET and HEAD")
        match environ["PATH_INFO"]:
            case "/metrics":
                return self._metrics_page(environ, start_response)  # type: ignore[no-any-return] # untyped library
            case "/healthz":
                return _verdict(start_response, self._health.hung)
            case "/readyz":
                return _verdict(start_response, self._health.unready)
            case _:
                return _text(start_response, "404 Not Found", "only /metrics, /healthz and /readyz")


def _verdict(start_response: StartResponse, complaint: Callable[[], str | None]) -> Iterable[bytes]:
    problem = complaint()
    return _text(start_response, "503 Service Unavailable" if problem else "200 OK", problem or "ok")


def _text(start_response: StartResponse, status: str, body: str) -> Iterable[bytes]:
    start_response(status, list(_TEXT))  # a list of its own: wsgiref adds to it
    return [body.encode() + b"\n"]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def server_bind(self) -> None:
        """Bind without asking the name service who we are, as the base class does: it may take long to answer."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()


class _Handler(WSGIRequestHandler):
    # A client that connects and says nothing must not hold a thread for ever.
    timeout = 10

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        logger.debug("%s %s", self.address_string(), format % args)
