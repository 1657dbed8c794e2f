"""Times on the command line."""

from datetime import UTC, datetime
from typing import Any, Final

import click

__all__ = ["TIME"]


class _Time(click.ParamType):
    """An RFC 3339 date or time; UTC where it names no zone. Relative times would move from one call to the next."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"expected a date or time such as 2026-01-31 or 2026-01-31T12:00:00Z, got {value!r}", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


TIME: Final = _Time()
