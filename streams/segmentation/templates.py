"""Stem templates: which pattern of root and added letters a stem has (فعل, مفعول, استفعال …), as Farasa fits them.

Templates and roots are given in Buckwalter letters. In a template `f`, `E`, `l` and `C` stand for root letters, any
other letter for itself. A template with a root letter twice (`fEll`, `mfElE`) fits nothing: the original compares the
two letters by identity instead of by value, and the weights were learnt that way.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

__all__ = ["NO_TEMPLATE", "TemplateFitter"]

NO_TEMPLATE: Final = "Y"
"""Farasa's name for "no template fits"."""

_ARABIC: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةؤئءآأإ"
_BUCKWALTER: Final = "AbtvjHxd*rzs$SDTZEgfqklmnhwyYp&}'|><"
_TO_ARABIC: Final = str.maketrans(_BUCKWALTER, _ARABIC)
_TO_ROOT: Final = str.maketrans(_ARABIC, "AbtvjHxdOrzsPSDTZEgfqklmnhwyypAAAAAA")
"""Roots are in Buckwalter letters, but with one hamza (A) and without signs: P for $, O for *."""
_PLAIN_ALEF: Final = str.maketrans("أآإ", "ااا")
_PLAIN_HAMZA: Final = str.maketrans("ئؤ", "ءء")
_ROOT_LETTERS: Final = frozenset("fElC")
_WEAK_LETTERS: Final = "wyA"
_STEMS_KEPT: Final = 1 << 14
"""New words share stems; about 2 MB."""


class _Shape(NamedTuple):
    """The templates of one length whose added letters stand at the same places."""

    added: Callable[[str], object]
    """Takes the letters at those places out of a stem."""
    root: Callable[[str], tuple[str, ...]]
    """Takes the letters at the other places."""
    templates: dict[object, list[tuple[str, float]]]
    """By what `added` gives: names and probabilities."""


def _best_roots(roots: Mapping[str, float]) -> dict[str, float]:
    """Every string that is a root, or is one but for a weak letter, with the probability of the best such root."""
    best: dict[str, float] = {}
    for root, probability in roots.items():
        for at, letter in enumerate(root):
            if letter in _WEAK_LETTERS:
                for other in _WEAK_LETTERS:
                    variant = root[:at] + other + root[at + 1 :]
                    best[variant] = max(best.get(variant, 0.0), probability)
    return best | dict(roots)


class TemplateFitter:
    """Fits stems to templates. Pure; a fit costs a few dictionary look-ups."""

    def __init__(self, templates: Mapping[str, float], roots: Mapping[str, float]) -> None:
        """Both map a name, in Buckwalter letters, to its probability."""
        self._roots = _best_roots(roots)
        self._doubled_roots = {root[:2] for root in roots if len(root) == 3 and root[1] == root[2]}
        self._shapes: dict[int, list[_Shape]] = {}
        members: dict[tuple[int, tuple[int, ...]], dict[str, float]] = {}
        for name, probability in templates.items():
            if len(name) > 2 and name.count("E") == name.count("l") == 1:
                added = tuple(i for i, letter in enumerate(name) if letter not in _ROOT_LETTERS)
                members.setdefault((len(name), added), {})[name] = probability
        for (length, added), group in members.items():
            self._shapes.setdefault(length, []).append(_shape(length, added, group))
        self.fit = lru_cache(_STEMS_KEPT)(self._fit)

    def _fit(self, stem: str) -> str:
        """The name of the stem's template, or `NO_TEMPLATE`. Rewrites of the stem are tried until one fits."""
        found = self._fit_exactly(stem)
        for rewrite in _REWRITES:
            # A template's own name may hold a Y (`fElY`): the original then goes on trying, too.
            if NO_TEMPLATE not in found:
                return found
            other = rewrite(stem)
            if other is not None:
                found = self._fit_exactly(other)
        return self._without_hamza_seats(stem, self._with_assimilated_t(stem, found))

    def _with_assimilated_t(self, stem: str, found: str) -> str:
        """Form VIII after ط or د: the third letter stands for ت."""
        if NO_TEMPLATE in found and len(stem) >= 5 and stem[2] in "طد":
            other = self._fit_exactly(stem[:2] + "ت" + stem[3:])
            if len(other) > 3 and other[2] == "t":
                return other
        return found

    def _without_hamza_seats(self, stem: str, found: str) -> str:
        if NO_TEMPLATE in found and "آ" in stem:
            found = self._fit_exactly(stem.replace("آ", "أا"))
        if NO_TEMPLATE in found and ("ئ" in stem or "ؤ" in stem):
            found = self._fit_exactly(stem.translate(_PLAIN_HAMZA))
        return found

    def _fit_exactly(self, stem: str) -> str:
        if len(stem) == 2:
            return "fE" if stem.translate(_TO_ROOT) in self._doubled_roots else NO_TEMPLATE
        shapes = self._shapes.get(len(stem))
        if shapes is None:
            return NO_TEMPLATE
        letters = stem.translate(_TO_ROOT)
        # Templates without the wildcard letter C go first, whatever their score.
        best, best_rank = NO_TEMPLATE, (False, 0.0)
        for added, root, templates in shapes:
            for name, probability in templates.get(added(stem), ()):
                score = self._roots.get("".join(root(letters)), 0.0) * probability
                if score and ("C" not in name, score) > best_rank:
                    best, best_rank = name, ("C" not in name, score)
        return best


def _shape(length: int, added: tuple[int, ...], group: Mapping[str, float]) -> _Shape:
    take_added = itemgetter(*added) if added else _nothing
    templates: dict[object, list[tuple[str, float]]] = {}
    for name, probability in group.items():
        templates.setdefault(take_added(name.translate(_TO_ARABIC)), []).append((name, probability))
    # Every template that can fit has at least two root letters, so this getter gives a tuple.
    return _Shape(take_added, itemgetter(*(i for i in range(length) if i not in added)), templates)


def _nothing(_: str) -> object:
    return None


def _cut(*endings: str) -> Callable[[str], str | None]:
    def rewrite(stem: str) -> str | None:
        return next((stem[: -len(ending)] for ending in endings if stem.endswith(ending)), None)

    return rewrite


def _plain_yeh(stem: str) -> str | None:
    return stem[:-1] + "ي" if stem.endswith("ى") else None


def _plain_alef(stem: str) -> str | None:
    plain = stem.translate(_PLAIN_ALEF)
    return plain if plain != stem else None


def _doubled_last(stem: str) -> str | None:
    return stem + stem[-1] if len(stem) > 1 else None


def _restored_waw(stem: str) -> str | None:
    return "او" + stem[1:] if stem.startswith("ات") else None


_REWRITES: Final = (_cut("ة", "ي"), _cut("ية"), _plain_yeh, _plain_alef, _doubled_last, _restored_waw)
