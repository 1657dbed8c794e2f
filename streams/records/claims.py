"""The claim behind an event: what ten papers print of one report is one claim, whoever prints it and where."""

from collections.abc import Sequence
from typing import Final

from streams.records.articles import short_hash
from streams.tagging.orthography import fold
from streams.tagging.types import Accusation, Sentence

__all__ = ["claim_id"]

_ENOUGH: Final = 8
"""Words that tell a sentence from all others: `نفى الوزير ذلك` alone would be one claim of many ministers."""
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


def claim_id(event: Accusation, sentences: Sequence[Sentence]) -> str:
    """A hash of the event's words: 32 hexadecimal digits, the same for every copy that one coder reads.

    Of the sentence's words, and of those of the sentence before where there are under eight, the trigger's place among
    them, and the type. Spelling variants, punctuation, digits of either script, article, source and parties count for
    nothing. `sentences` are all those of the article, which `event.sentence.index` points into.
    """
    sentence = event.sentence
    words = _words(sentence)
    place = sum(start < event.trigger.start - sentence.start for start, _ in words)
    before = _before(sentence, sentences) if len(words) < _ENOUGH else []
    return short_hash([" ".join(word for _, word in [*before, *words]), len(before) + place, event.type])


def _before(sentence: Sentence, sentences: Sequence[Sentence]) -> list[tuple[int, str]]:
    """The words of the sentence before; none before the text's first: each paper has a headline of its own."""
    found = sentences[sentence.index - 1] if sentence.index else None
    return _words(found) if found and found.field == sentence.field else []


def _words(sentence: Sentence) -> list[tuple[int, str]]:
    """Start and folded form of each token that is no mere sign."""
    tokens = zip(sentence.words.starts, sentence.words.words, strict=True)
    return [(start, fold(word).translate(_DIGITS)) for start, word in tokens if any(map(str.isalnum, word))]
