"""The vocabulary of reading files: how a file is to be read, what is found in it, what becomes of that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, Final, Literal, get_args

import click

from streams.records.limits import Limits

__all__ = ["FORMATS", "STDIN", "Format", "Found", "Item", "Reading", "needs_feeds", "open_file"]

STDIN: Final = "-"

Format = Literal["json", "csv", "text", "html", "feed"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are to be read."""

    limits: Limits
    longest: int
    """Bytes that a record may have: what is longer is not even held in memory."""
    raw: bool = False
    """Lines go untouched and unchecked."""
    format: Format | None = None
    """None: told by the file's name."""
    names: Mapping[str, str] = field(default_factory=dict)
    """A field of an article to the field or column that holds it in the file."""
    day_first: bool | None = None
    """How to read 3/4/2025; None: not at all."""
    strip: bool = False
    """Take the markup out of titles and texts."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at one place of a file, unchecked: the bytes of a JSON value, or fields, or a problem."""

    place: str
    """`file:line`, for messages."""
    size: int
    """Bytes of the file it stands for."""
    value: bytes | None = None
    fields: dict[str, Any] | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A record to push, or the reason why there is none."""

    place: str
    """`file:line`, for messages."""
    size: int
    """Bytes of the file it stands for."""
    key: bytes | None = None
    value: bytes | None = None
    problem: str | None = None
    """Why it is not pushed: `reason: detail`."""
    markup: bool = False
    """Whether its title or text carries tags, entities or links."""


def open_file(path: str) -> BinaryIO:
    """The file, for reading; an error that names it ends the command."""
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise click.ClickException(f"cannot read {path}: {error.strerror}") from error


def needs_feeds(name: str) -> ModuleType:
    """A module of the extra `feeds`; where that is not installed the command ends and says how to install it."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        what = "pip install 'ittiham[feeds]', in a clone make install EXTRAS=feeds"
        raise click.ClickException(f"HTML and feeds need an extra: {what} ({error})") from error
