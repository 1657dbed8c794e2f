"""Workers that are killed, stopped, joined and left, on Apache Kafka, while there is work."""

import asyncio
import json
import random
import signal
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from streams.kafka.dead_letters import Wanted, replay
from tests.faults.conftest import Note
from tests.faults.corpus import Corpus
from tests.faults.harness import SESSION_TIMEOUT, Stream, open_stream, until
from tests.faults.oracle import Raw, compare, expect
from tests.kafka import client

BATCH = 50


def test_worker_killed_in_mid_batch(stream: Stream, corpus: Corpus, note: Note) -> None:
    stream.push(corpus, 2000)
    with stream.worker(batch_size=BATCH) as worker:
        stream.await_progress()
        worker.kill()
    stream.assert_work_remains()
    with stream.worker(batch_size=BATCH):
        recovery = stream.recovery()
        stream.drain()
    assert note(stream, recovery).duplicates <= most_in_flight(stream)


def test_sole_worker_terminated_under_load(stream: Stream, corpus: Corpus, note: Note) -> None:
    stream.push(corpus, 2000)
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
    with stream.worker(batch_size=BATCH) as first:
        with stream.fed(corpus):
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
    made = Counter(one.position for one in stream.due())
    return BATCH * max(made.values())


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_storm_of_thirty_kills(stream: Stream, corpus: Corpus, note: Note) -> None:
    rng = random.Random(corpus.seed)
    with stream.fed(corpus):
        for number in range(30):
            with stream.worker(batch_size=BATCH, wait=False) as worker:
                if number % 3:
                    worker.wait_ready()  # two of three die with a batch in hand, the third while it starts
                time.sleep(rng.uniform(0.0, 1.5))
                stream.assert_work_remains()
                worker.kill()
        with stream.worker(batch_size=BATCH):
            recovery = stream.recovery()
    with stream.worker(batch_size=BATCH):
        stream.drain()
    note(stream, recovery)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_rolling_restart_of_three_workers(stream: Stream, corpus: Corpus, note: Note) -> None:
    with ExitStack() as stack, stream.fed(corpus):
        workers = [stack.enter_context(stream.worker(batch_size=BATCH)) for _ in range(3)]
        slowest = 0.0
        for worker in workers:
            stream.await_progress()
            assert worker.terminate() == 0, worker.log()
            slowest = max(slowest, stream.recovery())
            worker.start()
            worker.wait_ready()
    with stream.worker(batch_size=BATCH):
        stream.drain()
    assert note(stream, slowest).duplicates <= 6 * most_in_flight(stream)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("others", [0, 1])
def test_worker_stopped_beyond_the_session_timeout_and_woken(
    stream: Stream, corpus: Corpus, note: Note, others: int
) -> None:
    """A zombie: its commits are refused, what it held is done again by whoever has the partitions now."""
    with ExitStack() as stack, stream.fed(corpus):
        zombie = stack.enter_context(stream.worker(batch_size=BATCH))
        for _ in range(others):
            stack.enter_context(stream.worker(batch_size=BATCH))
        stream.await_progress()
        zombie.signal(signal.SIGSTOP)
        stream.assert_work_remains()
        time.sleep(3 * SESSION_TIMEOUT)
        if others:
            taken_over = stream.recovery()
            stream.await_progress()
        zombie.signal(signal.SIGCONT)
        woken = stream.recovery()
        zombie.wait_ready()
        stream.await_progress()
        assert zombie.terminate() == 0, zombie.log()
    with stream.worker(batch_size=BATCH):
        stream.drain()
    note(stream, taken_over if others else woken)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_more_workers_than_partitions(
    kafka: str, topic_prefix: str, tmp_path: Path, corpus: Corpus, note: Note
) -> None:
    """The ninth finds nothing to do, says so, and takes over when another goes."""
    with open_stream(kafka, topic_prefix, tmp_path, partitions=1) as stream, ExitStack() as stack:
        stack.enter_context(stream.fed(corpus))
        busy = stack.enter_context(stream.worker(batch_size=BATCH))
        idle = stack.enter_context(stream.worker(batch_size=BATCH, wait=False))
        until(
            lambda: "no partitions" in busy.page("/readyz")[1] + idle.page("/readyz")[1], "a worker without partitions"
        )
        if "no partitions" in busy.page("/readyz")[1]:
            busy, idle = idle, busy
        stream.await_progress()
        assert idle.page("/healthz")[0] == 200
        busy.kill()
        idle.wait_ready()
        recovery = stream.recovery()
        stack.close()
        with stream.worker(batch_size=BATCH):
            stream.drain()
        note(stream, recovery)


