"""The rights in k8s/base/users.yaml suffice for each user's work and for nothing else, on a Kafka that checks them.

As in the cluster, everybody comes over TLS and logs in with SCRAM.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
import yaml
from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient
from confluent_kafka.admin._acl import AclBinding, AclOperation, AclPermissionType
from confluent_kafka.admin._resource import ResourcePatternType, ResourceType
from confluent_kafka.cimpl import NewTopic
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from tests.articles import samples
from tests.deploy.manifests import env_file
from tests.kafka.client import create_topics, produce, read_all
from tests.kafka.cluster import KafkaServer
from tests.kafka.jars import KafkaRuntime
from tests.kafka.properties import Listener
from tests.tools import ROOT
from tests.waiting import wait_until
from tests.worker import WorkerProcess

BASE = ROOT / "k8s" / "base"
USERS = {user["metadata"]["name"]: user["spec"] for user in yaml.safe_load_all((BASE / "users.yaml").read_text())}
TOPICS = {
    topic["metadata"]["name"]: topic["spec"]["partitions"]
    for topic in yaml.safe_load_all((BASE / "topics.yaml").read_text())
}
WORKER = env_file(BASE / "worker.env")
PATTERNS = {"literal": ResourcePatternType.LITERAL, "prefix": ResourcePatternType.PREFIXED}
REFUSED = {
    KafkaError.TOPIC_AUTHORIZATION_FAILED,
    KafkaError.GROUP_AUTHORIZATION_FAILED,
    KafkaError.CLUSTER_AUTHORIZATION_FAILED,
}


def password(user: str) -> str:
    return f"{user}-secret"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`ca.crt`, `broker.pem` signed by it, and `stranger.crt`, of an authority that signed nothing."""
    folder, authority = tmp_path_factory.mktemp("certificates"), trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.crt"))
    trustme.CA().cert_pem.write_to_path(str(folder / "stranger.crt"))
    broker = authority.issue_cert("127.0.0.1")
    # Kafka reads PKCS #8 only.
    key = load_pem_private_key(broker.private_key_pem.bytes(), None)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "broker.pem").write_bytes(pem + b"".join(blob.bytes() for blob in broker.cert_chain_pems))
    return folder


@pytest.fixture(scope="module")
def server(
    kafka_runtime: KafkaRuntime, certificates: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KafkaServer]:
    """A Kafka that refuses what nobody allowed; its PLAINTEXT listener is the administrator's."""
    scram = [
        part for user in USERS for part in ("--add-scram", f"SCRAM-SHA-512=[name={user},password={password(user)}]")
    ]
    secure = "listener.name.secure."
    properties = {
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": "User:ANONYMOUS",
        "sasl.enabled.mechanisms": "SCRAM-SHA-512",
        f"{secure}scram-sha-512.sasl.jaas.config": "org.apache.kafka.common.security.scram.ScramLoginModule required;",
        f"{secure}ssl.keystore.type": "PEM",
        f"{secure}ssl.keystore.location": str(certificates / "broker.pem"),
    }
    with KafkaServer(
        kafka_runtime,
        tmp_path_factory.mktemp("kafka"),
        extra_properties=properties,
        listeners=[Listener("SECURE", "SASL_SSL")],
        format_arguments=scram,
    ) as kafka:
        create_topics(kafka.bootstrap, TOPICS)
        allow(kafka)
        yield kafka


@pytest.fixture
def login(server: KafkaServer, certificates: Path) -> Callable[[str], dict[str, Any]]:
    """How a client of librdkafka logs in as a user."""

    def options(user: str) -> dict[str, Any]:
        return {
            "bootstrap.servers": server.address("SECURE"),
            "security.protocol": "SASL_SSL",
            "sasl.mechanism": "SCRAM-SHA-512",
            "sasl.username": user,
            "sasl.password": password(user),
            "ssl.ca.location": str(certificates / "ca.crt"),
            "log_level": 0,
        }

    return options


@pytest.fixture
def settings(server: KafkaServer, certificates: Path, tmp_path: Path) -> Callable[[str], dict[str, Any]]:
    """The workers' settings in the cluster, but for the address and the places of the files."""

    def values(user: str) -> dict[str, Any]:
        (tmp_path / user).write_text(password(user))
        cluster = {name.removeprefix("ITTIHAM_").lower(): value for name, value in WORKER.items()}
        here = {
            "bootstrap_servers": server.address("SECURE"),
            "sasl_username": user,
            "sasl_password_file": tmp_path / user,
            "ssl_cafile": certificates / "ca.crt",
            "web_host": "127.0.0.1",
        }
        del cluster["web_port"]
        return cluster | here

    return values


def allow(kafka: KafkaServer) -> None:
    """What Strimzi's User Operator does with the users."""
    bindings = [
        AclBinding(
            ResourceType[rule["resource"]["type"].upper()],
            rule["resource"]["name"],
            PATTERNS[rule["resource"]["patternType"]],
            f"User:{user}",
            "*",
            AclOperation[operation.upper()],
            AclPermissionType.ALLOW,
        )
        for user, spec in USERS.items()
        for rule in spec["authorization"]["acls"]
        for operation in rule["operations"]
    ]
    admin = AdminClient({"bootstrap.servers": kafka.bootstrap})
    for future in admin.create_acls(bindings).values():
        future.result(15)


