"""Sentences and the trees they are: `trees.txt` holds a sentence, its tree as `draw` draws it, an empty line, the next.

To add one, write the sentence there, run `ittiham parse`, and read the tree before you copy it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from streams.tagging.clauses import ClauseTree, draw

CASES = [
    case.strip().split("\n", 1)
    for case in (Path(__file__).parent / "trees.txt").read_text(encoding="utf-8").split("\n\n")
    if case.strip()
]


@pytest.mark.parametrize(("text", "drawn"), CASES, ids=[str(n) for n in range(len(CASES))])
def test_a_sentence_is_its_tree(text: str, drawn: str, tree_of: Callable[[str], ClauseTree]) -> None:
    assert draw(tree_of(text)) == drawn
