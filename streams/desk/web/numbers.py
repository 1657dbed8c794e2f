"""The API's numbers: counts, matrix, timeline, and the names to filter by."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from streams.desk.queries.filters import Filters
from streams.desk.queries.labels import countries
from streams.desk.queries.numbers import counts, matrix, party_names, source_names, timeline
from streams.desk.web.answers import ERRORS, answer
from streams.desk.web.models import (
    Country,
    Counts,
    Matrix,
    MatrixQuery,
    NamesQuery,
    Parties,
    Sources,
    SourcesQuery,
    Timeline,
    TimelineQuery,
)

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", responses=ERRORS)


@router.get("/counts", response_model=Counts)
def get_counts(request: Request, query: Annotated[Filters, Query()]) -> Response:
    """How many claims, events, articles and papers."""
    return answer(request, lambda connection: counts(connection, query))


@router.get("/matrix", response_model=Matrix)
def get_matrix(request: Request, query: Annotated[MatrixQuery, Query()]) -> Response:
    """Who accuses whom how often, among the parties with most claims."""
    return answer(request, lambda connection: matrix(connection, query, query.level, query.top))


@router.get("/timeline", response_model=Timeline)
def get_timeline(request: Request, query: Annotated[TimelineQuery, Query()]) -> Response:
    """Claims over time by type, and which claim made the peaks."""
    return answer(request, lambda connection: timeline(connection, query, query.bucket))


@router.get("/parties", response_model=Parties)
def get_parties(request: Request, query: Annotated[NamesQuery, Query()]) -> Response:
    """Countries or actors by their claims, with their names in English and Arabic."""
    return answer(request, lambda c: {"parties": party_names(c, query, query.level, query.limit)})


@router.get("/sources", response_model=Sources)
def get_sources(request: Request, query: Annotated[SourcesQuery, Query()]) -> Response:
    """Papers by their claims."""
    return answer(request, lambda connection: {"sources": source_names(connection, query, query.limit)})


@router.get("/countries", response_model=Country)
def get_countries(request: Request) -> Response:
    """The names of all countries."""
    return answer(request, lambda _: {"countries": list(countries().values())})
