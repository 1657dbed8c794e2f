"""A clause tree as text: one line a clause, indented by what it stands in."""

from streams.tagging.clauses.clause import Clause
from streams.tagging.clauses.tree import ClauseTree
from streams.tagging.word import Word

__all__ = ["draw", "text_of", "written"]


def draw(tree: ClauseTree) -> str:
    """Return one line for each clause that has chunks or a clause in it, in order of opening.

    `kind number`, of what is joined `+number of the other`; then its verb and its subject with how it was found; after
    the colon its chunks, parted by `|`, where `&` marks a phrase that belongs to the unit of one before.
    """
    outer = {clause.parent.number for clause in tree.clauses if clause.parent is not None}
    shown = (clause for clause in tree.clauses if clause.chunks or clause.number in outer)
    return "\n".join(_line(tree, clause) for clause in shown)


def _line(tree: ClauseTree, clause: Clause) -> str:
    joined = f" +{clause.before.number}" if clause.kind == "joined" and clause.before is not None else ""
    verb = f" verb={_head(tree, clause.predicate)}" if clause.predicate is not None else ""
    subject, how = tree.subject(clause)
    named = f" subject={_head(tree, subject)} ({how})" if subject is not None else ""
    chunks = " | ".join(("& " if tree.lead[j] != j else "") + text_of(tree, j) for j in clause.chunks)
    return f"{'  ' * _depth(clause)}{clause.kind} {clause.number}{joined}{verb}{named}: {chunks}".rstrip()


def _depth(clause: Clause) -> int:
    depth = 0
    while clause.parent is not None:
        clause, depth = clause.parent, depth + 1
    return depth


def _head(tree: ClauseTree, j: int) -> str:
    return written(tree.view.chunks[j].word)


def text_of(tree: ClauseTree, j: int) -> str:
    """The words of chunk `j`, its preposition among them."""
    chunks = tree.view.chunks
    first = chunks[j - 1].end if j else 0
    return " ".join(map(written, tree.view.words[first : chunks[j].end]))


def written(word: Word) -> str:
    """The word as it is written: Farasa's ل+ال is لل again."""
    return word.surface.replace("لال", "لل", 1) if word.preposition == "ل" and word.definite else word.surface
