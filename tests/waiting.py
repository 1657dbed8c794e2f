"""Waiting for what another process does: with a limit, and with what it said when the limit is passed."""

import time
from collections.abc import Callable

__all__ = ["wait_until"]


def wait_until(
    condition: Callable[[], bool], timeout: float, explain: Callable[[], str] = str, interval: float = 0.1
) -> None:
    """Ask again and again until `condition` holds; raises TimeoutError with `explain()` after `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {timeout} s:\n{explain()}")
        time.sleep(interval)
