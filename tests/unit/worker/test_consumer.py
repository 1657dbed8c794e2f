"""What the consumer commits, and where it goes on when the log it read is cut or made anew. No broker here."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import KafkaTimeoutError, OffsetOutOfRangeError
from faust.types import TP
from faust.types.tuples import Message

from streams.kafka.offsets import Committed, Reset
from streams.worker.consumer import Consumer
from streams.worker.consumer_thread import NO_FETCH, Fetch

RAW = TP("articles.raw", 0)
OLD, NEW = "cluster/old", "cluster/new"


class FakeThread:
    """The broker as the consumer's thread tells of it."""

    def __init__(self) -> None:
        self.log, self.start, self.end = OLD, 0, 100
        self.at_broker: Committed | None = None
        self.position: dict[TP, int] = {}
        self.seeks = 0
        self.batches: list[Any] = []
        self.silent = self.refuses = False

    def assignment(self) -> set[TP]:
        return {RAW}

    def highwater(self, tp: TP) -> int:
        return self.end

    async def log_ids(self, topics: Iterable[str]) -> dict[str, str]:
        self._answer()
        return {RAW.topic: self.log}

    async def committed(self, partitions: Iterable[TP]) -> dict[TP, Committed]:
        return {RAW: self.at_broker} if self.at_broker else {}

    async def starts(self, partitions: Iterable[TP]) -> dict[TP, int]:
        self._answer()
        return dict.fromkeys(partitions, self.start)

    def _answer(self) -> None:
        if self.silent:
            raise KafkaTimeoutError

    async def go_to(self, offsets: Mapping[TP, int], number: int) -> None:
        self.position |= offsets
        self.seeks = number

    async def commit(self, offsets: Mapping[TP, Committed]) -> bool:
        if not self.refuses:
            self.at_broker = offsets[RAW]
        return not self.refuses

    async def fetch(self, partitions: set[TP], wait: float) -> Fetch:
        batch = self.batches.pop(0)
        if isinstance(batch, Exception):
            raise batch
        records = [SimpleNamespace(offset=offset) for offset in batch]
        return Fetch({RAW: records}, {RAW: batch[-1] + 1}, self.seeks)


class Bare(Consumer):
    """A consumer without app and thread: only the account of a partition."""

    def __init__(self) -> None:
        self._accounts, self._logs, self._former, self._known = {}, {}, set(), {}
        self._fetch, self._pending, self._astray, self._refused_since = NO_FETCH, None, False, None
        self._moving = asyncio.Lock()
        self._seeks = self._asked_after = 0
        self._committed_offset: Any = defaultdict(lambda: None)
        self._read_offset: Any = defaultdict(lambda: None)
        self._unacked_messages: Any = set()
        self._buffered_partitions, self._n_acked, self._waiting_for_ack = set(), 0, None
        self.scheduler: Any = SimpleNamespace(
            iterate=lambda found: [(tp, r) for tp, some in found.items() for r in some]
        )
        self.broker = FakeThread()
        self._thread: Any = self.broker
        self.resets: list[Reset] = []
        monitor = SimpleNamespace(track_tp_end_offset=lambda *_: None, on_tp_commit=lambda *_: None)
        self.app: Any = SimpleNamespace(
            on_reset=self.resets.append, delivery_timeout=60.0, consumer_generation_id=1, monitor=monitor
        )
        self.now = 1000.0
        self._clock = lambda: self.now
        self.log: Any = logging.getLogger("test")
        self.flow_active = True

    async def _wait_next_records(self, timeout: float) -> Any:  # noqa: ASYNC109
        return await self._getmany({RAW}, timeout), {RAW}

    def _to_message(self, tp: TP, record: Any) -> Any:
        return Message(tp.topic, tp.partition, record.offset, 0.0, 0, None, None, b"", None, tp=tp)

    @property
    def should_stop(self) -> bool:
        return False

    async def read(self, *offsets: int) -> list[Message]:
        """Fetch these, hand them out."""
        self.broker.batches.append(list(offsets))
        return [message async for _, message in self.getmany(0)]

    async def commits(self) -> Committed | None:
        """What is at the broker after a commit."""
        for tp, offset in self._filter_committable_offsets([RAW]).items():
            await self._commit({tp: offset})
        return self.broker.at_broker


@pytest.fixture
def consumer() -> Bare:
    return Bare()


async def test_commits_what_is_done_and_names_the_log(consumer: Bare) -> None:
    await consumer.perform_seek()
    messages = await consumer.read(0, 1, 2)
    assert [message.offset for message in messages] == [0, 1, 2]
    consumer.ack(messages[1])
    assert await consumer.commits() is None
    consumer.ack(messages[0])
    assert await consumer.commits() == (2, OLD)
    assert consumer.oldest_open(RAW) == 2
    assert consumer.resets == []


async def test_goes_on_at_the_committed_offset(consumer: Bare) -> None:
    consumer.broker.at_broker = Committed(7, OLD)
    await consumer.perform_seek()
    assert consumer.broker.position == {RAW: 7}
    assert consumer.resets == []


