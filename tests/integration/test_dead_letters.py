"""`ittiham dead-letters` on a real Kafka: what it lists, shows and sends back, and what it will not."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from streams.cli.dead_letters import dead_letters
from streams.kafka.dead_letters import Outcome, Wanted, replay
from streams.kafka.topics import create_topics
from streams.records.articles import Reason, Rejection, parse
from streams.records.outputs import Origin, dead_letter_headers
from streams.settings import Settings
from tests.faults.harness import until
from tests.kafka import client
from tests.kafka.client import Headers


class Letters:
    """The topics of one test, and dead letters put there as a worker would."""

    def __init__(self, bootstrap: str, prefix: str) -> None:
        self.settings = Settings(bootstrap_servers=bootstrap, topic_prefix=prefix, group_id=f"{prefix}workers")
        self.topics = self.settings.topics
        asyncio.run(create_topics(self.settings))
        self.environment = {
            "ITTIHAM_BOOTSTRAP_SERVERS": bootstrap,
            "ITTIHAM_TOPIC_PREFIX": prefix,
            "ITTIHAM_GROUP_ID": f"{prefix}workers",
        }

    def add(
        self,
        value: bytes | None,
        reason: Reason = "invalid_json",
        *,
        key: bytes | None = b"k",
        headers: Headers = (),
        topic: str | None = None,
        partition: int = 3,
    ) -> None:
        origin = Origin(topic or self.topics.raw, partition, 7, 1_700_000_000.0, headers)
        ours = tuple(dead_letter_headers(Rejection(reason, "expected JSON"), origin))
        client.produce(self.settings.bootstrap_servers, self.topics.dead_letter, [(key, value)], headers=ours)

    def raw(self) -> list[client.Record]:
        return client.read_all(self.settings.bootstrap_servers, self.topics.raw)

    def replay(self, wanted: Wanted | None = None, *, again: bool = False) -> dict[Outcome, int]:
        return dict(asyncio.run(replay(self.settings, wanted or Wanted(), again=again)))

    def command(self, *arguments: str) -> str:
        result = CliRunner().invoke(dead_letters, arguments, env=self.environment, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout


@pytest.fixture
def letters(kafka: str, topic_prefix: str) -> Letters:
    return Letters(kafka, topic_prefix)


@pytest.mark.parametrize("key", [b"a1", b"\xff\x00", b"", None])
@pytest.mark.parametrize("value", [b"{", b"\xff\xfe", b"", None])
def test_goes_back_as_it_came(letters: Letters, key: bytes | None, value: bytes | None) -> None:
    given: Headers = (("trace", b"\x00\xff"), ("empty", b""), ("trace", None), ("ittiham_reason", b"theirs"))
    letters.add(value, key=key, headers=given)
    assert letters.replay() == {"replayed": 1}
    (record,) = letters.raw()
    assert (record.partition, record.key, record.value) == (3, key, value)
    assert record.headers == (*given, ("ittiham_attempt", b"1"))


def test_repeated_it_sends_nothing_twice_and_later_ones_once(letters: Letters) -> None:
    letters.add(b"1")
    letters.add(b"2")
    assert letters.replay() == {"replayed": 2}
    assert letters.replay() == {}
    letters.add(b"3")
    assert letters.replay() == {"replayed": 1}
    assert letters.replay(again=True) == {"replayed": 3}
    assert [record.value for record in letters.raw()] == [b"1", b"2", b"3", b"1", b"2", b"3"]


def test_one_filter_does_not_skip_for_another(letters: Letters) -> None:
    letters.add(b"1", "invalid_json")
    letters.add(b"2", "processing_error")
    assert letters.replay(Wanted(frozenset({"processing_error"}))) == {"replayed": 1, "not wanted": 1}
    assert letters.replay(Wanted(frozenset({"invalid_json"}))) == {"replayed": 1, "not wanted": 1}
    assert [record.value for record in letters.raw()] == [b"2", b"1"]


def test_refuses_what_failed_too_often_or_came_from_elsewhere(letters: Letters) -> None:
    """Who may write dead letters must not by that be able to write to any topic."""
    letters.add(b"often", headers=(("ittiham_attempt", b"2"),))
    letters.add(b"elsewhere", topic="payments")
    client.produce(letters.settings.bootstrap_servers, letters.topics.dead_letter, [(b"k", b"stranger")])
    letters.add(b"good", headers=(("ittiham_attempt", b"1"),))
    assert letters.replay() == {"too many attempts": 1, "foreign": 2, "replayed": 1}
    assert [record.value for record in letters.raw()] == [b"good"]


def test_partition_that_is_no_more_is_chosen_by_key(letters: Letters) -> None:
    letters.add(b"1", partition=17)
    assert letters.replay() == {"replayed": 1}


@pytest.mark.timeout(120)
def test_killed_and_repeated_it_loses_none(letters: Letters, tmp_path: Path) -> None:
    """At most the batch that was under way comes twice."""
    total = 40_000
    ours = tuple(dead_letter_headers(Rejection("invalid_json", "expected JSON"), Origin(letters.topics.raw, 0, 7, 0)))
    numbers = [(b"k", str(number).encode()) for number in range(total)]
    client.produce(letters.settings.bootstrap_servers, letters.topics.dead_letter, numbers, headers=ours)
    command = [sys.executable, "-m", "streams", "dead-letters", "replay"]
    process = subprocess.Popen(command, env=os.environ | letters.environment, cwd=tmp_path)
    until(lambda: sum(client.end_offsets(letters.settings.bootstrap_servers, letters.topics.raw).values()) > 0, "some")
    process.send_signal(signal.SIGKILL)
    process.wait()
    sent = len(letters.raw())
    assert sent < total, "all was sent before the kill: it proved nothing"
    letters.replay()
    came = [int(record.value or b"") for record in letters.raw()]
    assert set(came) == set(range(total))
    assert len(came) - total <= 100


def test_list_and_show(letters: Letters) -> None:
    letters.add(b'{"id": 7}', "schema_violation", key=b"a\x1b[31m7")
    letters.add(b"\xff", "invalid_utf8", key=None, headers=(("from", b"reuters"),))
    listed = letters.command("list")
    assert "schema_violation" in listed
    assert "invalid_utf8" in listed
    assert "\x1b" not in listed
    assert "invalid_utf8" not in letters.command("list", "--reason", "schema_violation")
    assert letters.command("list", "--since", "2100-01-01") == ""
    assert letters.command("list", "--until", "2001-01-01T00:00:00Z") == ""
    facts = json.loads(letters.command("list", "--json", "--reason", "invalid_utf8"))
    assert facts["ittiham_topic"] == letters.topics.raw
    assert facts["headers"] == [["from", "reuters"]]
    shown = letters.command("show", str(facts["offset"]))
    assert "\\xff" in shown
    assert CliRunner().invoke(dead_letters, ["show", "99"], env=letters.environment).exit_code == 1
    raw = CliRunner().invoke(dead_letters, ["show", str(facts["offset"]), "--raw"], env=letters.environment)
    assert raw.stdout_bytes == b"\xff"


def test_list_says_which_article_as_far_as_it_can_be_read(letters: Letters) -> None:
    letters.add(orjson.dumps({"id": "a7", "source": "صحيفة", "text": 1}), "schema_violation", key=None)
    letters.add(b'{"id": 7, "source": null}', "schema_violation")
    letters.add(b"\xff", "invalid_utf8", key=None)
    client.produce(letters.settings.bootstrap_servers, letters.topics.dead_letter, [(None, b"stranger")])
    first, second, third, stranger = letters.command("list").splitlines()
    assert "  attempt 1  (no key)  id=a7  source=صحيفة  " in first
    assert "  attempt 1  k  " in second
    assert "  attempt 1  (no key)  " in third
    assert stranger.endswith("  foreign  attempt 0  (no key)")
    assert "None" not in first + second + third + stranger
    facts = [json.loads(line) for line in letters.command("list", "--json").splitlines()]
    assert [(fact["id"], fact["source"]) for fact in facts] == [
        ("a7", "صحيفة"),
        (None, None),
        (None, None),
        (None, None),
    ]


def test_replay_says_what_became_of_each(letters: Letters) -> None:
    letters.add(b"1")
    assert letters.command("replay") == "replayed: 1\n"
    assert letters.command("replay") == "no dead letters since the last replay\n"


@pytest.fixture
def mixed(letters: Letters) -> Letters:
    """Of two sources, one without any, and one that nobody can read."""
    for number in range(3):
        letters.add(orjson.dumps({"id": f"a{number}", "source": "المثال"}), "schema_violation", key=b"k%d" % number)
    letters.add(orjson.dumps({"id": "b", "source": "other paper"}), "schema_violation")
    letters.add(orjson.dumps({"id": "c", "source": "المثال"}), "too_large")
    letters.add(b"{", "invalid_json")
    return letters


def test_dead_letters_are_counted_by_reason_and_source(mixed: Letters) -> None:
    lines = mixed.command("list", "--group").splitlines()
    assert [tuple(line.split("  ")[:3]) for line in (line.strip() for line in lines[:1])] == [
        ("3", "schema_violation", "المثال")
    ]
    groups = [json.loads(line) for line in mixed.command("list", "--group", "--json").splitlines() if line[0] == "{"]
    assert {(group["reason"], group["source"]): group["count"] for group in groups} == {
        ("schema_violation", "المثال"): 3,
        ("schema_violation", "other paper"): 1,
        ("too_large", "المثال"): 1,
        ("invalid_json", None): 1,
    }


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--source", "المثال"), 4),
        (("--source", "المثال", "--reason", "too_large"), 1),
        (("--id", "a1", "--id", "b"), 2),
        (("--key", "k0"), 1),
        (("--key", "k0", "--id", "b"), 0),
    ],
)
def test_dead_letters_are_found_by_key_id_and_source(mixed: Letters, options: tuple[str, ...], count: int) -> None:
    found = [line for line in mixed.command("list", "--json", *options).splitlines() if line.startswith("{")]
    assert len(found) == count


def test_a_replay_of_one_source_leaves_the_others_to_another(mixed: Letters) -> None:
    mine = mixed.replay(Wanted(sources=frozenset({"المثال"})))
    assert mine == {"replayed": 4, "not wanted": 2}
    assert mixed.replay(Wanted(ids=frozenset({"b"}))) == {"replayed": 1, "not wanted": 5}


def test_filters_of_old_keep_the_position_of_their_replay() -> None:
    assert Wanted().digest == "70210fa736d2"


def test_show_marks_the_place_that_the_reason_names(letters: Letters) -> None:
    value = '{"id": "a", "text": "خبر", x}'.encode()
    rejection = parse(value)
    assert isinstance(rejection, Rejection)
    ours = dead_letter_headers(rejection, Origin(letters.topics.raw, 0, 7, 1_700_000_000.0))
    client.produce(letters.settings.bootstrap_servers, letters.topics.dead_letter, [(b"k", value)], headers=tuple(ours))
    assert 'here: byte 30, line 1: {"id": "a", "text": "خبر",  >>> x}' in letters.command("show", "0")
