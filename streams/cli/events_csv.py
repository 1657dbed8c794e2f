"""Accusations as a table: one row an event."""

from collections.abc import Iterator, Sequence
from typing import Final

from streams.cli.csv_cells import csv_line
from streams.enrichment.enricher import Enriched
from streams.enrichment.mask import readable
from streams.records.articles import Article
from streams.tagging.types import Accusation, Actor

__all__ = ["HEADER", "rows"]

_COLUMNS: Final = (
    "date",
    "source",
    "accuser",
    "accused",
    "accuser_codes",
    "accused_codes",
    "type",
    "cameo",
    "negated",
    "hypothetical",
    "confidence",
    "sentence",
    "url",
    "article_id",
)
_SEVERAL: Final = "; "
"""Between the parties of one cell: names have commas of their own."""


def rows(enriched: Enriched) -> Iterator[bytes]:
    """A row for each event."""
    for event in enriched.analysis.accusations:
        yield csv_line(_cells(enriched.article, event))


def _cells(article: Article, event: Accusation) -> list[object]:
    return [
        (article.published_at or "")[:10],
        article.source or "",
        _names(event.accusers),
        _names(event.accused),
        _codes(event.accusers),
        _codes(event.accused),
        event.type,
        event.cameo,
        event.negated,
        event.hypothetical,
        event.confidence,
        readable(event.sentence.text),
        article.url or "",
        article.id,
    ]


def _names(actors: Sequence[Actor]) -> str:
    """The English name where the lexicon has one, else the words of the article."""
    return _SEVERAL.join(actor.name or readable(actor.text) for actor in actors)


def _codes(actors: Sequence[Actor]) -> str:
    """CAMEO codes, else countries; an empty place for a party without either keeps it level with the names."""
    return _SEVERAL.join(actor.cameo or actor.country or "" for actor in actors)


HEADER: Final = csv_line(_COLUMNS)
