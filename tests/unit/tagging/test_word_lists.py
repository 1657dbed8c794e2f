"""The lists of `[conditions]` that the grammar asks for by name are there: a word is only asked whether it has it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import streams.tagging
from streams.tagging.rules import BUILT_IN
from streams.tagging.vocabulary import read_vocabulary

_ASKING = {"listed", "near", "holds"}


def _asked_for() -> Iterator[tuple[str, str]]:
    """Each list named in a call of `listed`, `near` or `holds`, with the place of the call."""
    for path in sorted(Path(streams.tagging.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _ASKING:
                for name in node.args:
                    if isinstance(name, ast.Constant) and isinstance(name.value, str):
                        yield name.value, f"{path.name}:{node.lineno}"


def test_every_list_that_is_asked_for_is_in_the_data() -> None:
    asked = list(_asked_for())
    assert len({name for name, _ in asked}) > 20
    lists = read_vocabulary(BUILT_IN / "words.toml").conditions
    assert [f"{place}: no list {name!r}" for name, place in asked if name not in lists] == []


def test_a_word_has_the_lists_of_its_base_and_of_its_stem() -> None:
    vocabulary = read_vocabulary(BUILT_IN / "words.toml")
    law = next(iter(sorted(vocabulary.conditions["law"])))
    wrong = next(iter(sorted(vocabulary.conditions["wrong"] - vocabulary.conditions["law"])))
    assert {"law", "wrong"} <= vocabulary.lists(law, wrong)
    assert "law" not in vocabulary.lists(wrong, wrong)
    assert vocabulary.lists("", "") == frozenset()
