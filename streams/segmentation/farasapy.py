"""QCRI's own segmenter (the jar) as a backend, for whoever wants the original build.

Farasa reads one word at a time, so only words are sent, each once as long as the cache keeps it: a line is a serial
number, which the jar gives back as it is, and words. The number shows when answers have got out of step with questions;
and since the words are made of Arabic letters only, as many come back as were sent.
"""

import asyncio
import hashlib
import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from streams.segmentation.cache import CacheInfo, TwoGenerationCache
from streams.segmentation.jvm import Jvm, JvmError
from streams.segmentation.tokens import TokenList, tokenize
from streams.segmentation.types import Segmentation, SegmenterUnavailable

__all__ = ["FarasapySegmenter", "JvmHealth"]

logger = logging.getLogger(__name__)

_SENT: Final = re.compile("[ء-غف-ي]{1,30}")
"""What the jar can split: it breaks words with other letters up, and takes minutes for very long ones."""
_SERIALS: Final = 10_000


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


class FarasapySegmenter:
    """Waits on a Java process; may be cancelled at any time, which kills the process and costs a restart.

    When the process fails, it is started again and asked once more. When that fails too, `SegmenterUnavailable` is
    raised, and again at once for `first_delay` seconds, twice as long after each further failure, up to
    `longest_delay`.
    """

    def __init__(
        self,
        jar: Path,
        *,
        cache_size: int = 100_000,
        start_timeout: float = 60.0,
        line_timeout: float = 10.0,
        max_line: int = 1000,
        first_delay: float = 1.0,
        longest_delay: float = 60.0,
        on_restart: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Times in seconds, `max_line` in letters; `on_restart` is called for each process after the first."""
        self._jar = jar
        self._timeouts = {"start_timeout": start_timeout, "line_timeout": line_timeout}
        self._max_line = max_line
        self._first_delay, self._longest_delay = first_delay, longest_delay
        self._on_restart, self._clock = on_restart, clock
        self._cache = TwoGenerationCache(cache_size)
        self._lock = asyncio.Lock()
        self._jvm: Jvm | None = None
        self._name: str | None = None
        self._started = self._failures = self._serial = 0
        self._not_before = 0.0
        self._stopped = False
        self._last_error: str | None = None

    @property
    def name(self) -> str:
        """`farasapy-` and the first 12 digits of the jar's SHA-256. Raises `OSError` when there is no such jar."""
        if self._name is None:
            self._name = f"farasapy-{_sha256(self._jar)[:12]}"
        return self._name

    @property
    def health(self) -> JvmHealth:
        """How the Java process is now."""
        pid = None if self._jvm is None else self._jvm.pid
        return JvmHealth(pid, max(0, self._started - 1), self._failures, self._last_error)

    def cache_info(self) -> CacheInfo:
        """Hits, misses and size of the cache of answers."""
        return self._cache.info()

    async def start(self) -> None:
        """Start Java. Raises `OSError` if the jar cannot be read, `SegmenterUnavailable` if Java does not answer."""
        logger.info("segmenting with %s (%s)", self._jar, self.name)
        self._stopped = False
        async with self._lock:
            await self._ask(["اختبار"])

    async def stop(self) -> None:
        """Kill Java and wait until it is gone; whoever waits for an answer gets `SegmenterUnavailable`."""
        self._stopped = True
        if self._jvm is not None:
            self._jvm.kill()
        async with self._lock:
            await self._drop()

    async def segment(self, texts: Sequence[str]) -> list[Segmentation]:
        """Segment each text, in order. Raises `SegmenterUnavailable` while Java does not answer."""
        async with self._lock:
            tokens = [tokenize(text) for text in texts]
            answers = await self._answers(word for token_list in tokens for word in token_list.words)
        return [_segmentation(text, found, answers) for text, found in zip(texts, tokens, strict=True)]

    async def _answers(self, words: Iterable[str]) -> dict[str, str]:
        """The answer for each word: a kept one, the word itself if Farasa does not split it, else Java's."""
        answers: dict[str, str] = {}
        asked: list[str] = []
        for word in dict.fromkeys(words):
            if _SENT.fullmatch(word) is None:
                answers[word] = word.replace("+", "＋")
            elif (known := self._cache.get(word)) is not None:
                answers[word] = known
            else:
                asked.append(word)
        for line in _lines(asked, self._max_line):
            for word, answer in zip(line, await self._ask(line), strict=True):
                answers[word] = answer
                self._cache.put(word, answer)
        return answers

    async def _ask(self, words: list[str]) -> list[str]:
        while True:
            try:
                jvm = await self._running()
                answers = await self._exchange(jvm, words)
            except JvmError as error:
                await self._failed(error)
            else:
                self._failures = 0
                return answers

    async def _running(self) -> Jvm:
        if self._jvm is not None and self._jvm.pid is not None:
            return self._jvm
        if self._stopped:
            raise SegmenterUnavailable("the segmenter was stopped; start it again")
        wait = self._not_before - self._clock()
        if wait > 0:
            raise SegmenterUnavailable(f"{self._last_error}; Java is started again in {wait:.1f} s")
        await self._drop()
        self._jvm = Jvm(self._jar, **self._timeouts)
        self._started += 1
        if self._started > 1:
            self._on_restart()
        await self._jvm.start()
        return self._jvm

    async def _failed(self, error: JvmError) -> None:
        """Kill Java and say when it may be started again: at once after a first failure."""
        self._failures += 1
        self._last_error = str(error)
        logger.warning("%s (failure %d in a row)", error, self._failures)
        await self._drop()
        if self._failures > 1:
            delay = min(self._longest_delay, self._first_delay * 2 ** (self._failures - 2))
            self._not_before = self._clock() + delay
            raise SegmenterUnavailable(f"{error}; Java is started again in {delay:.1f} s") from error

    async def _drop(self) -> None:
        jvm, self._jvm = self._jvm, None
        if jvm is not None:
            await jvm.stop()

    async def _exchange(self, jvm: Jvm, words: list[str]) -> list[str]:
        self._serial = (self._serial + 1) % _SERIALS
        serial, *answers = (await jvm.ask(f"{self._serial} {' '.join(words)}")).split()
        if serial.replace("+", "") != str(self._serial):
            raise JvmError(
                f"Farasa's Java process answered out of step: expected line {self._serial}, got {serial[:20]!r}"
            )
        if len(answers) == len(words):
            return [_clean(answer) for answer in answers]
        if len(words) == 1:  # in step, but the jar reads the word as several: as with other signs, it stays whole
            return words
        return [answer for word in words for answer in await self._exchange(jvm, [word])]


def _segmentation(text: str, tokens: TokenList, answers: dict[str, str]) -> Segmentation:
    return Segmentation(text, tokens.words, tokens.starts, tokens.ends, [answers[word] for word in tokens.words])


def _lines(words: Iterable[str], max_line: int) -> Iterator[list[str]]:
    """Words in lines of at most `max_line` letters and spaces: the jar's interactive mode breaks on long lines."""
    line: list[str] = []
    length = 0
    for word in words:
        if line and length + 1 + len(word) > max_line:
            yield line
            line, length = [], 0
        line.append(word)
        length += 1 + len(word)
    if line:
        yield line


def _clean(answer: str) -> str:
    return answer.replace(";", "").replace("++", "+").strip("+")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
