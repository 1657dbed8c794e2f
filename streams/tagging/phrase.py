"""What reading an actor's name takes and gives: a view of the sentence in, a phrase with its parts out."""

from collections.abc import Sequence
from enum import IntEnum

from streams.tagging.actor_words import ActorWord, ActorWords
from streams.tagging.lexicon import AgentNoun, Entry, Modifier, Nisba
from streams.tagging.orthography import ARTICLE, fold

__all__ = ["LINKING_WORDS", "Definiteness", "Phrase", "Trust", "View"]

LINKING_WORDS = frozenset(("باسم", "بلسان", "في", "من", "عن"))
"""Last words of agent nouns such as متحدث باسم, which something must follow."""


class Trust(IntEnum):
    """How sure it is that an actor is named, which weak names depend on."""

    TEXT = 0
    """Running text: a weak name needs a cue before it."""
    PHRASE = 1
    """Inside a phrase that names an actor: weak names of states still need their cue (مدير مالي is no Malian)."""
    PARTY = 2
    """The grammar has chosen the phrase as a party."""


class View:
    """A sentence as readers see it: bare words, what each may be, and where to stop."""

    __slots__ = ("end", "known", "words")

    def __init__(self, words: Sequence[str], known: ActorWords, end: int) -> None:
        self.words = words
        self.known = known
        self.end = end

    def info(self, at: int) -> ActorWord | None:
        """What the word at an index may be; None also outside the sentence."""
        return self.known[self.words[at]] if 0 <= at < self.end else None

    def folded(self, at: int) -> str:
        """The folded word at an index inside the sentence."""
        info = self.known[self.words[at]]
        return info.folded if info is not None else fold(self.words[at])


class Phrase:
    """A run of words that names an actor, and its parts."""

    noun: AgentNoun | None = None
    entries: tuple[Entry, ...] = ()
    """The listed actor it is, or the person in apposition to the noun; several share an ambiguous name."""
    complement: "Phrase | None" = None
    """What the noun belongs to: حماس in متحدث باسم حماس."""
    nisba: Nisba | None = None
    modifier: Modifier | None = None
    country: tuple[Entry, ...] = ()
    """A state or place it belongs to: عدن in شرطة عدن."""
    named: bool = False
    """Ends in a personal name."""
    weak: int = 0
    """How strong a sign its listed name needs, as in `Alias`."""

    def __init__(self, first: int, end: int, prefix: int) -> None:
        self.first = first
        self.end = end
        self.prefix = prefix
        """Letters of proclitics before it in its first word."""

    @property
    def ambiguous(self) -> bool:
        """Whether several actors or places share its name."""
        return len(self.entries) > 1 or len(self.country) > 1

    @property
    def plain(self) -> bool:
        """Whether it is a name, and nothing else of the sentence tells whose."""
        if self.country or self.complement is not None or len(self.entries) > 1 or self.masked:
            return False
        return self.noun is None or bool(self.entries)

    @property
    def masked(self) -> bool:
        """Whether it is a listed name that is no actor (نهر الأردن)."""
        return bool(self.entries) and not self.entries[0].affiliations


class Definiteness:
    """How far a phrase is determined while it is read."""

    __slots__ = ("article", "construct", "definite")

    def __init__(self, article: bool, construct: bool) -> None:
        self.article = article
        """The head noun itself is definite."""
        self.definite = article
        """The head noun, or something that it belongs to, is."""
        self.construct = construct
        """Something may still belong to the last noun."""

    def advance(self, view: View, phrase: Phrase) -> None:
        """Take note of the word taken last: after anything but a linking word the construct is closed."""
        self.definite = self.definite or view.folded(phrase.end - 1).startswith(ARTICLE) or bool(phrase.country)
        self.construct = view.words[phrase.end - 1] in LINKING_WORDS
