"""What HTML and Markdown look like: patterns that are linear on any text, and what stands in for a find.

Tags are those that HTML knows, and those with a `:` or `-` in their names: `a < b`, `<3` and `<رويترز>` are prose. So
is `&` that begins no entity. What was encoded twice (`&amp;quot;`, `&lt;br&gt;`) is read as if it were encoded once.
"""

import html
import re
from html.entities import html5
from typing import Final

__all__ = ["BREAKS", "FORMATTING", "JOINER", "MARKUP", "decoded", "end_of_code", "tag_name"]

JOINER: Final = "\u2060"
"""Word joiner: fills up what stands inside a word, which stays one word."""
_IN_WORDS: Final = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr s small span strike strong tt u "
    "var wbr"
)
_PARAGRAPHS: Final = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav noscript ol "
    "optgroup option p pre section select summary table tbody td textarea tfoot th thead title tr ul xmp"
)
_OTHERS: Final = (
    "applet area audio base basefont canvas circle col colgroup data datalist defs embed frame g iframe image img "
    "input isindex link map marquee meta meter noembed noframes object output param path picture polygon progress q "
    "rect rp rt ruby samp script slot source style sub sup svg template time track use video"
)
FORMATTING: Final = frozenset(_IN_WORDS.split())
"""Elements whose tags may stand inside a word."""
BREAKS: Final = {"br": "\n", **dict.fromkeys(_PARAGRAPHS.split(), "\n\n")}
"""Elements whose tags break the line or, as an empty line does, end the paragraph."""
_SWITCHES: Final = (
    "allowfullscreen|async|autoplay|checked|controls|defer|disabled|hidden|itemscope|loop|multiple|muted|noshade|"
    "nowrap|open|readonly|required|reversed|selected"
)
"""Attributes without a value."""

_NAME: Final = (
    "(?:(?i:" + "|".join(sorted({*FORMATTING, *BREAKS, *_OTHERS.split()}, key=len, reverse=True)) + ")"
    r"|[A-Za-z][A-Za-z0-9]*+[:-][A-Za-z0-9:_-]++)(?=[\s/>&\\])"
)
_ATTRIBUTE: Final = r"[A-Za-z_:@.*#(-][A-Za-z0-9_:.@)-]*+"
_CLOSED: Final = (
    rf"(?=[\s/]++(?:[A-Za-z-]++[\s/]++){{0,3}}{_ATTRIBUTE}\s*+=)(?:"
    r"(?:[\s/]++[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>]++))?)*+\s*+/?>"  # as it should be
    r"|(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+>|[^<>]*+>)"  # as it comes: no space between, quotes that do not match
)
_VALUE: Final = r"(?:\"[^\"<>\n]*+\"|'[^'<>\n]*+'|[\"']?[^\s<>\"'\u0600-\u06ff]*+)"
_UNCLOSED: Final = rf"(?:[\s/]++{_ATTRIBUTE}\s*+={_VALUE})++"
"""A tag that was cut off; the prose behind it stays."""
_AMP: Final = "&(?:amp;)*+"
_LT = rf"(?:{_AMP}(?:lt|LT|\#0*+60|\#x0*+3[cC]);|(?<!\\)\\{{1,8}}u003[cC])"
_GT = rf"(?:{_AMP}(?:gt|GT|\#0*+62|\#x0*+3[eE]);|(?<!\\)\\{{1,8}}u003[eE])"
_ENCODED_TAG: Final = rf"{_LT}/?{_NAME}(?:\s{{0,2}}+/?|(?=[\s/]++{_ATTRIBUTE}=)(?:(?!{_LT}|{_GT})[^<>])*+){_GT}"
_BOARD: Final = (
    r"\[/?(?i:b|i|u|s|url|img|color|size|font|quote|center|right|left|align|list|caption|gallery|video|embed)"
    r"(?:[\s=][^\[\]\n]{0,300}+)?\]"
)
"""Tags in brackets, of forums and WordPress."""
_LEGACY: Final = "|".join(sorted((name for name in html5 if name[-1] != ";"), key=len, reverse=True))
"""Entities that HTML reads without a semicolon too."""
_ADDRESS: Final = r"[^\s()<>\[\]]*+(?:\([^\s()<>\[\]]*+\)[^\s()<>\[\]]*+)*+"

