"""Looks into the lexicon: what a word may be and where that is written, and what a linguist should look at again."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from streams.tagging.lexicon.lexicon import Lexicon
from streams.tagging.lexicon.reader import alias_words
from streams.tagging.lexicon.records import AgentNoun, Alias, Entry, Source
from streams.tagging.lexicon.trie import Trie
from streams.tagging.orthography import readings, without_article

__all__ = ["Finding", "Report", "check", "find"]

_MOST_CONTINUATIONS = 12


class Finding(NamedTuple):
    """One thing that a word may be, or that a check noticed."""

    what: str
    """In English, with codes: `armed_group Hamas PSEREB 1987-12-14..2006-03-28`."""
    source: Source


class Report(NamedTuple):
    """What a check says: how much there is, and names that stand for several actors."""

    counts: dict[str, int]
    ambiguous: list[Finding]
    hash: str


def check(*directories: Path) -> Report:
    """Load the lexicon with `directories` on top; raises `LexiconError` naming file and line, or `OSError`."""
    lexicon = Lexicon.load(*directories)
    counts = {
        "actors": sum(not entry.place for entry in lexicon.entries.values()),
        "names": sum(len(entry.aliases) for entry in lexicon.entries.values()),
        "forms of adjectives of origin": len(lexicon.nisbas),
        "forms of agent nouns": len(lexicon.agents.heads),
        "forms of modifiers": len(lexicon.modifiers),
    }
    return Report(counts, list(_ambiguous(lexicon.names, ())), lexicon.hash)


def _ambiguous(node: Trie[tuple[Entry, Alias]], words: tuple[str, ...]) -> Iterator[Finding]:
    """Yield each name that several actors share without being weak for any of them."""
    strong = [(entry, alias) for entry, alias in node.values if not alias.weak]
    if len({entry.actor_id for entry, _ in strong}) > 1:
        owners = ", ".join(f"{entry.name} ({entry.source})" for entry, _ in strong)
        yield Finding(f"{' '.join(words)}: {owners}", strong[0][0].source)
    for word, child in node.next.items():
        yield from _ambiguous(child, (*words, word))


def find(lexicon: Lexicon, text: str) -> list[Finding]:
    """Return everything that the words of `text` may be, proclitics and article taken off where that helps."""
    words = alias_words(text)
    if not words:
        return []
    found: list[Finding] = []
    for reading in readings(words[0]):
        rest = (reading.rest, *words[1:])
        found += _names(lexicon, rest)
        found += _agents(lexicon, rest)
        if len(words) == 1:
            found += _single(lexicon, reading.rest)
    return list(dict.fromkeys(found))


def _names(lexicon: Lexicon, words: tuple[str, ...]) -> Iterator[Finding]:
    """Yield the actors of that name, and longer names that begin with it."""
    node = lexicon.names.child(words)
    if node is None:
        return
    for entry, alias in node.values:
        yield Finding(f"{'weak name' if alias.weak else 'name'} of {_described(entry)}", alias.source)
    for word, child in list(node.next.items())[:_MOST_CONTINUATIONS]:
        for entry, alias in child.values:
            yield Finding(f"begins {' '.join((*words, word))}: {_described(entry)}", alias.source)


def _described(entry: Entry) -> str:
    """Write an actor with its codes and days."""
    if not entry.affiliations:
        return "no actor, though it contains the name of one"
    codes = []
    for affiliation in entry.affiliations:
        period = f" {affiliation.start or ''}..{affiliation.end or ''}" if affiliation.dated else ""
        codes.append(affiliation.cameo + period)
    return f"{entry.kind} {entry.name}, {'; '.join(codes)}"


def _agents(lexicon: Lexicon, words: tuple[str, ...]) -> Iterator[Finding]:
    """Yield the agent noun that the words are."""
    bare = [without_article(word) for word in words]
    head = lexicon.agents.heads.get(bare[0]) or lexicon.agents.possessed.get(words[0])
    node: Trie[AgentNoun] | None = head.child(bare[1:]) if head is not None else None
    for noun in node.values if node is not None else ():
        flags = "".join(f", {flag}" for flag, on in (("via", noun.via), ("inner", noun.inner)) if on)
        yield Finding(f"agent noun: {noun.name}, {noun.kind} {noun.code or '-'}, {noun.shape}{flags}", noun.source)


def _single(lexicon: Lexicon, rest: str) -> Iterator[Finding]:
    """Yield what a single word is: adjective of origin, modifier, member of a closed list."""
    for form in dict.fromkeys((rest, without_article(rest))):
        nisba = lexicon.nisbas.get(form)
        if nisba is not None:
            number = "plural or dual" if nisba.plural else "singular"
            yield Finding(f"adjective of origin: {nisba.name} {nisba.cameo}, {number}", nisba.source)
        modifier = lexicon.modifiers.get(form)
        if modifier is not None:
            yield Finding(f"modifier: {modifier.kind or 'of titles'} {modifier.code}".rstrip(), modifier.source)
    for section, members in lexicon.words.items():
        if rest in members:
            yield Finding(f"in the list [{section}]", Source("words.txt", 0))
