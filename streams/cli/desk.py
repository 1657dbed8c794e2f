"""``ittiham desk``: the page, and what its operator may do to the database."""

import contextlib
import importlib.util
import logging
from collections.abc import Iterator

import click

from streams.cli.common import run_async, settings_or_exit
from streams.settings import Settings

__all__ = ["desk"]

_NEEDED = ("fastapi", "sqlalchemy", "alembic", "uvicorn", "streams.desk")

_TALKATIVE = ("alembic", "uvicorn.error")
"""Libraries that announce at every start what a person at the terminal need not know."""


@click.group(invoke_without_command=True)
@click.pass_context
def desk(ctx: click.Context) -> None:
    """Show who accuses whom, live, on a page: follow the topics into a database and answer on loopback.

    Ends with Ctrl-C or SIGTERM. Needs `pip install 'ittiham[desk]'`. The settings are ITTIHAM_DESK_*: see
    `ittiham settings`.

    \b
    Example:
      ittiham desk demo
      ittiham desk
      ITTIHAM_DESK_DATABASE=postgresql://ittiham@db/ittiham ittiham desk
      ittiham desk forget ARTICLE_ID
    """
    if missing := [name for name in _NEEDED if importlib.util.find_spec(name) is None]:
        raise click.ClickException(f"the desk is an extra, and {missing[0]} is missing: pip install 'ittiham[desk]'")
    if ctx.invoked_subcommand is None:
        settings = settings_or_exit()
        from streams.worker.logs import configure_logging

        configure_logging(settings)
        _quieten()
        run_async(_run(settings), settings)


def _quieten() -> None:
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


async def _run(settings: Settings) -> None:
    from streams.desk.running import run_desk

    with _database_problems():
        await run_desk(settings, lambda address: click.echo(f"the desk is on {address}", err=True))


@desk.command("demo")
def desk_demo() -> None:
    """Start a broker, a worker and a desk, push the sample articles, and say where to look.

    Everything runs on this machine, and nothing of it is left at the end, which Ctrl-C brings.

    \b
    Example:
      ittiham desk demo
    """
    from streams.cli.desk_demo import show_desk

    _quieten()
    run_async(show_desk(), Settings.model_construct())


@desk.command()
@click.argument("article_id")
def forget(article_id: str) -> None:
    """Take the article ARTICLE_ID and its events out of the database for good, and never take it again.

    May be done while the desk runs. Kafka keeps the records as long as its topics do.

    \b
    Example:
      ittiham desk forget sample-001
    """
    settings = settings_or_exit()
    from streams.desk.running import open_database
    from streams.desk.store.forgetting import forget as forget_article

    with _database_problems():
        count = forget_article(open_database(settings), article_id)
    click.echo(f"forgot {article_id!r}: {count} accusations")


@contextlib.contextmanager
def _database_problems() -> Iterator[None]:
    """What the database says, as one line for the operator; no URL in it, which may hold a password."""
    from sqlalchemy.exc import DBAPIError

    from streams.desk.store.engines import DatabaseError

    try:
        yield
    except DatabaseError as error:
        raise click.ClickException(str(error)) from error
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        raise click.ClickException(f"the desk's database (ITTIHAM_DESK_DATABASE): {said}") from error
