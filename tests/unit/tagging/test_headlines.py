"""What stands before the colon or the dots of a headline speaks, and is not what is to blame."""

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.types import Sentence


def parties(tagger: Tagger, segmenter: NativeSegmenter, text: str) -> list[tuple[str, list[str], list[str]]]:
    words = segmenter.segment_text(text)
    found = tagger.analyse([Sentence("title", 0, 0, len(text), words)], None).accusations
    return [(e.type, [a.text for a in e.accusers], [a.text for a in e.accused]) for e in found]


@pytest.mark.parametrize(
    ("headline", "event"),
    [
        ("نقيب الأطباء: الوزارة مسؤولة عن وفاة المرضى", ("blame", ["نقيب الأطباء"], ["الوزارة"])),
        ("عباس: إسرائيل مسؤولة عن فشل المفاوضات", ("blame", ["عباس"], ["إسرائيل"])),
        ("مدرب الهلال: الحكم هو المسؤول عن الخسارة", ("blame", ["مدرب الهلال"], ["الحكم"])),
        ("حزب الوفد .. الحكومة مسؤولة عن انهيار المبنى", ("blame", ["حزب الوفد"], ["الحكومة"])),
        ("منظمة الصحة: التجار يتحملون مسؤولية الكارثة", ("blame", ["منظمة الصحة"], ["التجار"])),
        ("أنقرة: أثينا وراء فشل الحوار وتتحمل مسؤوليته", ("blame", ["أنقرة"], ["أثينا"])),
        ("شولتس: نتهم بكين بالتجسس", ("accuse", ["شولتس"], ["بكين"])),
        ("طوكيو تتهم سيول بخرق الاتفاق", ("accuse", ["طوكيو"], ["سيول"])),
    ],
)
def test_who_speaks_accuses(
    tagger: Tagger, segmenter: NativeSegmenter, headline: str, event: tuple[str, list[str], list[str]]
) -> None:
    assert parties(tagger, segmenter, headline) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "مجلس البلدية: اللجنة مسؤولة عن توزيع المساعدات",  # a task
        "وزير المياه: المزارع يتحمل مسؤوليته",  # a duty
    ],
)
def test_what_is_a_task_is_no_blame(tagger: Tagger, segmenter: NativeSegmenter, text: str) -> None:
    assert parties(tagger, segmenter, text) == []


def test_who_is_told_of_first_is_no_speaker(tagger: Tagger, segmenter: NativeSegmenter) -> None:
    """A verb before the colon, or a conjunction: the sentence is no headline."""
    for text in ("وقال الخبير: الشركة مسؤولة عن الحريق.", "والنتيجة: الشركة مسؤولة عن الحريق."):
        assert all("والنتيجة" not in accusers for _, accusers, _ in parties(tagger, segmenter, text))
