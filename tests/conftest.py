"""Fixtures for all tests."""

import signal

from hypothesis import settings

pytest_plugins = ["tests.kafka.plugin"]


def pytest_configure() -> None:
    """Let Ctrl-C reach the children, as in a terminal: a run in the background of a script inherits it as ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


settings.register_profile("ittiham", deadline=None)  # a machine may be slow; no test is timed
settings.load_profile("ittiham")
