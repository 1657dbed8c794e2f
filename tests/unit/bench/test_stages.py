"""The clock of the stages: it finds what it times, gives each its own share, and leaves nothing behind."""

import asyncio

import pytest

from bench.news import News
from bench.stages import STAGES, StageClock, resolve
from streams.enrichment import enricher
from streams.enrichment.enricher import Enricher
from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger


def test_every_stage_is_there() -> None:
    for path in (path for paths in STAGES.values() for path in paths):
        resolve(path)


def test_a_stage_that_is_gone_is_named() -> None:
    with pytest.raises(LookupError, match="enricher:no_such_stage"):
        resolve("streams.enrichment.enricher:no_such_stage")


def test_stages_are_timed_and_let_go() -> None:
    subject, clock, before = Enricher(NativeSegmenter(), Tagger.load()), StageClock(), vars(enricher)["parse"]
    with clock.installed():
        assert vars(enricher)["parse"] is not before
        for article in News().take(30):
            asyncio.run(subject.enrich(article))
    assert vars(enricher)["parse"] is before
    assert all(spent > 0 for spent in clock.spent.values()), clock.spent


def test_what_a_stage_calls_is_not_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0, 10, 70, 100])  # the outer one begins, the inner one begins and ends, the outer one ends
    monkeypatch.setattr("bench.stages.thread_time_ns", lambda: next(times))
    clock = StageClock()
    inner = clock._timed(lambda: None, "words")
    clock._timed(inner, "parse")()
    assert (clock.spent["parse"], clock.spent["words"]) == (40, 60)
