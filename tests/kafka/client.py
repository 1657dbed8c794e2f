"""What tests ask a broker with confluent-kafka: a client that shares no code with the one Ittiham uses."""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from confluent_kafka import (
    OFFSET_BEGINNING,
    TIMESTAMP_NOT_AVAILABLE,
    Consumer,
    ConsumerGroupTopicPartitions,
    KafkaError,
    KafkaException,
    Message,
    Producer,
    TopicPartition,
)
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewPartitions, NewTopic

Headers = tuple[tuple[str, bytes | None], ...]
_ConfluentHeaders = list[tuple[str, str | bytes | None]]  # its own type admits a dict, which it takes but never gives
_BY_KEY = -1  # what librdkafka takes for "choose by the key"
_REQUEST_TIMEOUT = 15.0  # seconds, for one question to a broker that is up


@dataclass(frozen=True)
class Record:
    """A record as it lies in a topic."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers
    timestamp: int | None  # milliseconds since 1970, None without one

    def header(self, name: str) -> bytes | None:
        """Return the value of the only header of this name; raises KeyError if there is none, or more than one."""
        values = [value for key, value in self.headers if key == name]
        if len(values) != 1:
            raise KeyError(f"expected one header {name!r}, got {len(values)} among {[key for key, _ in self.headers]}")
        return values[0]


def create_topics(bootstrap: str, topics: Mapping[str, int], config: Mapping[str, str] | None = None) -> None:
    """Create topics, ``{name: partitions}``, with one replica each, and wait until they can be used."""
    admin = AdminClient({"bootstrap.servers": bootstrap})
    new = [
        NewTopic(name, num_partitions=count, replication_factor=1, config=dict(config or {}))
        for name, count in topics.items()
    ]
    for future in admin.create_topics(new, operation_timeout=_REQUEST_TIMEOUT).values():
        future.result(_REQUEST_TIMEOUT)


def delete_topics(bootstrap: str, prefix: str) -> None:
    """Delete all topics whose name starts with ``prefix``."""
    admin = AdminClient({"bootstrap.servers": bootstrap})
    names = [name for name in admin.list_topics(timeout=_REQUEST_TIMEOUT).topics if name.startswith(prefix)]
    for future in (admin.delete_topics(names) if names else {}).values():
        future.result(_REQUEST_TIMEOUT)


def produce(
    bootstrap: str,
    topic: str,
    records: Iterable[tuple[bytes | None, bytes | None]],
    *,
    headers: Headers = (),
    partition: int = _BY_KEY,
    timestamp: float = 0,
    timeout: float = 30,
) -> None:
    """Produce ``(key, value)`` pairs and wait until the broker has acknowledged each; raises what the broker said.

    ``timestamp``, in seconds, is the records' own where the topic keeps the producer's; 0 is the time of sending.
    """
    settings: dict[str, object] = {
        "bootstrap.servers": bootstrap,
        "message.timeout.ms": int(timeout * 1000),
        "message.max.bytes": 20_000_000,  # what is too large is for the broker and the worker to say
        "queue.buffering.max.messages": 1_000_000,
    }
    producer = Producer(settings)
    headed: _ConfluentHeaders = list(headers)
    errors: list[KafkaError] = []

    def note(error: KafkaError | None, _: object) -> None:
        if error is not None:
            errors.append(error)

    for key, value in records:
        producer.produce(topic, value, key, partition, note, timestamp=round(timestamp * 1000), headers=headed)
        producer.poll(0)
    unsent = producer.flush(timeout)
    if errors:
        raise KafkaException(errors[0])
    if unsent:
        raise TimeoutError(f"{unsent} records for {topic} were not acknowledged within {timeout} s")


def produce_transaction(bootstrap: str, topic: str, records: Iterable[tuple[bytes, bytes]], partition: int) -> None:
    """Produce in one transaction; behind its records the partition gets a marker, which takes an offset."""
    Transaction(bootstrap, topic, records, partition).commit()


class Transaction:
    """Records that lie in a partition and are not committed yet."""

    def __init__(
        self,
        bootstrap: str,
        topic: str,
        records: Iterable[tuple[bytes, bytes | None]],
        partition: int = 0,
        headers: Headers = (),
    ) -> None:
        self._producer = Producer({"bootstrap.servers": bootstrap, "transactional.id": f"tests-{topic}-{partition}"})
        self._producer.init_transactions(_REQUEST_TIMEOUT)
        self._producer.begin_transaction()
        headed: _ConfluentHeaders = list(headers)
        for key, value in records:
            self._producer.produce(topic, value, key, partition, headers=headed)
        if left := self._producer.flush(_REQUEST_TIMEOUT):
            raise TimeoutError(f"{left} records for {topic} were not acknowledged")

    def commit(self) -> None:
        """End it so that its records are read."""
        self._producer.commit_transaction(_REQUEST_TIMEOUT)

    def abort(self) -> None:
        """End it so that its records never were."""
        self._producer.abort_transaction(_REQUEST_TIMEOUT)


def end_offsets(bootstrap: str, topic: str) -> dict[int, int]:
    """Return the offset that each partition's next record will get."""
    with _consumer(bootstrap) as consumer:
        return {partition: high for partition, (_, high) in _watermarks(consumer, topic).items()}


