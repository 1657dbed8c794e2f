"""Dates as datelines write them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

__all__ = ["HasText", "date_ends"]

_SEPARATORS: Final = frozenset(("", "/", "."))
"""Between the numbers of a date; a dash is read as empty."""
_ERAS: Final = frozenset(("م", "ه", "هـ", "هجري", "هجريه", "ميلادي", "ميلاديه"))
_EQUALS: Final = "الموافق"
_COMMAS: Final = frozenset(("،", ","))
_IN: Final = "في"

Names = Mapping[str, Sequence[tuple[str, ...]]]
"""Names of months or days, folded words, by their first."""


class HasText(Protocol):
    """A token of a line."""

    @property
    def text(self) -> str:
        """Folded; empty for a dash."""


def date_ends(months: Names, days: Names, tokens: Sequence[HasText], at: int) -> Iterator[int]:
    """Where a date may end that begins at a token: the longest first."""
    texts = [token.text for token in tokens]
    at += texts[at : at + 1] == [_IN]
    day = _named(days, texts, at)
    if day:
        after = day + (texts[day : day + 1] != [] and texts[day] in _COMMAS)
        if numbers := _numbers(months, texts, after):
            yield numbers
        yield day
    elif numbers := _numbers(months, texts, at):
        yield numbers


def _named(names: Names, texts: Sequence[str], at: int) -> int:
    """Where a name of the list ends; 0 if there is none."""
    for name in names.get(texts[at], ()) if at < len(texts) else ():
        if tuple(texts[at : at + len(name)]) == name:
            return at + len(name)
    return 0


def _numbers(months: Names, texts: Sequence[str], at: int) -> int:
    """Where 3 مارس (آذار) 2021م, 5-3-2017 or 2017/3/5 ends; 0 if there is none."""
    if not _is_number(texts, at, 2):
        numbers = [texts[i : i + 1] for i in range(at, at + 5, 2)]
        whole = all(number and number[0].isdigit() for number in numbers) and len(texts[at]) == 4
        return at + 5 if whole and texts[at + 1] == texts[at + 3] in _SEPARATORS else 0
    end = at + 1
    if month := _month(months, texts, end + (texts[end : end + 1] == ["/"])):
        end = _year(texts, month)
    else:
        while texts[end : end + 1] and texts[end] in _SEPARATORS and _is_number(texts, end + 1, 4):
            end += 2
        if end == at + 1:
            return 0
    end += end < len(texts) and texts[end] in _ERAS
    if texts[end : end + 1] == [_EQUALS] and (equal := _numbers(months, texts, end + 1)):
        return equal
    return end


def _month(months: Names, texts: Sequence[str], at: int) -> int:
    """Where one or two names of a month end: آذار/مارس, يونيو (حزيران)."""
    end = _named(months, texts, at)
    if end and end < len(texts) and texts[end] in ("/", "(") and (second := _named(months, texts, end + 1)):
        end = second + (texts[end] == "(" and texts[second : second + 1] == [")"])
    return end


def _year(texts: Sequence[str], at: int) -> int:
    after = at + (at < len(texts) and (texts[at] in _COMMAS or texts[at] in _SEPARATORS))
    return after + 1 if _is_number(texts, after, 4) and len(texts[after]) == 4 else at


def _is_number(texts: Sequence[str], at: int, digits: int) -> bool:
    return at < len(texts) and texts[at].isdigit() and len(texts[at]) <= digits
