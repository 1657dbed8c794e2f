"""Output records: the same bytes for the same input, keeping their contracts."""

from datetime import date

import orjson
import pytest

from streams.records.articles import Article, Rejection
from streams.records.contracts import load_contract, load_schemas
from streams.records.outputs import (
    Coder,
    Origin,
    Output,
    accusation_output,
    attempts,
    dead_letter_headers,
    enriched_output,
    rfc3339,
)
from streams.records.tracing import Headers
from streams.segmentation.types import Segmentation
from streams.tagging.types import Accusation, Actor, Sentence, Span

TEXT = "اتهمت روسيا فرنسا بالتجسس"
WORDS = Segmentation(TEXT, TEXT.split(), [0, 6, 12, 18], [5, 11, 17, 25], ["اتهم+ت", "روسيا", "فرنسا", "ب+ال+تجسس"])
SENTENCE = Sentence("text", 0, 0, 25, WORDS)
RUSSIA = Actor(6, 11, "روسيا", "RUS", "Russia", "state", "RUS", "RUS")
FRANCE = Actor(12, 17, "فرنسا", "FRA", "France", "state", "FRA", "FRA", antecedent="same_sentence")
CODER = Coder("farasa-native", "0123abcd", version="9.9")
ARTICLE = Article("a1", TEXT, published_at=f"{date(2017, 10, 5)}T06:00:00Z", extra={"k": [1]})


def event(**changes: object) -> Accusation:
    values: dict[str, object] = {
        "type": "accuse", "cameo": "112", "sentence": SENTENCE, "trigger": Span(0, 5, "اتهمت"), "lemma": "اتهم",
        "segmented": "اتهم+ت", "accusers": (RUSSIA,), "accused": (FRANCE,), "content": Span(18, 25, "بالتجسس"),
        "rule": "r",
    }  # fmt: skip
    return Accusation(**(values | changes))  # type: ignore[arg-type] # built from a table


def output_of(made: Accusation) -> Output:
    return accusation_output(ARTICLE, CODER, [SENTENCE], made)


def at(timestamp: float, headers: Headers = ()) -> Origin:
    return Origin("raw", 3, 7, timestamp, headers)


@pytest.mark.parametrize(("kind", "mode"), [("accuse", "allege"), ("condemn", "disapprove"), ("deny", None)])
def test_accusation_keeps_its_contract(kind: str, mode: str | None) -> None:
    value = orjson.loads(accusation_output(ARTICLE, CODER, [SENTENCE], event(type=kind)).value)
    assert load_contract("accusation").violation(value) is None
    assert (value["plover"] or {}).get("mode") == mode
    assert list(value) == [name for name in load_contract("accusation").schema["properties"] if name != "confidence"]
    assert value["accused"][0]["antecedent"] == "same_sentence"
    assert "antecedent" not in value["accusers"][0]


def test_enriched_keeps_its_contract_and_shares_the_event_ids() -> None:
    value = orjson.loads(enriched_output(ARTICLE, CODER, [SENTENCE], [RUSSIA, FRANCE], [event()]).value)
    assert load_contract("enriched-article").violation(value) is None
    assert list(value) == list(load_contract("enriched-article").schema["properties"])
    assert value["accusations"][0]["event_id"] == accusation_output(ARTICLE, CODER, [SENTENCE], event()).id
    assert value["sentences"] == [{"field": "text", "start": 0, "end": 25, "segmented": WORDS.segmented}]
    assert value["extra"] == {"k": [1]}


def test_event_id_is_of_the_article_its_words_and_the_trigger() -> None:
    def id_of(article: Article, made: Accusation) -> str:
        return accusation_output(article, CODER, [SENTENCE], made).id

    same = id_of(ARTICLE, event())
    assert id_of(ARTICLE, event(accused=(), rule="other")) == same
    assert id_of(Article("a1", TEXT, source="elsewhere"), event()) == same
    assert id_of(Article("a2", TEXT), event()) != same
    assert id_of(Article("a1", TEXT + "."), event()) != same
    assert id_of(ARTICLE, event(type="blame")) != same


def test_headers_of_an_accusation() -> None:
    headers = dict(output_of(event()).headers(at(1_000_000_000.1234)))
    assert headers["ce_time"] == b"2001-09-09T01:46:40.123Z"
    assert headers["ce_source"] == b"/ittiham/9.9/farasa-native/0123abcd"
    assert (headers["ittiham_type"], headers["ittiham_accusers"], headers["ittiham_accused"]) == (
        b"accuse",
        b"RUS",
        b"FRA",
    )


