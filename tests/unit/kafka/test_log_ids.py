"""The request for the ids of topics, byte for byte as Kafka has it; a broker answers it in `test_cut_logs.py`."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from aiokafka.errors import IncompatibleBrokerVersion

from streams.kafka.log_ids import log_ids

KAFKA = {3: (0, 13)}
"""What a broker says of the versions of Metadata that it takes."""
ID = UUID("880aafe2-1be8-4094-9fef-f04fd506e17d")
REQUEST = b"\x02" + bytes(16) + b"\x02x\x00" + b"\x00\x00\x00"
"""One topic: no id, the name "x"; not to be made, no rights asked for."""


def compact(text: str) -> bytes:
    return bytes([len(text) + 1]) + text.encode()


def topic(name: str, id_: UUID, error: int) -> bytes:
    partition = bytes(2) + bytes(4) + bytes(4) + bytes(4) + b"\x01\x01\x01\x00"
    return error.to_bytes(2) + compact(name) + id_.bytes + b"\x00" + b"\x02" + partition + bytes(4) + b"\x00"


def answer(*topics: bytes) -> bytes:
    broker = bytes(4) + compact("localhost") + bytes(4) + b"\x00\x00"
    return (
        bytes(4) + b"\x02" + broker + compact("c1") + bytes(4) + bytes([len(topics) + 1]) + b"".join(topics) + b"\x00"
    )


class Client:
    """One node; encodes and decodes as aiokafka's connection does."""

    def __init__(self, versions: dict[int, tuple[int, int]], reply: bytes = b"") -> None:
        self.versions, self.reply, self.sent = versions, reply, b""

    def get_random_node(self) -> int:
        return 1

    async def send(self, node: int, request: Any, **_: Any) -> Any:
        struct = request.prepare(self.versions)
        self.sent = struct.encode()
        return struct.RESPONSE_TYPE.decode(BytesIO(self.reply))


async def test_an_id_for_each_topic_that_is_there() -> None:
    client = Client(KAFKA, answer(topic("x", ID, 0), topic("gone", UUID(int=0), 3)))
    assert await log_ids(client, ["x"]) == {"x": f"c1/{ID}"}
    assert client.sent == REQUEST


async def test_a_broker_that_knows_no_ids_gives_none() -> None:
    assert await log_ids(Client({3: (0, 9)}), ["x"]) == {}
    refusing = SimpleNamespace(get_random_node=lambda: 1, send=Client({}).send)
    assert await log_ids(refusing, ["x"]) == {}
    assert issubclass(IncompatibleBrokerVersion, Exception)
