"""A seeded, endless stream of articles, with revisions and some records that are none, and what must become of it."""

import asyncio
import itertools
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from streams.enrichment.enricher import Enricher
from streams.enrichment.sentences import split
from streams.records.resources import resource_dir
from streams.segmentation.native import NativeSegmenter
from streams.segmentation.types import Segmenter
from streams.tagging import Tagger
from tests.faults.oracle import Expected, Raw, expect

_REVISION_EVERY: Final = 10
_BROKEN_EVERY: Final = 23
_RECENT: Final = 40
"""A revision is of one of so many articles before it, so that both may be in flight at once."""


@dataclass
class Corpus:
    """The first articles of the stream of a seed, and the outputs due; both made once and kept."""

    seed: int = 0
    source: Iterable[Raw] | None = None
    """Other records than `generate` gives."""
    segmenter: Segmenter = field(default_factory=NativeSegmenter)

    def __post_init__(self) -> None:
        self._stream = iter(generate(self.seed) if self.source is None else self.source)
        self._records: list[Raw] = []
        self._expected: list[Expected] = []
        self._enriched = 0

    def records(self, count: int) -> list[Raw]:
        """The first `count` records."""
        self._records += itertools.islice(self._stream, max(0, count - len(self._records)))
        return self._records[:count]

    def due(self, count: int) -> list[Expected]:
        """All outputs due for the first `count` records."""
        fresh = self.records(max(count, self._enriched))[self._enriched :]
        self._expected += asyncio.run(self._expect(fresh))
        self._enriched += len(fresh)
        return [one for one in self._expected if one.position < count]

    async def _expect(self, fresh: list[Raw]) -> list[Expected]:
        await self.segmenter.start()
        try:
            return await expect(fresh, self.enricher, self._enriched)
        finally:
            await self.segmenter.stop()

    @cached_property
    def enricher(self) -> Enricher:
        """The enrichment steps as the workers have them."""
        return Enricher(self.segmenter, Tagger.load())


def generate(seed: int) -> Iterator[Raw]:
    """One record after the other: sentences of the samples shuffled into articles, no two of them alike."""
    rng = random.Random(seed)
    lines = (resource_dir("samples") / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    samples = [json.loads(line) for line in lines]
    sentences = [sample["text"][start:end] for sample in samples for start, end in split(sample["text"])]
    recent: list[str] = []
    for number in itertools.count():
        if number % _BROKEN_EVERY == _BROKEN_EVERY - 1:
            yield _broken(rng, number)
            continue
        revision = number % _REVISION_EVERY == _REVISION_EVERY - 1
        name = rng.choice(recent) if revision else f"fault-{seed}-{number}"
        recent = [*recent[-_RECENT:], name]
        text = f"{' '.join(rng.sample(sentences, rng.randint(2, 6)))} ({number})."
        title = rng.choice(samples).get("title") if rng.random() < 0.8 else None
        article = {"id": name, "text": text, "title": title, "source": "وكالة التجربة"}
        published = {"published_at": rng.choice(samples).get("published_at")} if rng.random() < 0.7 else {}
        given = {field: value for field, value in (article | published).items() if value is not None}
        yield Raw(name.encode(), json.dumps(given, ensure_ascii=False).encode())


def _broken(rng: random.Random, number: int) -> Raw:
    key = f"broken-{number}".encode()
    values = (None, b"", b"\xff" + key, b"{" + key, b"[%d]" % number, b'{"id": "%s"}' % key)
    return Raw(rng.choice((key, key + b"\xfe")), rng.choice(values))
