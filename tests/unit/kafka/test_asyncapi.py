"""The document of all topics says what code and settings do, and the page says what the document says."""

import re
from typing import Any

import orjson
import pytest

from streams.cli.asyncapi_page import asyncapi_page
from streams.enrichment.enricher import Enriched
from streams.kafka.asyncapi import asyncapi
from streams.kafka.topics import topic_specs
from streams.records.contracts import load_examples
from streams.records.header_fields import OPTIONAL_HEADERS
from streams.records.outputs import Origin
from streams.settings import Settings
from tests.articles import enrich_all, make_enricher
from tests.examples import RAW, asyncapi_files


def document(**settings: Any) -> dict[str, Any]:
    return asyncapi(Settings.model_construct(**settings), load_examples())


def test_document_and_page_are_those_of_the_code_and_the_default_settings() -> None:
    for path, content in asyncapi_files():
        assert path.read_bytes() == content, f"{path}: run `python -m tests.examples`"


def test_topics_are_as_the_command_would_make_them() -> None:
    settings: dict[str, Any] = {"topic_prefix": "news.", "partitions": 12, "replication_factor": 3, "raw_retention": 60}
    channels = list(document(**settings)["channels"].values())
    specs = topic_specs(Settings.model_construct(**settings))
    assert [channel["address"] for channel in channels] == [spec.name for spec in specs]
    for channel, spec in zip(channels, specs, strict=True):
        kafka = channel["bindings"]["kafka"]
        assert (kafka["partitions"], kafka["replicas"]) == (spec.partitions, 3)
        assert str(kafka["topicConfiguration"]["retention.ms"]) == spec.config["retention.ms"]


def test_the_headers_of_the_document_are_those_of_the_records() -> None:
    (result,) = enrich_all(make_enricher(), [orjson.dumps(RAW)])
    assert isinstance(result, Enriched)
    messages = document()["components"]["messages"]
    for output, name in ((result.outputs[0], "enrichedArticle"), (result.outputs[1], "accusation")):
        said, made = messages[name]["headers"], dict(output.headers(Origin("raw", 0, 0, 0.0)))
        assert set(said["required"]) <= made.keys() <= set(said["properties"])
        for header in ("ce_specversion", "ce_type", "ce_dataschema", "content-type"):
            assert said["properties"][header]["examples"] == [made[header].decode()]
        assert set(said["properties"]) - set(said["required"]) <= set(OPTIONAL_HEADERS)


@pytest.mark.parametrize(
    ("settings", "protocol", "schemes"),
    [
        ({}, "kafka", []),
        ({"security_protocol": "SSL"}, "kafka-secure", ["certificate"]),
        ({"security_protocol": "SASL_SSL", "sasl_mechanism": "PLAIN"}, "kafka-secure", ["plain"]),
        ({"security_protocol": "SASL_PLAINTEXT"}, "kafka", ["scramSha512"]),
    ],
)
def test_security_is_that_of_the_settings(settings: dict[str, Any], protocol: str, schemes: list[str]) -> None:
    server = document(bootstrap_servers="k:1,l:2", sasl_password="sesame", **settings)["servers"]["kafka"]
    assert (server["host"], server["protocol"]) == ("k:1,l:2", protocol)
    assert [reference["$ref"].rpartition("/")[2] for reference in server.get("security", [])] == schemes
    assert "sesame" not in str(server)


def test_the_page_needs_nothing_from_anywhere_and_says_every_header_and_field() -> None:
    made = document()
    page = asyncapi_page(made)
    assert re.findall(r"<(?:script|link|img|iframe)|\bsrc=|@import|url\(", page) == []
    for schema in made["components"]["schemas"].values():
        for name in schema.get("properties", {}):
            assert f"{name}</td>" in page
    for message in made["components"]["messages"].values():
        assert all(f">{name}</td>" in page for name in message.get("headers", {}).get("properties", {}))


def test_the_page_is_text_and_never_markup_of_an_example() -> None:
    examples = load_examples()
    examples["raw-article"]["text"] = "<script>alert(1)</script>"
    page = asyncapi_page(asyncapi(Settings.model_construct(), examples))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
