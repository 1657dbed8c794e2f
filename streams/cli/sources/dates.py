"""Times as other people write them, as RFC 3339."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["rfc3339_of"]

_RFC3339: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")
_EPOCH: Final = re.compile(r"-?\d{9,13}(\.\d+)?")
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?")
_PARTS: Final = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[\sT,]+(\d{1,2}:\d\d(?::\d\d)?.*))?")
_MILLISECONDS: Final = 1e11
"""Seconds since 1970 are below it until the year 5138, milliseconds above it since 1973."""
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_EXPECTED: Final = (
    "a date such as 2025-01-24, 2025-01-24T18:30:00+02:00, 24/1/2025 (with --day-first), "
    "Fri, 24 Jan 2025 18:30:00 +0200, or seconds since 1970"
)


def rfc3339_of(value: object, day_first: bool | None) -> str:
    """A date, or date and time, as RFC 3339; midnight where it has no time, UTC where it has no zone.

    Raises `ValueError`, saying what was expected, for what is none, and for 3/4/2025 where `day_first` is None.
    """
    text = str(value).strip().translate(_DIGITS)
    if _RFC3339.fullmatch(text):
        return text
    try:
        moment = _moment(text, day_first)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat().replace("+00:00", "Z")
    except _AmbiguousError:
        raise
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"expected {_EXPECTED}, got {value!r}") from None


class _AmbiguousError(ValueError):
    """Day and month cannot be told apart."""


def _moment(text: str, day_first: bool | None) -> datetime:
    if _EPOCH.fullmatch(text):
        seconds = float(text)
        return datetime.fromtimestamp(seconds / 1000 if abs(seconds) >= _MILLISECONDS else seconds, UTC)
    if match := _COMPACT.fullmatch(text):
        return datetime(*(int(part) for part in match.groups() if part))  # type: ignore[arg-type]
    if match := _PARTS.fullmatch(text):
        first, middle, last, time = match.groups()
        if len(last) == 4:
            first, middle, last = _year_first(first, middle, last, day_first)
        return datetime.fromisoformat(f"{first}-{middle:0>2}-{last:0>2} {_time(time)}")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)


def _year_first(first: str, middle: str, year: str, day_first: bool | None) -> tuple[str, str, str]:
    if day_first is None:
        raise _AmbiguousError(
            f"is {first}/{middle}/{year} the day or the month first? Say --day-first or --month-first"
        )
    return (year, middle, first) if day_first else (year, first, middle)


def _time(time: str | None) -> str:
    return f"{time:0>5}" if time and time[1] != ":" else f"0{time}" if time else "00:00"
