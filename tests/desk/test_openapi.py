"""The OpenAPI document, and the answers to requests made from it."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine

from streams.desk.store.engines import database_url, reading_engine, writing_engine
from streams.desk.store.migrating import migrate
from tests.desk.records import article_row, event_row
from tests.desk.serving import Client, serve
from tests.desk.test_queries import ALL
from tests.desk.test_writing import store

PATHS = [
    *("/api/v1/events", "/api/v1/claims", "/api/v1/threads", "/api/v1/dyads", "/api/v1/articles/{article_id}"),
    *("/api/v1/counts", "/api/v1/matrix", "/api/v1/timeline", "/api/v1/parties", "/api/v1/sources"),
    *("/api/v1/countries", "/api/v1/events.csv", "/api/v1/events.parquet"),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    url = database_url(str(tmp_path_factory.mktemp("openapi") / "desk.db"))
    writer: Engine = writing_engine(url)
    migrate(writer)
    store(writer, *(event_row(one) for one in ALL), *(article_row(one) for one in ALL))
    with serve(reading_engine(url, 10)) as client:
        yield client
    writer.dispose()


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_the_document_says(client: Client, path: str) -> None:
    document = schemathesis.openapi.from_url(f"{client.address}/api/v1/openapi.json")
    operation = document[path]["get"]

    @given(operation.as_strategy())
    @settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def check(case: Any) -> None:
        case.call_and_validate()

    check()


def test_it_is_of_version_3_1_and_tells_all(client: Client) -> None:
    document = client.ask("/api/v1/openapi.json").json
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {*PATHS, "/events"}
    for path, item in document["paths"].items():
        assert set(item) == {"get"}, path
        assert "304" in item["get"]["responses"]
