"""From what the patterns find in a text to what stands in for it."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from streams.enrichment.addresses import end_of_address
from streams.enrichment.markup import BREAKS, FORMATTING, JOINER, decoded, end_of_code, tag_name

__all__ = ["Region", "regions_of"]

Region = tuple[int, int, str]
"""Start, end, and as many characters that stand in."""
_CITING: Final = re.compile(r"(?:ها?شتا[قغجك]|وسما?ً?ا?|وسوم|hashtag)\W{1,3}(?:\w+\W{1,2}){0,2}\Z", re.IGNORECASE)
"""Words that a hashtag is cited with, up to two words before it."""
_PROCLITIC: Final = re.compile(r"(?<!\w)[وفبلك]\Z")
_QUOTES: Final = {"«": "»", "“": "”", '"': '"', "(": ")", "'": "'"}
_LONGEST_STRONG: Final = 1000
_STRONG_END: Final = re.compile(r"(?<=[^\s*])\*{2,3}(?![*\d])")
_INDENT: Final = 40
"""Spaces in the source before a tag."""
_INLINE: Final = ""
"""What stands in for what nobody sees, a tag of formatting, until it shows whether it is inside a word."""
_MARKUP: Final = frozenset(("comment", "blank", "tag", "link", "entity"))
_BREAK_BEFORE: Final = re.compile(r"\n[ \t]*+\Z")
_BREAK_AFTER: Final = re.compile(r"[ \t]*+\r?\n")
"""Of the source, beside a tag that breaks the line: the two are one break."""
_PATH: Final = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]:|[\\/][A-Za-z0-9_.-]++)\Z")
_LINKS: Final = re.compile(r"</[aA]\b.*<[aA]\b", re.DOTALL)


def regions_of(text: str, pattern: re.Pattern[str], outside: str = " ") -> tuple[list[Region], bool]:
    """What of `text` is to be masked, in order, and whether any of it is markup.

    `outside` fills tags of formatting that are not inside a word.
    """
    finds = _Finds(text)
    at, markup, links = 0, False, "](" in text
    while (found := pattern.search(text, at)) is not None:
        kind = found.lastgroup or ""
        if kind in ("open", "close") and not links:
            at = found.end()
            continue
        before = len(finds.regions)
        at = _HANDLERS[kind](finds, found)
        markup = markup or (kind in _MARKUP and len(finds.regions) > before)
    return _resolved(text, sorted(finds.regions), outside), markup


class _Finds:
    """The regions of one text while it is read; every method takes a match and gives where to go on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.regions: list[Region] = []
        self._brackets: list[tuple[int, int]] = []
        self._endless: set[str] = set()
        self._strong_until = 0

    def comment(self, found: re.Match[str]) -> int:
        end = end_of_code(self.text, "!--", found.end(), self._endless)
        return self._add(found.start(), end, _INLINE)

    def blank(self, found: re.Match[str]) -> int:
        return self._add(found.start(), found.end(), " ")

    def tag(self, found: re.Match[str]) -> int:
        name, start, end = tag_name(found[0]), found.start(), found.end()
        if name in FORMATTING:
            return self._add(start, end, _INLINE)
        if name == "br":
            return self._line_break(start, end)
        if found[0][1] != "/":
            end = end_of_code(self.text, name, end, self._endless)
        return self._put(start, end, BREAKS.get(name, "").ljust(end - start))

    def _line_break(self, start: int, end: int) -> int:
        before = _BREAK_BEFORE.search(self.text, max(self._free, start - _INDENT), start)
        after = _BREAK_AFTER.match(self.text, end)
        start, end = before.start() if before else start, after.end() if after else end
        return self._put(start, end, "\n".ljust(end - start))

    def link(self, found: re.Match[str]) -> int:
        if not self._brackets:
            return found.start() + 1
        self._add(*self._brackets.pop(), " ")
        return self._add(found.start(), found.end(), " ")

    def open(self, found: re.Match[str]) -> int:
        self._brackets.append(found.span())
        return found.end()

    def close(self, found: re.Match[str]) -> int:
        if self._brackets:
            self._brackets.pop()
        return found.end()

    def entity(self, found: re.Match[str]) -> int:
        taken, fill = decoded(found[0])
        if not taken:
            return found.start() + 1
        shown = fill.strip(JOINER)
        return self._put(
            found.start(), found.start() + taken, fill if shown else _INLINE
        )  # a mark of direction, a joiner

    def url(self, found: re.Match[str]) -> int:
        return self._address(found.start(), end_of_address(self.text, *found.span()))

    def mail(self, found: re.Match[str]) -> int:
        return self._address(*found.span())

    def hashtag(self, found: re.Match[str]) -> int:
        """Its words, unless it is cited by its name: `وسم #أوقفوا_الحرب` says of nobody that he stops."""
        start, end = found.span()
        if "_" in found[0] and (_CITING.search(self.text, max(start - 40, 0), start) or self._is_quoted(start, end)):
            return end
        sign = JOINER if _PROCLITIC.search(self.text, max(start - 2, 0), start) else " "
        return self._put(start, end, sign + found[0][1:].replace("_", " "))

    def strong(self, found: re.Match[str]) -> int:
        """Signs that come in pairs: alone they refer to a note."""
        start, end = found.span()
        if start < self._strong_until:
            return self._add(start, end, _INLINE)
        opens = not self.text[end : end + 1].isspace()
        closing = _STRONG_END.search(self.text, end, end + _LONGEST_STRONG) if opens else None
        if closing is None:
            return end
        self._strong_until = closing.end()
        return self._add(start, end, _INLINE)

    def escape(self, found: re.Match[str]) -> int:
        """Decoded; a path (`C:\\new`) is left alone."""
        if _PATH.search(self.text, max(found.start() - 40, 0), found.start()):
            return found.start() + 1
        breaks = found[0].count("n") or found[0].count("r")
        return self._put(found.start(), found.end(), ("\n" * breaks).ljust(len(found[0])))

    def hyphen(self, found: re.Match[str]) -> int:
        return self._put(*found.span(), _INLINE)

    def _is_quoted(self, start: int, end: int) -> bool:
        before, after = self.text[max(start - 1, 0) : start], self.text[end : end + 1]
        return before != "" and _QUOTES.get(before) == after

    def _address(self, start: int, end: int) -> int:
        """An address, with the brackets that hold nothing else."""
        if start > self._free and self.text[start - 1] == "(" and self.text[end : end + 1] == ")":
            start, end = start - 1, end + 1
        return self._add(start, end, " ")

    @property
    def _free(self) -> int:
        """Where the last region ends."""
        return self.regions[-1][1] if self.regions else 0

    def _add(self, start: int, end: int, filler: str) -> int:
        return self._put(start, end, filler * (end - start))

    def _put(self, start: int, end: int, fill: str) -> int:
        self.regions.append((start, end, fill))
        return end