Login = Callable[[str], dict[str, Any]]


def test_everybody_does_his_work(server: KafkaServer, settings: Login, login: Login, tmp_path: Path) -> None:
    articles = samples()
    ittiham(settings("ittiham-producer"), "produce", str(ROOT / "samples" / "articles.jsonl"))
    produce(server.bootstrap, "articles.raw", [(b"broken", b"{")])
    with WorkerProcess("", "", tmp_path, **settings(WORKER["ITTIHAM_SASL_USERNAME"])) as worker:
        wait_until(lambda: worker.metric("ittiham_articles_consumed_total") == len(articles) + 1, 60, worker.log)
        assert worker.terminate() == 0, worker.log()
    assert lag_seen_by(login("ittiham-scaler")) == 0
    assert consumed(login("ittiham-consumer")) == len(articles)
    assert [record.key for record in read_all(server.bootstrap, "articles.dead-letter")] == [b"broken"]
    operator = settings("ittiham-operator")
    assert "invalid_json" in ittiham(operator, "dead-letters", "list")
    assert "replayed: 1" in ittiham(operator, "dead-letters", "replay")
    assert '"group"' in ittiham(operator, "status", "--once", "--json")


def test_a_broker_that_cannot_prove_itself_gets_no_password(settings: Login, certificates: Path) -> None:
    done = command(settings("ittiham-operator") | {"ssl_cafile": certificates / "stranger.crt"}, "status", "--once")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


def ittiham(values: dict[str, Any], *arguments: str) -> str:
    """Standard output of a command, which must succeed."""
    done = command(values, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def command(values: dict[str, Any], *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ITTIHAM_")}
    environment |= {f"ITTIHAM_{name.upper()}": str(value) for name, value in values.items()}
    line = [sys.executable, "-m", "streams", *arguments]
    return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=60, check=False)


def lag_seen_by(scaler: dict[str, Any]) -> int:
    """Read as KEDA does: committed offsets against the end of each partition."""
    consumer = Consumer(scaler | {"group.id": "ittiham"})
    partitions = [TopicPartition("articles.raw", number) for number in range(TOPICS["articles.raw"])]
    done = consumer.committed(partitions, timeout=15)
    ends = [consumer.get_watermark_offsets(partition, timeout=15) for partition in partitions]
    consumer.close()
    return sum(end[1] - max(place.offset, end[0]) for place, end in zip(done, ends, strict=True) if end)


def consumed(user: dict[str, Any]) -> int:
    """Enriched articles that the consumers' user reads, in a group of its own."""
    options = {"group.id": "consumer-desk", "auto.offset.reset": "earliest", "enable.partition.eof": True}
    consumer = Consumer(user | options)
    consumer.assign([TopicPartition("articles.enriched", number, 0) for number in range(TOPICS["articles.enriched"])])
    articles, ends = 0, 0
    while ends < TOPICS["articles.enriched"]:
        message = consumer.poll(15)
        assert message is not None, f"{articles} articles, then nothing"
        error = message.error()
        assert error is None or error.code() == KafkaError._PARTITION_EOF, error
        articles, ends = articles + (error is None), ends + (error is not None)
    consumer.commit(asynchronous=False)
    consumer.close()
    return articles


@pytest.mark.parametrize(
    ("user", "topic"),
    [
        ("ittiham-worker", "articles.raw"),
        ("ittiham-scaler", "articles.raw"),
        ("ittiham-producer", "articles.enriched"),
        ("ittiham-consumer", "accusations"),
        ("ittiham-operator", "accusations"),
    ],
)
def test_nobody_writes_where_he_need_not(login: Login, user: str, topic: str) -> None:
    errors: list[KafkaError | None] = []
    producer = Producer(login(user) | {"message.timeout.ms": 5000})
    producer.produce(topic, b"{}", on_delivery=lambda error, _: errors.append(error))
    producer.flush(10)
    assert [error and error.code() for error in errors] == [KafkaError.TOPIC_AUTHORIZATION_FAILED]


@pytest.mark.parametrize(
    ("user", "group", "topic"),
    [
        ("ittiham-worker", "ittiham", "articles.enriched"),
        ("ittiham-scaler", "ittiham", "articles.raw"),
        ("ittiham-producer", "ittiham", "articles.raw"),
        ("ittiham-consumer", "consumer-desk", "articles.raw"),
        ("ittiham-consumer", "ittiham", "accusations"),
        ("ittiham-operator", "ittiham", "accusations"),
    ],
)
def test_nobody_reads_what_is_not_his(login: Login, user: str, group: str, topic: str) -> None:
    """By topic, and with the group of others: who could commit for the workers could make them skip articles."""
    consumer = Consumer(login(user) | {"group.id": group, "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    message = consumer.poll(15)
    consumer.close()
    assert message is not None
    error = message.error()
    assert error is not None
    assert error.code() in REFUSED


@pytest.mark.parametrize("user", USERS)
def test_nobody_makes_topics(login: Login, user: str) -> None:
    admin = AdminClient(login(user))
    (future,) = admin.create_topics([NewTopic("mine", 1, 1)]).values()
    with pytest.raises(KafkaException) as refused:
        future.result(15)
    assert refused.value.args[0].code() in REFUSED
