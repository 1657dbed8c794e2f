"""States: codes from ISO 3166 (pycountry), names from CLDR (Babel), and from states.txt what these lack."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from streams.tagging.lexicon.inflection import inflect_nisba
from streams.tagging.lexicon.reader import Row, alias_words, parse_aliases, split_list, weakness
from streams.tagging.lexicon.records import Affiliation, Alias, Entry, Nisba, Source
from streams.tagging.orthography import fold, unmarked

__all__ = ["EXTRA_CODES", "Territory", "cldr_entry", "nisba_forms", "state_entry", "territories"]

EXTRA_CODES = {"XKX": "XK"}
"""User-assigned codes that ISO 3166 lacks and CLDR knows: Kosovo."""

_CLDR = Source("CLDR", 0)
_LONGEST_NISBA = 2
_PLAIN = re.compile(r"[^()\-–,]+")


@dataclass(frozen=True, slots=True)
class Territory:
    """A country or territory as the standards know it."""

    code: str
    english: str
    arabic: str | None
    """None where CLDR's Arabic name is a description that nobody writes (`الكونغو - كينشاسا`)."""


def territories() -> Iterator[Territory]:
    """Yield every territory of ISO 3166-1, and Kosovo. Imports CLDR here, as only loading a lexicon needs it."""
    import pycountry
    from babel import Locale

    english, arabic = Locale("en").territories, Locale("ar").territories
    codes = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    for code, short in sorted({**codes, **EXTRA_CODES}.items()):
        name = arabic.get(short, "")
        yield Territory(code, english.get(short, code), name if _PLAIN.fullmatch(name) else None)


def cldr_entry(territory: Territory) -> Entry:
    """Make the entry of a state from what CLDR knows of it."""
    aliases: tuple[Alias, ...] = ()
    if territory.arabic:
        aliases = (Alias(alias_words(territory.arabic), 0, _CLDR, first=unmarked(territory.arabic.split()[0])),)
    return Entry(territory.code, territory.english, "state", (Affiliation(territory.code),), aliases, _CLDR)


def state_entry(known: Entry, row: Row) -> Entry:
    """Add a row of states.txt to a state's entry: names, variants and capitals. The row says which names are weak."""
    aliases: dict[tuple[str, ...], Alias] = {}
    for text, town in ((row.optional(2), False), (row.optional(3), True)):
        aliases.update({alias.words: replace(alias, town=town) for alias in parse_aliases(row, text)})
    for alias in known.aliases:
        aliases.setdefault(alias.words, alias)
    return replace(known, aliases=tuple(aliases.values()), source=row.source)


def nisba_forms(row: Row, text: str, owner: Mapping[str, str | None]) -> Iterator[tuple[tuple[str, ...], Nisba]]:
    """Yield every form of the adjectives in `text`: `سوري, ?شامي / شوام` (stems ending in ya / broken plurals).

    `owner` holds actor_id, name, country, cameo and, for a people, its kind. Raises `LexiconError` for a stem that
    does not end in ya.
    """
    stems, _, plurals = text.partition("/")

    def nisba(plural: bool, item: str) -> Nisba:
        name, cameo = owner["name"] or "", owner["cameo"] or ""
        kind = owner.get("kind") or "population"
        return Nisba(owner["actor_id"] or "", name, owner["country"], cameo, plural, weakness(item), kind, row.source)

    for stem in split_list(stems):
        words = alias_words(stem.lstrip("?"))
        if not 1 <= len(words) <= _LONGEST_NISBA or not words[-1].endswith("ي"):
            raise row.error(f"expected the masculine singular of a nisba such as سوري, got {stem!r}")
        for form, plural in _inflect(words):
            yield form, nisba(plural, stem)
    for word in split_list(plurals):
        yield (fold(word.lstrip("?")),), nisba(True, word)


def _inflect(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the forms of a nisba of one word, or of two of which the second agrees with the first (كورية شمالية)."""
    if len(words) == 1:
        yield from (((form,), plural) for form, plural in inflect_nisba(words[0]))
        return
    firsts = [form for form, _ in inflect_nisba(words[0])] if words[0].endswith("ي") else [words[0]]
    for first in firsts:
        yield from (((first, form), plural) for form, plural in inflect_nisba(words[1]))
