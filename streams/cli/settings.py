"""``ittiham settings``: every setting as it stands."""

import json
from collections.abc import Sequence

import click

from streams.cli.common import settings_or_exit
from streams.settings.report import Row, report

__all__ = ["settings"]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a setting: name, value, source, meaning.")
def settings(as_json: bool) -> None:
    """Print every setting with its value, where that comes from, and its meaning. Secrets are masked.

    A variable of the environment goes before the same name in .env, and that before the default.

    \b
    Example:
      ITTIHAM_WEB_PORT=8080 ittiham settings
    """
    rows = list(report(settings_or_exit()))
    if as_json:
        for row in rows:
            click.echo(json.dumps(row.as_dict(), ensure_ascii=False))
    else:
        _print_table(rows)


def _print_table(rows: Sequence[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    # A name or a value cut short could not be copied: the meaning gives way instead.
    table.add_column("setting", no_wrap=True)
    table.add_column("value", overflow="fold")
    table.add_column("source")
    table.add_column("meaning", overflow="fold")
    for row in rows:
        style = None if row.source == "default" else "bold green"
        table.add_row(row.name, row.value, row.source, row.meaning, style=style)
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console.width = 240  # a file or a pipe has no width
    console.print(table)
