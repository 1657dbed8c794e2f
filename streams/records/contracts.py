"""The contracts: JSON Schemas of the records, read from the very files that producers and consumers read."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
import orjson

from streams.records.resources import resource_dir

__all__ = [
    "SCHEMA_VERSION",
    "Contract",
    "load_contract",
    "load_examples",
    "load_schemas",
    "schema_files",
    "schema_versions",
]

SCHEMA_VERSION: Final = "1.1"
_SUFFIX: Final = ".schema.json"


class Contract:
    """One JSON Schema (draft 2020-12), compiled, with `format` asserted."""

    def __init__(self, name: str, schema: dict[str, Any], registry: jsonschema_rs.Registry) -> None:
        self.name = name
        self.schema = schema
        self._validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True, registry=registry)

    def violation(self, value: object) -> str | None:
        """Why `value` breaks the contract: place, rule and what it asks, never the value. None if it keeps it."""
        error = next(self._validator.iter_errors(value), None)
        return None if error is None else self._describe(error)

    def _describe(self, error: jsonschema_rs.ValidationError) -> str:
        place = "/" + "/".join(map(str, error.instance_path))
        keyword = str(error.schema_path[-1])
        asked = _walk(self.schema, error.schema_path)
        if keyword == "required" and isinstance(error.instance, dict):
            asked = next(name for name in asked if name not in error.instance)
            return f"{place}: expected a field {asked!r}, none came"
        rule = f"{keyword} {asked!r}"
        if keyword == "pattern":  # the description beside it says it in words
            rule = str(_walk(self.schema, [*error.schema_path[:-1], "description"])).partition(". ")[0]
        return f"{place}: expected {rule}, got {_shape(error.instance)}; see {self.name}{_SUFFIX}"


def _walk(schema: Any, path: list[str | int]) -> Any:
    """The part of the schema that the error speaks of, as far as the path can be followed through references."""
    for step in path:
        try:
            schema = schema[step]
        except (KeyError, IndexError, TypeError):
            return "what the schema says"
    return schema


def _shape(value: object) -> str:
    """What came, without its content."""
    if isinstance(value, str):
        return f"a string of {len(value)} characters"
    if isinstance(value, list | dict):
        return f"{'an array' if isinstance(value, list) else 'an object'} of {len(value)}"
    return {bool: "a boolean", int: "a number", float: "a number"}.get(type(value), "null")


def schema_versions() -> list[str]:
    """Every version that was released, oldest first: each is kept."""
    return sorted((path.name for path in resource_dir("schemas").iterdir() if path.is_dir()), key=_numbers)


def schema_files(version: str = SCHEMA_VERSION) -> list[Path]:
    """The schema files of a version."""
    return sorted((resource_dir("schemas") / version).glob(f"*{_SUFFIX}"))


@cache
def load_schemas(version: str = SCHEMA_VERSION) -> Mapping[str, dict[str, Any]]:
    """Name to schema: `raw-article`, `enriched-article`, `accusation` and `dead-letter-headers`.

    Their `$id`s are names: what one refers to in another is found here, and nothing is ever fetched.
    """
    return {path.name.removesuffix(_SUFFIX): orjson.loads(path.read_bytes()) for path in schema_files(version)}


def load_examples(version: str = SCHEMA_VERSION) -> dict[str, Any]:
    """Name of a contract to its example."""
    folder = resource_dir("schemas") / version / "examples"
    return {name: orjson.loads((folder / f"{name}.json").read_bytes()) for name in load_schemas(version)}


@cache
def load_contract(name: str, version: str = SCHEMA_VERSION) -> Contract:
    """The contract of that name, compiled."""
    schemas = load_schemas(version)
    registry = jsonschema_rs.Registry([(schema["$id"], schema) for schema in schemas.values()])
    return Contract(name, schemas[name], registry)


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
