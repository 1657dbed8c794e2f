"""Articles pushed in transactions: what is committed comes out, what is aborted never was, what is open waits."""

import json
from pathlib import Path

import orjson
import pytest

from streams.settings import Topics
from tests.commands import Commands
from tests.kafka.client import Transaction, committed, end_offsets, produce, produce_transaction, read_all
from tests.topics import make_topics
from tests.waiting import wait_until
from tests.worker import WorkerProcess


def article(id_: str) -> tuple[bytes, bytes]:
    return id_.encode(), orjson.dumps({"id": id_, "text": "اتهمت فرنسا بريطانيا بالتجسس."})


@pytest.fixture
def topics(kafka: str, topic_prefix: str) -> Topics:
    return make_topics(kafka, topic_prefix, 1)


def enriched(kafka: str, topics: Topics) -> list[bytes | None]:
    return [record.key for record in read_all(kafka, topics.enriched)]


def gauge(worker: WorkerProcess, name: str, topics: Topics) -> float | None:
    return worker.metric(f"ittiham_{name}", topic=topics.raw, partition="0")


def test_committed_records_only(kafka: str, topic_prefix: str, topics: Topics, tmp_path: Path) -> None:
    with WorkerProcess(kafka, topic_prefix, tmp_path) as worker:
        Transaction(kafka, topics.raw, [article("aborted")]).abort()
        produce_transaction(kafka, topics.raw, [article("committed")], 0)
        wait_until(lambda: enriched(kafka, topics) == [b"committed"], 30, worker.log)

        open_ = Transaction(kafka, topics.raw, [article("open-1"), article("open-2")])
        produce(kafka, topics.raw, [article("behind")], partition=0)
        wait_until(lambda: gauge(worker, "open_transaction_records", topics) == 3, 15, worker.log)
        assert gauge(worker, "consumer_lag_records", topics) == 0
        assert enriched(kafka, topics) == [b"committed"]
        assert worker.page("/readyz")[0] == 200

        open_.commit()
        wait_until(lambda: enriched(kafka, topics) == [b"committed", b"open-1", b"open-2", b"behind"], 30, worker.log)
        wait_until(lambda: gauge(worker, "open_transaction_records", topics) == 0, 15, worker.log)


@pytest.mark.parametrize("ends", ["committed", "aborted"])
def test_lag_becomes_0_behind_a_transaction(
    kafka: str, topic_prefix: str, topics: Topics, tmp_path: Path, ends: str
) -> None:
    """By every account: the worker's, that of `status`, and the broker's own, whose last offset is a marker's."""
    with WorkerProcess(kafka, topic_prefix, tmp_path) as worker:
        produce(kafka, topics.raw, [article("first")], partition=0)
        transaction = Transaction(kafka, topics.raw, [article(f"t{number}") for number in range(5)])
        transaction.commit() if ends == "committed" else transaction.abort()
        assert end_offsets(kafka, topics.raw) == {0: 7}
        wait_until(lambda: committed(kafka, worker.group, topics.raw) == {0: 7}, 30, worker.log)
        assert gauge(worker, "consumer_lag_records", topics) == gauge(worker, "consumer_lag_seconds", topics) == 0
        assert worker.terminate() == 0
    assert len(enriched(kafka, topics)) == (6 if ends == "committed" else 1)


def status(kafka: str, topic_prefix: str, directory: Path) -> dict[str, object]:
    commands = Commands(kafka, topic_prefix, directory, group_id=f"{topic_prefix}workers")
    done = commands.run("status", "--once", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    undecided = sum(row["open_transaction_records"] for row in said["partitions"])
    return {**said["lag"], "undecided": undecided}


def test_status_counts_what_can_be_read(kafka: str, topic_prefix: str, topics: Topics, tmp_path: Path) -> None:
    """No worker has ever run: all that lies there waits, if it ever will be read."""
    Transaction(kafka, topics.raw, [article("aborted")] * 5).abort()
    assert status(kafka, topic_prefix, tmp_path) == {"records": 0, "seconds": 0, "undecided": 0}
    open_ = Transaction(kafka, topics.raw, [article("open")] * 2)
    assert status(kafka, topic_prefix, tmp_path) == {"records": 0, "seconds": 0, "undecided": 2}
    open_.commit()
    found = status(kafka, topic_prefix, tmp_path)
    assert (found["records"], found["undecided"]) == (9, 0)  # offsets, those of markers and aborted ones among them


def test_tail_and_dead_letters_show_what_is_committed(
    kafka: str, topic_prefix: str, topics: Topics, tmp_path: Path
) -> None:
    """Also where header names are no UTF-8, which is read by other code."""
    commands = Commands(kafka, topic_prefix, tmp_path)
    for topic in (topics.dead_letter, topics.raw):
        Transaction(kafka, topic, [article("aborted")], headers=(("x", b"1"),)).abort()
        produce_transaction(kafka, topic, [article("committed")], 0)
        produce(kafka, topic, [article("plain")], partition=0)
        Transaction(kafka, topic, [article("open")])
    keys = ["committed", "plain"]
    tailed = commands.run("tail", "raw", "--json", "--from-beginning", "--max-messages", "2")
    assert [json.loads(line)["key"] for line in tailed.stdout.splitlines()] == keys, tailed.stderr
    listed = commands.run("dead-letters", "list", "--json")
    assert [json.loads(line)["key"] for line in listed.stdout.splitlines()] == keys, listed.stderr
    replayed = commands.run("dead-letters", "replay")
    assert replayed.returncode == 0, replayed.stderr
