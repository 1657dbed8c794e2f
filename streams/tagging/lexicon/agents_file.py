"""Lines of agents.txt (role and organisation nouns) and modifiers.txt (adjectives of title and branch)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from streams.tagging.lexicon.inflection import inflect_body, inflect_modifier, inflect_person, possessed
from streams.tagging.lexicon.reader import Row, alias_words, split_list
from streams.tagging.lexicon.records import KINDS, AgentNoun, Modifier, Shape
from streams.tagging.lexicon.trie import Trie
from streams.tagging.orthography import fold, without_article

__all__ = ["AgentTables", "read_agent", "read_modifier"]

_SHAPES: dict[str, Shape] = {"person": "person", "people": "people", "body": "body"}


_MEANINGS = frozenset(("alone", "named"))
_FLAGS = _MEANINGS | {"via", "inner"}


class AgentTables:
    """Where agent nouns are looked up: head forms, then the words that may follow; all without the article."""

    __slots__ = ("_nouns", "heads", "possessed")

    def __init__(self) -> None:
        self.heads: dict[str, Trie[AgentNoun]] = {}
        """Every inflected form of a head to the tree of what may follow it."""
        self.possessed: dict[str, Trie[AgentNoun]] = {}
        """The heads with a possessive suffix (حكومته): definite, and nothing of their own follows."""
        self._nouns: dict[str, str] = {}
        """Every form to the noun it was made from."""

    def add(self, words: tuple[str, ...], forms: Iterable[str], owned: Iterable[str], noun: AgentNoun) -> None:
        """File a noun: its head's forms share one tree, so that وزير and وزراء both lead to وزير الخارجية.

        A noun that is also a form of another (ملكة, of ملك) gets a tree of its own with the same continuations.
        """
        head = self.heads.get(words[0])
        if head is None or (len(words) == 1 and self._nouns.get(words[0], words[0]) != words[0]):
            continuations = head.next if head is not None else {}
            head = self.heads[words[0]] = Trie()
            head.next = continuations
        node = head.child(words[1:])
        if node is not None:
            node.values.clear()
        head.add(words[1:], noun)
        for form in forms:
            tree = self.heads.setdefault(form, head)
            if not tree.values and len(words) == 1:
                tree.values.append(noun)
            self._nouns.setdefault(form, words[0])
        for form in owned:
            self.possessed.setdefault(form, head)

    def add_meaning(self, words: tuple[str, ...], meaning: str, noun: AgentNoun) -> bool:
        """Give a noun that is filed another meaning, `alone` or `named`; False if there is no such noun."""
        head = self.heads.get(words[0])
        node = head.child(words[1:]) if head is not None else None
        if node is None or not node.values:
            return False
        main = node.values[0]
        node.values[0] = replace(main, alone=noun) if meaning == "alone" else replace(main, named=noun)
        return True

    def contents(self) -> Iterator[str]:
        """Yield one line for each noun and form, for the lexicon's hash."""
        for form, head in self.heads.items():
            yield f"agent {form} {_describe(head)}"


def _describe(node: Trie[AgentNoun]) -> str:
    """Write a tree of nouns as text."""
    nouns = [noun for n in node.values for noun in (n, n.alone, n.named) if noun is not None]
    own = ",".join(f"{n.name}/{n.kind}/{n.code}/{n.shape}/{n.via}/{n.inner}" for n in nouns)
    return own + "".join(f"({word}{_describe(child)})" for word, child in sorted(node.next.items()))


def read_agent(row: Row, tables: AgentTables) -> str:
    """Read `noun / other forms | kind | CAMEO role | English` under a section `person`, `people` or `body`.

    `via` in the section: kind and code come from what the noun belongs to. `inner`: no actor standing alone.
    `alone` or `named`: another meaning that a noun above has there. Forms beginning with `=` are taken as they are,
    without inflecting. Returns the noun's key.
    """
    flags = row.section.split()
    if not flags or flags[0] not in _SHAPES or set(flags[1:]) - _FLAGS:
        raise row.error(f"expected a section [person], [people] or [body], with {sorted(_FLAGS)}, got [{row.section}]")
    text, _, others = row.field(0, "a noun").partition("/")
    invariable = text.startswith("=")
    head, *inner = alias_words(text.removeprefix("="))
    words = (head, *(without_article(word) for word in inner))
    kind, code = row.field(1, "a kind"), row.optional(2)
    if kind not in KINDS:
        raise row.error(f"expected a kind of {sorted(KINDS)}, got {kind!r}")
    if len(code) % 3 or code != code.upper():
        raise row.error(f"expected CAMEO role codes of three capitals, or -, got {code!r}")
    noun = AgentNoun(
        row.field(3, "an English gloss"), kind, code, _SHAPES[flags[0]], "via" in flags, "inner" in flags, row.source
    )
    for meaning in _MEANINGS.intersection(flags):
        if not tables.add_meaning(words, meaning, noun):
            raise row.error(f"expected a noun that is defined above with another meaning, got {text!r}")
        return f"agent {meaning} " + " ".join(words)
    listed = [fold(form) for form in split_list(others)]
    forms, bases = [words[0], *listed], [words[0], *listed]
    if not invariable and noun.shape == "body":
        forms += inflect_body(words[0])
    elif not invariable:
        forms += inflect_person(words[0], sound=not listed)
        bases += [] if listed else [words[0] + "و", words[0] + "ي"]
    owned = [form for base in bases for form in possessed(base)] if len(words) == 1 else []
    tables.add(words, forms, owned, noun)
    return "agent " + " ".join(words)


def read_modifier(row: Row) -> tuple[str, dict[str, Modifier]]:
    """Read `adjective / other forms | kind | CAMEO role`; kind `-` for words that only belong to titles."""
    text, _, others = row.field(0, "an adjective").partition("/")
    stem = without_article(fold(text.strip()))
    kind = row.optional(1)
    if kind and kind not in KINDS:
        raise row.error(f"expected a kind of {sorted(KINDS)} or -, got {kind!r}")
    modifier = Modifier(kind, row.optional(2), row.source)
    forms = [*inflect_modifier(stem), *(without_article(fold(form)) for form in split_list(others))]
    return stem, dict.fromkeys(forms, modifier)
