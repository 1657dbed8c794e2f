"""`topics`, `produce` and `tail` on a real Kafka, looked at with a client of another make."""

import csv
import io
import json
import signal
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from streams.records.articles import Article, Rejection
from streams.records.outputs import Coder, Origin, accusation_output, dead_letter_headers
from streams.records.resources import resource_dir
from tests.commands import Commands
from tests.kafka import client
from tests.unit.cli.test_view import EVENT

SAMPLES = resource_dir("samples") / "articles.jsonl"


@pytest.fixture
def ittiham(kafka: str, topic_prefix: str, tmp_path: Path) -> Commands:
    commands = Commands(kafka, topic_prefix, tmp_path)
    created = commands.run("topics", "--json")
    assert created.returncode == 0, created.stderr
    assert [json.loads(line)["created"] for line in created.stdout.splitlines()] == [True] * 4
    return commands


def test_topics_are_made_once(ittiham: Commands) -> None:
    again = ittiham.run("topics")
    assert again.returncode == 0
    assert again.stdout.decode().splitlines() == [
        f"{ittiham.prefix}articles.raw: exists, 6 partitions",
        f"{ittiham.prefix}articles.enriched: exists, 6 partitions",
        f"{ittiham.prefix}accusations: exists, 6 partitions",
        f"{ittiham.prefix}articles.dead-letter: exists, 1 partition",
    ]


def test_articles_arrive_as_they_are_with_their_ids_as_keys(ittiham: Commands) -> None:
    (ittiham.folder / "story.txt").write_text("عنوان\n\nنص", encoding="utf-8")
    done = ittiham.run("produce", str(SAMPLES), "-", "story.txt", stdin=b'{"id": "from stdin", "text": "x"}\n')
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == f"52 articles pushed to {ittiham.prefix}articles.raw\n"
    values = {record.key: record.value for record in ittiham.records("articles.raw")}
    lines = SAMPLES.read_bytes().splitlines()
    expected = {orjson.loads(line)["id"].encode(): line for line in lines}
    expected |= {
        b"from stdin": b'{"id": "from stdin", "text": "x"}',
        b"story": orjson.dumps({"id": "story", "text": "نص", "title": "عنوان"}),
    }
    assert values == expected


def test_bad_lines_are_named_and_left_out(ittiham: Commands) -> None:
    lines = b'{"id": "a", "text": "x"}\n{"id": \n{"id": "b"}\n{"id": "c", "text": "x"}\n'
    (ittiham.folder / "f.jsonl").write_bytes(lines)
    done = ittiham.run("produce", "f.jsonl")
    assert done.returncode == 1
    first, second, summary = done.stderr.decode().splitlines()
    assert first.startswith("f.jsonl:2: invalid_json: ")
    assert second.startswith("f.jsonl:3: schema_violation: ")
    assert summary == (f"2 articles pushed to {ittiham.prefix}articles.raw, 2 not: invalid_json 1, schema_violation 1")
    assert {record.key for record in ittiham.records("articles.raw")} == {b"a", b"c"}


def test_raw_lines_arrive_untouched(ittiham: Commands) -> None:
    done = ittiham.run("produce", "--raw", "-", stdin=b'{"id": \n{"id": "b"}\n\xff\n')
    assert done.returncode == 0
    values = sorted((record.value or b"", record.key) for record in ittiham.records("articles.raw"))
    assert values == [(b'{"id": ', None), (b'{"id": "b"}', b"b"), (b"\xff", None)]


def test_a_record_the_broker_refuses_is_named_and_the_others_arrive(ittiham: Commands) -> None:
    # A third of a million bytes, which the topic takes, and nine million, which only `produce` is set to take. One key
    # puts all in one partition, where a producer's sequence of numbers has a gap after a refusal.
    ittiham.environment = {**ittiham.environment, "ITTIHAM_MAX_RECORD_BYTES": "20000000", "ITTIHAM_COMPRESSION": "none"}
    lines = [b'{"id": "same", "text": "' + b"x" * size + b'"}' for size in (300_000, 9_000_000, 1, 2)]
    done = ittiham.run("produce", "--raw", "-", stdin=b"\n".join(lines))
    assert done.returncode == 1
    assert done.stderr.decode().startswith("standard input:2: ")
    assert [record.value for record in ittiham.records("articles.raw")] == [lines[0], *lines[2:]]


