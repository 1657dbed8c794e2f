"""A group of commands that knows what was meant."""

from difflib import get_close_matches

import click
from typing_extensions import override

__all__ = ["SuggestingGroup"]


class SuggestingGroup(click.Group):
    """A group that answers a command it does not have with the one most like it."""

    @override
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; one that is not there ends with what may have been meant."""
        name = args[0]
        if self.get_command(ctx, name) is None and (near := get_close_matches(name.lower(), self.list_commands(ctx))):
            ctx.fail(f"No such command {name!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)
