"""Child processes that never outlive the process that started them, and the last lines of what they said."""

import asyncio
import codecs
import contextlib
import ctypes
import os
import re
import signal
import sys
from asyncio.subprocess import Process
from collections import deque
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1  # linux/prctl.h: the signal this process gets when its parent dies
_TERMINAL_CODES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_LONGEST_LINE = 2_000  # characters kept of a line: a runaway line must not fill the memory


def dying_with_parent() -> Callable[[], None] | None:
    """Return the ``preexec_fn`` that ties a child's life to this process, or None where the system has no such tie.

    A ``finally`` or an ``atexit`` hook does not run when the parent is killed with SIGKILL, so the kernel has to do it:
    Linux sends the child a signal of its choice when the *thread* that forked it ends (prctl(2), PR_SET_PDEATHSIG).
    Start such a child from a thread that lives as long as the child should. macOS has no counterpart: there a parent
    killed with SIGKILL leaves the child running.
    """
    if sys.platform != "linux":
        return None
    # Loaded before the fork: between fork and exec only plain calls are safe.
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def tie() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died between the fork and the call: the signal will never come
            os._exit(1)

    return tie


async def end(process: Process, patience: float) -> None:
    """End a child process: SIGTERM, and SIGKILL after ``patience`` seconds. Nothing happens to one that has ended."""
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):  # it may end by itself in between
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), patience)
    except TimeoutError:
        process.kill()
        await process.wait()


class LogRing:
    """The last lines a process wrote, without terminal codes: bounded, whatever it writes."""

    def __init__(self, lines: int = 50) -> None:
        self._lines: deque[str] = deque(maxlen=lines)
        self._rest = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the output, cut anywhere."""
        *lines, rest = (self._rest + self._decoder.decode(chunk)).split("\n")
        self._lines.extend(clean for line in lines if (clean := self._clean(line)))
        self._rest = rest[:_LONGEST_LINE]

    def tail(self, lines: int = 10) -> list[str]:
        """Return the last ``lines`` lines, oldest first, the unfinished one included."""
        unfinished = self._clean(self._rest)
        return [*self._lines, *([unfinished] if unfinished else [])][-lines:]

    @staticmethod
    def _clean(line: str) -> str:
        return _TERMINAL_CODES.sub("", line).rstrip()[:_LONGEST_LINE]
