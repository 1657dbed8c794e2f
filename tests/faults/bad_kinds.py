"""Kinds of records that nobody should have to read, each with what must become of it.

What is right for a kind is said here by how its records are made, not by asking the parser.
"""

import json
import random
from collections.abc import Callable
from typing import Any, Final

from streams.records.articles import Reason

__all__ = ["KINDS", "SECRET", "Kind", "Verdicts", "encode"]

SECRET: Final = "مزرقش"
"""A word in every text: it must not turn up in a log."""

Verdicts = frozenset[Reason | None]
"""What may become of a record: one of these reasons, or None for enriched. Never `processing_error`."""

ENRICHED: Final[Verdicts] = frozenset({None})
TOO_LARGE: Final[Verdicts] = frozenset({"too_large"})
INVALID_JSON: Final[Verdicts] = frozenset({"invalid_json"})
INVALID_UTF8: Final[Verdicts] = frozenset({"invalid_utf8"})
VIOLATION: Final[Verdicts] = frozenset({"schema_violation"})
ANY: Final[Verdicts] = frozenset({None, "invalid_utf8", "invalid_json", "schema_violation", "too_large", "empty_value"})

Made = tuple[bytes | None, Verdicts]
Kind = Callable[[random.Random, str], Made]

KINDS: Final[list[tuple[int, Kind]]] = []
"""Weight and maker of each kind."""

_SENTENCES: Final = (
    "اتهمت موسكو كييف بخرق الهدنة",
    "ونفت الحكومة الليبية هذه الاتهامات",
    "أدان مجلس الأمن الهجوم على المدينة",
    "حمّل الوزير المعارضة مسؤولية التعطيل",
    "قال المتحدث إن الطقس معتدل",
)


def _kind(weight: int) -> Callable[[Kind], Kind]:
    def add(kind: Kind) -> Kind:
        KINDS.append((weight, kind))
        return kind

    return add


def article(rng: random.Random, name: str, **fields: Any) -> dict[str, Any]:
    """A good article; `fields` replace its own."""
    text = f"{rng.choice(_SENTENCES)} {SECRET} {name}. {rng.choice(_SENTENCES)}."
    return {"id": name, "text": text, "title": rng.choice(_SENTENCES)} | fields


def encode(record: Any) -> bytes:
    """As a producer would."""
    return json.dumps(record, ensure_ascii=False).encode()


@_kind(2000)
def good_neighbour(rng: random.Random, name: str) -> Made:
    return encode(article(rng, name)), ENRICHED


@_kind(600)
def cut_inside_a_character(rng: random.Random, name: str) -> Made:
    value = encode(article(rng, name))
    inside = [place for place, byte in enumerate(value) if 0x80 <= byte < 0xC0]
    return value[: rng.choice(inside)], INVALID_UTF8


