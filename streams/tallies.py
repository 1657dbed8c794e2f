"""Who accuses whom, in numbers of countries: what of an event is counted, and under which labels. Pure."""

from collections.abc import Iterable
from itertools import product
from typing import Final

from streams.tagging.types import Accusation, Actor

__all__ = ["NO_COUNTRY", "OTHER", "ROLES", "UNNAMED", "countries", "is_accusation", "pairs_of"]

ROLES: Final = ("accuser", "accused")
NO_COUNTRY: Final = "none"
"""A party that belongs to no country, or to none that we know: the United Nations, `an official`."""
UNNAMED: Final = "unnamed"
"""The article does not say who: `was accused`."""
OTHER: Final = "other"
"""All pairs that have no counter of their own."""


def is_accusation(event: Accusation) -> bool:
    """Whether somebody did accuse somebody: a denial, a negated or a hypothetical event is none."""
    return event.type != "deny" and not event.negated and not event.hypothetical


def countries(parties: Iterable[Actor]) -> set[str]:
    """The countries of the parties of one role, each once; never empty."""
    return {party.country or NO_COUNTRY for party in parties} or {UNNAMED}


def pairs_of(event: Accusation) -> set[tuple[str, str]]:
    """Countries that accuse and are accused in the event. In a mutual one nobody accuses himself."""
    pairs = set(product(countries(event.accusers), countries(event.accused)))
    return {(accuser, accused) for accuser, accused in pairs if not event.reciprocal or accuser != accused}
