"""`make soak`: a steady rate with rebalances, for an hour; memory, lag, files and threads as a plot and a table.

The plot and the table are written to `build/soak/`. Ends with 1 if anything was lost, or if memory kept growing.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Final

from prometheus_client.parser import text_string_to_metric_families

from tests.faults.corpus import Corpus
from tests.faults.harness import Stream, open_stream
from tests.faults.oracle import Findings
from tests.kafka.cluster import KafkaServer
from tests.kafka.jars import runtime
from tests.worker import WorkerProcess

OUTPUT: Final = Path("build/soak")
_SAMPLE_EVERY: Final = 5.0
_REBALANCE_EVERY: Final = 60.0
"""Seconds between a second worker's coming and its going."""
_GROWTH: Final = 0.10
"""How much larger the median memory of the last quarter may be than that of the second: caches are full by then."""


@dataclass(frozen=True)
class Sample:
    """What one worker that stays all the time looks like at one moment."""

    seconds: float
    memory_mb: float
    lag_records: float
    lag_seconds: float
    open_files: float
    threads: float
    consumed: float
    rebalances: float


def main() -> int:
    """Run, write the results, say how it went."""
    options = _options()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ittiham-soak-") as name, ExitStack() as stack:
        directory = Path(name)
        server = stack.enter_context(KafkaServer(runtime(), directory / "kafka"))
        stream = stack.enter_context(open_stream(server.bootstrap, "soak-", directory))
        samples = _soak(stream, Corpus(options.seed), options.minutes * 60, options.rate)
        stream.drain(600)
        findings = stream.findings()
    growth = _growth(samples)
    text = _report(samples, findings, growth, options)
    (OUTPUT / "soak.md").write_text(text, encoding="utf-8")
    _plot(samples, OUTPUT / "soak.png")
    print(text)
    return 0 if findings.faultless and growth <= _GROWTH else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60, help="length (60)")
    parser.add_argument("--rate", type=int, default=20, help="articles a second (20)")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _soak(stream: Stream, corpus: Corpus, seconds: float, rate: int) -> list[Sample]:
    """Push at the rate, let a second worker come and go, and take a sample every so often."""
    samples: list[Sample] = []
    rng = random.Random(corpus.seed)
    second: WorkerProcess | None = None
    with stream.worker(session_timeout=10) as worker:
        start = next_push = next_sample = time.monotonic()
        next_change = start + _REBALANCE_EVERY
        while (now := time.monotonic()) < start + seconds:
            if now >= next_push:
                stream.push(corpus, rate)
                next_push += 1
            if now >= next_sample:
                samples.append(_sample(worker, now - start))
                next_sample += _SAMPLE_EVERY
            if now >= next_change:
                second = _change(stream, second, kill=rng.random() < 0.25)
                next_change += _REBALANCE_EVERY
            time.sleep(0.05)
        stream.drain(600)
        samples.append(_sample(worker, time.monotonic() - start))
        if second:
            second.kill()
    return samples


def _change(stream: Stream, second: WorkerProcess | None, *, kill: bool) -> WorkerProcess | None:
    """The second worker comes, or goes: mostly by SIGTERM, now and then by SIGKILL."""
    if second is None:
        second = stream.worker(wait=False, session_timeout=10)
        second.start()
        return second
    if kill:
        second.kill()
    else:
        second.terminate()
    return None


def _sample(worker: WorkerProcess, seconds: float) -> Sample:
    values: dict[str, list[float]] = {}
    for family in text_string_to_metric_families(worker.page("/metrics")[1]):
        for one in family.samples:
            values.setdefault(one.name, []).append(one.value)
    assert worker.process is not None
    status = Path(f"/proc/{worker.process.pid}/status").read_text(encoding="utf-8")
    threads = next(line.split()[1] for line in status.splitlines() if line.startswith("Threads:"))
    return Sample(
        seconds,
        sum(values.get("process_resident_memory_bytes", [])) / 1e6,
        sum(values.get("ittiham_consumer_lag_records", [])),
        max(values.get("ittiham_consumer_lag_seconds", [0.0]), default=0.0),
        sum(values.get("process_open_fds", [])),
        float(threads),
        sum(values.get("ittiham_articles_consumed_total", [])),
        sum(values.get("ittiham_rebalances_total", [])),
    )


def _growth(samples: Sequence[Sample]) -> float:
    """Median memory of the last quarter against that of the second quarter, less 1."""
    quarter = max(1, len(samples) // 4)
    early, late = samples[quarter : 2 * quarter] or samples, samples[-quarter:]
    return _median([one.memory_mb for one in late]) / _median([one.memory_mb for one in early]) - 1


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _report(samples: Sequence[Sample], findings: Findings, growth: float, options: argparse.Namespace) -> str:
    names = [field.name.replace("_", " ") for field in fields(Sample)]
    step = max(1, len(samples) // 20)
    shown = [*samples[:-1:step], samples[-1]]
    rows = [f"| {' | '.join(f'{value:.1f}' for value in astuple(one))} |" for one in shown]
    return "\n".join(
        [
            f"{options.minutes:g} minutes at {options.rate} articles a second: {findings}",
            f"memory, last quarter against the second: {growth:+.1%} (at most {_GROWTH:+.0%})",
            "",
            f"| {' | '.join(names)} |",
            "|---" * len(names) + "|",
            *rows,
            "",
        ]
    )


def _plot(samples: Sequence[Sample], file: Path) -> None:
    import matplotlib as mpl  # only this command needs it

    mpl.use("Agg")
    from matplotlib import pyplot

    shown = ("memory_mb", "lag_records", "lag_seconds", "open_files", "threads")
    figure, axes = pyplot.subplots(len(shown), 1, sharex=True, figsize=(10, 2 * len(shown)))
    minutes = [one.seconds / 60 for one in samples]
    for axis, name in zip(axes, shown, strict=True):
        values = [getattr(one, name) for one in samples]
        axis.plot(minutes, values, linewidth=1)
        axis.set_ylabel(name.replace("_", " "))
        axis.set_ylim(0, 1.2 * max(values) or 1)
        axis.grid(alpha=0.3)
    axes[-1].set_xlabel("minutes")
    figure.tight_layout()
    figure.savefig(file, dpi=100)


if __name__ == "__main__":
    sys.exit(main())
