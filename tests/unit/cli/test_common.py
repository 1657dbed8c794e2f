"""Errors of Kafka in words, and async code that ends cleanly."""

import asyncio
import os
import signal
import ssl

import click
import pytest
from aiokafka import errors

from streams.cli.common import kafka_problem, run_async
from streams.settings import Settings

PLAIN = Settings.model_construct(bootstrap_servers="k:9092")
TLS = Settings.model_construct(bootstrap_servers="k:9092", security_protocol="SASL_SSL")


@pytest.mark.parametrize(
    ("error", "settings", "said"),
    [
        (errors.KafkaConnectionError("x"), PLAIN, "is it up? `ittiham broker` starts one"),
        (errors.KafkaConnectionError("x"), TLS, "does it speak SASL_SSL (ITTIHAM_SECURITY_PROTOCOL) on that port?"),
        (errors.KafkaTimeoutError(), PLAIN, "did not answer in time"),
        (errors.UnknownTopicOrPartitionError("t"), PLAIN, "lacks t: see `ittiham topics`"),
        (errors.SaslAuthenticationFailed(), TLS, "refused the credentials: see ITTIHAM_SASL_MECHANISM"),
        (errors.TopicAuthorizationFailedError("t"), PLAIN, "TopicAuthorizationFailedError: t"),
        (errors.UnknownError(), PLAIN, "if it is `ittiham broker`"),
        (ssl.SSLError("bad"), TLS, "TLS with Kafka at k:9092"),
        (FileNotFoundError("ca.crt"), TLS, "see ITTIHAM_SSL_CAFILE"),
    ],
)
def test_an_error_of_kafka_is_one_line_that_names_the_broker(error: Exception, settings: Settings, said: str) -> None:
    problem = kafka_problem(error, settings) or ""
    assert "Kafka at k:9092 (ITTIHAM_BOOTSTRAP_SERVERS)" in problem
    assert said in problem
    assert "\n" not in problem


@pytest.mark.parametrize("error", [ValueError("x"), FileNotFoundError("x")])
def test_any_other_error_is_not_kafkas(error: Exception) -> None:
    assert kafka_problem(error, PLAIN) is None


async def fail(error: Exception) -> None:
    raise error


def test_an_error_of_kafka_ends_the_command() -> None:
    with pytest.raises(click.ClickException, match="k:9092"):
        run_async(fail(errors.KafkaConnectionError("x")), PLAIN)


def test_a_bug_stays_a_traceback() -> None:
    with pytest.raises(ZeroDivisionError):
        run_async(fail(ZeroDivisionError()), PLAIN)


async def interrupted(number: signal.Signals, cleaned: list[bool]) -> None:
    try:
        os.kill(os.getpid(), number)
        await asyncio.sleep(60)
    finally:
        cleaned.append(True)


def test_sigterm_lets_the_command_clean_up_and_ends_it_with_its_status() -> None:
    cleaned: list[bool] = []
    with pytest.raises(SystemExit) as caught:
        run_async(interrupted(signal.SIGTERM, cleaned), PLAIN)
    assert (caught.value.code, cleaned) == (143, [True])


def test_ctrl_c_lets_the_command_clean_up() -> None:
    cleaned: list[bool] = []
    with pytest.raises(KeyboardInterrupt):
        run_async(interrupted(signal.SIGINT, cleaned), PLAIN)
    assert cleaned == [True]
