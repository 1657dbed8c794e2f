"""The same claim has one id whoever prints it; other claims have others."""

import asyncio

import orjson
import pytest

from streams.enrichment.enricher import Enriched
from streams.enrichment.sentences import split
from streams.records.claims import claim_id
from streams.segmentation.native import NativeSegmenter
from streams.tagging.types import Accusation, EventType, Field, Sentence, Span
from tests.articles import enrich_all, make_enricher

LONG = "اتهمت وزارة الخارجية في بيان لها أمس الأحد 12 سفارة أجنبية بالتدخل في شؤونها"


def sentences(*fields: tuple[Field, str]) -> list[Sentence]:
    """The sentences of an article."""
    spans = [(name, text[start:end], start, end) for name, text in fields for start, end in split(text)]
    segmented = asyncio.run(NativeSegmenter().segment([text for _, text, _, _ in spans]))
    return [
        Sentence(name, index, start, end, words)
        for index, ((name, _, start, end), words) in enumerate(zip(spans, segmented, strict=True))
    ]


def claim(*fields: tuple[Field, str], trigger: str = "اتهمت", of: int = -1, kind: EventType = "accuse") -> str:
    """The claim that `trigger` makes in one of the sentences."""
    found = sentences(*fields)
    start = found[of].start + found[of].words.text.index(trigger)
    span = Span(start, start + len(trigger), trigger)
    event = Accusation(kind, "112", found[of], span, "اتهم", trigger, (), (), None, "test")
    return claim_id(event, found)


def text(content: str) -> tuple[Field, str]:
    return "text", content


def test_a_claim_is_the_same_wherever_it_stands() -> None:
    alone = claim(text(LONG))
    assert len(alone) == 32
    assert claim(text(f"قال مصدر شيئا. وانتهى الأمر. {LONG}.")) == alone
    assert claim(("title", LONG)) == alone
    assert claim(("title", "عنوان من عند الصحيفة"), text(LONG)) == alone


@pytest.mark.parametrize(
    "written",
    [
        LONG.replace("وزارة", "وِزارَة").replace("أمس", "امس"),
        LONG.replace("وزارة الخارجية", "«وزارة الخارجيه»") + "!",
        LONG.replace("12", "١٢"),
        LONG.replace("بيان", "بيـــان").replace(" في ", "  في\u00a0"),
    ],
)
def test_spelling_and_signs_make_no_other_claim(written: str) -> None:
    assert claim(text(written)) == claim(text(LONG))


@pytest.mark.parametrize(
    "printed",
    [
        "<p>باريس (رويترز) - {}</p>",
        "باريس 29-6-2020 (أ ف ب) - {}",
        "القاهرة – وكالات: {} https://example.org/1",
        "وقال شيئا آخر أولا.\n{}\nوانتهى.",
    ],
)
def test_the_copies_of_one_report_are_one_claim(printed: str) -> None:
    """All the way: with another paper's markup, dateline and words around it."""
    report = LONG + "."
    values = [orjson.dumps({"id": printed, "text": text}) for text in (report, printed.format(report))]
    results = enrich_all(make_enricher(), values)
    events = [orjson.loads(one.outputs[1].value) for one in results if isinstance(one, Enriched)]
    assert len({event["event_id"] for event in events}) == 2
    assert len({event["claim_id"] for event in events}) == 1


def test_other_words_another_trigger_or_type_make_another_claim() -> None:
    mutual = LONG + " كما اتهمت"
    again = Span(mutual.rindex("اتهمت"), len(mutual), "اتهمت")
    found = sentences(text(mutual))
    second = claim_id(Accusation("accuse", "112", found[0], again, "اتهم", "اتهمت", (), (), None, "test"), found)
    assert len({claim(text(LONG)), claim(text(mutual)), second, claim(text(LONG), kind="blame")}) == 4


def test_a_short_sentence_is_told_from_others_by_the_one_before() -> None:
    short = "واتهمت جارتها بذلك."
    one = claim(text(f"تحدثت أنقرة عن الهجوم. {short}"))
    other = claim(text(f"تحدثت أثينا عن الهجوم. {short}"))
    assert one != other
    assert one == claim(text(f"مقدمة طويلة. تحدثت أنقرة عن الهجوم. {short}"))


def test_the_headline_is_no_sentence_before_the_first() -> None:
    """Every paper has a headline of its own."""
    short = "اتهمت أنقرة أثينا."
    assert claim(("title", "عنوان أول"), text(short)) == claim(("title", "عنوان آخر"), text(short))
