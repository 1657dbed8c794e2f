"""What a person reads of a record."""

from typing import Any

import click
import orjson
import pytest

from streams.cli.rtl import RightToLeft
from streams.cli.view import accusation_lines, dead_letter_line, record_line
from streams.records.articles import Article, Rejection
from streams.records.outputs import Coder, Origin, accusation_output, dead_letter_headers
from streams.segmentation.types import Segmentation
from streams.tagging.types import Accusation, Actor, Sentence, Span

PLAIN = RightToLeft("none")
TEXT = "اتهمت موسكو كييف"
ARTICLE = Article("a1", TEXT, source="صحيفة المثال", published_at="2020-06-29T18:30:00+02:00")
EVENT = Accusation(
    type="accuse",
    cameo="112",
    sentence=Sentence("text", 0, 0, 16, Segmentation(TEXT, TEXT.split(), (0, 6, 12), (5, 11, 16), TEXT.split())),
    trigger=Span(0, 5, "اتهمت"),
    lemma="اتهم",
    segmented="اتهم+ت",
    accusers=(Actor(6, 11, "موسكو", "RUS", "Russia", "state", "RUS", "RUS"),),
    accused=(Actor(12, 16, "كييف"),),
    content=None,
    rule="verb-subject-object",
)


def event(of: Accusation = EVENT, article: Article = ARTICLE) -> dict[str, Any]:
    record: dict[str, Any] = orjson.loads(accusation_output(article, Coder("s", "l"), [of.sentence], of).value)
    return record


def lines(record: dict[str, Any], rtl: RightToLeft = PLAIN) -> list[str]:
    return click.unstyle(accusation_lines(record, rtl)).splitlines()


def test_an_accusation_says_who_whom_what_kind_when_where_and_the_evidence() -> None:
    assert lines(event()) == [
        "موسكو Russia [RUS] → كييف",
        "  accuse · 2020-06-29 · صحيفة المثال · a1",
        f"  {TEXT}",
    ]


def test_the_trigger_is_marked_in_the_evidence() -> None:
    assert click.style("اتهمت", bold=True, fg="yellow") + " موسكو" in accusation_lines(event(), PLAIN)


def test_names_and_evidence_are_isolated_from_what_stands_beside_them() -> None:
    parties, _, evidence = lines(event(), RightToLeft("isolate"))
    assert parties == "\u2068موسكو\u2069 Russia [RUS] → \u2068كييف\u2069"
    assert evidence == f"  \u2068{TEXT}\u2069"


def test_a_mutual_accusation_names_each_party_once() -> None:
    both = (*EVENT.accusers, *EVENT.accused)
    mutual = EVENT._replace(accusers=both, accused=both, reciprocal=True)
    assert lines(event(mutual))[0] == "موسكو Russia [RUS] ↔ كييف"


def test_a_party_nobody_names_is_said_to_be_so() -> None:
    assert lines(event(EVENT._replace(accusers=())))[0] == "(nobody named) → كييف"


def test_negated_and_hypothetical_are_said() -> None:
    assert lines(event(EVENT._replace(negated=True, hypothetical=True)))[1].startswith(
        "  accuse · negated · hypothetical"
    )


def test_how_sure_an_event_is_is_said_where_it_is_known() -> None:
    assert lines(event(EVENT._replace(confidence=0.8)))[1].startswith("  accuse · confidence 0.8 · 2020-06-29")


def test_an_article_without_date_and_source_leaves_no_gap() -> None:
    assert lines(event(article=Article("a1", TEXT)))[1] == "  accuse · a1"


def test_a_dead_letter_says_why_which_and_whence() -> None:
    headers = dead_letter_headers(Rejection("invalid_json", "expected JSON"), Origin("articles.raw", 3, 17, 0.0))
    assert click.unstyle(dead_letter_line(b"a1", headers)) == "invalid_json  a1  articles.raw[3]@17\n  expected JSON"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b'{"title": "T", "text": "x"}', "k  T"),
        (b'{"text": "x"}', "k  x"),
        (b'{"title": "T", "text": "x", "accusations": [1, 2]}', "k  T  2 accusations"),
        (b"[]", "k  (2 bytes that are no article)"),
        (b"\xff", "k  (1 bytes that are no article)"),
        (None, "k  (0 bytes that are no article)"),
    ],
)
def test_any_other_record_is_one_line(value: bytes | None, expected: str) -> None:
    assert record_line(b"k", value, PLAIN) == expected


def test_a_key_cannot_drive_the_terminal() -> None:
    assert record_line(b"\x1b[2J\xff", b"", PLAIN).startswith(" [2J\ufffd  ")


def test_people_read_what_the_mask_leaves() -> None:
    text = "اتهمت&nbsp;تر<b>كيا</b> &laquo;الحزب&raquo;"
    words = Segmentation("", ["اتهمت", "تركيا", "الحزب"], (0, 11, 31), (5, 19, 36), ["اتهم+ت", "تركيا", "ال+حزب"])
    marked = EVENT._replace(
        sentence=Sentence("text", 0, 0, len(text), words, text),
        accusers=(Actor(11, 19, "تر<b>كيا", "TUR", "Türkiye", "state", "TUR", "TUR"),),
        accused=(Actor(31, 36, "الحزب"),),
    )
    parties, _, evidence = lines(event(marked))
    assert parties == "تركيا Türkiye [TUR] → الحزب"
    assert evidence == "  اتهمت تركيا «الحزب»"
