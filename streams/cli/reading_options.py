"""The options that say how files of articles are to be read: the same for every command that reads such files."""

import re
from collections.abc import Callable, Mapping
from typing import Final

import click

from streams.cli.sources import FORMATS
from streams.records.contracts import load_contract

__all__ = ["reading_options"]

_NAMES: Final = re.compile(r"([^=]+)=(.+)")


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds `form`, `names`, `day_first` and `strip`, as `Reading` takes them."""
    for option in (
        click.option("--strip-html", "strip", is_flag=True, help="Take tags out of titles and texts, decode entities."),
        click.option(
            "--day-first/--month-first", default=None, help="How to read 3/4/2025; without it such dates are refused."
        ),
        click.option(
            "--map",
            "names",
            multiple=True,
            metavar="FIELD=NAME",
            callback=_names,
            help="An article's field is called NAME in the file; repeatable.",
        ),
        click.option("--format", "form", type=click.Choice(FORMATS), help="What the files are; default: by name."),
    ):
        command = option(command)
    return command


def _names(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> Mapping[str, str]:
    """`text=content` as a pair; the field must be one that an article has."""
    fields, names = load_contract("raw-article").schema["properties"], {}
    for pair in given:
        match = _NAMES.fullmatch(pair)
        if not match or match[1] not in fields:
            raise click.BadParameter(f"expected FIELD=NAME with one of {', '.join(fields)} as FIELD, got {pair!r}")
        names[match[1]] = match[2]
    return names
