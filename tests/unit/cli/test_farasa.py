"""`ittiham fetch-farasa`: an archive that is checked, unpacked, and said how to use."""

import hashlib
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from streams.cli import main


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "farasa.zip"
    with zipfile.ZipFile(path, "w") as contents:
        contents.writestr("farasa_bin/lib/FarasaSegmenterJar.jar", b"PK")
        contents.writestr("farasa_bin/lib/FarasaPOSJar.jar", b"PK")
    return path


def fetch(archive: Path, sha256: str) -> Result:
    arguments = ["fetch-farasa", "--url", archive.as_uri(), "--sha256", sha256, "--dest", "into"]
    return CliRunner().invoke(main, arguments)


def test_the_jars_are_listed_and_the_settings_to_use_them(archive: Path, tmp_path: Path) -> None:
    result = fetch(archive, hashlib.sha256(archive.read_bytes()).hexdigest())
    jars = [f"into/farasa_bin/lib/{name}.jar" for name in ("FarasaPOSJar", "FarasaSegmenterJar")]
    assert (result.exit_code, result.stdout.splitlines()) == (0, jars)
    assert result.stderr == f"Use it with ITTIHAM_SEGMENTER=farasapy ITTIHAM_FARASA_JAR={tmp_path / jars[1]}\n"


def test_an_archive_with_another_hash_is_refused(archive: Path, tmp_path: Path) -> None:
    result = fetch(archive, "0" * 64)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: expected SHA-256 {'0' * 64} of file:")
    assert list((tmp_path / "into").iterdir()) == []


def test_an_archive_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = fetch(tmp_path / "nosuch.zip", "0" * 64)
    assert result.exit_code == 1
    assert "nosuch.zip" in result.stderr
