"""The figures as a picture, where matplotlib is installed (the extra `bench`)."""

from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure

__all__ = ["plot"]


def plot(figures: Sequence[Figure], path: Path) -> bool:
    """Bars with their spread, a panel for each benchmark and unit; says whether there was anything to draw with."""
    try:
        from matplotlib import use

        use("Agg")
        from matplotlib import pyplot
    except ImportError:
        return False
    panels: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        panels.setdefault((_benchmark(figure), figure.unit), []).append(figure)
    heights = [len(panel) + 2 for _, panel in sorted(panels.items())]
    canvas, axes = pyplot.subplots(
        len(panels), figsize=(10, 0.28 * sum(heights)), height_ratios=heights, layout="constrained", squeeze=False
    )
    for ((name, unit), panel), axis in zip(sorted(panels.items()), axes[:, 0], strict=True):
        chosen = panel[::-1]
        middles = [figure.middle for figure in chosen]
        below = [figure.middle - min(figure.values) for figure in chosen]
        above = [max(figure.values) - figure.middle for figure in chosen]
        names = [figure.name.removeprefix(name).strip(", ") for figure in chosen]
        axis.barh(names, middles, xerr=[below, above], color="#4878a8", ecolor="#999")
        for place, figure in enumerate(chosen):
            axis.annotate(str(figure), (max(figure.values), place), (6, 0), textcoords="offset points", va="center")
        axis.set_title(f"{name}, {unit}", loc="left")
        axis.margins(x=0.15, y=0.02)
        axis.spines[["top", "right"]].set_visible(False)
    canvas.savefig(path, dpi=110)
    pyplot.close(canvas)
    return True


def _benchmark(figure: Figure) -> str:
    """The first word of a figure's name."""
    return figure.name.partition(" ")[0].strip(",")
