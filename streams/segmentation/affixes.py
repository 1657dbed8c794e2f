"""Farasa's affix inventories: which strings can stand before and after a stem, and what each pair of them is worth.

A prefix is written as Farasa writes it (`و+ال+`), a suffix too (`+ات+ها`). Only sequences seen in training are tried:
an unseen one costs more than any stem can gain (docs/segmentation.md has the sum).
"""

from collections.abc import Iterable, Mapping
from math import log
from typing import Any, Final, NamedTuple

__all__ = ["WEIGHTS", "AffixInventory", "Prefix", "Suffix", "affix_scores"]

WEIGHTS: Final = (
    *(-0.097825818, -0.03893654, 0.13109569, 0.18436976, 0.11448806, 0.53001714),
    *(0.21098258, -0.17760228, 0.44223878, 0.26183113, -0.05603376, 0.055829503),
    *(-0.17745291, 0.015865559, 0.66909122, 0.16948195, 0.15397599, 0.60355717),
)
"""Weights of the 18 features, in Farasa's order (Darwish & Mubarak 2016; values from QCRI's release)."""

UNSEEN_ALONE: Final = -10.0
UNSEEN_GIVEN: Final = -20.0
"""What Farasa takes for the logarithm of a probability it has not seen."""


class Prefix(NamedTuple):
    """A sequence of proclitics."""

    written: str
    """`و+ال+`"""
    length: int
    """Letters it takes from the word."""
    single_letters: bool
    """All its parts have one letter."""
    future: bool
    """Ends in the proclitic س, which only stands before ي ن أ ت."""
    scores: dict[str, float]
    """By the suffix as written: what the pair adds to the score."""


class Suffix(NamedTuple):
    """A sequence of enclitics and endings."""

    written: str
    """`+ات+ها`"""
    length: int
    """Letters it takes from the word."""
    first: int
    """Letters of its first part if it has several; -1 if it has one, 0 if none."""
    feminine: bool
    """Begins with ت and goes on: the stem may be written with ة elsewhere."""
    single_letters: bool
    """All its parts have one letter."""
    starts_like_prefix: bool
    """Its first part is also a proclitic (ك), which it is taken for when no stem stands before it."""


def affix_scores(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Features 1, 2, 4, 5, 9 and 10 (in Farasa's order), summed for every pair of a seen prefix and a seen suffix."""

    def alone(feature: int, table: str, key: str, unseen: float) -> float:
        probability = tables[table].get(key)
        return WEIGHTS[feature] * (unseen if probability is None else log(probability))

    def given(feature: int, table: str, one: str, other: str) -> float:
        probability = tables[table].get(one, {}).get(other)
        return WEIGHTS[feature] * (UNSEEN_GIVEN if probability is None else log(probability))

    return {
        prefix: {
            suffix: alone(0, "probPrefixes", prefix, UNSEEN_ALONE)
            + alone(1, "probSuffixes", suffix, UNSEEN_ALONE)
            + given(3, "probPrefixSuffix", prefix, suffix)
            + given(4, "probSuffixPrefix", suffix, prefix)
            + alone(8, "probCondPrefixes", prefix, UNSEEN_GIVEN)
            + alone(9, "probCondSuffixes", suffix, UNSEEN_GIVEN)
            for suffix in tables["probSuffixes"]
        }
        for prefix in tables["probPrefixes"]
    }


class AffixInventory:
    """The seen prefixes and suffixes, found by the letters at the ends of a word.

    `never_stems` are strings that Farasa reads as affixes wherever they stand between affixes and other affixes.
    """

    def __init__(
        self, proclitics: Iterable[str], enclitics: Iterable[str], scores: Mapping[str, dict[str, float]]
    ) -> None:
        """`proclitics` and `enclitics`: the single parts; `scores`: what `affix_scores` gave."""
        proclitics, enclitics = frozenset(proclitics), frozenset(enclitics)
        self.never_stems = (proclitics | enclitics) - {"س"}
        self._prefixes: dict[str, list[Prefix]] = {}
        self._suffixes: dict[str, list[Suffix]] = {}
        for written, by_suffix in scores.items():
            letters = written.replace("+", "")
            for size in range(len(letters) + 1):
                self._prefixes.setdefault(letters[:size], [])
            self._prefixes[letters].append(_prefix(written, letters, by_suffix))
        for written in next(iter(scores.values())):
            letters = written.replace("+", "")
            for size in range(len(letters) + 1):
                self._suffixes.setdefault(letters[len(letters) - size :], [])
            self._suffixes[letters].append(_suffix(written, letters, proclitics))

    def prefixes(self, word: str) -> list[Prefix]:
        """Those the word begins with, the empty one first."""
        found = list(self._prefixes[""])
        for size in range(1, len(word) + 1):
            more = self._prefixes.get(word[:size])
            if more is None:
                break
            found += more
        return found

    def suffixes(self, word: str) -> list[Suffix]:
        """Those the word ends with, the empty one first."""
        found = list(self._suffixes[""])
        for size in range(1, len(word) + 1):
            more = self._suffixes.get(word[-size:])
            if more is None:
                break
            found += more
        return found


def _prefix(written: str, letters: str, scores: dict[str, float]) -> Prefix:
    single_letters = all(len(part) <= 1 for part in written.split("+"))
    return Prefix(written, len(letters), single_letters, written.endswith("س+"), scores)


def _suffix(written: str, letters: str, proclitics: frozenset[str]) -> Suffix:
    parts = written.split("+")[1:]
    first = 0 if not parts else len(parts[0]) if len(parts) > 1 else -1
    feminine = letters.startswith("ت") and len(letters) > 1
    single_letters = all(len(part) <= 1 for part in parts)
    return Suffix(written, len(letters), first, feminine, single_letters, bool(parts) and parts[0] in proclitics)
