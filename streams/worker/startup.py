"""Before the stream starts: wait for a broker that answers and for the topics, instead of dying of their absence.

Faust gives up at the first refused connection, and never says that a topic it reads is missing.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from streams.kafka.connection import client_options
from streams.settings import Settings
from streams.worker.delivery import Backoff
from streams.worker.health import Health

__all__ = ["NotReachable", "await_kafka"]

logger = logging.getLogger(__name__)

_REQUEST_TIMEOUT: Final = 5_000
"""Milliseconds for one question: a broker that is up answers in a few."""


class NotReachable(Exception):
    """Kafka cannot be used as the settings say; the message is one line for the operator."""


class _NotYetError(Exception):
    """What keeps the stream from starting."""


async def await_kafka(settings: Settings, health: Health, backoff: Callable[[], Backoff] = Backoff) -> str:
    """Return when the broker answers and has the topics; gives the id of its cluster.

    Raises `NotReachable` after `ITTIHAM_DELIVERY_TIMEOUT`.
    """
    waits = backoff()
    problem = "the broker did not answer"
    try:
        async with asyncio.timeout(settings.delivery_timeout):
            while True:
                try:
                    return await _cluster(settings)
                except _NotYetError as error:
                    problem = str(error)
                logger.warning("waiting for the broker: %s", problem)
                health.beat()
                await waits.wait()
    except TimeoutError:
        raise NotReachable(
            f"{problem}; gave up after {settings.delivery_timeout} s (ITTIHAM_DELIVERY_TIMEOUT)"
        ) from None


async def _cluster(settings: Settings) -> str:
    """The cluster's id. Raises `_NotYetError` when it does not answer or lacks a topic."""
    where = f"Kafka at {settings.bootstrap_servers} (ITTIHAM_BOOTSTRAP_SERVERS)"
    admin = AIOKafkaAdminClient(**client_options(settings) | {"request_timeout_ms": _REQUEST_TIMEOUT})
    try:
        await admin.start()
        missing = set(vars(settings.topics).values()) - set(await admin.list_topics())
        cluster = str((await admin.describe_cluster())["cluster_id"])
    except (KafkaError, OSError) as error:
        said = " ".join(str(error).split())
        raise _NotYetError(f"cannot reach {where} with {settings.security_protocol}: {said}") from error
    finally:
        await admin.close()
    if missing:
        names = ", ".join(sorted(missing))
        raise _NotYetError(f"{where} lacks, or hides from this user, {names}: `ittiham topics` creates them")
    return cluster
