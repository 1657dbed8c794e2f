"""What the lexicon holds: entries with dated affiliations, nisba adjectives, agent nouns, modifiers."""

import datetime
from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "HEAD",
    "KINDS",
    "SIGN",
    "Affiliation",
    "AgentNoun",
    "Alias",
    "Entry",
    "LexiconError",
    "Modifier",
    "Nisba",
    "Source",
]

KINDS = frozenset(
    (
        "state",
        "government",
        "military",
        "police",
        "judiciary",
        "legislature",
        "armed_group",
        "party",
        "intergovernmental",
        "organisation",
        "media",
        "company",
        "person",
        "population",
        "unknown",
    )
)
"""The kinds of actor of the accusation event's schema."""


class LexiconError(ValueError):
    """A line of a lexicon file that cannot be used; the message begins with `file:line`."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record was read: for error messages and for `lexicon find`."""

    file: str
    line: int
    """From 1; 0 where there are no lines to name (CLDR)."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A CAMEO code and the days on which it holds, both inclusive; None is open."""

    cameo: str
    start: datetime.date | None = None
    end: datetime.date | None = None

    @property
    def dated(self) -> bool:
        """Whether it has a first or a last day."""
        return self.start is not None or self.end is not None

    def distance(self, day: datetime.date) -> int:
        """Days between `day` and the nearest day on which it holds; 0 if it holds on `day`."""
        if self.start is not None and day < self.start:
            return (self.start - day).days
        if self.end is not None and day > self.end:
            return (day - self.end).days
        return 0


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to name an entry: its words, folded; weak ones need a sign that the actor is meant."""

    words: tuple[str, ...]
    weak: int
    """0 if it stands for the entry wherever it is written; else how strong a sign it needs, see `SIGN` and `HEAD`."""
    source: Source
    spelling: str = ""
    """As it is written, if with diacritics: they tell عمّان from عُمان."""
    first: str = ""
    """Its first word as it is written, without diacritics."""
    town: bool = False
    """A capital or metonym of a state, not its name: what datelines name."""


SIGN, HEAD = 1, 2
"""How strong a sign a weak name needs: any (في مالي, قال بري), or one that says what it is (مدينة حجة, الرئيس صالح)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor that has a name of its own."""

    actor_id: str
    name: str
    kind: str
    affiliations: tuple[Affiliation, ...]
    aliases: tuple[Alias, ...]
    source: Source
    female: bool = False
    """A woman who shares her surname with a listed man."""
    place: bool = False
    """A list of towns and provinces: they stand for their state. With no affiliation: names that are no actor."""

    def affiliation(self, day: datetime.date | None) -> Affiliation:
        """Return the affiliation valid on `day`; with no day, or none valid, the undated one, else the nearest.

        Of several valid ones the latest to begin wins; with no day the nearest is the latest.
        """
        choices = self.affiliations
        if len(choices) == 1:
            return choices[0]
        undated = [a for a in choices if not a.dated]
        dated = [a for a in choices if a.dated]
        last = max(dated, key=lambda a: (a.end or datetime.date.max, a.start or datetime.date.min), default=choices[0])
        if day is None:
            return undated[0] if undated else last
        valid = [a for a in dated if a.distance(day) == 0]
        if valid:
            return max(valid, key=lambda a: a.start or datetime.date.min)
        return undated[0] if undated else min(dated, key=lambda a: a.distance(day))


@dataclass(frozen=True, slots=True)
class Nisba:
    """One form of an adjective of origin: `الروسية`, `روس`."""

    actor_id: str
    """The state's or people's id."""
    name: str
    """English name of the state or people."""
    country: str | None
    cameo: str
    plural: bool
    """A plural or dual: standing alone it names people (الفلسطينيين)."""
    weak: int = 0
    """If not 0 it is also a word of another meaning (صحراوي), and counts only after an agent noun or beside a people.

    A plural with the article does without, unless this is `HEAD` (السنة).
    """
    kind: str = "population"
    """What kind of actor a people is; a state's nisba stands for the state."""
    source: Source = field(compare=False, default=Source("", 0))


Shape = Literal["person", "people", "body"]


@dataclass(frozen=True, slots=True)
class AgentNoun:
    """A role or organisation noun that heads composed actors: `مسؤول`, `وزير الخارجية`, `قوات الأمن`."""

    name: str
    """English gloss, for the composed name."""
    kind: str
    code: str
    """CAMEO role code, or empty."""
    shape: Shape
    """Whether a personal name may follow (person), it names many (people), or an institution (body)."""
    via: bool
    """Takes kind and code from what it belongs to: متحدث باسم, زعيم, أنصار."""
    inner: bool
    """Only part of names, no actor standing alone."""
    source: Source = field(compare=False, default=Source("", 0))
    alone: "AgentNoun | None" = None
    """What it is where no personal name follows: الفريق is a team, الفريق فلان a rank."""
    named: "AgentNoun | None" = None
    """What it is where a personal name follows and nothing that it belongs to: الممثلة فلانة plays."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """An adjective that tells what a role belongs to (`أمني`, `حكومية`), or just stands in a title (`السابق`)."""

    kind: str
    code: str
    source: Source = field(compare=False, default=Source("", 0))
