"""The samples that ship with Ittiham: articles to try it with, and records that no consumer should have to read."""

import base64
from dataclasses import dataclass
from typing import Any

import orjson

from streams.records.resources import resource_dir

__all__ = ["BrokenRecord", "broken_records", "sample_articles"]


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A bad record as some producer could send it."""

    key: str
    value: bytes | None
    """None is a tombstone."""
    reason: str
    """The dead-letter reason that it gets."""
    why: str
    """How a producer comes to send such a thing."""


def sample_articles() -> list[tuple[str, bytes]]:
    """Id and JSON of each sample article, in the order of the file."""
    lines = (resource_dir("samples") / "articles.jsonl").read_bytes().splitlines()
    return [(orjson.loads(line)["id"], line) for line in lines]


def broken_records() -> list[BrokenRecord]:
    """The broken records, made as samples/README.md says."""
    rows = orjson.loads((resource_dir("samples") / "broken.json").read_bytes())
    return [BrokenRecord(row["key"], _value(row), row["reason"], row["why"]) for row in rows]


def _value(row: dict[str, Any]) -> bytes | None:
    if recipe := row.get("value_recipe"):
        text: str = recipe["prefix"] + recipe["repeat"] * recipe["times"] + recipe["suffix"]
        return text.encode()
    encoded = row["value_base64"]
    return None if encoded is None else base64.b64decode(encoded, validate=True)
