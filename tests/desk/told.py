"""What a worker publishes of articles of one accusation each, and waiting for a desk to have it."""

from collections.abc import Iterable

import orjson
from sqlalchemy import create_engine, select

from streams.desk.store import tables
from streams.desk.store.engines import database_url
from streams.settings import Topics
from tests.desk.desk import DeskProcess
from tests.desk.records import Told, accusation, enriched
from tests.kafka.client import produce
from tests.waiting import wait_until

__all__ = ["TOLD", "await_events", "event_ids", "publish"]

TOLD = [Told(article=f"a{number}", what=f"بتأجيج الصراع رقم {number}") for number in range(60)]


def publish(kafka: str, topics: Topics, told: Iterable[Told]) -> None:
    """Publish their accusations and enriched articles."""
    told = list(told)
    produce(kafka, topics.accusations, [(one.article.encode(), orjson.dumps(accusation(one))) for one in told])
    produce(kafka, topics.enriched, [(one.article.encode(), orjson.dumps(enriched(one))) for one in told])


def event_ids(database: str) -> list[str]:
    """All that are to be seen."""
    engine = create_engine(database_url(database))
    with engine.connect() as connection:
        found = list(connection.execute(select(tables.events.c.event_id)).scalars())
    engine.dispose()
    return found


def await_events(database: str, expected: Iterable[Told], desk: DeskProcess) -> None:
    """Wait until these are to be seen, and no others."""
    wanted = sorted(one.event_id for one in expected)
    wait_until(lambda: sorted(event_ids(database)) == wanted, 30, desk.log)