MARKUP: Final = (
    r"(?P<comment><!--)"
    r"|(?P<blank><!\[CDATA\[|\]\]>|<(?:![A-Za-z\[]|\?[A-Za-z])[^<>]*+>|"
    rf"{_BOARD})"
    rf"|(?P<tag></?{_NAME}(?:\s*+(?:{_SWITCHES})?\s*+/?>|{_CLOSED}|{_UNCLOSED})|{_ENCODED_TAG})"
    r"|(?P<link>\]\((?:(?=[A-Za-z][A-Za-z0-9+-]*+:|[/\#.?]|[A-Za-z0-9%_-]++[./])"
    rf"{_ADDRESS}(?:[ ]\"[^\"\n]*+\")?)?\))"
    r"|(?P<open>!?\[)|(?P<close>\])"
    rf"|(?P<entity>{_AMP}(?:\#[0-9]{{1,8}}|\#[xX][0-9a-fA-F]{{1,7}}|[A-Za-z][A-Za-z0-9]{{1,31}});"
    rf"|{_AMP}(?:{_LEGACY})(?![A-Za-z0-9=;])|&(?:amp;)++"
    rf"|(?<!\\)\\{{1,8}}(?:u[0-9a-fA-F]{{4}}|[\"'/]))"
)
"""The kinds: `comment` begins one, `blank` is no prose, `link` ends what `open` began."""

_TAG_NAME: Final = re.compile(rf"(?:<|{_LT})/?([A-Za-z][A-Za-z0-9:-]*+)")
_CODE_ENDS: Final = {
    "script": re.compile(r"</script\b[^<>]*+>?", re.IGNORECASE),
    "style": re.compile(r"</style\b[^<>]*+>?", re.IGNORECASE),
    "!--": re.compile(r"--!?>"),
}
_CODE: Final = re.compile(r"[^\n<]*+")


def tag_name(tag: str) -> str:
    """The name of an element, in small letters."""
    found = _TAG_NAME.match(tag)
    return found[1].lower() if found else ""


def end_of_code(text: str, name: str, start: int, endless: set[str]) -> int:
    """Where a comment (`!--`), script or style ends whose tag ends at `start`; `start` itself for other elements.

    One without an end goes as far as its line looks like a program; `endless` remembers that it has none.
    """
    pattern = _CODE_ENDS.get(name)
    if pattern is None:
        return start
    found = None if name in endless else pattern.search(text, start)
    if found is not None:
        return found.end()
    endless.add(name)
    rest = _CODE.match(text, start)
    return rest.end() if rest and name != "!--" and any(sign in rest[0] for sign in "{};=") else start


def decoded(entity: str) -> tuple[int, str]:
    """How many characters of `entity` are one, and what stands in for them; 0 of them if it is none.

    An entity may be an escape of JSON, too.
    """
    if entity[0] == "\\":
        escaped = entity.lstrip("\\")
        return len(entity), _filled(chr(int(escaped[1:], 16)) if escaped[0] == "u" else escaped, len(entity))
    encoded = entity
    while encoded.startswith("&amp;"):
        encoded = "&" + encoded[5:]
    character = html.unescape(encoded)
    if character == encoded and encoded != "&":
        taken = len(entity) - len(encoded) + 1
        return (taken, "&".ljust(taken, JOINER)) if taken > 1 else (0, "")
    return len(entity), _filled(character, len(entity))


def _filled(character: str, length: int) -> str:
    """White space as spaces, with its break; what shows nothing as joiners; the rest with joiners behind it."""
    if character.isspace() or character in ("\u200b", "\ufeff"):
        return ("\n" if character in "\n\u2028\u2029\x85" else " ").ljust(length)
    if character == "\u00ad" or not character.isprintable():
        return JOINER * length
    return character.ljust(length, JOINER)
