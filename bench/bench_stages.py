"""Enrichment by stage, without Kafka: processor time of an article that nobody has seen before."""

import asyncio
import os
import time

from bench.figures import Figure
from bench.news import News
from bench.stages import STAGES, StageClock
from bench.table import Table
from streams.enrichment.enricher import Enricher
from streams.segmentation.native import NativeSegmenter
from streams.settings import Settings
from streams.tagging import Tagger

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
ARTICLES = 400
FIRST_MILLION = 4000


def run() -> Table:
    """Each stage's share in each round."""
    segmenter, news = NativeSegmenter(Settings.model_fields["segmenter_cache_size"].default), News()
    segmenter.load()
    enricher = Enricher(segmenter, Tagger.load())
    enrich(enricher, news.take(FIRST_MILLION))  # words are remembered in several places, not by the segmenter alone
    return table([measure(enricher, news.take(ARTICLES)) for _ in range(ROUNDS)])


def enrich(enricher: Enricher, articles: list[bytes]) -> float:
    """Milliseconds of processor time for an article."""

    async def all_of_them() -> None:
        for article in articles:
            await enricher.enrich(article)

    began = time.thread_time()
    asyncio.run(all_of_them())
    return (time.thread_time() - began) / len(articles) * 1000


def measure(enricher: Enricher, articles: list[bytes]) -> dict[str, float]:
    """Milliseconds by stage; half of the articles without a clock, for the whole."""
    clock, half = StageClock(), len(articles) // 2
    whole = enrich(enricher, articles[:half])
    with clock.installed():
        timed = enrich(enricher, articles[half:])
    stages = {stage: spent / 1e6 / half for stage, spent in clock.spent.items()}
    return stages | {"the rest": timed - sum(stages.values()), "all, without the clock": whole}


def table(rounds: list[dict[str, float]]) -> Table:
    """A row a stage."""
    figures = [Figure(f"enrichment, {stage}", "ms", [each[stage] for each in rounds]) for stage in rounds[0]]
    whole = figures[-1].middle
    rows = [(f.name.removeprefix("enrichment, "), str(f), f.spread, f"{f.middle / whole:.0%}") for f in figures]
    notes = [
        f"Medians of {len(rounds)} rounds of {ARTICLES // 2} new articles, after the first million words; each of the",
        f"{len(STAGES)} stages without those that it calls. The clock itself is in the stages, and not in the whole.",
    ]
    return Table("Enrichment by stage", ("stage", "CPU/article", "spread", "share"), rows, notes, figures)
