"""The order of a batch is the promise: outputs acknowledged, then inputs acknowledged, then committed."""

import asyncio
from typing import Any

import orjson
import pytest

from streams.enrichment.enricher import Enriched
from streams.records.articles import Article, Rejection
from streams.records.outputs import Coder, Origin, Output, accusation_output, enriched_output
from streams.segmentation.types import Segmentation, SegmenterUnavailable
from streams.settings import Settings
from streams.tagging.types import Accusation, Analysis, Sentence, Span
from streams.worker.agents import Pipeline, RawRecord, TooManyProcessingErrors, portions
from streams.worker.delivery import DeliveryFailed, Publication
from streams.worker.health import Health
from streams.worker.metrics import Metrics

CODER = Coder("s", "l")
SENTENCE = Sentence("text", 0, 0, 1, Segmentation("x", ["x"], [0], [1], ["x"]))
EVENT = Accusation("accuse", "112", SENTENCE, Span(0, 1, "x"), "x", "x", (), (), None, "rule")


class Steps:
    """Writes down what happens, in order; stands in for the enricher, the publisher and the consumer."""

    def __init__(self) -> None:
        self.log: list[Any] = []
        self.published: list[Publication] = []
        self.away = 0
        self.broken = False

    async def enrich(self, value: bytes | None, timer: Any) -> Enriched | Rejection:
        if self.away:
            self.away -= 1
            raise SegmenterUnavailable("the JVM is down")
        if value == b"bug":
            return Rejection("processing_error", "ZeroDivisionError")
        if value == b"bad":
            return Rejection("invalid_json", "expected JSON")
        article = Article(str(value), "text")
        output = Output("enriched", b"value of " + (value or b""), "cid", "/coder")
        return Enriched(article, Analysis(), (output,), True, value == b"persian", value in (b"persian", b"html"))

    async def publish(self, batch: list[Publication]) -> None:
        if self.broken:
            raise DeliveryFailed
        self.published += batch
        self.log.append("publish")

    async def acknowledge(self) -> None:
        self.log.append("acknowledge")

    async def commit(self) -> bool:
        self.log.append("commit")
        return True


@pytest.fixture
def steps() -> Steps:
    return Steps()


def pipeline(steps: Steps, **settings: Any) -> Pipeline:
    options = Settings.model_construct(**settings)
    parts: Any = steps
    return Pipeline(options, parts, parts, Metrics(), Health(60), clock=lambda: 1000.0)


async def run(steps: Steps, line: Pipeline, *values: bytes) -> None:
    records = [RawRecord(b"key", value, Origin("raw", 0, offset, 990.0)) for offset, value in enumerate(values)]
    await line.run_batch(records, steps.acknowledge, steps.commit)


async def test_order_of_a_batch(steps: Steps) -> None:
    await run(steps, pipeline(steps), b"one", b"bad", b"two")
    assert steps.log == ["publish", "acknowledge", "commit"]
    assert [(record.topic, record.value) for record in steps.published] == [
        ("articles.enriched", b"value of one"),
        ("articles.dead-letter", b"bad"),
        ("articles.enriched", b"value of two"),
    ]


async def test_dead_letter_keeps_key_and_says_why(steps: Steps) -> None:
    await run(steps, pipeline(steps), b"bad")
    record = steps.published[0]
    assert record.key == b"key"
    headers = dict(record.headers)
    assert headers["ittiham_reason"] == b"invalid_json"
    assert headers["ittiham_attempt"] == b"1"
    assert headers["ittiham_timestamp"] == b"1970-01-01T00:16:30.000Z"


async def test_nothing_is_acknowledged_when_publishing_fails(steps: Steps) -> None:
    steps.broken = True
    with pytest.raises(DeliveryFailed):
        await run(steps, pipeline(steps), b"one")
    assert steps.log == []


async def test_processing_errors_in_a_row_stop_the_worker_before_anything_is_published(steps: Steps) -> None:
    line = pipeline(steps, max_processing_errors=3)
    await run(steps, line, b"bug", b"bug", b"fine", b"bug")
    assert len(steps.published) == 4
    steps.log.clear()
    with pytest.raises(TooManyProcessingErrors, match=r"3 processing errors in a row.*raw\[0\]@1"):
        await run(steps, line, b"bug", b"bug")
    assert steps.log == []


