"""Faust's consumer, made to keep the promise of at least once, and to follow a log that was cut or made anew.

Six things in Faust 0.15.3 break it, and are changed here and nowhere else (private attributes: Faust's minor release
is pinned, `tests/unit/worker/test_consumer.py` fails first if they move):

1. A commit may step over a record that is still being worked on (its issue 606). Here `Account` says what is done.
2. A failed commit is taken for a done one (its issue 316). Here an account knows what was.
3. A rebalance forgets what was acknowledged before it commits it (its issue 502). Here it commits first, forgets after.
4. Records below the highest offset that it has read are dropped, whatever log they are of. Here only what is done is.
5. An offset outside the log is moved in silence. Here the broker's refusal, and a log whose id is another than the one
   that was read, start the partition anew at its oldest record, which is said, counted and committed at once.

The id of a log is asked for before anything is read from it, and committed with every offset. So a record that was read
from a newer log than the one believed in is committed under the older id, and will be read again.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping
from time import monotonic
from typing import Any, Final, cast

from aiokafka.errors import KafkaError, NoOffsetForPartitionError, OffsetOutOfRangeError
from faust.transport.drivers import aiokafka as driver
from faust.types import TP
from faust.types.tuples import Message, ack_lock
from mode import Service
from mode.utils.futures import notify

from streams.kafka.offsets import Committed, Reset, ResetReason, is_other_log
from streams.worker.account import Account
from streams.worker.consumer_thread import NO_FETCH, ConsumerThread, Fetch

__all__ = ["Consumer"]

_LOOK_INTERVAL: Final = 1.0
"""Seconds between two looks at the ids of the logs."""
_NOT_READY: Final = 0.1
"""Seconds until it is looked again whether there is something to read."""


class Consumer(driver.Consumer):
    """Commits the unbroken run of acknowledged records of the log that is there, and no further."""

    _thread: ConsumerThread
    _clock: Callable[[], float] = staticmethod(monotonic)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._accounts: dict[TP, Account] = {}
        self._logs: dict[str, str] = {}
        """The newest id seen of each topic's log; outlives rebalances."""
        self._former: set[str] = set()
        """Ids that were the newest once: a broker that lags behind may still tell them."""
        self._known: dict[TP, Committed] = {}
        """The last offset that this worker committed; outlives rebalances."""
        self._moving = asyncio.Lock()
        """Held by who sets positions: what was found out before they were set is void after."""
        self._pending: asyncio.Task[Fetch] | None = None
        """A fetch that was asked for; outlives who asked, for what it takes is nowhere else."""
        self._fetch = NO_FETCH
        """What is being handed out."""
        self._astray = False
        """Records were fetched and not handed out: they are to be fetched again."""
        self._refused_since: float | None = None
        """Since when the broker does not say where a log begins."""
        self._seeks = self._asked_after = 0
        """How often positions were set; how often before a fetch was asked for last."""

    def _new_consumer_thread(self) -> ConsumerThread:
        return ConsumerThread(self, loop=self.loop, beacon=self.beacon)

    # Reading

    async def getmany(self, timeout: float) -> AsyncGenerator[tuple[TP, Message], None]:  # noqa: ASYNC109 - the base's name
        """Records as they are handed to the stream, each noted before it is.

        A fetch is handed out whole, or void by a later seek, or else fetched again: its records are nowhere else.
        """
        handed: dict[TP, int] = {}
        self._fetch = NO_FETCH
        try:
            async for tp, message in super().getmany(timeout):
                if self._fetch.seeks != self._seeks:
                    return
                handed[tp] = message.offset
                if self._accounts[tp].hand_out(message):
                    self._read_offset[tp] = None  # else Faust would drop what lies below it
                    yield tp, message
        finally:  # also of one that was broken off
            self._note_positions(handed)

    def _note_positions(self, handed: Mapping[TP, int]) -> None:
        if self._fetch.seeks != self._seeks:
            return
        for tp in self._accounts.keys() & self._fetch.positions.keys():
            records = self._fetch.records.get(tp)
            if records and handed.get(tp) != records[-1].offset:
                self._astray = True
            else:
                self._accounts[tp].read_to(self._fetch.positions[tp])

    async def _getmany(self, active_partitions: set[TP] | None, timeout: float) -> Any:  # noqa: ASYNC109
        try:
            await self._correct_positions()
            # Before `perform_seek` nobody knows where to begin; no partitions would mean all of them.
            ready = self._accounts.keys() & (active_partitions or set())
            if not ready:
                await asyncio.sleep(_NOT_READY)
                return {}
            self._fetch = await self._next_fetch(ready, timeout)
        except OffsetOutOfRangeError as error:
            await self._follow_cut({TP(*tp): offset for tp, offset in error.args[0].items()})
        except NoOffsetForPartitionError:
            pass  # aiokafka looked for a committed offset before `perform_seek` set the position
        return self._fetch.records

    async def _next_fetch(self, partitions: set[TP], wait: float) -> Fetch:
        if self._pending is None:
            self._asked_after = self._seeks
            self._pending = asyncio.ensure_future(self._thread.fetch(partitions, wait))
        await asyncio.wait([self._pending])  # goes on when this is cancelled
        pending, self._pending = self._pending, None
        return pending.result()

    def ack(self, message: Message) -> bool:
        """Mark a record as done; one that is void since a seek or a reset changes nothing."""
        with ack_lock:
            if message.acked:
                return False
            message.acked = True
            self._unacked_messages.discard(message)
            account = self._accounts.get(message.tp)
            known = account is not None and account.ack(message)
            self._n_acked += known
            notify(self._waiting_for_ack)
            return known

    # Committing

    def oldest_open(self, tp: TP) -> int | None:
        """The offset of the first record handed out and not acknowledged yet, if any."""
        account = self._accounts.get(tp)
        return account.oldest_open() if account else None

    def _filter_tps_with_pending_acks(self, topics: Iterable[str | TP] | None = None) -> Iterator[TP]:
        wanted = None if topics is None else set(topics)
        return (tp for tp in list(self._accounts) if wanted is None or tp in wanted or tp.topic in wanted)

    def _new_offset(self, tp: TP) -> int | None:
        account = self._accounts.get(tp)
        return account.committable() if account else None

    def _should_commit(self, tp: TP, offset: int) -> bool:
        return self._accounts[tp].committed != (offset, self._accounts[tp].log)

    async def _commit(self, offsets: Mapping[TP, int]) -> bool:
        # Looked at again: since the offset was chosen the partition may have been begun anew in another log.
        accounts = {
            tp: self._accounts[tp]
            for tp, offset in offsets.items()
            if (done := self._new_offset(tp)) is not None and offset <= done
        }
        places = {tp: Committed(offsets[tp], account.log) for tp, account in accounts.items()}
        if not places or not await self._thread.commit(places):
            return False
        for tp, account in accounts.items():
            account.committed = self._known[tp] = places[tp]
        return True

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Let the stream finish what it holds, commit it while the partitions are still ours, then forget them."""
        await super().on_partitions_revoked(revoked)
        for tp in revoked:
            self._accounts.pop(tp, None)

    # Following the log

    async def perform_seek(self) -> None:
        """Go to the committed offsets where they are of the logs that are there, else to the oldest record."""
        async with self._moving:
            assigned = self.assignment()
            await self._look(assigned)  # before the offsets: see the module's docstring
            committed = await self._thread.committed(assigned)
            held = {tp: place.offset for tp, place in committed.items() if not is_other_log(place.log, self._log(tp))}
            starts = await self._thread.starts(assigned - held.keys())
            for tp in held:
                self._continue(tp, committed[tp])
            reasons = {tp: self._why_not(tp, committed.get(tp)) for tp in starts}
            for tp, start in starts.items():
                self._begin(tp, start)
                if reason := reasons[tp]:
                    self._say(tp, reason, committed.get(tp) or self._known.get(tp), start)
            self._forget_former_logs()
            await self._set_positions()

    def _why_not(self, tp: TP, place: Committed | None) -> ResetReason | None:
        """Why a partition begins with its oldest record; None for a group that is new to it."""
        logs = {known.log for other, known in self._known.items() if other.topic == tp.topic}
        if place is not None or logs - {self._log(tp)}:
            return "recreated"
        return "vanished" if tp in self._known else None

    @Service.task
    async def _watch_logs(self) -> None:
        while not self.should_stop:
            if self._accounts:
                await self._look(self._accounts)
            await self.sleep(_LOOK_INTERVAL)

    async def _look(self, partitions: Iterable[TP]) -> None:
        """Ask which logs are there now. Without an answer the older ones are believed in, which loses nothing."""
        try:
            found = await self._thread.log_ids({tp.topic for tp in partitions})
        except (KafkaError, TimeoutError) as error:
            self.log.debug("cannot ask for the ids of the logs: %r", error)
            return
        for topic, log in found.items():
            if log not in self._former:
                self._former |= {self._logs.get(topic, log)} - {log}
                self._logs[topic] = log
        for tp, account in self._accounts.items():
            account.log = account.log or self._log(tp)

    def _log(self, tp: TP) -> str | None:
        return self._logs.get(tp.topic)

    async def _correct_positions(self) -> None:
        """Before each fetch: begin the logs that are new, go back to what was fetched and not handed out."""
        async with self._moving:
            if renewed := {tp for tp, account in self._accounts.items() if account.log != self._log(tp)}:
                await self._leave({tp: self._known.get(tp) for tp in renewed})
            if self._astray:
                await self._set_positions()

    async def _follow_cut(self, positions: Mapping[TP, int]) -> None:
        """The broker has no record at these positions. In a rebalance, and after one, `perform_seek` has the say."""
        async with self._moving:
            if self.flow_active and self._seeks == self._asked_after:
                await self._look(positions)
                await self._leave({tp: Committed(offset, None) for tp, offset in positions.items()})

    async def _leave(self, places: Mapping[TP, Committed | None]) -> None:
        """Go on at the oldest records. Without an answer the next fetch leads here again, which is borne for a time."""
        try:
            starts = await self._thread.starts(self.assignment() & places.keys())
        except (KafkaError, TimeoutError):
            self._refused_since = self._refused_since or self._clock()
            if self._clock() - self._refused_since > cast(Any, self.app).delivery_timeout:
                raise
            return
        self._refused_since = None
        starts = {tp: start for tp, start in starts.items() if tp in self._accounts}  # not taken away meanwhile
        for tp, start in starts.items():
            self._leave_one(tp, places[tp], start)
        self._forget_former_logs()
        await self._set_positions()

    def _leave_one(self, tp: TP, place: Committed | None, start: int) -> None:
        if self._accounts[tp].log == self._log(tp) and place and place.offset < start:
            self._accounts[tp].read_to(start)  # what is in hand is of the same log
            self._say(tp, "before_start", place, start)
            return
        self._say(tp, "beyond_end" if self._accounts[tp].log == self._log(tp) else "recreated", place, start)
        self._begin(tp, start)

    def _forget_former_logs(self) -> None:
        """What was said of them is not said again, should a rebalance come before the first commit in the new ones."""
        self._known = {tp: place for tp, place in self._known.items() if place.log == self._log(tp)}

    def _begin(self, tp: TP, start: int) -> None:
        account = self._accounts[tp] = Account(self._log(tp))
        account.read_to(start)

    def _continue(self, tp: TP, place: Committed) -> None:
        if (account := self._accounts.get(tp)) is None or account.log != self._log(tp):
            account = self._accounts[tp] = Account(self._log(tp))
        account.go_back(place.offset)
        account.committed = place

    async def _set_positions(self) -> None:
        """Read on where the accounts say: all of them, so that what was fetched before is void as a whole."""
        self._seeks += 1
        self._astray = False
        await self._thread.go_to({tp: account.next for tp, account in self._accounts.items()}, self._seeks)

    def _say(self, tp: TP, reason: ResetReason, place: Committed | None, to: int) -> None:
        offset = place.offset if place else None
        cast(Any, self.app).on_reset(Reset(tp.topic, tp.partition, reason, offset, to))
