"""The schemas themselves, and the examples beside them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import jsonschema_rs
import orjson
import pytest

from streams.records.articles import Article, parse
from streams.records.bundling import bundled
from streams.records.contracts import (
    SCHEMA_VERSION,
    load_contract,
    load_examples,
    load_schemas,
    schema_files,
    schema_versions,
)
from streams.records.resources import resource_dir
from tests.examples import EXAMPLES, bundles, make_examples

NAMES = ["accusation", "dead-letter-headers", "enriched-article", "raw-article"]


@pytest.mark.parametrize("version", schema_versions())
def test_all_schemas_are_there_and_valid(version: str) -> None:
    assert [path.name.removesuffix(".schema.json") for path in schema_files(version)] == NAMES
    for path in schema_files(version):
        schema = orjson.loads(path.read_bytes())
        jsonschema_rs.meta.validate(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"] == f"https://ittiham.example/schemas/{version}/{path.name}", "final: consumers know it"


def fields(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field that a schema describes, at any depth; what it refers to is described there."""
    for part in parts(schema):
        for name, rule in part.get("properties", {}).items():
            if isinstance(rule, dict) and "$ref" not in rule:
                yield name, rule


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_title_description_unit_and_an_example_that_keeps_its_rule(name: str) -> None:
    schema = bundled(name)
    definitions = schema.get("$defs", {})
    for field, rule in [*fields(schema), *definitions.items()]:
        assert {"title", "description", "examples", "type"} <= rule.keys(), f"{name}: {field}"
        assert rule["examples"]
        alone = jsonschema_rs.Draft202012Validator(rule | {"$defs": definitions}, validate_formats=True)
        assert all(map(alone.is_valid, rule["examples"])), f"{name}: {field}"
        if field in ("start", "end"):
            assert "code points" in rule["description"]


@pytest.mark.parametrize("name", NAMES)
def test_example_keeps_its_contract(name: str) -> None:
    example = orjson.loads((EXAMPLES / f"{name}.json").read_bytes())
    assert load_contract(name).violation(example) is None


def test_examples_are_what_the_stream_makes() -> None:
    """All but the coder, which changes with every version and every word added to the lexicon."""
    for name, made in make_examples().items():
        stored = orjson.loads((EXAMPLES / f"{name}.json").read_bytes())
        stored.pop("coder", None), made.pop("coder", None)
        assert stored == made, f"run `python -m tests.examples` and look at the difference in {name}.json"


def test_every_released_version_is_kept() -> None:
    folders = [path.name for path in resource_dir("schemas").iterdir() if path.is_dir()]
    assert sorted(folders) == sorted(schema_versions())
    assert schema_versions()[-1] == SCHEMA_VERSION
    for version in folders:
        assert set(load_schemas(version)) == set(NAMES)
        for name, schema in load_schemas(version).items():
            assert set(schema["required"]) == set(load_contract(name).schema["required"]), "additions are optional"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("reader", schema_versions())
@pytest.mark.parametrize("writer", schema_versions())
def test_every_minor_version_reads_every_other(writer: str, reader: str, name: str) -> None:
    """A reader of 1.0 must not break on a record of 1.1, nor the other way round."""
    assert load_contract(name, reader).violation(load_examples(writer)[name]) is None


def test_a_record_of_the_next_major_version_is_refused() -> None:
    for name in ("accusation", "enriched-article"):
        for version in schema_versions():
            said = load_contract(name, version).violation(load_examples(version)[name] | {"schema_version": "2.0"})
            assert said is not None
            assert "schema_version" in said


@pytest.mark.parametrize("version", schema_versions())
@pytest.mark.parametrize(
    ("moment", "read"),
    [
        ("0000-01-01T00:00:00Z", False),
        ("2016-12-31T23:59:60Z", False),
        ("2016-12-31T18:59:60-05:00", False),
        ("0001-01-01T00:00:00Z", True),
        ("1000-10-10T10:10:10Z", True),
        ("2016-12-31T23:59:59.123456789+14:00", True),
    ],
)
def test_a_time_that_most_languages_cannot_read_is_refused(moment: str, read: bool, version: str) -> None:
    article = {"id": "a", "text": "x", "published_at": moment}
    said = load_contract("raw-article", version).violation(article)
    assert (said is None) == read == isinstance(parse(orjson.dumps(article)), Article)
    if read:
        datetime.fromisoformat(moment)
    else:
        with pytest.raises(ValueError, match=r"."):
            datetime.fromisoformat(moment)
        assert said is not None
        assert "seconds 00 to 59" in said, "the rule in words, not as a pattern alone"


def test_the_bundles_are_what_the_schemas_say() -> None:
    for path, content in bundles():
        assert path.read_bytes() == content, f"{path}: run `python -m tests.examples`"
        references = [part["$ref"] for part in parts(orjson.loads(content)) if "$ref" in part]
        assert [reference for reference in references if not reference.startswith("#/")] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("version", schema_versions())
def test_a_bundle_refuses_what_its_schema_refuses(name: str, version: str) -> None:
    """Each part of an example in turn made wrong, by a value that no field takes."""
    alone = jsonschema_rs.Draft202012Validator(bundled(name, version), validate_formats=True)
    refused = 0
    for changed in spoiled(load_examples(version)[name]):
        violation = load_contract(name, version).violation(changed)
        assert alone.is_valid(changed) == (violation is None)
        refused += violation is not None
    assert refused > 4


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a document."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(inner)


def spoiled(value: Any) -> Iterator[Any]:
    """The document with one of its values replaced, for each of them."""
    yield [[0]]
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        for inner in spoiled(value[key]):
            copy = value.copy()
            copy[key] = inner
            yield copy
