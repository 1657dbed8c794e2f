"""Noun phrases: from a word to the end of the shortest run that names one party or thing.

A phrase is a head and what identifies it: construct chain, agreeing adjectives, apposed name, quoted name. Relative
clauses, dates, parentheses and most prepositional phrases stay outside.
"""

from collections.abc import Sequence

from streams.tagging.growth import Growth, KnownActors
from streams.tagging.quoting import OPENING, quoted_end
from streams.tagging.words import NOUN, Word

__all__ = ["phrase_end"]

_PARTITIVE = frozenset(("عدد", "مجموعة", "جماعة", "احد", "أحد", "واحد"))
_SOURCES = frozenset(("مصدر", "مصادر", "مسؤول", "مسئول"))


def _complement_end(words: Sequence[Word], known: KnownActors, grown: Growth, stop: int) -> int:
    """Take a prepositional phrase that identifies the head: باسم, من of a part, في of a body's seat, ب of a ministry."""
    j = grown.end
    if j + 1 >= stop:
        return j
    word, head, behind = words[j], words[grown.head], words[j + 1]
    if words[j - 1].base in ("تابع", "تابعه") and word.preposition == "ل" and word.kind == NOUN:
        return phrase_end(words, j, known, stop)[0]
    if word.surface in ("باسم", "بإسم") and "title" in grown.kinds:
        return phrase_end(words, j + 1, known, stop)[0]
    if word.preposition == "ب" and word.definite and word.kind == NOUN and head.surface in _SOURCES:
        return j + 1
    if (
        word.surface in ("ل", "لـ")
        and behind.surface in OPENING
        and grown.kinds & {"title", "party"}
        and (closed := quoted_end(words, j + 1, stop)) > j + 1
    ):
        while closed < stop and words[closed].name_like and "title" in grown.kinds:
            closed += 1
        return closed
    if word.surface == "في" and head.groups & {"title", "party"}:
        if j + 1 in known:
            return known[j + 1]
        if behind.kind == NOUN and behind.groups & {"party"} and not behind.pronoun:
            return phrase_end(words, j + 1, known, stop)[0]
    if "title" in grown.kinds and word.preposition == "ب" and word.definite and word.kind == NOUN:
        seat = phrase_end(words, j, known, stop)[0]
        if seat < stop and "given" in words[seat].groups and words[seat].name_like:
            return seat  # مدير الفرع بالمنطقة الشرقية عمر بن صالح
    if word.surface == "من" and not head.definite:
        many = behind.definite and behind.ending in ("ون", "ين") and grown.end == grown.head + 1
        if many or head.surface in _PARTITIVE:
            return phrase_end(words, j + 1, known, stop)[0]
    return j


def _name_end(words: Sequence[Word], end: int, stop: int) -> int:
    """Take the personal name after a title and its complement: رئيس المجلس في البحرين أحمد الملا."""
    if end >= stop or "given" not in words[end].groups or not words[end].name_like:
        return end
    end += 1
    while end < stop and (
        words[end].name_like or (words[end].definite and not words[end].groups and words[end].kind == NOUN)
    ):
        end += 1
        if words[end - 1].definite:
            break
    return end


def phrase_end(words: Sequence[Word], first: int, known: KnownActors, stop: int) -> tuple[int, int, list[int]]:
    """Return the index after the noun phrase that begins at `first`, its head's index, and where it might be two.

    `stop` is where it must end at the latest. The end is `first` if no phrase begins there.
    """
    grown = Growth(words, known, stop)
    if not grown.start(first):
        return grown.end, grown.head, []
    while grown.grow():
        pass
    end = _complement_end(words, known, grown, stop)
    if end > grown.end and "title" in grown.kinds:
        end = _name_end(words, end, stop)
    return end, grown.head, grown.breaks
