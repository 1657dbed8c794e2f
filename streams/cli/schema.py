"""``ittiham schema``: the contracts, as they are in this installation."""

from typing import Final

import click
import orjson

from streams.records.bundling import bundled
from streams.records.contracts import SCHEMA_VERSION, load_examples, load_schemas, schema_versions

__all__ = ["schema"]

_ASYNCAPI: Final = "asyncapi"


@click.command()
@click.argument("name", required=False, metavar="[NAME]", type=click.Choice([*sorted(load_schemas()), _ASYNCAPI]))
@click.option("--version", type=click.Choice(schema_versions()), default=SCHEMA_VERSION, show_default=True)
@click.option("--html", is_flag=True, help="Of asyncapi: one page to read, which needs no network.")
def schema(name: str | None, version: str, html: bool) -> None:
    """Print the JSON Schema NAME as one file that refers to no other; without NAME, list them with their $id.

    NAME asyncapi gives all topics in one document of AsyncAPI 3, with the names, partitions, retention, brokers and
    security of the settings.

    \b
    Example:
      ittiham schema accusation > accusation.schema.json
      ittiham schema asyncapi --html > topics.html
    """
    if html and name != _ASYNCAPI:
        raise click.UsageError("--html goes with asyncapi")
    if name == _ASYNCAPI:
        click.echo(_topics(html=html), nl=not html)
    elif name:
        click.echo(orjson.dumps(bundled(name, version), option=orjson.OPT_INDENT_2).decode())
    else:
        for known, contract in sorted(load_schemas(version).items()):
            click.echo(f"{known:20}  {contract['$id']}")


def _topics(*, html: bool) -> str:
    from streams.cli.asyncapi_page import asyncapi_page
    from streams.cli.common import settings_or_exit
    from streams.kafka.asyncapi import asyncapi

    document = asyncapi(settings_or_exit(), load_examples())
    return asyncapi_page(document) if html else orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
