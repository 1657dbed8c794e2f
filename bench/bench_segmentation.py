"""Our Farasa engine and PyFarasa, side by side on one text made from the word frequencies in the model data."""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from itertools import accumulate, islice
from pathlib import Path

from bench.table import Table
from streams.segmentation.native import NativeSegmenter
from streams.segmentation.source import ModelSource, installed_source
from streams.segmentation.store import load_model

RUNNING_WORDS = 200_000
NEW_WORDS = 4_000
ROUNDS = 3
DISTINCT_WORDS = int(os.environ.get("BENCH_DISTINCT_WORDS", "300000"))
"""Words for the memory line; 5,000,000 take some minutes."""
SMALL_CACHE = 50_000


def run() -> Table:
    """Measure both engines, `ROUNDS` times in turn, each in a process of its own; the best of each figure counts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = installed_source()
        write_inputs(source, folder)
        start = time.perf_counter()
        load_model(source, folder / "model")
        made = time.perf_counter() - start
        rounds = [{engine: measure(engine, folder) for engine in ("native", "pyfarasa")} for _ in range(ROUNDS)]
        growth = memory_growth(folder)
    best = {e: {k: min(r[e][k] for r in rounds) for k in rounds[0][e]} for e in ("native", "pyfarasa")}
    return table(best["native"], best["pyfarasa"], made, growth)


def write_inputs(source: ModelSource, folder: Path) -> None:
    """Running text by frequency; and words without a stored answer, each once, drawn by frequency too."""
    frequency = source.mapping("wordCount")
    seen = source.mapping("hmSeenBefore")
    words = [word for word in frequency if re.fullmatch("[ء-غف-ي]{1,20}", word)]
    weights = list(accumulate(10 ** frequency[word] for word in words))
    rng = random.Random(1)
    running = rng.choices(words, cum_weights=weights, k=RUNNING_WORDS)
    drawn = dict.fromkeys(rng.choices(words, cum_weights=weights, k=RUNNING_WORDS))
    new = [word for word in drawn if normal(word) not in seen][:NEW_WORDS]
    (folder / "text").write_text("\n".join(sentences(running, rng)), "utf-8")
    (folder / "new").write_text("\n".join(sentences(new, rng)), "utf-8")


def normal(word: str) -> str:
    """As both engines look words up."""
    return "لال" + word[2:] if word.startswith("لل") else word


def sentences(words: list[str], rng: random.Random) -> list[str]:
    """Lines of 15 to 40 words, with a comma now and then and a full stop."""
    lines = []
    rest = iter(words)
    while line := list(islice(rest, rng.randint(15, 40))):
        line[len(line) // 2] += "،"
        lines.append(" ".join(line) + ".")
    return lines


def measure(engine: str, folder: Path) -> dict[str, float]:
    """The figures of one engine in a fresh process."""
    command = [sys.executable, "-m", "bench.segmentation_engine", engine, str(folder)]
    figures: dict[str, float] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return figures


def memory_growth(folder: Path) -> tuple[float, float]:
    """Resident memory in MB after the cache was filled several times over, and after `DISTINCT_WORDS` words."""
    segmenter = NativeSegmenter(cache_size=SMALL_CACHE, model_dir=folder / "model")
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    early = 0.0
    for first in range(0, DISTINCT_WORDS, 100):
        numbers = range(first, first + 100)
        segmenter.segment_text(" ".join("".join(letters[n // 28**i % 28] for i in range(5)) for n in numbers))
        if first == SMALL_CACHE * 3:
            early = resident()
    return early, resident()


def resident() -> float:
    """Resident memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def table(ours: dict[str, float], theirs: dict[str, float], made: float, growth: tuple[float, float]) -> Table:
    """Figures, ratios and targets."""

    def speed(what: str, key: str, words: int, target: str) -> tuple[str, ...]:
        ratio = theirs[key] / ours[key]
        return (
            what,
            f"{words / ours[key]:,.0f} words/s",
            f"{words / theirs[key]:,.0f} words/s",
            f"{ratio:.1f} x",
            target,
        )

    def share(what: str, key: str, shown: str, target: str) -> tuple[str, ...]:
        return (what, shown.format(ours[key]), shown.format(theirs[key]), f"{ours[key] / theirs[key]:.0%}", target)

    rows = [
        speed("running text, warm", "warm", RUNNING_WORDS, ">= 8 x"),
        speed("running text, cold", "cold", RUNNING_WORDS, ""),
        speed("new words", "new", NEW_WORDS, ">= 10 x"),
        share("load time", "load", "{:.3f} s", "<= 50%"),
        share("peak memory after load", "peak", "{:.0f} MB", "<= 50%"),
        share("memory added by loading", "added", "{:.0f} MB", ""),
        (
            f"memory, {DISTINCT_WORDS:,} new words",
            f"{growth[0]:.0f} -> {growth[1]:.0f} MB",
            "all words kept",
            "",
            "flat",
        ),
    ]
    notes = [
        f"Best of {ROUNDS} rounds in turn, each engine in a fresh process; ours gives spans, too. The text has",
        f"{RUNNING_WORDS:,} words, drawn by the model's frequencies; the {NEW_WORDS:,} new words, drawn likewise,",
        f"have no stored answer. Making our compact model, once on a machine, took {made:.1f} s. Memory line: resident",
        f"memory with a cache of {SMALL_CACHE:,} words, after {SMALL_CACHE * 3:,} distinct words and at the end.",
    ]
    return Table("Segmentation", ("", "ittiham", "PyFarasa", "ratio", "target"), rows, notes)
