"""From words of a sentence to characters of the article."""

from collections.abc import Iterable

from streams.tagging.actors import Mention
from streams.tagging.linking.link import Antecedent
from streams.tagging.linking.sentence import Party
from streams.tagging.quoting import OPENING
from streams.tagging.types import Actor, Sentence, Span

__all__ = ["actors_of", "content_span", "span_of", "trimmed"]

_LEADS = (("المدعو",), ("المدعوة",), ("كل", "من"), ("نحو",), ("أكثر", "من"))
"""What may stand before a party and is no part of its name."""
_new = tuple.__new__
"""Makes a named tuple of its fields in order, at half the cost; actors are in most sentences."""


def trimmed(sentence: Sentence, party: Party) -> tuple[int, int]:
    """A party's words without what leads to them, and without quotation marks at both ends."""
    words, first, end = sentence.words.words, party.first, party.end
    first = next((first + len(lead) for lead in _LEADS if tuple(words[first : first + len(lead)]) == lead), first)
    while first < end and not words[first][0].isalnum() and (words[end - 1] in '»"”' or first + 1 == end):
        first, end = first + 1, end - (words[end - 1] in '»"”')
    while first < end and not words[first][0].isalnum() and OPENING.get(words[first]) not in words[first:end]:
        first += 1
    if first < end and words[end - 1] in "»”" and not any(word in OPENING for word in words[first:end]):
        end -= 1
    return first, end


def span_of(sentence: Sentence, start: int, stop: int) -> Span:
    """The characters `start` to `stop` of a sentence as a span of its field."""
    return Span(sentence.start + start, sentence.start + stop, sentence.text[start:stop])


def content_span(sentence: Sentence, content: tuple[int, int] | None) -> Span | None:
    """The words of the content as a span; None if there are none."""
    if content is None or content[0] >= content[1]:
        return None
    words = sentence.words
    return span_of(sentence, words.starts[content[0]], words.ends[content[1] - 1])


def actors_of(sentence: Sentence, mentions: Iterable[Mention], antecedent: Antecedent | None = None) -> list[Actor]:
    """Mentions as actors, their offsets counted in the field."""
    at, text, name, index = sentence.start, sentence.text, sentence.field, sentence.index
    return [
        _new(
            Actor,
            (at + start, at + stop, text[start:stop], key, english, kind, country, cameo, antecedent, name, index),
        )
        for _, _, start, stop, key, english, kind, country, cameo in mentions
    ]
