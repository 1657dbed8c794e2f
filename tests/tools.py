"""Programs that some tests need and a machine may lack."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.kafka.plugin import missing_tool

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / ".cache" / "bin"
"""Where `.ci/tools` puts them."""


def find_tool(*names: str) -> str:
    """The path of the first of these programs that is here; skips the test (fails it under CI) if none is."""
    for name in names:
        if found := shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), str(TOOLS)])):
            return found
    missing_tool(f"{' or '.join(names)} is not installed: .ci/tools puts it into .cache/bin")
    raise AssertionError("not reached: the line above never returns")


def run(*command: str | Path, cwd: Path = ROOT, timeout: float = 120) -> str:
    """Standard output of a command that must succeed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=timeout, check=False)
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout
