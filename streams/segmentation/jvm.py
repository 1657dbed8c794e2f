"""One Java process running QCRI's jar, driven through farasapy's interactive mode and kept on a short lead.

farasapy itself waits for an answer for ever, starts a new process without saying so when the pipe breaks, and never
reads standard error, whose pipe then fills up and stops Java. Here every wait has a time-out, a new process is only
started by `start`, and standard error is read by a thread of its own.
"""

import asyncio
import contextlib
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

__all__ = ["Jvm", "JvmError"]

_Answer = TypeVar("_Answer")
_LAST_WORDS: Final = 5
"""Lines of standard error that are kept for the error message."""
_EXIT_TIMEOUT: Final = 5.0
"""Seconds for a killed process to be gone: the kernel needs milliseconds."""

_DYING: Final = 0.5
"""Seconds to wait for the exit status and the last words of a process that has closed its pipes."""


class JvmError(Exception):
    """The process died, hangs, cannot be started or does not speak the protocol."""


class Jvm:
    """A Java process that answers a line with a line. May be cancelled at any await: the process is then killed."""

    def __init__(self, jar: Path, *, start_timeout: float, line_timeout: float) -> None:
        """Time-outs in seconds."""
        self._jar = jar
        self._start_timeout = start_timeout
        self._line_timeout = line_timeout
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="farasapy")
        self._process: subprocess.Popen[bytes] | None = None
        self._farasa: Any = None
        self._last_words: deque[str] = deque(maxlen=_LAST_WORDS)
        self._killed = threading.Event()

    @property
    def pid(self) -> int | None:
        """Process id while the process can be asked."""
        if self._killed.is_set() or self._process is None or self._process.poll() is not None:
            return None
        return self._process.pid

    async def start(self) -> None:
        """Start the process and wait for its first answer. Raises `JvmError`."""
        await self._wait_for(self._launch, self._start_timeout, "its first answer")

    async def ask(self, line: str) -> str:
        """The answer to one line, which must not be blank. Raises `JvmError`."""
        return await self._wait_for(lambda: self._segment(line), self._line_timeout, "an answer")

    async def stop(self) -> None:
        """Kill the process and wait until it is gone. Safe to call twice."""
        self.kill()
        self._thread.shutdown(wait=False)
        if self._process is not None:
            await asyncio.to_thread(self._process.wait, _EXIT_TIMEOUT)
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):  # an answer that was never read, a question never sent
                        pipe.close()

    def kill(self) -> None:
        """Kill the process without waiting. Whoever waits for its answer gets an end of file."""
        self._killed.set()
        if self._process is not None:
            self._process.kill()

    async def _wait_for(self, work: Callable[[], _Answer], seconds: float, what: str) -> _Answer:
        future = asyncio.get_running_loop().run_in_executor(self._thread, work)
        future.add_done_callback(_retrieve)
        try:
            return await asyncio.wait_for(asyncio.shield(future), seconds)
        except TimeoutError:
            self.kill()
            with contextlib.suppress(Exception):
                await future
            raise JvmError(self._told(f"{what} did not come within {seconds:g} s")) from None
        except asyncio.CancelledError:
            self.kill()
            raise
        except JvmError:
            raise
        except Exception as error:  # whatever farasapy lets through: broken pipes, undecodable bytes
            self.kill()
            raise JvmError(self._told(f"{type(error).__name__}: {error}")) from error

    def _launch(self) -> None:
        # Only this submodule is imported: the package's own __init__ may be farasapy's, PyFarasa's or gone.
        from farasa.segmenter import FarasaSegmenter

        def initialize_task_proc(farasa: Any) -> None:
            farasa.task_proc = self._spawn(farasa.command)

        overrides = {
            "initialize_task_proc": initialize_task_proc,
            "check_java_version": lambda _: None,  # starts one more Java, without a time-out
            "base_dir": Path(tempfile.gettempdir()),  # its folder `tmp`; the package's own may be read-only
        }
        supervised = type("SupervisedFarasaSegmenter", (FarasaSegmenter,), overrides)
        self._farasa = supervised(interactive=True, binary_path=str(self._jar), cache=False, logging_level="CRITICAL")

    def _segment(self, line: str) -> str:
        answer: str = self._farasa.segment(line)
        if not answer:
            raise JvmError(self._ended("it closed its output or answered with an empty line"))
        return answer

    def _spawn(self, command: list[str]) -> subprocess.Popen[bytes]:
        """In place of farasapy's own, which it also calls, unasked, when the pipe is broken."""
        if self._process is not None or self._killed.is_set():
            raise JvmError(self._ended("it no longer reads its input"))
        pipe = subprocess.PIPE
        # A session of its own: a Ctrl-C in the terminal is for the worker, which then stops Java in its own time.
        # farasapy made the command from `java` and the jar's path, both the operator's.
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True)  # noqa: S603
        if self._killed.is_set():  # cancelled meanwhile, when there was nothing to kill yet
            self._process.kill()
        self._drainer = threading.Thread(target=self._drain, args=(self._process,), daemon=True, name="farasapy-stderr")
        self._drainer.start()
        return self._process

    def _drain(self, process: subprocess.Popen[bytes]) -> None:
        for line in process.stderr or ():
            self._last_words.append(line.decode("utf-8", "replace").strip())

    def _ended(self, what: str) -> str:
        """For the thread: wait a moment for what a dying process leaves behind."""
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_DYING)
                self._drainer.join(_DYING)
        return self._told(what)

    def _told(self, what: str) -> str:
        code = None if self._process is None else self._process.poll()
        ended = "" if code is None else f", exit status {code}"
        last_words = f"; standard error ends with: {' / '.join(self._last_words)}" if self._last_words else ""
        return f"Farasa's Java process: {what}{ended}{last_words}"


def _retrieve(future: "asyncio.Future[Any]") -> None:
    """An answer that nobody waits for any more is nobody's error."""
    if not future.cancelled():
        future.exception()