def committed(bootstrap: str, group: str, topic: str) -> dict[int, int]:
    """Return the group's committed offset of each partition that has one."""
    with _consumer(bootstrap, group) as consumer:
        wanted = [TopicPartition(topic, partition) for partition in _partitions(consumer, topic)]
        answers = consumer.committed(wanted, timeout=_REQUEST_TIMEOUT)
        return {answer.partition: answer.offset for answer in answers if answer.offset >= 0}


def commit(bootstrap: str, group: str, topic: str, partition: int, offset: int, metadata: str | None = None) -> None:
    """Commit an offset for a group that nobody is in, as `kafka-consumer-groups --reset-offsets` and mirrors do."""
    admin = AdminClient({"bootstrap.servers": bootstrap})
    place = TopicPartition(topic, partition, offset, metadata or "")
    deadline = time.monotonic() + _REQUEST_TIMEOUT
    while True:
        (future,) = admin.alter_consumer_group_offsets([ConsumerGroupTopicPartitions(group, [place])]).values()
        (answer,) = future.result(_REQUEST_TIMEOUT).topic_partitions
        if not answer.error:
            return
        # The very first group of a broker has to wait until there is a topic for offsets.
        if answer.error.code() not in _NO_COORDINATOR_YET or time.monotonic() > deadline:
            raise KafkaException(answer.error)
        time.sleep(0.1)


def committed_metadata(bootstrap: str, group: str, topic: str, partition: int) -> str | None:
    """Return the text that the group committed with its offset."""
    with _consumer(bootstrap, group) as consumer:
        (answer,) = consumer.committed([TopicPartition(topic, partition)], timeout=_REQUEST_TIMEOUT)
        return answer.metadata


def add_partitions(bootstrap: str, topic: str, count: int) -> None:
    """Give a topic partitions up to this number in all."""
    admin = AdminClient({"bootstrap.servers": bootstrap})
    for future in admin.create_partitions([NewPartitions(topic, count)]).values():
        future.result(_REQUEST_TIMEOUT)


def lag(bootstrap: str, group: str, topic: str) -> dict[int, int]:
    """Return, by the broker's own account, how many records of each partition the group has not committed."""
    done = committed(bootstrap, group, topic)
    with _consumer(bootstrap) as consumer:
        marks = _watermarks(consumer, topic)
    return {partition: high - done.get(partition, low) for partition, (low, high) in marks.items()}


def delete_records(bootstrap: str, topic: str, partition: int, before: int) -> None:
    """Take away what is older than the offset ``before``, as retention would."""
    admin = AdminClient({"bootstrap.servers": bootstrap})
    for future in admin.delete_records([TopicPartition(topic, partition, before)]).values():
        future.result(_REQUEST_TIMEOUT)


def read_all(bootstrap: str, topic: str, timeout: float = 30) -> list[Record]:
    """Return every record up to the end offsets of now, by partition and offset."""
    with _consumer(bootstrap) as consumer:
        marks = _watermarks(consumer, topic)
        ends = {partition: high for partition, (low, high) in marks.items() if high > low}
        records = []
        for record in _records(consumer, topic, list(ends), timeout, f"the end offsets {ends}"):
            if isinstance(record, Record) and record.offset < ends.get(record.partition, 0):
                records.append(record)
            # Also when the last offset is no record of its own (a transaction's marker): then the end is reported.
            last = isinstance(record, Record) and record.offset + 1 >= ends.get(record.partition, 0)
            if last or isinstance(record, _End):
                ends.pop(record.partition, None)
            if not ends:
                break
        return sorted(records, key=lambda record: (record.partition, record.offset))


