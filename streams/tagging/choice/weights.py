"""`rules/weights.toml`: one weight for each feature, fitted by `make fit`; checked when loaded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from streams.tagging.choice.features import CANDIDATE, EVENT, NOBODY, PAIR, Key
from streams.tagging.choice.sums import Sums
from streams.tagging.vocabulary import RuleError, line_of, read_toml

__all__ = ["CONFIDENCE", "SECTIONS", "Weights", "load_weights"]

SECTIONS: Final = {"candidate": CANDIDATE, "nobody": NOBODY, "pair": PAIR, "event": EVENT}
"""Tables of the file and the templates of each; the first two have a weight for the accuser and one for the accused."""
_OF_BOTH_SLOTS: Final = ("candidate", "nobody")
CONFIDENCE: Final = ("bias", "pair", "event", "mutual")
"""The coefficients of confidence: a logistic regression on the log-odds of pair and event, after J. Platt (1999)."""

_Keyed = str | Key


@dataclass(slots=True)
class Weights:
    """Weights by template, in the templates' order, then by key. A feature that is not there weighs nothing."""

    candidate: list[dict[_Keyed, tuple[float, float]]] = field(default_factory=lambda: [{} for _ in CANDIDATE])
    nobody: list[dict[_Keyed, tuple[float, float]]] = field(default_factory=lambda: [{} for _ in NOBODY])
    pair: list[dict[_Keyed, float]] = field(default_factory=lambda: [{} for _ in PAIR])
    event: list[dict[_Keyed, float]] = field(default_factory=lambda: [{} for _ in EVENT])
    confidence: dict[str, float] = field(default_factory=dict)
    threshold: float = 0.0
    """Least probability of being an event at all, below which the word is talk."""
    _sums: Sums | None = field(default=None, compare=False, repr=False)

    @property
    def fitted(self) -> bool:
        """Whether there are weights; without, the rules' own answers stand."""
        return bool(self.confidence)

    @property
    def sums(self) -> Sums:
        """The weights of candidates and pairs as scoring takes them; no weight may change after they were asked for."""
        if self._sums is None:
            self._sums = Sums(self.candidate, self.pair)
        return self._sums


def load_weights(path: Path) -> Weights:
    """Read and check a file of weights. Raises `RuleError`."""
    data, weights = read_toml(path), Weights()
    for section, templates in SECTIONS.items():
        tables = data.get(section)
        if not isinstance(tables, dict):
            raise RuleError(f'{path}:1: expected tables [{section}."…"] of weights; run make fit')
        for template, rows in tables.items():
            if template not in templates:
                line = line_of(path, f'[{section}."{template}"]')
                raise RuleError(
                    f"{path}:{line}: {template!r} is no template of {section}; expected one of {', '.join(templates)}"
                )
            into = getattr(weights, section)[templates.index(template)]
            _read_rows(path, section, template, rows, into)
    weights.confidence = _numbers(path, data, "confidence", CONFIDENCE)
    weights.threshold = _numbers(path, data, "talk", ("threshold",))["threshold"]
    return weights


def _read_rows(path: Path, section: str, template: str, rows: object, into: dict[_Keyed, object]) -> None:
    size = len(template.split())
    both = section in _OF_BOTH_SLOTS
    for key, value in rows.items() if isinstance(rows, dict) else ():
        values = tuple(key.split())
        if (len(values) != size and section != "pair") or not _is_weight(value, both=both):
            what = "two weights, of accuser and accused" if both else "one weight"
            line = line_of(path, f'"{key}"')
            raise RuleError(
                f"{path}:{line}: expected {size} values of {template!r} and {what}, got {key!r} = {value!r}"
            )
        into[values if len(values) > 1 else values[0]] = tuple(value) if both else value


def _is_weight(value: object, *, both: bool) -> bool:
    if not both:
        return isinstance(value, float)
    return (
        isinstance(value, list)
        and len(value) == len(("accuser", "accused"))
        and all(isinstance(one, float) for one in value)
    )


def _numbers(path: Path, data: dict[str, object], table: str, names: Sequence[str]) -> dict[str, float]:
    found = data.get(table)
    if not isinstance(found, dict) or set(found) != set(names) or not all(isinstance(v, float) for v in found.values()):
        line = line_of(path, f"[{table}]")
        raise RuleError(f"{path}:{line}: expected a table [{table}] with the numbers {', '.join(names)}, got {found!r}")
    return dict(found)
