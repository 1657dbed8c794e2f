"""Sums of weights at less cost: what all candidates of a case share is looked up once for all of them.

Weights are kept by the values of the case first, then by those of the candidate. They are added up in the templates'
order, on which the last digit of a sum depends, and what is rounded to two.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Final

from streams.tagging.choice.atoms import SHARED, Atoms, Values
from streams.tagging.choice.features import CANDIDATE, PAIR, Key, pair_values

__all__ = ["CaseSums", "Sums"]

_Keyed = str | Key
_Two = tuple[float, float]
"""For the accuser and for the accused; where they are added up, a complex number of both."""
_Getter = Callable[[Values], _Keyed]
_FIRST: Final = [template.split()[0] for template in PAIR]
"""What the case says in each template of pairs."""
_NOTHING: Final[dict[Key, float]] = {}


class Sums:
    """The weights of candidates and of pairs, made ready."""

    def __init__(self, candidate: Sequence[Mapping[_Keyed, _Two]], pair: Sequence[Mapping[_Keyed, float]]) -> None:
        """Both by template, in the templates' order."""
        self._templates: list[tuple[_Getter, _Getter, dict[_Keyed, dict[_Keyed, complex]]]] = []
        """Takes the case's values, takes the candidate's, and the weights: by the former, then by the latter."""
        for template, table in zip(CANDIDATE, candidate, strict=True):
            names = template.split()
            of_case = _getter([name for name in names if name in SHARED])
            own = _getter([name for name in names if name not in SHARED])
            tables: dict[_Keyed, dict[_Keyed, complex]] = {}
            for key, weights in table.items():
                values = dict(zip(names, (key,) if isinstance(key, str) else key, strict=True))
                tables.setdefault(of_case(values), {})[own(values)] = complex(*weights)
            self._templates.append((of_case, own, tables))
        self._pair: list[dict[str, dict[Key, float]]] = []
        for pairs in pair:
            self._pair.append({})
            for key, one in pairs.items():
                self._pair[-1].setdefault(key[0], {})[tuple(key[1:])] = one

    def of(self, shared: Values) -> "CaseSums":
        """What is left of the weights in a case."""
        tables = [
            (own, table)
            for of_case, own, by_case in self._templates
            if (table := by_case.get(of_case(shared))) is not None
        ]
        pairs = [table.get(shared[name], _NOTHING) for name, table in zip(_FIRST, self._pair, strict=True)]
        return CaseSums(tables, pairs)


class CaseSums:
    """Sums for the candidates of one case."""

    def __init__(
        self,
        tables: Sequence[tuple[_Getter, Mapping[_Keyed, complex]]],
        pairs: Sequence[Mapping[Key, float]],
    ) -> None:
        self._tables, self._pairs = tables, pairs

    def slots(self, values: Values) -> _Two:
        """For a candidate as accuser and as accused."""
        total = 0j
        for get, table in self._tables:
            key = get(values)
            if key in table:
                total += table[key]
        return total.real, total.imag

    def pair(self, accuser: Atoms | None, accused: Atoms | None) -> float:
        """For two candidates together; `None` is nobody."""
        total = 0.0
        for table, key in zip(self._pairs, pair_values(accuser, accused), strict=True):
            if key is not None and key in table:
                total += table[key]
        return total


def _getter(names: Sequence[str]) -> _Getter:
    """Takes the values with these names."""
    return itemgetter(*names) if names else _none


def _none(_: Values) -> Key:
    return ()
