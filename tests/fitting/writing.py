"""Writes `weights.toml`: sorted, so that a fit shows what it changed; small weights left out."""

from pathlib import Path

from streams.tagging.choice.features import Key
from streams.tagging.choice.weights import CONFIDENCE, SECTIONS, Weights

__all__ = ["write"]

_SMALL = 0.05
"""What no weight of a feature exceeds, the feature is left out for."""
_HEAD = """\
# The weights of the choice, written by `make fit` from hand-coded sentences; docs/coding.md tells how to read them.
# [candidate."construction role"]  "verb after1" = [1.2, -0.4]  means: what stands right after a verb of accusation
# weighs 1.2 as accuser and -0.4 as accused. [nobody…]: the same for nobody. [pair…]: accuser and accused together.
# [event…]: an event rather than talk of one. The values of a template stand in its order, a pair's accuser first.
"""


def _text(key: str | Key) -> str:
    return key if isinstance(key, str) else " ".join(key)


def write(weights: Weights, path: Path) -> None:
    """Write the weights that are worth it."""
    lines = [_HEAD]
    for section, templates in SECTIONS.items():
        for template, table in zip(templates, getattr(weights, section), strict=True):
            rows = sorted((_text(key), value) for key, value in table.items())
            kept = [f'"{key}" = {_value(value)}' for key, value in rows if _worth(value)]
            if kept:
                lines += [f'[{section}."{template}"]', *kept, ""]
    lines += ["[talk]", f"threshold = {weights.threshold}", "", "[confidence]"]
    lines += [f"{name} = {round(weights.confidence[name], 3)}" for name in CONFIDENCE]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _worth(value: float | tuple[float, float]) -> bool:
    return max(map(abs, value if isinstance(value, tuple) else (value,))) >= _SMALL


def _value(value: float | tuple[float, float]) -> str:
    return str([round(one, 2) for one in value]) if isinstance(value, tuple) else str(round(value, 2))
