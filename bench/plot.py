"""The figures as a picture, where matplotlib is installed (the extra `bench`)."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.figures import Figure

__all__ = ["plot"]


def plot(figures: Sequence[Figure], path: Path) -> bool:
    """Bars with their spread, a panel for each unit; says whether there was anything to draw with."""
    try:
        from matplotlib import use

        use("Agg")
        from matplotlib import pyplot
    except ImportError:
        return False
    units = list(dict.fromkeys(figure.unit for figure in figures))
    heights = [sum(figure.unit == unit for figure in figures) + 1 for unit in units]
    canvas, axes = pyplot.subplots(
        len(units), figsize=(10, 0.32 * sum(heights)), height_ratios=heights, layout="constrained", squeeze=False
    )
    for unit, axis in zip(units, axes[:, 0], strict=True):
        chosen = [figure for figure in figures if figure.unit == unit][::-1]
        middles = [median(figure.values) for figure in chosen]
        below = [middle - min(figure.values) for figure, middle in zip(chosen, middles, strict=True)]
        above = [max(figure.values) - middle for figure, middle in zip(chosen, middles, strict=True)]
        axis.barh([figure.name for figure in chosen], middles, xerr=[below, above], color="#4878a8", ecolor="#888")
        axis.set_xlabel(unit)
        axis.margins(y=0.02)
    canvas.savefig(path, dpi=110)
    pyplot.close(canvas)
    return True
