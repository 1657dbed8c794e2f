"""Regular inflection of nisba adjectives and agent nouns, in folded spelling and without the article.

Broken plurals cannot be derived and are listed in the data.
"""

from collections.abc import Iterator

__all__ = ["inflect_body", "inflect_modifier", "inflect_nisba", "inflect_person", "possessed"]

_POSSESSIVES = ("ه", "ها", "هم", "هما", "نا", "كم")


def inflect_nisba(stem: str) -> Iterator[tuple[str, bool]]:
    """Yield the forms of an adjective such as روسي, each with whether it is a plural or dual that can name people."""
    yield stem, False
    yield stem + "ه", False
    for ending in ("ون", "ين", "ان", "ات", "تان", "تين"):
        yield stem + ending, True
    yield stem + "ا", False


def inflect_modifier(stem: str) -> Iterator[str]:
    """Yield the forms of an adjective such as أمني or سابق."""
    for ending in ("", "ه", "ون", "ين", "ان", "ات", "تان", "تين", "ا"):
        yield stem + ending


def inflect_person(noun: str, sound: bool = True) -> Iterator[str]:
    """Yield the forms of a noun for people: مسؤول, مسؤولة, مسؤولون, مسؤولات, …

    `sound`: whether the masculine plural is made by ending, so that it has a construct too (مسؤولو, مسؤولي).
    """
    yield noun
    if noun.endswith("ه"):
        yield from _feminine(noun)
        return
    for ending in ("ا", "ه", "ان", "ون", "ين", "ات", "تان", "تين", *(("و", "ي") if sound else ())):
        yield noun + ending
    if noun.endswith("ي"):
        # Defective nouns drop their ya (محامي, محامون); nisba nouns (صحافي) do not, which does no harm.
        for ending in ("ون", "ين", "و"):
            yield noun[:-1] + ending


def inflect_body(noun: str) -> Iterator[str]:
    """Yield the forms of a noun for an institution: حزب, حزبا, حزبان, حزبين; محكمة, محكمتين, محاكم is listed."""
    yield noun
    if noun.endswith("ه"):
        yield from _feminine(noun)
    elif not noun.endswith("ات"):
        for ending in ("ا", "ان", "ين", "ات"):
            yield noun + ending


def _feminine(noun: str) -> Iterator[str]:
    """Yield plural and duals of a noun in ta marbuta; تا and تي are the duals in construct."""
    for ending in ("ات", "تان", "تين", "تا", "تي"):
        yield noun[:-1] + ending


def possessed(noun: str) -> Iterator[str]:
    """Yield a noun with each possessive suffix: حكومته, حكومتها, …"""
    base = noun[:-1] + "ت" if noun.endswith("ه") else noun
    for suffix in _POSSESSIVES:
        yield base + suffix
