"""Rates between two looks, and what `ittiham status` shows of one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from streams.cli.status import as_dict, duration, render
from streams.kafka.dead_letters import DeadLetter
from streams.kafka.lag import Partition, Standing
from streams.kafka.probe import Group, Member
from streams.kafka.status import Snapshot, rates
from streams.settings import Settings

SETTINGS = Settings.model_construct(group_id="ittiham")
P0, P1 = Partition("articles.raw", 0), Partition("articles.raw", 1)
LETTER = DeadLetter(
    0,
    7,
    datetime(2017, 10, 5, 6, 30, tzinfo=UTC),
    b"a1\x1b[31m",
    b"{",
    [
        ("ittiham_reason", b"invalid_json"),
        ("ittiham_detail", b"expected JSON"),
        ("ittiham_topic", b"articles.raw"),
        ("ittiham_partition", b"0"),
        ("ittiham_offset", b"3"),
        ("ittiham_timestamp", b"2017-10-05T06:00:00.000Z"),
        ("ittiham_attempt", b"1"),
    ],
)
BEFORE = Snapshot(
    at=1000.0,
    group=Group("Stable", (Member("faust-1", "10.0.0.7", (P0,)),)),
    standings={P0: Standing(0, 100, 40, oldest=590.0), P1: Standing(0, 20, None, oldest=980.0)},
    written={"articles.raw": 120, "accusations": 30, "articles.dead-letter": 1},
    dead_letters=[LETTER],
)
AFTER = replace(
    BEFORE,
    at=1002.0,
    standings={P0: Standing(0, 110, 70, oldest=592.0), P1: Standing(0, 20, None, oldest=980.0)},
    written={"articles.raw": 130, "accusations": 36, "articles.dead-letter": 1},
)


def test_rates_are_means_between_two_looks() -> None:
    speed = rates(BEFORE, AFTER, SETTINGS)
    assert (speed.arriving, speed.done, speed.events, speed.dead_letters) == (5.0, 15.0, 3.0, 0.0)


def test_rates_are_never_negative() -> None:
    """Retention, a rewind or a topic made anew sets offsets back."""
    speed = rates(AFTER, replace(BEFORE, at=1004.0), SETTINGS)
    assert (speed.arriving, speed.done, speed.events) == (0.0, 0.0, 0.0)


def test_lag_of_the_whole_group() -> None:
    assert AFTER.records == 40 + 20
    assert AFTER.seconds == 410.0
    assert replace(AFTER, standings={}).seconds == 0.0


def test_as_json() -> None:
    seen = as_dict(AFTER, rates(BEFORE, AFTER, SETTINGS))
    assert seen["lag"] == {"records": 60, "seconds": 410.0}
    assert [(row["partition"], row["worker"], row["lag_seconds"]) for row in seen["partitions"]] == [
        (0, "faust-1", 410.0),
        (1, None, 22.0),
    ]
    assert seen["dead_letters"][0]["reason"] == "invalid_json"


def test_as_a_person_reads_it() -> None:
    console = Console(width=120, record=True, file=None, force_terminal=False, quiet=False)
    with console.capture() as captured:
        console.print(render(AFTER, rates(BEFORE, AFTER, SETTINGS), SETTINGS))
    lines = [" ".join(line.split()) for line in captured.get().splitlines()]
    assert lines[:2] == [
        "ittiham: 1 worker, Stable · behind 60 records, 6 min 50 s",
        "5.0 articles/s arriving · 15.0 done · 3.0 events/s",
    ]
    assert "articles.raw[0] 1 at 10.0.0.7 70 110 40 6 min 50 s" in lines
    assert "articles.raw[1] nobody - 20 20 22 s" in lines
    assert any(line.startswith("10-05 06:30:00 invalid_json a1") for line in lines)
    assert "\x1b" not in captured.get(), "what a key holds must not reach the terminal as it is"


def test_a_broker_that_does_not_say_who_has_what() -> None:
    """The embedded one: nobody is not the same as unknown."""
    untold = replace(AFTER, group=Group("Stable", (Member("faust-1", "10.0.0.7", ()),)))
    console = Console(width=120)
    with console.capture() as captured:
        console.print(render(untold, rates(BEFORE, untold, SETTINGS), SETTINGS))
    assert "nobody" not in captured.get()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (12.4, "12 s"), (185, "3 min 05 s"), (7620, "2 h 07 min"), (4 * 86400 + 3 * 3600, "4 d 3 h")],
)
def test_duration(seconds: float, words: str) -> None:
    assert duration(seconds) == words
