"""Says who a phrase is: kind, country and CAMEO code from its parts."""

import datetime
from collections.abc import Collection
from typing import NamedTuple

from streams.tagging.lexicon import Affiliation, AgentNoun, Entry, Lexicon, Nisba
from streams.tagging.phrase import Phrase

__all__ = ["UNKNOWN", "Identifier", "Identity", "of_sex", "spelled"]

_KEPT = 10_000
_NEVER = 1_000_000
"""Days: further off than any office."""
_PEOPLE = ("person", "population")
_ARMED = ("armed_group", "party")
_COUNTRY_LETTERS = 3
_INTERNATIONAL = ("IGO", "IMG")


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
        self._undated = {
            entry.actor_id: self._with(entry, entry.affiliations[0])
            for entry in lexicon.entries.values()
            if len(entry.affiliations) == 1
        }
        """Identities that no date changes."""
        self._kept: dict[tuple[int, int, int, bool], Identity] = {}
        """Composed identities by the parts' object ids; the lexicon keeps these objects alive."""
        self._dated: dict[tuple[str, datetime.date | None], Identity] = {}
        """Identities of entries on a day, for those that a date changes."""

    def is_constant(self, phrase: Phrase) -> bool:
        """Whether who a phrase is depends neither on the day nor on the sentence."""
        entries = (*phrase.entries, *phrase.country)
        if any(entry.affiliations and entry.actor_id not in self._undated for entry in entries):
            return False
        if len(phrase.entries) > 1 or len(phrase.country) > 1:
            return False
        return phrase.complement is None or self.is_constant(phrase.complement)

    def identify(self, phrase: Phrase, on: datetime.date | None, nearby: Collection[str] = ()) -> Identity:
        """Return who `phrase` is on a day. `nearby`: countries named elsewhere in the sentence, for ambiguous names."""
        if phrase.entries:
            return self._entry(choose(phrase.entries, on, nearby), on)
        noun = phrase.noun
        if noun is not None:
            simple = phrase.complement is None and not phrase.country
            return self._simple(phrase, noun) if simple else self._composed(phrase, noun, on, nearby)
        if phrase.nisba is not None:
            return self._people(phrase, phrase.nisba, on, nearby)
        return Identity(None, None, "person", None, None) if phrase.named else UNKNOWN

    def _people(self, phrase: Phrase, nisba: Nisba, on: datetime.date | None, nearby: Collection[str]) -> Identity:
        """Say who an adjective of origin stands for: a person, a people, a people of a state, or the state."""
        if phrase.named:
            return Identity(None, f"{nisba.name}: person", "person", nisba.country, nisba.cameo)
        if phrase.country:
            home = choose(phrase.country, on, nearby)
            country = self._country(home.affiliations[0]) or ""
            return Identity(None, f"{home.name}: {nisba.name}", nisba.kind, country or None, country + nisba.cameo)
        people = nisba.plural or not self._lexicon.is_state(nisba.actor_id)
        return Identity(nisba.actor_id, nisba.name, nisba.kind if people else "state", nisba.country, nisba.cameo)

    def merge(self, head: Phrase, who: Identity, later: Phrase, seen: Identity) -> Identity:
        """Add to who a phrase is what its later words tell: a name in apposition, what it belongs to, a country."""
        noun = head.noun
        if noun is not None and noun.shape == "person" and later.entries and later.entries[0].kind == "person":
            return seen if not head.named else who
        if noun is not None and noun.via and head.complement is None and seen.cameo and seen.kind not in _PEOPLE:
            kind, country = "person" if head.named else seen.kind, who.country or seen.country
            return Identity(None, who.name, kind, country, _code(country, None, _role(seen)))
        if who.country is None and seen.country and not head.entries:
            return who._replace(country=seen.country, cameo=seen.country + (who.cameo or ""))
        return who

    def _entry(self, entry: Entry, on: datetime.date | None) -> Identity:
        if not entry.affiliations:
            return Identity(None, entry.name, entry.kind, None, None)
        known = self._undated.get(entry.actor_id) or self._dated.get((entry.actor_id, on))
        if known is None:
            if len(self._dated) >= _KEPT:
                self._dated.clear()
            self._dated[entry.actor_id, on] = known = self._with(entry, entry.affiliation(on))
        return known

    def _with(self, entry: Entry, affiliation: Affiliation) -> Identity:
        """The identity of an entry that has an affiliation."""
        country = self._country(affiliation)
        actor_id = country if entry.place else entry.actor_id
        return Identity(actor_id, entry.name, entry.kind, country, affiliation.cameo)

    def _country(self, affiliation: Affiliation) -> str | None:
        """A CAMEO code that begins with a state's code names that state."""
        code = affiliation.cameo[:_COUNTRY_LETTERS]
        return code if self._lexicon.is_state(code) else None

    def _simple(self, phrase: Phrase, noun: AgentNoun) -> Identity:
        """Compose an actor of noun, nisba and modifier only; such are few and come often, so they are kept."""
        key = (id(noun), id(phrase.nisba), id(phrase.modifier), phrase.named)
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = known = self._composed(phrase, noun, None, ())
        return known

    def _composed(self, phrase: Phrase, noun: AgentNoun, on: datetime.date | None, nearby: Collection[str]) -> Identity:
        """Compose an actor: country from nisba, place or what it belongs to; kind and role from the noun."""
        belongs = self.identify(phrase.complement, on, nearby) if phrase.complement is not None else UNKNOWN
        country, group = self._origin(phrase, on, nearby, belongs)
        kind, role = noun.kind, noun.code
        borrows = noun.via or noun.kind in _ARMED
        if (
            belongs.kind != "unknown"
            and (noun.via or belongs.kind == noun.kind)
            and (belongs.kind not in _PEOPLE or not noun.code)
        ):
            kind = noun.kind if belongs.kind in _PEOPLE and noun.kind != "unknown" else belongs.kind
            role = _role(belongs)
        elif borrows and phrase.nisba is not None and phrase.nisba.kind != "population":
            kind, role = phrase.nisba.kind, phrase.nisba.cameo[_COUNTRY_LETTERS:]
        elif phrase.modifier is not None and phrase.modifier.kind and (borrows or not role):
            kind, role = phrase.modifier.kind, phrase.modifier.code
        elif country and noun.via and kind == "person" and not phrase.named:
            kind, role = "government", "GOV"
        if phrase.named:
            kind = "person"
        owner = self._lexicon.entries[country].name if country else group
        name = f"{owner}: {noun.name}" if owner else noun.name
        return Identity(None, name, kind, country, _code(country, phrase.nisba, role))

    def _origin(
        self, phrase: Phrase, on: datetime.date | None, nearby: Collection[str], belongs: Identity
    ) -> tuple[str | None, str | None]:
        """Return the country, and the English name of the people or organisation where there is no country."""
        if phrase.nisba is not None and phrase.nisba.country:
            return phrase.nisba.country, None
        if phrase.country:
            return self._country(choose(phrase.country, on, nearby).affiliations[0]), None
        if belongs.country:
            return belongs.country, None
        return None, phrase.nisba.name if phrase.nisba is not None else belongs.name


