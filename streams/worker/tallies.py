"""Who accuses whom, in numbers of countries: what of an event is counted, and under which labels. Pure."""

from collections import Counter
from collections.abc import Iterable
from itertools import product
from typing import Final

from streams.tagging.types import Accusation, Actor, Analysis

__all__ = [
    "NO_COUNTRY",
    "OTHER",
    "ROLES",
    "UNNAMED",
    "Tally",
    "all_countries",
    "countries",
    "is_accusation",
    "is_below",
    "pairs_of",
]

Pair = tuple[str, str]
"""Countries: who accuses, who is accused."""

ROLES: Final = ("accuser", "accused")
NO_COUNTRY: Final = "none"
"""A party that belongs to no country, or to none that we know: the United Nations, `an official`."""
UNNAMED: Final = "unnamed"
"""The article does not say who: `was accused`."""
OTHER: Final = "other"
"""All pairs that have no counter of their own."""


def all_countries() -> list[str]:
    """Every value that the label `country` has without a lexicon of one's own."""
    from streams.tagging.lexicon.states import territories  # CLDR, which takes a moment to load

    return [*(territory.code for territory in territories()), NO_COUNTRY, UNNAMED]


def is_accusation(event: Accusation) -> bool:
    """Whether somebody did accuse somebody: a denial, a negated or a hypothetical event is none."""
    return event.type != "deny" and not event.negated and not event.hypothetical


def is_below(event: Accusation, least: float) -> bool:
    """Whether the event is less sure than it must be for `accusations`; one that does not say how sure never is."""
    return event.confidence is not None and event.confidence < least


def countries(parties: Iterable[Actor]) -> set[str]:
    """The countries of the parties of one role, each once; never empty."""
    return {party.country or NO_COUNTRY for party in parties} or {UNNAMED}


def pairs_of(event: Accusation) -> set[Pair]:
    """Countries that accuse and are accused in the event. In a mutual one nobody accuses himself."""
    pairs = set(product(countries(event.accusers), countries(event.accused)))
    return {(accuser, accused) for accuser, accused in pairs if not event.reciprocal or accuser != accused}


class Tally:
    """What was found in some articles, added up. Keys are the labels of the counters that take it."""

    def __init__(self, watched: frozenset[Pair] = frozenset(), least: float = 0.0) -> None:
        self._watched = watched
        """Pairs that are counted by themselves."""
        self._least = least
        """Confidence below which an event is counted as kept off, and as nothing else."""
        self.articles = self.with_accusation = 0
        self.actors: Counter[tuple[str]] = Counter()
        self.types: Counter[tuple[str]] = Counter()
        self.below: Counter[tuple[str]] = Counter()
        """By type, of the events that are kept off."""
        self.countries: Counter[Pair] = Counter()
        """By role and country."""
        self.pairs: Counter[Pair] = Counter()

    def add(self, analysis: Analysis) -> None:
        """Count an article."""
        self.articles += 1
        known = sum(actor.name is not None for actor in analysis.actors)
        self.actors["true",] += known
        self.actors["false",] += len(analysis.actors) - known
        published = [event for event in analysis.accusations if not is_below(event, self._least)]
        self.types.update((event.type,) for event in published)
        self.below.update((event.type,) for event in analysis.accusations if is_below(event, self._least))
        made = [event for event in published if is_accusation(event)]
        self.with_accusation += bool(made)
        for event in made:
            self._add_parties(event)

    def _add_parties(self, event: Accusation) -> None:
        accuser, accused = ROLES
        for country in countries(event.accusers):
            self.countries[accuser, country] += 1
        for country in countries(event.accused):
            self.countries[accused, country] += 1
        watched = pairs_of(event) & self._watched if self._watched else None
        for pair in watched or ((OTHER, OTHER),):
            self.pairs[pair] += 1