@pytest.mark.slow
def test_a_run_of_processing_errors_stops_the_worker_and_loses_nothing(stream: Stream, corpus: Corpus) -> None:
    """What an operator does: the mended worker reads on, and the few that a first, small batch gave up are replayed."""
    stream.push(corpus, 1000)
    buggy = stream.worker(wait=False, batch_size=BATCH, max_processing_errors=20)
    buggy.arguments = (str(Path(__file__).parents[1] / "failing_worker.py"),)
    with buggy:
        assert buggy.wait() == 1
    assert "20 processing errors in a row" in buggy.log()
    given_up = [record for record in stream.outputs() if record.header("ittiham_reason") == b"processing_error"]
    assert len(given_up) < 20
    stream.assert_work_remains()
    with stream.worker(batch_size=BATCH) as mended:
        stream.drain()
        outcomes = asyncio.run(replay(stream.settings, Wanted(frozenset({"processing_error"}))))
        assert outcomes["replayed"] == len(given_up)
        until(lambda: sum(client.lag(stream.bootstrap, stream.group, stream.topics.raw).values()) == 0, "no lag")
        assert mended.terminate() == 0, mended.log()
    raw = client.read_all(stream.bootstrap, stream.topics.raw)
    found = compare(stream.due(), raw, stream.outputs(), stream.sent)
    assert (found.lost, found.duplicates, found.differing) == (0, 0, 0), str(found)
    assert found.left_over == len(given_up), str(found)


def test_the_same_articles_twice_and_the_whole_topic_replayed(stream: Stream, corpus: Corpus, note: Note) -> None:
    """Equal input gives equal ids and equal bytes, whether the producer or the operator sends it again."""
    stream.push(corpus, 150)
    stream.push_again()
    with stream.worker() as worker:
        stream.drain()
        assert worker.terminate() == 0
    once = stream.findings()
    assert once.faultless, str(once)
    assert once.duplicates == sum(one.kind != "dead-letter" for one in stream.due()) // 2
    stream.rewind()
    with stream.worker():
        stream.assert_work_remains()
        stream.drain()
    assert note(stream, None).duplicates == len(stream.due()) + once.duplicates


@pytest.mark.slow
def test_retention_passes_the_committed_offset(stream: Stream, corpus: Corpus) -> None:
    """What retention took is gone; the rest is done, and no lag is shown for what is gone."""
    stream.push(corpus, 1500)
    with stream.worker(batch_size=BATCH) as worker:
        stream.await_progress()
        worker.kill()
    stream.assert_work_remains()
    stream.push(corpus, 1500)
    kept = {partition: end - 50 for partition, end in client.end_offsets(stream.bootstrap, stream.topics.raw).items()}
    assert all(kept[partition] > offset for partition, offset in stream.committed_offsets().items())
    stream.delete_before(kept)
    with stream.worker(batch_size=BATCH) as worker:
        stream.drain()
        assert worker.terminate() == 0
    raw = client.read_all(stream.bootstrap, stream.topics.raw)
    assert len(raw) == 50 * len(kept)
    left = {(record.key, record.value) for record in raw}
    sent = [one for one in stream.sent if (one.key, one.value) in left]
    found = compare(asyncio.run(expect(sent, corpus.enricher)), raw, stream.outputs(), sent)
    assert (found.lost, found.differing, found.disorder) == (0, 0, 0), str(found)
    assert sum(client.lag(stream.bootstrap, stream.group, stream.topics.raw).values()) == 0


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_rebalance_during_a_slow_batch(stream: Stream, note: Note) -> None:
    """Articles as large as they may be, a third of a second each: the rebalance waits for the portion in hand."""
    text = " ".join(f"اتهم الوزير رقم {number} المعارضة بالفساد" for number in range(3_800))
    articles = [
        Raw(f"slow-{number}".encode(), json.dumps({"id": f"slow-{number}", "text": text}, ensure_ascii=False).encode())
        for number in range(60)
    ]
    assert len(articles[0].value or b"") > 240_000
    stream.push(Corpus(0, articles), len(articles))
    with stream.worker() as first:
        until(lambda: stream.committed() > 0, "the first portion")
        stream.assert_work_remains()
        with stream.worker(wait=False) as second:
            second.wait_ready()
            recovery = stream.recovery()
            stream.drain(200)
            assert second.terminate() == 0, second.log()
        assert first.terminate() == 0, first.log()
    note(stream, recovery)
