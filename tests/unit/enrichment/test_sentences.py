"""Where sentences end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.enrichment.mask import mask
from streams.enrichment.sentences import MAX_SENTENCE, split


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("وصل الوفد. غادر الوزير.", ["وصل الوفد.", "غادر الوزير."]),
        ("هل عاد؟ نعم! عاد", ["هل عاد؟", "نعم!", "عاد"]),
        ("قال «لن نقبل.» ثم خرج", ["قال «لن نقبل.»", "ثم خرج"]),
        ('قال "لن نقبل." ثم خرج', ['قال "لن نقبل."', "ثم خرج"]),
        ("قال “لن نقبل!” ثم خرج", ["قال “لن نقبل!”", "ثم خرج"]),
        ("عنوان\n\nمتن الخبر\nسطر", ["عنوان", "متن الخبر", "سطر"]),
        ("بلغ 3.5 في المئة. وانخفض", ["بلغ 3.5 في المئة.", "وانخفض"]),
        ("نقلته وكالة أ ف ب. وأضاف", ["نقلته وكالة أ ف ب.", "وأضاف"]),
        ("نقلته أ.ف.ب عنه. وأضاف", ["نقلته أ.ف.ب عنه.", "وأضاف"]),
        ("قال د. سالم إن ذلك صحيح", ["قال د. سالم إن ذلك صحيح"]),
        ("في عام 2015 م. وقال", ["في عام 2015 م.", "وقال"]),
        ("سكت... ثم تكلم… طويلا", ["سكت... ثم تكلم… طويلا"]),
        ("انتهت المباراة بفوز الضيوف .. هل اقترب اللقب", ["انتهت المباراة بفوز الضيوف ..", "هل اقترب اللقب"]),
        ("وزير الري .. السد خطر", ["وزير الري .. السد خطر"]),
        ("سكت.. ثم تكلم", ["سكت..", "ثم تكلم"]),
        ("انتهى.وقال آخر", ["انتهى.", "وقال آخر"]),
        ("زوروا example.com اليوم", ["زوروا example.com اليوم"]),
        ("  \n\t ", []),
        ("", []),
    ],
)
def test_split(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_long_run_is_cut_at_a_clause_mark_else_a_space_else_anywhere() -> None:
    clause = "كلمة " * 150 + "وقف، " + "كلمة " * 100
    assert cut(clause)[0].endswith("وقف،")
    assert all(len(piece) <= MAX_SENTENCE and piece.endswith("كلمة") for piece in cut("كلمة " * 500))
    assert list(map(len, cut("س" * 2500))) == [1000, 1000, 500]


def test_what_fills_a_mask_up_makes_no_sentence_longer() -> None:
    encoded = "".join(f"&#{ord(letter)};" for letter in "كلمة وأخرى و" * 20)
    text = mask(f"{encoded} <a href='{'x' * 900}'>ثم</a> ختم د. سالم.").text
    assert [len(cut(text)), len(split(text, filled=True))] == [3, 1]
    assert len(split(mask(encoded * 5).text, filled=True)) == 2


def test_an_encoded_title_ends_no_sentence() -> None:
    text = mask("قال &#1583;. سالم إنه &#1593;&#1575;&#1583;.وصل الوفد").text
    assert [text[:end].replace("\u2060", "")[-9:] for _, end in split(text)] == [" إنه عاد.", "وصل الوفد"]


@given(st.text(alphabet=st.sampled_from('اب .،؟!\n"»«…5م\u200fد'), max_size=200), st.integers(1, 50))
def test_nothing_but_white_space_is_lost(text: str, longest: int) -> None:
    spans = split(text, longest)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert all(0 < end - start <= longest for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    assert all(text[start:end].strip() == text[start:end] for start, end in split(text))
