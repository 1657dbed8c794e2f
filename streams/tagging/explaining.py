"""What the tagger sees in a sentence, as text: for linguists who look why an event came out as it did."""

import datetime

from streams.tagging.choice.telling import tell
from streams.tagging.clauses import ClauseTree, draw
from streams.tagging.clauses.draw import text_of
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.tagger import Tagger
from streams.tagging.types import Sentence

__all__ = ["explain"]


def explain(tagger: Tagger, sentence: Sentence, published: datetime.date | None = None) -> str:
    """Return the sentence cut by Farasa, its chunks, its tree of clauses, and how its parties were chosen.

    A chunk's line: its number, its kind, type and lemma in brackets where it is a word of accusation, after the colon
    its words. The tree is as `draw` draws it; of each word of accusation follows what `tell` says.
    """
    view = tagger.view(sentence, published)
    tree = ClauseTree(view)
    parts = [("words", sentence.words.segmented), ("chunks", _chunks(view, tree)), ("clauses", draw(tree))]
    parts += [("choice", tell(case, tagger.weights)) for case in tagger.proposals(sentence, published)]
    return "\n".join(f"{title}\n{_indented(text)}" for title, text in parts)


def _chunks(view: SentenceView, tree: ClauseTree) -> str:
    return "\n".join(
        f"{j:>2} {view.chunks[j].kind}{_reading(view, j)}: {text_of(tree, j)}" for j in range(len(tree.at))
    )


def _reading(view: SentenceView, j: int) -> str:
    reading = view.chunks[j].reading
    return f" [{reading.trigger.type} {reading.trigger.lemma}]" if reading is not None else ""


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
