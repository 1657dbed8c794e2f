"""Rooms import only downwards, and none reaches into another's private names.

Read from the sources, not from `sys.modules`, so that imports inside functions count too.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import streams

PACKAGE = Path(streams.__file__).parent
BELOW = {
    "segmentation": (),
    "tagging": ("segmentation.types",),
    "records": ("tagging", "segmentation"),
    "enrichment": ("records", "tagging", "segmentation"),
    "settings": ("records.limits",),
    "kafka": ("settings", "records", "tagging", "segmentation"),
    "worker": ("kafka", "enrichment", "settings", "records", "tagging", "segmentation"),
    "desk": ("kafka", "enrichment.mask", "settings", "records", "tagging", "segmentation"),
    "cli": ("desk", "worker", "kafka", "enrichment", "settings", "records", "tagging", "segmentation"),
}
"""What each room may import of ours beside itself and the package's version."""
LIBRARIES = {
    "segmentation": {"farasa"},
    "tagging": {"babel", "pycountry"},
    "records": {"jsonschema_rs", "orjson"},
    "enrichment": {"orjson"},
}
"""What the pure rooms may import of others: nothing that talks to anybody."""
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if len(path.relative_to(PACKAGE).parts) > 1)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def imports(tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    """Module and, of `from module import name`, the name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import"
            yield from ((node.module or "", alias.name) for alias in node.names)


def is_below(module: str, rooms: tuple[str, ...]) -> bool:
    return any(module == f"streams.{room}" or module.startswith(f"streams.{room}.") for room in rooms)


def foreign(tree: ast.AST, room: str) -> list[str]:
    """What a module of `room` imports and may not."""
    ours = (room, *BELOW[room])
    asked = ((f"streams.{name}" if module == "streams" and name else module) for module, name in imports(tree))
    return [module for module in asked if not (_is_allowed_library(module, room) or is_below(module, ours))]


def _is_allowed_library(module: str, room: str) -> bool:
    top = module.partition(".")[0]
    if top == "streams":
        return module in {"streams", "streams.__version__"}
    return room not in LIBRARIES or top in sys.stdlib_module_names | LIBRARIES[room]


def private(tree: ast.AST, room: str) -> list[str]:
    """The private names of other rooms that a module of `room` uses."""
    names = [
        (module, name)
        for module, name in imports(tree)
        if module.startswith("streams.") and not is_below(module, (room,))
    ]
    found = [f"{module}:{name}" for module, name in names if "._" in f"{module}.{name}"]
    borrowed = {name for _, name in names if name}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_private(node.attr) and isinstance(node.value, ast.Name):
            found += [f"{node.value.id}.{node.attr}"] if node.value.id in borrowed else []
    return found


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def tree_of(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_the_front_hall_holds_rooms() -> None:
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}
    assert {room_of(path) for path in MODULES} <= set(BELOW)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_downwards(path: Path) -> None:
    assert foreign(tree_of(path), room_of(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_room_uses_the_private_names_of_another(path: Path) -> None:
    assert private(tree_of(path), room_of(path)) == []


def test_only_the_leaf_of_limits_is_below_settings() -> None:
    assert foreign(tree_of(PACKAGE / "records" / "limits.py"), "segmentation") == []


@pytest.mark.parametrize(
    ("source", "room"),
    [
        ("from streams.settings import Settings", "enrichment"),
        ("def f():\n    import streams.kafka.lag", "records"),
        ("from streams import cli", "worker"),
        ("from streams.worker.metrics import Metrics", "kafka"),
        ("import aiokafka", "enrichment"),
    ],
)
def test_an_import_upwards_would_be_seen(source: str, room: str) -> None:
    assert len(foreign(ast.parse(source), room)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from streams.kafka.lag import _hidden",
        "from streams.kafka._hidden import name",
        "from streams.kafka import lag\nlag._hidden()",
    ],
)
def test_a_private_name_would_be_seen(source: str) -> None:
    assert len(private(ast.parse(source), "worker")) == 1


@pytest.mark.parametrize("room", sorted({room_of(path) for path in MODULES} - {"tagging"}))
def test_each_room_says_what_lives_in_it(room: str) -> None:
    said = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert all(word in said for word in ("In come", "out ", "import"))
