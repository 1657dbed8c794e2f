"""Tagging and linking beside segmentation, warm, on the same sentences in one run: how many times as long they take.

The texts: the samples; and where the folder of the annotated sentences lies beside the checkout, these and the news
they stand for. The samples and the annotated sentences are dense: nearly each sentence has a word of accusation.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeVar

from bench.table import Table
from streams.enrichment.sentences import split
from streams.records.resources import resource_dir
from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.types import Sentence

T = TypeVar("T")

ROUNDS: Final = 15
"""Short rounds in turn, the best of each: whatever else the machine does falls on both."""
TARGET: Final = 4.0
SHARED: Final = Path(__file__).resolve().parents[2] / "shared"


def run() -> Table:
    """The ratio for each text that is there."""
    segmenter, tagger = NativeSegmenter(), Tagger.load()
    segmenter.load()
    rows = [row(name, sentences, segmenter, tagger) for name, sentences in texts()]
    notes = [
        f"Best of {ROUNDS} rounds in turn, one thread, caches warm; microseconds for each word, punctuation included.",
        "Tagging is all that makes actors and events of segmented sentences. It costs most where most is found:",
        "the samples and the annotated sentences are dense with accusations, news in general is not.",
    ]
    columns = ("text", "sentences", "words", "with events", "segmentation", "tagging", "ratio", "target")
    return Table("Tagging", columns, rows, notes)


def texts() -> Iterator[tuple[str, list[str]]]:
    """Name and sentences of each text."""
    lines = (resource_dir("samples") / "articles.jsonl").read_text("utf-8").splitlines()
    articles = [json.loads(line)["text"] for line in lines]
    yield "samples", [text[start:end] for text in articles for start, end in split(text)]
    news = SHARED / "reference" / "gsr_protest_spans.json"
    if news.is_file():
        yield "general news", [sentence["text"] for sentence in json.loads(news.read_text("utf-8"))]
    for path in sorted((SHARED / "gold").glob("*.jsonl")):
        yield f"annotated, {path.stem}", [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]


def row(name: str, sentences: list[str], segmenter: NativeSegmenter, tagger: Tagger) -> tuple[str, ...]:
    """Measure one text."""
    words = [segmenter.segment_text(text) for text in sentences]
    segmented = [Sentence("text", 0, 0, len(each.text), each) for each in words]
    count = sum(len(each.words) for each in words)
    events = sum(bool(tagger.analyse([sentence], None).accusations) for sentence in segmented)
    segmenting = tagging = float("inf")
    for _ in range(ROUNDS):
        segmenting = min(segmenting, seconds(segmenter.segment_text, sentences))
        tagging = min(tagging, seconds(lambda sentence: tagger.analyse([sentence], None), segmented))
    return (
        name,
        f"{len(sentences):,}",
        f"{count:,}",
        f"{events / len(sentences):.0%}",
        f"{segmenting / count * 1e6:.2f} µs",
        f"{tagging / count * 1e6:.2f} µs",
        f"{tagging / segmenting:.1f} x",
        f"<= {TARGET:.0f} x",
    )


def seconds(work: Callable[[T], object], items: Sequence[T]) -> float:
    """Time to do `work` for all items once."""
    start = time.perf_counter()
    for item in items:
        work(item)
    return time.perf_counter() - start
