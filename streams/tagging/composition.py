"""Says who a phrase is: kind, country and CAMEO code from its parts."""

import datetime
from collections.abc import Collection
from typing import NamedTuple

from streams.tagging.lexicon import Affiliation, Entry, Lexicon
from streams.tagging.phrases import Phrase

__all__ = ["UNKNOWN", "Identifier", "Identity"]

_PEOPLE = ("person", "population")
_ARMED = ("armed_group", "party")
_COUNTRY_LETTERS = 3


class Identity(NamedTuple):
    """Who an actor is; the fields are those of `tagging.types.Actor`."""

    actor_id: str | None
    name: str | None
    kind: str
    country: str | None
    cameo: str | None


UNKNOWN = Identity(None, None, "unknown", None, None)


class Identifier:
    """Identifies phrases with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def identify(self, phrase: Phrase, on: datetime.date | None, nearby: Collection[str] = ()) -> Identity:
        """Return who `phrase` is on a day. `nearby`: countries named elsewhere in the sentence, for ambiguous names."""
        if phrase.entries:
            return self._entry(choose(phrase.entries, nearby), on)
        if phrase.noun is not None:
            return self._composed(phrase, on, nearby)
        nisba = phrase.nisba
        if nisba is not None:
            return Identity(nisba.actor_id, nisba.name, "population" if nisba.plural else self._nisba_kind(nisba.actor_id), nisba.country, nisba.cameo)
        return Identity(None, None, "person", None, None) if phrase.named else UNKNOWN

    def _nisba_kind(self, actor_id: str) -> str:
        """A state's adjective stands for the state, a people's for the people."""
        return "state" if self._lexicon.is_state(actor_id) else "population"

    def _entry(self, entry: Entry, on: datetime.date | None) -> Identity:
        if not entry.affiliations:
            return Identity(None, entry.name, entry.kind, None, None)
        affiliation = entry.affiliation(on)
        country = self._country(affiliation)
        actor_id = country if entry.place else entry.actor_id
        return Identity(actor_id, entry.name, entry.kind, country, affiliation.cameo)

    def _country(self, affiliation: Affiliation) -> str | None:
        """A CAMEO code that begins with a state's code names that state."""
        code = affiliation.cameo[:_COUNTRY_LETTERS]
        return code if self._lexicon.is_state(code) else None

    def _composed(self, phrase: Phrase, on: datetime.date | None, nearby: Collection[str]) -> Identity:
        """Compose an actor: country from nisba, place or what it belongs to; kind and role from the noun."""
        noun = phrase.noun
        assert noun is not None
        belongs = self.identify(phrase.complement, on, nearby) if phrase.complement is not None else UNKNOWN
        country, group = self._origin(phrase, nearby, belongs)
        kind, role = noun.kind, noun.code
        borrows = noun.via or noun.kind in _ARMED
        if belongs.cameo and borrows and (belongs.kind not in _PEOPLE or not noun.code):
            kind = noun.kind if belongs.kind in _PEOPLE and noun.kind != "unknown" else belongs.kind
            role = _role(belongs)
        elif phrase.modifier is not None and phrase.modifier.kind and (borrows or not role):
            kind, role = phrase.modifier.kind, phrase.modifier.code
        elif country and noun.via and kind == "person" and not phrase.named:
            kind, role = "government", "GOV"
        if phrase.named:
            kind = "person"
        owner = self._lexicon.entries[country].name if country else group
        name = f"{owner}: {noun.name}" if owner else noun.name
        return Identity(None, name, kind, country, (country or "") + role or None)

    def _origin(self, phrase: Phrase, nearby: Collection[str], belongs: Identity) -> tuple[str | None, str | None]:
        """Return the country, and the English name of the people or organisation where there is no country."""
        if phrase.nisba is not None and phrase.nisba.country:
            return phrase.nisba.country, None
        if phrase.country:
            return self._country(choose(phrase.country, nearby).affiliations[0]), None
        if belongs.country:
            return belongs.country, None
        return None, phrase.nisba.name if phrase.nisba is not None else belongs.name


def _role(identity: Identity) -> str:
    """The part of a CAMEO code after the country."""
    code = identity.cameo or ""
    return code.removeprefix(identity.country) if identity.country else code


def choose(entries: tuple[Entry, ...], nearby: Collection[str]) -> Entry:
    """Of several actors with one name (عمان, طرابلس) take the one whose country the sentence names, else the first."""
    if len(entries) > 1 and nearby:
        for entry in entries:
            if any(affiliation.cameo[:_COUNTRY_LETTERS] in nearby for affiliation in entry.affiliations):
                return entry
    return entries[0]
