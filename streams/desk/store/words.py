"""Full-text search of sentences, spelling folded: إيران and ايران are one word, so are الاتهامات and اتهامات.

A word is looked up as folded, without the article, and without the conjunctions and prepositions that Arabic writes
onto it; so what is searched for is found however it stands in the sentence. Words are combined with AND.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, column, select, table, text

from streams.tagging.orthography import fold, readings, without_article

__all__ = ["drop_words", "index_words", "matching", "query_words", "sentence_words"]

_WORD: Final = re.compile(r"[\w\u0640\u064b-\u065f\u0670]+")
_MOST: Final = 12
"""Words of a search that count; whoever pastes a paragraph has found it by then."""


def sentence_words(sentence: str) -> list[str]:
    """Every form that a word of the sentence may be looked for in."""
    forms: dict[str, None] = {}
    for word in _WORD.findall(sentence.lower()):
        for reading in readings(word):
            forms[without_article(reading.rest)] = None
    forms.pop("", None)
    return list(forms)


def query_words(query: str) -> list[str]:
    """What is looked for, at most 12 words; empty if the query has none."""
    words = (without_article(fold(word)) for word in _WORD.findall(query.lower()))
    return list(dict.fromkeys(word for word in words if word))[:_MOST]


def index_words(connection: Connection, rows: Sequence[tuple[int, list[str]]]) -> None:
    """Add the words of events, by id."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        values: list[dict[str, Any]] = [{"id": id_, "forms": " ".join(words)} for id_, words in rows]
        connection.execute(text("INSERT INTO words (rowid, forms) VALUES (:id, :forms)"), values)
    else:
        values = [{"id": id_, "forms": words} for id_, words in rows]
        connection.execute(text("INSERT INTO words (event, forms) VALUES (:id, :forms)"), values)


def drop_words(connection: Connection, ids: Iterable[int]) -> None:
    """Take the words of events away."""
    key = "rowid" if connection.dialect.name == "sqlite" else "event"
    if values := [{"id": id_} for id_ in ids]:
        connection.execute(text(f"DELETE FROM words WHERE {key} = :id"), values)  # noqa: S608 - one of two names of ours


def matching(dialect: str, words: Sequence[str]) -> Select[Any]:
    """The numbers of events whose sentence has all the words."""
    if dialect == "sqlite":
        # Quoted, so that no word is an operator of FTS5; a word has letters and digits only.
        phrase = " AND ".join(f'"{word}"' for word in words)
        condition = text("words MATCH :phrase").bindparams(phrase=phrase)
        return select(column("rowid")).select_from(table("words")).where(condition)
    condition = text("forms @> CAST(:forms AS TEXT[])").bindparams(forms=list(words))
    return select(column("event")).select_from(table("words")).where(condition)
