"""Folding and proclitics: one form for what newspapers spell in several ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.tagging.orthography import Reading, fold, readings, without_article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إيران", "ايران"),
        ("أنقرة", "انقره"),
        ("الآلاف", "الالاف"),
        ("المصرى", "المصري"),
        ("مسؤول", "مسئول"),
        ("مُتَّهَم", "متهم"),
        ("الـــعراق", "العراق"),
        ("ٱلأمن", "الامن"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("النيجر", "نيجيريا"), ("سوريا", "سويسرا"), ("قطر", "قطار")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(alphabet="أإآاىيةهؤئءبتلوفك\u064b\u0651\u0640", max_size=12))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_the_whole_word_is_read_first() -> None:
    assert readings("وزير")[0] == Reading(0, "وزير")


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("وروسيا", Reading(1, "روسيا")),
        ("بروسيا", Reading(1, "روسيا")),
        ("وبروسيا", Reading(2, "روسيا")),
        ("فللصين", Reading(1, "الصين")),
        ("للصين", Reading(0, "الصين")),
        ("لليبيا", Reading(1, "ليبيا")),
        ("كالسعودية", Reading(1, "السعوديه")),
    ],
)
def test_proclitics_are_taken_off_and_counted(word: str, reading: Reading) -> None:
    assert reading in readings(word)


@given(st.text(alphabet="والفبكلحمدت", min_size=1, max_size=10))
def test_every_reading_is_the_end_of_the_word_or_an_article_and_it(word: str) -> None:
    for prefix, rest in readings(word):
        assert rest == word[prefix:] or rest.removeprefix("ال") == word[prefix:].lstrip("ل") or rest[2:] in word


@pytest.mark.parametrize(("word", "bare"), [("الروسيه", "روسيه"), ("روسيه", "روسيه"), ("ال", "ال"), ("الا", "الا")])
def test_the_article_is_taken_off_what_is_left_of_a_word(word: str, bare: str) -> None:
    assert without_article(word) == bare
