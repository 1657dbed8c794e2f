"""The worker on a real Apache Kafka: what goes in, what comes out, and what the broker says of the group's offsets."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaProducer

from streams.enrichment.enricher import Enriched
from streams.kafka.topics import create_topics
from streams.records.contracts import load_contract
from streams.settings import Settings
from tests.articles import enrich_all, make_enricher, raw_records
from tests.kafka.client import Record, lag, produce, read_all, read_count
from tests.waiting import wait_until
from tests.worker import WorkerProcess

ARTICLES = 2000
BROKEN: dict[bytes, tuple[bytes | None, str]] = {
    b"tombstone": (None, "empty_value"),
    b"cp1256": ("خبر".encode("cp1256"), "invalid_utf8"),
    b"cut": (b'{"id": "cut", "te', "invalid_json"),
    b"no-text": (b'{"id": "no-text"}', "schema_violation"),
    b"date": (b'{"id": "date", "text": "x", "published_at": "yesterday"}', "schema_violation"),
    b"large": (b'{"id": "large", "text": "' + b"x" * 5_000_000 + b'"}', "too_large"),
}

TRACE = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


class Run:
    """A prefix of topics on the broker, with 2,000 articles and some broken records gone through one worker."""

    def __init__(self, bootstrap: str, prefix: str) -> None:
        self.bootstrap, self.prefix = bootstrap, prefix
        self.settings = Settings(bootstrap_servers=bootstrap, topic_prefix=prefix)
        self.topics = self.settings.topics
        self.sent = dict(raw_records(ARTICLES))

    def go_through(self, directory: Path) -> None:
        asyncio.run(create_topics(self.settings))
        asyncio.run(self._push())
        with WorkerProcess(self.bootstrap, self.prefix, directory) as worker:
            wait_until(lambda: not any(lag(self.bootstrap, worker.group, self.topics.raw).values()), 120, worker.log)
            self.metrics = {
                name: worker.metric(f"ittiham_{name}_total") for name in ("articles_consumed", "articles_enriched")
            }
            assert worker.terminate() == 0
        self.left = list(directory.iterdir())
        self.lag = lag(self.bootstrap, worker.group, self.topics.raw)
        self.enriched = read_all(self.bootstrap, self.topics.enriched)
        self.accusations = read_all(self.bootstrap, self.topics.accusations)
        self.dead_letters = read_all(self.bootstrap, self.topics.dead_letter)

    async def _push(self) -> None:
        async with AIOKafkaProducer(bootstrap_servers=self.bootstrap, max_request_size=8_000_000) as producer:
            records = [*self.sent.items(), *((key, value) for key, (value, _) in BROKEN.items())]
            headers = [("trace", b"\xff\x00"), ("traceparent", TRACE)]
            await asyncio.gather(
                *[await producer.send(self.topics.raw, value, key, headers=headers) for key, value in records]
            )


@pytest.fixture(scope="module")
def run(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    directory = tmp_path_factory.mktemp("stream")
    run = Run(kafka, f"{directory.name}-")
    run.go_through(directory)
    return run


def test_nothing_is_left_where_the_worker_was_started(run: Run) -> None:
    assert [path.name for path in run.left if path.is_dir()] == []


def test_every_article_comes_out_once_and_lag_is_zero(run: Run) -> None:
    assert sorted(record.key or b"" for record in run.enriched) == sorted(run.sent)
    assert set(run.lag.values()) == {0}
    assert run.metrics == {"articles_consumed": ARTICLES + len(BROKEN), "articles_enriched": ARTICLES}


def test_values_are_what_enrichment_alone_makes(run: Run) -> None:
    results = [r for r in enrich_all(make_enricher(), run.sent.values()) if isinstance(r, Enriched)]
    outputs = [output for result in results for output in result.outputs]
    assert {output.value for output in outputs if output.kind == "enriched"} == {r.value for r in run.enriched}
    assert sorted(o.value for o in outputs if o.kind == "accusation") == sorted(r.value or b"" for r in run.accusations)


def test_values_keep_their_contracts(run: Run) -> None:
    for name, records in (("enriched-article", run.enriched[:200]), ("accusation", run.accusations[:500])):
        contract = load_contract(name)
        assert records
        assert [contract.violation(orjson.loads(record.value or b"")) for record in records] == [None] * len(records)


def spans(value: Any) -> Iterator[Mapping[str, Any]]:
    """Everything with start, end and text, at any depth."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def test_every_span_cuts_its_text(run: Run) -> None:
    articles = {record.key: orjson.loads(run.sent[record.key or b""]) for record in run.enriched}
    for record in run.accusations:
        event, article = orjson.loads(record.value or b""), articles[record.key]
        field = article.get(event["field"])
        found = list(spans(event))
        assert len(found) >= 2
        assert [field[span["start"] : span["end"]] for span in found] == [span["text"] for span in found]
    for record in run.enriched[:200]:
        enriched, article = orjson.loads(record.value or b""), articles[record.key]
        for actor in enriched["actors"]:
            assert article[actor["field"]][actor["start"] : actor["end"]] == actor["text"]


