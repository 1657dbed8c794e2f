"""Watching processes that are not children of the tests."""

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def must_end(pid: int, timeout: float = 10) -> Iterator[None]:
    """Fail unless the process, alive on entry, has ended within ``timeout`` seconds of the end of the block.

    It holds the process by a descriptor (Linux): neither a zombie nor another process of the same number deceives it.
    """
    descriptor = os.pidfd_open(pid)
    try:
        assert not _ended(descriptor, 0), f"process {pid} had ended before it should"
        yield
        assert _ended(descriptor, timeout), f"process {pid} still runs after {timeout} s"
    finally:
        os.close(descriptor)


def _ended(descriptor: int, timeout: float) -> bool:
    return bool(select.select([descriptor], [], [], timeout)[0])
