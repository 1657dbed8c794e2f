"""Search: words are found however Arabic writes them."""

import pytest

from streams.desk.store.words import query_words, sentence_words


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("إيران", "اتهمت ايران جارتها."),
        ("ايران", "واتهمت إيرانُ جارتها."),
        ("إيران", "وجهت التهمة لإيران أمس."),
        ("اتهامات", "نفت الاتهامات الموجهة إليها."),
        ("الاتهامات", "كثرت اتهامات الطرفين."),
        ("الحكومة", "حمّلت المعارضة للحكومة مسؤولية الأزمة."),
        ("الحكومه", "وبالحكومة الجديدة رحبوا."),
        ("مسئول", "قال مسؤول ليبي."),
        ("NATO", "اتهمت موسكو حلف nato بالتصعيد."),
    ],
)
def test_found(query: str, sentence: str) -> None:
    assert set(query_words(query)) <= set(sentence_words(sentence))


@pytest.mark.parametrize(("query", "sentence"), [("تركيا", "اتهمت فرنسا اليونان."), ("حرب", "يحاربون الفساد.")])
def test_not_found(query: str, sentence: str) -> None:
    assert not set(query_words(query)) <= set(sentence_words(sentence))


@pytest.mark.parametrize("query", ["", "   ", "!؟*\"'", "\u202e\u2066"])
def test_nothing_to_look_for(query: str) -> None:
    assert query_words(query) == []


def test_a_pasted_paragraph_is_cut() -> None:
    assert len(query_words(" ".join(f"كلمة{number}" for number in range(500)))) == 12
