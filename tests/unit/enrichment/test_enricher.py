"""The three steps together, with the real segmenter; a tagger stands in where the test is about the steps."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import orjson
import pytest

from streams.enrichment.enricher import Enriched, Enricher
from streams.records.articles import Rejection
from streams.records.limits import Limits
from streams.segmentation.native import NativeSegmenter
from streams.segmentation.types import Segmentation, SegmenterUnavailable
from streams.tagging import Tagger as BuiltIn
from streams.tagging.types import Accusation, Analysis, Sentence, Span

BUILT_IN = BuiltIn.load()


class Tagger:
    """Finds an accusation at the start of every sentence."""

    lexicon_hash = "0123abcd"

    def __init__(self) -> None:
        self.days: list[date | None] = []

    def analyse(self, sentences: Sequence[Sentence], published: date | None, most: int) -> Analysis:
        self.days.append(published)
        return Analysis((), tuple(self.event(sentence) for sentence in sentences[:most]))

    def event(self, sentence: Sentence) -> Accusation:
        first = Span(sentence.start, sentence.start + 1, sentence.words.text[0])
        return Accusation("accuse", "112", sentence, first, "اتهم", "اتهم", (), (), None, "test")


class Broken(Tagger):
    def analyse(self, sentences: Sequence[Sentence], published: date | None, most: int) -> Analysis:
        raise ZeroDivisionError(f"never show this: {sentences[0].words.text}")


class Away(NativeSegmenter):
    async def segment(self, texts: Sequence[str]) -> list[Segmentation]:
        raise SegmenterUnavailable("the JVM is down")


def raw(**fields: object) -> bytes:
    return orjson.dumps({"id": "a", "text": "قال شيئا. وقال آخر."} | fields)


async def enriched(value: bytes, tagger: Tagger | None = None) -> Enriched:
    result = await Enricher(NativeSegmenter(), tagger or Tagger()).enrich(value)
    assert isinstance(result, Enriched)
    return result


async def test_title_and_text_are_cut_and_segmented() -> None:
    result = await enriched(raw(title="عنوان الخبر"))
    value = orjson.loads(result.outputs[0].value)
    assert [(s["field"], s["start"], s["end"]) for s in value["sentences"]] == [
        ("title", 0, 11), ("text", 0, 9), ("text", 10, 19),
    ]  # fmt: skip
    assert value["sentences"][0]["segmented"] == "عنوان ال+خبر"
    assert [event["sentence"]["index"] for event in value["accusations"]] == [0, 1, 2]
    assert len(result.outputs) == 4


async def test_same_input_same_bytes() -> None:
    first, second = await enriched(raw()), await enriched(raw())
    assert [o.value for o in first.outputs] == [o.value for o in second.outputs]


@pytest.mark.parametrize(
    ("published_at", "day"),
    [("2017-10-05T23:59:00+03:00", date(2017, 10, 5)), (None, None)],
)
async def test_day_of_publication_reaches_the_tagger(published_at: str | None, day: date | None) -> None:
    tagger = Tagger()
    await enriched(raw(published_at=published_at), tagger)
    assert tagger.days == [day]


async def test_text_without_arabic_is_published_without_events() -> None:
    result = await enriched(raw(text="Nothing to see. 5"))
    assert (result.arabic, len(result.outputs)) == (False, 1)


@pytest.mark.parametrize(
    ("limits", "detail"),
    [(Limits(events=1), "at most 1 events, found 2 or more"), (Limits(output_bytes=50), "outputs of at most 50 bytes")],
)
async def test_limits(limits: Limits, detail: str) -> None:
    result = await Enricher(NativeSegmenter(), Tagger(), limits).enrich(raw())
    assert isinstance(result, Rejection)
    assert result.reason == "too_large"
    assert detail in result.detail


async def test_bug_is_a_processing_error_that_names_the_line_and_no_text() -> None:
    result = await Enricher(NativeSegmenter(), Broken()).enrich(raw())
    assert isinstance(result, Rejection)
    assert result.reason == "processing_error"
    assert "ZeroDivisionError in analyse at " in result.detail
    assert "قال" not in result.detail


async def test_segmenter_that_is_away_is_nobodys_error() -> None:
    with pytest.raises(SegmenterUnavailable):
        await Enricher(Away(), Tagger()).enrich(raw())


async def test_stages_are_timed() -> None:
    seen = []

    @contextmanager
    def timer(name: str) -> Iterator[None]:
        seen.append(name)
        yield

    await Enricher(NativeSegmenter(), Tagger()).enrich(raw(), timer)
    assert seen == ["parse", "segment", "analyse"]


async def test_everything_reads_the_mask_and_offsets_count_in_the_text_as_it_came() -> None:
    text = "<p>قال&nbsp;تر<b>كيا</b> ثم &#1602;&#1575;&#1604;.</p><script>var a = 1;</script>"
    result = await enriched(raw(text=text, title="x &amp; y"))
    value = orjson.loads(result.outputs[0].value)
    assert value["text"] == text
    (sentence,) = [one for one in value["sentences"] if one["field"] == "text"]
    assert text[sentence["start"] : sentence["end"]] == "قال&nbsp;تر<b>كيا</b> ثم &#1602;&#1575;&#1604;."
    assert sentence["segmented"] == "قال تركيا ثم قال ."
    assert orjson.loads(result.outputs[2].value)["sentence"]["text"] == text[sentence["start"] : sentence["end"]]
    assert result.markup


async def test_spans_hold_the_fields_own_characters() -> None:
    text = "اتهم&#1578; تر<b>كيا</b> و<i>روسيا</i> #الحكومة_السورية، &quot;ألمان&shy;يا&quot;."
    result = await Enricher(NativeSegmenter(), BUILT_IN).enrich(raw(text=text))
    assert isinstance(result, Enriched)
    assert [actor.text for actor in result.analysis.actors] == [
        "تر<b>كيا", "روسيا", "الحكومة_السورية", "ألمان&shy;يا",
    ]  # fmt: skip
    for actor in result.analysis.actors:
        assert text[actor.start : actor.end] == actor.text
    assert result.analysis.accusations[0].trigger.text == "اتهم&#1578;"


async def test_arabic_in_an_address_is_no_arabic() -> None:
    result = await enriched(raw(text="See https://x.test/أخبار for &amp;"))
    assert not result.arabic


PERSIAN = "اتهم وزیر را رد کرد و گفت که این ادعا دروغ است."


@pytest.mark.parametrize(("fields", "other"), [({"text": PERSIAN}, True), ({"language": "ur"}, True), ({}, False)])
async def test_another_language_is_published_without_events(fields: dict[str, str], other: bool) -> None:
    result = await enriched(raw(**fields))
    assert (result.arabic, result.other_language, len(result.outputs) == 1) == (True, other, other)
    assert orjson.loads(result.outputs[0].value)["sentences"]


async def test_misspelled_words_are_read_as_they_are_meant_and_quoted_as_they_stand() -> None:
    text = "انتقدت وزاره الدفاع الاردنيه نقابه المعلمين."
    result = await Enricher(NativeSegmenter(), BUILT_IN).enrich(raw(text=text))
    assert isinstance(result, Enriched)
    (event,) = result.analysis.accusations
    assert [party.text for party in event.accusers] == ["وزاره الدفاع الاردنيه"]
    assert [(party.text, party.country) for party in (*event.accusers, *event.accused)] == [
        ("وزاره الدفاع الاردنيه", "JOR"), ("نقابه المعلمين", None),
    ]  # fmt: skip
    assert event.sentence.text == text
    assert event.sentence.words.segmented.startswith("انتقد+ت وزار+ة ال+دفاع")


async def test_farasas_own_reading_of_a_text_stays() -> None:
    (found,) = await NativeSegmenter().segment(["وزاره الدفاع"])
    assert found.words[0] == "وزاره"
    assert found.segments[0] != "وزار+ة"
