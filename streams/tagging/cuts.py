"""Farasa's cut of a word, sorted into clitics, stem and ending."""

from sys import intern
from typing import NamedTuple

from streams.tagging.orthography import fold

__all__ = ["PRONOUNS", "Cut", "cut_of"]

_PROCLITICS = frozenset(("و", "ف", "س", "ب", "ل", "ك", "ال"))
PRONOUNS = frozenset(("ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ني"))
"""Pronouns written onto a word."""
_ENDINGS = frozenset(("ة", "ات", "ون", "ين", "ان", "ا", "وا", "ت", "تين", "تان", "و", "ن", "تا", "تم"))


class Cut(NamedTuple):
    """The parts of a word."""

    surface: str
    conjunction: str
    preposition: str
    """`ب`, `ل`, `ك`, or `س` of the future."""
    definite: bool
    base: str
    """Folded, with its ending."""
    stem: str
    pronoun: str
    ending: str

    @property
    def whole(self) -> str:
        """The whole word, folded."""
        return fold(self.surface)

    @property
    def rest(self) -> str:
        """The word without its conjunction, folded."""
        return fold(self.surface[1:]) if self.conjunction else fold(self.surface)


def cut_of(segmented: str) -> Cut:
    """Sort Farasa's segments: `و+ال+حكوم+ة`.

    Words are many and are kept: clitics and endings are shared among them, and the stem with the whole word if it is
    that, so that what the grammar looks at lies close together in memory.
    """
    parts = segmented.split("+")
    conjunction = preposition = ""
    definite = False
    while len(parts) > 1 and parts[0] in _PROCLITICS:
        clitic = intern(parts.pop(0))
        if clitic in ("و", "ف") and not preposition and not definite:
            conjunction = clitic
        elif clitic == "ال":
            definite = True
        else:
            preposition = clitic
    pronoun = intern(parts.pop()) if len(parts) > 1 and parts[-1] in PRONOUNS else ""
    ending = intern(parts.pop()) if len(parts) > 1 and parts[-1] in _ENDINGS else ""
    stem = fold("".join(parts))
    surface = segmented.replace("+", "")
    stem = surface if stem == surface else stem
    return Cut(surface, conjunction, preposition, definite, stem + fold(ending), stem, pronoun, ending)
