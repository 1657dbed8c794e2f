"""Datelines and bylines: they are no party and no subject, the sentence begins behind them."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from streams.enrichment.dateline_elements import tokens_of
from streams.enrichment.dateline_forms import Forms, read_forms
from streams.tagging.orthography import fold

__all__ = ["begins_sentence", "datelines_of", "without_datelines"]

_LONGEST: Final = 120
"""Characters of a dateline."""
_HINT: Final = 60
"""Characters in which a known name must stand behind a sign, where a dateline begins with one that nobody knows."""
_MOST: Final = 500
"""Lines of a text that begin as a dateline may: what follows is no article."""
_LETTER: Final = r"[^\W\d_]"
_MARKS: Final = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u2060"
_WORD: Final = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*+"
_BREAK: Final = re.compile("[\n\u2028\u2029]")
_SPACE: Final = r"(?:[^\S\n\u2028\u2029]|[\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])"
"""Of one line: a text of nothing but breaks is read once."""
_FIRST: Final = re.compile(rf"{_SPACE}*+({_WORD}|[\d(\[{{\"«])")
_BEHIND_SIGN: Final = re.compile(rf"(?:[(\[{{/|:–—ـ-]|\d(?=\s))[\s\u2060\"«“]*+({_WORD})")
_SHORTEST: Final = 3
"""Letters of a word that may begin with and: not of ورد, وفد."""


@cache
def _forms() -> Forms:
    return read_forms()


def datelines_of(text: str) -> list[tuple[int, int]]:
    """The spans of what stands before the first sentence of a line, in order."""
    found: list[tuple[int, int]] = []
    looked = 0
    line, other_breaks = 0, "\u2028" in text or "\u2029" in text
    while line < len(text):
        first = _FIRST.match(text, line)
        start = first.start(1) if first else line
        end = start
        if first and looked < _MOST and _may_be_dateline(text, start, first[1]):
            end, looked = _dateline_end(text, start), looked + 1
        if end > start:
            found.append((start, end))
        following = _BREAK.search(text, end) if other_breaks else None
        line = following.end() if following else text.find("\n", end) + 1 or len(text)
    return found


def without_datelines(text: str, spans: Sequence[tuple[int, int]] | None = None) -> str:
    """The text, of the same length, with spaces for its datelines, whose `spans` may be known."""
    pieces: list[str] = []
    done = 0
    for start, end in datelines_of(text) if spans is None else spans:
        pieces += (text[done:start], " " * (end - start))
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


def _may_be_dateline(text: str, start: int, first: str) -> bool:
    """Whether a line begins with a known name, or one stands behind a sign near its beginning."""
    return _is_known(first) or any(map(_is_known, _BEHIND_SIGN.findall(text, start, start + _HINT)))


def _dateline_end(text: str, start: int) -> int:
    """Where the dateline ends that begins at `start`; `start` itself if there is none."""
    forms = _forms()
    line_end = _BREAK.search(text, start, start + _LONGEST)
    tokens = tokens_of(text, start, line_end.start() if line_end else start + _LONGEST)
    taken = forms.end(tokens)
    return tokens[taken - 1].end if taken else start


def _is_known(word: str) -> bool:
    """Whether a place, an agency or a word for who writes begins so."""
    return fold(word) in _forms().starts


def begins_sentence(line: str) -> bool:
    """Whether a line begins as sentences do and headlines do not: with a verb in the past, or with and."""
    found = _FIRST.match(line)
    word = fold(found[1]) if found else ""
    forms = _forms()
    return word in forms.verbs or (word.startswith("و") and len(word) > _SHORTEST and word not in forms.nouns)
