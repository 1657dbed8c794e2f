"""The contracts in other people's hands: ajv at its strictest, and code generated from the schemas."""

from typing import Any

import orjson
import pytest

from streams.records.bundling import bundled
from streams.records.contracts import load_schemas, schema_versions
from streams.records.resources import resource_dir
from tests.clients.tools import node_check

pytestmark = [pytest.mark.clients, pytest.mark.timeout(900)]


def examples(name: str) -> list[Any]:
    """The example of each version, the oldest first."""
    folders = [resource_dir("schemas") / version / "examples" for version in schema_versions()]
    return [orjson.loads((folder / f"{name}.json").read_bytes()) for folder in folders]


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
