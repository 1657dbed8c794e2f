"""What can be read of what is no article."""

import orjson
import pytest

from streams.records.articles import Rejection, parse
from streams.records.glimpse import glimpse, place_of


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b'{"id": "a", "source": "s", "text": 3}', {"id": "a", "source": "s"}),
        (b'{"id": 3, "source": "s"}', {"source": "s"}),
        (b'{"id": "a"', {}),
        (b"[]", {}),
        (b"[" * 100_000, {}),
        (b"\xff", {}),
        (b"", {}),
        (None, {}),
    ],
)
def test_id_and_source_where_they_can_be_read(value: bytes | None, expected: dict[str, str]) -> None:
    assert glimpse(value) == expected


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ('{"id": "a", "text": "خبر ', b'\xe3 x"}'),  # no UTF-8
        ('{"id": "a", "text": "خبر", ', b"x}"),  # no JSON
        ('{"id": "a", "text": "x", "published_at": ', b'"today"}'),
        ('{"id":"a","text" :  ', b"3}"),
    ],
)
def test_the_reason_has_a_place_in_the_bytes(before: str, behind: bytes) -> None:
    value = before.encode() + behind
    rejection = parse(value)
    assert isinstance(rejection, Rejection)
    assert place_of(value, rejection.detail) == len(before.encode())


def test_what_is_missing_has_no_place() -> None:
    value = orjson.dumps({"id": "a"})
    rejection = parse(value)
    assert isinstance(rejection, Rejection)
    assert place_of(value, rejection.detail) is None
