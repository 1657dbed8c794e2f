"""The Kafka and the worker of docker-compose.yml as plain processes, from the very files that the containers mount."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from tests.articles import samples
from tests.deploy.manifests import env_file
from tests.kafka.client import lag, read_all
from tests.kafka.cluster import KafkaServer
from tests.kafka.jars import KafkaRuntime
from tests.kafka.properties import Listener, read_properties, write_properties
from tests.tools import ROOT, run
from tests.waiting import wait_until
from tests.worker import WorkerProcess

DOCKER = ROOT / "docker"
SECRETS = "/run/secrets"
PASSWORD = "correct-horse_battery"


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secrets")
    (folder / "kafka-password").write_text(PASSWORD)
    (folder / "wrong-password").write_text("guess")
    return folder


@pytest.fixture(scope="module")
def compose_kafka(
    kafka_runtime: KafkaRuntime, secrets: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KafkaServer]:
    """A Kafka from server.properties; only addresses, directories and the place of the secrets are this machine's."""
    properties = DOCKER / "kafka" / "server.properties"
    moved = {
        name: value.replace(SECRETS, str(secrets))
        for name, value in read_properties(properties).items()
        if SECRETS in value
    }
    assert len(moved) == 2, "each way in has its password from a file"
    with KafkaServer(
        kafka_runtime,
        tmp_path_factory.mktemp("kafka"),
        properties_file=properties,
        extra_properties=moved,
        listeners=[Listener("INTERNAL", "SASL_PLAINTEXT"), Listener("HOST", "SASL_PLAINTEXT")],
    ) as server:
        yield server


def settings(server: KafkaServer, secrets: Path, **changes: object) -> dict[str, Any]:
    """worker.env, with the addresses of this machine."""
    values = {name.removeprefix("ITTIHAM_").lower(): value for name, value in env_file(DOCKER / "worker.env").items()}
    here = {
        "bootstrap_servers": server.address("INTERNAL"),
        "sasl_password_file": values["sasl_password_file"].replace(SECRETS, str(secrets)),
        "web_host": "127.0.0.1",
    }
    values.pop("web_port")
    return values | here | changes


def ittiham(*arguments: str, **values: object) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ITTIHAM_")}
    environment |= {f"ITTIHAM_{name.upper()}": str(value) for name, value in values.items()}
    command = [sys.executable, "-m", "streams", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=90, check=False)


def test_topics_worker_and_demo_as_compose_starts_them(
    compose_kafka: KafkaServer, secrets: Path, tmp_path: Path
) -> None:
    ours = settings(compose_kafka, secrets)
    made = ittiham("topics", **ours)
    assert made.returncode == 0, made.stderr
    articles = samples()
    with WorkerProcess("", "", tmp_path, **ours, group_id="ittiham") as worker:
        pushed = ittiham("produce", str(ROOT / "samples" / "articles.jsonl"), **ours)
        assert pushed.returncode == 0, pushed.stderr
        wait_until(lambda: worker.metric("ittiham_articles_consumed_total") == len(articles), 60, worker.log)
        assert worker.terminate() == 0
        assert '"level"' in worker.log(), "the log is JSON, as worker.env asks"
        assert PASSWORD not in worker.log_file.read_text()
    enriched = read_all(compose_kafka.bootstrap, "articles.enriched")
    assert {record.key for record in enriched} == {article["id"].encode() for article in articles}
    assert not any(lag(compose_kafka.bootstrap, "ittiham", "articles.raw").values())


def test_its_volume_is_formatted_once_and_left_alone_afterwards(
    compose_kafka: KafkaServer, kafka_runtime: KafkaRuntime, tmp_path: Path
) -> None:
    """The container runs Kafka's storage tool at every start, as docker-compose.yml says."""
    kafka = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["kafka"]
    line = kafka["command"][-1].replace("$$CLUSTER_ID", kafka["environment"]["CLUSTER_ID"])
    script, *arguments = shlex.split(line.split("&&")[0])
    assert script.endswith("/kafka-storage.sh")
    properties = read_properties(compose_kafka.directory / "server.properties") | {"log.dirs": str(tmp_path / "data")}
    write_properties(tmp_path / "server.properties", properties)
    here = [argument.replace("/etc/ittiham", str(tmp_path)) for argument in arguments]
    said = [run(*kafka_runtime.command("kafka.tools.StorageTool", *here)) for _ in range(2)]
    assert "Formatting" in said[0]
    assert "Formatting" not in said[1]
    assert kafka["environment"]["CLUSTER_ID"] in (tmp_path / "data" / "meta.properties").read_text()


def test_a_wrong_password_is_refused_and_said(compose_kafka: KafkaServer, secrets: Path) -> None:
    wrong = settings(compose_kafka, secrets, sasl_password_file=secrets / "wrong-password")
    done = ittiham("topics", **wrong)
    assert done.returncode != 0
    assert "user and password" in done.stderr
    assert "Traceback" not in done.stderr


def test_nobody_gets_in_without_a_password(compose_kafka: KafkaServer) -> None:
    for listener in ("INTERNAL", "HOST"):
        client = AdminClient({"bootstrap.servers": compose_kafka.address(listener), "log_level": 0})
        with pytest.raises(KafkaException):
            client.list_topics(timeout=2)


def test_clients_of_this_machine_log_in_too(compose_kafka: KafkaServer) -> None:
    """With what client.properties says, which Kafka's own tools use in the container."""
    client = read_properties(DOCKER / "kafka" / "client.properties")
    assert 'username="ittiham"' in client["sasl.jaas.config"]
    options = {
        "security.protocol": client["security.protocol"],
        "sasl.mechanism": client["sasl.mechanism"],
        "sasl.username": "ittiham",
        "sasl.password": PASSWORD,
    }
    for listener in ("INTERNAL", "HOST"):
        admin = AdminClient({"bootstrap.servers": compose_kafka.address(listener), **options})
        assert len(admin.list_topics(timeout=10).brokers) == 1
