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
_QUOTES: Final = {"«": "»", "“": "”", '"': '"', "(": ")", "'": "'"}
_INLINE: Final = ""
"""What stands in for what nobody sees, a tag of formatting, until it shows whether it is inside a word."""
_MARKUP: Final = frozenset(("comment", "blank", "tag", "link", "entity"))
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

    def comment(self, found: re.Match[str]) -> int:
        end = end_of_code(self.text, "!--", found.end(), self._endless)
        return self._add(found.start(), end, _INLINE)

    def blank(self, found: re.Match[str]) -> int:
        return self._add(found.start(), found.end(), " ")

    def tag(self, found: re.Match[str]) -> int:
        name, start, end = tag_name(found[0]), found.start(), found.end()
        if name in FORMATTING:
            return self._add(start, end, _INLINE)
        if found[0][1] != "/":
            end = end_of_code(self.text, name, end, self._endless)
        return self._put(start, end, BREAKS.get(name, "").ljust(end - start))

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
        return self._put(found.start(), found.end(), " " + found[0][1:].replace("_", " "))

    def escape(self, found: re.Match[str]) -> int:
        breaks = found[0].count("n") or found[0].count("r")
        return self._put(found.start(), found.end(), ("\n" * breaks).ljust(len(found[0])))

    def hyphen(self, found: re.Match[str]) -> int:
        return self._put(*found.span(), _INLINE)

    def _is_quoted(self, start: int, end: int) -> bool:
        before, after = self.text[max(start - 1, 0) : start], self.text[end : end + 1]
        return before != "" and _QUOTES.get(before) == after

    def _address(self, start: int, end: int) -> int:
        """An address, with the brackets that hold nothing else."""
        free = self.regions[-1][1] if self.regions else 0
        if start > free and self.text[start - 1] == "(" and self.text[end : end + 1] == ")":
            start, end = start - 1, end + 1
        return self._add(start, end, " ")

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
