"""A real Apache Kafka (KRaft, one node) as a child process that tests can start, stop, kill, pause and start again."""

import base64
import os
import random
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from streams.kafka.processes import dying_with_parent
from tests.kafka.jars import KafkaRuntime
from tests.kafka.properties import (
    TEST_DEFAULTS,
    Listener,
    node_properties,
    read_properties,
    write_properties,
)

START_TIMEOUT = 60.0  # seconds; it takes 3 on two idle cores
STOP_TIMEOUT = 30.0  # seconds; a clean stop takes about 1
_PROBE_INTERVAL = 0.05  # seconds
# Below the range from which systems take the ports of outgoing connections (Linux: 32768 up). A client that keeps
# connecting to a stopped server's port in that range can end up connected to itself, and the port is then taken.
_PORTS = range(20_000, 32_000)


class KafkaServer:
    """One Kafka node in a directory of its own; its ports and data stay the same from one start to the next.

    The PLAINTEXT listener is always there; ``listeners`` adds others, each at ``address(name)``. Properties come from
    the test defaults, then ``properties_file``, then ``extra_properties``; addresses and directories are always this
    class's. ``advertised`` may be filled before ``start`` to tell clients of a listener another address (a proxy's).
    ``format_arguments`` go to the storage tool (SCRAM users: ``("--add-scram", "SCRAM-SHA-512=[name=a,password=b]")``).

    Everything it says is in ``directory/kafka.log``. It is killed when the thread that started it ends, so start it
    from the main thread, or from one that lives as long as the server should.
    """

    def __init__(
        self,
        runtime: KafkaRuntime,
        directory: Path,
        *,
        extra_properties: Mapping[str, str] | None = None,
        properties_file: Path | None = None,
        listeners: Sequence[Listener] = (),
        format_arguments: Sequence[str] = (),
    ) -> None:
        self.runtime = runtime
        self.directory = directory
        self.log = directory / "kafka.log"
        self.advertised: dict[str, str] = {}
        self.cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        self._extra = dict(extra_properties or {})
        self._base = read_properties(properties_file) if properties_file else {}
        self._format_arguments = list(format_arguments)
        self._protocols = {"PLAINTEXT": "PLAINTEXT", "CONTROLLER": "PLAINTEXT"}
        self._protocols |= {listener.name: listener.protocol for listener in listeners}
        self._ports = dict(zip(self._protocols, free_ports(len(self._protocols)), strict=True))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def bootstrap(self) -> str:
        """``host:port`` of the PLAINTEXT listener."""
        return self.address("PLAINTEXT")

    def address(self, listener: str) -> str:
        """``host:port`` that the named listener listens on."""
        return f"127.0.0.1:{self._ports[listener]}"

    @property
    def pid(self) -> int:
        """Its process id; raises RuntimeError before the first start."""
        if self._process is None:
            raise RuntimeError("the server has not been started")
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether its process runs (or is paused)."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it, for the first time or again on the same data, and return when all its partitions have leaders."""
        if self.alive:
            raise RuntimeError("expected a server that is not running, but it runs: stop it first")
        self.directory.mkdir(parents=True, exist_ok=True)
        self._write_properties()
        if not self._data.exists():
            self._format()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.runtime.command("kafka.Kafka", str(self._properties)),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.directory,
                start_new_session=True,  # a Ctrl-C is for pytest, whose fixtures then stop it
                preexec_fn=dying_with_parent(),  # noqa: PLW1509 (two system calls, made ready before the fork)
            )
        try:
            self._await_ready()
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Stop it cleanly (SIGTERM) and wait; raises TimeoutError, after killing it, if that takes too long."""
        self._signal(signal.SIGTERM)
        if self._process is None:
            return
        try:
            self._process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.kill()
            raise TimeoutError(
                f"Kafka did not stop within {STOP_TIMEOUT:.0f} s of SIGTERM\n{self.log_tail()}"
            ) from None

    def kill(self) -> None:
        """Kill it (SIGKILL) and wait; nothing is flushed or said to the clients."""
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def pause(self) -> None:
        """Stop its clock (SIGSTOP): connections stay open and nothing answers, like a broker in a long pause."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on after ``pause``."""
        self._signal(signal.SIGCONT)

    def log_tail(self, lines: int = 30) -> str:
        """Return the last lines of its log, for messages."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:]) if self.log.exists() else ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()  # its data is not needed any more

    @property
    def _data(self) -> Path:
        return self.directory / "data"

    @property
    def _properties(self) -> Path:
        return self.directory / "server.properties"

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def _write_properties(self) -> None:
        addresses = node_properties(self._ports, self._protocols, self.advertised, self._data)
        write_properties(self._properties, TEST_DEFAULTS | self._base | self._extra | addresses)

    def _format(self) -> None:
        # With "=", because an id may start with "-".
        arguments = [
            "format",
            f"--cluster-id={self.cluster_id}",
            "--config",
            str(self._properties),
            *self._format_arguments,
        ]
        command = self.runtime.command("kafka.tools.StorageTool", *arguments)
        with self.log.open("ab") as log:
            done = subprocess.run(command, check=False, stdout=log, stderr=subprocess.STDOUT, timeout=START_TIMEOUT)
        if done.returncode != 0:
            raise RuntimeError(f"Kafka's storage tool failed with exit status {done.returncode}\n{self.log_tail()}")

    def _await_ready(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while not self._answers():
            if not self.alive:
                raise RuntimeError(f"Kafka ended before it was ready\n{self.log_tail()}")
            if time.monotonic() > deadline:
                raise TimeoutError(f"Kafka was not ready within {START_TIMEOUT:.0f} s\n{self.log_tail()}")
            time.sleep(_PROBE_INTERVAL)

    def _answers(self) -> bool:
        """Whether it is this very cluster that answers, registered as a broker, with a leader for every partition."""
        try:
            socket.create_connection(("127.0.0.1", self._ports["PLAINTEXT"]), timeout=1).close()
            metadata = AdminClient({"bootstrap.servers": self.bootstrap}).list_topics(timeout=5)
        except (OSError, KafkaException):
            return False
        partitions = [partition for topic in metadata.topics.values() for partition in topic.partitions.values()]
        leaders = all(partition.leader in metadata.brokers for partition in partitions)
        ours: bool = metadata.cluster_id == self.cluster_id
        return ours and len(metadata.brokers) == 1 and leaders


def free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on now and that no outgoing connection will take."""
    found: list[int] = []
    for port in random.Random(os.urandom(8)).sample(_PORTS, len(_PORTS)):
        if len(found) == count:
            break
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        found.append(port)
    return found
