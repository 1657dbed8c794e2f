"""Fixtures around Apache Kafka, and the fetching of its jars before any test's clock runs."""

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.kafka.client import delete_topics
from tests.kafka.cluster import KafkaServer
from tests.kafka.jars import KafkaRuntime, KafkaUnavailableError, jar_directory, kafka_version, runtime

_EXTERNAL = os.environ.get("ITTIHAM_TEST_KAFKA", "")
_RUN = f"it{secrets.token_hex(3)}"  # starts every topic of this run
_RUNTIME = pytest.StashKey[KafkaRuntime | KafkaUnavailableError]()


class MakeKafka(Protocol):
    """Builds a server of the test's own, not started; keyword arguments are those of ``KafkaServer``."""

    def __call__(self, **options: Any) -> KafkaServer: ...


def missing_tool(reason: str) -> None:
    """Skip the test for want of a tool; under CI, where every tool is due, fail it."""
    if os.environ.get("CI", "").lower() in {"", "0", "false"}:
        pytest.skip(reason)
    pytest.fail(f"{reason} (a skip is a failure when CI is set)", pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses Kafka, so that `-m "not kafka"` leaves it out."""
    for item in items:
        if {"kafka", "kafka_runtime"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.kafka)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Fetch the jars now if a test will need them: a first download must not run into a test's time-out."""
    wanted = "kafka_runtime" if _EXTERNAL else "kafka"
    config = session.config
    if config.option.collectonly or not any(wanted in _needs(item) for item in session.items):
        return
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and not jar_directory().is_dir():
        reporter.write_line(f"fetching Apache Kafka {kafka_version()} with Maven into {jar_directory()}")
    config.stash[_RUNTIME] = _runtime()


def _needs(item: pytest.Item) -> set[str]:
    names = set(getattr(item, "fixturenames", ()))
    return names | {"kafka"} if "kafka_runtime" in names else names


def _runtime() -> KafkaRuntime | KafkaUnavailableError:
    try:
        return runtime()
    except KafkaUnavailableError as error:
        return error


@pytest.fixture(scope="session")
def kafka_runtime(pytestconfig: pytest.Config) -> KafkaRuntime:
    """Java and Kafka's jars; skips (fails under CI) where they cannot be had."""
    found = pytestconfig.stash.get(_RUNTIME, None) or _runtime()
    if isinstance(found, KafkaUnavailableError):
        missing_tool(str(found))
        raise found  # not reached: the line above never returns
    return found


@pytest.fixture(scope="session")
def kafka(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """``host:port`` of the session's Apache Kafka, or of ITTIHAM_TEST_KAFKA. Tests share it: never stop it."""
    if _EXTERNAL:
        yield _EXTERNAL
        delete_topics(_EXTERNAL, _RUN)
        return
    with KafkaServer(request.getfixturevalue("kafka_runtime"), tmp_path_factory.mktemp("kafka")) as server:
        yield server.bootstrap


@pytest.fixture
def make_kafka(kafka_runtime: KafkaRuntime, tmp_path: Path) -> Iterator[MakeKafka]:
    """Builds servers of the test's own, to stop, kill and configure; they are killed when the test ends."""
    servers: list[KafkaServer] = []

    def make(**options: Any) -> KafkaServer:
        server = KafkaServer(kafka_runtime, tmp_path / f"kafka-{len(servers)}", **options)
        servers.append(server)
        return server

    yield make
    for server in servers:
        server.kill()


@pytest.fixture
def topic_prefix(request: pytest.FixtureRequest) -> str:
    """A prefix for topic and group names that no other test has, readable in a log."""
    name = re.sub(r"[^a-z0-9]+", "-", request.node.name.lower()).strip("-")[:40]
    return f"{_RUN}-{secrets.token_hex(3)}-{name}-"
