"""What countries and actors are called, in English and in Arabic."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Literal, TypedDict

import pycountry
from babel import Locale
from sqlalchemy import Connection, func, select

from streams.desk.store.tables import parties
from streams.enrichment.mask import readable

__all__ = ["Label", "Level", "countries", "labels"]

Level = Literal["country", "actor"]


class Label(TypedDict):
    """A key with its two names."""

    key: str
    en: str
    ar: str


@cache
def countries() -> dict[str, Label]:
    """Every country, by ISO 3166-1 alpha-3; names are those of the Unicode CLDR."""
    english, arabic = Locale("en").territories, Locale("ar").territories
    return {
        country.alpha_3: Label(
            key=country.alpha_3,
            en=english.get(country.alpha_2, country.name),
            ar=arabic.get(country.alpha_2, country.name),
        )
        for country in pycountry.countries
    }


def labels(connection: Connection, level: Level, keys: Iterable[str]) -> list[Label]:
    """The labels of these keys, in their order."""
    wanted = list(keys)
    known = countries() if level == "country" else _actors(connection, wanted)
    return [known.get(key, Label(key=key, en=key, ar=key)) for key in wanted]


def _actors(connection: Connection, keys: list[str]) -> dict[str, Label]:
    """Actors by id: the lexicon's English name, and how Arabic papers name them most often."""
    counted: Any = (
        select(parties.c.actor, parties.c.name, parties.c.text, func.count().label("times"))
        .where(parties.c.actor.in_(keys))
        .group_by(parties.c.actor, parties.c.name, parties.c.text)
        .order_by(func.count().desc(), parties.c.text)
    )
    found: dict[str, Label] = {}
    for row in connection.execute(counted):
        found.setdefault(row.actor, Label(key=row.actor, en=row.name or row.actor, ar=readable(row.text)))
    return found
