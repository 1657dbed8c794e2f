"""The API's lists: events, claims, threads, one article."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from streams.desk.queries.articles import find_article
from streams.desk.queries.lists import Page, list_claims, list_events
from streams.desk.queries.numbers import dyad_rows
from streams.desk.queries.threads import list_threads
from streams.desk.store.rows import key_of
from streams.desk.web.answers import ERRORS, Problem, answer, desk_of
from streams.desk.web.models import (
    Article,
    Claims,
    DyadQuery,
    Dyads,
    Events,
    ListQuery,
    Threads,
    ThreadsQuery,
)

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", responses=ERRORS)


@router.get("/events", response_model=Events)
def get_events(request: Request, query: Annotated[ListQuery, Query()]) -> Response:
    """Accusation events, copies each by itself."""
    return answer(request, lambda c: _page("events", list_events(c, query, query.order, query.cursor, query.limit)))


@router.get("/claims", response_model=Claims)
def get_claims(request: Request, query: Annotated[ListQuery, Query()]) -> Response:
    """Claims: events with their copies folded under the one that came first."""
    return answer(request, lambda c: _page("claims", list_claims(c, query, query.order, query.cursor, query.limit)))


@router.get("/threads", response_model=Threads)
def get_threads(request: Request, query: Annotated[ThreadsQuery, Query()]) -> Response:
    """Accusations that were answered: by a denial of the accused, or by an accusation in return."""
    window = desk_of(request).settings.desk_thread_window

    def ask(connection: Connection) -> dict[str, Any]:
        page = list_threads(connection, query, window * 1000, query.cursor, query.limit)
        return _page("threads", page) | {"window": window}

    return answer(request, ask)


@router.get("/dyads", response_model=Dyads)
def get_dyads(request: Request, query: Annotated[DyadQuery, Query()]) -> Response:
    """Claims by day, accuser, accused and type."""
    after = _dyad_after(query.cursor)

    def ask(connection: Connection) -> dict[str, Any]:
        rows = dyad_rows(connection, query, query.level, after, query.limit)
        shown = rows[: query.limit]
        more = _dyad_cursor(shown[-1]) if len(rows) > query.limit else None
        return {"dyads": [row | {"day": date.fromordinal(row["day"]).isoformat()} for row in shown], "next": more}

    return answer(request, ask)


@router.get("/articles/{article_id:path}", response_model=Article, responses={404: {"model": Problem}})
def get_article(
    request: Request,
    article_id: Annotated[str, Path(min_length=1, max_length=512, description="As its producer gave it.")],
) -> Response:
    """One article with everything that was found in it."""
    return answer(request, lambda connection: find_article(connection, article_id))


def _page(name: str, page: Page) -> dict[str, Any]:
    return {name: page.items, "next": page.next}


def _dyad_cursor(row: dict[str, Any]) -> str:
    return "~".join(str(row[name]) for name in ("day", "accuser", "accused", "type"))


def _dyad_after(cursor: str | None) -> tuple[int, str, str, str] | None:
    if cursor is None:
        return None
    day, accuser, accused, kind = key_of(cursor).split("~")
    return int(day), accuser, accused, kind
