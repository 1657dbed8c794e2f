"""The segmenter's process dies under a real worker: it is started anew, and counted."""

import os
import signal
from pathlib import Path

import orjson
import pytest

from tests.integration.farasa_jar import compile_jar
from tests.kafka.client import lag, produce
from tests.topics import make_topics
from tests.waiting import wait_until
from tests.worker import WorkerProcess


def java_of(worker: WorkerProcess) -> int:
    """The process id of the worker's only child."""
    assert worker.process is not None
    tasks = Path(f"/proc/{worker.process.pid}/task").iterdir()
    (child,) = {int(pid) for task in tasks for pid in (task / "children").read_text().split()}
    return child


def test_a_segmenter_that_died_is_counted(
    kafka: str, topic_prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mode").write_text("good")
    monkeypatch.setenv("FAKE_FARASA_MODE", str(tmp_path / "mode"))
    topic = make_topics(kafka, topic_prefix, 1).raw

    def push(word: str) -> None:
        produce(kafka, topic, [(b"a", orjson.dumps({"id": "a", "text": f"قالت {word}"}))])
        wait_until(lambda: not any(lag(kafka, worker.group, topic).values()), 60, worker.log)

    jar = compile_jar(tmp_path)
    with WorkerProcess(kafka, topic_prefix, tmp_path, segmenter="farasapy", farasa_jar=jar) as worker:
        push("موسكو")
        assert worker.metric("ittiham_segmenter_restarts_total") == 0
        os.kill(java_of(worker), signal.SIGKILL)
        push("الجماعة")
        assert worker.metric("ittiham_segmenter_restarts_total") == 1
        assert worker.metric("ittiham_articles_enriched_total") == 2
