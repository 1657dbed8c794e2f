"""Where a break of a line is a space: texts of mails and PDFs, broken at a column in the midst of their sentences.

A break stays a break around an empty line, between the items of a list, after a headline and in verse. What tells: a
line was broken where the next word would have made it too long, and the lines of a paragraph end in a full stop.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from streams.enrichment.datelines import begins_sentence

__all__ = ["unquoted", "unwrapped"]

_WIDEST: Final = 100
"""Characters of a line; longer ones are paragraphs, not lines."""
_WIDEST_SURE: Final = 140
"""The same, where every line is full: the source of a page."""
_WIDE: Final = 36
"""The least width of mails and PDFs; between shorter lines a break may be the poet's."""
_TAIL: Final = 40
"""Characters at the end of a line that tell whether it ends a sentence."""
_SURE: Final = 4
"""Lines that must all be full where the last one ends in no full stop."""
_CLOSING: Final = r"[\"'»”’)\]}›\s\u2060\u200c-\u200f]*+\Z"
_ENDED: Final = re.compile(rf"(?:[!?؟۔…]|(?<![\s(][\u0621-\u064a])\.){_CLOSING}")
_PAUSED: Final = re.compile(rf"[:؛]{_CLOSING}")
"""What ends a line in a list, and no sentence in a wrapped text."""
_OPEN: Final = re.compile(
    r"(?:[،,(«“]|(?<!\w)(?:في|من|على|إلى|الى|عن|مع|أن|إن|ان|التي|الذي|الذين|بين|بعد|قبل|خلال|ضد|أو|ثم|لكن|هذا|هذه|ذلك|عند|"
    r"حول|أمام|نحو|تحت|فوق|غير|كل|بعض|كما|حيث|منذ|حتى|لم|لن|لا|قد|ما|يا|و|عبر|لدى|دون|ضمن|وفق|رغم))\s*\Z"
)
"""What goes on in the next line, however short the line is."""
_MARK: Final = re.compile(r"^[ \t]*+((?:>[ \t]?)++|(?P<heading>\#{1,6})(?=[ \t]))", re.MULTILINE)
"""What stands before lines that a mail quotes, and before headings of Markdown."""
_RULE: Final = re.compile(r"[-=_*~#+|\s]*\Z")
_ITEM: Final = re.compile(r"\s*(?:[-–—•·*▪◦●○■□►▶✔✓★+>|]|\(?(?:[0-9٠-٩]{1,3}|[أ-ي])[.):\-–](?=\s))")


def unquoted(text: str) -> str:
    """The text, of the same length, with spaces for the marks of quoted lines and headings, which end a paragraph."""
    if (">" not in text and "#" not in text) or _MARK.search(text) is None:
        return text
    pieces: list[str] = []
    at = 0
    for mark in _MARK.finditer(text):
        start, end = mark.span(1)
        pieces += (text[at:start], " " * (end - start))
        at = end
        if mark["heading"] and (line_end := text.find("\n", end)) >= 0:
            pieces += (text[end:line_end], "\u2029")
            at = line_end + 1
    return "".join((*pieces, text[at:]))


def unwrapped(text: str) -> str:
    """The text, of the same length, with spaces for the breaks inside sentences."""
    if "\n" not in text:
        return text
    lines = text.split("\n")
    shown = ["" if _RULE.match(line) else line.strip() for line in lines]
    soft = {i for first, end in _blocks(shown) for i in _soft(shown[first:end], first)}
    if not soft:
        return text
    return "".join(line + (" " if i in soft else "\n") for i, line in enumerate(lines))[:-1]


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and end of each row of several lines without an empty one."""
    first = 0
    for i, line in enumerate(lines):
        if not line:
            if i > first + 1:
                yield first, i
            first = i + 1
    if len(lines) > first + 1:
        yield first, len(lines)


def _soft(lines: Sequence[str], at: int) -> Iterator[int]:
    """Which of the lines, counted from `at`, go on in the next."""
    block = _Softness(lines)
    first = 0
    for i in range(len(lines) - 1):
        if block.goes_on(i, first):
            yield at + i
        else:
            first = i + 1


class _Softness:
    """Which breaks of a block are spaces."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines, self._width = lines, max(map(len, lines))
        self._wrapped = (self._width <= _WIDEST and bool(_ENDED.search(lines[-1][-_TAIL:]))) or (
            self._width <= _WIDEST_SURE and len(lines) >= _SURE and self._all_full()
        )
        self._proven = self._width >= _WIDE

    def _all_full(self) -> bool:
        return self._width >= _WIDE and all(self._is_full(i) for i in range(len(self._lines) - 1))

    def goes_on(self, i: int, first: int) -> bool:
        """Whether line `i` goes on in the next; the lines since the `first` have."""
        line, nxt = self._lines[i][-_TAIL:], self._lines[i + 1]
        if _ENDED.search(line) or (_ITEM.match(nxt) and not self._is_dash(i)):
            return False
        if _OPEN.search(line):
            return True
        if not self._wrapped or (_PAUSED.search(line) and not (self._proven and self._is_full(i))):
            return False
        if self._is_full(i):
            return self._proven or not begins_sentence(nxt)
        # A line that is short: what was begun has not been said.
        return not begins_sentence(nxt) and any(map(begins_sentence, self._lines[first : i + 1]))

    def _is_dash(self, i: int) -> bool:
        """Whether the sign before the line after `i` is no item's but the sentence's, cut before a dash."""
        full = self._wrapped and self._proven and self._is_full(i)
        return full and sum(map(bool, map(_ITEM.match, self._lines))) == 1 and not _PAUSED.search(self._lines[i])

    def _is_full(self, i: int) -> bool:
        """Whether the first word of the next line would not have found room."""
        return len(self._lines[i]) + 1 + len(self._lines[i + 1].split(" ", 1)[0]) > self._width
