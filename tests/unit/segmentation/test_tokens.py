"""Tokens, their bare words and their exact spans."""

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.segmentation.tokens import bare_word, tokenize


def tokens(text: str) -> list[tuple[str, str]]:
    """Bare word and the piece of text it stands for."""
    found = tokenize(text)
    return [(word, text[a:b]) for word, a, b in zip(found.words, found.starts, found.ends, strict=True)]


def pieces(text: str) -> list[str]:
    return [piece for _, piece in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \t\n\u00a0\u200b", []),
        ("قال: «نعم».", ["قال", ":", "«", "نعم", "»", "."]),
        ("في 3.5 و١٬٠٠٠٫٥ و 12:30", ["في", "3.5", "و", "١٬٠٠٠٫٥", "و", "12:30"]),
        ("طائرة إف16", ["طائرة", "إف", "16"]),
        ("شركة BBC عربيNews", ["شركة", "BBC", "عربي", "News"]),
        ("80% أو ٨٠٪", ["80", "%", "أو", "٨٠", "٪"]),
        ("انظر https://t.example/a?b=ج&d, ثم", ["انظر", "https://t.example/a?b=ج&d", ",", "ثم"]),
        ("(www.example.org)", ["(", "www.example.org", ")"]),
        ("http://", ["http", ":", "/", "/"]),
        ("راسلوا info.x@example.org.", ["راسلوا", "info.x@example.org", "."]),
        ("#سوريا_الآن و#كُرة و@user_1 # 5", ["#سوريا_الآن", "و", "#كُرة", "و", "@user_1", "#", "5"]),
        ("ماذا...؟ لا!!", ["ماذا", "...", "؟", "لا", "!", "!"]),
        ("كلمة_كلمة", ["كلمة", "_", "كلمة"]),
        ("cafe\u0301 ça", ["cafe\u0301", "ça"]),
        ("\u202bقال\u202c \u200fنعم\u200f", ["قال", "نعم"]),
        ("الس\u200cعود\u200dية", ["الس\u200cعود\u200dية"]),
        ("ـــ ً", []),  # nothing but marks: no word
        ("ﷺ ﷲ", ["ﷺ", "ﷲ"]),
    ],
)
def test_tokens_and_spans(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("لِلْمَدْرَسَةِ", "للمدرسة"),
        ("مــصــر", "مصر"),
        ("ﻻ", "لا"),
        ("ﺍﻟﻌﺮﺍﻕ", "العراق"),
        ("ٱلله", "الله"),
        ("رحمٰن", "رحمن"),
        ("ایران کرکوک", "ايرانكركوك"),
        ("ا\u0653سيا و\u0654 ا\u0655ن", "آسياؤإن"),  # hamza and madda as marks are letters, not diacritics
        ("الس\u200cعود\u200dية\u061c", "السعودية"),
        ("ﹶﱠ", ""),
    ],
)
def test_bare_word(token: str, expected: str) -> None:
    assert bare_word(token) == expected


def test_diacritics_belong_to_the_span_and_not_to_the_word(shared_segmenter: NativeSegmenter) -> None:
    text = "وَاتَّهَمَتِ الـجماعةُ"
    got = shared_segmenter.segment_text(text)
    assert got.segmented == "و+اتهم+ت ال+جماع+ة"
    assert list(zip(got.words, got.starts, got.ends, strict=True)) == [("واتهمت", 0, 12), ("الجماعة", 13, 22)]


def test_plus_is_a_joint_and_nothing_else(shared_segmenter: NativeSegmenter) -> None:
    got = shared_segmenter.segment_text("5+5 a+b@c.org http://x.y/a+b #ب+ة")
    assert got.segmented == "5 ＋ 5 a＋b@c.org http://x.y/a＋b #ب ＋ ة"
    assert "+" in got.words


@pytest.mark.parametrize(
    ("text", "words", "spans"),
    [
        ("ا~~ت~~ ب", ["ات", "ب"], [(0, 6), (7, 8)]),
        ("«~~~تر~كيا»~~", ["«", "تركيا", "»"], [(0, 4), (4, 10), (10, 13)]),
        ("1~~2~.~5 é~t~", ["12.5", "ét"], [(0, 8), (9, 13)]),
        ("~~ نص", ["نص"], [(3, 5)]),
    ],
)
def test_word_joiners_cut_no_word_and_belong_to_what_is_before(
    text: str, words: list[str], spans: list[tuple[int, int]]
) -> None:
    found = tokenize(text.replace("~", "\u2060"))
    assert found.words == words
    assert list(zip(found.starts, found.ends, strict=True)) == spans
