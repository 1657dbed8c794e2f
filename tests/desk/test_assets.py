"""What is committed of the page is what its sources give, and all that it needs is in the wheel."""

import re
import subprocess
from pathlib import Path

import pytest

from streams.desk.web.page import ASSETS
from tests.desk.page import page_workshop
from tests.tools import ROOT, find_tool, run

REMEDY = "run `npm ci && npm run build` in streams/desk/page"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.timeout(700)
def test_the_assets_are_what_the_sources_give(tmp_path: Path) -> None:
    workshop = page_workshop()
    run(find_tool("node"), "build.mjs", tmp_path / "assets", cwd=workshop)
    built, committed = files(tmp_path / "assets"), files(ASSETS)
    assert built.keys() == committed.keys(), REMEDY
    assert [name for name in built if built[name] != committed[name]] == [], REMEDY


@pytest.mark.timeout(700)
def test_the_sources_keep_their_types() -> None:
    run(find_tool("node"), "node_modules/typescript/bin/tsc", "--noEmit", cwd=page_workshop())


def test_nothing_comes_from_elsewhere() -> None:
    known = {"www.w3.org"}
    """Of names in SVG, which nobody fetches."""
    for name, content in files(ASSETS).items():
        if name.endswith((".js", ".css", ".html", ".svg")):
            found = set(re.findall(rb"(?:https?:)?//([a-z0-9.-]+\.[a-z]{2,})", content))
            assert {host.decode() for host in found} <= known, name


def test_the_fonts_bring_their_licences() -> None:
    for family in ("readex-pro", "noto-naskh-arabic"):
        text = (ASSETS / "fonts" / f"{family}-OFL.txt").read_text()
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "with Reserved Font Name" not in text, "a subset of a reserved name would have to be renamed"
    fonts = {path.name.split("-arabic-wght")[0].split("-latin-wght")[0] for path in (ASSETS / "fonts").glob("*.woff2")}
    assert fonts == {"readex-pro", "noto-naskh-arabic"}


def test_the_wheel_holds_the_page_and_not_its_sources(tmp_path: Path) -> None:
    import sys
    import zipfile

    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert {f"streams/desk/assets/{name}" for name in files(ASSETS)} <= set(names)
    assert "streams/desk/store/migrations/versions/0001_first.py" in names
    assert not [name for name in names if name.startswith("streams/desk/page") or "node_modules" in name]
