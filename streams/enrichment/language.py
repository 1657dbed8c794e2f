"""Whether an article is in another language of the Arabic script: it is nobody's fault, and there is nothing to code.

Told by what the article says of itself, else by small words and letters, weighed over the whole article against what
only Arabic has. So Arabic that quotes Persian is Arabic, and so is Arabic typed with a Persian ya.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

__all__ = ["is_other_language"]

_CODES: Final = (
    "fa fas per prs tg tgk ur urd ps pus pbt pbu pst ku kur ckb kmr sdh ug uig sd snd pa pan pnb ks kas bal bgp lrc "
    "mzn glk azb uz kk ky skr khw brh ota"
)
"""ISO 639, of languages that are, or may be, written so."""
_WORDS: Final = (
    "را از كه است هست نيست براي نيز بايد كرده كنند كردند اند گفت گفته ميشود ميكند نمي هستند بودند خواهد "
    "دارد دارند آنها اينكه اور كيا تها هين رہا بۆ يڠ"
)
"""Of Persian and Urdu, as bare words: the other languages show by their letters."""
_DOUBTFUL: Final = "كرد كند شده هاي با در مي"
"""Those that Arabic writes too, be it carelessly: the Kurds, شدّة."""
_ARABIC: Final = (
    "في إلى الى على أن إن التي الذي الذين هذا هذه ذلك عن مع بين قد لم لن كان كانت قال وقد ولم وهو وهي حيث بعد منذ خلال "
    "أنه إنه أي أو إذا لكن عندما كما بأن"
)
_OTHERS: Final = frozenset(_CODES.split())
_SMALL: Final = frozenset(_WORDS.split())
_DOUBTED: Final = frozenset(_DOUBTFUL.split())
_SMALL_ARABIC: Final = frozenset(_ARABIC.split())
_ARTICLE: Final = re.compile(r"[وف]?[بك]?(?:ال|لل)[\u0621-\u064a]{2}")
_SIGN: Final = re.compile("[أإ]|.*ة$")
"""What only Arabic writes at the beginning or the end of words."""
_QUOTES: Final = {"«": "»", "“": "”", '"': '"', "‹": "›"}
_LETTER: Final = re.compile(
    "[\u0672-\u067d\u067f-\u0685\u0687-\u0697\u0699-\u06a3\u06a5-\u06a7\u06aa-\u06ac\u06ae\u06b0-\u06c0\u06c2-\u06cb\u06cd-\u06d3"
    "\u0750-\u077f\u08a0-\u08c9]"
)
"""Letters that Arabic has not even in foreign names, which it may write with پ چ ژ گ ڤ ڨ ڭ."""
_LOAN: Final = re.compile("[\u067e\u0686\u0698\u06af]")
_FEWEST: Final = 2
"""Words that must say so: one may be a name or a slip."""


def is_other_language(said: str | None, sentences: Iterable[Sequence[str]]) -> bool:
    """Whether an article whose field `language` is `said` is no Arabic; `sentences` are their bare words."""
    if said and re.split("[-_]", said.strip().lower())[0] in _OTHERS:
        return True
    lists = list(sentences)
    if all(_SMALL.isdisjoint(words) for words in lists) and not _LETTER.search(" ".join(map(" ".join, lists))):
        return False
    words = [word for words in lists for word in _unquoted(words)]
    sure = sum(word in _SMALL or _LETTER.search(word) is not None for word in words)
    doubtful = sum(word in _DOUBTED or _LOAN.search(word) is not None for word in words) if sure else 0
    arabic = sum(word in _SMALL_ARABIC or bool(_ARTICLE.match(word) or _SIGN.match(word)) for word in words)
    return sure + (doubtful > 0) >= _FEWEST and sure + doubtful > arabic


def _unquoted(words: Sequence[str]) -> Iterator[str]:
    """Words without those in quotation marks that are closed in the same sentence."""
    closing = ""
    for i, word in enumerate(words):
        if closing:
            closing = "" if word == closing else closing
        elif word in _QUOTES and _QUOTES[word] in words[i + 1 :]:
            closing = _QUOTES[word]
        else:
            yield word
