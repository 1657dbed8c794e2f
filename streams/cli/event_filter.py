"""Which accusations a person wants to see: the filters of `tail` and `export`."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import click

__all__ = ["Filter", "event_filters"]

_TYPES: Final = ("accuse", "blame", "condemn", "charge", "deny")


@dataclass(frozen=True, slots=True)
class Filter:
    """Every condition that is given must hold; of several values for one condition any will do."""

    types: tuple[str, ...] = ()
    accusers: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """Of any party."""
    min_confidence: float | None = None
    """An event whose coder gave none does not reach it."""

    def __bool__(self) -> bool:
        return self != Filter()

    def __contains__(self, event: dict[str, Any]) -> bool:
        parties = [*event["accusers"], *event["accused"]]
        return (
            (not self.types or event["type"] in self.types)
            and (not self.accusers or _named(event["accusers"], self.accusers))
            and (not self.accused or _named(event["accused"], self.accused))
            and (not self.countries or any(party["country"] in self.countries for party in parties))
            and (self.min_confidence is None or (event.get("confidence") or -1.0) >= self.min_confidence)
        )


def _named(parties: list[dict[str, Any]], wanted: tuple[str, ...]) -> bool:
    """Whether one of the parties has one of these as country, CAMEO code, id or name, or as its words."""
    names = {
        str(party[field]).casefold()
        for party in parties
        for field in ("country", "cameo", "actor_id", "name", "text")
        if party[field]
    }
    return any(name.casefold() in names for name in wanted)


def event_filters(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a `Filter`; the command gets it as `wanted`."""

    @functools.wraps(command)
    def with_filter(
        types: tuple[str, ...],
        accusers: tuple[str, ...],
        accused: tuple[str, ...],
        countries: tuple[str, ...],
        min_confidence: float | None,
        **others: Any,
    ) -> None:
        upper = tuple(country.upper() for country in countries)
        command(wanted=Filter(types, accusers, accused, upper, min_confidence), **others)

    decorated: Callable[..., None] = with_filter
    who = "country, CAMEO code, actor id, name or the words of the article; repeatable"
    for option in (
        click.option(
            "--min-confidence", type=click.FloatRange(0, 1), help="Only events with at least this confidence."
        ),
        click.option(
            "--country", "countries", multiple=True, help="Only with a party of this ISO 3166-1 alpha-3 country."
        ),
        click.option("--accused", multiple=True, metavar="WHOM", help=f"Only who is accused: {who}."),
        click.option("--accuser", "accusers", multiple=True, metavar="WHO", help=f"Only who accuses: {who}."),
        click.option("--type", "types", multiple=True, type=click.Choice(_TYPES), help="Only these types; repeatable."),
    ):
        decorated = option(decorated)
    return decorated
