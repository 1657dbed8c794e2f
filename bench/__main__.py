"""`python -m bench [NAME…]`: run the benchmarks `bench/bench_NAME.py`, all without a name, and print their tables.

Each has a function `run()` that gives a `bench.table.Table`. What they measured is added to `build/bench/figures.json`,
with a picture beside it. BENCH_ROUNDS and BENCH_ARTICLES make the long ones shorter.
"""

import importlib
import sys
from pathlib import Path

from bench.compare import FIGURES
from bench.figures import read_figures, write_figures
from bench.plot import plot

PREFIX = "bench_"


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; gives the exit status."""
    known = sorted(path.stem.removeprefix(PREFIX) for path in Path(__file__).parent.glob(f"{PREFIX}*.py"))
    unknown = set(names) - set(known)
    if unknown:
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    for name in names or known:
        table = importlib.import_module(f"bench.{PREFIX}{name}").run()
        print(f"\n{table}\n", flush=True)
        write_figures(FIGURES, table.figures)
    picture = FIGURES.with_suffix(".png")
    drawn = plot(read_figures(FIGURES), picture)
    print(f"{FIGURES}; {picture if drawn else 'no picture without matplotlib: pip install -e .[bench]'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
