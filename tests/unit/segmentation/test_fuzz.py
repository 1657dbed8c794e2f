"""Any Unicode text: no exception, exact spans in order, nothing lost, linear time."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.segmentation.affixes import AffixInventory
from streams.segmentation.native import NativeSegmenter
from streams.segmentation.scoring import SplitScorer
from streams.segmentation.tokens import bare_word, is_arabic_word, tokenize
from streams.segmentation.types import Segmentation

ARABIC = st.characters(min_codepoint=0x600, max_codepoint=0x6FF)
AFFIX_LETTERS = st.sampled_from("وفبكلسايتنهمة")
MARKS = st.sampled_from("\u064b\u0651\u0640\u200c\u200f\u202b\ufeff\u0654\u0670")
SIGNS = st.sampled_from("+;_#@./:،؟«»0٣۴aZé\u0301 \n\t\u200b\x00\ud800😀ﷲﻻﷺ")
TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(st.one_of(ARABIC, AFFIX_LETTERS, MARKS, SIGNS), max_size=80),
    st.lists(st.text(AFFIX_LETTERS, min_size=1, max_size=12), max_size=12).map(" ".join),
)
WORDS = st.one_of(st.text(AFFIX_LETTERS, min_size=1, max_size=30), st.text(ARABIC, min_size=1).filter(is_arabic_word))


def hidden_article(word: str) -> set[str]:
    """The word, and what it is when the article's alef that لل hides is written."""
    forms = {word}
    for clitic in ("لل", "ولل", "فلل"):
        if word.startswith(clitic):
            forms.add(clitic[:-1] + "ال" + word[len(clitic) :])
    return forms


def check(text: str, got: Segmentation) -> None:
    assert got.text == text
    assert len(got.words) == len(got.starts) == len(got.ends) == len(got.segments)
    assert all(0 <= start < end <= len(text) for start, end in zip(got.starts, got.ends, strict=True))
    assert all(end <= start for end, start in zip(got.ends, got.starts[1:], strict=False))
    for word, start, end, answer in zip(got.words, got.starts, got.ends, got.segments, strict=True):
        assert word
        assert word == text[start:end] or word == bare_word(text[start:end])
        assert not any(letter.isspace() for letter in word + answer)
        if is_arabic_word(word):
            assert answer.replace("+", "") in hidden_article(word)
            assert all(answer.split("+"))
        else:
            assert answer == word.replace("+", "＋")


@given(TEXTS)
@settings(max_examples=1000, deadline=None)
def test_any_text(shared_segmenter: NativeSegmenter, text: str) -> None:
    check(text, shared_segmenter.segment_text(text))


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_what_lies_between_tokens_has_no_letters(text: str) -> None:
    found = tokenize(text)
    edges = [0, *(edge for span in zip(found.starts, found.ends, strict=True) for edge in span), len(text)]
    gaps = "".join(text[a:b] for a, b in list(pairwise(edges))[::2])
    assert {unicodedata.category(sign)[0] for sign in gaps} <= {"Z", "C", "M", "L"}
    assert not any(sign.isalnum() and bare_word(sign) for sign in gaps)


@given(WORDS)
@settings(max_examples=500, deadline=None)
def test_a_word_has_one_answer(shared_segmenter: NativeSegmenter, word: str) -> None:
    answer = shared_segmenter.split_word(word)
    assert answer.replace("+", "") in hidden_article(word)
    assert shared_segmenter.split_word(word) == answer


@given(st.lists(st.text(AFFIX_LETTERS, min_size=1, max_size=10), min_size=1, max_size=20))
@settings(max_examples=200, deadline=None)
def test_a_word_s_answer_does_not_depend_on_its_neighbours(shared_segmenter: NativeSegmenter, words: list[str]) -> None:
    assert shared_segmenter.segment_text(" ".join(words)).segments == [
        shared_segmenter.split_word(word) for word in words
    ]


@pytest.mark.parametrize(
    "unit", ["ا", "وال", "كتب ", "ـ", "ً", "\u200f", "a.", "a@", "#", "www.", "1,", "..", "+", "http://", "\ud800"]
)
def test_work_grows_with_the_length_only(shared_segmenter: NativeSegmenter, unit: str) -> None:
    """200,000 characters: quadratic time would be an hour, and the test's own time-out would end it."""
    text = unit * (200_000 // len(unit))
    check(text, shared_segmenter.segment_text(text))


def test_candidates_of_a_word_do_not_grow_with_its_length(shared_segmenter: NativeSegmenter) -> None:
    inventory: AffixInventory = shared_segmenter.load().scorer.inventory
    assert isinstance(shared_segmenter.load().scorer, SplitScorer)
    for letters in ("و", "ل", "ان", "هم", "وبالكتاباتهم"):
        word = letters * 500
        assert len(inventory.prefixes(word)) <= 6
        assert len(inventory.suffixes(word)) <= 6
