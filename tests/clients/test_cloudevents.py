"""What the worker published, read back from a real Kafka by the SDKs of CloudEvents in Python and JavaScript."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from streams.kafka.topics import create_topics
from streams.records.contracts import load_contract, load_schemas
from streams.settings import Settings
from tests.articles import raw_records
from tests.clients.tools import node_check
from tests.kafka import client
from tests.kafka.client import Record, lag, read_all
from tests.waiting import wait_until
from tests.worker import WorkerProcess

pytestmark = [pytest.mark.clients, pytest.mark.timeout(900)]

ARTICLES = 100
"""Each sample twice, under two ids: two papers that print the same."""
KINDS = {"ittiham.enriched.v1": "enriched-article", "ittiham.accusation.v1": "accusation"}


@pytest.fixture(scope="module")
def published(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Sequence[Record]:
    """Everything on the topics of enriched articles and accusations."""
    directory = tmp_path_factory.mktemp("cloudevents")
    settings = Settings(bootstrap_servers=kafka, topic_prefix=f"{directory.name}-")
    asyncio.run(create_topics(settings))
    client.produce(kafka, settings.topics.raw, raw_records(ARTICLES))
    with WorkerProcess(kafka, settings.topic_prefix, directory) as worker:
        wait_until(lambda: not any(lag(kafka, worker.group, settings.topics.raw).values()), 120, worker.log)
        assert worker.terminate() == 0
    return [*read_all(kafka, settings.topics.enriched), *read_all(kafka, settings.topics.accusations)]


def check(events: Sequence[Mapping[str, Any]], records: Sequence[Record]) -> None:
    """What any SDK has to say of them."""
    assert len(events) == len(records) > 2 * ARTICLES
    assert len({(event["source"], event["id"]) for event in events}) == len(events), "ids unique within a source"
    for event, record in zip(events, records, strict=True):
        name = KINDS[event["type"]]
        assert (event["specversion"], event["datacontenttype"]) == ("1.0", "application/json")
        assert event["dataschema"] == load_schemas()[name]["$id"]
        assert event["data"] == orjson.loads(record.value or b"")
        assert load_contract(name).violation(event["data"]) is None
        assert abs((event["time"] - datetime.now(UTC)).total_seconds()) < 3600


def test_the_sdk_of_python_reads_them(published: Sequence[Record]) -> None:
    from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event

    events = []
    for record in published:
        headers = {name: value or b"" for name, value in record.headers}
        event = from_binary_event(KafkaMessage(headers, record.key, record.value or b""))
        events.append(event.get_attributes() | {"data": event.get_data()})
    check(events, published)


def test_the_sdk_of_javascript_reads_them(published: Sequence[Record]) -> None:
    messages = [
        {
            "headers": {name: (value or b"").decode() for name, value in record.headers},
            "key": (record.key or b"").decode(),
            "value": (record.value or b"").decode(),
        }
        for record in published
    ]
    events = node_check("cloudevents.js", messages)
    check([event | {"time": datetime.fromisoformat(event["time"])} for event in events], published)
