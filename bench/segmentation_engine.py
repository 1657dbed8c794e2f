"""One segmentation engine measured in a process of its own: `python -m bench.segmentation_engine NAME FOLDER`.

FOLDER holds `text` and `new` (lines of words) and `model` (our compact model). Prints one JSON object.
"""

import importlib
import importlib.metadata
import json
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path

Segment = Callable[[str], object]
WARM_PASSES = 3


def native(folder: Path) -> Segment:
    """Our engine; its cache holds the text's words, as PyFarasa's unbounded one does."""
    from streams.segmentation.native import NativeSegmenter

    segmenter = NativeSegmenter(cache_size=200_000, model_dir=folder / "model")
    segmenter.load()
    return segmenter.segment_text


def pyfarasa(_: Path) -> Segment:
    """PyFarasa's `segmentLine`. The package's own file is left out: it may be farasapy's, which loads much more."""
    package = types.ModuleType("farasa")
    package.__path__ = [str(importlib.metadata.distribution("PyFarasa").locate_file("farasa"))]
    sys.modules["farasa"] = package
    segment: Segment = importlib.import_module("farasa.segmentation").segmentLine
    return segment


def seconds(segment: Segment, lines: list[str]) -> float:
    """Time to segment all lines once; results are dropped, as a stream drops them."""
    start = time.perf_counter()
    for line in lines:
        segment(line)
    return time.perf_counter() - start


def measure(name: str, folder: Path) -> dict[str, float]:
    """Seconds and megabytes."""
    text, new = ((folder / file).read_text("utf-8").splitlines() for file in ("text", "new"))
    before = _status("VmRSS")
    start = time.perf_counter()
    segment = {"native": native, "pyfarasa": pyfarasa}[name](folder)
    load = time.perf_counter() - start
    peak = _status("VmHWM")  # not ru_maxrss, which starts with the parent's
    return {
        "load": load,
        "peak": peak,
        "added": _status("VmRSS") - before,
        "new": seconds(segment, new),
        "cold": seconds(segment, text),
        "warm": min(seconds(segment, text) for _ in range(WARM_PASSES)),
    }


def _status(field: str) -> float:
    """A memory figure of this process in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field))


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
