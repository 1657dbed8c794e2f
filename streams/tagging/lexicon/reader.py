"""Reads the lexicon's text files: comments, `[section]` lines, fields between `|`, lists between commas."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

from streams.tagging.lexicon.records import HEAD, Affiliation, Alias, LexiconError, Source
from streams.tagging.orthography import fold, unmarked

__all__ = ["Row", "alias_words", "parse_affiliations", "parse_aliases", "rows", "split_list", "weakness"]

_COMMENT = re.compile(r"(^|\s)#.*$")
_SECTION = re.compile(r"^\[([^\]]+)\]$")
_LIST = re.compile(r"\s*[,،]\s*")
_WORD = re.compile(r"[^\W_]+(?:[.\u064b-\u0652\u0670\u0640]+[^\W_]+)*[\u064b-\u0652]*")
_MARKED = re.compile("[\u064b-\u0652]")
_CAMEO = re.compile(r"[A-Z]{3}(?:[A-Z]{3}){0,4}")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_OPTIONAL = "(ال)"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a lexicon file, cut into fields."""

    section: str
    """Words of the `[section]` line above it."""
    fields: tuple[str, ...]
    source: Source

    def field(self, index: int, meaning: str) -> str:
        """Return a field that must not be empty; `meaning` is for the error."""
        if index >= len(self.fields) or not self.fields[index]:
            raise self.error(f"expected {meaning} in field {index + 1}, got nothing; fields are separated by |")
        return self.fields[index]

    def optional(self, index: int) -> str:
        """Return a field, or an empty string when the line has no such field or `-`."""
        value = self.fields[index] if index < len(self.fields) else ""
        return "" if value == "-" else value

    def error(self, message: str) -> LexiconError:
        """Return the error that names this line."""
        return LexiconError(f"{self.source}: {message}")


def rows(path: Path, name: str) -> Iterator[Row]:
    """Yield the lines of a file that hold data; `name` is what errors call it.

    Raises `LexiconError` if it is not UTF-8.
    """
    section = ""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise LexiconError(f"{name}:1: expected UTF-8 text, got {error.reason} at byte {error.start}") from error
    for number, line in enumerate(lines, 1):
        text = _COMMENT.sub("", line).strip()
        heading = _SECTION.match(text)
        if heading:
            section = heading[1].strip()
        elif text:
            yield Row(section, tuple(field.strip() for field in text.split("|")), Source(name, number))


def split_list(text: str) -> list[str]:
    """Split a comma-separated list; Arabic and Latin commas both serve."""
    return [item for item in _LIST.split(text.strip()) if item]


def alias_words(text: str) -> tuple[str, ...]:
    """Cut a name into folded words, punctuation left out."""
    return tuple(fold(word) for word in _WORD.findall(text))


def _spellings(text: str) -> Iterator[str]:
    """Yield the ways one name is written: with and without `(ال)`, عبد joined or apart, أبو in its three cases."""
    if _OPTIONAL in text:
        yield from _spellings(text.replace(_OPTIONAL, "ال", 1))
        yield from _spellings(text.replace(_OPTIONAL, "", 1))
        return
    yield text
    first, *rest = text.split("عبد ال")
    for joints in islice(product(("عبد ال", "عبدال"), repeat=len(rest)), 1, None):
        yield first + "".join(joint + part for joint, part in zip(joints, rest, strict=True))
    if re.search(r"\bأبو ", text):
        for other in ("أبي ", "أبا "):
            yield re.sub(r"\bأبو ", other, text)


def weakness(item: str) -> int:
    """How weak an item of a list is: the number of `?` before it."""
    return min(len(item) - len(item.lstrip("?")), HEAD)


def parse_aliases(row: Row, text: str) -> tuple[Alias, ...]:
    """Read a list of names; `?` before one makes it weak, `??` weaker. Raises `LexiconError` if one has no letters."""
    found: dict[tuple[str, ...], Alias] = {}
    for item in split_list(text):
        name, weak = item.lstrip("?"), weakness(item)
        for spelling in _spellings(name):
            words = alias_words(spelling)
            if not words:
                raise row.error(f"expected a name, got {item!r}; remove the empty item")
            marked = spelling if _MARKED.search(spelling) else ""
            first = unmarked(_WORD.findall(spelling)[0])
            found.setdefault(words, Alias(words, weak, row.source, marked, first))
    return tuple(found.values())


def _day(row: Row, text: str, last: bool) -> datetime.date | None:
    """Read `2004`, `2004-05` or `2004-05-06`; a bare year or month stands for its first or last day."""
    if not text:
        return None
    match = _DAY.fullmatch(text)
    if not match:
        raise row.error(f"expected a day such as 2004, 2004-05 or 2004-05-06, got {text!r}")
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if day:
            return datetime.date(year, int(month), int(day))
        if not last:
            return datetime.date(year, int(month or 1), 1)
        following = datetime.date(year + (not month or month == "12"), int(month or 12) % 12 + 1, 1)
        return following - datetime.timedelta(days=1)
    except ValueError as error:
        raise row.error(f"{text!r} is no day of the calendar ({error})") from error


def parse_affiliations(row: Row, text: str) -> tuple[Affiliation, ...]:
    """Read `RUSGOV 2000-05-07..2008-05-07; RUSELI`: codes, each with its first and last day if it has any."""
    found = []
    for item in filter(None, (part.strip() for part in text.split(";"))):
        code, _, period = item.partition(" ")
        if not _CAMEO.fullmatch(code):
            raise row.error(f"expected a CAMEO code of three-letter parts such as RUSGOV, got {code!r}")
        first, dots, last = period.strip().partition("..")
        if period.strip() and not dots:
            raise row.error(f"expected a period such as 2004-05..2008-06-30, got {period.strip()!r}")
        start, end = _day(row, first.strip(), False), _day(row, last.strip(), True)
        if start and end and end < start:
            raise row.error(f"expected a period that ends after it begins, got {period.strip()!r}")
        found.append(Affiliation(code, start, end))
    if not found:
        raise row.error("expected at least one CAMEO code, got nothing")
    return tuple(found)
