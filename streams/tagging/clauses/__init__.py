"""The clauses of a sentence, as a tree: one walk over its chunks, then units of phrases, then subjects.

In goes an `AgreementView` (chunks, words, known actors), out come clauses (kind, verb, subject, parent), the clause of
each chunk, and the leading phrase of each unit. Nothing is decided here about who accuses whom. `tagging` may import
it; it imports words, chunks and agreement, and nothing that links.
"""

from streams.tagging.clauses.clause import Clause, is_phrase
from streams.tagging.clauses.draw import draw
from streams.tagging.clauses.tree import ClauseTree

__all__ = ["Clause", "ClauseTree", "draw", "is_phrase"]
