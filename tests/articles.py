"""Articles for tests: the samples, multiplied under ids of their own, and what enrichment alone makes of them."""

import asyncio
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from streams.enrichment.enricher import Enriched, Enricher
from streams.records.articles import Rejection
from streams.records.resources import resource_dir
from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger

__all__ = ["enrich_all", "make_enricher", "raw_records", "samples"]


def samples() -> list[dict[str, Any]]:
    """The sample articles."""
    return [orjson.loads(line) for line in (resource_dir("samples") / "articles.jsonl").read_bytes().splitlines()]


def raw_records(count: int, first: int = 0) -> Iterator[tuple[bytes, bytes]]:
    """`count` articles as key and value, each with an id of its own."""
    articles = samples()
    for number in range(first, first + count):
        article = articles[number % len(articles)]
        article_id = f"{article['id']}-{number}"
        yield article_id.encode(), orjson.dumps(article | {"id": article_id})


def make_enricher() -> Enricher:
    """An enricher as the worker has it by default."""
    segmenter = NativeSegmenter()
    asyncio.run(segmenter.start())
    return Enricher(segmenter, Tagger.load())


def enrich_all(enricher: Enricher, values: Iterable[bytes | None]) -> list[Enriched | Rejection]:
    """What enrichment makes of raw values."""

    async def run() -> list[Enriched | Rejection]:
        return [await enricher.enrich(value) for value in values]

    return asyncio.run(run())
