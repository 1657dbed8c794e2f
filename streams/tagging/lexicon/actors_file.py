"""Lines of actors-*.txt (`English name | CAMEO codes | Arabic names`, kind from the section) and of places.txt."""

import re
import unicodedata

from streams.tagging.lexicon.reader import Row, parse_affiliations, parse_aliases
from streams.tagging.lexicon.records import KINDS, Affiliation, Entry

__all__ = ["NO_STATE", "read_actor", "read_places", "slug"]

NO_STATE = "-"
"""The code of lines in places.txt whose names are no actor."""


_FEMALE = "f"
"""What the fourth field of a line may say: a woman who shares her surname with a listed man."""


def slug(name: str) -> str:
    """Return an id from an English name: `Saad al-Hariri` → `saad-al-hariri`."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


def read_actor(row: Row) -> Entry:
    """Read one named actor. A line whose third field is `-` has no aliases: it removes the actor."""
    name = row.field(0, "an English name")
    if row.section not in KINDS:
        raise row.error(f"expected a section line such as [party] above, got [{row.section}]; kinds: {sorted(KINDS)}")
    actor_id = slug(name)
    if not actor_id:
        raise row.error(f"expected an English name in Latin letters, got {name!r}")
    affiliations = parse_affiliations(row, row.field(1, "a CAMEO code"))
    row.field(2, "Arabic names")
    sex = row.optional(3)
    if sex not in ("", _FEMALE):
        raise row.error(f"expected {_FEMALE} or nothing in field 4, got {sex!r}")
    aliases = parse_aliases(row, row.optional(2))
    return Entry(actor_id, name, row.section, affiliations, aliases, row.source, female=sex == _FEMALE)


def read_places(row: Row, code: str, country: str) -> Entry:
    """Read a line of towns and provinces, which stand for their state: `EGY | القاهرة, الإسكندرية`.

    With `-` as code they are names that contain a state's name and are no actor (نهر الأردن).
    """
    aliases = parse_aliases(row, row.field(1, "names of places"))
    codes = (Affiliation(code),) if code != NO_STATE else ()
    actor_id = f"places-{code}-{row.source.file}-{row.source.line}"
    return Entry(actor_id, country, "state", codes, aliases, row.source, place=True)