def _code(country: str | None, nisba: Nisba | None, role: str) -> str | None:
    """Join a CAMEO code: state or people (KUR), then role; international roles (IGOMIL) stand without a state."""
    if role.startswith(_INTERNATIONAL):
        return role
    origin = country or ""
    if not origin and nisba is not None and len(nisba.cameo) == _COUNTRY_LETTERS:
        origin = nisba.cameo
    return origin + role or None


def _role(identity: Identity) -> str:
    """The part of a CAMEO code after the country."""
    code = identity.cameo or ""
    return code.removeprefix(identity.country) if identity.country else code


def choose(entries: tuple[Entry, ...], on: datetime.date | None, nearby: Collection[str]) -> Entry:
    """Of several actors with one name (عمان, طرابلس) take the one whose country the sentence names.

    Of those, or if there is none, the one in office on the day or nearest to it, else the first.
    """
    if len(entries) == 1:
        return entries[0]
    return max(entries, key=lambda entry: (_is_near(entry, nearby), -_days_off(entry, on)))


def spelled(entries: tuple[Entry, ...], written: str) -> tuple[Entry, ...]:
    """Of several actors with one name, keep those whose diacritics `written` has, if there are any."""
    marked = tuple(e for e in entries if any(a.spelling and written.endswith(a.spelling) for a in e.aliases))
    return marked or entries


def of_sex(entries: tuple[Entry, ...], female: bool) -> tuple[Entry, ...]:
    """Of several persons with one name, keep the women or the men, if there are any."""
    return tuple(entry for entry in entries if entry.female == female) or entries


def _is_near(entry: Entry, nearby: Collection[str]) -> bool:
    """Whether an entry belongs to one of the countries."""
    return any(affiliation.cameo[:_COUNTRY_LETTERS] in nearby for affiliation in entry.affiliations)


def _days_off(entry: Entry, on: datetime.date | None) -> int:
    """Days between `on` and the nearest dated affiliation of an entry; 0 without a day."""
    if on is None:
        return 0
    return min((a.distance(on) for a in entry.affiliations if a.dated), default=_NEVER)
