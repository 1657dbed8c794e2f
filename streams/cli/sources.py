"""What `produce` reads: JSONL and plain-text files, as records with their keys, or the reason why a line is none."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Final

import click
import orjson

from streams.cli.lines import Line, read_lines
from streams.enrichment.mask import mask, stripped
from streams.records.articles import BOM, Rejection, parse
from streams.records.limits import Limits

__all__ = ["STDIN", "Item", "open_file", "read_source"]

STDIN: Final = "-"
_TEXT_FILE: Final = ".txt"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a file, or one text file."""

    place: str
    """`file:line`, for messages."""
    size: int
    """Bytes of the file it stands for."""
    key: bytes | None = None
    value: bytes | None = None
    problem: str | None = None
    """Why it is not pushed."""
    markup: bool = False
    """Whether its title or text carries tags, entities or links."""


def open_file(path: str) -> BinaryIO:
    """The file, for reading; an error that names it ends the command."""
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise click.ClickException(f"cannot read {path}: {error.strerror}") from error


def read_source(path: str, limits: Limits, longest: int, *, raw: bool, strip: bool = False) -> Iterator[Item]:
    """The items of one file; `longest` is the number of bytes that a record may have.

    `raw` pushes lines untouched; `strip` takes the markup out of titles and texts.
    """
    # Standard input is read by a thread, which must not hold Python's own `stdin` when the process ends.
    with os.fdopen(os.dup(0), "rb") if path == STDIN else open_file(path) as stream:
        if path.endswith(_TEXT_FILE):
            yield _looked_through(_text_item(path, stream.read(longest + 1), limits, longest), strip=strip)
            return
        for line in read_lines(stream, longest):
            if line.value != b"":
                item = _line_item(path, line, limits, longest, raw=raw)
                yield item if raw else _looked_through(item, strip=strip)


def _line_item(path: str, line: Line, limits: Limits, longest: int, *, raw: bool) -> Item:
    place = f"{'standard input' if path == STDIN else path}:{line.number}"
    if line.value is None:
        return Item(place, line.size, problem=f"too_large: expected at most {longest} bytes, got {line.size}")
    if raw:
        return Item(place, line.size, _readable_key(line.value), line.value)
    return _checked(place, line.size, line.value, limits)


def _checked(place: str, size: int, value: bytes, limits: Limits) -> Item:
    article = parse(value, limits)
    if isinstance(article, Rejection):
        return Item(place, size, problem=f"{article.reason}: {article.detail}")
    return Item(place, size, article.id.encode(), value)


def _looked_through(item: Item, *, strip: bool) -> Item:
    """The item with its markup noted, or taken out; a text that is nothing but markup stays."""
    if item.value is None:
        return item
    article = orjson.loads(item.value.removeprefix(BOM))
    carrying = [name for name in ("title", "text") if article.get(name) and mask(article[name]).markup]
    if not carrying or not strip:
        return replace(item, markup=bool(carrying))
    article |= {name: stripped(article[name]) or article[name] for name in carrying}
    return replace(item, value=orjson.dumps(article))


def _readable_key(value: bytes) -> bytes | None:
    """The id, where the line is so much of an article that it has one."""
    try:
        name: Any = orjson.loads(value)["id"]
        return name.encode() if isinstance(name, str) else None
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def _text_item(path: str, content: bytes, limits: Limits, longest: int) -> Item:
    """A text file as an article: the file's name is its id; a first line followed by an empty one is its title."""
    size = len(content)
    if size > longest:
        return Item(path, size, problem=f"too_large: expected at most {longest} bytes, got more")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        came = f"byte 0x{content[error.start]:02x} at offset {error.start}"
        return Item(path, size, problem=f"invalid_utf8: expected UTF-8, got {came}")
    title, gap, body = text.strip("\n").partition("\n\n")
    article = {"id": Path(path).stem, "text": text.strip("\n")}
    if gap and "\n" not in title:
        article |= {"title": title, "text": body.lstrip("\n")}
    return _checked(path, size, orjson.dumps(article), limits)