def read_count(bootstrap: str, topic: str, count: int, timeout: float = 30) -> list[Record]:
    """Return the first ``count`` records to arrive, waiting for them; raises TimeoutError with what came."""
    with _consumer(bootstrap) as consumer:
        records: list[Record] = []
        if count <= 0:
            return records
        for record in _records(consumer, topic, _partitions(consumer, topic), timeout, f"{count} records"):
            if isinstance(record, Record):
                records.append(record)
            if len(records) == count:
                break
        return sorted(records, key=lambda record: (record.partition, record.offset))


@dataclass(frozen=True)
class _End:
    """The reader stands at the end of this partition."""

    partition: int


def _records(
    consumer: Consumer, topic: str, partitions: list[int], timeout: float, awaited: str
) -> Iterator[Record | _End]:
    """Yield records from the beginning, and the ends reached; raises TimeoutError when ``timeout`` seconds are over."""
    if not partitions:
        return
    # Not `subscribe`: joining a group takes seconds, on the embedded broker many.
    consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for partition in partitions])
    deadline = time.monotonic() + timeout
    seen = 0
    while (left := deadline - time.monotonic()) > 0:
        message = consumer.poll(min(left, 1.0))
        if message is None:
            continue
        error = message.error()
        if error is None:
            seen += 1
            yield _record(message)
        elif error.code() == KafkaError._PARTITION_EOF:
            yield _End(message.partition() or 0)
        elif not error.retriable() and error.code() not in _PASSING:
            raise KafkaException(error)
    raise TimeoutError(f"expected {awaited} in {topic} within {timeout} s, got {seen} records")


_NO_COORDINATOR_YET = {
    KafkaError.NOT_COORDINATOR,
    KafkaError.COORDINATOR_NOT_AVAILABLE,
    KafkaError.COORDINATOR_LOAD_IN_PROGRESS,
}
# A broker that restarts under the reader is for the time-out to judge.
_PASSING = {KafkaError._TRANSPORT, KafkaError._ALL_BROKERS_DOWN, KafkaError._RESOLVE}


def _record(message: Message) -> Record:
    kind, timestamp = message.timestamp()
    return Record(
        topic=message.topic() or "",
        partition=message.partition() or 0,
        offset=message.offset() or 0,
        key=_bytes(message.key()),
        value=_bytes(message.value()),
        headers=tuple((name, _bytes(value)) for name, value in cast(_ConfluentHeaders, message.headers() or [])),
        timestamp=None if kind == TIMESTAMP_NOT_AVAILABLE else timestamp,
    )


def _bytes(value: str | bytes | None) -> bytes | None:
    return value.encode() if isinstance(value, str) else value


def _partitions(consumer: Consumer, topic: str) -> list[int]:
    found = consumer.list_topics(topic, timeout=_REQUEST_TIMEOUT).topics[topic]
    if found.error is not None:
        raise KafkaException(found.error)
    return sorted(found.partitions)


def _watermarks(consumer: Consumer, topic: str) -> dict[int, tuple[int, int]]:
    """Return the first and the next offset of each partition; one whose leader is just being chosen is asked again."""
    deadline = time.monotonic() + _REQUEST_TIMEOUT
    marks: dict[int, tuple[int, int]] = {}
    waiting = _partitions(consumer, topic)
    while waiting:
        partition = waiting[0]
        try:
            answer = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=_REQUEST_TIMEOUT)
        except KafkaException as error:
            if error.args[0].code() != KafkaError.NOT_LEADER_FOR_PARTITION or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
            continue
        if answer is None:
            raise TimeoutError(f"no offsets of {topic}, partition {partition}, within {_REQUEST_TIMEOUT} s")
        marks[partition] = answer
        waiting.pop(0)
    return marks


@contextmanager
def _consumer(bootstrap: str, group: str = "tests-read-without-a-group") -> Iterator[Consumer]:
    """A consumer that commits nothing. librdkafka wants a group id even of one that joins none."""
    settings = {
        "bootstrap.servers": bootstrap,
        "group.id": group,
        "enable.auto.commit": False,
        "enable.partition.eof": True,
        "fetch.wait.max.ms": 50,
    }
    consumer = Consumer(settings)
    try:
        yield consumer
    finally:
        consumer.close()
