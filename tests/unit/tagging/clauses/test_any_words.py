"""Whatever stands beside whatever, there is a tree, and each chunk is in one clause of it."""

import json
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from streams.tagging.clauses import ClauseTree, draw, is_phrase

_DATA = Path(__file__).parents[1] / "data"
_MARKS = ("،", ".", "«", "»", '"', ":", "(", ")", "؟", "-", "…", ";", "و", "أن", "الذي", "ما", "بعدما", "وهو", "منهم")
_WORDS = sorted(
    {word for line in (_DATA / "heldout.jsonl").open(encoding="utf-8") for word in json.loads(line)["text"].split()}
)
_WORD = st.one_of(st.sampled_from(_WORDS), st.sampled_from(_MARKS))


@settings(deadline=None, max_examples=300)
@given(words=st.lists(_WORD, max_size=40))
def test_any_words_are_a_tree(words: list[str], tree_of: Callable[[str], ClauseTree]) -> None:
    tree = tree_of(" ".join(words))
    chunks = tree.view.chunks
    assert sorted(j for clause in tree.clauses for j in clause.chunks) == list(range(len(chunks)))
    assert all(j in tree.at[j].chunks for j in range(len(chunks)))
    assert [clause.number for clause in tree.clauses] == list(range(len(tree.clauses)))
    assert all(tree.lead[lead] == lead <= j for j, lead in enumerate(tree.lead))
    outer = {clause.parent.number for clause in tree.clauses if clause.parent is not None}
    shown = sum(bool(clause.chunks) or clause.number in outer for clause in tree.clauses)
    assert len(draw(tree).splitlines()) == shown
    for clause in tree.clauses:
        _is_sound(tree, clause.number)


def _is_sound(tree: ClauseTree, number: int) -> None:
    """A clause stands in earlier ones, and its subject is a phrase."""
    clause = tree.clauses[number]
    assert all(outer.number < number for outer in (clause.parent, clause.before) if outer is not None)
    outwards = [outer.number for _, outer in tree.chain(clause)]
    assert outwards == sorted(set(outwards), reverse=True)
    assert len(outwards) <= 6
    subject, how = tree.subject(clause)
    heads = {relative.head for relative in tree.clauses[: number + 1] if relative.kind in ("relative", "bare")}
    # Of a relative also the word of accusation that it qualifies: الإدانة التي أثارت جدلا.
    assert subject is None or (how and (is_phrase(tree.view.chunks[subject]) or subject in heads))
    for k in clause.chunks:
        after, before = tree.bare_after(clause, k), tree.bare_before(clause, k)
        assert set(after) | set(before) <= set(tree.own(clause)) - {k}
