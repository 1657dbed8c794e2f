"""``ittiham topics``: create the topics."""

import json
import time
from typing import Final

import click

from streams.cli.common import run_async, settings_or_exit
from streams.kafka.topics import TopicSpec, create_topics
from streams.settings import Settings

__all__ = ["topics"]

_PATIENCE: Final = 5.0
"""Seconds that a broker gets to come up."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a topic.")
def topics(as_json: bool) -> None:
    """Create the topics that are missing, with the partitions and retention of the settings.

    \b
    Example:
      ITTIHAM_PARTITIONS=12 ITTIHAM_REPLICATION_FACTOR=3 ittiham topics
    """
    settings = settings_or_exit()
    for spec, new in run_async(_create(settings), settings):
        click.echo(_as_json(spec, new) if as_json else _as_text(spec, new))


async def _create(settings: Settings) -> list[tuple[TopicSpec, bool]]:
    """Create them, on a broker that may have been started a moment ago."""
    from aiokafka.errors import KafkaConnectionError

    from streams.worker.delivery import Backoff

    backoff, begun = Backoff(), time.monotonic()
    while True:
        try:
            return await create_topics(settings)
        except KafkaConnectionError:
            if time.monotonic() - begun > _PATIENCE:
                raise
        await backoff.wait()


def _as_text(spec: TopicSpec, new: bool) -> str:
    return f"{spec.name}: {'created' if new else 'exists'}, {spec.partitions} partition{'s' * (spec.partitions > 1)}"


def _as_json(spec: TopicSpec, new: bool) -> str:
    return json.dumps({"topic": spec.name, "created": new, "partitions": spec.partitions, "config": spec.config})
