"""What is written in two places is the same in both: versions, locked packages, generated manifests."""

import importlib.metadata
import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

from streams import __version__
from tests.tools import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock", "docker/build.lock", "docker/desk.lock")


def locked(name: str) -> dict[NormalizedName, Version]:
    """The packages of a lock that are for this Python and system, by canonical name."""
    lines = [
        line for line in (ROOT / name).read_text().splitlines() if "==" in line and not line.startswith((" ", "#"))
    ]
    pairs = [Requirement(line.rstrip(" \\")) for line in lines]
    ours = [pair for pair in pairs if pair.marker is None or pair.marker.evaluate()]
    return {canonicalize_name(pair.name): Version(str(pair.specifier).removeprefix("==")) for pair in ours}


def wanted(*groups: list[str]) -> list[Requirement]:
    """Requirements of pyproject.toml, without the project's own name."""
    requirements = [Requirement(text) for group in groups for text in group]
    return [requirement for requirement in requirements if requirement.name != "ittiham"]


def generator() -> ModuleType:
    specification = importlib.util.spec_from_file_location("generate", ROOT / "k8s" / "generate.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_locks_answer_what_the_project_asks_for() -> None:
    """After a change of the dependencies: `make lock`."""
    extras = PROJECT["optional-dependencies"].values()
    for lock, requirements in (
        ("requirements.lock", wanted(PROJECT["dependencies"])),
        ("docker/desk.lock", wanted(PROJECT["dependencies"], PROJECT["optional-dependencies"]["desk"])),
        ("requirements-dev.lock", wanted(PROJECT["dependencies"], *extras)),
    ):
        versions = locked(lock)
        unmet = [
            str(requirement)
            for requirement in requirements
            if not (version := versions.get(canonicalize_name(requirement.name)))
            or version not in requirement.specifier
        ]
        assert unmet == [], f"{lock} is older than pyproject.toml: make lock"


def test_the_image_gets_what_was_tested() -> None:
    everything = locked("requirements-dev.lock")
    for name in ("requirements.lock", "docker/build.lock", "docker/desk.lock"):
        assert {
            package: version for package, version in locked(name).items() if everything.get(package) != version
        } == {}


def test_what_runs_these_tests_is_what_is_locked() -> None:
    found = {
        canonicalize_name(item.metadata["Name"]): Version(item.version) for item in importlib.metadata.distributions()
    }
    other = {name: (found[name], version) for name, version in locked("requirements-dev.lock").items() if name in found}
    assert {name: pair for name, pair in other.items() if pair[0] != pair[1]} == {}
    assert len(other) > 80


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_its_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    blocks = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", text))
    assert all("--hash=sha256:" in block for block in blocks if block.strip())
    assert "://" not in text


def test_the_version_is_the_same_everywhere() -> None:
    kustomization = yaml.safe_load((ROOT / "k8s" / "base" / "kustomization.yaml").read_text())
    assert {image["name"]: image["newTag"] for image in kustomization["images"]} == {"ittiham": __version__}
    newest = re.search(r"(?m)^## (\S+)", (ROOT / "CHANGELOG.md").read_text())
    assert newest
    assert newest[1] in (__version__, "Unreleased")


def test_sections_that_the_files_refer_to_exist() -> None:
    operations = (ROOT / "docs" / "operations.md").read_text()
    headings = set(re.findall(r"(?m)^##+ (.+)$", operations))
    named = {
        section
        for folder in ("k8s", "docker")
        for path in (ROOT / folder).rglob("*.yaml")
        for section in re.findall(r'docs/operations\.md, "(\w+)"', path.read_text())
    }
    assert named == {"Scaling", "Capacity"}
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([\w-]+)\)", operations)) <= anchors
    (threshold,) = re.findall(r'lagThreshold: "(\d+)"', (ROOT / "k8s" / "base" / "scaling.yaml").read_text())
    assert f"`lagThreshold` ({int(threshold):,})" in operations
    assert named <= headings


@pytest.mark.parametrize("path", list(generator().outputs()), ids=lambda path: Path(path).name)
def test_generated_manifests_are_up_to_date(path: Path) -> None:
    assert path.read_text() == generator().outputs()[path], "make manifests"


def test_generated_manifests_follow_their_sources(tmp_path: Path) -> None:
    rules, boards = tmp_path / "prometheus" / "rules", tmp_path / "grafana" / "dashboards"
    rules.mkdir(parents=True)
    boards.mkdir(parents=True)
    (rules / "b.yml").write_text("groups: [{name: b, rules: []}]")
    (rules / "a.yml").write_text("groups: [{name: a, rules: [{record: x, expr: '1'}]}]")
    (boards / "stream.json").write_text("{}")
    made = yaml.safe_load(generator().prometheus_rule(tmp_path))
    assert [group["name"] for group in made["spec"]["groups"]] == ["a", "b"]
    (config_map,) = yaml.safe_load(generator().dashboards(tmp_path))["configMapGenerator"]
    assert config_map["files"] == ["grafana/dashboards/stream.json"]
