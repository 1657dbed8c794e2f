"""What the tests of the page need: npm's packages, fetched once, and a Chromium."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from tests.tools import ROOT, find_tool

__all__ = ["PAGE", "chromium", "page_workshop"]

PAGE = ROOT / "streams" / "desk" / "page"


def page_workshop() -> Path:
    """A folder with the sources of the page and the locked packages, in .cache; skips the test where npm is missing."""
    npm, lock = find_tool("npm"), (PAGE / "package-lock.json").read_bytes()
    folder = ROOT / ".cache" / "desk-page" / hashlib.sha256(lock).hexdigest()[:16]
    if not (folder / "node_modules" / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PAGE / name, folder / name)
        # No scripts: nothing that is downloaded gets to run while it is installed.
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)
        (folder / "node_modules" / "done").touch()
    for name in ("src", "build.mjs", "tsconfig.json"):
        source, target = PAGE / name, folder / name
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    return folder


def chromium() -> str:
    """Debian's; skips the test where there is none."""
    return find_tool("chromium", "chromium-browser", "google-chrome")
