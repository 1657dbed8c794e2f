"""Faust's Kafka driver, made to keep the promise of at least once.

Three things in Faust 0.15.3 break it, and are changed here and nowhere else (private attributes: Faust's minor
release is pinned, `tests/unit/test_transport.py` fails first if they move):

1. A commit may step over a record that is still being worked on (its issue 606). Here the offset to commit is the end
   of the unbroken run of acknowledged records, counted over every record that was handed out.
2. A failed commit is taken for a done one (its issue 316). Here it stays to be done.
3. A rebalance forgets what was acknowledged before it commits it (its issue 502). Here it commits first, forgets after.

The producer is idempotent, and batches are given up by us (`ITTIHAM_DELIVERY_TIMEOUT`), never by aiokafka.
"""

from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from typing import Any, cast

from aiokafka import AIOKafkaProducer
from faust.transport.drivers import aiokafka as driver
from faust.types import TP
from faust.types.tuples import Message

from streams.kafka.producer import RecordProducer

__all__ = ["Consumer", "Producer", "Transport"]


class Consumer(driver.Consumer):
    """Commits the unbroken run of acknowledged records, and no further."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._handed_out: defaultdict[TP, deque[int]] = defaultdict(deque)
        self._position: dict[TP, int] = {}

    async def getmany(self, timeout: float) -> AsyncIterator[tuple[TP, Message]]:  # noqa: ASYNC109 - the base's name
        """Records as they are handed to the stream, each noted before it is."""
        async for tp, message in super().getmany(timeout):
            self._note(tp, message.offset)
            yield tp, message

    def _note(self, tp: TP, offset: int) -> None:
        if offset < self._position.get(tp, 0):
            # Done before, and read once more because Faust went back to an older commit. It may be dropped on its way
            # to the stream, so nobody may wait for its acknowledgement.
            return
        open_offsets = self._handed_out[tp]
        # After a seek back the same records come again: what came before is void.
        while open_offsets and open_offsets[-1] >= offset:
            open_offsets.pop()
        open_offsets.append(offset)

    def oldest_open(self, tp: TP) -> int | None:
        """The offset of the first record handed out and not acknowledged yet, if any."""
        self._new_offset(tp)
        open_offsets = self._handed_out[tp]
        return open_offsets[0] if open_offsets else None

    def _filter_tps_with_pending_acks(self, topics: Iterable[str | TP] | None = None) -> Iterator[TP]:
        wanted = None if topics is None else set(topics)
        return (tp for tp in list(self._handed_out) if wanted is None or tp in wanted or tp.topic in wanted)

    def _new_offset(self, tp: TP) -> int | None:
        open_offsets, acked = self._handed_out[tp], self._acked_index[tp]
        # Faust takes no acknowledgement of what is committed already: a record may be read again while that happens.
        committed = self._committed_offset[tp] or 0
        while open_offsets and (open_offsets[0] in acked or open_offsets[0] < committed):
            offset = open_offsets.popleft()
            acked.discard(offset)
            self._position[tp] = offset + 1
        self._acked[tp] = sorted(acked)
        return self._position.get(tp)

    async def _commit_offsets(self, offsets: Mapping[TP, int], start_new_transaction: bool = True) -> bool:
        before = {tp: self._committed_offset[tp] for tp in offsets}
        committed = await super()._commit_offsets(offsets, start_new_transaction)
        if not committed:
            self._committed_offset.update(before)
        return committed

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Let the stream finish what it holds, commit it while the partitions are still ours, then forget them."""
        for tp in revoked:
            self._new_offset(tp)  # the driver is about to drop its list of acknowledged offsets
        await super().on_partitions_revoked(revoked)
        for tp in revoked:
            self._handed_out.pop(tp, None)
            self._position.pop(tp, None)


class Producer(driver.Producer):
    """Idempotent where the settings say so: a retry of aiokafka's own makes no duplicate."""

    @property
    def _producer_type(self) -> type[AIOKafkaProducer]:
        return RecordProducer

    def _settings_extra(self) -> Mapping[str, Any]:
        return {"acks": "all", "enable_idempotence": cast(Any, self.app).idempotent_producer}


class Transport(driver.Transport):
    """The driver with the two classes above."""

    Consumer = Consumer
    Producer = Producer
