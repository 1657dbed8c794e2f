"""The segmenter's process dies or stays away while there is work. The jar is ours, and does what the test says."""

import os
import signal
from pathlib import Path

import pytest

from streams.segmentation.farasapy import FarasapySegmenter
from tests.faults.conftest import Note
from tests.faults.corpus import Corpus
from tests.faults.harness import Stream, until
from tests.integration.farasa_jar import compile_jar
from tests.worker import WorkerProcess

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def jar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_jar(tmp_path_factory.mktemp("farasa"))


@pytest.fixture
def mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that says what the next process does."""
    file = tmp_path / "mode"
    file.write_text("good")
    monkeypatch.setenv("FAKE_FARASA_MODE", str(file))
    return file


@pytest.fixture
def slow_corpus(jar: Path, mode: Path) -> Corpus:
    """Outputs as this jar segments them."""
    return Corpus(5, segmenter=FarasapySegmenter(jar))


def test_segmenter_killed_again_and_again(stream: Stream, jar: Path, slow_corpus: Corpus, note: Note) -> None:
    with stream.worker(segmenter="farasapy", farasa_jar=jar, segmenter_cache_size=300) as worker:
        with stream.fed(slow_corpus):
            for _ in range(5):
                stream.await_progress(100)
                kill_children(worker)
            stream.assert_work_remains()
            recovery = stream.recovery()
        stream.drain()
        assert (worker.metric("ittiham_segmenter_restarts_total") or 0) >= 1
        assert worker.terminate() == 0, worker.log()
    assert note(stream, recovery).duplicates == 0


def test_segmenter_away_for_a_while(stream: Stream, jar: Path, mode: Path, slow_corpus: Corpus, note: Note) -> None:
    stream.push(slow_corpus, 4000)
    with stream.worker(segmenter="farasapy", farasa_jar=jar, segmenter_cache_size=300) as worker:
        stream.await_progress(100)
        mode.write_text("dead")
        kill_children(worker)
        assert "segmenter" in worker.wait_page("/readyz", 503)
        assert worker.page("/healthz")[0] == 200
        stream.assert_work_remains()
        mode.write_text("good")
        recovery = stream.recovery()
        stream.drain()
        assert worker.terminate() == 0, worker.log()
    assert note(stream, recovery).duplicates == 0


def test_segmenter_away_for_longer_than_the_worker_waits(
    stream: Stream, jar: Path, mode: Path, slow_corpus: Corpus, note: Note
) -> None:
    stream.push(slow_corpus, 4000)
    with stream.worker(segmenter="farasapy", farasa_jar=jar, segmenter_cache_size=300, delivery_timeout=3) as worker:
        stream.await_progress(100)
        mode.write_text("dead")
        kill_children(worker)
        assert worker.wait(60) == 1
        assert "the segmenter was away" in worker.log()
    mode.write_text("good")
    stream.assert_work_remains()
    with stream.worker(segmenter="farasapy", farasa_jar=jar):
        recovery = stream.recovery()
        stream.drain()
    note(stream, recovery)


def kill_children(worker: WorkerProcess) -> None:
    """SIGKILL for the worker's JVM, by its id, whichever thread started it."""
    assert worker.process is not None
    tasks = Path(f"/proc/{worker.process.pid}/task")
    children: list[str] = []

    def found() -> bool:
        children[:] = [child for file in tasks.glob("*/children") for child in file.read_text().split()]
        return bool(children)

    until(found, "a JVM")
    for child in children:
        os.kill(int(child), signal.SIGKILL)