def test_headers_and_keys(run: Run) -> None:
    for record in run.accusations[:500]:
        event = orjson.loads(record.value or b"")
        assert record.key == event["article_id"].encode()
        headers = {name: (value or b"").decode() for name, value in record.headers}
        assert headers["ce_id"] == event["event_id"]
        assert headers["ce_specversion"] == "1.0"
        assert headers["ce_type"] == "ittiham.accusation.v1"
        assert headers["ce_dataschema"] == load_contract("accusation").schema["$id"]
        assert headers["ittiham_type"] == event["type"]
        assert headers["ittiham_negated"] == ("true" if event["negated"] else "false")
        assert headers["ittiham_hypothetical"] == ("true" if event["hypothetical"] else "false")
        assert headers["traceparent"] == TRACE.decode()
        codes = [actor["cameo"] or actor["country"] for actor in event["accusers"]]
        assert headers["ittiham_accusers"] == ",".join(code for code in codes if code)
    assert {record.header("traceparent") for record in run.enriched} == {TRACE}


def test_ids_are_unique_within_a_source(run: Run) -> None:
    """Also of the enriched articles, forty of which have the same words each time."""
    ids = [(record.header("ce_source"), record.header("ce_id")) for record in (*run.enriched, *run.accusations)]
    assert len(ids) == len(set(ids)) > 2 * ARTICLES


def test_events_of_an_article_are_in_order(run: Run) -> None:
    positions: dict[bytes | None, list[tuple[int, int]]] = {}
    for record in run.accusations:
        event = orjson.loads(record.value or b"")
        positions.setdefault(record.key, []).append((event["sentence"]["index"], event["trigger"]["start"]))
    assert all(seen == sorted(seen) for seen in positions.values())


def test_dead_letters_keep_their_bytes(run: Run) -> None:
    by_key: dict[bytes | None, Record] = {record.key: record for record in run.dead_letters}
    assert len(run.dead_letters) == len(BROKEN)
    contract = load_contract("dead-letter-headers")
    for key, (value, reason) in BROKEN.items():
        letter = by_key[key]
        assert letter.value == value
        assert letter.headers[:2] == (("trace", b"\xff\x00"), ("traceparent", TRACE))
        ours = {name: (text or b"").decode() for name, text in letter.headers[2:]}
        assert contract.violation(ours) is None
        assert ours["ittiham_reason"] == reason
        assert ours["ittiham_topic"] == run.topics.raw


def test_unsure_events_stay_off_the_topic_but_in_the_article(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    settings = Settings(bootstrap_servers=kafka, topic_prefix=topic_prefix)
    topics, sent = settings.topics, dict(raw_records(60))
    asyncio.run(create_topics(settings))
    produce(kafka, topics.raw, list(sent.items()))
    with WorkerProcess(kafka, topic_prefix, tmp_path, min_confidence=0.5) as worker:
        wait_until(lambda: not any(lag(kafka, worker.group, topics.raw).values()), 60, worker.log)
        types = ("accuse", "blame", "condemn", "charge", "deny")
        below = sum(worker.metric("ittiham_accusations_below_confidence_total", type=kind) or 0 for kind in types)
        assert worker.terminate() == 0
    enriched = read_all(kafka, topics.enriched)
    alone = [result for result in enrich_all(make_enricher(), sent.values()) if isinstance(result, Enriched)]
    assert {record.value for record in enriched} == {result.outputs[0].value for result in alone}
    listed = {e["event_id"]: e["confidence"] for r in enriched for e in orjson.loads(r.value or b"")["accusations"]}
    published = {orjson.loads(record.value or b"")["event_id"] for record in read_all(kafka, topics.accusations)}
    assert published == {event_id for event_id, sure in listed.items() if sure >= 0.5}
    assert 0 < below == len(listed) - len(published) < len(listed)


def test_an_article_pushed_now_comes_out_now(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    settings = Settings(bootstrap_servers=kafka, topic_prefix=topic_prefix)
    asyncio.run(create_topics(settings))
    with WorkerProcess(kafka, topic_prefix, tmp_path) as worker:
        article = {"id": "1", "text": "اتهمت فرنسا تركيا بتأجيج الصراع."}

        async def push() -> None:
            async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
                await producer.send_and_wait(settings.topics.raw, orjson.dumps(article), b"1")

        asyncio.run(push())
        (record,) = read_count(kafka, settings.topics.accusations, 1)
        event = orjson.loads(record.value or b"")
        assert [a["country"] for a in event["accusers"] + event["accused"]] == ["FRA", "TUR"]
        assert worker.terminate() == 0
