"""A broker that restarts, dies, is away or refuses, while there is work: nothing acknowledged, nothing lost."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from confluent_kafka.admin import AdminClient
from confluent_kafka.admin._acl import AclBinding, AclBindingFilter, AclOperation, AclPermissionType
from confluent_kafka.admin._config import AlterConfigOpType, ConfigEntry, ConfigResource  # undeclared exports of admin
from confluent_kafka.admin._resource import ResourcePatternType, ResourceType

from tests.faults.conftest import Note
from tests.faults.corpus import Corpus
from tests.faults.harness import Stream, open_stream, until
from tests.kafka.cluster import KafkaServer
from tests.kafka.plugin import MakeKafka
from tests.worker import WorkerProcess

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

BATCH = 20


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_broker_restarted(own_broker: KafkaServer, own_stream: Stream, corpus: Corpus, note: Note, end: str) -> None:
    """Cleanly, and killed; `acks=all` and a log flushed at every record make what was acknowledged durable."""
    own_stream.push(corpus, 2500)
    with own_stream.worker(batch_size=BATCH) as worker:
        own_stream.await_progress()
        getattr(own_broker, end)()
        away = worker.wait_page("/readyz", 503)
        assert "broker" in away or "rebalancing" in away
        assert worker.page("/healthz")[0] == 200
        own_broker.start()
        own_stream.assert_work_remains()
        recovery = own_stream.recovery()
        worker.wait_ready()
        own_stream.drain()
        assert worker.terminate() == 0, worker.log()
    note(own_stream, recovery)


def test_broker_paused(own_broker: KafkaServer, own_stream: Stream, corpus: Corpus, note: Note) -> None:
    """Connections stay open and nobody answers: as in a long garbage collection, or behind a broken switch."""
    own_stream.push(corpus, 2500)
    with own_stream.worker(batch_size=BATCH) as worker:
        own_stream.await_progress()
        own_stream.assert_work_remains()
        own_broker.pause()
        worker.wait_page("/readyz", 503)
        assert worker.page("/healthz")[0] == 200
        time.sleep(5)
        own_broker.resume()
        recovery = own_stream.recovery()
        worker.wait_ready()
        own_stream.drain()
        assert worker.terminate() == 0, worker.log()
    note(own_stream, recovery)


def test_broker_down_at_start(own_broker: KafkaServer, own_stream: Stream, corpus: Corpus, note: Note) -> None:
    """The worker waits for it, alive and not ready."""
    own_stream.push(corpus, 500)
    own_broker.stop()
    with own_stream.worker(wait=False) as worker:
        worker.wait_page("/healthz", 200)
        until(lambda: "waiting for the broker" in worker.log(), "a line in the log")
        assert worker.page("/readyz")[0] == 503
        own_broker.start()
        own_stream.assert_work_remains()
        recovery = own_stream.recovery()
        own_stream.drain()
        assert worker.terminate() == 0, worker.log()
    note(own_stream, recovery)


def test_broker_away_for_longer_than_the_worker_waits(
    own_broker: KafkaServer, own_stream: Stream, corpus: Corpus, note: Note
) -> None:
    """Exit 1, with one line that says why; another worker does all again."""
    own_stream.push(corpus, 2500)
    with own_stream.worker(batch_size=BATCH, delivery_timeout=4) as worker:
        own_stream.await_progress()
        own_stream.assert_work_remains()
        own_broker.kill()
        start = time.monotonic()
        assert worker.wait(60) == 1
        assert time.monotonic() - start < 15, "the time-out and a few seconds, not the drain's deadline on top"
        assert "ITTIHAM_DELIVERY_TIMEOUT" in worker.log()
    own_broker.start()
    with own_stream.worker():
        recovery = own_stream.recovery()
        own_stream.drain()
    note(own_stream, recovery)


def test_no_broker_at_all_ends_the_worker(tmp_path: Path) -> None:
    with WorkerProcess("127.0.0.1:1", "none-", tmp_path, wait=False, delivery_timeout=3) as worker:
        assert worker.wait(30) == 1
        lines = [line for line in worker.log().splitlines() if "CRITICAL" in line]
        assert len(lines) == 1, worker.log()
        assert "127.0.0.1:1" in lines[0]
        assert "Traceback" not in worker.log()


def test_idle_worker_is_not_ready_while_the_broker_is_away(own_broker: KafkaServer, own_stream: Stream) -> None:
    with own_stream.worker() as worker:
        own_broker.kill()
        assert "broker" in worker.wait_page("/readyz", 503, 30)
        assert worker.page("/healthz")[0] == 200
        own_broker.start()
        worker.wait_ready()
        assert worker.terminate() == 0, worker.log()


@pytest.mark.parametrize("kind", ["enriched", "dead_letter"])
def test_topic_not_writable_for_a_while(
    make_kafka: MakeKafka, topic_prefix: str, tmp_path: Path, corpus: Corpus, note: Note, kind: str
) -> None:
    """The right to write is taken away: nothing is committed past what could not be written, the worker waits."""
    rights = {
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "allow.everyone.if.no.acl.found": "true",
    }
    server = make_kafka(extra_properties=rights)
    server.start()
    with open_stream(server.bootstrap, topic_prefix, tmp_path) as stream:
        topic = getattr(stream.topics, kind)
        stream.push(corpus, 3000)
        with stream.worker(batch_size=BATCH) as worker:
            stream.await_progress()
            with read_only(server.bootstrap, topic):
                stalled = settled(stream)
                worker.wait_page("/readyz", 503)
                assert worker.page("/healthz")[0] == 200
                assert stream.committed() == stalled
                stream.assert_work_remains()
            recovery = stream.recovery()
            worker.wait_ready()
            stream.drain()
            assert worker.terminate() == 0, worker.log()
        note(stream, recovery)


def test_topic_that_takes_no_records_so_large(own_stream: Stream, corpus: Corpus, note: Note) -> None:
    """A refusal that no retry of the client's helps against (`RecordTooLarge`) is waited out all the same."""
    own_stream.push(corpus, 2000)
    alter(own_stream.bootstrap, own_stream.topics.enriched, "max.message.bytes", "200")
    with own_stream.worker(batch_size=BATCH, wait=False) as worker:
        until(
            lambda: (worker.metric("ittiham_publish_failures_total", topic=own_stream.topics.enriched) or 0) > 0,
            "refusals",
        )
        assert own_stream.committed() == 0
        own_stream.assert_work_remains()
        alter(own_stream.bootstrap, own_stream.topics.enriched, "max.message.bytes", "1048588")
        recovery = own_stream.recovery()
        own_stream.drain()
        assert worker.terminate() == 0, worker.log()
    note(own_stream, recovery)


