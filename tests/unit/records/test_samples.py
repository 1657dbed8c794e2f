"""The samples are what they claim: articles that keep the contract, events that are in them, broken records."""

import re
from collections import Counter
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import orjson
import pytest

from streams.enrichment.sentences import split
from streams.records.articles import Article, Rejection, parse
from streams.records.resources import resource_dir
from streams.records.samples import BrokenRecord, broken_records, sample_articles

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ARABIC = re.compile(r"[\u0621-\u064a]")
TYPES = {"accuse", "blame", "condemn", "charge", "deny"}
# A letter, a digit, a vowel sign or a tatweel: whatever belongs to the word written.
IN_WORD = r"[\w\u064b-\u0652\u0640]"

SAMPLES = resource_dir("samples")
ARTICLES: list[dict[str, Any]] = [orjson.loads(line) for line in (SAMPLES / "articles.jsonl").read_bytes().splitlines()]
EXPECTED: list[dict[str, Any]] = [orjson.loads(line) for line in (SAMPLES / "expected.jsonl").read_bytes().splitlines()]
BROKEN = broken_records()
EVENTS = [
    pytest.param(article, event, id=f"{article['id']}-{number}")
    for article, expected in zip(ARTICLES, EXPECTED, strict=True)
    for number, event in enumerate(expected["events"])
]


def by_id(rows: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("article", rows, ids=lambda row: row["id"])


def words(word: str, text: str) -> list[re.Match[str]]:
    """Where `word` stands as a whole word."""
    return list(re.finditer(rf"(?<!{IN_WORD}){re.escape(word)}(?!{IN_WORD})", text))


def broken_value(key: str) -> bytes:
    value = next(record.value for record in BROKEN if record.key == key)
    assert value is not None
    return value


def test_there_are_enough_articles_with_an_id_of_their_own() -> None:
    ids = [article["id"] for article in ARTICLES]
    assert len(ids) >= 40
    assert len(set(ids)) == len(ids)
    assert len({article["text"] for article in ARTICLES}) == len(ids)


def test_the_loader_gives_each_article_with_its_id_and_its_very_bytes() -> None:
    assert [(key, orjson.loads(value)) for key, value in sample_articles()] == [(row["id"], row) for row in ARTICLES]


def test_every_article_is_coded_and_nothing_else() -> None:
    assert [row["id"] for row in EXPECTED] == [article["id"] for article in ARTICLES]


@by_id(ARTICLES)
def test_an_article_keeps_the_contract(article: dict[str, Any]) -> None:
    parsed = parse(orjson.dumps(article))
    assert isinstance(parsed, Article), parsed


@by_id([article for article in ARTICLES if "published_at" in article])
def test_a_date_is_rfc_3339_and_within_the_years_promised(article: dict[str, Any]) -> None:
    assert RFC_3339.fullmatch(article["published_at"])
    assert 2003 <= datetime.fromisoformat(article["published_at"]).year <= 2026


@by_id([article for article in ARTICLES if "url" in article])
def test_an_address_belongs_to_nobody(article: dict[str, Any]) -> None:
    host = urlsplit(article["url"]).hostname or ""
    assert host.endswith((".example.org", ".example.com"))


@by_id(ARTICLES)
def test_an_article_is_three_to_twelve_sentences_long(article: dict[str, Any]) -> None:
    assert 3 <= len(split(article["text"])) <= 12


def test_every_optional_field_is_sometimes_missing_and_some_are_unknown() -> None:
    optional = ("title", "url", "author", "source", "language", "published_at")
    assert [name for name in optional if all(name in article for article in ARTICLES)] == []
    unknown = [set(article) - {"id", "text", *optional} for article in ARTICLES]
    assert 1 <= sum(map(bool, unknown)) <= 3


def test_one_article_has_no_arabic() -> None:
    latin = [article["id"] for article in ARTICLES if not ARABIC.search(article.get("title", "") + article["text"])]
    assert latin == ["sample-009"]


def test_at_least_ten_arabic_articles_report_no_accusation() -> None:
    silent = [row["id"] for row in EXPECTED if not row["events"]]
    assert len(silent) >= 11  # the one in Latin letters among them
    assert len(silent) <= len(EXPECTED) // 2


def test_every_kind_of_event_is_there_more_than_a_few_times() -> None:
    events = [event for row in EXPECTED for event in row["events"]]
    by_type = Counter(event["type"] for event in events)
    assert set(by_type) == TYPES
    assert min(by_type.values()) >= 10
    assert {event["field"] for event in events} == {"title", "text"}
    assert sum(event["negated"] for event in events) >= 5
    assert sum(event["hypothetical"] for event in events) >= 5
    assert sum(event["accusers"] == event["accused"] != [] for event in events) >= 2  # mutual
    assert any(not event["accusers"] for event in events)
    assert any(not event["accused"] for event in events)


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("guillemets", "«[^»]+»"),
        ("straight quotes", '"[^"]+"'),
        ("curly quotes", "“[^”]+”"),
        ("vowel signs", "[\u064b-\u0650\u0652]"),
        ("tatweel", "\u0640"),
        ("Latin words", "[A-Z][a-zA-Z]{3}"),
        ("decimal points", r"\d\.\d"),
        ("abbreviations", "أ ف ب"),
        ("bullets", "\n[•-]"),
        ("a blank line", "\n\n"),
        ("object pronouns", "اتهمها|اتهمته|واتهمتهم"),
        ("mutual accusations", "تتبادلان|تبادلت|وتبادل"),
        ("taking responsibility", "بتحمل المسؤولية|أتحمل المسؤولية"),
        ("the dock", "قفص الاتهام"),
        ("owing a favour", "أدين بالفضل"),
        ("exile", "المنفى"),
        ("bearing arms", "يحملون السلاح"),
    ],
)
def test_what_makes_arabic_news_hard_is_there(what: str, pattern: str) -> None:
    assert re.search(pattern, "\n".join(article["text"] for article in ARTICLES)), what


