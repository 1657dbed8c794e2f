"""What the commands share: settings or a readable error, and async code that ends cleanly whatever ends it."""

import asyncio
import logging
import signal
import ssl
import sys
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

import click

from streams.settings import Settings
from streams.settings.report import SettingsError, load_settings, unknown_names

__all__ = ["kafka_problem", "run_async", "settings_or_exit"]

T = TypeVar("T")

_WRONG_SETTINGS: Final = 2
_TERMINATED: Final = 143
"""128 + SIGTERM."""


def settings_or_exit() -> Settings:
    """The settings; names that are no settings are warned of, wrong values end the command with exit status 2."""
    try:
        settings = load_settings()
    except SettingsError as error:
        for line in str(error).splitlines():
            click.echo(f"Error: {line}", err=True)
        sys.exit(_WRONG_SETTINGS)
    for warning in unknown_names():
        click.echo(f"Warning: {warning}", err=True)
    return settings


def run_async(coroutine: Coroutine[Any, Any, T], settings: Settings) -> T:
    """Run it to its end. Ctrl-C and SIGTERM cancel it, so that it can clean up; Kafka's errors become one line."""
    if settings.log_level != "DEBUG":
        # It logs every refused connection; what matters of it comes as an exception, once.
        logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        return asyncio.run(_cancelled_by_sigterm(coroutine))
    except asyncio.CancelledError:
        sys.exit(_TERMINATED)
    except Exception as error:
        if problem := kafka_problem(error, settings):
            raise click.ClickException(problem) from error
        raise


async def _cancelled_by_sigterm(coroutine: Coroutine[Any, Any, T]) -> T:
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await coroutine


def kafka_problem(error: Exception, settings: Settings) -> str | None:
    """What a person needs to know of an error of Kafka's: which broker, what went wrong, what to do; else None."""
    from aiokafka import errors

    where = f"Kafka at {settings.bootstrap_servers} (ITTIHAM_BOOTSTRAP_SERVERS)"
    tls = settings.security_protocol.endswith("SSL")
    answers: list[tuple[tuple[type[Exception], ...], str]] = [
        ((errors.KafkaConnectionError, errors.NodeNotReadyError), f"cannot reach {where}: {_reach_hint(settings)}"),
        (
            (errors.KafkaTimeoutError, errors.RequestTimedOutError),
            f"{where} did not answer in time: is it up, and have all partitions a leader?",
        ),
        (
            (errors.UnknownTopicOrPartitionError,),
            f"{where} lacks {_names(error)}: see `ittiham topics`",
        ),
        (
            (errors.AuthenticationFailedError, errors.SaslAuthenticationFailed),
            f"{where} refused the credentials: see ITTIHAM_SASL_MECHANISM, ITTIHAM_SASL_USERNAME and _PASSWORD",
        ),
        (
            (errors.UnknownError,) if settings.idempotent_producer else (),
            f"{where} failed; if it is `ittiham broker`, which has no idempotent producers, set "
            "ITTIHAM_IDEMPOTENT_PRODUCER=false",
        ),
        ((errors.KafkaError,), f"{where}: {_text(error)}"),
        (
            (ssl.SSLError, FileNotFoundError) if tls else (),
            f"TLS with {where}: {error}; see ITTIHAM_SSL_CAFILE, ITTIHAM_SSL_CERTFILE and ITTIHAM_SSL_KEYFILE",
        ),
    ]
    return next((answer for kinds, answer in answers if isinstance(error, kinds)), None)


def _reach_hint(settings: Settings) -> str:
    if settings.security_protocol == "PLAINTEXT":
        return "is it up? `ittiham broker` starts one for trying things out"
    hint = f"is it up, and does it speak {settings.security_protocol} (ITTIHAM_SECURITY_PROTOCOL) on that port?"
    if settings.security_protocol.startswith("SASL"):
        # aiokafka reports a refused password as it reports a broker that is not there.
        hint += " Does it know this user and password (ITTIHAM_SASL_USERNAME, ITTIHAM_SASL_PASSWORD)?"
    return hint


def _names(error: Exception) -> str:
    return " ".join(map(str, error.args)) or "the topic"


def _text(error: Exception) -> str:
    """`[Error 29] TopicAuthorizationFailedError: articles.raw` and the like, on one line."""
    return " ".join(str(error).split()) or type(error).__name__
