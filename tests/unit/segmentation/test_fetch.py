"""Fetching the archive: only what has the hash that was asked for is unpacked."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from streams.segmentation.fetch import FetchError, fetch_farasa


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "farasa_bin.zip"
    with zipfile.ZipFile(path, "w") as contents:
        contents.writestr("farasa_bin/lib/FarasaSegmenterJar.jar", b"a jar")
        contents.writestr("farasa_bin/README", b"text")
        contents.writestr("../../outside.jar", b"elsewhere")
    return path


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_right_archive_is_unpacked_inside_the_folder(archive: Path, tmp_path: Path) -> None:
    dest = tmp_path / "new" / "dest"
    jars = fetch_farasa(archive.as_uri(), sha256(archive).upper(), dest)
    assert jars == [dest / "farasa_bin/lib/FarasaSegmenterJar.jar", dest / "outside.jar"]
    assert jars[0].read_bytes() == b"a jar"
    assert not list(tmp_path.glob("*.jar"))


def test_another_archive_is_refused_and_nothing_is_left(archive: Path, tmp_path: Path) -> None:
    dest = tmp_path / "dest"
    with pytest.raises(
        FetchError, match=rf"expected SHA-256 0{{64}} of .*, found {sha256(archive)}; nothing was unpacked"
    ):
        fetch_farasa(archive.as_uri(), "0" * 64, dest)
    assert list(dest.iterdir()) == []


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html>not found</html>")
    with pytest.raises(FetchError, match="expected a zip archive"):
        fetch_farasa(page.as_uri(), sha256(page), tmp_path / "dest")


@pytest.mark.parametrize(
    ("url", "digest", "message"),
    [
        ("https://example.org/a.zip", "abc", "64 hexadecimal digits"),
        ("https://example.org/a.zip", "g" * 64, "64 hexadecimal digits"),
        ("http://example.org/a.zip", "0" * 64, "expected an https: or file: address"),
        ("file:///nowhere/a.zip", "0" * 64, "cannot fetch file:///nowhere/a.zip"),
    ],
)
def test_wrong_questions(url: str, digest: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=message):
        fetch_farasa(url, digest, tmp_path)
