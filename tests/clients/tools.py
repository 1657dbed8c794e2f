"""Getting what foreign programs need, once, into `.cache/clients`, by lockfiles."""

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson

from tests.tools import ROOT, find_tool, run

__all__ = ["EXAMPLES", "go_program", "java_program", "node_check", "node_packages", "node_program"]

HERE = Path(__file__).parent
EXAMPLES = ROOT / "examples"
CACHE = ROOT / ".cache" / "clients"
_TIMEOUT = 600  # seconds, for a download on a slow line or a build on a busy machine
_CHECK = 120  # seconds, for a validator on a busy machine


def node_program(name: str) -> Sequence[str]:
    """The command of a program of `examples/javascript`, with the packages of its lockfile."""
    node, npm = find_tool("node"), find_tool("npm")
    source = EXAMPLES / "javascript"

    def make(folder: Path) -> None:
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("node_modules"))
        run(npm, "ci", "--no-audit", "--no-fund", cwd=folder, timeout=_TIMEOUT)

    return node, str(_made(source, make) / name)


def node_packages() -> Path:
    """The `node_modules` of the lockfile of `tests/clients/npm`."""
    npm, source = find_tool("npm"), HERE / "npm"

    def make(folder: Path) -> None:
        folder.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(source / name, folder)
        # None of them needs to run anything to be installed.
        run(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=folder, timeout=_TIMEOUT)

    return _made(source, make, only="package*.json") / "node_modules"


def node_check(name: str, given: object, *arguments: str) -> Any:
    """What a program of `tests/clients/npm` says, as JSON, of what it is given on standard input, as JSON."""
    node, environment = find_tool("node"), os.environ | {"NODE_PATH": str(node_packages())}
    command = [node, str(HERE / "npm" / name), *arguments]
    done = subprocess.run(
        command, input=orjson.dumps(given), capture_output=True, env=environment, timeout=_CHECK, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return orjson.loads(done.stdout)


def java_program(name: str) -> Sequence[str]:
    """The command of a program of `examples/java`, with the jars of its `pom.xml`."""
    java, maven = find_tool("java"), find_tool("mvn")
    source = EXAMPLES / "java"

    def make(folder: Path) -> None:
        copy = ("-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={folder}")
        run(maven, *copy, cwd=source, timeout=_TIMEOUT)

    jars = _made(source, make, only="pom.xml")
    return java, "-XX:TieredStopAtLevel=1", "-cp", f"{jars}/*", str(source / name)


def go_program(name: str) -> Sequence[str]:
    """The command of a program of `examples/go`, built."""
    go = find_tool("go")
    source = EXAMPLES / "go"

    def make(folder: Path) -> None:
        folder.mkdir()
        run(go, "build", "-mod=readonly", "-o", f"{folder}/", "./...", cwd=source, timeout=_TIMEOUT)

    return (str(_made(source, make) / name),)


def _made(source: Path, make: Callable[[Path], None], only: str = "**/*") -> Path:
    """A folder of the cache, named after what it is made from; two runs at a time make it once."""
    files = sorted(path for path in source.glob(only) if path.is_file() and "node_modules" not in path.parts)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:8]
    CACHE.mkdir(parents=True, exist_ok=True)
    folder, half = CACHE / f"{source.name}-{digest}", CACHE / f"{source.name}-{digest}.half"
    with (CACHE / f"{source.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            shutil.rmtree(half, ignore_errors=True)
            make(half)
            half.rename(folder)
    return folder