def test_what_a_slow_writer_sends_is_pushed_as_it_comes(ittiham: Commands) -> None:
    with ittiham.start("produce", "-") as process:
        assert process.stdin is not None
        process.stdin.write(b'{"id": "a", "text": "x"}\n')
        process.stdin.flush()
        (record,) = client.read_count(ittiham.bootstrap, f"{ittiham.prefix}articles.raw", 1)
        process.send_signal(signal.SIGINT)  # while it waits for the next line
        out, err = process.communicate(timeout=30)
    assert record.key == b"a"
    assert (process.returncode, out) == (130, b"")
    assert err.decode() == f"1 article pushed to {ittiham.prefix}articles.raw\n"


def test_after_ctrl_c_the_same_command_goes_on_where_it_was(ittiham: Commands) -> None:
    count = 300
    lines = "".join(f'{{"id": "{number}", "text": "x"}}\n' for number in range(count))
    (ittiham.folder / "f.jsonl").write_text(lines)
    topic, note = f"{ittiham.prefix}articles.raw", ittiham.folder / "note"
    with ittiham.start("produce", "f.jsonl", "--rate", "100", "--resume", "note") as process:
        client.read_count(ittiham.bootstrap, topic, 5)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 130
    done = json.loads(note.read_bytes())["done"]
    assert 5 <= done < count
    again = ittiham.run("produce", "f.jsonl", "--resume", "note")
    assert again.stderr.decode() == f"{count - done} articles pushed to {topic}\n"
    assert not note.exists()
    assert sorted(int(record.key or b"") for record in ittiham.records("articles.raw")) == list(range(count))


def test_a_rate_is_kept(ittiham: Commands) -> None:
    lines = b"".join(b'{"id": "%d", "text": "x"}\n' % number for number in range(21))
    done = ittiham.run("produce", "-", "--rate", "20", stdin=lines)
    assert done.returncode == 0
    moments = [record.timestamp or 0 for record in ittiham.records("articles.raw")]
    assert max(moments) - min(moments) >= 900  # milliseconds: twenty gaps of a twentieth of a second


def test_what_people_have_arrives_as_articles(ittiham: Commands) -> None:
    row = {"title": "اتهام", "date": "24/1/2025", "image": "i.png", "content": "نص", "url": "https://e.org/1"}
    (ittiham.folder / "news.json").write_text(json.dumps([row, row | {"content": None}]), encoding="utf-8")
    options = ["--map", "text=content", "--map", "published_at=date", "--day-first", "--refused", "report.jsonl"]
    assert ittiham.run("produce", "news.json", *options).returncode == 1
    (record,) = ittiham.records("articles.raw")
    assert record.key == b"https://e.org/1"
    assert orjson.loads(record.value or b"") == {
        "title": "اتهام",
        "image": "i.png",
        "url": "https://e.org/1",
        "text": "نص",
        "published_at": "2025-01-24T00:00:00Z",
        "id": "https://e.org/1",
    }
    (refused,) = map(json.loads, (ittiham.folder / "report.jsonl").read_text().splitlines())
    assert (refused["place"], refused["reason"]) == ("news.json: item 2", "schema_violation")