@pytest.mark.parametrize("log", [None, "another-cluster/old"])
async def test_an_offset_of_unknown_origin_is_believed(consumer: Bare, log: str | None) -> None:
    """Set by an operator or an older version; brought from another cluster by a mirror, which translates offsets."""
    consumer.broker.at_broker = Committed(7, log)
    await consumer.perform_seek()
    assert consumer.broker.position == {RAW: 7}


async def test_nothing_is_fetched_before_it_is_known_where_to_begin(consumer: Bare) -> None:
    """After an assignment aiokafka stands at the committed offset at once, whatever log that is of."""
    assert [message async for _, message in consumer.getmany(0)] == []
    assert consumer.broker.batches == []


async def test_a_new_group_begins_with_the_oldest_record_and_says_nothing(consumer: Bare) -> None:
    consumer.broker.start = 3
    await consumer.perform_seek()
    assert consumer.broker.position == {RAW: 3}
    assert consumer.resets == []
    assert await consumer.commits() == (3, OLD)


async def test_an_offset_committed_in_another_log_is_not_followed(consumer: Bare) -> None:
    """However long the log that is there: it is known by its id."""
    consumer.broker.at_broker, consumer.broker.log = Committed(20, OLD), NEW
    await consumer.perform_seek()
    assert consumer.broker.position == {RAW: 0}
    assert consumer.resets == [Reset(*RAW, "recreated", 20, 0)]
    assert await consumer.commits() == (0, NEW)


async def test_a_log_made_anew_under_the_worker_is_begun_with_its_oldest_record(consumer: Bare) -> None:
    await consumer.perform_seek()
    held = await consumer.read(0, 1, 2)
    consumer.broker.log = NEW
    stale = await consumer.read(3, 4)  # of the newer log already, and nobody knows
    for message in (*held, *stale[:1]):
        consumer.ack(message)
    assert await consumer.commits() == (4, OLD)  # so whoever reads it knows that it does not hold
    await consumer._look([RAW])
    fresh = await consumer.read(0, 1, 2, 3, 4)
    assert consumer.broker.position == {RAW: 0}
    assert [message.offset for message in fresh] == [0, 1, 2, 3, 4]
    consumer.ack(stale[1])  # a record of the older account, at an offset that is open
    assert await consumer.commits() == (4, OLD)
    for message in fresh:
        consumer.ack(message)
    assert await consumer.commits() == (5, NEW)
    assert [reset.reason for reset in consumer.resets] == ["recreated"]


async def test_a_reset_is_told_once_though_a_rebalance_comes_before_its_commit(consumer: Bare) -> None:
    """Kafka took the offset away with the topic, so that there is none until the first commit in the new one."""
    await consumer.perform_seek()
    for message in await consumer.read(0, 1, 2):
        consumer.ack(message)
    await consumer.commits()
    consumer.broker.log, consumer.broker.at_broker = NEW, None
    await consumer.perform_seek()
    consumer._accounts.clear()  # as a revocation does
    await consumer.perform_seek()
    assert consumer.resets == [Reset(*RAW, "recreated", 3, 0)]
    assert await consumer.commits() == (0, NEW)


async def test_a_broker_that_lags_behind_does_not_bring_the_older_log_back(consumer: Bare) -> None:
    await consumer.perform_seek()
    for log in (NEW, OLD, NEW):
        consumer.broker.log = log
        await consumer._look([RAW])
        await consumer.read(0)
    assert len(consumer.resets) == 1


async def test_a_commit_chosen_before_a_reset_is_not_made_after_it(consumer: Bare) -> None:
    await consumer.perform_seek()
    for message in await consumer.read(*range(20)):
        consumer.ack(message)
    chosen = consumer._filter_committable_offsets([RAW])
    assert chosen == {RAW: 20}
    consumer.broker.log = NEW
    await consumer._look([RAW])
    await consumer._correct_positions()
    assert not await consumer._commit(chosen)
    assert consumer.broker.at_broker is None


@pytest.mark.parametrize(
    ("position", "start", "reason"), [(1000, 0, "beyond_end"), (4, 7, "before_start"), (50, 0, "beyond_end")]
)
async def test_a_position_that_the_broker_refuses_is_left_for_the_oldest_record(
    consumer: Bare, position: int, start: int, reason: Any
) -> None:
    """Also one that the log has reached again meanwhile: what lies at it is not what lay there."""
    consumer.broker.at_broker, consumer.broker.start = Committed(position, OLD), start
    await consumer.perform_seek()
    consumer.broker.batches.append(OffsetOutOfRangeError({RAW: position}))
    assert [message async for _, message in consumer.getmany(0)] == []
    assert consumer.broker.position == {RAW: start}
    assert consumer.resets == [Reset(*RAW, reason, position, start)]
    assert await consumer.commits() == (start, OLD)
    assert [message.offset for message in await consumer.read(start)] == [start]


