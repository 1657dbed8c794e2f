"""The table at the end of a run: each fault, how often it was done, and what it did to the stream."""

from collections import defaultdict
from dataclasses import dataclass

from tests.faults.oracle import Findings

__all__ = ["Row", "render"]

_HEAD = (
    "fault", "runs", "records", "lost", "duplicates", "after removing equal ids", "differing bytes", "out of order",
    "longest lag, s", "recovery, s",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One run of one fault."""

    fault: str
    records: int
    findings: Findings
    recovery: float | None = None


def render(rows: list[Row]) -> list[str]:
    """The rows as a Markdown table, one line a fault: sums of what was lost, the worst of the rest."""
    by_fault: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_fault[row.fault].append(row)
    lines = [f"| {' | '.join(_HEAD)} |", "|---" * len(_HEAD) + "|"]
    return lines + [f"| {' | '.join(_cells(fault, runs))} |" for fault, runs in by_fault.items()]


def _cells(fault: str, runs: list[Row]) -> list[str]:
    found = [run.findings for run in runs]
    recoveries = [run.recovery for run in runs if run.recovery is not None]
    duplicates = [one.duplicates for one in found]
    return [
        fault,
        str(len(runs)),
        str(sum(run.records for run in runs)),
        str(sum(one.lost for one in found)),
        str(max(duplicates)) if len(runs) == 1 else f"{min(duplicates)}-{max(duplicates)} a run",
        str(sum(one.left_over for one in found)),
        str(sum(one.differing for one in found)),
        str(sum(one.disorder for one in found)),
        f"{max(one.longest_lag for one in found):.1f}",
        f"{max(recoveries):.1f}" if recoveries else "-",
    ]
