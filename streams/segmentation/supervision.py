"""Keeps one Java process of Farasa's answering: numbers its lines, restarts it with back-off, says how it is."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from streams.segmentation.jvm import Jvm, JvmError
from streams.segmentation.types import SegmenterUnavailable

__all__ = ["JvmHealth", "JvmSupervisor", "LineFailedError"]

logger = logging.getLogger(__name__)

_SERIALS: Final = 10_000


class LineFailedError(SegmenterUnavailable):
    """Java starts, but fails at this line."""


@dataclass(frozen=True, slots=True)
class JvmHealth:
    """How the Java process is."""

    pid: int | None
    """Process id, None while no process runs."""
    restarts: int
    """Processes started after the first."""
    failures: int
    """Failures in a row, 0 when the last line was answered."""
    last_error: str | None
    """The last failure, also when the process has recovered."""


class JvmSupervisor:
    """Asks Java, starting it when none runs. One question at a time; may be cancelled, which kills the process.

    A line is a serial number, which the jar gives back as it is, and words: answers that have got out of step with
    questions show by their number.
    """

    def __init__(
        self,
        jar: Path,
        *,
        start_timeout: float,
        line_timeout: float,
        first_delay: float,
        longest_delay: float,
        on_restart: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """All times in seconds, see `FarasapySegmenter`."""
        self._jar = jar
        self._start_timeout, self._line_timeout = start_timeout, line_timeout
        self._first_delay, self._longest_delay = first_delay, longest_delay
        self._on_restart, self._clock = on_restart, clock
        self._jvm: Jvm | None = None
        self._started = self._failures = self._serial = 0
        self._not_before = 0.0
        self._stopped = False
        self._last_error: str | None = None

    @property
    def health(self) -> JvmHealth:
        """How the process is now."""
        pid = None if self._jvm is None else self._jvm.pid
        return JvmHealth(pid, max(0, self._started - 1), self._failures, self._last_error)

    def allow(self) -> None:
        """Processes may be started (again)."""
        self._stopped = False

    def forbid(self) -> None:
        """Kill the process, so that whoever waits for it stops waiting, and start none any more."""
        self._stopped = True
        if self._jvm is not None:
            self._jvm.kill()

    async def drop(self) -> None:
        """Kill the process and wait until it is gone."""
        jvm, self._jvm = self._jvm, None
        if jvm is not None:
            await jvm.stop()

    async def ask(self, words: Sequence[str]) -> list[str]:
        """Java's answers for the words, asked a second time when the first fails.

        Raises `SegmenterUnavailable` when that fails too, or if it is too early to start Java again; its subclass
        `LineFailedError` when Java could be started.
        """
        while True:
            started = False
            try:
                await self._run()
                started = True
                answers = await self.ask_once(words)
            except JvmError as error:
                delay = await self._failed(error)
                if self._failures > 1:
                    kind = LineFailedError if started else SegmenterUnavailable
                    raise kind(f"{error}; Java is started again in {delay:.1f} s") from error
            else:
                self._failures = 0
                return answers

    async def ask_once(self, words: Sequence[str]) -> list[str]:
        """Java's answers for the words, from the process that runs. Raises `JvmError`."""
        if self._jvm is None:
            raise JvmError("no Java process runs")
        self._serial = (self._serial + 1) % _SERIALS
        serial, *answers = (await self._jvm.ask(f"{self._serial} {' '.join(words)}")).split()
        if serial.replace("+", "") != str(self._serial):
            msg = f"Farasa's Java process answered out of step: expected line {self._serial}, got {serial[:20]!r}"
            raise JvmError(msg)
        if len(answers) == len(words):
            return [answer.replace(";", "").replace("++", "+").strip("+") for answer in answers]
        if len(words) == 1:  # in step, but the jar reads the word as several: as other tokens do, it stays whole
            return list(words)
        return [answer for word in words for answer in await self.ask_once([word])]

    async def _run(self) -> None:
        if self._jvm is not None and self._jvm.pid is not None:
            return
        if self._stopped:
            raise SegmenterUnavailable("the segmenter was stopped; start it again")
        wait = self._not_before - self._clock()
        if wait > 0:
            raise SegmenterUnavailable(f"{self._last_error}; Java is started again in {wait:.1f} s")
        await self.drop()
        self._jvm = Jvm(self._jar, start_timeout=self._start_timeout, line_timeout=self._line_timeout)
        self._started += 1
        if self._started > 1:
            self._on_restart()
        await self._jvm.start()

    async def _failed(self, error: JvmError) -> float:
        """Kill Java; gives the seconds until it may be started again: 0 after a first failure, then more and more."""
        self._failures += 1
        self._last_error = str(error)
        logger.warning("%s (failure %d in a row)", error, self._failures)
        await self.drop()
        exponent = min(self._failures - 2, 32)
        delay = min(self._longest_delay, self._first_delay * 2**exponent) if exponent >= 0 else 0.0
        self._not_before = self._clock() + delay
        return delay
