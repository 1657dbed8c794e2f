"""A raw topic whose log was cut or made anew, with the group's offset left outside it: nothing is lost, and it is said.

Each test ends with every article that is there enriched, and with a worker that is ready, in state ok, with no lag.
"""

import json
from pathlib import Path

import orjson
import pytest

from streams.settings import Topics
from tests.commands import Commands
from tests.kafka.client import (
    add_partitions,
    commit,
    committed,
    committed_metadata,
    create_topics,
    delete_records,
    delete_topics,
    end_offsets,
    produce,
    read_all,
)
from tests.topics import make_topics
from tests.waiting import wait_until
from tests.worker import WorkerProcess


class Stream:
    """The topics of a prefix, with one raw partition, and the workers of its group."""

    def __init__(self, bootstrap: str, prefix: str, directory: Path) -> None:
        self.bootstrap, self.prefix, self.directory = bootstrap, prefix, directory
        self.topics: Topics = make_topics(bootstrap, prefix, 1)
        self.group = f"{prefix}workers"
        self.pushed = 0

    def worker(self) -> WorkerProcess:
        return WorkerProcess(self.bootstrap, self.prefix, self.directory, lag_window=2)

    def push(self, count: int, size: int = 0) -> list[bytes]:
        """New articles; gives their ids."""
        ids = [f"a{number}" for number in range(self.pushed, self.pushed + count)]
        text = "اتهمت فرنسا بريطانيا بالتجسس." + " خبر" * (size // 7)
        produce(
            self.bootstrap,
            self.topics.raw,
            [(id_.encode(), orjson.dumps({"id": id_, "text": text})) for id_ in ids],
            partition=0,
        )
        self.pushed += count
        return [id_.encode() for id_ in ids]

    def make_anew(self) -> None:
        self.delete()
        self.make()

    def delete(self) -> None:
        delete_topics(self.bootstrap, self.topics.raw)

    def make(self) -> None:
        create_topics(self.bootstrap, {self.topics.raw: 1})

    def enriched(self) -> set[bytes | None]:
        return {record.key for record in read_all(self.bootstrap, self.topics.enriched)}

    def commit(self, offset: int, metadata: str | None = None) -> None:
        commit(self.bootstrap, self.group, self.topics.raw, 0, offset, metadata)

    def offset(self) -> int | None:
        return committed(self.bootstrap, self.group, self.topics.raw).get(0)


@pytest.fixture
def stream(kafka: str, topic_prefix: str, tmp_path: Path) -> Stream:
    return Stream(kafka, topic_prefix, tmp_path)


def settles(stream: Stream, worker: WorkerProcess, ids: list[bytes], resets: dict[str, int] | None = None) -> None:
    """All these are enriched, and the worker has nothing to complain of any more."""
    raw = stream.topics.raw
    wait_until(lambda: set(ids) <= stream.enriched(), 30, worker.log)
    wait_until(lambda: stream.offset() == end_offsets(stream.bootstrap, raw)[0], 15, worker.log)
    wait_until(lambda: worker.metric("ittiham_consumer_state", state="ok") == 1, 15, worker.log)
    assert worker.metric("ittiham_consumer_lag_records", topic=raw, partition="0") == 0
    assert worker.page("/readyz")[0] == 200
    assert worker.metric("ittiham_articles_redelivered_total") == 0
    counted = {
        reason: worker.metric("ittiham_offset_resets_total", topic=raw, partition="0", reason=reason)
        for reason in ("recreated", "beyond_end", "before_start", "vanished")
    }
    assert counted == dict.fromkeys(counted, 0) | (resets or {}), worker.log()


def test_an_offset_beyond_the_end(stream: Stream) -> None:
    """As a mirror of another cluster's offsets leaves it, or a broker that lost the end of its log."""
    ids = stream.push(20)
    stream.commit(1000)
    with stream.worker() as worker:
        ids += stream.push(5)
        settles(stream, worker, ids, {"beyond_end": 1})
        assert f"{stream.topics.raw}[0] cannot be read on from offset 1000" in worker.log()
        assert "going on at offset 0" in worker.log()
        assert worker.terminate() == 0
    with stream.worker() as worker:  # once is enough
        settles(stream, worker, ids)


def test_an_offset_beyond_the_end_of_an_empty_log(stream: Stream) -> None:
    stream.commit(1000)
    with stream.worker() as worker:
        settles(stream, worker, [], {"beyond_end": 1})
        assert stream.offset() == 0
        settles(stream, worker, stream.push(5), {"beyond_end": 1})


def test_made_anew_under_a_worker(stream: Stream) -> None:
    first = stream.push(20)
    with stream.worker() as worker:
        settles(stream, worker, first)
        stream.make_anew()
        shorter = stream.push(10)
        settles(stream, worker, shorter, {"recreated": 1})
        more = stream.push(30)
        settles(stream, worker, more, {"recreated": 1})
        assert "the topic was deleted and made anew" in worker.log()
        assert worker.terminate() == 0
    with stream.worker() as worker:
        settles(stream, worker, stream.push(3))


def test_made_anew_under_a_worker_and_longer_at_once(stream: Stream) -> None:
    with stream.worker() as worker:
        settles(stream, worker, stream.push(20))
        stream.make_anew()
        settles(stream, worker, stream.push(30), {"recreated": 1})


def test_made_anew_under_a_worker_that_has_seen_it_gone(stream: Stream) -> None:
    with stream.worker() as worker:
        settles(stream, worker, stream.push(20))
        stream.delete()
        assert worker.wait_page("/readyz", 503, 30)
        wait_until(lambda: worker.metric("ittiham_partitions") == 0, 30, worker.log)
        stream.make()
        settles(stream, worker, stream.push(30), {"recreated": 1})


@pytest.mark.slow
def test_made_anew_twice_under_a_worker(stream: Stream) -> None:
    """As fast as a script does it: whether the worker saw the one in the middle does not matter."""
    with stream.worker() as worker:
        settles(stream, worker, stream.push(20))
        for _ in range(2):
            stream.make_anew()
            ids = stream.push(25)
        wait_until(lambda: set(ids) <= stream.enriched(), 30, worker.log)
        wait_until(lambda: stream.offset() == 25, 15, worker.log)


@pytest.mark.parametrize("count", [10, 30], ids=["shorter", "longer"])
def test_made_anew_while_no_worker_ran(stream: Stream, count: int) -> None:
    """Kafka takes the group's offsets away with the topic, so there is nothing to say: the group is new to it."""
    with stream.worker() as worker:
        settles(stream, worker, stream.push(20))
        assert worker.terminate() == 0
    stream.make_anew()
    ids = stream.push(count)
    with stream.worker() as worker:
        settles(stream, worker, ids)


@pytest.mark.parametrize("count", [10, 30], ids=["shorter", "longer"])
def test_an_offset_that_outlived_its_log(stream: Stream, count: int) -> None:
    """A worker that commits once more after the topic was made anew, and dies, leaves it so."""
    with stream.worker() as worker:
        settles(stream, worker, stream.push(20))
        metadata = committed_metadata(stream.bootstrap, stream.group, stream.topics.raw, 0)
        assert worker.terminate() == 0
    stream.make_anew()
    ids = stream.push(count)
    stream.commit(20, metadata)
    assert status(stream) == {"offset_out_of_range": True, "lag_records": count}
    with stream.worker() as worker:
        settles(stream, worker, ids, {"recreated": 1})


def test_retention_past_the_offset_while_no_worker_ran(stream: Stream) -> None:
    with stream.worker() as worker:
        settles(stream, worker, stream.push(20))
        assert worker.terminate() == 0
    ids = stream.push(20)
    delete_records(stream.bootstrap, stream.topics.raw, 0, before=30)
    assert status(stream) == {"offset_out_of_range": True, "lag_records": 10}
    with stream.worker() as worker:
        settles(stream, worker, ids[10:], {"before_start": 1})
        assert "cannot be read on from offset 20" in worker.log()
        assert "going on at offset 30" in worker.log()


@pytest.mark.slow
def test_retention_past_all_that_there_was(stream: Stream) -> None:
    with stream.worker() as worker:
        settles(stream, worker, stream.push(5))
        assert worker.terminate() == 0
    stream.push(5)
    delete_records(stream.bootstrap, stream.topics.raw, 0, before=10)
    with stream.worker() as worker:
        settles(stream, worker, [], {"before_start": 1})
        settles(stream, worker, stream.push(2), {"before_start": 1})


class HangingWorker(WorkerProcess):
    arguments = (str(Path(__file__).parents[1] / "hanging_worker.py"),)


def test_retention_past_a_worker_that_is_behind(stream: Stream, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has read some ahead, a megabyte or two, and hangs; what lies behind that is cut from under it."""
    flag = stream.directory / "hang"
    monkeypatch.setenv("HANG_WHILE", str(flag))
    with HangingWorker(stream.bootstrap, stream.prefix, stream.directory, lag_window=2) as worker:
        settles(stream, worker, stream.push(2))
        flag.touch()
        produce(
            stream.bootstrap, stream.topics.raw, [(b"h", orjson.dumps({"id": "h", "text": "خبر HANG"}))], partition=0
        )
        wait_until(Path(f"{flag}.reached").exists, 30, worker.log)
        ids = stream.push(60, size=200_000)
        delete_records(stream.bootstrap, stream.topics.raw, 0, before=60)
        flag.unlink()
        settles(stream, worker, [b"h", *ids[57:]], {"before_start": 1})


def show_status(stream: Stream, *arguments: str) -> str:
    commands = Commands(stream.bootstrap, stream.prefix, stream.directory, group_id=stream.group)
    done = commands.run("status", "--once", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def status(stream: Stream) -> dict[str, object]:
    """What `ittiham status` says of the partition."""
    (partition,) = json.loads(show_status(stream, "--json"))["partitions"]
    return {name: partition[name] for name in ("offset_out_of_range", "lag_records")}


def test_status_of_an_offset_beyond_the_end(stream: Stream) -> None:
    stream.push(20)
    stream.commit(1000)
    assert status(stream) == {"offset_out_of_range": True, "lag_records": 20}
    assert "outside the log" in show_status(stream)


def test_new_partitions_are_read_within_half_a_minute(stream: Stream) -> None:
    with stream.worker() as worker:
        settles(stream, worker, stream.push(3))
        add_partitions(stream.bootstrap, stream.topics.raw, 3)
        ids = [f"p{number}".encode() for number in range(3)]
        for partition, id_ in enumerate(ids):
            value = orjson.dumps({"id": id_.decode(), "text": "خبر"})
            produce(stream.bootstrap, stream.topics.raw, [(id_, value)], partition=partition)
        wait_until(lambda: set(ids) <= stream.enriched(), 30, worker.log)
        assert worker.metric("ittiham_partitions") == 3
