"""Downloads: the events that pass a filter, as CSV or Parquet, one row an event."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from threading import BoundedSemaphore
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from pydantic import Field
from sqlalchemy import Engine
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from streams.desk.queries.filters import Filters
from streams.desk.queries.lists import list_events
from streams.desk.web.answers import ERRORS, desk_of, problem
from streams.enrichment.mask import readable

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", responses=ERRORS)

_PART: Final = 1_000
"""Events read at a time: no transaction is open while a slow reader takes them."""
_AT_A_TIME: Final = BoundedSemaphore(2)
"""Downloads in one process: each keeps a core busy."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take words for a formula; a paper may print anything."""
_COLUMNS: Final[dict[str, Callable[[dict[str, Any]], Any]]] = {
    "at": lambda event: event["at"],
    "source": lambda event: event["source"],
    "accuser": lambda event: _names(event["accusers"]),
    "accused": lambda event: _names(event["accused"]),
    "accuser_countries": lambda event: _codes(event["accusers"], "country"),
    "accused_countries": lambda event: _codes(event["accused"], "country"),
    "accuser_actors": lambda event: _codes(event["accusers"], "actor_id"),
    "accused_actors": lambda event: _codes(event["accused"], "actor_id"),
    "type": lambda event: event["type"],
    "cameo": lambda event: event["cameo"],
    "negated": lambda event: event["negated"],
    "hypothetical": lambda event: event["hypothetical"],
    "confidence": lambda event: event["confidence"],
    "sentence": lambda event: readable(event["sentence"]["text"]),
    "trigger": lambda event: readable(event["trigger"]["text"]),
    "content": lambda event: event["content"] and readable(event["content"]["text"]),
    "url": lambda event: event["url"],
    "claim_id": lambda event: event["claim_id"],
    "event_id": lambda event: event["event_id"],
    "article_id": lambda event: event["article_id"],
    "came": lambda event: event["came"],
}


class DownloadQuery(Filters):
    """Filters, and how much."""

    limit: int = Field(default=100_000, ge=1, le=100_000, description="Events, newest first.")


@router.get(
    "/events.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def get_csv(request: Request, query: Annotated[DownloadQuery, Query()]) -> Response:
    """Events as CSV (RFC 4180, UTF-8); a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    if not _AT_A_TIME.acquire(blocking=False):
        return _busy()
    return StreamingResponse(
        _csv(desk_of(request).engine, query),
        media_type="text/csv; charset=utf-8",
        headers=_attached("accusations.csv"),
        background=BackgroundTask(_AT_A_TIME.release),
    )


@router.get(
    "/events.parquet",
    response_class=Response,
    responses={
        200: {"content": {"application/vnd.apache.parquet": {"schema": {"type": "string", "format": "binary"}}}}
    },
)
def get_parquet(request: Request, query: Annotated[DownloadQuery, Query()]) -> Response:
    """Events as Parquet."""
    if not _AT_A_TIME.acquire(blocking=False):
        return _busy()
    try:
        content = _parquet(desk_of(request).engine, query)
    finally:
        _AT_A_TIME.release()
    return Response(content, media_type="application/vnd.apache.parquet", headers=_attached("accusations.parquet"))


def _busy() -> Response:
    answer = problem(503, "others download now: try again in some seconds")
    answer.headers["retry-after"] = "5"
    return answer


def _attached(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}


def _parts(engine: Engine, query: DownloadQuery) -> Iterator[Sequence[dict[str, Any]]]:
    left, cursor = query.limit, None
    while left > 0:
        with engine.connect() as connection:
            page = list_events(connection, query, "came", cursor, min(left, _PART))
        yield page.items
        left, cursor = left - len(page.items), page.next
        if cursor is None:
            return


def _csv(engine: Engine, query: DownloadQuery) -> Iterator[str]:
    yield "\ufeff" + _line(list(_COLUMNS))
    for part in _parts(engine, query):
        yield "".join(_line([_cell(value(event)) for value in _COLUMNS.values()]) for event in part)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _parquet(engine: Engine, query: DownloadQuery) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {"negated": pa.bool_(), "hypothetical": pa.bool_(), "confidence": pa.float64()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in _COLUMNS])
    sink = io.BytesIO()
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        for part in _parts(engine, query):
            rows = [{name: value(event) for name, value in _COLUMNS.items()} for event in part]
            writer.write_table(pa.Table.from_pylist(rows, schema))
    return sink.getvalue()


def _names(parties: Sequence[dict[str, Any]]) -> str:
    return "; ".join(party["name"] or readable(party["text"]) for party in parties)


def _codes(parties: Sequence[dict[str, Any]], name: str) -> str:
    return "; ".join(party[name] or "" for party in parties)
