"""Whose office it is: the name behind offices, their complements, forms of address and ranks.

    السفير الأميركي لدى المملكة جوزيف ويستفول    وزير العدل رئيس المجلس الأعلى للقضاء الدكتور وليد الصمعاني
    office    complement       name            office  office                 address a name

What stands between is the office's only if a name shows it; without one the phrase ends where it did.
"""

from collections.abc import Callable, Sequence

from streams.tagging.words import NOUN, Word

__all__ = ["abbreviated", "holder_end"]

_MOST = 7
"""Offices, complements and forms of address before the name."""
_ABBREVIATIONS = frozenset(("د", "م", "أ", "ا", "أ.د", "ا.د"))
"""Doctor, engineer, professor: the dot after them ends no sentence."""
_LEADS = frozenset(("في", "فى", "ب", "ل", "لـ", "لدى", "لدي", "إلى", "الى", "على", "عن"))
_OF_NAMES = frozenset(("دين", "الله", "اسلام", "رحمن"))
"""Second halves of given names: نور الدين, سيف الإسلام."""
_NO_SEATS = frozenset(("text", "suffered", "people"))
"""Groups of nouns after which a preposition tells of what was done, not of a seat: في بيان, على اغتيال."""

PhraseEnd = Callable[[int], int]
"""The end of the noun phrase that begins at a word."""


def abbreviated(words: Sequence[Word], i: int, stop: int) -> int:
    """The word after an abbreviated form of address at `i` (د. شوقي, أ. د. عمر); `i` if none is there."""
    while i + 2 < stop and words[i].surface in _ABBREVIATIONS and words[i + 1].surface == ".":
        i += 2
    return i


def _name_end(words: Sequence[Word], i: int, stop: int) -> int:
    """The end of the personal name that begins at `i` with a given name, or with two words that may be names."""
    if not words[i].name_like or not ("given" in words[i].groups or _two_names(words, i, stop)):
        return i
    i += 1
    while i < stop and (words[i].name_like or _surname(words[i])):
        i += 1
        if words[i - 1].definite and words[i - 1].base not in _OF_NAMES:
            break
    return i


def _two_names(words: Sequence[Word], i: int, stop: int) -> bool:
    nxt = words[i + 1] if i + 1 < stop else None
    return nxt is not None and not words[i].groups and (nxt.name_like or nxt.base in _OF_NAMES)


def _surname(word: Word) -> bool:
    return word.definite and word.kind == NOUN and not word.groups - {"given"}


def _names_somebody(words: Sequence[Word], i: int, end: int) -> bool:
    """Whether the title at `i` has a name before `end`: الفريق الركن فلان, رئيس المجلس الأعلى محمد."""
    if "address" not in words[i].lists or not words[i].definite:
        return any("given" in word.groups and word.name_like for word in words[i + 1 : end])
    k = i + 1
    while k < end and words[k].definite:
        k += 1
    return k < end and words[k].name_like


def _seat(words: Sequence[Word], k: int) -> int:
    """The noun that a complement of an office begins with at word `k`; -1 if none does."""
    word = words[k]
    if word.kind == NOUN:
        return k if word.preposition in ("ب", "ل") and not word.pronoun and not word.groups & _NO_SEATS else -1
    if word.surface not in _LEADS or k + 1 >= len(words):
        return -1
    noun = words[k + 1]
    bare = noun.kind == NOUN and not (noun.preposition or noun.conjunction or noun.pronoun)
    return k + 1 if bare and not noun.groups & _NO_SEATS else -1


def _joined(word: Word) -> bool:
    """Whether a word is a second field of an office: وزير الأوقاف والشؤون الدينية, المسجد الحرام والمسجد النبوي."""
    return bool(word.conjunction == "و" and word.definite and word.kind == NOUN) and not word.groups - {"thing"}


def holder_end(words: Sequence[Word], end: int, stop: int, phrase: PhraseEnd) -> int:
    """The end of the name behind an office that ends at `end`; `end` if no name follows. `phrase` looks for none."""
    k = end
    for _ in range(_MOST):
        k = abbreviated(words, k, stop)
        named = _name_end(words, k, stop) if k < stop else k
        if named > k:
            return named
        begins = _next(words, k, stop)
        behind = phrase(begins) if begins >= 0 else -1
        if behind <= begins:
            break
        if _names_somebody(words, begins, behind):
            return behind
        k = behind
    return end


def _next(words: Sequence[Word], k: int, stop: int) -> int:
    """Where another office, form of address, field or seat begins at word `k`; -1 if none does."""
    if k >= stop:
        return -1
    comma = words[k].surface == "،" and k + 1 < stop and "address" in words[k + 1].lists
    word = words[k + comma]
    if ("title" in word.groups or "address" in word.lists) and word.kind == NOUN and not word.outside:
        return k + comma
    return k if _joined(word) else _seat(words, k)
