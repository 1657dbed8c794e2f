"""Farasa's rules for one word, each on words it decides."""

import pytest

from streams.segmentation.affixes import AffixInventory
from streams.segmentation.native import NativeSegmenter
from streams.segmentation.tokens import tokenize


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("واتهمت", "و+اتهم+ت"),
        ("والجماعة", "و+ال+جماع+ة"),
        ("سيتهمون", "س+يتهم+ون"),
        ("وسلوك", "و+سلوك"),  # س is a proclitic before ي ن أ ت only
        ("وسنكتبها", "و+س+نكتب+ها"),
        ("للقارئين", "ل+ال+قارئ+ين"),  # the article's alef is not written after ل
        ("وللعراقيين", "و+ل+ال+عراقي+ين"),
        ("فللمجتمعات", "فللمجتمعات"),  # tried, but Farasa's model has not seen ف+ل+ال often enough
        ("ة", "ة"),  # a word that is a suffix, without the original's leading +
        ("ال", "ال"),
        ("لل", "لال"),
        ("زة", "زة"),  # the split into single letters with a stem of one is never tried
        ("والپاكستان", "و+ال+پاكستان"),  # a letter that the model does not know
    ],
)
def test_word(shared_segmenter: NativeSegmenter, word: str, expected: str) -> None:
    assert shared_segmenter.split_word(word) == expected


def test_words_of_more_than_twenty_letters_are_split_too(shared_segmenter: NativeSegmenter) -> None:
    assert shared_segmenter.split_word("وال" + "استقلالي" * 3 + "ات") == "و+ال+" + "استقلالي" * 3 + "+ات"


def test_of_the_affixes_all_sequences_at_the_word_s_ends_are_found() -> None:
    scores = {prefix: dict.fromkeys(("", "+ة", "+ت+ه", "+ه"), 0.0) for prefix in ("", "و+", "و+ال+", "س+")}
    inventory = AffixInventory("وس", ["ة", "ه", "ت"], scores)
    assert [prefix.written for prefix in inventory.prefixes("والته")] == ["", "و+", "و+ال+"]
    assert [suffix.written for suffix in inventory.suffixes("والته")] == ["", "+ه", "+ت+ه"]
    assert [prefix.written for prefix in inventory.prefixes("وا")] == ["", "و+"]
    assert [prefix.future for prefix in inventory.prefixes("س")] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير، اليوم، إن الأمر انتهى. ثم مضى..",
        " بين  مسافتين ",
        "من. إلى.، 3.5. 5،3، أ.ف.ب. ﷲ. #وسم، http://a.example/م. م،",
        "½ـ #½ـ ½. ١٢، مرحبًا. السلامُ، ف. ،. .",
        "سطر\nآخر.\tثم",
    ],
)
def test_what_is_known_is_cut_as_what_is_new(text: str) -> None:
    segmenter = NativeSegmenter()
    new = segmenter.segment_text(text)
    assert segmenter.segment_text(text) == new
    assert (new.words, new.starts, new.ends) == tokenize(text)
    info = segmenter.cache_info()
    assert info.hits + info.misses == 2 * len(new.words)