async def test_segmenter_is_waited_for(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def wait(backoff: Any) -> None:
        slept.append(0)

    monkeypatch.setattr("streams.worker.agents.Backoff.wait", wait)
    steps.away = 3
    await run(steps, pipeline(steps), b"one")
    assert len(slept) == 3
    assert steps.log == ["publish", "acknowledge", "commit"]


async def test_segmenter_away_for_too_long_ends_the_worker(steps: Steps) -> None:
    steps.away = 10**9
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(run(steps, pipeline(steps, delivery_timeout=0.05), b"one"), 5)
    assert steps.log == []


class Unsure(Steps):
    """Finds an event for each number in an article: its confidence, `-` for none."""

    async def enrich(self, value: bytes | None, timer: Any) -> Enriched | Rejection:
        said = [None if sure == "-" else float(sure) for sure in (value or b"").decode().split()]
        article = Article("a1", "x")
        events = tuple(EVENT._replace(confidence=sure) for sure in said)
        found = [accusation_output(article, CODER, [SENTENCE], event) for event in events]
        listing = enriched_output(article, CODER, [SENTENCE], [], events)
        return Enriched(article, Analysis((), events), (listing, *found), True, False, False)


@pytest.mark.parametrize(
    ("least", "kept"),
    [(0.0, [0.0, 0.5, None, 0.51]), (0.5, [0.5, None, 0.51]), (0.51, [None, 0.51]), (1.0, [None])],
)
async def test_events_below_the_least_confidence_are_kept_off_but_listed(least: float, kept: list[float]) -> None:
    steps = Unsure()
    line = pipeline(steps, min_confidence=least)
    await run(steps, line, b"0.0 0.5 - 0.51")
    listing, *events = [orjson.loads(record.value or b"") for record in steps.published]
    assert [event.get("confidence") for event in listing["accusations"]] == [0.0, 0.5, None, 0.51]
    assert [event.get("confidence") for event in events] == kept
    assert {record.topic for record in steps.published[1:]} == {"accusations"}
    published, below = (
        line._metrics.registry.get_sample_value(f"ittiham_accusations_{name}_total", {"type": "accuse"})
        for name in ("published", "below_confidence")
    )
    assert (published, below) == (len(kept), 4 - len(kept))


def sample(line: Pipeline, name: str) -> float | None:
    return line._metrics.registry.get_sample_value(f"ittiham_{name}")


async def test_latency_is_from_the_records_timestamp_to_the_acknowledged_output(steps: Steps) -> None:
    line = pipeline(steps)
    await run(steps, line, b"one", b"bad", b"two")
    assert sample(line, "end_to_end_latency_seconds_count") == 3
    assert sample(line, "end_to_end_latency_seconds_sum") == 3 * (1000.0 - 990.0)
    assert sample(line, "batch_records_sum") == 3


async def test_records_that_came_again_are_counted(steps: Steps) -> None:
    line = pipeline(steps)
    await run(steps, line, b"one", b"two")
    assert sample(line, "articles_redelivered_total") == 0
    await run(steps, line, b"one", b"two", b"three")
    assert sample(line, "articles_redelivered_total") == 2
    assert sample(line, "articles_consumed_total") == 5


async def test_one_line_for_each_problem_with_its_place(steps: Steps, caplog: pytest.LogCaptureFixture) -> None:
    await run(steps, pipeline(steps), b"one", b"bad", b"bug")
    lines = [(record.levelname, getattr(record, "context", {})) for record in caplog.records]
    place = {"article_id": "key", "topic": "raw", "partition": 0}
    assert lines == [
        ("ERROR", place | {"offset": 2}),
        ("WARNING", place | {"offset": 1, "reason": "invalid_json"}),
    ]


async def test_one_line_for_each_batch_at_debug(steps: Steps, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "streams.worker.agents")
    await run(steps, pipeline(steps), b"one", b"two", b"three")
    (line,) = caplog.records
    assert (line.getMessage(), getattr(line, "context", None)) == (
        "batch of 3 records done",
        {"offsets": {"raw[0]": "0-2"}},
    )


@pytest.mark.parametrize(
    ("sizes", "cut"),
    [
        ([], []),
        ([0, 0, 0], [[0, 0, 0]]),
        ([4, 6, 1], [[4, 6], [1]]),
        ([11, 1, 30, 30], [[11], [1], [30], [30]]),
        ([3, 3, 3, 3, 3], [[3, 3, 3], [3, 3]]),
    ],
)
def test_portions_are_in_order_and_of_bounded_size(sizes: list[int], cut: list[list[int]]) -> None:
    """A rebalance waits for the work in hand, but not for ever."""
    assert list(portions(sizes, lambda size: size, most=10)) == cut


async def test_not_ready_while_the_segmenter_is_asked_again_and_again(
    steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each vain attempt looked like progress, so the worker said that it was ready throughout the outage."""
    now, said = [0.0], []
    line = pipeline(steps)
    health = line._health = Health(60, clock=lambda: now[0])
    health.started, health.partitions, health.rebalancing = True, 1, False

    async def wait(backoff: Any) -> None:
        now[0] += 4
        health.beat()
        said.append(health.unready())

    monkeypatch.setattr("streams.worker.agents.Backoff.wait", wait)
    steps.away = 4
    await run(steps, line, b"one")
    assert said == [None, "waiting for the segmenter", "waiting for the segmenter", "waiting for the segmenter"]
    assert health.unready() is None


async def test_articles_in_other_languages_and_with_markup_are_counted(steps: Steps) -> None:
    line = pipeline(steps)
    await run(steps, line, b"arabic", b"persian", b"html")
    assert sample(line, "articles_in_other_language_total") == 1
    assert sample(line, "articles_with_markup_total") == 2
