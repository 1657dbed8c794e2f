"""What tagging takes and gives: sentences in, actors and accusations out. Offsets are code points into the field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from streams.segmentation.types import Segmentation

__all__ = ["Accusation", "Actor", "Analyser", "Analysis", "EventType", "Field", "Sentence", "Span"]

Field = Literal["title", "text"]
EventType = Literal["accuse", "blame", "condemn", "charge", "deny"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article and its words."""

    field: Field
    index: int
    """Position in the article's list of sentences: the title's first, then the text's."""
    start: int
    """Code point offset of its first character in the field."""
    end: int
    words: Segmentation
    """`words.text` is the field's text from `start` to `end`, or a mask of it of the same length; the offsets in it
    count from the sentence's start."""
    original: str | None = None
    """The field's own characters, where `words` were read from a mask of them."""
    dateline: bool = False
    """Whether it is what stands before the sentence of its index: it names places and agencies, nobody acts in it."""

    @property
    def text(self) -> str:
        """The field's own characters from `start` to `end`."""
        return self.words.text if self.original is None else self.original


class Span(NamedTuple):
    """A run of characters of a field: `field_text[start:end] == text`."""

    start: int
    end: int
    text: str


class Actor(NamedTuple):
    """A mention of a party, and who it is as far as the lexicon and its own words tell."""

    start: int
    end: int
    text: str
    actor_id: str | None = None
    """Key in the lexicon; None for a composed or unknown actor."""
    name: str | None = None
    """English name, from the lexicon or composed (`Libya: official`); None if unknown."""
    kind: str = "unknown"
    """One of the kinds of the accusation event's schema."""
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    cameo: str | None = None
    """CAMEO actor code, e.g. `RUSGOV`."""
    antecedent: Literal["same_sentence", "previous_sentence"] | None = None
    """Set when the party is named by a pronoun or a dropped subject, and these are its antecedent's words."""
    field: Field = "text"
    sentence: int = 0
    """Index of the sentence the span lies in."""


class Accusation(NamedTuple):
    """One event: who accuses whom of what, in one sentence."""

    type: EventType
    cameo: str
    """CAMEO event code: 112, 111, 115, 116 or 016."""
    sentence: Sentence
    trigger: Span
    lemma: str
    """Dictionary form of the trigger (`اتهم`)."""
    segmented: str
    """Farasa's segmentation of the trigger (`و+اتهم+ت`)."""
    accusers: tuple[Actor, ...]
    accused: tuple[Actor, ...]
    content: Span | None
    """What it is about, where the sentence says so."""
    rule: str
    """Name of the pattern that fired."""
    reciprocal: bool = False
    negated: bool = False
    hypothetical: bool = False
    confidence: float | None = None
    """Probability that type and both parties are right, 0 to 1; None where nothing estimates it."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that tagging finds in one article, in text order."""

    actors: tuple[Actor, ...] = ()
    accusations: tuple[Accusation, ...] = ()


class Analyser(Protocol):
    """The third step of enrichment: pure, one article at a time."""

    @property
    def lexicon_hash(self) -> str:
        """What `coder.lexicon` says in every record: a hash over the lexicon and the rules."""

    def analyse(self, sentences: Sequence[Sentence], published: date | None, most: int) -> Analysis:
        """All actors and accusations of an article; `published` chooses between dated affiliations.

        Behind the sentence with the accusation number `most` no more are looked for.
        """
