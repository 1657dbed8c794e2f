"""`ittiham schema` prints contracts that need no other file and no network."""

import json

import pytest
from click.testing import CliRunner

from streams.cli import main
from streams.records.contracts import load_schemas, schema_versions


@pytest.mark.parametrize("version", schema_versions())
def test_a_contract_is_printed_whole(version: str) -> None:
    result = CliRunner().invoke(main, ["schema", "enriched-article", "--version", version])
    assert result.exit_code == 0
    schema = json.loads(result.output)
    assert schema["$id"] == load_schemas(version)["enriched-article"]["$id"]
    assert '"$ref": "accusation' not in result.output


def test_without_a_name_they_are_listed() -> None:
    result = CliRunner().invoke(main, ["schema"])
    assert [line.split() for line in result.output.splitlines()] == [
        [name, schema["$id"]] for name, schema in sorted(load_schemas().items())
    ]


def test_a_wrong_name_says_which_there_are() -> None:
    result = CliRunner().invoke(main, ["schema", "accusations"])
    assert result.exit_code == 2
    assert "'accusation', 'dead-letter-headers', 'enriched-article', 'raw-article', 'asyncapi'" in result.output


def test_all_topics_in_one_document_by_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITTIHAM_TOPIC_PREFIX", "news.")
    document = json.loads(CliRunner().invoke(main, ["schema", "asyncapi"]).output)
    assert document["channels"]["raw"]["address"] == "news.articles.raw"
    page = CliRunner().invoke(main, ["schema", "asyncapi", "--html"]).output
    assert page.startswith("<!doctype html>")
    assert "news.articles.raw" in page
    assert CliRunner().invoke(main, ["schema", "accusation", "--html"]).exit_code == 2
