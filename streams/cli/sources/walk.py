"""From a path to the items in it: folders are walked, and each file is read by the reader of its kind."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO, Final

import click

from streams.cli.sources.adapting import item_of
from streams.cli.sources.documents import read_html, read_text
from streams.cli.sources.feeds import read_feed
from streams.cli.sources.json_values import read_json, read_lines_raw
from streams.cli.sources.reading import STDIN, Format, Found, Item, Reading, open_file
from streams.cli.sources.tables import read_table

__all__ = ["read_source"]

_SUFFIXES: Final[dict[str, Format]] = {
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), "json"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    ".txt": "text",
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".rss", ".atom", ".rdf", ".xml"), "feed"),
}
_READERS: Final[dict[Format, Callable[[BinaryIO, str, str, Reading], Iterator[Found]]]] = {
    "json": read_json,
    "csv": read_table,
    "text": read_text,
    "html": read_html,
    "feed": read_feed,
}


def read_source(path: str, reading: Reading) -> Iterator[Item]:
    """The items of one file, of standard input (`-`), or of the files of a folder that are of a kind we read."""
    for file, name in _files(path, reading):
        # Standard input is read by a thread, which must not hold Python's own `stdin` when the process ends.
        with os.fdopen(os.dup(0), "rb") if file == STDIN else open_file(file) as stream:
            place = "standard input" if file == STDIN else file
            for found in _reader(file, reading)(stream, place, name, reading):
                yield item_of(found, reading)


def _reader(file: str, reading: Reading) -> Callable[[BinaryIO, str, str, Reading], Iterator[Found]]:
    if reading.raw:
        return read_lines_raw
    return _READERS[reading.format or _SUFFIXES.get(PurePath(file).suffix.lower(), "json")]


def _files(path: str, reading: Reading) -> Iterator[tuple[str, str]]:
    """Each file with the name that stands for an id where nothing better does: its path in the folder, less suffix."""
    if path == STDIN or not Path(path).is_dir():
        yield path, PurePath(path).stem
        return
    found = [file for file in _walk(path) if reading.format or file.suffix.lower() in _SUFFIXES]
    if not found:
        raise click.ClickException(f"{path} holds no file to read: expected names in {' '.join(_SUFFIXES)}")
    for file in found:
        yield str(file), file.relative_to(path).with_suffix("").as_posix()


def _walk(folder: str) -> Iterator[Path]:
    """All files below, in the order of their names; hidden ones are none of ours."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))
