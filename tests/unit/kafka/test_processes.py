"""The ring keeps the last lines of a process's output, whatever the process writes; a child ends when it is told to."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.kafka.processes import LogRing, end

DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"


@pytest.mark.parametrize(("before", "code"), [("", -signal.SIGTERM), (DEAF, -signal.SIGKILL)])
async def test_a_child_ends_by_sigterm_or_else_by_sigkill(before: str, code: int) -> None:
    program = f"{before}\nprint('ready', flush=True)\nimport time; time.sleep(60)"
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=PIPE)
    assert child.stdout is not None
    assert await child.stdout.readline() == b"ready\n"
    await end(child, patience=0.1 if before else 30)
    await end(child, patience=0)  # it has ended: no error
    assert child.returncode == code


def test_lines_cut_anywhere_come_out_whole_and_without_terminal_codes() -> None:
    ring = LogRing()
    for chunk in (b"\x1b[31mERROR\x1b[0m broker: add", b"ress in use\r\n\n  at ma", b"in"):
        ring.feed(chunk)
    assert ring.tail() == ["ERROR broker: address in use", "  at main"]


def test_a_character_cut_in_two_is_still_one() -> None:
    ring = LogRing()
    first, second = "خ".encode()[:1], "خ".encode()[1:]
    ring.feed(first)
    ring.feed(second + b"\n")
    assert ring.tail() == ["خ"]


def test_a_line_without_end_is_cut() -> None:
    ring = LogRing()
    for _ in range(100):
        ring.feed(b"x" * 4096)
    assert [len(line) for line in ring.tail()] == [2_000]


@given(st.lists(st.binary(max_size=40)), st.integers(1, 5))
def test_it_is_bounded_whatever_comes(chunks: list[bytes], lines: int) -> None:
    ring = LogRing(lines)
    for chunk in chunks:
        ring.feed(chunk)
    assert len(ring.tail(100)) <= lines + 1
