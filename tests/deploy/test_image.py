"""The Dockerfile promises what its readers rely on. What its steps make is tested in test_release.py."""

import fnmatch
import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from streams.settings import Settings
from tests.deploy.dockerfile import lineage, read_dockerfile
from tests.tools import ROOT, find_tool

ARGUMENTS, STAGES = read_dockerfile(ROOT / "Dockerfile")
IMAGES = ("worker", "farasapy", "desk")
BUILDERS = [stage for stage in STAGES if stage.name.startswith("build")]


def in_force(image: str, keyword: str) -> str:
    return [arguments for word, arguments in lineage(STAGES, image) if word == keyword][-1]


def environment(image: str) -> dict[str, str]:
    pairs = [pair for word, rest in lineage(STAGES, image) if word == "ENV" for pair in shlex.split(rest)]
    return dict(pair.split("=", 1) for pair in pairs)


def test_it_has_the_stages_that_its_head_tells_of() -> None:
    assert [stage.name for stage in STAGES] == ["build", "build-desk", "base", "farasapy", "desk", "worker"]


def buildkit(text: str) -> subprocess.CompletedProcess[str]:
    """BuildKit's own reading of a Dockerfile, with the warnings of its linter as errors."""
    checker = find_tool("dockerfile-check")
    return subprocess.run([checker], input=text, capture_output=True, text=True, timeout=20, check=False)


def test_buildkit_reads_it_as_these_tests_do() -> None:
    done = buildkit((ROOT / "Dockerfile").read_text())
    assert done.returncode == 0, done.stderr
    theirs = [(stage["Name"], stage["Commands"]) for stage in json.loads(done.stdout)]
    assert theirs == [(stage.name, [keyword for keyword, _ in stage.instructions]) for stage in STAGES]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("USER root", "USRE root", "unknown instruction"),
        ("HEALTHCHECK --interval=15s", "HEALTHCHECK --interval=often", "invalid duration"),
        ("AS farasapy", "as farasapy", "FromAsCasing"),
    ],
)
def test_buildkit_does_refuse(old: str, new: str, complaint: str) -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert old in text
    done = buildkit(text.replace(old, new))
    assert done.returncode == 1
    assert complaint in done.stderr


def test_bases_are_pinned_by_version() -> None:
    named = {stage.name for stage in STAGES}
    outside = {stage.base for stage in STAGES if stage.base not in named}
    assert outside == {ARGUMENTS["PYTHON_IMAGE"]}
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", ARGUMENTS["PYTHON_IMAGE"])


@pytest.mark.parametrize("image", IMAGES)
def test_it_runs_as_a_number_that_is_not_root(image: str) -> None:
    """A number, because Kubernetes cannot see whether a name is root's."""
    assert in_force(image, "USER") == "10001:10001"


@pytest.mark.parametrize("image", IMAGES)
def test_signals_reach_the_worker(image: str) -> None:
    assert json.loads(in_force(image, "ENTRYPOINT")) == ["ittiham"]
    assert json.loads(in_force(image, "CMD")) == ["desk" if image == "desk" else "worker"]
    assert in_force(image, "STOPSIGNAL") == "SIGTERM"


def test_only_the_build_stage_builds() -> None:
    """Nothing that compiles or installs is in the result: it takes two folders from the build stage."""
    result = [stage for stage in STAGES if stage not in BUILDERS]
    steps = [line for stage in BUILDERS for line in stage.all("RUN")]
    assert [line for line in steps if "docker/install" in line] == steps
    copies = [line for stage in result for line in stage.all("COPY")]
    assert [line for line in copies if not line.startswith("--from=")] == []
    assert sum(line.startswith("--from=build ") for line in copies) == 2
    base = next(stage for stage in STAGES if stage.name == "base")
    assert all("pip uninstall" in line and "pip install" not in line for line in base.all("RUN"))


def test_java_is_in_the_optional_target_only() -> None:
    farasapy = next(stage for stage in STAGES if stage.name == "farasapy")
    with_java = [stage.name for stage in STAGES if any("jre" in line for line in stage.all("RUN"))]
    assert with_java == ["farasapy"]
    assert any("sha256sum --check" in line for line in farasapy.all("RUN")), "the jar is checked"
    assert STAGES[-1].name == "worker", "and what `docker build` makes without --target is without it"


@pytest.mark.parametrize("image", IMAGES)
def test_the_environment_names_known_settings(image: str) -> None:
    names = {name.removeprefix("ITTIHAM_").lower() for name in environment(image) if name.startswith("ITTIHAM_")}
    assert names
    assert names <= set(Settings.model_fields)


def test_it_is_found_where_it_is_put() -> None:
    base = next(stage for stage in STAGES if stage.name == "base")
    folders = [line.split()[-1] for line in base.all("COPY")]
    assert folders == ["/opt/dependencies", "/opt/ittiham"]
    run = " ".join(STAGES[0].all("RUN"))
    assert "docker/install dependencies /opt/dependencies" in run
    assert "docker/install project /opt/ittiham /opt/dependencies" in run, "scripts name the folder they are made for"
    assert environment("worker")["PYTHONPATH"] == "/opt/ittiham"
    assert environment("worker")["PATH"].split(":")[:2] == ["/opt/ittiham/bin", "/opt/dependencies/bin"]


def test_health_is_asked_on_the_port_of_the_worker() -> None:
    check = in_force("worker", "HEALTHCHECK")
    command = json.loads(check[check.index("[") :])
    assert command[:2] == ["python", "-c"]
    compile(command[2], "HEALTHCHECK", "exec")
    assert "/healthz" in command[2]
    assert f"'ITTIHAM_WEB_PORT', {Settings.model_fields['web_port'].default}" in command[2]
    assert in_force("worker", "EXPOSE") == str(Settings.model_fields["web_port"].default)


def test_labels_say_what_it_is() -> None:
    labels = dict(pair.split("=", 1) for pair in shlex.split(in_force("worker", "LABEL")))
    prefix = "org.opencontainers.image."
    assert labels[f"{prefix}version"] == "${VERSION}", "from streams/__init__.py, by `make image`"
    assert labels[f"{prefix}source"] == "${SOURCE}"
    assert labels[f"{prefix}licenses"].startswith("MIT")
    assert "research" in labels["ittiham.licence-note"]


def test_the_context_has_what_is_copied_and_nothing_else() -> None:
    kept = [line[1:] for line in ignore_lines() if line.startswith("!")]
    copied = [part for stage in BUILDERS for line in stage.all("COPY") for part in line.split()[:-1]]
    assert sorted(kept) == sorted(copied)
    assert ignore_lines()[0] == "*"
    assert [name for name in kept if not (ROOT / name).exists()] == []


def test_no_secret_and_no_cache_gets_into_a_layer() -> None:
    last_words = [line for line in ignore_lines() if not line.startswith("!")][1:]
    assert {"**/__pycache__", "**/*.pyc"} <= set(last_words)
    kept = [line[1:] for line in ignore_lines() if line.startswith("!")]
    for name in (".env", "secrets/kafka-password", ".git/config", ".venv/pyvenv.cfg", ".cache/bin/promtool"):
        assert not any(fnmatch.fnmatch(name, f"{folder}*") for folder in kept), name


def ignore_lines() -> list[str]:
    lines = Path(ROOT / ".dockerignore").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]
