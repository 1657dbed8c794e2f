"""The API over a real socket."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from pyarrow import BufferReader, parquet
from sqlalchemy import Engine

from streams.desk.store.forgetting import forget
from tests.desk.records import Told, article_row, event_row
from tests.desk.serving import Client, serve
from tests.desk.test_queries import ALL, FIRST, LATE_COPY
from tests.desk.test_writing import store


@pytest.fixture
def client(writer: Engine, reader: Engine) -> Iterator[Client]:
    store(writer, *(event_row(one) for one in ALL), *(article_row(one) for one in ALL))
    with serve(reader) as client:
        yield client


def test_an_event_has_what_its_record_has_and_what_the_desk_adds(client: Client) -> None:
    event = client.ask("/api/v1/events", article="a1").json["events"][0]
    assert event["sentence"]["text"] == FIRST.sentence
    assert (event["claim_id"], event["at"], event["came"]) == ("c1", "2024-03-05T10:00:00Z", "2024-03-05T11:00:00Z")
    assert event["content"]["text"] == FIRST.what


def test_pages_of_claims(client: Client) -> None:
    first = client.ask("/api/v1/claims", limit=3).json
    second = client.ask("/api/v1/claims", limit=3, cursor=first["next"]).json
    assert [claim["article_id"] for claim in first["claims"] + second["claims"]] == ["a6", "a5", "a4", "a1"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("/api/v1/events", {"since": "yesterday"}, "since: expected a day such as 2024-03-05"),
        ("/api/v1/events", {"limit": 201}, "limit: "),
        ("/api/v1/events", {"cursor": "x"}, "cursor: "),
        ("/api/v1/events", {"min_confidence": 2}, "min_confidence: "),
        ("/api/v1/events", {"nonsense": 1}, "nonsense: "),
        ("/api/v1/events", {"text": "ا" * 201}, "text: "),
        ("/api/v1/events", {"type": ["a"] * 11}, "type: "),
        ("/api/v1/dyads", {"cursor": "eyJhIjoxfQ=="}, "cursor: "),
        ("/api/v1/timeline", {"bucket": "minute"}, "bucket: "),
        ("/events", {"after": -1}, "after: "),
    ],
)
def test_what_cannot_be_asked_is_told(client: Client, path: str, query: dict[str, Any], said: str) -> None:
    answer = client.ask(path, **query)
    assert answer.status == 422
    assert answer.json["error"].startswith(said)


def test_what_is_not_there(client: Client) -> None:
    for path in ("/api/v1/articles/nowhere", "/api/v2/events", "/api/v1/../../etc/passwd", "/openapi.json", "/docs"):
        answer = client.ask(path)
        assert (answer.status, list(answer.json)) == (404, ["error"]), path


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nobody_writes(client: Client, method: str) -> None:
    for path in ("/", "/api/v1/events", "/api/v1/articles/a1", "/nowhere"):
        assert client.ask(path, method=method).status == 405


def test_head_is_get_without_a_body(client: Client) -> None:
    answer = client.ask("/api/v1/counts", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert client.ask("/events", method="HEAD").status == 405


def test_an_answer_that_is_known_is_not_sent_again(client: Client, writer: Engine) -> None:
    tag = client.ask("/api/v1/counts").headers["etag"]
    assert client.ask("/api/v1/counts", headers={"if-none-match": tag}).status == 304
    assert client.ask("/api/v1/counts", headers={"if-none-match": f'"x", {tag}'}).status == 304
    forget(writer, "a6")
    answer = client.ask("/api/v1/counts", headers={"if-none-match": tag})
    assert (answer.status, answer.json["claims"]) == (200, 3)


def test_long_answers_are_packed(client: Client) -> None:
    answer = client.ask("/api/v1/claims", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.json["claims"]) == 4


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.", "desk.example.evil"])
def test_a_name_that_is_not_the_desks_is_refused(client: Client, host: str) -> None:
    assert client.ask("/api/v1/counts", headers={"host": host}).status == 421
    assert client.ask("/healthz", headers={"host": host}).status == 200


def test_names_of_the_desk(reader: Engine) -> None:
    with serve(reader, desk_names="desk.example,10.1.2.3") as client:
        for host in ("desk.example", "DESK.example:8443", "10.1.2.3:80", "localhost:1", "[::1]:6067"):
            assert client.ask("/api/v1/counts", headers={"host": host}).status == 200, host


def test_every_answer_has_the_headers(client: Client) -> None:
    for path in ("/api/v1/counts", "/nowhere", "/healthz", "/api/v1/events?limit=x"):
        headers = client.ask(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


def test_an_endless_address_is_refused(client: Client) -> None:
    assert client.ask("/api/v1/events?text=" + "a" * 5000).status == 414


def test_csv(client: Client) -> None:
    answer = client.ask("/api/v1/events.csv", type="accuse")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert [row["article_id"] for row in rows] == ["a6", "a3", "a2", "a1"]
    assert (rows[0]["accuser"], rows[0]["accused_countries"], rows[0]["negated"]) == ("Russia", "UKR", "false")
    assert answer.headers["content-disposition"] == 'attachment; filename="accusations.csv"'
    assert len(client.ask("/api/v1/events.csv", limit=2).body.splitlines()) == 3


@pytest.mark.parametrize("source", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1"])
def test_a_spreadsheet_takes_nothing_for_a_formula(writer: Engine, reader: Engine, source: str) -> None:
    store(writer, event_row(Told(source=source)))
    with serve(reader) as client:
        (row,) = csv.DictReader(io.StringIO(client.ask("/api/v1/events.csv").body.decode("utf-8-sig")))
    assert row["source"] == f"'{source}"


def test_parquet(client: Client) -> None:
    table = parquet.read_table(BufferReader(client.ask("/api/v1/events.parquet", hypothetical="only").body))
    (row,) = table.to_pylist()
    assert (row["article_id"], row["hypothetical"], row["confidence"]) == ("a8", True, None)


def test_what_comes_is_told(client: Client, writer: Engine) -> None:
    with client.listen(type="accuse") as messages:
        kind, value = next(messages)
        assert kind == "number"
        store(writer, event_row(Told(article="n1", what="بقصف الميناء")), event_row(LATE_COPY.but(article="n2")))
        assert _next(messages, "claim")["article_id"] == "a1", "a copy tells of its claim"
        claim = _next(messages, "claim")
        assert (claim["article_id"], claim["copies"]) == ("n1", 1)
        number = _next(messages, "number")["number"]
        assert number > value["number"]
        store(writer, article_row(Told(article="n1", content="second", type="deny")))
        assert _next(messages, "correction") == {"articles": ["n1"]}
    with client.listen({"last-event-id": str(value["number"])}, type="accuse", text="الصراع") as messages:
        assert _next(messages, "claim")["copies"] == 4


def test_who_missed_too_much_loads_anew(client: Client) -> None:
    with client.listen(after=999_999) as messages:
        assert next(messages)[0] == "number"
        assert next(messages)[0] == "reload"


def test_no_more_pages_than_allowed(reader: Engine) -> None:
    with serve(reader, desk_max_streams=1) as client, client.listen() as messages:
        next(messages)
        answer = client.ask("/events")
        assert answer.status == 503
        assert "ITTIHAM_DESK_MAX_STREAMS" in answer.json["error"]


def test_metrics_tell_of_requests_by_route(client: Client) -> None:
    client.ask("/api/v1/articles/a1")
    client.ask("/api/v1/articles/anything-at-all")
    page = client.ask("/metrics").body.decode()
    assert 'ittiham_desk_answer_seconds_count{route="/api/v1/articles/{article_id:path}",status="200"} 1.0' in page
    assert "anything-at-all" not in page


def _next(messages: Iterator[tuple[str, object]], kind: str) -> dict[str, object]:
    value = next(value for found, value in messages if found == kind)
    assert isinstance(value, dict)
    return value
