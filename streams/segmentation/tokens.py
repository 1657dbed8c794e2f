"""Running text to tokens with their exact spans, and tokens to the bare words that Farasa reads.

A token is an Arabic word with its marks, a number, a word of another script, an address, a hashtag, or one other sign.
White space, control and format characters between tokens belong to none. Every pattern is linear in the text's length.
"""

import re
import unicodedata
from itertools import accumulate
from typing import Final, NamedTuple

__all__ = ["TokenList", "bare_word", "is_arabic_word", "tokenize"]

_LETTERS: Final = (
    "\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u0870-\u0887"
    "\u0889-\u088e\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufc5d\ufc64-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdf9\ufe80-\ufefc"
)
_MARKS: Final = (
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
    "\ufc5e-\ufc63\ufe70-\ufe7f"
)
"""Diacritics, Quranic signs and tatweel."""
_FORMATS: Final = "\u00ad\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Joiners and bidi marks: those inside a word are part of its span. U+200B is not here: it ends a word."""
_DIGITS: Final = "0-9\u0660-\u0669\u06f0-\u06f9"
_FOREIGN_WORD: Final = rf"[^\W_{_LETTERS}{_DIGITS}]"

_ADDRESS: Final = r"(?:https?://|www\.)[^\s<>\"«»،؛؟]*[^\s<>\"«»،؛؟.,;:!?)\]'…]"
_MAIL: Final = r"(?<![\w.%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*+"
_JOINER: Final = "\u2060"


def _pattern(joiner: str) -> re.Pattern[str]:
    """Tokens; a joiner cuts none, and those behind a token belong to it."""
    joiners = joiner and f"{joiner}*+"
    return re.compile(
        f"((?:[{_LETTERS}{_MARKS}]++(?:[{_FORMATS}]++[{_LETTERS}{_MARKS}]++)*+"
        f"|{_ADDRESS}|{_MAIL}"
        rf"|[#@](?=\w)(?:\w|[{_MARKS}])++"
        rf"|[{_DIGITS}]++(?:{joiners}(?:[.,:/\u066b\u066c]{joiners})?[{_DIGITS}]++)*+"
        rf"|{_FOREIGN_WORD}(?:{_FOREIGN_WORD}|[\u0300-\u036f{joiner}])*+"
        r"|\.\.++"
        rf"|[^\s{_FORMATS}\u200b\x00-\x1f\x7f-\x9f]){joiners})"
    )


_TOKEN: Final = _pattern("")
_JOINED_TOKEN: Final = _pattern(_JOINER)
"""For texts in which word joiners fill up what was masked inside a word: text without them pays nothing."""
_ARABIC_WORD: Final = re.compile(f"[{_LETTERS}]+")
_NOT_BARE: Final = re.compile(
    f"[{_MARKS}{_FORMATS}\u0671-\u06d3\u06d5\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
)
_FOLD: Final = str.maketrans(
    {"ٱ": "ا", "ی": "ي", "ک": "ك", "ہ": "ه", "ە": "ه", " ": None}
    | {chr(code): None for code in range(0x10000) if re.match(f"[{_MARKS}{_FORMATS}]", chr(code))}
)


class TokenList(NamedTuple):
    """Tokens in order: token `i` stands at `text[starts[i]:ends[i]]`."""

    words: list[str]
    """Bare, see `bare_word`."""
    starts: list[int]
    ends: list[int]


def bare_word(token: str) -> str:
    """The token without marks, tatweel and format characters; presentation and Persian forms as Arabic letters.

    A hamza or madda written as a mark of its own is composed with its letter first, not lost.
    """
    return unicodedata.normalize("NFKC", token).translate(_FOLD)


def is_arabic_word(word: str) -> bool:
    """Whether a bare word is made of letters of the Arabic script only, so that Farasa can split it."""
    return _ARABIC_WORD.fullmatch(word) is not None


def tokenize(text: str) -> TokenList:
    """Tokens of a text of any length, in linear time."""
    pieces = (_JOINED_TOKEN if _JOINER in text else _TOKEN).split(text)  # gap, token, gap, token, …, gap
    offsets = list(accumulate(map(len, pieces)))
    words, starts, ends = pieces[1::2], offsets[:-1:2], offsets[1::2]
    if _NOT_BARE.search(text) is None:
        return TokenList(words, starts, ends)
    words = [bare_word(word) if _NOT_BARE.search(word) else word for word in words]
    if "" in words:  # nothing but marks
        kept = [i for i, word in enumerate(words) if word]
        return TokenList([words[i] for i in kept], [starts[i] for i in kept], [ends[i] for i in kept])
    return TokenList(words, starts, ends)
