"""What unit tests share."""

import os
from pathlib import Path

import pytest

from streams.settings import PREFIX


@pytest.fixture
def no_settings_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No ITTIHAM_ variable, and a working directory without a .env: what is tested sees the settings of the test."""
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
