"""Sentences and their trees.

`trees.txt` holds a sentence, its tree as `draw` draws it, an empty line, the next. To add one, write the sentence
there, run `ittiham parse`, and read the tree before you copy it. `faults.txt` holds sentences by the kind of fault
that their trees have: below each, what the drawing would have in it without (¶ stands for the end of a line). When
one passes, move it to `trees.txt`.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from streams.tagging.clauses import ClauseTree, draw

_HERE = Path(__file__).parent
TREES = [case.split("\n", 1) for case in (_HERE / "trees.txt").read_text(encoding="utf-8").strip().split("\n\n")]
_FAULTY = [
    line
    for line in (_HERE / "faults.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]
FAULTS = list(zip(_FAULTY[::2], _FAULTY[1::2], strict=True))
_KINDS = "main joined that relative bare free when hal participle quote aside chained"
_HOWS = "after before head kept participle alone"

TreeOf = Callable[[str], ClauseTree]


@pytest.mark.parametrize(("text", "drawn"), TREES, ids=[str(n) for n in range(len(TREES))])
def test_a_sentence_is_its_tree(text: str, drawn: str, tree_of: TreeOf) -> None:
    assert draw(tree_of(text)) == drawn


def test_no_known_fault_is_mended_unnoticed(tree_of: TreeOf) -> None:
    """If this fails, the sentences it names have become right: move them to `trees.txt`."""
    drawn = {text: draw(tree_of(text)) for text, _ in FAULTS}
    assert [text for text, wanted in FAULTS if wanted[2:].replace("¶", "\n") in drawn[text]] == []


def test_no_sentence_comes_twice_and_each_fault_says_what_is_wanted() -> None:
    texts = [text for text, _ in TREES] + [text for text, _ in FAULTS]
    assert len(set(texts)) == len(texts)
    assert all(wanted.startswith("> ") and not text.startswith(">") for text, wanted in FAULTS)


def test_every_kind_of_clause_and_every_way_to_a_subject_is_tried(tree_of: TreeOf) -> None:
    trees = [tree_of(text) for text, _ in TREES]
    clauses = [(tree, clause) for tree in trees for clause in tree.clauses]
    assert {clause.kind for _, clause in clauses} == set(_KINDS.split())
    assert {how for tree, clause in clauses if (how := tree.subject(clause)[1])} == set(_HOWS.split())
