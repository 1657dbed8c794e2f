"""`make evaluate`: scores the tagger on hand-coded sentences, through the code path of `ittiham enrich`.

Reads the gold files of `../shared` and the held-out sentences of this repository; writes predictions, errors and
a confusion table of event types to `.cache/evaluate/`, except for the sealed sentences, of which it prints the figures.
"""

import collections
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import orjson

from streams.enrichment.enricher import Enriched, Enricher
from streams.enrichment.sentences import split
from streams.segmentation.native import NativeSegmenter
from streams.tagging.types import Sentence
from tests.articles import enrich_all, make_enricher

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
OUTPUT = ROOT / ".cache" / "evaluate"
DATA = ROOT / "tests" / "unit" / "tagging" / "data"
HELD_OUT = [DATA / "heldout.jsonl", DATA / "heldout2_open.jsonl"]
SEALED = DATA / "heldout2.jsonl"
"""Figures only: what went wrong in these sentences is nowhere written, so that no rule is made for them."""

Row = dict[str, Any]


def rows_of(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


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


def score(enricher: Enricher, gold: Path) -> str:
    """Score one gold file; errors go to a file of their own, except those of the sealed sentences."""
    rows = rows_of(gold)
    to = OUTPUT / gold.name
    predicted = predict(enricher, rows, to)
    figures = run(SHARED / "gold" / "score.py", gold, to)
    if gold == SEALED:
        to.unlink()
    else:
        write_errors(gold, to, confusion(rows, predicted))
    return "\n".join([gold.name, *figures, false_events(rows, predicted)])


def write_errors(gold: Path, predicted: Path, table: str) -> None:
    """Write the events that are not fully right, and the confusion table, beside the predictions."""
    report = run(SHARED / "gold" / "score.py", gold, predicted, "--errors")
    errors = [line for line in report if line[:2] in ("- ", "~ ", "+ ")]
    (OUTPUT / f"{gold.stem}.errors.txt").write_text("\n".join(errors) + "\n", encoding="utf-8")
    (OUTPUT / f"{gold.stem}.confusion.txt").write_text(table + "\n", encoding="utf-8")


def run(script: Path, *args: Path | str) -> list[str]:
    """Run one of the scorers of `../shared`; return the lines it prints. Status 1 says that a figure misses its aim."""
    command = [sys.executable, str(script), *map(str, args)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode not in (0, 1) or done.stderr:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout.splitlines()


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
            enricher.tagger.analyse(article, None)
        seconds["segment"].append(middle - begin)
        seconds["tag"].append(time.process_time() - middle)
    cut, tag = (min(seconds[name][2:]) / words * 1e6 for name in ("segment", "tag"))
    return f"tagging {tag:.2f} µs a word, segmentation {cut:.2f} µs a word: ratio {tag / cut:.1f}"


def main() -> None:
    """Print the scores and say where the errors are."""
    if not SHARED.is_dir():
        sys.exit(f"expected the hand-coded sentences in {SHARED}, which is not there; nothing to score")
    OUTPUT.mkdir(parents=True, exist_ok=True)
    enricher = make_enricher()
    gold = [SHARED / "gold" / "dev.jsonl", SHARED / "gold" / "dev2.jsonl", *HELD_OUT, SEALED]
    for path in gold:
        print(score(enricher, path), end="\n\n")
    print(actor_recall(enricher))
    print(identity(enricher))
    print(timing(enricher, gold))
    print(f"errors and confusion tables: {OUTPUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