@contextmanager
def read_only(bootstrap: str, topic: str) -> Iterator[None]:
    """Inside, nobody may write to the topic."""
    admin = AdminClient({"bootstrap.servers": bootstrap})
    given = (AclOperation.ALL, AclPermissionType.ALLOW), (AclOperation.WRITE, AclPermissionType.DENY)
    entries = [
        AclBinding(ResourceType.TOPIC, topic, ResourcePatternType.LITERAL, "User:ANONYMOUS", "*", operation, permission)
        for operation, permission in given
    ]
    for future in admin.create_acls(entries).values():
        future.result(15)
    yield
    filters = [
        AclBindingFilter(ResourceType.TOPIC, topic, ResourcePatternType.LITERAL, "User:ANONYMOUS", "*", operation, kind)
        for operation, kind in given
    ]
    for deleted in admin.delete_acls(filters).values():
        deleted.result(15)


def alter(bootstrap: str, topic: str, name: str, value: str) -> None:
    """Set one property of a topic."""
    entry = ConfigEntry(name, value, incremental_operation=AlterConfigOpType.SET)
    resource = ConfigResource(ResourceType.TOPIC, topic, incremental_configs=[entry])
    admin = AdminClient({"bootstrap.servers": bootstrap})
    for future in admin.incremental_alter_configs([resource]).values():
        future.result(15)


def settled(stream: Stream) -> int:
    """Wait until the group commits nothing more; gives how much it has committed."""
    last = -1
    while last != (last := stream.committed()):
        time.sleep(1.5)
    return last
