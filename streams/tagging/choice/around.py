"""What stands around a word of accusation, be it a party or not: what tells an event from talk of one."""

from collections.abc import Iterable

from streams.tagging.choice.case import Case
from streams.tagging.chunk import Chunk
from streams.tagging.words import Word

__all__ = ["surroundings"]

_BEFORE, _AFTER = 4, 5
"""Chunks on each side whose word lists are looked at."""


def surroundings(case: Case) -> dict[str, str]:
    """The form of the word, two words on each side, and the names of the lists in which the words around it stand."""
    view, k, form = case.view, case.k, case.reading.form
    chunks, at = view.chunks, view.chunks[k].head
    beside = {
        name: _plain(view.words[i]) if 0 <= (i := at + step) < len(view.words) else "end"
        for name, step in (("left2", -2), ("left1", -1), ("right1", 1), ("right2", 2))
    }
    return beside | {
        "form": f"{form.number}{form.person}{form.tense}{form.voice}",
        "written": form.written.replace(" ", "_"),
        "definite": str(int(case.reading.definite)),
        "lists_before": _lists(chunks[max(0, k - _BEFORE) : k]),
        "lists_after": _lists(chunks[k + 1 : k + 1 + _AFTER]),
    }


def _plain(word: Word) -> str:
    """The word without clitics; figures and marks are alike."""
    return word.base if word.base.isalpha() else "mark"


def _lists(chunks: Iterable[Chunk]) -> str:
    return " ".join(sorted({name for chunk in chunks for name in chunk.word.lists | chunk.word.groups}))
