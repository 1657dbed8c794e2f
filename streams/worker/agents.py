"""The agent: batches of raw records in; enriched articles, accusations and dead letters out; then the acknowledgement.

The order of `Pipeline.run_batch` *is* the promise of at least once:

1. enrich every record of the batch (a segmenter that is away is waited for);
2. stop the process if the records keep failing by a bug of ours;
3. publish all outputs, dead letters included, events below ITTIHAM_MIN_CONFIDENCE not, and wait until the broker
   acknowledged each;
4. acknowledge the input records, in order;
5. commit their offsets.

What raises on the way ends the process (`CrashingSupervisor`), and nothing of the batch is acknowledged.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from streams.enrichment.enricher import Enriched, Enricher
from streams.records.articles import Rejection
from streams.records.glimpse import glimpse
from streams.records.outputs import Origin, dead_letter_headers
from streams.segmentation.types import SegmenterUnavailable
from streams.settings import Settings
from streams.worker.delivery import Backoff, Publication, Publisher
from streams.worker.health import Health
from streams.worker.logs import batch_context, record_context
from streams.worker.metrics import Metrics
from streams.worker.tallies import is_below

__all__ = ["Pipeline", "RawRecord", "TooManyProcessingErrors", "portions"]

logger = logging.getLogger(__name__)

T = TypeVar("T")


class TooManyProcessingErrors(Exception):
    """So many records in a row failed by a bug of ours that going on would only fill the dead-letter topic."""


_PORTION: Final = 1024 * 1024
"""Bytes of raw records that are taken all the way together: some two seconds of work at the worst. A batch of articles
as large as they may be could outlast a rebalance (a minute), lose its partitions, and be begun anew elsewhere."""


_LARGE: Final = 32 * 1024
"""Bytes of an article that takes more than some 50 ms."""
_BREATHER: Final = 0.005
"""Seconds left to the event loop before a large article."""


def portions(batch: Sequence[T], size: Callable[[T], int], most: int = _PORTION) -> Iterator[list[T]]:
    """Cut a batch, in order, into portions of at most `most` bytes, or of one record that is larger."""
    portion: list[T] = []
    taken = 0
    for record in batch:
        if portion and taken + size(record) > most:
            yield portion
            portion, taken = [], 0
        portion.append(record)
        taken += size(record)
    if portion:
        yield portion


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record of the raw topic, as it came."""

    key: bytes | None
    value: bytes | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a raw record."""

    record: RawRecord
    result: Enriched | Rejection


class Pipeline:
    """Enriches and publishes; knows Kafka's records but neither Faust's stream nor its consumer."""

    def __init__(
        self,
        settings: Settings,
        enricher: Enricher,
        publisher: Publisher,
        metrics: Metrics,
        health: Health,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._enricher, self._publisher = enricher, publisher
        self._metrics, self._health, self._clock = metrics, health, clock
        self._errors_in_a_row = 0
        self._handled: dict[tuple[str, int], int] = {}
        """The last offset handled in each partition."""

    async def run_batch(
        self,
        records: Sequence[RawRecord],
        acknowledge: Callable[[], Awaitable[None]],
        commit: Callable[[], Awaitable[Any]],
    ) -> None:
        """Take one batch all the way. `acknowledge` marks its records as done, `commit` commits what is done."""
        outcomes = [await self._enrich(record) for record in records]
        self._check_errors(outcomes)
        self._metrics.batch_records.observe(len(records))
        self._health.enter("publishing")
        with self._metrics.stage("publish"):
            await self._publisher.publish(
                [publication for o in outcomes for publication in _publications(o, self._settings)]
            )
        self._count(outcomes)
        await acknowledge()
        with self._metrics.stage("commit"):
            await commit()
        self._health.enter("idle")
        logger.debug("batch of %d records done", len(records), extra=batch_context(r.origin for r in records))

    async def _enrich(self, record: RawRecord) -> Outcome:
        # The event loop also serves the producer and the consumer's thread: let it turn between articles, and many
        # times before a large one: what it has to do takes several turns, and each would wait for another article.
        await asyncio.sleep(_BREATHER if len(record.value or b"") > _LARGE else 0)
        timeout = self._settings.delivery_timeout
        try:
            async with asyncio.timeout(timeout):
                return Outcome(record, await self._enriched(record))
        except TimeoutError:
            raise TimeoutError(f"the segmenter was away for {timeout} s (ITTIHAM_DELIVERY_TIMEOUT)") from None

    async def _enriched(self, record: RawRecord) -> Enriched | Rejection:
        backoff = Backoff()
        self._health.enter("enriching")
        while True:
            try:
                return await self._enricher.enrich(record.value, self._metrics.stage)
            except SegmenterUnavailable as error:
                logger.warning("waiting for the segmenter: %s", error, extra=record_context(record.origin, record.key))
                self._health.enter("waiting")
                await backoff.wait()

    def _check_errors(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            match outcome.result:
                case Rejection("processing_error", detail):
                    self._errors_in_a_row += 1
                    logger.error("%s", detail, extra=record_context(outcome.record.origin, outcome.record.key))
                case _:
                    self._errors_in_a_row = 0
            if self._errors_in_a_row >= self._settings.max_processing_errors:
                raise TooManyProcessingErrors(
                    f"{self._errors_in_a_row} processing errors in a row (ITTIHAM_MAX_PROCESSING_ERRORS), the last at "
                    f"{_where(outcome.record)}: this is a bug of ittiham; nothing of the batch was acknowledged"
                )

    def _count(self, outcomes: Sequence[Outcome]) -> None:
        now, metrics = self._clock(), self._metrics
        metrics.consumed.inc(len(outcomes))
        enriched = [outcome.result for outcome in outcomes if isinstance(outcome.result, Enriched)]
        metrics.count_enriched((result.analysis for result in enriched), self._settings.min_confidence)
        metrics.articles_by_source.add(Counter(result.article.source for result in enriched))
        metrics.without_arabic.inc(sum(not result.arabic for result in enriched))
        metrics.in_other_language.inc(sum(result.other_language for result in enriched))
        metrics.with_markup.inc(sum(result.markup for result in enriched))
        for outcome in outcomes:
            metrics.latency.observe(max(0.0, now - outcome.record.origin.timestamp))
            self._note_redelivery(outcome.record.origin)
            if isinstance(outcome.result, Rejection):
                self._count_dead_letter(outcome.record, outcome.result)

    def _count_dead_letter(self, record: RawRecord, rejection: Rejection) -> None:
        self._metrics.dead_letters.labels(rejection.reason).inc()
        self._metrics.dead_letters_by_source.add({glimpse(record.value).get("source"): 1})
        if rejection.reason != "processing_error":  # that one has its line already: `_check_errors`
            context = record_context(record.origin, record.key, reason=rejection.reason)
            logger.warning("dead-lettered: %s", rejection.detail, extra=context)

    def begin_anew(self, topic: str, partition: int) -> None:
        """Offsets seen so far are of another log, or are read again on purpose: what comes now is new."""
        self._handled.pop((topic, partition), None)

    def _note_redelivery(self, origin: Origin) -> None:
        partition = origin.topic, origin.partition
        if origin.offset <= self._handled.get(partition, -1):
            self._metrics.redelivered.inc()
        else:
            self._handled[partition] = origin.offset


def _publications(outcome: Outcome, settings: Settings) -> Iterator[Publication]:
    """The records of an outcome, without the events that are less sure than the settings ask for."""
    record, result, topics = outcome.record, outcome.result, settings.topics
    if isinstance(result, Rejection):
        yield Publication(topics.dead_letter, record.key, record.value, dead_letter_headers(result, record.origin))
        return
    key = result.article.id.encode()
    for output in result.outputs:
        if output.event is not None and is_below(output.event, settings.min_confidence):
            continue
        topic = topics.enriched if output.kind == "enriched" else topics.accusations
        yield Publication(topic, key, output.value, output.headers(record.origin))


def _where(record: RawRecord) -> str:
    origin = record.origin
    return f"{origin.topic}[{origin.partition}]@{origin.offset}"
