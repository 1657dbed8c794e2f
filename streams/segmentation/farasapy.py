"""QCRI's own segmenter (the jar) as a backend, for whoever wants the original build.

Farasa reads one word at a time, so only words are sent, each once as long as the cache keeps it. They are made of
Arabic letters only, so as many come back as were sent.
"""

import asyncio
import hashlib
import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from streams.segmentation.cache import CacheInfo, TwoGenerationCache
from streams.segmentation.jvm import JvmError
from streams.segmentation.model import Model
from streams.segmentation.source import ModelDataError, installed_source
from streams.segmentation.store import default_cache_dir, load_model
from streams.segmentation.supervision import JvmHealth, JvmSupervisor, LineFailedError
from streams.segmentation.tokens import TokenList, tokenize
from streams.segmentation.types import Segmentation

__all__ = ["FarasapySegmenter", "JvmHealth"]

logger = logging.getLogger(__name__)

_SENT: Final = re.compile("[ء-غف-ي]{1,30}")
"""What the jar can split: it breaks words with other letters up, and takes minutes for very long ones."""
_HARMLESS: Final = "اختبار"
"""A word ("test") that any Farasa answers; farasapy itself starts with it."""


class FarasapySegmenter:
    """Waits on a Java process; may be cancelled at any time, which kills the process and costs a restart.

    When the process fails, it is started again and asked once more. When that fails too, `SegmenterUnavailable` is
    raised, and again at once for `first_delay` seconds, twice as long after each further failure, up to
    `longest_delay`. A word at which a process fails that has just answered another stays whole: one word must not
    hold up all that come after it.
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
        self._max_line = max_line
        self._cache = TwoGenerationCache(cache_size)
        self._lock = asyncio.Lock()
        self._name: str | None = None
        self._suspects: frozenset[str] = frozenset()
        self._model: Model | None = None
        self._supervisor = JvmSupervisor(
            jar,
            start_timeout=start_timeout,
            line_timeout=line_timeout,
            first_delay=first_delay,
            longest_delay=longest_delay,
            on_restart=on_restart,
            clock=clock,
        )

    @property
    def name(self) -> str:
        """`farasapy-` and the first 12 digits of the jar's SHA-256. Raises `ModelDataError` if it is not there."""
        if self._name is None:
            self._name = f"farasapy-{_sha256(self._jar)[:12]}"
        return self._name

    @property
    def health(self) -> JvmHealth:
        """How the Java process is now."""
        return self._supervisor.health

    def cache_info(self) -> CacheInfo:
        """Hits, misses and size of the cache of answers; a word counts once for each call of `segment`."""
        return self._cache.info()

    async def start(self) -> None:
        """Start Java. Raises `ModelDataError` if the jar cannot be read, `SegmenterUnavailable` if Java fails."""
        logger.info("segmenting with %s (%s)", self._jar, self.name)
        self._supervisor.allow()
        self._model = self._model or await asyncio.to_thread(load_model, installed_source(), default_cache_dir())
        async with self._lock:
            await self._supervisor.ask([_HARMLESS])

    def frequency(self, word: str) -> float | None:
        """The decimal logarithm of a bare word's share of running words in Farasa's data; None if it was never seen.

        Of the data that PyFarasa ships: the jar does not tell.
        """
        return None if self._model is None else self._model.facts(word)[0]

    async def stop(self) -> None:
        """Kill Java and wait until it is gone; whoever waits for an answer gets `SegmenterUnavailable`."""
        self._supervisor.forbid()
        async with self._lock:
            await self._supervisor.drop()

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
        for line in _lines((word for word in asked if word not in self._suspects), self._max_line):
            self._keep(answers, line, await self._ask(line))
        for word in asked:
            if word not in answers:
                self._keep(answers, [word], [await self._ask_suspect(word)])
        return answers

    def _keep(self, answers: dict[str, str], words: list[str], got: list[str]) -> None:
        for word, answer in zip(words, got, strict=True):
            answers[word] = answer
            self._cache.put(word, answer)

    async def _ask(self, line: list[str]) -> list[str]:
        try:
            return await self._supervisor.ask(line)
        except LineFailedError:
            self._suspects = frozenset(line)  # to be asked one by one next time
            raise

    async def _ask_suspect(self, word: str) -> str:
        """Ask for one word of a line that Java failed at; whose fault that was shows now."""
        await self._supervisor.ask([_HARMLESS])
        try:
            (answer,) = await self._supervisor.ask_once([word])
        except JvmError as error:
            logger.warning("a word of %d letters is left whole, Java fails at it: %s", len(word), error)
            await self._supervisor.drop()
            answer = word
        self._suspects -= {word}
        return answer


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


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        msg = f"cannot read Farasa's jar {path}: {error.strerror}; set ITTIHAM_FARASA_JAR to FarasaSegmenterJar.jar"
        raise ModelDataError(msg) from error
