"""Workers that are killed, stopped, joined and left, on Apache Kafka, while there is work."""

from collections import Counter

from tests.faults.conftest import Note
from tests.faults.corpus import Corpus
from tests.faults.harness import Stream

BATCH = 50


def test_worker_killed_in_mid_batch(stream: Stream, corpus: Corpus, note: Note) -> None:
    stream.push(corpus, 3000)
    with stream.worker(batch_size=BATCH) as worker:
        stream.await_progress()
        worker.kill()
    stream.assert_work_remains()
    with stream.worker(batch_size=BATCH):
        recovery = stream.recovery()
        stream.drain()
    assert note(stream, recovery).duplicates <= most_in_flight(stream)


def test_sole_worker_terminated_under_load(stream: Stream, corpus: Corpus, note: Note) -> None:
    stream.push(corpus, 3000)
    with stream.worker(batch_size=BATCH) as worker:
        stream.await_progress()
        assert worker.terminate() == 0, worker.log()
    stream.assert_work_remains()
    with stream.worker(batch_size=BATCH) as worker:
        recovery = stream.recovery()
        stream.drain()
        assert worker.terminate() == 0, worker.log()
    assert note(stream, recovery).duplicates == 0


def test_second_worker_joins_and_leaves(stream: Stream, corpus: Corpus, note: Note) -> None:
    with stream.worker(batch_size=BATCH) as first, stream.fed(corpus):
        stream.await_progress()
        with stream.worker(batch_size=BATCH) as second:
            joined = stream.recovery()
            stream.await_progress()
            assert second.terminate() == 0, second.log()
        left = stream.recovery()
        stream.await_progress()
    stream.drain()
    assert first.terminate() == 0, first.log()
    assert note(stream, max(joined, left)).duplicates <= 2 * most_in_flight(stream)


def most_in_flight(stream: Stream) -> int:
    """Records that one batch can have made."""
    assert stream.corpus is not None
    made = Counter(one.position for one in stream.corpus.due(len(stream.sent)))
    return BATCH * max(made.values())