_HANDLERS: Final[dict[str, Callable[[_Finds, re.Match[str]], int]]] = {
    "comment": _Finds.comment,
    "blank": _Finds.blank,
    "tag": _Finds.tag,
    "link": _Finds.link,
    "open": _Finds.open,
    "close": _Finds.close,
    "entity": _Finds.entity,
    "url": _Finds.url,
    "mail": _Finds.mail,
    "user": _Finds.mail,
    "hashtag": _Finds.hashtag,
    "strong": _Finds.strong,
    "escape": _Finds.escape,
    "hyphen": _Finds.hyphen,
    "return": _Finds.blank,
}


def _resolved(text: str, regions: list[Region], outside: str) -> list[Region]:
    """With what stands in for tags of formatting: joiners inside a word, `outside` elsewhere."""
    resolved: list[Region] = []
    i, count = 0, len(regions)
    while i < count:
        if regions[i][2] != _INLINE:
            resolved.append(regions[i])
            i += 1
            continue
        first = i
        while i + 1 < count and regions[i + 1][2] == _INLINE and regions[i + 1][0] == regions[i][1]:
            i += 1
        start, end = regions[first][0], regions[i][1]
        i += 1
        before = resolved[-1][2] if resolved and resolved[-1][1] == start else text[max(start - 1, 0) : start]
        after = regions[i][2] if i < count and regions[i][0] == end else text[end : end + 1]
        inside = _is_of_word(before[-1:]) and _is_of_word(after[:1])
        filler = " " if _LINKS.search(text, start, end) else JOINER if inside else outside
        resolved.append((start, end, filler * (end - start)))
    return resolved


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == JOINER or (character != "" and unicodedata.category(character)[0] == "M")
