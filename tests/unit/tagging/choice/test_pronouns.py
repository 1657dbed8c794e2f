"""Whom pronouns and dropped subjects may take up, the likeliest first."""

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.clauses.draw import text_of
from streams.tagging.types import Sentence


@pytest.mark.parametrize(
    ("text", "letter", "phrases"),
    [
        ("استقبل الوزير السفيرة ثم اتهمها المدير بالكذب.", "o", ["السفيرة"]),
        ("أقال الرئيس الوزيرة بعدما اتهمتها الصحيفة.", "o", ["الوزيرة"]),
        ("وجهت النقابة إلى الوزير رسالة ثم حمّلته المسؤولية.", "o", ["إلى الوزير"]),
        ("زار القاضي المدينة مع المحافظ ثم اتهمه النائب بالرشوة.", "o", ["القاضي", "مع المحافظ"]),
        ("غادر الوزير مع السفير ثم انتقد القانون.", "s", ["الوزير", "مع السفير"]),
        ("قالت الوزيرة إن المدير غائب ثم انتقدت القانون.", "s", ["الوزيرة"]),
    ],
)
def test_the_likeliest_come_first(
    tagger: Tagger, segmenter: NativeSegmenter, text: str, letter: str, phrases: list[str]
) -> None:
    *_, case = tagger.proposals(Sentence("text", 0, 0, len(text), segmenter.segment_text(text)), None)
    assert [text_of(case.tree, j) for j in case.taken_up[letter]] == phrases
