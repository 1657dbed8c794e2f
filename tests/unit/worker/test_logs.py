"""What a log line says, in both formats."""

import json
import logging
from collections.abc import Iterator

import pytest

from streams.records.outputs import Origin
from streams.settings import Settings
from streams.worker.logs import _Sparing, batch_context, configure_logging, record_context

ORIGIN = Origin("articles.raw", 3, 17, 0.0)


@pytest.fixture(autouse=True)
def root_logger_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


def written(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def configure(log_format: str, level: str = "INFO") -> None:
    configure_logging(Settings.model_construct(log_format=log_format, log_level=level))


def test_json_line_has_each_fact_in_a_field(capsys: pytest.CaptureFixture[str]) -> None:
    configure("json")
    logging.getLogger("x").warning("dead-lettered: %s", "why", extra=record_context(ORIGIN, b"a1", reason="too_large"))
    line = json.loads(written(capsys))
    assert line.pop("time").endswith("Z")
    assert line == {
        "level": "WARNING",
        "logger": "x",
        "message": "dead-lettered: why",
        "article_id": "a1",
        "topic": "articles.raw",
        "partition": 3,
        "offset": 17,
        "reason": "too_large",
    }


def test_readable_line_has_them_after_the_message(capsys: pytest.CaptureFixture[str]) -> None:
    configure("text")
    logging.getLogger("x").warning("dead-lettered", extra=record_context(ORIGIN, b"a1"))
    expected = 'WARNING x: dead-lettered article_id="a1" topic="articles.raw" partition=3 offset=17\n'
    assert written(capsys).partition("Z ")[2] == expected


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_a_key_cannot_forge_a_line(capsys: pytest.CaptureFixture[str], log_format: str) -> None:
    configure(log_format)
    key = b"a1\n2017-01-01T00:00:00.000Z ERROR x: forged \xff" + b"x" * 10_000
    logging.getLogger("x").warning("bad", extra=record_context(ORIGIN, key))
    text = written(capsys)
    assert text.count("\n") == 1
    assert len(text) < 1000


def test_a_record_without_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    configure("json")
    logging.getLogger("x").warning("bad", extra=record_context(ORIGIN, None))
    assert json.loads(written(capsys))["article_id"] is None


def test_exception_is_part_of_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure("json")
    try:
        int("wrong")
    except ValueError:
        logging.getLogger("x").exception("failed")
    assert "ValueError: invalid literal" in json.loads(written(capsys))["exception"]


def test_debug_lines_only_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    configure("text")
    logging.getLogger("x").debug("batch done")
    assert written(capsys) == ""
    configure("text", "DEBUG")
    logging.getLogger("x").debug("batch done")
    logging.getLogger("aiokafka.consumer").debug("quotes an article")
    assert written(capsys).endswith("DEBUG   x: batch done\n")


async def test_what_measuring_lag_makes_aiokafka_say_is_no_news(capsys: pytest.CaptureFixture[str]) -> None:
    from aiokafka import TopicPartition
    from aiokafka.consumer.subscription_state import SubscriptionState

    for level, lines in (("INFO", 0), ("DEBUG", 2)):
        configure("text", level)
        state = SubscriptionState()
        for partition in range(2):
            state.assign_from_user([TopicPartition("articles.raw", partition)])
        assert written(capsys).count("Updating subscribed topics") == lines


def test_batch_names_first_and_last_offset_of_each_partition() -> None:
    origins = [Origin("raw", 0, 5, 0.0), Origin("raw", 1, 2, 0.0), Origin("raw", 0, 6, 0.0), Origin("raw", 0, 7, 0.0)]
    assert batch_context(origins) == {"context": {"offsets": {"raw[0]": "5-7", "raw[1]": "2-2"}}}


def test_aiokafka_complains_of_the_same_only_every_so_often() -> None:
    now = [0.0]
    spares = _Sparing(10.0, lambda: now[0])

    def passes(logger: str, message: str, level: int = logging.ERROR) -> bool:
        return spares.filter(logging.LogRecord(logger, level, "", 0, message, (1,), None))

    assert passes("aiokafka", "Unable connect to node with id %s")
    assert not passes("aiokafka", "Unable connect to node with id %s")
    assert passes("aiokafka", "Unable to update metadata from %s")
    assert all(passes("streams.worker.agents", "dead-lettered: %s", logging.WARNING) for _ in range(2))
    assert all(passes("aiokafka", "Joined group %s", logging.INFO) for _ in range(2))
    now[0] = 10.0
    assert passes("aiokafka", "Unable connect to node with id %s")
