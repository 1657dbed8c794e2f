"""Events as the API gives them: the record as it came, and what the desk adds."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import orjson
from sqlalchemy import Connection, select

from streams.desk.store.incoming import Accusation
from streams.desk.store.tables import bodies, events
from streams.enrichment.mask import mask

__all__ = ["Event", "events_of", "rfc3339", "to_event"]

Event = dict[str, Any]

_FIELDS: Final = tuple(Accusation.model_fields)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def rfc3339(at: int) -> str:
    """Milliseconds since the epoch as a time in UTC, to the second."""
    return (_EPOCH + timedelta(milliseconds=at)).isoformat(timespec="seconds").replace("+00:00", "Z")


def to_event(number: int, at: int, seen_at: int, record: bytes) -> Event:
    """An event: the fields of the contract, and `shown`, `number`, `at`, `came`."""
    value = orjson.loads(record)
    event = {name: value.get(name) for name in _FIELDS}
    event["claim_id"] = event["claim_id"] or event["event_id"]
    event["shown"] = mask(value["sentence"]["text"]).text
    return event | {"number": number, "at": rfc3339(at), "came": rfc3339(seen_at)}


def events_of(connection: Connection, numbers: Iterable[int]) -> dict[int, Event]:
    """The events with these numbers."""
    wanted: Sequence[int] = list(numbers)
    query = (
        select(events.c.id, events.c.at, events.c.seen_at, bodies.c.record)
        .join(bodies, bodies.c.id == events.c.id)
        .where(events.c.id.in_(wanted))
    )
    return {row.id: to_event(row.id, row.at, row.seen_at, bytes(row.record)) for row in connection.execute(query)}
