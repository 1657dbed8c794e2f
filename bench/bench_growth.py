"""What costs grow with: the length of an article, the size of the lexicon, a burst of articles."""

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import orjson

from bench.figures import Figure
from bench.news import News
from bench.table import Table
from streams.enrichment.enricher import Enriched, Enricher
from streams.records.limits import Limits
from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
"""Characters."""
AT_LEAST = 200_000
"""Characters that each length is measured with."""
NO_LIMITS = Limits(raw_bytes=2**24, events=10**6, output_bytes=2**27)
TIMES_AS_LARGE = 10
ARTICLES = 150
LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"


def run() -> Table:
    """All of them, in this process."""
    figures = [*lengths(), lexicons()]
    rows = [(figure.name.removeprefix("growth, "), str(figure), figure.spread) for figure in figures]
    notes = [
        f"Medians of {ROUNDS} rounds, processor time, sizes in turn within each. New articles; limits raised for the",
        "long ones. A character in long articles beside one in short ones: 1 is linear. The larger lexicon has",
        f"{TIMES_AS_LARGE} times the entries of the actors' files, under names that nobody has.",
    ]
    return Table("Growth of costs", ("what", "times as much", "spread"), rows, notes, figures)


def lengths() -> Iterator[Figure]:
    """Cost of a character in longer articles, beside that in the shortest."""
    enricher, news = Enricher(NativeSegmenter(200_000), Tagger.load(), NO_LIMITS), News()
    spend(enricher, [orjson.dumps(news.article(10_000)) for _ in range(40)])
    costs: dict[int, list[float]] = {length: [] for length in LENGTHS}
    for _ in range(ROUNDS):
        for length in LENGTHS:
            articles = [news.article(length) for _ in range(max(1, AT_LEAST // length))]
            seconds = spend(enricher, [orjson.dumps(article) for article in articles])
            costs[length].append(seconds / sum(len(article["text"]) for article in articles))
    for length in LENGTHS[1:]:
        ratios = [long / short for long, short in zip(costs[length], costs[LENGTHS[0]], strict=True)]
        yield Figure(f"growth, a character of {length:,} ÷ of {LENGTHS[0]:,}", "x", ratios)


def lexicons() -> Figure:
    """An article with a lexicon ten times as large, beside the built-in one."""
    segmenter, news = NativeSegmenter(200_000), News()
    with tempfile.TemporaryDirectory() as folder:
        enlarge(Path(folder))
        taggers = Tagger.load(), Tagger.load(Path(folder))
        enrichers = [Enricher(segmenter, tagger) for tagger in taggers]
        ratios = []
        for number in range(ROUNDS + 1):
            articles = news.take(ARTICLES)
            for article in articles:  # the words are in the segmenter's cache for both, and new to both taggers
                segmenter.segment_text(orjson.loads(article)["text"])
            small, large = (spend(enricher, articles) for enricher in enrichers)
            if number:  # the first round fills what the taggers remember
                ratios.append(large / small)
        return Figure(f"growth, a lexicon {TIMES_AS_LARGE} times as large", "x", ratios)


def enlarge(folder: Path) -> None:
    """Actors of names that no article has, until there are ten times as many."""
    built_in = Path(__file__).parents[1] / "streams" / "tagging" / "lexicon" / "data"
    lines = [line for path in built_in.glob("actors-*.txt") for line in path.read_text("utf-8").splitlines()]
    count = sum(line.strip() != "" and not line.lstrip().startswith("#") for line in lines)
    numbers = range(2 * count * (TIMES_AS_LARGE - 1))
    names = ["".join(LETTERS[number // len(LETTERS) ** i % len(LETTERS)] for i in range(6)) for number in numbers]
    pairs = zip(names[::2], names[1::2], strict=True)
    entries = [f"Nobody {number} | QATMED | شركة {one}, {other}" for number, (one, other) in enumerate(pairs)]
    (folder / "actors-many.txt").write_text("\n".join(["[media]", *entries]), "utf-8")


def spend(enricher: Enricher, articles: list[bytes]) -> float:
    """Seconds of processor time; every article must come out enriched."""

    async def all_of_them() -> None:
        for article in articles:
            if not isinstance(result := await enricher.enrich(article), Enriched):
                raise TypeError(f"expected an enriched article, got {result}")

    began = time.thread_time()
    asyncio.run(all_of_them())
    return time.thread_time() - began
