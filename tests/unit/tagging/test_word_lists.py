"""The lists of `[conditions]` that the grammar asks for: they are there, and asking for them first changes nothing."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import streams.tagging
from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.context import Context
from streams.tagging.rules import BUILT_IN
from streams.tagging.types import Analysis, Sentence
from streams.tagging.vocabulary import read_vocabulary

_ASKING = {"listed", "near", "holds", "lacks"}


def _asked_for() -> Iterator[tuple[str, str]]:
    """Each list named in a call of `listed`, `near`, `holds` or `lacks`, with the place of the call."""
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


def test_what_is_asked_first_changes_nothing(
    tagger: Tagger, segmenter: NativeSegmenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A condition that asks first for a word it needs answers as without asking: the examples of all rules do not move.

    If this fails, a condition has learned to hold without the word that it still asks for first.
    """
    kinds = tomllib.loads((BUILT_IN / "examples.toml").read_text(encoding="utf-8"))["kind"]
    texts = [text.replace("<", "").replace(">", "") for kind in kinds for text in (*kind["holds"], *kind["fails"])]
    words = [segmenter.segment_text(text) for text in texts]

    def analyses() -> list[Analysis]:
        return [tagger.analyse([Sentence("text", 0, 0, len(each.text), each)], None) for each in words]

    quick = analyses()
    monkeypatch.setattr(Context, "lacks", lambda _context, *_names: False)
    moved = [text for text, one, other in zip(texts, quick, analyses(), strict=True) if one != other]
    assert moved == []


@pytest.fixture(scope="module")
def word_lists() -> dict[str, list[str]]:
    """Each list of words.toml, by its table and name."""
    tables = tomllib.loads((BUILT_IN / "words.toml").read_text("utf-8"))
    return {f"{table}.{name}": words.split() for table, lists in tables.items() for name, words in lists.items()}


def test_no_list_holds_a_word_twice(word_lists: dict[str, list[str]]) -> None:
    twice = {name: [word for word, count in Counter(words).items() if count > 1] for name, words in word_lists.items()}
    assert {name: words for name, words in twice.items() if words} == {}


def test_every_list_is_asked_for(word_lists: dict[str, list[str]]) -> None:
    package = Path(streams.tagging.__file__).parent
    sources = [*package.rglob("*.py"), BUILT_IN / "triggers.toml"]
    asked = set(re.findall(r"[a-z_]+", "".join(path.read_text("utf-8") for path in sources)))
    assert [name for name in word_lists if name.split(".")[1] not in asked] == []
