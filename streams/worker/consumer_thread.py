"""The thread that talks to Kafka for the stream: Faust's, with a consumer whose settings and positions are ours.

Differences from Faust's, which has no settings for them: only committed records are read; a position outside the log is
an error that `streams.worker.consumer` answers, and never moved in silence; metadata is young enough for new partitions
to be found in half a minute; each committed offset names its log.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from time import monotonic
from typing import Any, Final, NamedTuple

from aiokafka import AIOKafkaConsumer
from aiokafka.client import ConnectionGroup
from aiokafka.errors import CommitFailedError
from aiokafka.structs import OffsetAndMetadata, TopicPartition
from faust.transport.drivers import aiokafka as driver
from faust.types import TP

from streams.kafka.log_ids import log_ids
from streams.kafka.offsets import Committed

__all__ = ["NO_FETCH", "ConsumerThread", "Fetch"]

_METADATA_AGE: Final = 15_000
"""Milliseconds after which new partitions, and topics made anew, are looked for."""
_FETCH_WAIT: Final = 50
"""Milliseconds that the broker may hold back an empty answer. Kafka answers as soon as there is something; the
broker in memory after all of them, which is what an article waits there."""
_TIMEOUT: Final = 5.0
"""Seconds for a question about the logs: it is asked again soon."""


class Fetch(NamedTuple):
    """Records, how far was read with them, and the number of the last seek before."""

    records: Mapping[TP, Sequence[Any]]
    positions: Mapping[TP, int]
    seeks: int


NO_FETCH: Final = Fetch({}, {}, 0)


class ConsumerThread(driver.AIOKafkaConsumerThread):
    """Runs in a loop of its own; what is awaited from another one goes through `call_thread`."""

    _seeks = 0
    """The number of the last seek."""

    def _create_worker_consumer(self, transport: Any) -> AIOKafkaConsumer:
        conf = self.app.conf
        return AIOKafkaConsumer(
            client_id=conf.broker_client_id,
            group_id=conf.id,
            bootstrap_servers=driver.server_list(transport.url, transport.default_port),
            # That of Faust's workers before: a group has one, and is not to fall apart while versions are mixed.
            partition_assignment_strategy=[self.app.assignor],
            enable_auto_commit=False,
            auto_offset_reset="none",
            isolation_level="read_committed",
            max_poll_interval_ms=int(conf.broker_max_poll_interval * 1000),
            max_partition_fetch_bytes=conf.consumer_max_fetch_size,
            fetch_max_wait_ms=_FETCH_WAIT,
            request_timeout_ms=int(conf.broker_request_timeout * 1000),
            session_timeout_ms=int(conf.broker_session_timeout * 1000),
            rebalance_timeout_ms=int(conf.broker_rebalance_timeout * 1000),
            heartbeat_interval_ms=int(conf.broker_heartbeat_interval * 1000),
            metadata_max_age_ms=_METADATA_AGE,
            **driver.credentials_to_aiokafka_auth(conf.broker_credentials, conf.ssl_context),
        )

    async def fetch(self, partitions: set[TP], wait: float) -> Fetch:
        """What comes next of these partitions, after at most `wait` seconds. Who does not use it must seek back."""
        consumer = self._ensure_consumer()

        async def fetch() -> Fetch:
            limit = consumer._max_poll_records
            records = await self._fetch_records(consumer, partitions, timeout=wait, max_records=limit)
            # Nothing is awaited in between, so the positions are those right behind these records.
            return Fetch(records, _positions(consumer), self._seeks)

        found: Fetch = await self.call_thread(fetch)
        return found

    async def log_ids(self, topics: Iterable[str]) -> dict[str, str]:
        """`cluster/topic id` of each topic that is there. Raises `KafkaError` or `TimeoutError`."""

        async def ask() -> dict[str, str]:
            async with asyncio.timeout(_TIMEOUT):
                # Not behind a fetch: over TLS a broker that is left with two requests at the end does not see it, and
                # the connection takes half a minute to close.
                return await log_ids(self._ensure_consumer()._client, topics, ConnectionGroup.COORDINATION)

        found: dict[str, str] = await self.call_thread(ask)
        return found

    async def committed(self, partitions: Iterable[TP]) -> dict[TP, Committed]:
        """The group's offset of each partition that has one."""
        coordinator = self._ensure_consumer()._coordinator
        found = await self.call_thread(coordinator.fetch_committed_offsets, [TopicPartition(*tp) for tp in partitions])
        return {TP(*tp): Committed.of(entry.offset, entry.metadata) for tp, entry in found.items()}

    async def starts(self, partitions: Iterable[TP]) -> dict[TP, int]:
        """The first offset of each partition's log. Raises `KafkaError` or `TimeoutError`."""
        wanted, consumer = [TopicPartition(*tp) for tp in partitions], self._ensure_consumer()

        async def ask() -> dict[TP, int]:
            async with asyncio.timeout(_TIMEOUT):
                return {TP(*tp): start for tp, start in (await consumer.beginning_offsets(wanted)).items()}

        found: dict[TP, int] = await self.call_thread(ask) if wanted else {}
        return found

    async def go_to(self, offsets: Mapping[TP, int], number: int) -> None:
        """Read on at these offsets; a `Fetch` with a lower number than this seek's was made before it."""

        async def seek() -> None:
            consumer = self._ensure_consumer()
            self._seeks = number
            for tp in offsets.keys() & self.assignment():
                consumer.seek(TopicPartition(*tp), offsets[tp])

        await self.call_thread(seek)

    async def commit(self, offsets: Mapping[TP, Any]) -> bool:
        """Commit offsets, each a `Committed`. False if they were not, or not yet; what is worse ends the app."""
        done: bool = await self.call_thread(self._commit_marked, offsets)
        return done

    async def _commit_marked(self, offsets: Mapping[TP, Committed]) -> bool:
        marked = {
            TopicPartition(*tp): OffsetAndMetadata(place.offset, place.metadata)
            for tp, place in offsets.items()
            if tp in self.assignment()
        }
        self.tp_last_committed_at.update(dict.fromkeys(offsets, monotonic()))
        try:
            async with asyncio.timeout(_TIMEOUT):
                await self._ensure_consumer().commit(marked)
        except TimeoutError:
            return False  # of a topic that is gone it would be tried for ever, and no rebalance could end
        except CommitFailedError as error:
            if "already rebalanced" not in str(error):
                await self.crash(error)
            return False
        except Exception as error:  # as Faust has it: the process ends, and the group goes on where it had committed
            self.log.exception("cannot commit")
            await self.crash(error)
            return False
        return True


def _positions(consumer: AIOKafkaConsumer) -> dict[TP, int]:
    subscription = consumer._subscription.subscription
    assignment = subscription and subscription.assignment
    if not assignment:
        return {}
    states = {TP(*tp): assignment.state_value(tp) for tp in assignment.tps}
    return {tp: state.position for tp, state in states.items() if state.has_valid_position}
