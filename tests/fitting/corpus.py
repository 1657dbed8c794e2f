"""Hand-coded sentences as examples: each word of accusation with its candidates, and which of them the coders named."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from streams.enrichment.enricher import Enricher
from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.choice.atoms import Atoms, Values, atoms_of, case_values
from streams.tagging.choice.candidates import candidates_of
from streams.tagging.choice.case import Case
from streams.tagging.choice.scoring import Choice
from streams.tagging.linking.link import Party
from streams.tagging.preparing import dashed
from streams.tagging.types import Accusation, Analysis, Sentence

__all__ = ["SHARED", "Article", "Example", "Recorder", "examples_of", "is_set_aside", "read_articles", "share_of"]

SHARED = Path(__file__).parents[3] / "shared"
_SHARES = 5
Row = dict[str, Any]
Run = tuple[int, int]


def share_of(origin: str, salt: str = "", shares: int = _SHARES) -> int:
    """Which share of the articles an origin is in."""
    return int(hashlib.md5((salt + origin).encode(), usedforsecurity=False).hexdigest(), 16) % shares


def is_set_aside(row: Row) -> bool:
    """Whether a sentence is of the fifth of the articles that nothing is fitted on."""
    return share_of(str(row.get("origin", row["id"]))) == 0


@dataclass(frozen=True, slots=True)
class Article:
    """A row of a gold file and its sentences."""

    row: Row
    sentences: tuple[Sentence, ...]


class _Catcher:
    """Takes what enrichment would analyse."""

    lexicon_hash = "none"

    def __init__(self) -> None:
        self.sentences: tuple[Sentence, ...] = ()

    def analyse(self, sentences: Sequence[Sentence], published: date | None, most: int) -> Analysis:
        self.sentences = tuple(map(dashed, sentences))
        return Analysis()


def read_articles(path: Path, wanted: Callable[[Row], bool] = lambda row: True) -> list[Article]:
    """The rows of a gold file, through the code path of `ittiham enrich` up to tagging."""
    segmenter, catcher = NativeSegmenter(), _Catcher()
    enricher = Enricher(segmenter, catcher)

    async def read(rows: Iterable[Row]) -> list[Article]:
        await segmenter.start()
        found = []
        for row in rows:
            catcher.sentences = ()
            await enricher.enrich(orjson.dumps({"id": row["id"], "text": row["text"]}))
            found.append(Article(row, catcher.sentences))
        return found

    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return asyncio.run(read(filter(wanted, rows)))


class Recorder(Tagger):
    """A tagger that remembers what it chose from."""

    seen: list[tuple[Case, Choice | None]]

    def choose(self, case: Case) -> Choice | None:
        choice = super().choose(case)
        self.seen.append((case, choice))
        return choice

    def cases(self, sentence: Sentence) -> tuple[list[tuple[Case, Choice | None]], tuple[Accusation, ...]]:
        """The cases of a sentence, and the events made of them."""
        self.seen = []
        events = self.analyse([sentence], None).accusations
        return self.seen, events


@dataclass(slots=True)
class Example:
    """A word of accusation as the coders saw it."""

    origin: str
    case: Case
    shared: Values
    atoms: list[Atoms]
    gold: Row | None
    """The coders' event; None where they saw none."""
    right: list[tuple[bool, bool]]
    """Of each candidate, then of nobody: whether it is right as accuser, as accused."""


def _runs(sentence: Sentence, parties: Sequence[Party]) -> list[Run]:
    words = sentence.words
    return [(sentence.start + words.starts[p.first], sentence.start + words.ends[p.end - 1]) for p in parties]


def _meets(one: Sequence[Run], two: Sequence[Sequence[int]]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in two)


def gold_of(article: Article, run: Run) -> Row | None:
    """The coders' event whose trigger shares a character with `run`."""
    return next((e for e in article.row["events"] if _meets([run], [e["trigger"]])), None)


def _example(article: Article, sentence: Sentence, case: Case) -> Example:
    head = case.view.chunks[case.k].head
    gold = gold_of(article, _runs(sentence, [Party(head, head + 1)])[0])
    shared = case_values(case)
    atoms = [atoms_of(case, shared, it) for it in candidates_of(case.view, case.k)]
    right: list[tuple[bool, bool]] = []
    if gold is not None:
        for one in atoms:
            runs = _runs(sentence, one.candidate.parties)
            right.append((_meets(runs, gold["accusers"]), _meets(runs, gold["accused"])))
        right.append((not gold["accusers"], not gold["accused"]))
    return Example(str(article.row.get("origin", article.row["id"])), case, shared, atoms, gold, right)


def examples_of(articles: Iterable[Article], tagger: Recorder) -> list[Example]:
    """The words of accusation that the rules see, in text order."""
    found = []
    for article in articles:
        for sentence in article.sentences:
            found += [_example(article, sentence, case) for case, _ in tagger.cases(sentence)[0]]
    return found
