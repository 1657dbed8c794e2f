"""What a word may be in the name of an actor, looked up once for each spelling and kept."""

from typing import NamedTuple

from streams.tagging.lexicon import AgentNoun, Alias, Entry, Lexicon, Modifier, Nisba
from streams.tagging.lexicon.trie import Trie
from streams.tagging.orthography import ARTICLE, fold, readings, unmarked, without_article

__all__ = ["ADJECTIVAL", "OPENERS", "ActorWord", "ActorWords"]

OPENERS = frozenset("«(“\"'‘‹[<")
"""Marks that may stand inside a name, before a part of it."""

_CLOSERS = frozenset("»)”\"'’›]>")
_COMMAS = frozenset("،,-–")


_CONTINUING = (ARTICLE, "و" + ARTICLE, "لل")

ADJECTIVAL = ("ي", "ية", "يه")
"""How most adjectives end that stand between a noun and its nisba: الحزب القومي الألماني."""


class NameStart(NamedTuple):
    """A named actor's first word, after `prefix` letters of proclitics."""

    prefix: int
    node: Trie[tuple[Entry, Alias]]


class AgentStart(NamedTuple):
    """An agent noun, after `prefix` letters of proclitics."""

    prefix: int
    node: Trie[AgentNoun]
    definite: bool
    """Has the article or a possessive suffix."""


class NisbaWord(NamedTuple):
    """An adjective of origin, after `prefix` letters of proclitics."""

    prefix: int
    nisba: Nisba
    definite: bool


class ActorWord:
    """All that one spelling may be. Words that are none of it have no ActorWord."""

    __slots__ = (
        "agents",
        "closer",
        "comma",
        "definite",
        "firm",
        "folded",
        "given",
        "modifier",
        "names",
        "nisba",
        "opener",
        "starts",
    )

    def __init__(self, word: str) -> None:
        self.folded = fold(word)
        self.definite = self.folded.startswith(ARTICLE)
        self.names: tuple[NameStart, ...] = ()
        self.agents: tuple[AgentStart, ...] = ()
        self.nisba: NisbaWord | None = None
        self.modifier: Modifier | None = None
        """An adjective of titles, without proclitics."""
        self.given = -1
        """Letters of proclitics before a first name; -1 if it is none."""
        self.opener = word in OPENERS
        self.closer = word in _CLOSERS
        self.comma = word in _COMMAS
        self.starts = False
        """Whether an actor may begin here."""
        self.firm = False
        """Whether an actor that begins here depends on nothing before it: no weak name, nisba or first name."""

    @property
    def known(self) -> bool:
        """Whether it is anything at all."""
        return self.starts or self.modifier is not None or self.opener or self.closer or self.comma


class Continuations(dict[str, bool]):
    """Whether a word may go on with a phrase that an agent noun or a first name begins.

    After a definite noun, unknown words with the article only if they look like adjectives. Emptied at its limit.
    """

    __slots__ = ("_definite", "_inner", "_limit", "_words")

    def __init__(self, words: "ActorWords", lexicon: Lexicon, limit: int, definite: bool) -> None:
        super().__init__()
        self._words = words
        self._inner = lexicon.inner_words | lexicon.words["name_links"]
        self._limit = limit
        self._definite = definite

    def __missing__(self, word: str) -> bool:
        if len(self) >= self._limit:
            self.clear()
        folded = fold(word)
        self[word] = found = (
            self._words[word] is not None
            or (word.startswith(_CONTINUING) and (not self._definite or word.endswith(ADJECTIVAL)))
            or word == "في"
            or folded in self._inner
            or without_article(folded) in self._inner
        )
        return found


class ActorWords(dict[str, ActorWord | None]):
    """Words to what they may be; a word not met before is looked up and kept. Emptied when it reaches `limit`."""

    __slots__ = ("_lexicon", "_limit", "after", "after_definite")

    def __init__(self, lexicon: Lexicon, limit: int = 100_000) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._limit = limit
        self.after = Continuations(self, lexicon, limit, definite=False)
        """Whether a word may go on with a phrase."""
        self.after_definite = Continuations(self, lexicon, limit, definite=True)
        """The same after a noun with the article."""

    def __missing__(self, word: str) -> ActorWord | None:
        if len(self) >= self._limit:
            self.clear()
        self[word] = found = self._look_up(word)
        return found

    def may_start(self, word: str) -> bool:
        """Whether an actor may begin at a word; one that is nothing is not kept."""
        if word in self:
            info = self[word]
        elif (info := self._look_up(word)) is not None:
            self[word] = info
        return info is not None and info.starts

    def _look_up(self, word: str) -> ActorWord | None:
        """Try every reading of a word; the one with the fewest proclitics counts where there can be one only."""
        lexicon, found = self._lexicon, ActorWord(word)
        names: list[NameStart] = []
        agents: list[AgentStart] = []
        never, given = lexicon.exact["never"], lexicon.words["given_names"]
        for prefix, rest in readings(word):
            if word[prefix:] in never:
                continue
            node = lexicon.names.next.get(rest)
            if node is not None and lexicon.is_name(unmarked(word)[prefix:], rest):
                names.append(NameStart(prefix, node))
            agent = self._agent(prefix, rest)
            if agent is not None and not agents:
                agents.append(agent)
            found.nisba = found.nisba or self._nisba(prefix, rest)
            if found.given < 0 and rest in given:
                found.given = prefix
        if found.given >= 0:  # كلاوس is no Laos, بروس no Russians
            names = [start for start in names if start.prefix <= found.given]
            found.nisba = found.nisba if found.nisba is not None and found.nisba.prefix <= found.given else None
        found.names, found.agents = tuple(names), tuple(agents)
        found.modifier = lexicon.modifiers.get(without_article(found.folded))
        found.starts = bool(names or agents or found.nisba or found.given >= 0)
        found.firm = _is_firm(found)
        return found if found.known else None

    def _agent(self, prefix: int, rest: str) -> AgentStart | None:
        """Look an agent noun up: as it is (ألوية begins like an article), without the article, with a suffix."""
        tables = self._lexicon.agents
        for form in dict.fromkeys((rest, without_article(rest))):
            node = tables.heads.get(form)
            if node is not None:
                return AgentStart(prefix, node, form is not rest)
        node = tables.possessed.get(rest)
        return AgentStart(prefix, node, True) if node is not None else None

    def _nisba(self, prefix: int, rest: str) -> NisbaWord | None:
        """Look an adjective of origin up: as it is (ألماني begins like an article), then without the article."""
        forms = self._lexicon.nisbas
        for form in dict.fromkeys((rest, without_article(rest))):
            nisba = forms.get(form)
            if nisba is not None:
                return NisbaWord(prefix, nisba, form is not rest)
        return None


def _is_firm(info: ActorWord) -> bool:
    """Whether a word begins names and agent nouns only, and no name that needs a cue before it."""
    if not info.names:
        return bool(info.agents) and info.given < 0  # أمين may be a name
    if info.nisba is not None or info.given >= 0:
        return False
    return not any(alias.weak for start in info.names for _, alias in start.node.all_values())
