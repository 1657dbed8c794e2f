"""`python -m bench.compare OLD [NEW]`: what got slower or larger by more than the spread. Exit 1 if anything did.

OLD and NEW are files of `make bench`. Figures that are ratios within one run can be compared between machines and busy
hours; milliseconds only on the same machine, as quiet.
"""

import sys
from pathlib import Path

from bench.figures import compare, read_figures
from bench.table import Table

FIGURES = Path("build/bench/figures.json")


def main(old: Path, new: Path = FIGURES) -> int:
    """Print the comparison."""
    changes = compare(read_figures(old), read_figures(new))
    rows = [
        (c.new.name, f"{c.old} ({c.old.spread})", f"{c.new} ({c.new.spread})", f"{c.ratio:.2f}", c.verdict)
        for c in changes
    ]
    notes = ["worse, better: even the best round of the one is beyond the worst of the other."]
    print(Table(f"{new} against {old}", ("figure", "old (spread)", "new (spread)", "ratio", ""), rows, notes))
    return int(any(change.verdict == "worse" for change in changes))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
