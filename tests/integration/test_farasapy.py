"""The farasapy backend against a real Java process that misbehaves on request.

Each test says which way of failing it was written for. The processes are real, the clock of the back-off is not.
"""

import asyncio
import contextlib
import hashlib
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from streams.segmentation.farasapy import FarasapySegmenter
from streams.segmentation.types import SegmenterUnavailable
from tests.integration.farasa_jar import compile_jar

BAD = "اختلال"
"""The word at which the jar does what its mode says."""
TEXT = f"قالت الجماعة، وأعلنت {BAD}!"
SEGMENTED = f"قالت الجماع+ة ، و+أعلنت {BAD} !"


class Rig:
    """A segmenter, what its jar does, its clock, and what it reported."""

    def __init__(self, jar: Path, mode_file: Path) -> None:
        self.jar = jar
        self.mode_file = mode_file
        self.now = 0.0
        self.restarts = 0
        self.mode("good")
        self.segmenter = self.make()

    def make(self, line_timeout: float = 20.0, max_line: int = 1000) -> FarasapySegmenter:
        self.segmenter = FarasapySegmenter(
            self.jar,
            line_timeout=line_timeout,
            max_line=max_line,
            on_restart=self.restarted,
            clock=lambda: self.now,
        )
        return self.segmenter

    def mode(self, mode: str) -> None:
        """What the next process does."""
        self.mode_file.write_text(mode, encoding="utf-8")

    def restarted(self) -> None:
        self.restarts += 1

    async def segmented(self, *texts: str) -> list[str]:
        return [segmentation.segmented for segmentation in await self.segmenter.segment(texts)]

    async def segmented_in_the_end(self, *texts: str) -> list[str]:
        """As the stream does it: again and again. For tests with time-outs that a busy machine may exceed by itself."""
        for _ in range(10):
            with contextlib.suppress(SegmenterUnavailable):
                return await self.segmented(*texts)
            self.now += 100
        return await self.segmented(*texts)


@pytest.fixture(scope="module")
def jar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_jar(tmp_path_factory.mktemp("farasa"))


@pytest.fixture
async def rig(jar: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Rig]:
    monkeypatch.setenv("FAKE_FARASA_MODE", str(tmp_path / "mode"))
    rig = Rig(jar, tmp_path / "mode")
    yield rig
    await rig.segmenter.stop()


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


async def test_words_go_to_the_jar_and_everything_else_stays_whole(rig: Rig) -> None:
    await rig.segmenter.start()
    (got,) = await rig.segmenter.segment(["وَأَعْلَنَتِ الجماعة 3+4 گفت"])
    assert list(got.segments) == ["و+أعلنت", "الجماع+ة", "3", "＋", "4", "گفت"]
    assert got.text[got.starts[0] : got.ends[0]] == "وَأَعْلَنَتِ"
    assert rig.segmenter.name == "farasapy-" + hashlib.sha256(rig.jar.read_bytes()).hexdigest()[:12]


async def test_blank_and_wordless_texts_never_reach_java(rig: Rig) -> None:
    assert await rig.segmented("", "  \n ", "100 %") == ["", "", "100 %"]
    assert rig.segmenter.health.pid is None


async def test_a_word_is_asked_once(rig: Rig) -> None:
    await rig.segmented("وأعلنت وأعلنت", "وأعلنت")
    rig.mode("dead")
    os.kill(rig.segmenter.health.pid or 0, signal.SIGKILL)
    assert await rig.segmented("وأعلنت") == ["و+أعلنت"]


async def test_long_lines_are_cut_and_come_back_whole(rig: Rig) -> None:
    words = [f"و{'ابتثجحخد'[i % 8]}{'ذرزسشصضط'[i // 8 % 8]}{'عغفقكلمن'[i // 64]}" for i in range(400)]
    rig.make(max_line=50)
    (got,) = await rig.segmenter.segment([" ".join(words)])
    assert [answer.replace("+", "") for answer in got.segments] == words
    assert all(answer.startswith("و+") for answer in got.segments)


@pytest.mark.parametrize("mode", ["die", "two", "blank", "bytes"])
async def test_one_bad_answer_costs_one_restart(rig: Rig, mode: str) -> None:
    """`two` shows one question later, when the answers are out of step."""
    rig.mode(mode)
    await rig.segmenter.start()
    first = rig.segmenter.health.pid
    rig.mode("good")
    assert await rig.segmented(TEXT) == [SEGMENTED]
    assert await rig.segmented("وقالت") == ["و+قالت"]
    assert first is not None
    assert is_gone(first)
    assert rig.restarts == 1
    assert (rig.segmenter.health.restarts, rig.segmenter.health.failures) == (1, 0)


