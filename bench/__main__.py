"""`python -m bench [NAME…]`: run the benchmarks `bench/bench_NAME.py`, all without a name, and print their tables.

Each has a function `run()` that gives a `bench.table.Table`.
"""

import importlib
import sys
from pathlib import Path

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
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
