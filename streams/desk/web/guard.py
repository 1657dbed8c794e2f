"""What every request meets first: who may ask (by host name), how (GET and HEAD), and the headers of every answer."""

import time
from collections.abc import Callable, Iterable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from streams.desk.metrics import Metrics

__all__ = ["OWN_NAMES", "Guard"]

OWN_NAMES: Final = ("localhost", "127.0.0.1", "[::1]")
"""How this machine calls itself."""
_ANY_NAME: Final = ("/healthz", "/readyz", "/metrics")
"""Asked by kubelets and Prometheus by whatever address they have; they hold nothing of an article."""
_LONGEST: Final = 4096
"""Bytes of a path with its query."""
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware around all of the desk.

    `names` are the hosts it is reached by. A page of somebody else's may point a name of its own at 127.0.0.1 and so
    ask a desk on loopback (DNS rebinding); it cannot choose the Host header, so that is what is checked.
    """

    def __init__(
        self, app: ASGIApp, names: Iterable[str], metrics: Metrics, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._app, self._metrics, self._clock = app, metrics, clock
        self._names = {name.lower() for name in (*OWN_NAMES, *names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status, head = self._clock(), 500, scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            nonlocal status
            if head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        scope["method"] = "GET"  # what routes know; of a HEAD the body is left out
        try:
            await (refusal or self._app)(scope, receive, guarded)
        finally:
            self._count(scope, status, started)

    def _count(self, scope: Scope, status: int, started: float) -> None:
        # The route as declared, not the path: its values are anybody's.
        route = getattr(scope.get("route"), "path", "other")
        if route != "/events":  # it lasts as long as somebody looks
            self._metrics.answers.labels(route, str(status)).observe(self._clock() - started)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        endless = scope["path"] == "/events"
        if scope["method"] not in (("GET",) if endless else ("GET", "HEAD")):
            return PlainTextResponse("only GET and HEAD: the desk is read-only\n", 405, {"allow": "GET, HEAD"})
        if len(scope["raw_path"]) + len(scope["query_string"]) > _LONGEST:
            return PlainTextResponse(f"an address of at most {_LONGEST} bytes, please\n", 414)
        host = Headers(scope=scope).get("host", "").lower()
        if scope["path"] not in _ANY_NAME and _without_port(host) not in self._names:
            return PlainTextResponse(
                "this desk is not known by that host name: see ITTIHAM_DESK_NAMES in SECURITY.md\n", 421
            )
        return None


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() and not name.endswith(":") else host
