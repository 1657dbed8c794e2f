"""The contracts: JSON Schemas of the records, read from the very files that producers and consumers read."""

from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import jsonschema_rs
import orjson

from streams.records.resources import resource_dir

__all__ = ["SCHEMA_VERSION", "Contract", "load_contract", "schema_files"]

SCHEMA_VERSION: Final = "1.0"
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
        return f"{place}: expected {keyword} {asked!r}, got {_shape(error.instance)}; see {self.name}{_SUFFIX}"


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


def schema_files() -> list[Path]:
    """The schema files of the current version."""
    return sorted((resource_dir("schemas") / SCHEMA_VERSION).glob(f"*{_SUFFIX}"))


@cache
def load_contract(name: str) -> Contract:
    """The contract `raw-article`, `enriched-article`, `accusation` or `dead-letter-headers`."""
    schemas = {path.name.removesuffix(_SUFFIX): _read(path) for path in schema_files()}
    registry = jsonschema_rs.Registry([(schema["$id"], schema) for schema in schemas.values()])
    return Contract(name, schemas[name], registry)


def _read(path: Path) -> dict[str, Any]:
    return cast(dict[str, Any], orjson.loads(path.read_bytes()))
