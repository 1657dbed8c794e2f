"""Answers of the API: JSON with an ETag, and errors that say what was expected."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from streams import __version__
from streams.desk.queries.changes import Version, version

if TYPE_CHECKING:
    from streams.desk.web.app import Desk

__all__ = ["ERRORS", "Problem", "add_error_answers", "answer", "desk_of", "json_response", "problem"]


class Problem(BaseModel):
    """What went wrong: what was expected, what came, what to do."""

    error: str


ERRORS: Final[dict[int | str, dict[str, Any]]] = {
    304: {"description": "Nothing changed since the ETag in If-None-Match."},
    400: {"model": Problem, "description": "Not a request of HTTP/1.1 that can be read."},
    422: {"model": Problem, "description": "An argument is not as it should be."},
    503: {"model": Problem, "description": "The database is away, busy, or the question takes too long."},
}


def desk_of(request: Request) -> "Desk":
    """The desk that answers."""
    desk: Desk = request.app.state.desk
    return desk


def json_response(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """JSON in UTF-8."""
    return Response(orjson.dumps(value), status, headers, media_type="application/json")


def problem(status: int, error: str) -> Response:
    """An error."""
    return json_response({"error": error}, status, {"cache-control": "no-store"})


def answer(request: Request, question: Callable[[Connection], Any]) -> Response:
    """Ask the database, unless the asker has the answer: the ETag names the database's state, all in one snapshot.

    A question that finds nothing to speak of gives None, which is 404.
    """
    with desk_of(request).engine.connect() as connection:
        tag = etag(version(connection))
        headers = {"etag": tag, "cache-control": "no-cache"}
        if tag in _tags(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        value = question(connection)
    return problem(404, f"there is no {request.url.path}") if value is None else json_response(value, headers=headers)


def etag(state: Version) -> str:
    """Weak: compressed and plain answers share it."""
    return f'W/"{state.database_id}-{state.number}-{__version__}"'


def _tags(header: str) -> set[str]:
    return {tag.strip() for tag in header.split(",")}


def add_error_answers(app: FastAPI) -> None:
    """Every error as a `Problem`."""

    @app.exception_handler(RequestValidationError)
    def invalid(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part != "query")
        return problem(422, f"{place}: {str(first['msg']).removeprefix('Value error, ')}; see /api/v1/openapi.json")

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        text = f"there is no {request.url.path}" if error.status_code == 404 else str(error.detail)
        return problem(error.status_code, text)

    @app.exception_handler(PoolTimeoutError)
    def busy(_: Request, __: PoolTimeoutError) -> Response:
        return problem(503, "too many questions at a time: ask again in some seconds")

    @app.exception_handler(DBAPIError)
    def failed(request: Request, error: DBAPIError) -> Response:
        said = str(error.orig)
        if "interrupted" in said or "statement timeout" in said:
            limit = desk_of(request).settings.desk_query_timeout
            return problem(503, f"the question took longer than {limit} s: ask for less time or fewer parties")
        return problem(503, "the database cannot be asked now: try again in some seconds")