def test_a_topic_that_is_not_there_is_named_and_not_made(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    commands = Commands(kafka, topic_prefix, tmp_path)
    for arguments in (["produce", str(SAMPLES)], ["tail"]):
        done = commands.run(*arguments)
        assert done.returncode == 1
        assert f"lacks {topic_prefix}" in done.stderr.decode()
        assert "`ittiham topics`" in done.stderr.decode()
        assert b"Traceback" not in done.stderr


def tail_json(ittiham: Commands, topic: str, count: int) -> list[dict[str, Any]]:
    done = ittiham.run("tail", topic, "--json", "--from-beginning", "--max-messages", str(count))
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_tail_gives_records_as_json_with_their_place(ittiham: Commands) -> None:
    name = f"{ittiham.prefix}articles.raw"
    client.produce(ittiham.bootstrap, name, [(b"k", b'{"a": "\xd8\xa7"}')], headers=(("h", b"1"),), partition=3)
    (record,) = tail_json(ittiham, "raw", 1)
    assert record.pop("timestamp") > 1_600_000_000_000
    assert record == {
        "topic": name,
        "partition": 3,
        "offset": 0,
        "key": "k",
        "headers": {"h": "1"},
        "value": {"a": "ا"},
    }


def test_tail_gives_what_is_no_json_and_no_text_too(ittiham: Commands) -> None:
    records = [(None, b"text"), (b"\xff", b"\xfe"), (b"k", None)]
    client.produce(ittiham.bootstrap, f"{ittiham.prefix}articles.raw", records, partition=0)
    came = tail_json(ittiham, f"{ittiham.prefix}articles.raw", 3)
    assert [(record["key"], record["value"]) for record in came] == [
        (None, "text"),
        ({"base64": "/w=="}, {"base64": "/g=="}),
        ("k", None),
    ]


def test_tail_shows_accusations_and_dead_letters_readably(ittiham: Commands) -> None:
    value = accusation_output(Article("a1", "x"), Coder("s", "l"), [EVENT.sentence], EVENT).value
    headers = dead_letter_headers(Rejection("too_large", "expected less"), Origin("articles.raw", 2, 5, 0.0))
    client.produce(ittiham.bootstrap, f"{ittiham.prefix}accusations", [(b"a1", value)])
    client.produce(ittiham.bootstrap, f"{ittiham.prefix}articles.dead-letter", [(b"k", b"")], headers=tuple(headers))
    accusation = ittiham.run("tail", "--from-beginning", "--max-messages", "1", "--bidi", "isolate")
    assert accusation.stdout.decode().startswith("\u2068موسكو\u2069 Russia [RUS] → \u2068كييف\u2069\n  accuse · a1\n")
    letter = ittiham.run("tail", "dead-letters", "--from-beginning", "--max-messages", "1")
    assert letter.stdout.decode() == "too_large  k  articles.raw[2]@5\n  expected less\n"


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_tail_starts_at_the_end_and_a_signal_ends_it_without_a_word(
    ittiham: Commands, number: signal.Signals, status: int
) -> None:
    name = f"{ittiham.prefix}articles.raw"
    client.produce(ittiham.bootstrap, name, [(b"old", b"1")])
    with ittiham.start("tail", "raw", "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stderr.readline().decode() == f"following {name}; Ctrl-C ends it\n"
        client.produce(ittiham.bootstrap, name, [(b"new", b"2")])
        assert json.loads(process.stdout.readline())["key"] == "new"
        process.send_signal(number)
        assert process.communicate(timeout=30) == (b"", b"")
    assert process.returncode == status


def push_events(ittiham: Commands) -> list[dict[str, Any]]:
    """Four events with other accusers, on two partitions; gives them as they were pushed."""
    example = orjson.loads((resource_dir("schemas") / "1.1" / "examples" / "accusation.json").read_bytes())
    events: list[dict[str, Any]] = []
    for number, code in enumerate(("FRA", "RUS", "FRA", "IRN")):
        party = example["accusers"][0] | {"country": code, "cameo": code, "actor_id": code}
        event = example | {"event_id": f"{number}", "article_id": f"a{number}", "accusers": [party]}
        record = (event["article_id"].encode(), orjson.dumps(event))
        client.produce(ittiham.bootstrap, f"{ittiham.prefix}accusations", [record], partition=number % 2)
        events.append(event)
    return events


def ids(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert done.returncode == 0, done.stderr
    return sorted(row["event_id"] for row in csv.DictReader(io.StringIO(done.stdout.decode())))


def test_tail_filters_and_gives_rows(ittiham: Commands) -> None:
    push_events(ittiham)
    client.produce(ittiham.bootstrap, f"{ittiham.prefix}accusations", [(b"a3", b"no event")])
    for options, expected in {
        ("--accuser", "FRA", "--max-messages", "2"): ["0", "2"],
        ("--country", "irn", "--max-messages", "1"): ["3"],
        ("--partition", "1", "--max-messages", "2"): ["1", "3"],
        ("--key", "a1", "--max-messages", "1"): ["1"],
        ("--since", "2000-01-01", "--type", "accuse", "--max-messages", "4"): ["0", "1", "2", "3"],
    }.items():
        assert ids(ittiham.run("tail", "--from-beginning", "--csv", *options)) == expected


def test_export_reads_what_is_there_in_its_range(ittiham: Commands) -> None:
    push_events(ittiham)
    times = {record.key: record.timestamp or 0 for record in ittiham.records("accusations")}
    middle = datetime.fromtimestamp(times[b"a2"] / 1000, UTC).isoformat()
    for options, expected in {
        (): ["0", "1", "2", "3"],
        ("--since", middle): ["2", "3"],
        ("--until", middle): ["0", "1"],
        ("--from-offset", "1"): ["2", "3"],
        ("--partition", "0", "--to-offset", "1"): ["0"],
        ("--accuser", "FRA", "--accused", "TUR"): ["0", "2"],
        ("--accuser", "ZZZ"): [],
    }.items():
        assert ids(ittiham.run("export", *options)) == expected, options
