"""Logs: readable lines or JSON, to standard error. No article text, no secret anywhere.

What a line is about goes beside the message, not into it: `logger.warning("…", extra=record_context(…))`. In JSON each
is a field of its own, in a readable line it follows the message as `name=value`.
"""

import logging
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from streams.records.outputs import Origin
from streams.settings import Settings

__all__ = ["batch_context", "configure_logging", "record_context"]

Extra = dict[str, dict[str, Any]]
"""The `extra` of a call of the logger."""

_CHATTY: Final = ("faust", "mode", "aiokafka")
"""Libraries whose debug lines would cost a fifth of the throughput and quote the articles."""
_EVERY_QUESTION: Final = "aiokafka.consumer.subscription_state"
"""It notes each partition that the lag is measured in as a new subscription: some thirty lines a minute under load."""
_ID_LENGTH: Final = 512
"""Characters of an article's id; a key may be longer, and is then no id."""


def configure_logging(settings: Settings) -> None:
    """Set up the root logger once, at the start of the process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonFormatter() if settings.log_format == "json" else _TextFormatter())
    handler.addFilter(_Sparing())
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(settings.log_level)))
    logging.getLogger(_EVERY_QUESTION).setLevel(logging.NOTSET if settings.log_level == "DEBUG" else logging.WARNING)
    logging.captureWarnings(capture=True)


class _Sparing(logging.Filter):
    """Lets aiokafka complain of the same only every so often: while a broker is away it does forty times a second."""

    def __init__(self, interval: float = 10.0, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._interval, self._clock = interval, clock
        self._said: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith("aiokafka") or record.levelno < logging.WARNING:
            return True
        # The template, not the message: there are few of them, and the messages differ in numbers only.
        said, now = (record.name, str(record.msg)), self._clock()
        if now - self._said.get(said, -self._interval) < self._interval:
            return False
        self._said[said] = now
        return True


def record_context(origin: Origin, key: bytes | None, **more: str) -> Extra:
    """Which record a line is about. The article's id is the record's key: the value may be unreadable."""
    article = key.decode(errors="replace")[:_ID_LENGTH] if key is not None else None
    place = {"topic": origin.topic, "partition": origin.partition, "offset": origin.offset}
    return {"context": {"article_id": article, **place, **more}}


def batch_context(origins: Iterable[Origin]) -> Extra:
    """Which records a batch held: first and last offset of each partition."""
    spans: dict[str, tuple[int, int]] = {}
    for origin in origins:
        place = f"{origin.topic}[{origin.partition}]"
        first, _ = spans.get(place, (origin.offset, 0))
        spans[place] = first, origin.offset
    return {"context": {"offsets": {place: f"{first}-{last}" for place, (first, last) in spans.items()}}}


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class _TextFormatter(logging.Formatter):
    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the base class's name
        context = getattr(record, "context", None) or {}
        # As JSON: an id may hold anything, a line break too.
        fields = "".join(f" {name}={orjson.dumps(value, default=str).decode()}" for name, value in context.items())
        return super().formatMessage(record) + fields


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if context := getattr(record, "context", None):
            line |= context
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()
