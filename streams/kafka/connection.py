"""How to reach Kafka: the same settings for Faust's worker and for the commands that use aiokafka alone."""

import ssl
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient
from faust.auth import SASLCredentials, SSLCredentials
from faust.types.auth import CredentialsT

from streams.kafka.embedded import is_embedded
from streams.settings import Settings

__all__ = ["MAX_REQUEST_BYTES", "client_options", "faust_credentials", "may_be_idempotent"]

MAX_REQUEST_BYTES = 128 * 1024 * 1024
"""aiokafka counts a record before compression. A dead letter is as large as what was in the raw topic, so the broker's
own limit, which counts after compression, must be the one that decides."""


def client_options(settings: Settings) -> dict[str, Any]:
    """Arguments for any aiokafka client: where the brokers are, and how to prove who we are."""
    options: dict[str, Any] = {
        "bootstrap_servers": settings.bootstrap_servers,
        "security_protocol": settings.security_protocol,
        "ssl_context": _ssl_context(settings),
    }
    if settings.security_protocol.startswith("SASL"):
        options |= {
            "sasl_mechanism": settings.sasl_mechanism,
            "sasl_plain_username": settings.sasl_username,
            "sasl_plain_password": _password(settings),
        }
    return options


def faust_credentials(settings: Settings) -> CredentialsT | None:
    """The same for Faust; None for plain text."""
    context = _ssl_context(settings)
    if settings.security_protocol.startswith("SASL"):
        return SASLCredentials(
            username=settings.sasl_username,
            password=_password(settings),
            mechanism=settings.sasl_mechanism,
            ssl_context=context,
        )
    return SSLCredentials(context) if context else None


def _password(settings: Settings) -> str:
    return settings.sasl_password.get_secret_value() if settings.sasl_password else ""


def _ssl_context(settings: Settings) -> ssl.SSLContext | None:
    """Verifies the brokers' certificates and names, always."""
    if not settings.security_protocol.endswith("SSL"):
        return None
    context = ssl.create_default_context(cafile=settings.ssl_cafile)
    if settings.ssl_certfile:
        password = settings.ssl_key_password.get_secret_value() if settings.ssl_key_password else None
        context.load_cert_chain(settings.ssl_certfile, settings.ssl_keyfile, password)
    return context


async def may_be_idempotent(settings: Settings) -> bool:
    """Whether producers can be as the settings ask: the embedded broker has no idempotent ones. Raises `KafkaError`."""
    if not settings.idempotent_producer:
        return False
    admin = AIOKafkaAdminClient(**client_options(settings))
    try:
        await admin.start()
        return not is_embedded((await admin.describe_cluster())["cluster_id"])
    finally:
        await admin.close()
