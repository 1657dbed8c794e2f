"""The four topics of `docs/architecture.md`, with partitions and retention from the settings, and their creation."""

from dataclasses import dataclass
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from streams.kafka.connection import client_options
from streams.settings import Settings

__all__ = ["TopicSpec", "create_topics", "topic_specs"]

_HEADER_ROOM = 64 * 1024
"""A dead letter is the raw record and our headers: its topic takes this much more than the raw topic."""


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A topic to be."""

    name: str
    partitions: int
    config: dict[str, str]


def topic_specs(settings: Settings) -> list[TopicSpec]:
    """The four topics, in the order of the stream."""
    names, many = settings.topics, settings.partitions
    articles, events = settings.raw_retention, settings.event_retention
    raw = {"message.timestamp.type": "LogAppendTime", "max.message.bytes": str(settings.max_record_bytes)}
    dead = {"max.message.bytes": str(settings.max_record_bytes + _HEADER_ROOM)}
    return [
        TopicSpec(names.raw, many, _retention(articles) | raw),
        TopicSpec(names.enriched, many, _retention(articles)),
        TopicSpec(names.accusations, many, _retention(events)),
        TopicSpec(names.dead_letter, 1, _retention(events) | dead),
    ]


def _retention(seconds: int) -> dict[str, str]:
    return {"cleanup.policy": "delete", "retention.ms": str(seconds * 1000)}


async def create_topics(settings: Settings) -> list[tuple[TopicSpec, bool]]:
    """Create the topics that are missing; gives each with whether it was new. Raises `aiokafka.errors.KafkaError`."""
    admin = AIOKafkaAdminClient(**client_options(settings))
    try:
        await admin.start()
        existing = set(await admin.list_topics())
        specs = topic_specs(settings)
        missing = [spec for spec in specs if spec.name not in existing]
        if missing:
            response = await admin.create_topics([_new_topic(spec, settings) for spec in missing])
            _raise_errors(response)
        return [(spec, spec in missing) for spec in specs]
    finally:
        await admin.close()


def _new_topic(spec: TopicSpec, settings: Settings) -> NewTopic:
    return NewTopic(spec.name, spec.partitions, settings.replication_factor, topic_configs=spec.config)


def _raise_errors(response: Any) -> None:
    """Another process may have created a topic in the meantime: that is no error."""
    for name, code, *message in response.topic_errors:
        error = for_code(code)
        if code and error is not TopicAlreadyExistsError:
            raise error(f"cannot create the topic {name}: {message[0] if message else error.description}")