@pytest.mark.parametrize("mode", ["hang", "none"])
async def test_silence_ends_with_the_time_out(rig: Rig, mode: str) -> None:
    rig.make(line_timeout=1.0)
    rig.mode(mode)
    await rig.segmenter.start()
    rig.mode("good")
    assert await rig.segmented_in_the_end(TEXT) == [SEGMENTED]
    assert rig.restarts >= 1
    assert "within 1 s" in (rig.segmenter.health.last_error or "")


async def test_noise_on_standard_error_does_not_stop_it(rig: Rig) -> None:
    """A megabyte is more than a pipe holds: unread, it would block Java for ever."""
    rig.mode("noise")
    assert await rig.segmented(TEXT) == [SEGMENTED]
    assert rig.restarts == 0


async def test_a_word_that_the_jar_breaks_up_stays_whole(rig: Rig) -> None:
    """In step, yet with too many words: asking again would give the same for ever."""
    rig.mode("split")
    assert await rig.segmented(TEXT) == [SEGMENTED]
    assert rig.restarts == 0


async def test_back_off_doubles_and_ends_with_an_answer(rig: Rig) -> None:
    rig.mode("dead")
    # The exit status is told if the process is gone by then, which a busy machine may delay.
    with pytest.raises(SegmenterUnavailable, match=r"no model here.*again in 1\.0 s"):
        await rig.segmenter.start()
    assert rig.restarts == 1  # the first restart waits for nothing
    with pytest.raises(SegmenterUnavailable, match=r"again in 1\.0 s"):
        await rig.segmented(TEXT)
    assert rig.restarts == 1
    for delay in (2, 4, 8, 16, 32, 60, 60):
        rig.now += 100
        with pytest.raises(SegmenterUnavailable, match=rf"again in {delay}\.0 s"):
            await rig.segmented(TEXT)
    rig.mode("good")
    rig.now += 100
    assert await rig.segmented(TEXT) == [SEGMENTED]
    assert rig.segmenter.health.failures == 0


async def test_a_word_that_kills_java_holds_nothing_up(rig: Rig) -> None:
    """Left to itself, the article would wait for ever, and all articles behind it."""
    rig.mode("die")
    with pytest.raises(SegmenterUnavailable):
        await rig.segmented("وأعلنت", TEXT, f"وقالت {BAD}")
    rig.now += 100
    assert await rig.segmented(TEXT, f"وقالت {BAD}") == [SEGMENTED, f"و+قالت {BAD}"]
    restarts = rig.restarts
    assert await rig.segmented(TEXT, "وأعلنوا") == [SEGMENTED, "و+أعلنوا"]
    assert rig.restarts <= restarts + 1


async def test_while_java_fails_at_every_word_none_is_left_whole(rig: Rig) -> None:
    rig.make(line_timeout=0.3)
    rig.mode("deaf")
    for _ in range(2):
        with pytest.raises(SegmenterUnavailable):
            await rig.segmented("وأعلنت وقالت")
        rig.now += 100
    rig.mode("good")
    assert await rig.segmented_in_the_end("وأعلنت وقالت") == ["و+أعلنت و+قالت"]


async def test_cancelling_kills_the_process_and_the_next_call_starts_another(rig: Rig) -> None:
    rig.mode("hang")
    await rig.segmenter.start()
    first = rig.segmenter.health.pid
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await rig.segmented(TEXT)
    assert rig.segmenter.health.pid is None
    rig.mode("good")
    assert await rig.segmented(TEXT) == [SEGMENTED]
    assert first is not None
    assert is_gone(first)


async def test_cancelling_the_start_leaves_no_process(rig: Rig) -> None:
    rig.mode("mute")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await rig.segmenter.start()
    await rig.segmenter.stop()
    assert rig.segmenter.health.pid is None


async def test_stop_does_not_wait_for_a_hanging_process(rig: Rig) -> None:
    rig.mode("hang")
    await rig.segmenter.start()
    pid = rig.segmenter.health.pid
    waiting = asyncio.create_task(rig.segmented(TEXT))
    await asyncio.sleep(0)
    await rig.segmenter.stop()
    with pytest.raises(SegmenterUnavailable, match="was stopped"):
        await waiting
    assert pid is not None
    assert is_gone(pid)
    await rig.segmenter.stop()


async def test_a_missing_jar_is_an_error_for_the_operator(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"Farasa\.jar: No such file.*ITTIHAM_FARASA_JAR"):
        await FarasapySegmenter(tmp_path / "Farasa.jar").start()


async def test_missing_java_says_so(rig: Rig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SegmenterUnavailable, match="java"):
        await rig.segmenter.start()
