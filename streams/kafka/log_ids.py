"""Which log stands behind a topic's name: the id that Kafka gives a topic when it is made, and never again.

Offsets mean something in one log only. Names do not tell logs apart: a topic deleted and made anew has the same one.
aiokafka asks for metadata without ids, so the request is made here (private names: `tests/unit/kafka/test_log_ids.py`
fails first if they move); its fields are those of version 12 in Kafka's `MetadataRequest.json` and its response's.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any, ClassVar, Final
from uuid import UUID

from aiokafka.client import AIOKafkaClient, ConnectionGroup
from aiokafka.errors import IncompatibleBrokerVersion
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import (
    AbstractType,
    Boolean,
    CompactArray,
    CompactString,
    Int16,
    Int32,
    Schema,
    TaggedFields,
)

__all__ = ["log_ids"]

_NO_ID: Final = UUID(int=0)


class _Uuid(AbstractType):  # type: ignore[misc] # aiokafka has no types
    """Sixteen bytes."""

    @classmethod
    def encode(cls, value: UUID) -> bytes:
        return value.bytes

    @classmethod
    def decode(cls, data: BytesIO) -> UUID:
        return UUID(bytes=data.read(16))


_PARTITION: Final = (
    ("error_code", Int16),
    ("partition", Int32),
    ("leader", Int32),
    ("leader_epoch", Int32),
    ("replicas", CompactArray(Int32)),
    ("isr", CompactArray(Int32)),
    ("offline_replicas", CompactArray(Int32)),
    ("tags", TaggedFields),
)


class _MetadataResponse(Response):  # type: ignore[misc] # aiokafka has no types
    API_KEY = 3
    API_VERSION = 12
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "brokers",
            CompactArray(
                ("node_id", Int32),
                ("host", CompactString("utf-8")),
                ("port", Int32),
                ("rack", CompactString("utf-8")),
                ("tags", TaggedFields),
            ),
        ),
        ("cluster_id", CompactString("utf-8")),
        ("controller_id", Int32),
        (
            "topics",
            CompactArray(
                ("error_code", Int16),
                ("topic", CompactString("utf-8")),
                ("topic_id", _Uuid),
                ("is_internal", Boolean),
                ("partitions", CompactArray(*_PARTITION)),
                ("authorized_operations", Int32),
                ("tags", TaggedFields),
            ),
        ),
        ("tags", TaggedFields),
    )


class _MetadataStruct(RequestStruct):  # type: ignore[misc] # aiokafka has no types
    FLEXIBLE_VERSION = True
    API_KEY = 3
    API_VERSION = 12
    RESPONSE_TYPE = _MetadataResponse
    SCHEMA = Schema(
        (
            "topics",
            CompactArray(("topic_id", _Uuid), ("name", CompactString("utf-8")), ("tags", TaggedFields)),
        ),
        ("allow_auto_topic_creation", Boolean),
        ("include_topic_authorized_operations", Boolean),
        ("tags", TaggedFields),
    )


class _MetadataRequest(Request[_MetadataStruct]):  # type: ignore[misc] # aiokafka has no types
    API_KEY: ClassVar[int] = 3

    def __init__(self, topics: Iterable[str]) -> None:
        self._topics = list(topics)

    def build(self, request_struct_class: Any) -> Any:
        """Never makes a topic by asking for it."""
        return request_struct_class([(_NO_ID, topic, {}) for topic in self._topics], False, False, {})


async def log_ids(
    client: AIOKafkaClient, topics: Iterable[str], group: ConnectionGroup = ConnectionGroup.DEFAULT
) -> dict[str, str]:
    """`cluster/topic id` of each topic that is there; empty if the broker knows no ids. Raises `KafkaError`.

    `group` is the connection to ask over: behind a fetch an answer waits for as long as the broker holds that back.
    """
    try:
        answer = await client.send(client.get_random_node(), _MetadataRequest(topics), group=group)
    except (IncompatibleBrokerVersion, NotImplementedError):
        return {}  # Kafka before 3.1, the embedded broker
    return {
        name: f"{answer.cluster_id}/{topic_id}"
        for error, name, topic_id, *_ in answer.topics
        if not error and topic_id != _NO_ID
    }
