"""What can be read of a raw record that is no article: whose it is, and where it broke."""

import re
from collections.abc import Mapping
from typing import Final

import orjson

__all__ = ["glimpse", "place_of"]

_FIELDS: Final = ("id", "source")
_CHARACTER: Final = re.compile(r"\(char (\d+)\)")
_BYTE: Final = re.compile(r"at offset (\d+)")
_POINTER: Final = re.compile(r"/([^:]*): ")


def glimpse(value: bytes | None) -> Mapping[str, str]:
    """`id` and `source` of the raw article, as far as its bytes can be read."""
    try:
        record = orjson.loads(value or b"")
    except orjson.JSONDecodeError:
        return {}
    fields = record if isinstance(record, dict) else {}
    return {name: fields[name] for name in _FIELDS if isinstance(fields.get(name), str)}


def place_of(value: bytes, detail: str) -> int | None:
    """Where in the bytes the detail of a rejection points; None where it points nowhere.

    At the byte or the character it names, or at the value of the field it names.
    """
    if found := _BYTE.search(detail):
        return int(found[1])
    if found := _CHARACTER.search(detail):
        return len(value.decode(errors="replace")[: int(found[1])].encode())
    if (found := _POINTER.match(detail)) and found[1]:
        name = found[1].rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        field = re.search(re.escape(orjson.dumps(name)) + rb"\s*:\s*", value)
        return field.end() if field else None
    return None