@pytest.mark.parametrize(("article", "event"), EVENTS)
def test_an_event_is_in_its_article(article: dict[str, Any], event: dict[str, Any]) -> None:
    assert set(event) == {"field", "type", "trigger", "accusers", "accused", "negated", "hypothetical"}
    assert event["type"] in TYPES
    text = article[event["field"]]
    triggers = words(event["trigger"], text)
    assert len(triggers) == 1, "a trigger that occurs twice needs other words around it"
    trigger = triggers[0]
    start, end = next(span for span in split(text) if span[0] <= trigger.start() < span[1])
    parties = event["accusers"] + event["accused"]
    assert [party for party in parties if party not in text[start:end]] == [], "not in the trigger's sentence"


def test_no_word_is_the_trigger_of_two_events() -> None:
    for row in EXPECTED:
        triggers = [(event["field"], event["trigger"]) for event in row["events"]]
        assert len(set(triggers)) == len(triggers), row["id"]


@pytest.mark.parametrize("record", BROKEN, ids=lambda record: record.key)
def test_a_broken_record_is_rejected_for_the_reason_given(record: BrokenRecord) -> None:
    parsed = parse(record.value)
    assert isinstance(parsed, Rejection)
    assert parsed.reason == record.reason
    assert record.why


def test_there_are_six_broken_records_for_the_five_reasons_a_producer_can_give() -> None:
    assert len({record.key for record in BROKEN}) == len(BROKEN) == 6
    assert {record.reason for record in BROKEN} == {
        *("empty_value", "invalid_utf8", "invalid_json", "schema_violation", "too_large")
    }


def test_the_tombstone_has_no_value() -> None:
    assert [record.key for record in BROKEN if record.value is None] == ["broken-tombstone"]


def test_the_record_in_windows_1256_is_an_article_in_that_encoding_only() -> None:
    value = broken_value("broken-windows-1256")
    with pytest.raises(UnicodeDecodeError):
        value.decode()
    assert isinstance(parse(value.decode("cp1256").encode()), Article)


def test_the_cut_record_is_utf8_but_no_json() -> None:
    value = broken_value("broken-truncated")
    assert ARABIC.search(value.decode())
    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(value)
    assert isinstance(parse(value + b'"}'), Article)


def test_the_record_without_text_lacks_nothing_else() -> None:
    record = orjson.loads(broken_value("broken-no-text"))
    record["text"] = record.pop("body")
    assert isinstance(parse(orjson.dumps(record)), Article)


def test_the_record_with_a_wrong_date_has_no_other_fault() -> None:
    record = orjson.loads(broken_value("broken-date"))
    with pytest.raises(ValueError, match="Invalid isoformat"):
        datetime.fromisoformat(record.pop("published_at"))
    assert isinstance(parse(orjson.dumps(record)), Article)


def test_the_large_record_is_an_article_but_for_its_size() -> None:
    value = broken_value("broken-too-large")
    assert 256 * 1024 < len(value) < 1_000_000  # a broker with Kafka's default limit still takes it
    record = orjson.loads(value)
    assert isinstance(parse(orjson.dumps(record | {"text": record["text"][:100]})), Article)