@_kind(600)
def bytes_that_are_no_utf8(rng: random.Random, name: str) -> Made:
    value = encode(article(rng, name))
    place = value.index(b" ")
    wrong = rng.choice((b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\x80", b"\xe0\x80\xaf"))
    return value[:place] + wrong + value[place:], INVALID_UTF8


@_kind(300)
def another_encoding(rng: random.Random, name: str) -> Made:
    text = json.dumps(article(rng, name), ensure_ascii=False)
    return text.encode(rng.choice(("utf-16", "cp1256", "utf-32"))), INVALID_UTF8


@_kind(600)
def cut_between_characters(rng: random.Random, name: str) -> Made:
    text = json.dumps(article(rng, name), ensure_ascii=False)
    return text[: rng.randrange(1, len(text))].encode(), INVALID_JSON


@_kind(900)
def broken_json(rng: random.Random, name: str) -> Made:
    text = json.dumps(article(rng, name), ensure_ascii=False)
    number = rng.choice(("NaN", "Infinity", "01", "1.", ".5", "+1", "0x1f", "1e999", "9" * 400, "1_000"))
    broken = rng.choice(
        (
            text + text,
            text[:-1] + ",}",
            text.replace('"', "'"),
            f"// {name}\n{text}",
            text.replace(": ", " ", 1),
            text[:-1] + f', "n": {number}}}',
            text[:-1] + ', "s": "\\x41"}',
            text[:-1] + ', "s": "\\ud800"}',
            text[:-1] + ', "s": "\\udc00 alone"}',
            text[:-1] + ', "s": "a\x01b\nc"}',
            " \t\n",
            "<article/>",
            text + "\x00",
        )
    )
    return broken.encode(), INVALID_JSON


@_kind(400)
def deeply_nested(rng: random.Random, name: str) -> Made:
    depth = rng.choice((33, 40, 500, 5_000, 60_000))
    opening, closing = rng.choice((("[", "]"), ('{"a":', "}"), ("[{", "}]")))
    closed = closing * depth if rng.random() < 0.5 else ""
    value = encode(article(rng, name))[:-1] + f', "deep": {opening * depth}{closed}}}'.encode()
    return value[: 250 * 1024], TOO_LARGE


@_kind(150)
def brackets_in_a_string_are_not_nesting(rng: random.Random, name: str) -> Made:
    text = f'{"[{" * rng.randint(20, 400)} \\" ]" {SECRET} {name}'
    return encode(article(rng, name, text=text)), ENRICHED


@_kind(150)
def nested_as_deep_as_allowed(rng: random.Random, name: str) -> Made:
    value = encode(article(rng, name))[:-1] + b', "deep": ' + b"[" * 31 + b"]" * 31 + b"}"
    return value, ENRICHED


@_kind(900)
def wrong_types(rng: random.Random, name: str) -> Made:
    field = rng.choice(("id", "text", "title", "url", "source", "author", "language", "published_at"))
    wrong = rng.choice((0, -1.5, True, [], {}, [name], {"text": name}, 10**30))
    return encode(article(rng, name) | {field: wrong}), VIOLATION


@_kind(400)
def not_an_object(rng: random.Random, name: str) -> Made:
    return encode(rng.choice(([article(rng, name)], name, 17, None, True, []))), VIOLATION


@_kind(500)
def missing_or_null(rng: random.Random, name: str) -> Made:
    record = article(rng, name)
    field = rng.choice(("id", "text"))
    if rng.random() < 0.5:
        del record[field]
    else:
        record[field] = None
    return encode(record), VIOLATION


@_kind(300)
def bad_id_or_time(rng: random.Random, name: str) -> Made:
    wrong: dict[str, Any] = rng.choice(
        (
            {"id": ""},
            {"id": name * 100},
            {"url": "x" * 5000},
            {"published_at": "yesterday"},
            {"published_at": "2026-02-30T00:00:00Z"},
            {"published_at": "2026-01-01T00:00:00"},
            {"published_at": 1_700_000_000},
            {"published_at": "0000-01-01T00:00:00Z"},
            {"published_at": "2026-06-30T23:59:60Z"},
        )
    )
    return encode(article(rng, name) | wrong), VIOLATION


@_kind(200)
def odd_but_allowed(rng: random.Random, name: str) -> Made:
    odd: dict[str, Any] = rng.choice(
        (
            {"published_at": "9999-12-31T23:59:59+23:59"},
            {"title": None, "url": None, "language": None},
            {"text": ""},
            {"title": "", "text": name},
            {"number": 123456789012345678901234567890, "small": 1e-320, "zero": -0.0},
            {"": "an empty name", "\u0000": "\u0000", "ittiham_reason": "too_large"},
            {"id": "\u0000\u202e\u2066 \ufeff" + name},
            {"id": "ع" * 500 + name[:12]},
        )
    )
    return encode(article(rng, name) | odd), ENRICHED


@_kind(200)
def byte_order_mark(rng: random.Random, name: str) -> Made:
    return b"\xef\xbb\xbf" + encode(article(rng, name)), ENRICHED


@_kind(250)
def names_twice(rng: random.Random, name: str) -> Made:
    """The last one counts, as with every JSON parser in use."""
    good, last = encode(article(rng, name))[1:-1], rng.random() < 0.5
    other = b'"id": 7, "text": null'
    return b"{" + (other + b", " + good if last else good + b", " + other) + b"}", ENRICHED if last else VIOLATION


@_kind(500)
def control_and_bidi_characters(rng: random.Random, name: str) -> Made:
    marks = (
        "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff\u200b\u00ad\u0640\u0000\u001b"
    )
    text = "".join(letter + rng.choice(marks) * (rng.random() < 0.3) for letter in article(rng, name)["text"])
    return encode(article(rng, name, text=text)), ENRICHED


@_kind(300)
def diacritics_and_rare_letters(rng: random.Random, name: str) -> Made:
    marks = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u06d6"
    text = "".join(
        letter + "".join(rng.choices(marks, k=rng.choice((0, 0, 1, 2, 40)))) for letter in rng.choice(_SENTENCES)
    )
    return encode(article(rng, name, text=f"{text} ﷲ ﷺ ﻻ 𐤀𞸀 {SECRET} {name}")), ENRICHED


@_kind(400)
def empty_values(rng: random.Random, name: str) -> Made:
    return rng.choice((None, b"")), frozenset({"empty_value"})


@_kind(300)
def no_arabic(rng: random.Random, name: str) -> Made:
    text = rng.choice(
        ("Latin only, no accusation here.", "😀👩‍👩‍👧‍👦🇱🇾" * 50, "…!؟" * 30, "12345", "中文 और हिन्दी", " \n\t")
    )
    return encode({"id": name, "text": f"{text} {name}", "title": None}), ENRICHED


@_kind(200)
def one_word(rng: random.Random, name: str) -> Made:
    return encode({"id": name, "text": rng.choice(("اتهم", "ا" * 20_000, "و" * 5_000, "اتهم" * 2_000))}), ENRICHED


@_kind(150)
def unknown_fields_beyond_the_limit(rng: random.Random, name: str) -> Made:
    return encode(article(rng, name, extra={"more": "س" * rng.randint(9_000, 60_000)})), TOO_LARGE


@_kind(20)
def many_events(rng: random.Random, name: str) -> Made:
    """As many sentences with a trigger: enriched below the limit of events or of the output, dead-lettered above it."""
    many = rng.choice((50, 400, 1000))
    text = " ".join(f"اتهمت الحكومة السورية المعارضة بالكذب رقم {number}." for number in range(many))
    return encode(article(rng, name, text=text)), frozenset({None, "too_large"}) if many < 400 else TOO_LARGE


@_kind(5)
def no_punctuation_and_a_trigger_every_four_words(rng: random.Random, name: str) -> Made:
    text = f"اتهم الوزير المعارضة بالفساد {SECRET} " * 1_400
    return encode(article(rng, name, text=text[: 100 * 1024 // 2])), frozenset({None, "too_large"})


@_kind(3)
def as_many_words_as_fit(rng: random.Random, name: str) -> Made:
    text = " ".join(rng.choice(_SENTENCES) for _ in range(4_600))
    return encode(article(rng, name, text=text))[: 255 * 1024].rpartition(b" ")[0] + b'"}', ANY - {"invalid_utf8"}


@_kind(5)
def beyond_the_limit_of_bytes(rng: random.Random, name: str) -> Made:
    size = rng.choice((256 * 1024, 1_000_000, 5_000_000))
    return encode(article(rng, name, text=name + "كلمة " * (size // 9 + 1))), TOO_LARGE


@_kind(2000)
def flipped_bytes(rng: random.Random, name: str) -> Made:
    value = bytearray(encode(article(rng, name)))
    for _ in range(rng.randint(1, 4)):
        value[rng.randrange(len(value))] = rng.randrange(256)
    return bytes(value), ANY


@_kind(500)
def noise(rng: random.Random, name: str) -> Made:
    return rng.randbytes(rng.randint(1, 300)) + b"\xff", INVALID_UTF8
