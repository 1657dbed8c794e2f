"""A contract in one file: for tools that cannot be told where the other files are."""

from collections.abc import Mapping
from typing import Any

from streams.records.contracts import SCHEMA_VERSION, load_schemas

__all__ = ["bundled"]


def bundled(name: str, version: str = SCHEMA_VERSION) -> dict[str, Any]:
    """The schema `name` under its own `$id`, with what it refers to in other files in `$defs` of its own."""
    schemas = {schema["$id"].rpartition("/")[2]: schema for schema in load_schemas(version).values()}
    schema = load_schemas(version)[name]
    bundle = _Bundle(schemas, dict(schema.get("$defs", {})))
    whole = {key: bundle.local(value, schema) for key, value in schema.items()}
    return whole | ({"$defs": bundle.definitions} if bundle.definitions else {})


class _Bundle:
    def __init__(self, schemas: Mapping[str, dict[str, Any]], definitions: dict[str, Any]) -> None:
        self._schemas, self.definitions = schemas, definitions

    def local(self, part: Any, home: dict[str, Any]) -> Any:
        """A part of the schema `home`, with all that it refers to within reach."""
        if isinstance(part, list):
            return [self.local(item, home) for item in part]
        if not isinstance(part, dict):
            return part
        return {
            key: self._refer(value, home) if key == "$ref" else self.local(value, home) for key, value in part.items()
        }

    def _refer(self, reference: str, home: dict[str, Any]) -> str:
        """The reference to where its target will stand."""
        file, _, pointer = reference.partition("#")
        there = self._schemas[file] if file else home
        target: Any = there
        for step in pointer.split("/")[1:]:
            target = target[step]
        if set(target) == {"$ref"}:
            return self._refer(target["$ref"], there)
        name = pointer.rpartition("/")[2]
        if name not in self.definitions:
            self.definitions[name] = True  # holds the place: the target may refer to itself
            self.definitions[name] = self.local(target, there)
        return f"#/$defs/{name}"
