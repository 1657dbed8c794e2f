"""Raw bytes become an article or the reason why they are none."""

import re
from decimal import Decimal

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.records.articles import Article, Reason, Rejection, parse
from streams.records.limits import Limits

LIMITS = Limits(raw_bytes=2000, extra_bytes=200, nesting=4)


def rejected(value: bytes | None) -> Rejection:
    result = parse(value, LIMITS)
    assert isinstance(result, Rejection)
    return result


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "empty_value"),
        (b"", "empty_value"),
        ('{"id":"a","text":"خبر"}'.encode("cp1256"), "invalid_utf8"),
        (b'{"id":"a","text":"\xd8"}', "invalid_utf8"),
        (b'{"id":"a","text":', "invalid_json"),
        (b'{"id":"a","text":"\\ud800"}', "invalid_json"),
        (b'{"id":"a","text":NaN}', "invalid_json"),
        (b" ", "invalid_json"),
        (b"[]", "schema_violation"),
        (b"null", "schema_violation"),
        (b'{"text":"x"}', "schema_violation"),
        (b'{"id":7,"text":"x"}', "schema_violation"),
        (b'{"id":"","text":"x"}', "schema_violation"),
        (b'{"id":"a","text":null}', "schema_violation"),
        (b'{"id":"a","text":"x","published_at":"2017-02-30T00:00:00Z"}', "schema_violation"),
        (b'{"id":"a","text":"x","published_at":"2017-10-05"}', "schema_violation"),
        (b'{"id":"a","text":"' + b"x" * 2000 + b'"}', "too_large"),
        (b'{"id":"a","text":"x","deep":' + b"[" * 4 + b"]" * 4 + b"}", "too_large"),
        (b"[" * 2000, "too_large"),
        (b'{"id":"a","text":"x","k":"' + b"y" * 200 + b'"}', "too_large"),
    ],
)
def test_reason(value: bytes | None, reason: Reason) -> None:
    assert rejected(value).reason == reason


def test_detail_names_the_place_and_not_the_words() -> None:
    secret = '{"id":"a","text":"x","title":["سر"]}'.encode()
    assert rejected(secret).detail == (
        "/title: expected type ['string', 'null'], got an array of 1; see raw-article.schema.json"
    )
    assert rejected(b'{"id":"a"}').detail == "/: expected a field 'text', none came"


def test_unknown_fields_go_to_extra() -> None:
    article = parse(orjson.dumps({"id": "a", "text": "x", "tags": [1, {"b": None}], "title": None}))
    assert article == Article("a", "x", extra={"tags": [1, {"b": None}]})


@pytest.mark.parametrize(
    "number",
    [
        "18446744073709551615", "18446744073709551616", "-9223372036854775808", "-9223372036854775809", "1" * 300,
        "123456789012345678901234567890", "0.12345678901234567890123", "3.141592653589793", "12345678901234567.25",
        "-0", "1234567890123456",
    ],
)  # fmt: skip
def test_a_number_in_extra_is_never_rounded(number: str) -> None:
    """Identifiers of 70 bits lost their last digits on the way, and nobody was told."""
    article = parse(b'{"id":"a","text":"x","deep":[{"n":%s}],"s":"12345678901234567890"}' % number.encode())
    assert isinstance(article, Article)
    written = orjson.dumps(article.extra)
    assert Decimal(re.search(rb'"n":([^}]+)', written)[1].decode()) == Decimal(number)  # type: ignore[index]
    assert b'"s":"12345678901234567890"' in written


def test_numbers_to_keep_exact_do_not_get_around_the_limit_of_extra() -> None:
    assert rejected(b'{"id":"a","text":"x","k":' + b"9" * 300 + b"}").reason == "too_large"


def test_brackets_in_strings_do_not_nest() -> None:
    value = orjson.dumps({"id": "a", "text": "[{" * 500 + '\\"' + "[" * 50})
    assert isinstance(parse(value, LIMITS), Article)


def test_byte_order_mark_is_dropped() -> None:
    assert parse(b'\xef\xbb\xbf{"id":"a","text":"x"}') == Article("a", "x")


def test_content_id_depends_on_title_and_text_only() -> None:
    article = Article("a", "text", title="title", url="u")
    assert article.content_id == Article("b", "text", title="title").content_id
    assert article.content_id != Article("a", "titletext").content_id
    assert Article("a", "x", title="").content_id != Article("a", "x").content_id


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_anything_is_parsed_or_rejected(value: bytes) -> None:
    assert isinstance(parse(value, LIMITS), Article | Rejection)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=20,
)


@given(
    st.fixed_dictionaries(
        {"id": json_values, "text": json_values}, optional={"published_at": json_values, "k": json_values}
    )
)
def test_any_json_is_parsed_or_rejected(value: dict[str, object]) -> None:
    try:
        raw = orjson.dumps(value)
    except TypeError:  # integers beyond 64 bits
        return
    assert isinstance(parse(raw), Article | Rejection)
