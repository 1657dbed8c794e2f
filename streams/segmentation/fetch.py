"""Fetching QCRI's archive of Farasa, on request only: farasapy does it unasked, not checking whom it talks to."""

import hashlib
import hmac
import tempfile
import zipfile
from http.client import HTTPException
from pathlib import Path
from typing import IO, Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import build_opener

__all__ = ["FetchError", "fetch_farasa"]

_CHUNK: Final = 1 << 20
_TIMEOUT: Final = 60.0
"""Seconds without a byte."""
_MOST_BYTES: Final = 2 << 30
"""The archive has some hundreds of megabytes; what is unpacked must stay below this, too."""


class FetchError(RuntimeError):
    """The archive could not be fetched, or is not the one that was asked for."""


def fetch_farasa(url: str, sha256: str, dest: Path) -> list[Path]:
    """Fetch the zip archive at `url` and unpack it into the folder `dest`; gives the jars in it.

    Nothing is unpacked unless the archive has the SHA-256 given (64 hexadecimal digits). The server's certificate is
    verified. Raises `FetchError`; raises `OSError` when `dest` cannot be written.
    """
    if len(sha256) != 64 or set(sha256.lower()) - set("0123456789abcdef"):
        raise FetchError(f"expected the archive's SHA-256 as 64 hexadecimal digits, got {sha256!r}")
    if urlsplit(url).scheme not in {"https", "file"}:
        raise FetchError(f"expected an https: or file: address, got {url!r}")
    dest.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=dest) as archive:
        found = _download(url, archive)
        if not hmac.compare_digest(found, sha256.lower()):
            raise FetchError(f"expected SHA-256 {sha256.lower()} of {url}, found {found}; nothing was unpacked")
        archive.seek(0)
        return _unpack(archive, dest)


def _download(url: str, archive: IO[bytes]) -> str:
    """Write what is at `url` to `archive`; gives its SHA-256."""
    digest = hashlib.sha256()
    size = 0
    try:
        with build_opener().open(url, timeout=_TIMEOUT) as response:  # verifies certificates
            if urlsplit(response.geturl()).scheme != urlsplit(url).scheme:
                raise FetchError(f"{url} sends on to {response.geturl()}, which is no {urlsplit(url).scheme}: address")
            while chunk := response.read(_CHUNK):
                size += len(chunk)
                if size > _MOST_BYTES:
                    raise FetchError(f"expected at most {_MOST_BYTES} bytes at {url}")
                digest.update(chunk)
                archive.write(chunk)
    except (URLError, HTTPException, TimeoutError) as error:
        raise FetchError(f"cannot fetch {url}: {error}") from error
    return digest.hexdigest()


def _unpack(archive: IO[bytes], dest: Path) -> list[Path]:
    try:
        with zipfile.ZipFile(archive) as contents:
            members = [member for member in contents.infolist() if not member.is_dir()]
            if sum(member.file_size for member in members) > _MOST_BYTES:
                raise FetchError(f"expected at most {_MOST_BYTES} bytes in the archive")
            # ZipFile.extract drops drive letters, leading slashes and `..`.
            paths = [Path(contents.extract(member, dest)) for member in members]
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise FetchError(f"expected a zip archive: {error}") from error
    return sorted(path for path in paths if path.suffix == ".jar")
