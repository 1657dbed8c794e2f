"""What is no prose in a text, made invisible: a mask of the same length, in which everything keeps its place.

Tags, comments, scripts and addresses become spaces, those that break a line a break and spaces; an entity becomes its
character and word joiners (U+2060), and so does a tag inside a word: `تر<b>كيا</b>` stays one. The `#` and `_` of
hashtags become spaces. Prose stays as it is, and so does a mask that is masked again.
"""

import re
from typing import Final, NamedTuple

from streams.enrichment.addresses import ADDRESSES
from streams.enrichment.finds import regions_of
from streams.enrichment.markup import JOINER, MARKUP

__all__ = ["Mask", "mask", "readable", "stripped"]

_SIGNS: Final = ("<", "&", "#", "@", "\\", "](", "[/", "]]>", "\u00ad", "\r\n", "://", "www.", "WWW.", "**")
"""What has none of these, and no address, is prose from end to end; looking for them costs next to nothing."""
_SHORT_ADDRESS: Final = re.compile(r"[A-Za-z]/")
_ESCAPES: Final = (
    r"(?P<escape>(?:(?<!\\)\\++[nrt](?![A-Za-z0-9])|(?<=[\u0600-\u06ff.!?»”\")])\\++n)(?:\\++[nrt](?![A-Za-z0-9]))*+)"
)
"""A line break that somebody forgot to decode."""
_STRONG: Final = r"(?P<strong>(?<![*\d])\*{2,3}(?=[^\s*\d])|(?<=[^\s*\d])\*{2,3}(?![*\d]))"
"""Of Markdown. A single sign is a note of the press or the writer's own."""
_EVERYTHING: Final = re.compile(
    r"(?=[<&\#@\\\[\]!*\r\u00adA-Za-z0-9])"
    rf"(?:{MARKUP}|{ADDRESSES}|{_ESCAPES}|{_STRONG}|(?P<hyphen>\u00ad(?:\r?\n)?)|(?P<return>\r(?=\n)))"
)
_MARKUP: Final = re.compile(rf"(?=[<&\[\]!\\])(?:{MARKUP})")
_PASSES: Final = 8
"""At most. One does nearly always; what one decodes may show another something: `&#35;` before a word is a hashtag."""
_GAPS: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r"\n(?: ?\n){2,}")


class Mask(NamedTuple):
    """A text as the coder sees it."""

    text: str
    """Of the same length."""
    markup: bool
    """Whether there were tags, comments, entities or links of Markdown."""

    def is_masked(self, text: str) -> bool:
        """Whether anything in `text`, of which this is the mask, is no prose."""
        return self.text is not text


def mask(text: str) -> Mask:
    """Mask what is no prose: linear in the length of the text, never raises."""
    if not any(sign in text for sign in _SIGNS) and not ("/" in text and _SHORT_ADDRESS.search(text)):
        return Mask(text, False)
    return _masked(text, _EVERYTHING)


def readable(text: str) -> str:
    """A text as people read it: without what is no prose, entities decoded, in one line."""
    if not mask(text).is_masked(text) and "\n" not in text and JOINER not in text:
        return text
    return " ".join(_masked(text, _EVERYTHING, JOINER).text.replace(JOINER, "").split())


def stripped(text: str) -> str:
    """A text without markup, entities decoded, its paragraphs apart; addresses and hashtags stay."""
    found = _masked(text, _MARKUP, JOINER)
    if not found.markup:
        return text
    lines = "\n".join(line.strip() for line in _GAPS.sub(" ", found.text.replace(JOINER, "")).split("\n"))
    return _LINES.sub("\n\n", lines).strip()


def _masked(text: str, pattern: re.Pattern[str], outside: str = " ") -> Mask:
    markup = False
    for _ in range(_PASSES):
        regions, seen = regions_of(text, pattern, outside)
        markup = markup or seen
        masked = _filled(text, regions)
        if masked == text:
            break  # and keep the text itself: who asks whether anything is masked need not compare
        text = masked
    return Mask(text, markup)


def _filled(text: str, regions: list[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, fill in regions:
        pieces += (text[at:start], fill)
        at = end
    return "".join((*pieces, text[at:]))
