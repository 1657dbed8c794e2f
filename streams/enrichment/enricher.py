"""An article's way through the three steps: parse, segment, analyse. Knows neither Kafka nor a clock.

There is one way, `Enricher.enrich`: for the worker, for `ittiham enrich`, and for whatever tests or measures them.
"""

import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from streams.enrichment.datelines import datelines_of, without_datelines
from streams.enrichment.language import is_other_language
from streams.enrichment.lines import unquoted, unwrapped
from streams.enrichment.mask import Mask, mask
from streams.enrichment.sentences import split
from streams.records.articles import Article, Rejection, parse
from streams.records.limits import Limits
from streams.records.outputs import Coder, Output, accusation_output, enriched_output
from streams.segmentation.spelling import Speller
from streams.segmentation.types import Segmentation, Segmenter, SegmenterUnavailable
from streams.tagging.types import Analyser, Analysis, Field, Sentence

__all__ = ["Enriched", "Enricher"]

_ARABIC: Final = re.compile("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc]")

Timer = Callable[[str], AbstractContextManager[object]]
"""Called with the name of a stage (`parse`, `segment`, `analyse`), gives a context that lasts as long as the stage."""


@dataclass(frozen=True, slots=True)
class Enriched:
    """The records made from one raw article: the enriched article first, then its events in text order."""

    article: Article
    analysis: Analysis
    outputs: tuple[Output, ...]
    arabic: bool
    """Whether it holds any Arabic letter; without one it has no events, and that is nobody's fault."""
    other_language: bool = False
    """Whether its Arabic letters are those of another language; it has no events then either."""
    markup: bool = False
    """Whether tags, entities or links were masked in it."""


@dataclass(frozen=True, slots=True)
class Content:
    """A field of an article, and what is read of it."""

    name: Field
    text: str
    """As it came."""
    mask: Mask
    datelines: tuple[tuple[int, str], ...]
    """Where each begins, and what it reads; in `mask` they are blank."""

    @property
    def is_masked(self) -> bool:
        """Whether the mask of the field is not the field itself."""
        return self.mask.is_masked(self.text)


class Enricher:
    """Raw bytes in, output records or a rejection out."""

    def __init__(self, segmenter: Segmenter, tagger: Analyser, limits: Limits | None = None) -> None:
        self.segmenter = segmenter
        self.tagger = tagger
        self.limits = limits or Limits()
        self._speller = Speller(segmenter.frequency)
        self.coder = Coder(segmenter.name, tagger.lexicon_hash)

    async def enrich(self, value: bytes | None, timer: Timer = nullcontext) -> Enriched | Rejection:
        """Enrich one raw record. Raises `SegmenterUnavailable` when the article must wait, and nothing else."""
        try:
            with timer("parse"):
                article = parse(value, self.limits)
            if isinstance(article, Rejection):
                return article
            with timer("segment"):
                fields = [_content(name, text) for name, text in _fields(article)]
                sentences = await self._segment(fields)
                datelines = await self._datelines(fields, sentences)
            with timer("analyse"):
                return self._analyse(article, fields, sentences, datelines)
        except SegmenterUnavailable:
            raise
        except Exception as error:
            return Rejection("processing_error", _where(error))

    async def _segment(self, fields: Sequence[Content]) -> list[Sentence]:
        spans = [(field, *span) for field in fields for span in split(field.mask.text, filled=field.is_masked)]
        segmented = await self.segmenter.segment([field.mask.text[start:end] for field, start, end in spans])
        if meant := self._speller.corrections([found.words for found in segmented]):
            segmented = await self._respelled(segmented, meant)
        return [
            Sentence(
                field.name,
                index,
                start,
                end,
                words,
                field.text[start:end] if field.is_masked else None,
            )
            for index, ((field, start, end), words) in enumerate(zip(spans, segmented, strict=True))
        ]

    async def _datelines(self, fields: Sequence[Content], sentences: Sequence[Sentence]) -> list[Sentence]:
        """Each as a sentence, with the index of the one that begins behind it."""
        found = [(field, *dateline) for field in fields for dateline in field.datelines]
        segmented = await self.segmenter.segment([text for _, _, text in found]) if found else []
        return [
            Sentence(field.name, index, start, start + len(text), words, field.text[start : start + len(text)], True)
            for (field, start, text), words in zip(found, segmented, strict=True)
            for index in (_index(sentences, field.name, start),)
        ]

    async def _respelled(self, segmented: Sequence[Segmentation], meant: Mapping[str, str]) -> list[Segmentation]:
        """The same with misspelled words as they are meant; spans stay."""
        (found,) = await self.segmenter.segment([" ".join(meant.values())])
        segments = dict(zip(meant, found.segments, strict=True))
        return [_with_words(sentence, meant, segments) for sentence in segmented]

    def _analyse(
        self,
        article: Article,
        fields: Sequence[Content],
        sentences: Sequence[Sentence],
        datelines: Sequence[Sentence],
    ) -> Enriched | Rejection:
        arabic = any(_ARABIC.search(field.mask.text) or field.datelines for field in fields)
        other = arabic and is_other_language(article.language, [sentence.words.words for sentence in sentences])
        coded = arabic and not other
        read = sorted((*sentences, *datelines), key=_place) if datelines else sentences
        most = self.limits.events + 1  # one beyond is known to be too many: what lies behind costs nothing
        analysis = self.tagger.analyse(read, _day(article.published_at), most) if coded else Analysis()
        events = analysis.accusations
        if len(events) > self.limits.events:
            return Rejection("too_large", f"expected at most {self.limits.events} events, found {len(events)} or more")
        outputs = (
            enriched_output(article, self.coder, sentences, analysis.actors, events),
            *(accusation_output(article, self.coder, sentences, event) for event in events),
        )
        largest = max(len(output.value) for output in outputs)
        if largest > self.limits.output_bytes:
            return Rejection(
                "too_large", f"expected outputs of at most {self.limits.output_bytes} bytes, got {largest}"
            )
        return Enriched(article, analysis, outputs, arabic, other, any(field.mask.markup for field in fields))


def _index(sentences: Sequence[Sentence], field: Field, start: int) -> int:
    """The index of the first sentence of a field behind `start`; of the last one if there is none."""
    behind = (sentence.index for sentence in sentences if sentence.field == field and sentence.start > start)
    return next(behind, max(len(sentences) - 1, 0))


def _place(sentence: Sentence) -> tuple[bool, int]:
    return sentence.field == "text", sentence.start


def _with_words(sentence: Segmentation, meant: Mapping[str, str], segments: Mapping[str, str]) -> Segmentation:
    words = [meant.get(word, word) for word in sentence.words]
    cut = [segments.get(word, one) for word, one in zip(sentence.words, sentence.segments, strict=True)]
    return replace(sentence, words=words, segments=cut)


def _content(name: Field, text: str) -> Content:
    found = mask(text)
    read = unquoted(found.text)
    spans = datelines_of(read)
    prose = unwrapped(without_datelines(read, spans))
    return Content(name, text, found._replace(text=prose), tuple((start, read[start:end]) for start, end in spans))


def _fields(article: Article) -> list[tuple[Field, str]]:
    return [("title", article.title or ""), ("text", article.text)]


def _day(published_at: str | None) -> date | None:
    """The day of an RFC 3339 time, as written there."""
    return date.fromisoformat(published_at[:10]) if published_at else None


def _where(error: Exception) -> str:
    """The kind of error and the line that raised it, not its message, which may quote the article."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    module = frame.filename.rpartition("/streams/")[2]
    return f"{type(error).__name__} in {frame.name} at {module}:{frame.lineno}: a bug of ittiham, please report it"
