"""Commands under test see the settings of the test, not those of whoever runs it."""

import os
from pathlib import Path

import pytest

from streams.settings import PREFIX


@pytest.fixture(autouse=True)
def no_settings_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No ITTIHAM_ variable, and a working directory without a .env."""
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
