"""The held-out sentences are well formed: offsets cut whole words, and the words beside them say what they cut."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

Row = dict[str, Any]
DATA = Path(__file__).parent / "data"
FILES = {"heldout.jsonl": ("h", 0, 160), "heldout2_open.jsonl": ("m", 0, 80), "heldout2.jsonl": ("m", 80, 80)}
"""File: the letter of its ids, the number of its first one, how many sentences it holds."""
SETS: dict[str, list[Row]] = {
    name: [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()] for name in FILES
}
ROWS: list[Row] = [row for rows in SETS.values() for row in rows]
EVENTS = [
    pytest.param(row["text"], event, id=f"{row['id']}-{i}") for row in ROWS for i, event in enumerate(row["events"])
]
TYPES = {"accuse", "blame", "condemn", "charge", "deny"}
FIELDS = {"type", "trigger", "accusers", "accused", "negated", "hypothetical", "reciprocal"}
WORDS = {"trigger_text", "accusers_text", "accused_text"}
PROCLITICS = set("وفبلك")
Span = list[int]


def in_word(text: str, at: int) -> bool:
    """Whether the character at this offset is a letter, a digit or a vowel sign."""
    return 0 <= at < len(text) and (text[at].isalnum() or "\u064b" <= text[at] <= "\u0652")


def glued(text: str, start: int) -> str:
    """The letters of the same word that come before this offset."""
    first = start
    while in_word(text, first - 1):
        first -= 1
    return text[first:start]


def spans(event: dict[str, Any]) -> list[Span]:
    """Every span of the event, trigger first."""
    return [event["trigger"], *event["accusers"], *event["accused"]]


@pytest.mark.parametrize("name", FILES)
def test_ids_count_the_lines(name: str) -> None:
    letter, first, count = FILES[name]
    assert [row["id"] for row in SETS[name]] == [f"{letter}{i:03}" for i in range(first, first + count)]
    assert all(set(row) == {"id", "origin", "text", "events"} for row in SETS[name])


def test_no_sentence_comes_twice() -> None:
    assert len({row["text"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("name", FILES)
def test_a_third_of_the_sentences_has_no_event_and_every_type_occurs_often(name: str) -> None:
    rows = SETS[name]
    kinds = [event["type"] for row in rows for event in row["events"]]
    assert 0.28 <= sum(not row["events"] for row in rows) / len(rows) <= 0.38
    assert all(kinds.count(kind) >= len(rows) // 16 for kind in TYPES)
    assert set(kinds) == TYPES


@pytest.mark.parametrize("letter", ["h", "m"])
@pytest.mark.parametrize("flag", ["negated", "hypothetical", "reciprocal"])
def test_every_flag_is_set_somewhere(flag: str, letter: str) -> None:
    rows = [row for row in ROWS if row["id"].startswith(letter)]
    assert sum(event[flag] for row in rows for event in row["events"]) >= 3


def test_events_of_a_sentence_are_in_order_and_share_no_trigger() -> None:
    for row in ROWS:
        triggers = [event["trigger"] for event in row["events"]]
        assert all(a[1] <= b[0] for a, b in pairwise(triggers)), row["id"]


@pytest.mark.parametrize(("text", "event"), EVENTS)
def test_an_event_has_its_fields_and_the_words_its_offsets_cut(text: str, event: dict[str, Any]) -> None:
    assert set(event) == FIELDS | WORDS
    assert event["trigger_text"] == text[slice(*event["trigger"])]
    for slot in ("accusers", "accused"):
        assert event[f"{slot}_text"] == [text[slice(*span)] for span in event[slot]]


@pytest.mark.parametrize(("text", "event"), EVENTS)
def test_spans_end_with_a_word_and_only_proclitics_stay_outside(text: str, event: dict[str, Any]) -> None:
    for start, end in spans(event):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert not in_word(text, end)
        assert set(glued(text, start)) <= PROCLITICS


@pytest.mark.parametrize(("text", "event"), EVENTS)
def test_the_trigger_is_one_whole_word(text: str, event: dict[str, Any]) -> None:
    start, end = event["trigger"]
    assert glued(text, start) == ""
    assert all(in_word(text, at) for at in range(start, end))


@pytest.mark.parametrize(("text", "event"), EVENTS)
def test_only_a_mutual_accusation_has_the_same_parties_on_both_sides(text: str, event: dict[str, Any]) -> None:
    if event["accusers"]:
        assert (event["accusers"] == event["accused"]) == event["reciprocal"]
    else:
        assert not event["reciprocal"]
