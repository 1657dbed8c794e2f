"""`make evaluate`: scores the tagger on hand-coded sentences, through the code path of `ittiham enrich`.

Reads the gold files of `../shared` and the held-out sentences of this repository; writes predictions, errors and
a confusion table of event types to `.cache/evaluate/`, except for the sealed sentences, of which it prints the figures.
"""

import collections
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from streams.enrichment.enricher import Enriched, Enricher
from streams.enrichment.sentences import split
from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.types import Sentence
from tests.articles import enrich_all, make_enricher
from tests.fitting.__main__ import fit_quickly
from tests.fitting.corpus import is_set_aside, read_articles
from tests.fitting.learn import Settings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
OUTPUT = ROOT / ".cache" / "evaluate"
DATA = ROOT / "tests" / "unit" / "tagging" / "data"
HELD_OUT = [DATA / "heldout.jsonl", DATA / "heldout2_open.jsonl"]
SEALED = DATA / "heldout2.jsonl"
"""Figures only: what went wrong in these sentences is nowhere written, so that no rule is made for them."""
WITHOUT = os.environ.get("WITHOUT", "")
"""Values or templates of the choice to leave out (`told_a`, `taken class`)."""

Row = dict[str, Any]


def rows_of(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def enriched(enricher: Enricher, rows: Iterable[Row]) -> list[bytes]:
    """The enriched articles of the texts of `rows`."""
    articles = [orjson.dumps({"id": row["id"], "text": row["text"]}) for row in rows]
    return [result.outputs[0].value for result in enrich_all(enricher, articles) if isinstance(result, Enriched)]


def predict(enricher: Enricher, rows: Sequence[Row], to: Path) -> list[Row]:
    """Enrich the texts of `rows` and write the enriched articles, one a line."""
    articles = [orjson.dumps({key: row[key] for key in ("id", "text", "published_at") if key in row}) for row in rows]
    results = enrich_all(enricher, articles)
    values = [result.outputs[0].value for result in results if isinstance(result, Enriched)]
    to.write_bytes(b"\n".join(values) + b"\n")
    return [orjson.loads(value) for value in values]


def confusion(gold: Sequence[Row], predicted: Sequence[Row]) -> str:
    """Gold types in rows, predicted ones in columns; `-` is an event that the other side does not have."""
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    by_id = {row["article_id"]: row["accusations"] for row in predicted}
    for row in gold:
        left = list(by_id.get(row["id"], ()))
        for event in row["events"]:
            start, end = event["trigger"]
            hit = next((e for e in left if start < e["trigger"]["end"] and e["trigger"]["start"] < end), None)
            counts[event["type"], hit["type"] if hit else "-"] += 1
            if hit:
                left.remove(hit)
        for event in left:
            counts["-", event["type"]] += 1
    types = ["accuse", "blame", "condemn", "charge", "deny", "-"]
    lines = [f"{'gold':8}" + "".join(f"{name:>9}" for name in types)]
    return "\n".join(lines + [f"{name:8}" + "".join(f"{counts[name, other]:9}" for other in types) for name in types])


def false_events(gold: Sequence[Row], predicted: Sequence[Row]) -> str:
    """How many sentences without an event were given one."""
    empty = {row["id"] for row in gold if not row["events"]}
    wrong = sum(bool(row["accusations"]) for row in predicted if row["article_id"] in empty)
    return f"false events on {wrong} of {len(empty)} sentences without one"


def score(
    enricher: Enricher, gold: Path, part: Callable[[Row], bool] = lambda row: True, *, errors: bool = True
) -> str:
    """Score one gold file, or a part of it; errors go to a file of their own, except those that nobody may read."""
    rows = [row for row in rows_of(gold) if part(row)]
    values = enriched(enricher, rows)
    predicted = [orjson.loads(value) for value in values]
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as kept:
        Path(kept.name).write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
        figures = run(SHARED / "gold" / "score.py", kept.name, "/dev/stdin", feed=b"\n".join(values) + b"\n")
        if errors:
            to = OUTPUT / gold.name
            to.write_bytes(b"\n".join(values) + b"\n")
            write_errors(gold, Path(kept.name), to, confusion(rows, predicted))
    return "\n".join([*figures, false_events(rows, predicted)])


def write_errors(gold: Path, rows: Path, predicted: Path, table: str) -> None:
    """Write the events that are not fully right, and the confusion table, beside the predictions."""
    report = run(SHARED / "gold" / "score.py", rows, predicted, "--errors", "--rules")
    errors = [line for line in report if line[:2] in ("- ", "~ ", "+ ")]
    by_rule = [line for line in report if " n " in line and " spurious " in line]
    (OUTPUT / f"{gold.stem}.rules.txt").write_text("\n".join(by_rule) + "\n", encoding="utf-8")
    (OUTPUT / f"{gold.stem}.errors.txt").write_text("\n".join(errors) + "\n", encoding="utf-8")
    (OUTPUT / f"{gold.stem}.confusion.txt").write_text(table + "\n", encoding="utf-8")


def run(script: Path, *args: Path | str, feed: bytes | None = None) -> list[str]:
    """Run one of the scorers of `../shared`; return the lines it prints. Status 1 says that a figure misses its aim."""
    command = [sys.executable, str(script), *map(str, args)]
    done = subprocess.run(command, check=False, capture_output=True, input=feed)
    if done.returncode not in (0, 1) or done.stderr:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout.decode().splitlines()


def actor_recall(enricher: Enricher) -> str:
    """Recall of actors' countries on hand-coded sentences."""
    spans = SHARED / "reference" / "gsr_protest_spans.json"
    rows = [{"id": row["_id"], "text": row["text"]} for row in json.loads(spans.read_text(encoding="utf-8"))]
    to = OUTPUT / "actors.jsonl"
    predict(enricher, rows, to)
    *errors, figure = run(SHARED / "reference" / "score_actors.py", "score", spans, to, "--errors")
    (OUTPUT / "actors.errors.txt").write_text("\n".join(errors) + "\n", encoding="utf-8")
    return figure


def identity(enricher: Enricher) -> str:
    """Whether the actors are who they are said to be: shares of the right mentions kept, and of wrong identities."""
    check, to = SHARED / "identity" / "check.py", OUTPUT / "identity.jsonl"
    predict(enricher, [json.loads(line) for line in run(check, "articles")], to)
    *errors, figure = run(check, "score", to, "--errors")
    (OUTPUT / "identity.errors.txt").write_text("\n".join(errors) + "\n", encoding="utf-8")
    return f"identity of actors: {figure}"


def timing(enricher: Enricher, gold: Iterable[Path]) -> str:
    """Tagging against segmenting, both warm, on the same texts in one run; the best of five rounds."""
    texts = [row["text"] for path in gold for row in rows_of(path)]
    assert isinstance(enricher.segmenter, NativeSegmenter)
    segment = enricher.segmenter.segment_text
    articles = []
    for text in texts:
        pieces = [(start, end, segment(text[start:end])) for start, end in split(text)]
        articles.append([Sentence("text", i, *piece) for i, piece in enumerate(pieces)])
    words = sum(len(sentence.words.words) for article in articles for sentence in article)
    seconds = {"segment": [0.0], "tag": [0.0]}
    for _ in range(6):
        begin = time.process_time()
        for text in texts:
            segment(text)
        middle = time.process_time()
        for article in articles:
            enricher.tagger.analyse(article, None, sys.maxsize)
        seconds["segment"].append(middle - begin)
        seconds["tag"].append(time.process_time() - middle)
    cut, tag = (min(seconds[name][2:]) / words * 1e6 for name in ("segment", "tag"))
    return f"tagging {tag:.2f} µs a word, segmentation {cut:.2f} µs a word: ratio {tag / cut:.1f}"


def cases(enricher: Enricher) -> str:
    """How many of the sentences after reported faults are right, by kind."""
    check, to = SHARED / "cases" / "check.py", OUTPUT / "cases.jsonl"
    rows = [json.loads(line) for line in run(check, "articles")]
    results = enrich_all(enricher, map(orjson.dumps, rows))
    to.write_bytes(b"\n".join(r.outputs[0].value for r in results if isinstance(r, Enriched)) + b"\n")
    return "\n".join(run(check, "score", to))


def sets() -> Iterator[tuple[str, Path, Callable[[Row], bool], bool]]:
    """Name, file, part, and whether errors may be read, of each set of sentences."""
    gold = SHARED / "gold"
    yield "train, fitted", gold / "train.jsonl", lambda row: not is_set_aside(row), True
    yield "train, set aside", gold / "train.jsonl", is_set_aside, False
    if not WITHOUT:
        yield "test", gold / "test.jsonl", lambda row: True, False
        for path in (gold / "dev.jsonl", gold / "dev2.jsonl", *HELD_OUT, SEALED):
            yield path.name, path, lambda row: True, path != SEALED


def main() -> None:
    """Print the scores and say where the errors are; `WITHOUT=name` leaves features out, and fits anew."""
    if not SHARED.is_dir():
        sys.exit(f"expected the hand-coded sentences in {SHARED}, which is not there; nothing to score")
    OUTPUT.mkdir(parents=True, exist_ok=True)
    enricher = make_enricher()
    if WITHOUT:
        articles = read_articles(SHARED / "gold" / "train.jsonl", lambda row: not is_set_aside(row))
        weights = fit_quickly(articles, Settings(without=frozenset(WITHOUT.split())))
        enricher = Enricher(enricher.segmenter, Tagger.load(weights=weights))
    for name, path, part, errors in sets():
        print(name, score(enricher, path, part, errors=errors), sep="\n", end="\n\n")
    if WITHOUT:
        return
    print(cases(enricher))
    print(actor_recall(enricher))
    print(identity(enricher))
    print(timing(enricher, [SHARED / "gold" / "dev.jsonl", SHARED / "gold" / "dev2.jsonl"]))
    print(f"errors, confusion tables, figures by rule: {OUTPUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
