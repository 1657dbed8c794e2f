"""The lexicon as a whole: reads its directories, checks them, and builds the tables that matching looks words up in."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from streams.tagging.lexicon.actors_file import NO_STATE, read_actor, read_places
from streams.tagging.lexicon.agents_file import AgentTables, read_agent, read_modifier
from streams.tagging.lexicon.reader import Row, rows, split_list
from streams.tagging.lexicon.records import KINDS, Alias, Entry, LexiconError, Modifier, Nisba
from streams.tagging.lexicon.states import Territory, cldr_entry, nisba_forms, state_entry, territories
from streams.tagging.lexicon.trie import Trie
from streams.tagging.orthography import agrees, fold

__all__ = ["BUILT_IN", "Lexicon"]

BUILT_IN = Path(__file__).parent / "data"
"""The directory that comes with the package."""

_HASH_DIGITS = 12


class Lexicon:
    """Actors, adjectives of origin and agent nouns, ready for look-up. Immutable after `load`."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        """Every named actor by its id."""
        self.names: Trie[tuple[Entry, Alias]] = Trie()
        """Folded words of every alias."""
        self.nisbas: dict[str, Nisba] = {}
        """Folded forms, without article, of adjectives of origin."""
        self.compound_nisbas: dict[str, dict[str, Nisba]] = {}
        """Nisbas of two words: first to second to nisba."""
        self.agents = AgentTables()
        """Role and organisation nouns."""
        self.modifiers: dict[str, Modifier] = {}
        """Folded forms, without article, of adjectives that stand in titles and tell a role's branch."""
        self.words: dict[str, frozenset[str]] = {}
        """Closed lists of folded words by section of words.txt: `given_names`, `place_cues`, `not_actors`, …"""
        self.exact: dict[str, frozenset[str]] = {}
        """The same lists as they are written, where hamza and alef maqsura tell words apart."""
        self.first_words: dict[str, frozenset[str]] = {}
        """Folded first words of names to the spellings that the data has of them, without diacritics."""
        self.inner_words: frozenset[str] = frozenset()
        """Folded words that stand in names and agent nouns after the first; those of nouns without the article."""
        self.hash = ""
        """First hexadecimal digits of the SHA-256 of the contents; comments and order do not change it."""
        self._states: dict[str, Territory] = {}

    @classmethod
    def load(cls, *directories: Path) -> "Lexicon":
        """Read the built-in directory, then `directories`, whose lines add to it or replace the entry they name.

        Raises `LexiconError` naming file and line, or `OSError` for a directory that cannot be read.
        """
        lexicon = cls()
        lexicon._states = {territory.code: territory for territory in territories()}
        for code, territory in lexicon._states.items():
            lexicon.entries[code] = cldr_entry(territory)
        for directory in (BUILT_IN, *directories):
            lexicon._read(directory)
        lexicon._index()
        return lexicon

    def is_state(self, code: str) -> bool:
        """Whether `code` is an ISO 3166-1 alpha-3 code, or Kosovo's XKX."""
        return code in self._states

    def is_name(self, written: str, folded: str) -> bool:
        """Whether a word, unmarked and without proclitics, may begin a name that has this folded first word."""
        return any(agrees(written, spelling) for spelling in self.first_words[folded])

    def _read(self, directory: Path) -> None:
        """Read every `.txt` file of a directory, in the order of their names."""
        files = sorted(path for path in directory.iterdir() if path.suffix == ".txt")
        seen: dict[str, Row] = {}
        for path in files:
            name = path.name if directory == BUILT_IN else str(path)
            read = self._reader(path, name)
            for row in rows(path, name):
                for key in read(row):
                    if key in seen:
                        raise row.error(f"{key} was defined before, at {seen[key].source}; keep one of the two")
                    seen[key] = row

    def _reader(self, path: Path, name: str) -> Callable[[Row], Iterable[str]]:
        """Choose what reads the lines of a file: by its name up to the first hyphen."""
        readers: Mapping[str, Callable[[Row], Iterable[str]]] = {
            "states": self._state,
            "peoples": self._people,
            "places": self._places,
            "actors": self._actor,
            "agents": self._agent,
            "modifiers": self._modifier,
            "words": self._words,
        }
        stem = path.stem.partition("-")[0]
        if stem not in readers:
            raise LexiconError(f"{name}:1: expected a file name that begins with one of {', '.join(readers)}")
        return readers[stem]

    def _state(self, row: Row) -> Iterable[str]:
        code = row.field(0, "an ISO 3166-1 alpha-3 code")
        territory = self._states.get(code)
        if territory is None:
            raise row.error(f"expected an ISO 3166-1 alpha-3 code, got {code!r}")
        self.entries[code] = entry = state_entry(self.entries[code], row)
        owner = {"actor_id": code, "name": entry.name, "country": code, "cameo": code}
        self._add_nisbas(nisba_forms(row, row.optional(1), owner))
        return [code]

    def _people(self, row: Row) -> Iterable[str]:
        name, code = row.field(0, "an English name"), row.field(1, "a CAMEO code")
        key = name.lower().replace(" ", "-")
        kind = row.optional(4) or "population"
        if kind not in KINDS:
            raise row.error(f"expected a kind of {sorted(KINDS)}, got {kind!r}")
        owner = {"actor_id": key, "name": name, "country": row.optional(2) or None, "cameo": code, "kind": kind}
        if owner["country"] and owner["country"] not in self._states:
            raise row.error(f"expected an ISO 3166-1 alpha-3 code or -, got {owner['country']!r}")
        self._add_nisbas(nisba_forms(row, row.field(3, "the nisba"), owner))
        return [key]

    def _add_nisbas(self, forms: Iterable[tuple[tuple[str, ...], Nisba]]) -> None:
        """File forms of one word, and of two (كوري شمالي), the latter by first and second word."""
        for form, nisba in forms:
            if len(form) == 1:
                self.nisbas[form[0]] = nisba
            else:
                self.compound_nisbas.setdefault(form[0], {})[form[1]] = nisba

    def _places(self, row: Row) -> Iterable[str]:
        code = row.field(0, "an ISO 3166-1 alpha-3 code")
        if code not in self._states and code != NO_STATE:
            raise row.error(f"expected an ISO 3166-1 alpha-3 code or -, got {code!r}")
        place = read_places(row, code, self._states[code].english if code in self._states else "no actor")
        self.entries[place.actor_id] = place
        return [place.actor_id]

    def _actor(self, row: Row) -> Iterable[str]:
        entry = read_actor(row)
        if entry.aliases:
            self.entries[entry.actor_id] = entry
        else:
            self.entries.pop(entry.actor_id, None)
        return [entry.actor_id]

    def _agent(self, row: Row) -> Iterable[str]:
        return [read_agent(row, self.agents)]

    def _modifier(self, row: Row) -> Iterable[str]:
        stem, forms = read_modifier(row)
        self.modifiers.update(forms)
        return [f"modifier {stem}"]

    def _words(self, row: Row) -> Iterable[str]:
        if not row.section:
            raise row.error("expected a [section] line before the first words")
        words = split_list(row.fields[0])
        self.exact[row.section] = self.exact.get(row.section, frozenset()) | frozenset(words)
        self.words[row.section] = self.words.get(row.section, frozenset()) | {fold(word) for word in words}
        return []

    def _index(self) -> None:
        """Fill the trie of names and compute the hash."""
        first_words: dict[str, set[str]] = {}
        for entry in self.entries.values():
            for alias in entry.aliases:
                self.names.add(alias.words, (entry, alias))
                first_words.setdefault(alias.words[0], set()).add(alias.first or alias.words[0])
        self.first_words = {word: frozenset(spellings) for word, spellings in first_words.items()}
        for word in self.names.next:
            # سوريا is the state, not سوري in the accusative; without tanwin the two are written alike.
            if word.endswith("ا") and any(entry.kind == "state" for entry, _ in self.names.next[word].values):
                self.nisbas.pop(word, None)
        inner = {word for start in self.names.next.values() for word in start.words()}
        inner |= {word for head in self.agents.heads.values() for word in head.words()}
        inner |= {word for seconds in self.compound_nisbas.values() for word in seconds}
        self.inner_words = frozenset(inner)
        lines = []
        for e in self.entries.values():
            aliases = sorted((alias.words, alias.weak, alias.spelling) for alias in e.aliases)
            lines.append(
                repr(
                    (e.name, e.kind, e.affiliations, aliases)
                    if e.place
                    else (e.actor_id, e.name, e.kind, e.affiliations, aliases, e.female)
                )
            )
        pairs = [(f"{a} {b}", nisba) for a, second in self.compound_nisbas.items() for b, nisba in second.items()]
        lines += [
            repr((f, n.actor_id, n.country, n.cameo, n.plural, n.weak, n.kind))
            for f, n in [*self.nisbas.items(), *pairs]
        ]
        lines += [repr((form, m.kind, m.code)) for form, m in self.modifiers.items()]
        lines += [repr((name, sorted(words))) for name, words in self.exact.items()]
        lines += self.agents.contents()
        self.hash = hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:_HASH_DIGITS]
