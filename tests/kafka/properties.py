"""``server.properties`` of a one-node Kafka: what the tests need, a given file, and the addresses, in this order."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Properties = dict[str, str]

#: One node, so every internal topic has one replica; few partitions, because each costs files and start-up time.
TEST_DEFAULTS: Properties = {
    "auto.create.topics.enable": "false",
    "default.replication.factor": "1",
    "min.insync.replicas": "1",
    "offsets.topic.num.partitions": "4",
    "offsets.topic.replication.factor": "1",
    "transaction.state.log.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.num.partitions": "4",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "log.index.size.max.bytes": "1048576",
    # A group's first member need not wait for others, and one that was killed may be missed after a second.
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",
    # After a SIGKILL the controller takes the broker for alive, and refuses its return, for this long (default 9 s).
    "broker.session.timeout.ms": "2500",
    "broker.heartbeat.interval.ms": "500",
}


@dataclass(frozen=True)
class Listener:
    """One more way in, beside the PLAINTEXT listener that every server has for itself and for plain clients."""

    name: str  # upper case, as in "SECURE"
    protocol: str = "PLAINTEXT"  # PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL


def node_properties(
    ports: Mapping[str, int], protocols: Mapping[str, str], advertised: Mapping[str, str], data: Path
) -> Properties:
    """Return what makes a process a combined broker and controller on these ports.

    ``ports`` and ``protocols`` are by listener name and include CONTROLLER, the only one that is not advertised;
    ``advertised`` gives ``host:port`` for the listeners whose clients shall be told another address.
    """
    bound = {name: f"127.0.0.1:{port}" for name, port in ports.items()}
    told = {name: advertised.get(name, address) for name, address in bound.items() if name != "CONTROLLER"}
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        "controller.quorum.voters": f"1@{bound['CONTROLLER']}",
        "controller.listener.names": "CONTROLLER",
        "inter.broker.listener.name": "PLAINTEXT",
        "listeners": _urls(bound),
        "advertised.listeners": _urls(told),
        "listener.security.protocol.map": ",".join(f"{name}:{protocol}" for name, protocol in protocols.items()),
        "log.dirs": str(data),
    }


def read_properties(path: Path) -> Properties:
    """Read a Java properties file of ``key=value`` lines, with comments and lines continued by a backslash."""
    properties: Properties = {}
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith(("#", "!")):
            continue
        key, equals, value = line.partition("=")
        if not equals:
            raise ValueError(f"{path}, line {number}: expected key=value, got {line!r}")
        properties[key.strip()] = value.strip()
    return properties


def write_properties(path: Path, properties: Properties) -> None:
    """Write a Java properties file; values are one line each and without backslashes."""
    for key, value in properties.items():
        if "\n" in value or "\\" in value:
            raise ValueError(f"{key}: expected one line without backslashes, got {value!r}")
    path.write_text("".join(f"{key}={value}\n" for key, value in sorted(properties.items())), encoding="utf-8")


def _urls(addresses: Mapping[str, str]) -> str:
    return ",".join(f"{name}://{address}" for name, address in addresses.items())