@pytest.mark.parametrize("flag", [True, False])
def test_headers_to_filter_by(flag: bool) -> None:
    headers = dict(output_of(event(negated=flag, hypothetical=not flag)).headers(at(0)))
    said = headers["ittiham_negated"], headers["ittiham_hypothetical"]
    assert said == ((b"true", b"false") if flag else (b"false", b"true"))
    assert "ittiham_confidence" not in headers


def test_a_confidence_is_written_with_two_decimals() -> None:
    made = output_of(event(confidence=0.8049))
    value = orjson.loads(made.value)
    assert load_contract("accusation").violation(value) is None
    assert list(value) == list(load_contract("accusation").schema["properties"])
    assert (value["confidence"], dict(made.headers(at(0)))["ittiham_confidence"]) == (0.8, b"0.80")
    listed = orjson.loads(enriched_output(ARTICLE, CODER, [SENTENCE], [], [event(confidence=0.8049)]).value)
    assert listed["accusations"][0]["confidence"] == 0.8


def test_the_schema_that_a_header_names_is_the_one_the_value_keeps() -> None:
    for made in (output_of(event()), enriched_output(ARTICLE, CODER, [SENTENCE], [], [])):
        name = dict(made.headers(at(0)))["ce_dataschema"].decode()
        (contract,) = [key for key, schema in load_schemas().items() if schema["$id"] == name]
        assert load_contract(contract).violation(orjson.loads(made.value)) is None


def test_two_papers_that_print_the_same_words_have_ids_of_their_own() -> None:
    def id_of(article_id: str, text: str = TEXT) -> str:
        return enriched_output(Article(article_id, text), CODER, [SENTENCE], [], []).id

    assert len({id_of("a"), id_of("b"), id_of("a", TEXT + ".")}) == 3
    assert id_of("a") == id_of("a")


def test_an_output_is_part_of_the_trace_of_its_raw_record() -> None:
    trace = [("traceparent", b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("tracestate", b"x=1")]
    given = [("traceparent", b"older"), ("other", b"\xff"), *trace, ("tracestate", None)]
    for made in (output_of(event()), enriched_output(ARTICLE, CODER, [SENTENCE], [], [])):
        assert made.headers(at(0, given))[-2:] == trace
        assert {"traceparent", "tracestate"}.isdisjoint(dict(made.headers(at(0))))


def test_a_trace_of_any_size_is_not_copied_to_every_output() -> None:
    headers = output_of(event()).headers(at(0, [("tracestate", b"x" * 100_000)]))
    assert "tracestate" not in dict(headers)


def test_rfc3339() -> None:
    assert rfc3339(0) == "1970-01-01T00:00:00.000Z"
    assert rfc3339(1.9999) == "1970-01-01T00:00:01.999Z"


def test_a_timestamp_of_a_producer_beyond_the_calendar_is_no_error() -> None:
    """Where the topic keeps the producers' timestamps these are any 64-bit number: one must not stop a partition."""
    assert rfc3339((2**63 - 1) / 1000) == "9999-12-31T23:59:59.000Z"
    assert rfc3339(-(2**63) / 1000) == "0001-01-01T00:00:00.000Z"


def test_dead_letter_headers_keep_the_original_ones_and_count_attempts() -> None:
    origin = Origin("raw", 3, 7, 0.0, (("x", None), ("ittiham_attempt", b"2"), ("x", b"\xff")))
    headers = dead_letter_headers(Rejection("too_large", "d" * 5000), origin)
    assert headers[:2] == [("x", None), ("x", b"\xff")]
    ours = {name: (value or b"").decode() for name, value in headers[2:]}
    assert load_contract("dead-letter-headers").violation(ours) is None
    assert ours["ittiham_attempt"] == "3"


@pytest.mark.parametrize(("said", "attempt"), [(b"9" * 5000, "999999999"), (b"-3", "1"), (b"many", "1"), (None, "1")])
def test_a_count_of_attempts_that_a_producer_made_up_is_no_error(said: bytes | None, attempt: str) -> None:
    """Python refuses to read a number of 5,000 digits: that must not stop the partition it came on."""
    origin = Origin("raw", 3, 7, 0.0, (("ittiham_attempt", said),))
    headers = dead_letter_headers(Rejection("empty_value", ""), origin)
    assert headers[-1] == ("ittiham_attempt", attempt.encode())
    assert attempts(headers) == int(attempt)
