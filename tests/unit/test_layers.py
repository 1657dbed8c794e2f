"""Layers import only downwards: what enriches knows neither Kafka nor settings nor the command line.

Read from the sources, not from `sys.modules`, so that imports inside functions count too.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import streams

PACKAGE = Path(streams.__file__).parent
CORE = ("articles", "contracts", "enrichment", "records", "resources", "segmentation", "sentences", "tagging")
"""The modules and packages of enrichment, and what they may import of ours."""
LIBRARIES = {"jsonschema_rs", "orjson"}
"""What enrichment itself may import of others: nothing that talks to anybody."""
PACKAGES = {"segmentation": {"farasa"}, "tagging": {"babel", "pycountry"}}
"""What each of the layers below may; of ours nothing but itself (tagging reads what segmentation gives)."""
BELOW = {"segmentation": ("segmentation",), "tagging": ("tagging", "segmentation.types")}


def sources(*names: str) -> Iterator[Path]:
    for name in names:
        path = PACKAGE / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""


def foreign(path: Path, ours: tuple[str, ...], libraries: set[str]) -> list[str]:
    allowed = tuple(f"streams.{name}" for name in ours)
    return [
        name
        for name in imported(path)
        if name.partition(".")[0] not in sys.stdlib_module_names | libraries
        and name != "streams"
        and not any(name == one or name.startswith(f"{one}.") for one in allowed)
    ]


@pytest.mark.parametrize("path", list(sources(*CORE)), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_enrichment_knows_nothing_above_it(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0]
    assert foreign(path, BELOW.get(layer, CORE), PACKAGES.get(layer, LIBRARIES)) == []


def test_an_import_upwards_would_be_seen() -> None:
    assert foreign(PACKAGE / "agents.py", CORE, LIBRARIES) != []
    assert "streams.settings" in foreign(PACKAGE / "segmenters.py", CORE, LIBRARIES)
