"""``ittiham lexicon``: look into the lexicon, and check what is added to it."""

import sys
from pathlib import Path

import click

from streams.cli.common import settings_or_exit
from streams.cli.suggesting import SuggestingGroup
from streams.tagging.lexicon import Lexicon, LexiconError
from streams.tagging.lexicon.inspect import check as check_lexicon
from streams.tagging.lexicon.inspect import find as find_in_lexicon

__all__ = ["lexicon"]

_WRONG = 1


@click.group(cls=SuggestingGroup)
def lexicon() -> None:
    """Look into the lexicon and check additions to it.

    The lexicon is a folder of text files; `ITTIHAM_LEXICON_DIRS` names folders that add to it or replace its entries.
    """


@lexicon.command()
@click.argument("directories", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(directories: tuple[Path, ...]) -> None:
    """Read the built-in lexicon, then DIRECTORIES (default: those of the settings), and say what is in it.

    The first line that cannot be used is named with its file, and the exit status is 1.

    \b
    Example:
      ittiham lexicon check my-lexicon/
    """
    chosen = directories or tuple(settings_or_exit().lexicon_dirs)
    try:
        report = check_lexicon(*chosen)
    except (LexiconError, OSError) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(_WRONG)
    for name, number in report.counts.items():
        click.echo(f"{number:>7,} {name}")
    for finding in report.ambiguous:
        click.echo(f"shared name {finding.what}")
    click.echo(f"lexicon {report.hash} is well-formed")


@lexicon.command()
@click.argument("words", nargs=-1, required=True)
def find(words: tuple[str, ...]) -> None:
    """Say what WORDS may be in the name of an actor, and in which file and line that is written.

    The exit status is 1 if the lexicon does not know them.

    \b
    Example:
      ittiham lexicon find وبالروسية
    """
    try:
        loaded = Lexicon.load(*settings_or_exit().lexicon_dirs)
    except (LexiconError, OSError) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(_WRONG)
    found = find_in_lexicon(loaded, " ".join(words))
    for finding in found:
        click.echo(f"{finding.source}: {finding.what}")
    if not found:
        click.echo("nothing: the lexicon does not know these words", err=True)
        sys.exit(_WRONG)
