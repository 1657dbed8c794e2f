"""A year of accusations for the desk: the samples as the coder reads them, told again and again by sixty papers.

Sentences, actors and rules are real ones; ids, days, papers and claims are made, three copies to a claim.
"""

import asyncio
import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import orjson
from sqlalchemy import Engine

from streams.desk.store.incoming import read_accusation, read_article
from streams.desk.store.rows import ArticleRow, EventRow
from streams.desk.store.writing import Batch, Position, read_positions, write_batch
from streams.enrichment.enricher import Enriched, Enricher
from streams.records.samples import sample_articles
from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger

__all__ = ["fill", "records", "rows"]

_PAPERS: Final = 60
_COPIES: Final = 3
_BEGIN: Final = datetime(2025, 1, 1, tzinfo=UTC)
_BATCH: Final = 1_000
Record = dict[str, Any]


def records(count: int) -> Iterator[tuple[Record, list[Record]]]:
    """Enriched articles, each with its accusations, until there are `count` of these."""
    told, dice, made = list(_samples()), random.Random(1), 0
    for turn in range(count):
        for article, events in told:
            yield _again(article, events, turn, dice)
            made += len(events)
            if made >= count:
                return


def rows(made: Sequence[Record], *, articles: bool) -> list[EventRow | ArticleRow]:
    """As the desk reads them from their bytes."""
    read = read_article if articles else read_accusation
    return [read(orjson.dumps(one), 1_760_000_000_000) for one in made]


def fill(engine: Engine, made: Sequence[Record], topic: str, *, articles: bool) -> None:
    """Write them as the next records of a topic, a thousand at a time, reading included."""
    place = (topic, 0)
    for start in range(0, len(made), _BATCH):
        part = rows(made[start : start + _BATCH], articles=articles)
        before = read_positions(engine).get(place)
        begin = before.next_offset if before else None
        end = (begin or 0) + len(part)
        write_batch(engine, Batch(part, {place: begin}, {place: Position(end)}))


def _samples() -> Iterator[tuple[Record, list[Record]]]:
    enricher = Enricher(NativeSegmenter(), Tagger.load())
    for _, value in sample_articles():
        enriched = asyncio.run(enricher.enrich(value))
        assert isinstance(enriched, Enriched)
        article, *events = (orjson.loads(output.value) for output in enriched.outputs)
        if events:
            yield article, events


def _again(article: Record, events: list[Record], turn: int, dice: random.Random) -> tuple[Record, list[Record]]:
    at = (_BEGIN + timedelta(minutes=dice.randrange(525_600))).isoformat()
    head = {
        "article_id": f"{article['article_id']}-{turn}",
        "source": f"صحيفة {dice.randrange(_PAPERS)}",
        "published_at": at,
    }
    told = [event | head | {"event_id": _id(event["event_id"], turn)} for event in events]
    for event, new in zip(events, told, strict=True):
        new["claim_id"] = _id(event["event_id"], turn // _COPIES)
    listed = [old | {"event_id": new["event_id"]} for old, new in zip(article["accusations"], told, strict=True)]
    return article | head | {"accusations": listed}, told


def _id(*parts: object) -> str:
    return hashlib.md5(repr(parts).encode(), usedforsecurity=False).hexdigest()
