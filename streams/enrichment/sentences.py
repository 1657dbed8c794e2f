"""Where sentences begin and end. Pure; offsets are code points into the text as it came."""

import re
from collections.abc import Iterator
from typing import Final

from streams.enrichment.markup import JOINER

__all__ = ["MAX_SENTENCE", "split"]

MAX_SENTENCE: Final = 1000
"""Code points of the longest sentence; a longer run is cut at a clause mark or a space."""

_SPEAKER: Final = 3
"""Words that name whom a headline quotes."""
_CLOSING: Final = "\"'»”’)\\]}›"
_MARKS: Final = "\u200c-\u200f\u202a-\u202e\u2060\u2066-\u2069"
# A terminator, repeated at will, with the quotes and brackets that close behind it; or the end of a line.
_BREAK: Final = re.compile(rf"(?P<mark>[.!?؟۔…]+)(?P<close>[{_CLOSING}{_MARKS}]*)|[\n\r\u2028\u2029\v\f]+")
_WORD_BEFORE: Final = re.compile(r"[^\s.]*\Z")
_NEAR: Final = 12
"""Characters before a full stop that tell whether it ends a sentence."""
_FILLED: Final = 10 * _NEAR
"""The same, where every letter was an entity."""
_FILLING: Final = re.compile(rf"{JOINER}+|(?<=\s)\s+")
"""What a mask puts in the place of markup."""
_CLAUSE: Final = re.compile(r"[،؛,;:](?!\d)|[\-–—](?=\s)")
_ABBREVIATIONS: Final = frozenset({"أ.د", "ا.د", "م.م", "هـ", "Mr", "Mrs", "Dr", "St", "No", "vs"})
"""Titles of more than one letter: a full stop behind them, or behind any single letter, ends no sentence."""
# What stands before a single letter that does end one: a number (`2015 م.`) or another single letter (`أ ف ب.`).
_BEFORE_FINAL_LETTER: Final = re.compile(r"(?:\d|(?:^|[\s(«\"])\w)\s+\Z")


def split(text: str, longest: int = MAX_SENTENCE, filled: bool = False) -> list[tuple[int, int]]:
    """The spans of the sentences of `text`, in order, without the white space around them; none is empty.

    `filled`: what a mask fills up markup with does not count to the length of a sentence.
    """
    spans = _sentences(text)
    return [
        piece
        for span in spans
        for piece in ((span,) if span[1] - span[0] <= longest else _cut(text, *span, longest, filled))
    ]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        if match["mark"] is None or (_ends_sentence(text, match) and not _quotes(text, start, match)):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _quotes(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether two dots stand behind the one whom a headline quotes: وزير الري .. السد خطر."""
    before = text[start : match.start()]
    return match["mark"] == ".." and before[-1:].isspace() and 0 < len(before.split()) <= _SPEAKER


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or text[start] == "\u2060"):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    mark, after = match["mark"], text[match.end() : match.end() + 1]
    if mark.strip("."):
        # An ellipsis goes on more often than it ends; ? and ! end, but for a closing quote with words behind it.
        return mark.strip(".…") != ""
    if len(mark) >= 3:
        return False
    if mark == "." and _is_abbreviation(text, match.start(), after):
        return False
    return after == "" or after.isspace() or _runs_on(text, match, after)


def _is_abbreviation(text: str, dot: int, after: str) -> bool:
    """Decimal points, initials (أ.ف.ب) and titles (د. فلان)."""
    before = _before(text, dot)
    if after.isdigit() and before[-1:].isdigit():
        return True
    word = _WORD_BEFORE.search(before)
    letters = word[0].strip("«(\"“'") if word else ""
    if len(letters) == 1 and letters.isalpha():
        return _BEFORE_FINAL_LETTER.search(before[:-1]) is None
    return letters in _ABBREVIATIONS


def _before(text: str, at: int) -> str:
    """The characters before `at`, without what a mask fills words up with: `&#1583;.` is د."""
    near = text[max(0, at - _NEAR) : at]
    return near if JOINER not in near else text[max(0, at - _FILLED) : at].replace(JOINER, "")


def _runs_on(text: str, match: re.Match[str], after: str) -> bool:
    """A full stop with no space behind it, before an Arabic word: `انتهى.وقال`. Addresses and file names have none."""
    return "\u0621" <= after <= "\u064a" and "\u0621" <= _before(text, match.start())[-1:] <= "\u0652"


def _cut(text: str, start: int, end: int, longest: int, filled: bool) -> Iterator[tuple[int, int]]:
    """Cut a span that is too long at its last clause mark, else at its last space, else where it is full."""
    while end - start > longest:
        full = _full(text, start, end, longest) if filled else start + longest
        if full == end:
            break
        middle = _cutting_point(text, start, full)
        yield from _trimmed(text, start, middle)
        start = middle
    yield from _trimmed(text, start, end)


def _full(text: str, start: int, end: int, longest: int) -> int:
    """Where a span is as long as it may be, without what fills it; its end if it never is."""
    at, full = start, start + longest
    while (filling := _FILLING.search(text, at, min(full, end))) is not None:
        at = filling.end()
        full += at - filling.start()
    return min(full, end)


def _cutting_point(text: str, start: int, full: int) -> int:
    half = start + (full - start) // 2
    clauses = [match.end() for match in _CLAUSE.finditer(text, half, full)]
    if clauses:
        return clauses[-1]
    for point in range(full, half, -1):
        if text[point - 1].isspace():
            return point
    return full
