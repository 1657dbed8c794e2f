"""Spelling: what Arabic newspapers write in more than one way, folded to one form for matching.

Folding is for looking words up, never for output: spans always point into the text as it came.
"""

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["ARTICLE", "Reading", "agrees", "fold", "readings", "unmarked", "without_article"]

ARTICLE = "ال"
"""The definite article, as fold() leaves it."""

_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Diacritics, Koranic marks, tatweel, zero-width and bidi marks: nothing that tells one word from another here."""

_STRIP = re.compile(f"[{_MARKS}]+")

_FOLDS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ؤ": "ء", "ئ": "ء", "ک": "ك", "گ": "ك"}
)
"""Alef forms, alef maqsura and Farsi ya, ta marbuta and ha, hamza on its carriers (مسؤول, مسئول), kafs."""

_HAMZATED = frozenset("أإآ")

_MIN_REST = 2
"""A proclitic is only taken off when at least so many letters remain."""


class Reading(NamedTuple):
    """One way to read a word: how many letters of proclitics stand before the name, and the name itself."""

    prefix: int
    """Letters before the name (و ف ب ل ك); 0 for fused لل, which belongs to the span (annotation ruling 10)."""
    rest: str
    """The folded word without them; begins with the article if it is definite, also after fused لل."""


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """Return `word` in its folded spelling: `إيران`, `ايران` and `إيرانَ` are all `ايران`."""
    return _STRIP.sub("", word).translate(_FOLDS)


def without_article(folded: str) -> str:
    """Return a folded word without the article: `الروسيه` and `روسيه` are both `روسيه`."""
    return folded[2:] if folded.startswith(ARTICLE) and len(folded) > len(ARTICLE) + 1 else folded


def _prepositional(folded: str, taken: int) -> list[Reading]:
    """Readings of what follows a conjunction, if any: as it is, fused لل, then without ب ل ك."""
    found = [Reading(taken, folded)]
    if folded.startswith("لل") and len(folded) > _MIN_REST + 2:
        found.append(Reading(taken, ARTICLE + folded[2:]))
        if folded[2] != "ل":
            # للغة is either ل+لغة or لل+لغة: the article does not show before a lam.
            found.append(Reading(taken, ARTICLE + folded[1:]))
    if folded[:1] in ("ب", "ل", "ك") and len(folded) > _MIN_REST:
        found.append(Reading(taken + 1, folded[1:]))
    return found


def unmarked(word: str) -> str:
    """Return `word` without diacritics, tatweel and invisible marks, in the spelling that it has."""
    return _STRIP.sub("", word)


def agrees(written: str, name: str) -> bool:
    """Whether a word may be meant for a name that folds alike: papers leave hamzas out, but hardly put one in.

    `بأول` is not باول, the month آب is not إب, مآرب is not مأرب; `ايران` is إيران, and so is the misspelt `أيران`. Nor
    is الشاة, the ewe, the shah, while ه is often meant for ة. Both unmarked; only the letters that both have are
    compared, from the end, as an article may be fused (لل).
    """
    if written[-1:] == "ة" and name[-1:] == "ه":
        return False
    for back, (letter, wanted) in enumerate(zip(reversed(written), reversed(name), strict=False), 1):
        if letter == wanted or letter not in _HAMZATED:
            continue
        first = back == len(name) - 2 * name.startswith(ARTICLE)
        if (not first and (wanted == "ا" or letter == "آ")) or (letter == "آ" and wanted == "إ"):
            return False
    return True


@lru_cache(maxsize=4096)
def readings(word: str) -> tuple[Reading, ...]:
    """Every way to split proclitics from a bare word, the whole word first: `وبروسيا` → وبروسيا, بروسيا, روسيا."""
    folded = fold(word)
    found = _prepositional(folded, 0)
    if folded[:1] in ("و", "ف") and len(folded) > _MIN_REST:
        found += _prepositional(folded[1:], 1)
    return tuple(dict.fromkeys(found))
