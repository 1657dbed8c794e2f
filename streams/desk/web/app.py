"""The application: its routes put together, behind the guard."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import Engine
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

from streams import __version__
from streams.desk.metrics import Metrics
from streams.desk.web import downloads, lists, numbers, stream
from streams.desk.web.answers import add_error_answers
from streams.desk.web.guard import Guard
from streams.desk.web.page import add_page
from streams.desk.web.stream import Hub
from streams.settings import Settings

__all__ = ["Desk", "build_app"]


@dataclass(frozen=True, slots=True)
class Desk:
    """What answering takes."""

    settings: Settings
    engine: Engine
    """It cannot write."""
    metrics: Metrics
    problem: Callable[[], str | None] = lambda: None
    """Why the desk does not follow Kafka now; None while it does."""


def build_app(desk: Desk) -> ASGIApp:
    """All of the desk's HTTP."""
    app = FastAPI(
        title="Ittiham desk",
        version=__version__,
        summary="Who accuses whom of what: read-only.",
        openapi_url="/api/v1/openapi.json",
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk, app.state.hub = desk, Hub(desk.engine)
    desk.metrics.streams.set_function(lambda: app.state.hub.listeners)
    add_error_answers(app)
    _add_health(app, desk)
    for router in (lists.router, numbers.router, downloads.router, stream.router):
        app.include_router(router)
    add_page(app)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    return Guard(app, desk.settings.desk_names, desk.metrics)


def _add_health(app: FastAPI, desk: Desk) -> None:
    """Outside of the API's document: they are the operator's."""

    @app.get("/healthz", include_in_schema=False)
    def healthz() -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    @app.get("/readyz", include_in_schema=False)
    def readyz() -> PlainTextResponse:
        problem = desk.problem()
        return PlainTextResponse(f"{problem or 'ok'}\n", 503 if problem else 200)

    @app.get("/metrics", include_in_schema=False)
    def metrics(_: Request) -> Response:
        return Response(generate_latest(desk.metrics.registry), media_type=CONTENT_TYPE_LATEST)
