"""`/events`: what comes, as server-sent events.

`claim` is a claim that was printed, for the first time or again, with its copies; `correction` names articles whose
events were taken back; `number` tells that all up to it was sent, and is what `Last-Event-ID` resumes from; `reload`
says that too much was missed. One look at the database's number, four times a second, serves all pages.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Header, Query, Request
from pydantic import Field
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from starlette.responses import Response, StreamingResponse

from streams.desk.queries.changes import corrections_since, version
from streams.desk.queries.filters import Filters
from streams.desk.queries.lists import claims_since
from streams.desk.web.answers import ERRORS, desk_of, problem

__all__ = ["Hub", "router"]

router = APIRouter(responses=ERRORS)

_LOOK: Final = 0.25
"""Seconds between two looks."""
_BEAT: Final = 15.0
"""Seconds of silence after which a comment keeps proxies from hanging up."""
_MOST: Final = 200
"""Events sent at a time; a page that missed more loads anew."""
_MISSED: Final = 5_000
"""Numbers behind which a page is told to load anew."""


class StreamQuery(Filters):
    """Filters, and where to begin."""

    after: int | None = Field(
        default=None, ge=0, lt=2**53, description="Begin after this number; else with what comes now."
    )


class Hub:
    """Knows the database's number while anybody listens, and wakes the listeners when it moves."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._listeners = 0
        self._moved = asyncio.Condition()
        self._looking: asyncio.Task[None] | None = None
        self.number = 0

    @property
    def listeners(self) -> int:
        """Pages that are kept up to date now."""
        return self._listeners

    async def enter(self) -> None:
        """One more listener; knows the number after it."""
        self._listeners += 1
        self.number = await asyncio.to_thread(self._look)
        if self._looking is None:
            self._looking = asyncio.create_task(self._watch())

    def leave(self) -> None:
        """One less."""
        self._listeners -= 1
        if self._listeners == 0 and self._looking is not None:
            self._looking.cancel()
            self._looking = None

    async def moved_from(self, number: int) -> None:
        """Return when the database's number is another one, or after `_BEAT` seconds."""
        try:
            async with asyncio.timeout(_BEAT), self._moved:
                await self._moved.wait_for(lambda: self.number != number)
        except TimeoutError:
            return

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            try:
                number = await asyncio.to_thread(self._look)
            except DBAPIError:
                continue  # who asks is told; who listens waits
            if number != self.number:
                async with self._moved:
                    self.number = number
                    self._moved.notify_all()

    def _look(self) -> int:
        with self._engine.connect() as connection:
            return version(connection).number


@router.get(
    "/events",
    response_class=Response,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def get_stream(
    request: Request,
    query: Annotated[StreamQuery, Query()],
    last_event_id: Annotated[str | None, Header(pattern=r"^\d{1,15}$")] = None,
) -> Response:
    """What comes, as server-sent events: `claim`, `correction`, `number`, `reload`."""
    desk, hub = desk_of(request), request.app.state.hub
    if hub.listeners >= desk.settings.desk_max_streams:
        return problem(503, f"{hub.listeners} pages are kept up to date already (ITTIHAM_DESK_MAX_STREAMS)")
    begin = int(last_event_id) if last_event_id is not None else query.after
    return StreamingResponse(
        _messages(hub, desk.engine, query, begin),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _messages(hub: Hub, engine: Engine, query: StreamQuery, begin: int | None) -> AsyncIterator[bytes]:
    await hub.enter()
    try:
        number = hub.number if begin is None else begin
        yield b"retry: 2000\n\n" + _message("number", {"number": number}, number)
        while True:
            if hub.number - number > _MISSED or hub.number < number:
                number = hub.number
                yield _message("reload", {"number": number}, number)
            elif hub.number != number:
                part, number = await asyncio.to_thread(_since, engine, query, number)
                yield part
            await hub.moved_from(number)
            if hub.number == number:
                yield b": still here\n\n"
    finally:
        hub.leave()


def _since(engine: Engine, query: StreamQuery, number: int) -> tuple[bytes, int]:
    with engine.connect() as connection:
        now = version(connection).number
        corrected = corrections_since(connection, number)
        claims = claims_since(connection, query, number, _MOST)
    messages = [_message("correction", {"articles": corrected})] if corrected else []
    messages += [_message("claim", claim) for claim in claims]
    kind = "reload" if len(claims) >= _MOST else "number"
    return b"".join([*messages, _message(kind, {"number": now}, now)]), now


def _message(kind: str, value: dict[str, Any], number: int | None = None) -> bytes:
    """JSON has no line break in it, so one `data` line holds it."""
    place = b"" if number is None else b"id: %d\n" % number
    return b"event: %s\n%sdata: %s\n\n" % (kind.encode(), place, orjson.dumps(value))