async def test_what_is_in_hand_when_retention_passes_by_is_still_waited_for(consumer: Bare) -> None:
    await consumer.perform_seek()
    held = await consumer.read(0, 1)
    consumer.broker.start = 5
    consumer.broker.batches.append(OffsetOutOfRangeError({RAW: 2}))
    assert [message async for _, message in consumer.getmany(0)] == []
    assert await consumer.commits() is None
    for message in held:
        consumer.ack(message)
    assert await consumer.commits() == (5, OLD)


async def test_a_broker_that_does_not_say_where_the_log_begins_ends_the_worker(consumer: Bare) -> None:
    await consumer.perform_seek()
    consumer.broker.silent = True
    consumer.broker.batches += [OffsetOutOfRangeError({RAW: 9})] * 2
    assert [message async for _, message in consumer.getmany(0)] == []
    consumer.now += 61
    with pytest.raises(KafkaTimeoutError):
        [message async for _, message in consumer.getmany(0)]


async def test_an_offset_that_vanished_is_told(consumer: Bare) -> None:
    await consumer.perform_seek()
    consumer._known[RAW] = Committed(9, OLD)
    await consumer.perform_seek()
    assert [str(reset) for reset in consumer.resets] == [
        "articles.raw[0] cannot be read on from offset 9: the group's offset is gone; going on at offset 0, the oldest "
        "record that is there"
    ]


async def test_failed_commit_stays_to_be_done(consumer: Bare) -> None:
    await consumer.perform_seek()
    (message,) = await consumer.read(0)
    consumer.ack(message)
    consumer.broker.refuses = True
    assert await consumer.commits() is None
    consumer.broker.refuses = False
    assert await consumer.commits() == (1, OLD)
    assert consumer._filter_committable_offsets([RAW]) == {}


async def test_an_offset_without_a_log_gets_one(consumer: Bare) -> None:
    """Of a version before: the next commit says of which log it is, though nothing new was done."""
    consumer.broker.at_broker = Committed(3, None)
    await consumer.perform_seek()
    consumer._accounts[RAW].read_to(3)
    assert await consumer.commits() == (3, OLD)


async def test_a_fetch_that_a_seek_made_void_does_not_say_how_far_was_read(
    consumer: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a rebalance: fetched, sought back, and then a round without a fetch. The records were committed unread."""
    consumer.broker.at_broker = Committed(13, OLD)
    await consumer.perform_seek()
    fetch = consumer.broker.fetch

    async def fetch_before_a_seek(partitions: set[TP], wait: float) -> Fetch:
        found = await fetch(partitions, wait)
        await consumer.perform_seek()
        return found

    async def nothing_active(timeout: float) -> Any:  # noqa: ASYNC109
        return await consumer._getmany(set(), timeout), set()

    with monkeypatch.context() as patch:
        patch.setattr(consumer.broker, "fetch", fetch_before_a_seek)
        assert await consumer.read(*range(13, 28)) == []
        patch.setattr(consumer, "_wait_next_records", nothing_active)
        assert [message async for message in consumer.getmany(0)] == []
    await consumer.commits()
    assert consumer.broker.at_broker == (13, OLD)
    assert [message.offset for message in await consumer.read(13, 14)] == [13, 14]


async def test_what_a_fetch_took_that_nobody_waits_for_any_more_is_handed_out(
    consumer: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faust's fetcher is stopped in a rebalance; its fetch waits for the new assignment and takes from that."""
    await consumer.perform_seek()
    fetch, go_on = consumer.broker.fetch, asyncio.Event()

    async def slow(partitions: set[TP], wait: float) -> Fetch:
        await go_on.wait()
        return await fetch(partitions, wait)

    monkeypatch.setattr(consumer.broker, "fetch", slow)
    fetcher = asyncio.ensure_future(consumer.read(0, 1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    fetcher.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetcher
    await consumer.perform_seek()
    go_on.set()
    assert [message.offset for message in await consumer.read(2, 3)] == [0, 1]
    assert [message.offset async for _, message in consumer.getmany(0)] == [2, 3]


async def test_what_was_fetched_and_not_handed_out_is_fetched_again(consumer: Bare) -> None:
    await consumer.perform_seek()
    consumer.broker.batches.append([0, 1, 2])
    broken_off = consumer.getmany(0)
    _, first = await anext(broken_off)
    await broken_off.aclose()
    consumer.ack(first)
    assert await consumer.commits() == (1, OLD)
    await consumer._correct_positions()
    assert consumer.broker.position == {RAW: 1}


async def test_a_seek_of_one_partition_loses_nothing_of_another(consumer: Bare) -> None:
    """What was fetched before it is void as a whole."""
    other = TP("articles.raw", 1)
    await consumer.perform_seek()
    await consumer.read(0, 1)
    consumer._begin(other, 0)
    consumer._accounts[other].read_to(7)
    await consumer._follow_cut({RAW: 2})
    assert consumer.broker.position == {RAW: 0, other: 7}
