"""The schemas themselves, and the examples beside them."""

from pathlib import Path

import jsonschema_rs
import orjson
import pytest

from streams.records.contracts import SCHEMA_VERSION, load_contract, schema_files
from streams.records.resources import resource_dir
from tests.examples import EXAMPLES, make_examples

NAMES = ["accusation", "dead-letter-headers", "enriched-article", "raw-article"]


def test_all_schemas_are_there_and_valid() -> None:
    assert [path.name.removesuffix(".schema.json") for path in schema_files()] == NAMES
    for path in schema_files():
        schema = orjson.loads(path.read_bytes())
        jsonschema_rs.meta.validate(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert f"/{SCHEMA_VERSION}/" in schema["$id"]


def test_every_property_says_what_it_is() -> None:
    for name in NAMES:
        for field, rule in load_contract(name).schema["properties"].items():
            assert {"description", "const", "$ref"} & rule.keys(), f"{name}: {field} has no description"


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
    folders = [path for path in resource_dir("schemas").iterdir() if path.is_dir()]
    assert SCHEMA_VERSION in {path.name for path in folders}
    for folder in folders:
        names = {path.name.removesuffix(".schema.json") for path in Path(folder).glob("*.schema.json")}
        assert names == set(NAMES)
        for name in NAMES:
            schema = orjson.loads((folder / f"{name}.schema.json").read_bytes())
            assert set(schema["required"]) <= set(load_contract(name).schema["required"]), "additions are optional"
