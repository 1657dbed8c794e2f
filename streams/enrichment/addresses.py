"""What addresses and hashtags look like: patterns that are linear on any text."""

from typing import Final

__all__ = ["ADDRESSES", "end_of_address"]

_NATIVE: Final = (
    "\u00c0-\u024f\u0400-\u04ff\u0610-\u061a\u0620-\u0669\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ee-\u06fc"
)
"""Letters, marks and digits beyond ASCII that stand in addresses."""
_BODY: Final = rf"(?:[A-Za-z0-9\-._~:/?\#\[\]@!$&'()*+,;=%|^{{}}`\\]|(?<![A-Za-z0-9.,;:!)'])[{_NATIVE}])*+"
"""Arabic letters glued to Latin ones are no more the address: `t.co/x1وقال`."""
_SCHEME: Final = r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+]{1,15}+:(?:\\{0,2}+/){2}"
_HOST: Final = r"(?<![A-Za-z0-9@.-])(?:[A-Za-z0-9-]{1,63}\.)++[A-Za-z]{2,24}/(?=[A-Za-z0-9%~_@?\#\u0621-\u064a])"
_WORD: Final = r"\w\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u2060"

ADDRESSES: Final = (
    rf"(?P<url>{_SCHEME}(?:[{_NATIVE}-]++(?:\.[{_NATIVE}-]++)++)?(?=[A-Za-z0-9{_NATIVE}/:?\#]){_BODY}"
    rf"|(?<![A-Za-z0-9])[Ww]{{3}}\.(?=[A-Za-z0-9]){_BODY}|{_HOST}{_BODY})"
    r"|(?P<mail>(?:mailto:)?(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++)"
    r"|(?P<user>(?<![A-Za-z0-9._-])@(?=[0-9_]*+[A-Za-z])[A-Za-z0-9_]++)"
    rf"|(?P<hashtag>(?<!&)[\#@](?:(?<![A-Za-z0-9].)|(?=[_\d]*+[^\x00-\x7f]))(?=[\w\u2060]*?[^\W\d_])[{_WORD}]++)"
)

_AFTER: Final = frozenset(".,;:!?'*`]}|\\")


def end_of_address(text: str, start: int, end: int) -> int:
    """Where the address ends that was found from `start` to `end`: marks of the sentence behind it are not of it."""
    unopened = text.count(")", start, end) - text.count("(", start, end)
    while end > start:
        last = text[end - 1]
        if last == ")" and unopened > 0:
            unopened -= 1
        elif last not in _AFTER:
            break
        end -= 1
    return end
