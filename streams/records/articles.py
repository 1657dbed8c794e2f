"""The first step: the bytes of a Kafka record become an article, or the reason why they are none."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal

import orjson

from streams.records.contracts import load_contract
from streams.records.limits import Limits

__all__ = ["BOM", "Article", "Reason", "Rejection", "parse", "short_hash"]

Reason = Literal["empty_value", "invalid_utf8", "invalid_json", "schema_violation", "too_large", "processing_error"]

_DEFAULT: Final = Limits()
BOM: Final = b"\xef\xbb\xbf"
"""What some editors put before UTF-8."""
_KNOWN: Final = frozenset(load_contract("raw-article").schema["properties"])
_LONG_NUMBER: Final = re.compile(rb"\d[\d.]{15}")
"""Digits, more of them than a float may hold; often they are part of a string, which only costs time."""
_LONGEST_INTEGER: Final = 20
"""Characters of an integer of 64 bits with its sign."""
# A string is skipped whole, so that brackets in it do not count. Possessive: linear on any input.
_BRACKET: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a record is dead-lettered."""

    reason: Reason
    detail: str
    """What was expected and what came, without the article's words."""


@dataclass(frozen=True, slots=True)
class Article:
    """A raw article that keeps the contract."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None
    language: str | None = None
    published_at: str | None = None
    """RFC 3339, as it came."""
    extra: dict[str, Any] = field(default_factory=dict)
    """The fields that the contract does not name; a number beyond 64 bits as an `orjson.Fragment` of its digits."""

    @property
    def content_id(self) -> str:
        """A hash of title and text: other words, other id."""
        return short_hash([self.title, self.text])


def short_hash(parts: list[str | int | None]) -> str:
    """The first 32 hexadecimal digits (128 bits) of the SHA-256 of the parts as a JSON array."""
    return hashlib.sha256(orjson.dumps(parts)).hexdigest()[:32]


def parse(value: bytes | None, limits: Limits = _DEFAULT) -> Article | Rejection:
    """Decode and check the value of a raw record. A BOM is dropped; of equal names in an object the last counts."""
    if not value:
        return Rejection("empty_value", "expected an article as JSON, got an empty value (a tombstone)")
    if len(value) > limits.raw_bytes:
        return Rejection("too_large", f"expected at most {limits.raw_bytes} bytes, got {len(value)}")
    try:
        value.decode()
    except UnicodeDecodeError as error:
        return Rejection("invalid_utf8", f"expected UTF-8, got byte 0x{value[error.start]:02x} at offset {error.start}")
    if (depth := _depth(value, limits.nesting)) > limits.nesting:
        return Rejection("too_large", f"expected at most {limits.nesting} levels of nesting, got {depth} or more")
    try:
        record = orjson.loads(value.removeprefix(BOM))
    except orjson.JSONDecodeError as error:
        return Rejection("invalid_json", f"expected JSON: {error}")
    return _checked(record, value.removeprefix(BOM), limits)


def _checked(record: Any, value: bytes, limits: Limits) -> Article | Rejection:
    if violation := load_contract("raw-article").violation(record):
        return Rejection("schema_violation", violation)
    extra = {name: value for name, value in record.items() if name not in _KNOWN}
    if extra and _LONG_NUMBER.search(value):
        extra = {name: exact for name, exact in _exact(value).items() if name in extra}
    if extra and (size := len(orjson.dumps(extra))) > limits.extra_bytes:
        return Rejection("too_large", f"expected at most {limits.extra_bytes} bytes of unknown fields, got {size}")
    return Article(**{name: value for name, value in record.items() if name in _KNOWN}, extra=extra)


def _exact(value: bytes) -> dict[str, Any]:
    """The record with its numbers as they came: orjson would round what 64 bits do not hold."""
    record: dict[str, Any] = json.loads(value, parse_int=_exact_integer, parse_float=_exact_fraction)
    return record


def _exact_integer(digits: str) -> int | orjson.Fragment:
    held = len(digits) <= _LONGEST_INTEGER and -(2**63) <= int(digits) < 2**64
    return int(digits) if held else orjson.Fragment(digits)


def _exact_fraction(digits: str) -> float | orjson.Fragment:
    number = float(digits)
    return number if Decimal(repr(number)) == Decimal(digits) else orjson.Fragment(digits)


def _depth(value: bytes, enough: int) -> int:
    """How deep arrays and objects nest in `value`; stops counting one above `enough`."""
    if value.count(b"[") + value.count(b"{") <= enough:
        return 0
    depth = deepest = 0
    for match in _BRACKET.finditer(value):
        opened = match[0] in (b"[", b"{")
        depth += opened - (match[0] in (b"]", b"}"))
        deepest = max(deepest, depth)
        if deepest > enough:
            break
    return deepest
