"""The tests' own Kafka does what the fault tests rely on: without this, their green would prove nothing."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from confluent_kafka import Consumer, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient

from tests.kafka import client, jars
from tests.kafka.cluster import KafkaServer
from tests.kafka.jars import KafkaRuntime, KafkaUnavailableError
from tests.kafka.plugin import MakeKafka
from tests.kafka.properties import Listener, read_properties
from tests.processes import must_end

RECORDS = [(f"k{number}".encode(), f"خبر {number}".encode()) for number in range(50)]


def test_what_is_produced_is_read_back_with_key_value_and_headers(kafka: str, topic_prefix: str) -> None:
    topic = f"{topic_prefix}articles"
    client.create_topics(kafka, {topic: 3})
    client.produce(kafka, topic, RECORDS, headers=(("ce_id", b"1"), ("empty", None)))

    records = client.read_all(kafka, topic)

    assert sorted((record.key, record.value) for record in records) == sorted(RECORDS)
    assert {record.partition for record in records} == {0, 1, 2}
    assert all(record.headers == (("ce_id", b"1"), ("empty", None)) for record in records)
    assert records[0].header("ce_id") == b"1"
    assert sum(client.end_offsets(kafka, topic).values()) == len(RECORDS)


def test_read_all_takes_a_topic_without_records(kafka: str, topic_prefix: str) -> None:
    client.create_topics(kafka, {f"{topic_prefix}empty": 2})
    assert client.read_all(kafka, f"{topic_prefix}empty") == []


def test_read_count_says_what_is_missing(kafka: str, topic_prefix: str) -> None:
    topic = f"{topic_prefix}articles"
    client.create_topics(kafka, {topic: 1})
    client.produce(kafka, topic, RECORDS[:2])
    with pytest.raises(TimeoutError, match=r"expected 3 records in \S+ within 1 s, got 2"):
        client.read_count(kafka, topic, 3, timeout=1)


def test_a_topic_that_does_not_exist_is_an_error(kafka: str, topic_prefix: str) -> None:
    with pytest.raises(KafkaException, match="UNKNOWN_TOPIC_OR_PART"):
        client.read_all(kafka, f"{topic_prefix}nothing")


def test_lag_is_what_the_group_has_not_committed(kafka: str, topic_prefix: str) -> None:
    topic, group = f"{topic_prefix}articles", f"{topic_prefix}group"
    client.create_topics(kafka, {topic: 2})
    client.produce(kafka, topic, RECORDS[:5], partition=0)
    client.produce(kafka, topic, RECORDS[:3], partition=1)
    commit(kafka, group, TopicPartition(topic, 0, 4))

    assert client.committed(kafka, group, topic) == {0: 4}
    assert client.lag(kafka, group, topic) == {0: 1, 1: 3}


@pytest.mark.parametrize("end", [KafkaServer.stop, KafkaServer.kill], ids=["stopped", "killed"])
def test_acknowledged_records_and_offsets_outlive_the_server(
    make_kafka: MakeKafka, end: Callable[[KafkaServer], None]
) -> None:
    server = make_kafka()
    server.start()
    address = server.bootstrap
    client.create_topics(address, {"articles": 2})
    client.produce(address, "articles", RECORDS)
    commit(address, "group", TopicPartition("articles", 1, 7))

    end(server)
    assert not server.alive
    with pytest.raises(ConnectionRefusedError):
        connect(address)
    server.start()

    assert server.bootstrap == address
    assert sorted((record.key, record.value) for record in client.read_all(address, "articles")) == sorted(RECORDS)
    assert client.committed(address, "group", "articles") == {1: 7}


def test_properties_come_from_the_file_and_the_test_and_more_listeners_can_be_had(
    make_kafka: MakeKafka, tmp_path: Path
) -> None:
    given = tmp_path / "given.properties"
    given.write_text("# production's\nlog.retention.hours=48\nnum.partitions=\\\n5\nprocess.roles=broker\n")
    server = make_kafka(
        properties_file=given, extra_properties={"log.retention.hours": "1"}, listeners=[Listener("PROXIED")]
    )
    server.advertised["PROXIED"] = "127.0.0.1:9"
    server.start()

    written = read_properties(server.directory / "server.properties")
    assert written["log.retention.hours"] == "1"
    assert written["num.partitions"] == "5"
    assert written["process.roles"] == "broker,controller"
    assert told(server.bootstrap) == [server.bootstrap]
    assert told(server.address("PROXIED")) == ["127.0.0.1:9"]


def test_a_wrong_property_is_an_error_with_the_servers_own_words(make_kafka: MakeKafka) -> None:
    server = make_kafka(extra_properties={"log.retention.hours": "soon"})
    with pytest.raises(RuntimeError, match=r"(?s)exit status 1.*log\.retention\.hours"):
        server.start()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a child's life to its parent's")
def test_the_server_dies_with_a_parent_that_is_killed(kafka_runtime: KafkaRuntime, tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom tests.kafka import cluster, jars\n"
        "server = cluster.KafkaServer(jars.runtime(), Path(sys.argv[1]))\n"
        "server.start()\nprint(server.pid, flush=True)\nsys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        with must_end(int(parent.stdout.readline())):
            parent.kill()


def test_without_java_the_reason_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(KafkaUnavailableError, match="Java 17 or newer is not installed"):
        jars.runtime()


def test_two_runs_that_start_at_once_fetch_once(tmp_path: Path) -> None:
    maven = tmp_path / "mvn"
    maven.write_text(
        '#!/bin/sh\necho run >> "$0.runs"\n'
        'for a; do case $a in -DoutputDirectory=*) touch "${a#*=}/a.jar";; esac; done\n'
    )
    maven.chmod(0o755)
    program = (
        "import sys; from pathlib import Path; from tests.kafka import jars; jars.fetch(sys.argv[1], Path(sys.argv[2]))"
    )
    command = [sys.executable, "-c", program, str(maven), str(tmp_path / "cache" / "4")]
    for run in [subprocess.Popen(command), subprocess.Popen(command)]:
        assert run.wait() == 0

    assert [path.name for path in (tmp_path / "cache" / "4").iterdir()] == ["a.jar"]
    assert (tmp_path / "mvn.runs").read_text() == "run\n"


def commit(bootstrap: str, group: str, position: TopicPartition) -> None:
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": group, "enable.auto.commit": False})
    try:
        consumer.commit(offsets=[position], asynchronous=False)
    finally:
        consumer.close()


def told(address: str) -> list[str]:
    """The brokers' addresses as a client learns them that comes in at ``address``."""
    brokers = AdminClient({"bootstrap.servers": address}).list_topics(timeout=10).brokers
    return [f"{broker.host}:{broker.port}" for broker in brokers.values()]


def connect(address: str) -> None:
    host, port = address.split(":")
    socket.create_connection((host, int(port)), timeout=5).close()
