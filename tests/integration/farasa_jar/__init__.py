"""A jar that speaks the protocol of Farasa's, compiled when a test asks for it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_SOURCE = Path(__file__).with_name("FakeFarasa.java")


def compile_jar(folder: Path) -> Path:
    """The jar, compiled into `folder`. Skips the test where there is no JDK, fails it there when CI=true."""
    for tool in ("java", "javac", "jar"):
        if shutil.which(tool) is None:
            reason = f"{tool} is missing: the farasapy backend is tested against a real Java process (install a JDK)"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
    classes = folder / "classes"
    subprocess.run(["javac", "-encoding", "UTF-8", "-d", classes, _SOURCE], check=True)
    jar = folder / "FakeFarasa.jar"
    subprocess.run(["jar", "--create", "--file", jar, "--main-class", "FakeFarasa", "-C", classes, "."], check=True)
    return jar
