"""The written forms of a verb, participle or verbal noun, without diacritics and folded.

Weak verbs are told by their letters: a past tense that ends in ى is defective (نفى), one with alef second to last and
an imperfect with ya or waw there is hollow (دان، يدين). Tables after W. Wright, A Grammar of the Arabic Language, 1.
"""

from collections.abc import Iterator
from typing import NamedTuple

from streams.tagging.orthography import fold

__all__ = ["Form", "noun_forms", "participle_forms", "verb_forms"]


class Form(NamedTuple):
    """One written form and what it says of its subject."""

    written: str
    """Folded, without proclitics and object pronoun."""
    tense: str
    """`past`, `imperfect`, `participle` or `noun`."""
    person: int
    gender: str
    """`m`, `f` or empty where the form serves both."""
    number: str
    """`s`, `d` or `p`."""
    voice: str
    """`active`, `passive`, or empty where the form is written alike in both."""


def verb_forms(past: str, imperfect: str, short: str, passive_past: str, passive_imperfect: str) -> Iterator[Form]:
    """Every form of a verb. `short` is the past stem of hollow verbs before consonants; empty otherwise."""
    weak = bool(passive_past or passive_imperfect or short)
    voice = "active" if weak else ""
    yield from _past(past, short, voice)
    yield from _imperfect(imperfect, short, voice)
    if passive_past:
        yield from _past(passive_past, "", "passive")
    if passive_imperfect:
        yield from _imperfect(passive_imperfect, "", "passive")


def _past(past: str, short: str, voice: str) -> Iterator[Form]:
    if not past:
        return
    defective = past.endswith("ى")
    stem = fold(past)
    before_t = stem[:-1] if defective else stem
    consonant = short if short and not defective else stem
    yield Form(stem, "past", 3, "m", "s", voice)
    if defective:
        yield Form(stem[:-1] + "ا", "past", 3, "m", "s", voice)
    yield Form(before_t + "ت", "past", 3, "f", "s", voice)
    yield Form(before_t + "تا", "past", 3, "f", "d", voice)
    yield Form(stem + "ا", "past", 3, "m", "d", voice)
    yield Form(before_t + "وا", "past", 3, "m", "p", voice)
    yield Form(before_t + "و", "past", 3, "m", "p", voice)
    yield Form(consonant + "نا", "past", 1, "", "p", voice)
    yield Form(consonant + "ن", "past", 3, "f", "p", voice)


def _imperfect(imperfect: str, short: str, voice: str) -> Iterator[Form]:
    if not imperfect:
        return
    defective = imperfect.endswith(("ي", "ى"))
    stem = fold(imperfect)
    before_vowel = stem[:-1] if defective else stem
    for prefix, person, gender in (("ي", 3, "m"), ("ت", 3, "f"), ("ن", 1, ""), ("ا", 1, "")):
        number = "p" if prefix == "ن" else "s"
        yield Form(prefix + stem, "imperfect", person, gender, number, voice)
        if defective:
            yield Form(prefix + before_vowel, "imperfect", person, gender, number, voice)
            yield Form(prefix + before_vowel + "ا", "imperfect", person, gender, number, voice)
        elif short and person == 3:
            yield Form(prefix + _jussive(stem), "imperfect", person, gender, number, voice)
    for prefix, person in (("ي", 3), ("ت", 2)):
        for ending in ("ون", "وا", "و"):
            yield Form(prefix + before_vowel + ending, "imperfect", person, "m", "p", voice)
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        yield Form(prefix + stem + "ان", "imperfect", 3, gender, "d", voice)
        if not short:  # يدينا are our hands
            yield Form(prefix + stem + "ا", "imperfect", 3, gender, "d", voice)
    yield Form("ي" + stem + "ن", "imperfect", 3, "f", "p", voice)


def _jussive(stem: str) -> str:
    """The hollow stem without its long vowel: دين becomes دن."""
    return stem[:-2] + stem[-1]


def participle_forms(stem: str) -> Iterator[Form]:
    """Masculine, feminine, dual and plural of a participle; `hal` forms in ا and ين are accusative."""
    endings = (
        ("", "m", "s"), ("ا", "m", "s"), ("ه", "f", "s"), ("ون", "m", "p"), ("ين", "m", "p"), ("ان", "m", "d"),
        ("ات", "f", "p"), ("تان", "f", "d"), ("تين", "f", "d"), ("و", "m", "p"), ("ي", "m", "p"),
    )  # fmt: skip
    for ending, gender, number in endings:
        yield Form(fold(stem) + ending, "participle", 3, gender, number, "")
    if stem[2:3] != "ا":  # متهمته; but مهاجمته is a verbal noun
        yield Form(fold(stem) + "ت", "participle", 3, "f", "s", "")


def noun_forms(stem: str, *, feminine: bool, plural: str) -> Iterator[Form]:
    """Singular, dual and plural of a verbal noun; `feminine` ones end in ta marbuta (إدانة)."""
    stem = fold(stem)
    if feminine:
        yield Form(stem + "ه", "noun", 3, "f", "s", "")
        yield Form(stem + "ت", "noun", 3, "f", "s", "")
        for ending in ("تين", "تان", "تي", "تا"):
            yield Form(stem + ending, "noun", 3, "f", "d", "")
    else:
        yield Form(stem, "noun", 3, "m", "s", "")
        yield Form(stem + "ا", "noun", 3, "m", "s", "")
        yield Form(stem + "ين", "noun", 3, "m", "d", "")
        yield Form(stem + "ان", "noun", 3, "m", "d", "")
    yield Form(stem + "ات", "noun", 3, "f", "p", "")
    if plural:
        yield Form(fold(plural), "noun", 3, "f", "p", "")
        yield Form(fold(plural) + "ا", "noun", 3, "f", "p", "")
