"""Words as they are meant, told by frequencies and by the rest of the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.segmentation.native import NativeSegmenter
from streams.segmentation.spelling import Speller

SEGMENTER = NativeSegmenter()
SPELLER = Speller(SEGMENTER.frequency)


def meant(*sentences: str) -> dict[str, str]:
    return SPELLER.corrections([sentence.split() for sentence in sentences])


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("انتقدت جمعيه التجار بلديه المدينه", "انتقدت جمعية التجار بلدية المدينة"),
        ("نددت الحكومه الاردنيه بالجريمه", "نددت الحكومة الاردنية بالجريمة"),  # alefs stay
        ("وللشركه وبمنظمه ولمحكمه", "وللشركة وبمنظمة ولمحكمة"),  # with what is written onto them
        ("الوزير المصرى ينتقد الاعلام الغربى فى باريس", "الوزير المصري ينتقد الاعلام الغربي في باريس"),
        ("رييس الموتمر يتهم مسوولا بالتزوير", "رئيس المؤتمر يتهم مسؤولا بالتزوير"),
        ("هييه المسوولين", "هيئة المسؤولين"),  # two letters of one word
        ("اتهمت النقابه العتراسيه الوزير", "اتهمت النقابة العتراسية الوزير"),  # nobody knows it, but it has the article
    ],
)
def test_what_is_meant(text: str, corrected: str) -> None:
    corrections = meant(text)
    assert " ".join(corrections.get(word, word) for word in text.split()) == corrected


@pytest.mark.parametrize(
    "text",
    [
        "اتهمت وزارة العدل شركة الماء بتلويث بحيرة البلدة",
        "حمله الوزير على الاعتذار منه وعنه وله",  # he drove him
        "التقى مدرسه القديم في مدرسة الحي وشكره على كتابه",
        "نفى موسى أن يكون مصطفى التقى ليلى على مقهى في مستشفى",
        "انتقد عبد الرحمن الشايع القرار",  # a name
        "انتقد مسؤول في هيئة الماء نايف الفايز وخالد الشايع",
        "وفد الوجه والفقيه والاتجاه نحو الله",
        "اكد الاردن ان ايران اتهمت اسرائيل",  # alefs are folded where words are looked up
        "https://x.test/فى 12 + C ـ",
        "",
    ],
)
def test_what_is_spelled_well_stays(text: str) -> None:
    assert meant(text) == {}


def test_the_rest_of_the_article_tells() -> None:
    assert meant("زار دوله اخرى", "قالت الحكومه")["دوله"] == "دولة"
    assert "دوله" not in meant("زار دوله", "قالت الحكومة", "وزارة العدل والشركة")
    assert meant("قالت الحكومة والوزارة في السعوديه فى المدينة") == {"السعوديه": "السعودية", "فى": "في"}


@given(st.lists(st.text(alphabet="ابةهوؤيئىلفك", min_size=1, max_size=9), max_size=20))
def test_only_letters_that_are_often_confused_change(words: list[str]) -> None:
    for word, better in SPELLER.corrections([words]).items():
        assert len(better) == len(word)
        assert all(
            a == b or (a, b) in {("ه", "ة"), ("ى", "ي"), ("و", "ؤ"), ("ي", "ئ")}
            for a, b in zip(word, better, strict=True)
        )


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streams.segmentation.spelling._MAX_KEPT", 10)
    speller = Speller(SEGMENTER.frequency)
    words = [f"كلمه{letter}{other}" for letter in "ابتثج" for other in "دذرزس"]
    assert speller.corrections([[*words, "السعوديه"]]) == {"السعوديه": "السعودية"}
    assert len(speller._fine) + len(speller._doubtful) <= 11
