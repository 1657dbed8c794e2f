"""The generated articles have what costs in real ones. (Too few of anything here would flatter every figure.)"""

from statistics import mean, median

import orjson
import pytest

from bench.news import News
from bench.news.words import new_word_rate
from streams.records.articles import Article, parse
from streams.segmentation.tokens import is_arabic_word, tokenize


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    parsed = [parse(value) for value in News().take(5500)]
    assert all(isinstance(article, Article) for article in parsed)
    return [article for article in parsed if isinstance(article, Article)]


def test_same_seed_same_articles() -> None:
    assert News(3).take(20) == News(3).take(20)
    assert News(3).take(20) != News(4).take(20)


def test_lengths_have_the_tail_of_news(articles: list[Article]) -> None:
    lengths = [len(article.text) for article in articles]
    assert 1100 < median(lengths) < 1300
    assert 1600 < mean(lengths) < 1850
    assert max(lengths) > 12_000


def test_two_words_in_a_hundred_are_new_after_the_first_million(articles: list[Article]) -> None:
    seen: set[str] = set()
    words = new = 0
    for number, article in enumerate(articles):
        for word in filter(is_arabic_word, tokenize(article.text).words):
            if number >= 4000:
                words += 1
                new += word not in seen
            seen.add(word)
    assert 0.017 < new / words < 0.025


def test_the_rate_of_new_words_falls_to_its_least() -> None:
    assert new_word_rate(0) == 1.0
    assert new_word_rate(100_000) > new_word_rate(500_000) > new_word_rate(5_000_000) == 0.02


def test_some_sentences_come_again() -> None:
    news = News()
    news.take(1000)
    assert 0.05 < news.repeated / news.sentences < 0.09


def test_an_article_of_a_given_length() -> None:
    article = News().article(100_000)
    assert 95_000 < len(article["text"]) < 105_000
    assert orjson.loads(orjson.dumps(article)) == article
