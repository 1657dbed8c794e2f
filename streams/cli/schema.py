"""``ittiham schema``: the contracts, as they are in this installation."""

import click
import orjson

from streams.records.bundling import bundled
from streams.records.contracts import SCHEMA_VERSION, load_schemas, schema_versions

__all__ = ["schema"]


@click.command()
@click.argument("name", required=False, metavar="[NAME]", type=click.Choice(sorted(load_schemas())))
@click.option("--version", type=click.Choice(schema_versions()), default=SCHEMA_VERSION, show_default=True)
def schema(name: str | None, version: str) -> None:
    """Print the JSON Schema NAME as one file that refers to no other; without NAME, list them with their $id.

    \b
    Example:
      ittiham schema accusation > accusation.schema.json
    """
    if name is None:
        for known, contract in sorted(load_schemas(version).items()):
            click.echo(f"{known:20}  {contract['$id']}")
        return
    click.echo(orjson.dumps(bundled(name, version), option=orjson.OPT_INDENT_2).decode())
