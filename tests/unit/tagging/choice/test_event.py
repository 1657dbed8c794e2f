"""Event or talk of one: what is looked at, and the numbers of its templates."""

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.choice.case import Case
from streams.tagging.choice.features import EVENT, event_keys
from streams.tagging.choice.scoring import choose, score
from streams.tagging.types import Sentence


def case_of(tagger: Tagger, segmenter: NativeSegmenter, text: str) -> Case:
    (case,) = tagger.proposals(Sentence("text", 0, 0, len(text), segmenter.segment_text(text)), None)
    return case


@pytest.mark.parametrize(
    "text", ["اتهمت النقابة الوزارة بتجاهل مطالب المعلمين.", "نفى المدير التهمة.", "اتهامات.", "«انتقادات لاذعة»"]
)
def test_each_key_has_as_many_values_as_its_template(tagger: Tagger, segmenter: NativeSegmenter, text: str) -> None:
    for case in tagger.proposals(Sentence("text", 0, 0, len(text), segmenter.segment_text(text)), None):
        pair = choose(case, tagger.weights).pair
        keys = list(event_keys(score(case, tagger.weights).shared, pair.accuser, pair.accused))
        assert {n for n, _ in keys} >= set(range(len(EVENT) - 2)), "only those of lists may be without a key"
        for n, key in keys:
            values = (key,) if isinstance(key, str) else key
            assert len(values) == len(EVENT[n].split()), EVENT[n]
            assert all(value and " " not in value for value in values), EVENT[n]


def test_the_words_beside_and_the_lists_around_are_told(tagger: Tagger, segmenter: NativeSegmenter) -> None:
    case = case_of(tagger, segmenter, "وجهت 3 نقابات أمس، انتقادات إلى الوزير.")
    shared = score(case, tagger.weights).shared
    assert (shared["left2"], shared["left1"], shared["right2"]) == ("امس", "mark", "وزير")
    assert "gives" in shared["lists_before"].split()
    assert "title" in shared["lists_after"].split()


@pytest.mark.parametrize(
    ("talk", "event"),
    [("هاجم الجيش معاقل المسلحين.", "هاجم النائب سياسة الوزير."), ("يدين له بالفضل.", "يدين القصف الإسرائيلي.")],
)
def test_talk_is_less_of_an_event(tagger: Tagger, segmenter: NativeSegmenter, talk: str, event: str) -> None:
    def likely(text: str) -> float:
        cases = tagger.proposals(Sentence("text", 0, 0, len(text), segmenter.segment_text(text)), None)
        return max((choose(case, tagger.weights).event for case in cases), default=0.0)

    assert likely(talk) < likely(event)
