"""`ittiham status` on a real Kafka, with a worker and without."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.integration.metrics.load import Load
from tests.kafka.client import end_offsets


def status(load: Load, directory: Path, *arguments: str, **settings: str) -> str:
    values = {
        "bootstrap_servers": load.bootstrap,
        "topic_prefix": load.prefix,
        "group_id": load.worker.group,
    } | settings
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ITTIHAM_")}
    environment |= {f"ITTIHAM_{name.upper()}": value for name, value in values.items()} | {"COLUMNS": "160"}
    done = subprocess.run(
        [sys.executable, "-m", "streams", "status", *arguments],
        env=environment,
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.fixture(scope="module")
def seen(load: Load, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return json.loads(status(load, tmp_path_factory.mktemp("status"), "--once", "--json"))


def test_a_drained_stream(load: Load, seen: Any) -> None:
    assert seen["group"] == {"state": "Stable", "workers": 1}
    assert seen["lag"] == {"records": 0, "seconds": 0}
    assert seen["rates"] == {"arriving": 0, "done": 0, "events": 0, "dead_letters": 0}


def test_every_partition_with_its_worker_and_offsets(load: Load, seen: Any) -> None:
    ends = end_offsets(load.bootstrap, load.topics.raw)
    assert [(row["partition"], row["committed"], row["end"]) for row in seen["partitions"]] == [
        (partition, end, end) for partition, end in sorted(ends.items())
    ]
    assert len({row["worker"] for row in seen["partitions"]}) == 1
    assert seen["partitions"][0]["worker"]


def test_the_last_dead_letters_newest_first(load: Load, seen: Any) -> None:
    last = load.dead_letters[-5:][::-1]
    assert [(row["key"], row["reason"].encode()) for row in seen["dead_letters"]] == [
        ((record.key or b"").decode(), record.header("ittiham_reason")) for record in last
    ]


def test_as_a_person_reads_it(load: Load, tmp_path: Path) -> None:
    page = status(load, tmp_path, "--once")
    assert "1 worker, Stable · behind 0 records, 0 s" in page
    assert f"{load.topics.raw}[0]" in page
    assert "1 at 127.0.0.1" in page
    assert "schema_violation" in page
    assert "no-text" in page


def test_a_group_without_workers_has_everything_before_it(load: Load, tmp_path: Path) -> None:
    seen = json.loads(status(load, tmp_path, "--once", "--json", group_id=f"{load.prefix}nobody"))
    assert seen["group"]["workers"] == 0
    assert seen["lag"]["records"] == load.sent
    assert seen["lag"]["seconds"] > 0
    assert {row["worker"] for row in seen["partitions"]} == {None}
    assert {row["committed"] for row in seen["partitions"]} == {None}
