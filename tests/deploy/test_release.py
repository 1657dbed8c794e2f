"""What is released: wheel and sdist, and the installation that the image is made of, built here by the same script."""

import csv
import http.server
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from streams import __version__
from tests.deploy.test_image import environment, in_force
from tests.tools import ROOT, run

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Installation:
    """The two folders of the image, in a place of their own, and the released sources they were made from."""

    sources: Path
    dependencies: Path
    project: Path
    home: Path

    def ittiham(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """A command, with the image's environment and nothing else."""
        variables = {"HOME": str(self.home), "TMPDIR": str(self.home), "LANG": "C.UTF-8"}
        for name, value in environment("worker").items():
            moved = value.replace("/opt/dependencies", str(self.dependencies)).replace(
                "/opt/ittiham", str(self.project)
            )
            variables[name] = moved.replace(":$PATH", "")
        command = [shutil.which("ittiham", path=variables["PATH"]) or "ittiham", *arguments]
        return subprocess.run(command, env=variables, cwd="/", capture_output=True, timeout=60, check=False)

    def tree(self) -> dict[Path, tuple[int, int]]:
        """Every file, with its size and the time of its last change."""
        files = [path for folder in (self.dependencies, self.project, self.home) for path in folder.rglob("*")]
        return {path: (path.lstat().st_size, path.lstat().st_mtime_ns) for path in files}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make dist` puts into dist/."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    return folder


@pytest.fixture(scope="module")
def installation(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """What the Dockerfile's build stage makes, from the released sources."""
    folder = tmp_path_factory.mktemp("image")
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    sources = next(folder.glob("ittiham-*"))
    install = sources / "docker" / "install"
    made = Installation(sources, folder / "dependencies", folder / "ittiham", folder / "home")
    made.home.mkdir()
    run(install, "dependencies", made.dependencies, timeout=200)
    run(install, "project", made.project, made.dependencies, timeout=200)
    return made


@pytest.mark.timeout(400)
def test_it_runs_from_a_clean_installation(installation: Installation) -> None:
    version = installation.ittiham("--version")
    assert version.stdout.decode().strip() == f"ittiham, version {__version__}"
    for command in ("worker", "topics", "produce"):
        assert installation.ittiham(command, "--help").stdout.startswith(f"Usage: ittiham {command}".encode())


def test_it_makes_the_same_bytes_as_the_sources(installation: Installation) -> None:
    """Though Farasa's own files, most languages of Babel and all of pycountry's are gone from it."""
    articles = str(ROOT / "samples" / "articles.jsonl")
    ours = subprocess.run(
        [sys.executable, "-m", "streams", "enrich", articles],
        cwd=installation.sources,
        capture_output=True,
        timeout=60,
        check=True,
    )
    theirs = installation.ittiham("enrich", articles)
    assert theirs.returncode == 0, theirs.stderr.decode()
    assert theirs.stdout == ours.stdout
    assert theirs.stdout.count(b"\n") == 50


def test_schemas_samples_and_lexicon_are_inside(installation: Installation) -> None:
    package = installation.project / "streams"
    for folder in ("schemas", "samples"):
        inside = {path.relative_to(package / "_data") for path in (package / "_data" / folder).rglob("*.json*")}
        assert inside == {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.json*")}
    lexicon = Path("tagging") / "lexicon" / "data"
    assert {path.name for path in (package / lexicon).glob("*.txt")} == {
        path.name for path in (ROOT / "streams" / lexicon).glob("*.txt")
    }
    assert list((installation.project).glob("ittiham-*.dist-info/licenses/LICENSE"))


def test_it_writes_nothing(installation: Installation) -> None:
    """So its root file system can be read-only."""
    before = installation.tree()
    assert installation.ittiham("enrich", str(ROOT / "samples" / "articles.jsonl")).returncode == 0
    assert installation.tree() == before
    assert list(installation.home.iterdir()) == []


def test_any_user_can_read_it_and_only_its_owner_write(installation: Installation) -> None:
    """Root installs it, and user 10001, or whoever a cluster chooses, runs it."""
    for folder in (installation.dependencies, installation.project):
        modes = {path: path.stat().st_mode for path in folder.rglob("*") if not path.is_symlink()}
        assert [path for path, mode in modes.items() if mode & 0o004 == 0 or mode & 0o022] == []
        assert [path for path, mode in modes.items() if path.is_dir() and mode & 0o001 == 0] == []


def test_it_holds_no_tool_that_builds_and_is_small(installation: Installation) -> None:
    names = {path.name for path in installation.tree()}
    assert not names & {"pip", "setuptools", "wheel", "hatchling", "pytest", "gcc", "tansu"}
    sizes = {
        folder.name: sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_symlink())
        for folder in (installation.dependencies, installation.project)
    }
    print(json.dumps({name: f"{size / MEBIBYTE:.1f} MiB" for name, size in sizes.items()}))
    assert sizes["dependencies"] < 110 * MEBIBYTE
    assert sizes["ittiham"] < 25 * MEBIBYTE


def test_wheel_and_sdist_are_fit_to_be_published(dist: Path) -> None:
    files = sorted(path.name for path in dist.iterdir())
    assert files == [f"ittiham-{__version__}-py3-none-any.whl", f"ittiham-{__version__}.tar.gz"]
    run(sys.executable, "-m", "twine", "check", "--strict", *dist.iterdir())


def test_a_worker_grows_by_nothing_of_the_desk(installation: Installation) -> None:
    assert not (installation.project / "streams" / "desk").exists()
    names = {path.name for path in installation.dependencies.rglob("site-packages/*")}
    assert not names & {"fastapi", "uvicorn", "sqlalchemy", "alembic", "psycopg", "pyarrow"}
    done = installation.ittiham("desk")
    assert done.returncode == 1
    assert b"pip install 'ittiham[desk]'" in done.stderr


def test_the_wheel_is_what_is_in_the_image(dist: Path, installation: Installation) -> None:
    (wheel,) = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (record,) = [name for name in archive.namelist() if name.endswith("/RECORD")]
        released = hashes(archive.read(record).decode())
    (installed,) = installation.project.glob("*.dist-info/RECORD")
    assert released == {name: digest for name, digest in hashes(installed.read_text()).items() if name in released}
    assert any(name.endswith("places.txt") for name in released)


def hashes(record: str) -> dict[str, str]:
    return {name: digest for name, digest, _ in csv.reader(io.StringIO(record)) if name.startswith("streams/")}


def test_the_sdist_holds_the_sources_and_nothing_private(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "streams/__init__.py", "Makefile"} <= names
    private = [name for name in names if name.startswith(("secrets", ".venv", ".cache", ".git/", ".env"))]
    assert private == []


class Pages(http.server.ThreadingHTTPServer):
    """Answers /healthz with its `status`."""

    status = 200


class Page(http.server.BaseHTTPRequestHandler):
    """One answer."""

    server: Pages

    def do_GET(self) -> None:
        self.send_response(self.server.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def pages() -> Iterator[Pages]:
    with Pages(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(("status", "healthy"), [(200, True), (503, False)])
def test_the_health_check_of_the_image(pages: Pages, status: int, healthy: bool) -> None:
    pages.status = status
    check = in_force("worker", "HEALTHCHECK")
    command = json.loads(check[check.index("[") :])
    variables = os.environ | {"ITTIHAM_WEB_PORT": str(pages.server_port)}
    done = subprocess.run([sys.executable, *command[1:]], env=variables, capture_output=True, timeout=20, check=False)
    assert (done.returncode == 0) is healthy


def test_the_desk_is_put_beside_it(installation: Installation) -> None:
    """Last: it changes the installation, as the Dockerfile's stage build-desk does."""
    install = installation.sources / "docker" / "install"
    run(install, "desk", installation.project, installation.dependencies, timeout=200)
    done = installation.ittiham("desk", "--help")
    assert (done.returncode, done.stderr) == (0, b"")
    code = (
        "import streams.desk.running; from streams.desk.web.page import ASSETS; "
        "print((ASSETS / 'app.js').stat().st_size)"
    )
    python = installation.dependencies / "bin" / "python"
    environment = {"PYTHONPATH": str(installation.project)}
    done = subprocess.run([python, "-c", code], env=environment, cwd="/", capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert int(done.stdout) > 10_000
