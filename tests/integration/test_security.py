"""SASL and TLS against a real Kafka with each configured: secrets come from files, and are shown nowhere."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from streams.kafka.topics import create_topics
from streams.settings import Settings
from streams.worker.health import Health
from streams.worker.startup import NotReachable, await_kafka
from tests.faults.harness import until
from tests.kafka import client
from tests.kafka.cluster import KafkaServer
from tests.kafka.jars import KafkaRuntime
from tests.kafka.properties import Listener
from tests.worker import WorkerProcess

USER, PASSWORD, KEY_PASSWORD = "ittiham", "correct-horse-7331", "battery-staple-7331"
WAYS = ("plain", "scram256", "scram512", "certificate")


@dataclass
class Secured:
    """A broker with a listener for each way in, and the files that a client needs."""

    server: KafkaServer
    files: Path
    settings: dict[str, dict[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        password: dict[str, object] = {"sasl_username": USER, "sasl_password_file": self.files / "password"}
        trust: dict[str, object] = {"ssl_cafile": self.files / "ca.crt"}
        scram = password | trust | {"security_protocol": "SASL_SSL", "bootstrap_servers": self.server.address("SCRAM")}
        self.settings = {
            "plain": password
            | {"security_protocol": "SASL_PLAINTEXT", "sasl_mechanism": "PLAIN"}
            | {"bootstrap_servers": self.server.address("PLAIN")},
            "scram256": scram | {"sasl_mechanism": "SCRAM-SHA-256"},
            "scram512": scram | {"sasl_mechanism": "SCRAM-SHA-512"},
            "certificate": trust
            | {"security_protocol": "SSL", "bootstrap_servers": self.server.address("MUTUAL")}
            | {"ssl_certfile": self.files / "client.crt", "ssl_keyfile": self.files / "client.key"}
            | {"ssl_key_password_file": self.files / "key-password"},
        }


@pytest.fixture(scope="module")
def secured(kafka_runtime: KafkaRuntime, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    files = tmp_path_factory.mktemp("certificates")
    make_certificates(files)
    scram = [
        part
        for mechanism in ("SCRAM-SHA-256", "SCRAM-SHA-512")
        for part in ("--add-scram", f"{mechanism}=[name={USER},password={PASSWORD}]")
    ]
    login = "org.apache.kafka.common.security"
    properties = {
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(files / "broker.pem"),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(files / "ca.crt"),
        "listener.name.mutual.ssl.client.auth": "required",
        "sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
        "listener.name.plain.plain.sasl.jaas.config": (
            f'{login}.plain.PlainLoginModule required user_{USER}="{PASSWORD}";'
        ),
        "listener.name.plain.sasl.enabled.mechanisms": "PLAIN",
        "listener.name.scram.sasl.enabled.mechanisms": "SCRAM-SHA-256,SCRAM-SHA-512",
        "listener.name.scram.scram-sha-256.sasl.jaas.config": f"{login}.scram.ScramLoginModule required;",
        "listener.name.scram.scram-sha-512.sasl.jaas.config": f"{login}.scram.ScramLoginModule required;",
    }
    listeners = [Listener("PLAIN", "SASL_PLAINTEXT"), Listener("SCRAM", "SASL_SSL"), Listener("MUTUAL", "SSL")]
    directory = tmp_path_factory.mktemp("secured")
    server = KafkaServer(
        kafka_runtime, directory, extra_properties=properties, listeners=listeners, format_arguments=scram
    )
    with server:
        yield Secured(server, files)


def make_certificates(files: Path) -> None:
    """An authority, a broker's and a client's certificate signed by it, and an authority that signed nobody."""
    (files / "password").write_text(PASSWORD + "\n")
    (files / "key-password").write_text(KEY_PASSWORD + "\n")
    for name in ("ca", "other-ca"):
        openssl(files, f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={name} -keyout {name}.key -out {name}.crt")
    names = {"broker": "IP:127.0.0.1", "client": "DNS:client"}
    for name, alternative in names.items():
        (files / "san.txt").write_text(f"subjectAltName={alternative}\n")
        openssl(files, f"req -newkey rsa:2048 -nodes -subj /CN={name} -keyout {name}-plain.key -out {name}.csr")
        sign = f"x509 -req -in {name}.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile san.txt"
        openssl(files, f"{sign} -out {name}.crt")
    openssl(files, f"pkcs8 -topk8 -in client-plain.key -out client.key -passout pass:{KEY_PASSWORD}")
    openssl(files, "pkcs8 -topk8 -nocrypt -in broker-plain.key -out broker.key")
    (files / "broker.pem").write_text((files / "broker.key").read_text() + (files / "broker.crt").read_text())


def openssl(directory: Path, arguments: str) -> None:
    subprocess.run(["openssl", *arguments.split()], cwd=directory, check=True, capture_output=True)


def reach(given: dict[str, object], topic_prefix: str) -> None:
    """Create the topics and see them, as a worker does when it starts."""
    settings = Settings.model_validate(given | {"topic_prefix": topic_prefix, "delivery_timeout": 3.0})
    asyncio.run(create_topics(settings))
    asyncio.run(await_kafka(settings, Health(60)))


@pytest.mark.parametrize("way", WAYS)
def test_each_way_in(secured: Secured, topic_prefix: str, way: str) -> None:
    reach(secured.settings[way], topic_prefix)


@pytest.mark.parametrize(
    ("way", "wrong"),
    [
        ("scram512", {"ssl_cafile": "other-ca.crt"}),
        ("certificate", {"ssl_cafile": "other-ca.crt"}),
        ("certificate", {"ssl_certfile": None, "ssl_keyfile": None}),
    ],
)
def test_a_stranger_is_refused(secured: Secured, topic_prefix: str, way: str, wrong: dict[str, str | None]) -> None:
    """A broker whose authority is not ours; a client without a certificate."""
    files = {name: secured.files / value if value else None for name, value in wrong.items()}
    given = secured.settings[way] | files | {"topic_prefix": topic_prefix, "delivery_timeout": 1.0}
    with pytest.raises(NotReachable, match=r"ITTIHAM_BOOTSTRAP_SERVERS.*ITTIHAM_DELIVERY_TIMEOUT"):
        asyncio.run(await_kafka(Settings.model_validate(given), Health(60)))


def test_a_broker_with_another_name_than_its_certificate_is_refused(secured: Secured, topic_prefix: str) -> None:
    renamed = {"bootstrap_servers": secured.server.address("SCRAM").replace("127.0.0.1", "localhost")}
    given = secured.settings["scram512"] | renamed | {"topic_prefix": topic_prefix, "delivery_timeout": 1.0}
    with pytest.raises(NotReachable):
        asyncio.run(await_kafka(Settings.model_validate(given), Health(60)))


@pytest.mark.parametrize("way", ["plain", "scram512"])
def test_wrong_password_ends_the_worker_and_is_not_shown(
    secured: Secured, topic_prefix: str, tmp_path: Path, way: str
) -> None:
    given = secured.settings[way] | {"sasl_password_file": "", "sasl_password": "wrong-horse-7331"}
    with worker(given, topic_prefix, tmp_path, wait=False, delivery_timeout=1.5, log_level="DEBUG") as process:
        assert process.wait(30) == 1
        assert "SaslAuthenticationFailed" in process.log(10**6)
        assert "7331" not in process.log_file.read_text()


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_worker_works_and_shows_no_secret(secured: Secured, topic_prefix: str, tmp_path: Path, way: str) -> None:
    given = secured.settings[way]
    reach(given, topic_prefix)
    plain = secured.server.bootstrap
    raw = f"{topic_prefix}articles.raw"
    article = b'{"id": "a", "text": "\xd8\xa7\xd8\xaa\xd9\x87\xd9\x85\xd8\xaa \xd9\x83\xd9\x8a\xd9\x8a\xd9\x81"}'
    client.produce(plain, raw, [(b"a", article), (b"b", b"no json")])
    with worker(given, topic_prefix, tmp_path, log_level="DEBUG") as process:
        until(lambda: sum(client.lag(plain, process.group, raw).values()) == 0, "no lag")
        pages = [process.page(path)[1] for path in ("/metrics", "/healthz", "/readyz")]
        assert process.terminate() == 0, process.log()
        shown = subprocess.run(
            [sys.executable, "-m", "streams", "settings"],
            env=process.environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
    assert len(client.read_all(plain, f"{topic_prefix}articles.enriched")) == 1
    assert "********" in shown.stdout
    for text in (process.log_file.read_text(), shown.stdout, shown.stderr, *pages):
        assert PASSWORD not in text
        assert KEY_PASSWORD not in text


def worker(given: dict[str, object], topic_prefix: str, directory: Path, **options: object) -> WorkerProcess:
    values = {name: value for name, value in given.items() if name != "bootstrap_servers"} | options
    wait = bool(values.pop("wait", True))
    return WorkerProcess(str(given["bootstrap_servers"]), topic_prefix, directory, wait=wait, **values)
