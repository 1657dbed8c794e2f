"""The Kubernetes objects of each overlay, as `kustomize build` gives them, and the schemas they must fit."""

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.tools import ROOT, find_tool, run

OVERLAYS = ("dev", "production")
SCHEMAS = Path(__file__).parent / "schemas"
Json = Any


@dataclass(frozen=True)
class Manifests:
    """The objects of one overlay."""

    overlay: str
    objects: tuple[Json, ...]

    def of(self, kind: str) -> list[Json]:
        """All objects of a kind."""
        return [item for item in self.objects if item["kind"] == kind]

    def one(self, kind: str, name: str | None = None) -> Json:
        """The only object of a kind, or of a kind and a name."""
        found = [item for item in self.of(kind) if name in (None, item["metadata"]["name"])]
        assert len(found) == 1, f"expected one {kind} {name or ''}, found {len(found)}"
        return found[0]

    @property
    def pod(self) -> Json:
        """The worker's pod template."""
        return self.one("Deployment")["spec"]["template"]

    @property
    def container(self) -> Json:
        """The worker's only container."""
        (container,) = self.pod["spec"]["containers"]
        return container

    @property
    def settings(self) -> dict[str, str]:
        """What the worker's environment will hold."""
        (source,) = self.container["envFrom"]
        data: dict[str, str] = self.one("ConfigMap", source["configMapRef"]["name"])["data"]
        return data


@cache
def build(overlay: str) -> Manifests:
    """`kustomize build` of an overlay."""
    return Manifests(overlay, tuple(kustomize(ROOT / "k8s" / "overlays" / overlay)))


def kustomize(folder: Path) -> Iterator[Json]:
    """The objects of a kustomization, by kustomize or by the one inside kubectl."""
    program = find_tool("kustomize", "kubectl")
    verb = "build" if Path(program).name == "kustomize" else "kustomize"
    yield from yaml.safe_load_all(run(program, verb, folder))


def copy_of_k8s(target: Path) -> Path:
    """A copy of what kustomize reads, to change; gives its k8s folder."""
    for name in ("k8s", "monitoring"):
        shutil.copytree(ROOT / name, target / name)
    return target / "k8s"


def custom_schema(item: Json) -> Json | None:
    """The schema of a custom kind; None for a built-in one. Fails for a custom kind whose schema we do not have."""
    if "." not in item["apiVersion"].split("/")[0] or item["apiVersion"].split("/")[0].endswith(".k8s.io"):
        return None
    versions = json.loads((SCHEMAS / f"{item['kind']}.json").read_text())
    return strict(versions[item["apiVersion"]])


def strict(schema: Json) -> Json:
    """The schema as an API server takes it that prunes nothing: a field that is not in it is an error."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {
        key: {name: strict(part) for name, part in value.items()} if key == "properties" else strict(value)
        for key, value in schema.items()
    }
    open_ended = closed.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in closed
    if "properties" in closed and isinstance(closed["properties"], dict) and not open_ended:
        closed["additionalProperties"] = False
    if closed.pop("x-kubernetes-int-or-string", False):
        closed.pop("type", None)
        closed["anyOf"] = [{"type": "integer"}, {"type": "string"}]
    return closed


def env_file(path: Path) -> dict[str, str]:
    """The variables of a file of NAME=value lines."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def walk(node: Json) -> Iterator[Json]:
    """Every mapping inside a document."""
    children: Iterable[Json] = ()
    if isinstance(node, dict):
        yield node
        children = node.values()
    elif isinstance(node, list):
        children = node
    for child in children:
        yield from walk(child)
