"""The jars of Apache Kafka, fetched once by Maven from the pinned ``pom.xml`` and kept in ``.cache/kafka``."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
POM = HERE / "pom.xml"
CACHE = HERE.parents[1] / ".cache" / "kafka"
_MINIMUM_JAVA = 17  # what the server of Kafka 4.x needs
_FETCH_TIMEOUT = 900  # seconds; 45 MB, on a slow line


class KafkaUnavailableError(RuntimeError):
    """Java, Maven or the jars cannot be had here; the text says which, and what to do."""


@dataclass(frozen=True)
class KafkaRuntime:
    """What it takes to run a Kafka server."""

    java: Path
    jars: Path  # a directory of nothing but jars
    version: str

    def command(self, main_class: str, *arguments: str) -> list[str]:
        """Return the command line of a Kafka class, with a JVM set for a fast start on a shared machine."""
        jvm = [
            *("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"),
            *("-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true"),
            f"-Dlog4j2.configurationFile={HERE / 'log4j2.properties'}",
        ]
        return [str(self.java), *jvm, "-cp", f"{self.jars}/*", main_class, *arguments]


def kafka_version() -> str:
    """Return the version that ``pom.xml`` pins."""
    version = ET.parse(POM).findtext(".//{*}properties/{*}kafka.version")
    if not version:
        raise KafkaUnavailableError(f"expected a property kafka.version in {POM}, found none")
    return version


def jar_directory() -> Path:
    """Return where the jars of this very ``pom.xml`` belong, whether they are there or not."""
    digest = hashlib.sha256(POM.read_bytes()).hexdigest()[:8]
    return CACHE / f"{kafka_version()}-{digest}"


def runtime() -> KafkaRuntime:
    """Return the runtime, fetching the jars if need be; raises KafkaUnavailableError."""
    java, jars = find_java(), jar_directory()
    if not jars.is_dir():
        maven = shutil.which("mvn")
        if maven is None:
            raise KafkaUnavailableError("Maven (mvn) is not installed, and the jars of Apache Kafka are not cached yet")
        fetch(maven, jars)
    return KafkaRuntime(java, jars, kafka_version())


def find_java() -> Path:
    """Return a Java that Kafka 4 runs on: that of JAVA_HOME, else of PATH."""
    home = os.environ.get("JAVA_HOME")
    found = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if found is None or not os.access(found, os.X_OK):
        raise KafkaUnavailableError(f"Java {_MINIMUM_JAVA} or newer is not installed")
    answer = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"\S+ (\d+)", answer)  # "openjdk 17.0.15 2025-04-15"; Java 8 does not know the option
    if version is None or int(version[1]) < _MINIMUM_JAVA:
        raise KafkaUnavailableError(
            f"Java {_MINIMUM_JAVA} or newer is needed, {found} is {answer.split(chr(10))[0] or 'older'}"
        )
    return Path(found)


def fetch(maven: str, jars: Path) -> None:
    """Fill ``jars``: all of it or nothing, once, even when two test runs start together."""
    with _locked(jars.parent):
        if jars.is_dir():  # the run that held the lock before us did it
            return
        unfinished = Path(tempfile.mkdtemp(prefix=".fetching-", dir=jars.parent))
        try:
            _copy_dependencies(maven, unfinished)
            unfinished.chmod(0o755)
            unfinished.rename(jars)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def _copy_dependencies(maven: str, target: Path) -> None:
    command = [maven, "--quiet", "--batch-mode", "--file", str(POM), "dependency:copy-dependencies"]
    options = [f"-DoutputDirectory={target}", "-DincludeScope=runtime"]
    try:
        subprocess.run([*command, *options], check=True, capture_output=True, text=True, timeout=_FETCH_TIMEOUT)
    except subprocess.CalledProcessError as error:
        raise KafkaUnavailableError(f"Maven could not fetch Apache Kafka:\n{error.stdout[-2000:]}") from error
    except subprocess.TimeoutExpired as error:
        raise KafkaUnavailableError(f"Maven did not fetch Apache Kafka within {_FETCH_TIMEOUT} s") from error


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    """Hold the directory's lock; the system lets it go if we die."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
