"""The contracts in other people's hands: ajv at its strictest, and code generated from the schemas."""

import runpy
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from streams.kafka.asyncapi import asyncapi
from streams.records.bundling import bundled
from streams.records.contracts import load_examples, load_schemas, schema_versions
from streams.settings import Settings
from tests.clients.tools import node_check
from tests.tools import run

pytestmark = [pytest.mark.clients, pytest.mark.timeout(900)]


def examples(name: str) -> list[Any]:
    """The example of each version, the oldest first."""
    return [load_examples(version)[name] for version in schema_versions()]


@pytest.mark.parametrize("version", schema_versions())
def test_ajv_compiles_all_schemas_in_strict_mode_and_takes_the_examples_of_every_version(version: str) -> None:
    """Alone, in the bundled form, and together by their `$id`s, which nothing is fetched from."""
    schemas = load_schemas(version)
    answers = node_check(
        "schemas.js",
        {
            "separate": list(schemas.values()),
            "bundled": {name: bundled(name, version) for name in schemas},
            "examples": {name: [*examples(name), {}] for name in schemas},
        },
    )
    assert set(answers) == set(schemas)
    for name, said in answers.items():
        assert said[:-1] == [None] * len(schema_versions()), name
        assert said[-1], f"{name}: an empty object should not do"


def all_examples() -> dict[str, list[Any]]:
    return {name: examples(name) for name in load_schemas()}


def test_the_compiler_reads_records_through_generated_typescript(tmp_path: Path) -> None:
    schemas = {name: bundled(name) for name in load_schemas()}
    made = node_check("types.js", {"folder": str(tmp_path), "schemas": schemas, "records": all_examples()})
    assert made["problems"] == ""
    assert '"accuse" | "blame" | "condemn" | "charge" | "deny"' in made["types"]["accusation"]
    assert "Unicode code points" in made["types"]["accusation"], "the units are in the comments"


def test_the_compiler_refuses_what_the_contract_refuses(tmp_path: Path) -> None:
    wrong = examples("accusation")[-1] | {"type": "praise"}
    given = {
        "folder": str(tmp_path),
        "schemas": {"accusation": bundled("accusation")},
        "records": {"accusation": [wrong]},
    }
    assert "'\"praise\"' is not assignable" in node_check("types.js", given)["problems"]


@pytest.mark.parametrize("name", load_schemas())
def test_generated_pydantic_models_read_records(name: str, tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_bytes(orjson.dumps(bundled(name)))
    options = [
        "--input-file-type",
        "jsonschema",
        "--output-model-type",
        "pydantic_v2.BaseModel",
        "--class-name",
        "Whole",
    ]
    command = ["--input", "schema.json", "--output", "models.py", "--formatters", "builtin", *options]
    run(Path(sys.executable).parent / "datamodel-codegen", *command, cwd=tmp_path, timeout=120)
    models = runpy.run_path(str(tmp_path / "models.py"))
    for record in examples(name):
        read = models["Whole"].model_validate_json(orjson.dumps(record))
        assert read.model_dump(mode="json", exclude_unset=True, by_alias=True).keys() >= {
            *load_schemas()[name]["required"]
        }
    with pytest.raises(ValueError, match="validation error"):
        models["Whole"].model_validate_json(b"{}")


@pytest.mark.parametrize("settings", [{}, {"security_protocol": "SASL_SSL", "topic_prefix": "news."}])
def test_the_parser_of_asyncapi_finds_nothing_to_say(settings: dict[str, Any]) -> None:
    document = asyncapi(Settings.model_construct(**settings), load_examples())
    found = node_check("asyncapi.js", document)
    assert found["problems"] == []
    assert len(found["channels"]) == 4


def test_the_parser_of_asyncapi_sees_a_fault() -> None:
    document = asyncapi(Settings.model_construct(), load_examples())
    document["components"]["messages"]["accusation"]["examples"][0]["payload"]["type"] = "praise"
    document["operations"]["receiveRaw"]["channel"]["$ref"] = "#/channels/none"
    assert {problem["severity"] for problem in node_check("asyncapi.js", document)["problems"]} >= {0}
