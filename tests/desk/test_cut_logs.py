"""A log that was cut or made anew: nothing that is there is left out, and it is said once. On a real Kafka."""

from pathlib import Path

import pytest

from streams.desk.positions import Logs, reset_of
from streams.desk.store.writing import Position
from streams.kafka.offsets import RESET_REASONS, Reset, ResetReason
from streams.settings import Topics
from tests.desk.desk import DeskProcess
from tests.desk.records import Told
from tests.desk.told import TOLD, await_events, publish
from tests.kafka.client import create_topics, delete_records, delete_topics, end_offsets
from tests.topics import make_topics
from tests.waiting import wait_until

OLD = TOLD[:10]
ONE, TWO, ELSEWHERE = "c1/one", "c1/two", "c2/one"


class Stream:
    """The topics of a prefix, of one partition each, and a desk's database."""

    def __init__(self, bootstrap: str, prefix: str, directory: Path) -> None:
        self.bootstrap, self.prefix, self.directory = bootstrap, prefix, directory
        self.topics: Topics = make_topics(bootstrap, prefix, 1)
        self.database = str(directory / "desk.db")

    def desk(self) -> DeskProcess:
        return DeskProcess(self.bootstrap, self.prefix, self.directory, self.database)

    def publish(self, told: list[Told]) -> None:
        publish(self.bootstrap, self.topics, told)

    def make_anew(self, count: int) -> list[Told]:
        """The topic of accusations, with so many that were not there before."""
        self.delete()
        self.make()
        told = TOLD[20 : 20 + count]
        self.publish(told)
        assert end_offsets(self.bootstrap, self.topics.accusations) == {0: count}
        return told

    def delete(self) -> None:
        delete_topics(self.bootstrap, self.topics.accusations)

    def make(self) -> None:
        create_topics(self.bootstrap, {self.topics.accusations: 1})


@pytest.fixture
def stream(kafka: str, topic_prefix: str, tmp_path: Path) -> Stream:
    return Stream(kafka, topic_prefix, tmp_path)


def settles(stream: Stream, desk: DeskProcess, told: list[Told], resets: dict[str, int] | None = None) -> None:
    """All these are to be seen, the desk is at the end of the log, and has counted these resets."""
    await_events(stream.database, told, desk)
    topic = stream.topics.accusations
    wait_until(lambda: desk.metric("ittiham_desk_lag_records", topic=topic, partition="0") == 0, 15, desk.log)
    assert desk.metric("ittiham_desk_following") == 1
    counted = {
        reason: desk.metric("ittiham_desk_offset_resets_total", topic=topic, partition="0", reason=reason)
        for reason in RESET_REASONS
    }
    assert counted == dict.fromkeys(RESET_REASONS) | (resets or {}), desk.log()


@pytest.mark.parametrize("count", [3, 30], ids=["shorter", "longer"])
def test_made_anew_under_a_desk(stream: Stream, count: int) -> None:
    stream.publish(OLD)
    with stream.desk() as desk:
        settles(stream, desk, OLD)
        fresh = stream.make_anew(count)
        settles(stream, desk, OLD + fresh, {"recreated": 1})
        stream.publish(TOLD[50:])
        settles(stream, desk, OLD + fresh + TOLD[50:], {"recreated": 1})
        assert f"{stream.topics.accusations}[0] cannot be read on from offset 10" in desk.log()


def test_made_anew_under_a_desk_that_has_seen_it_gone(stream: Stream) -> None:
    stream.publish(OLD)
    with stream.desk() as desk:
        settles(stream, desk, OLD)
        stream.delete()
        assert stream.topics.accusations in desk.wait_page("/readyz", 503, 30)
        assert desk.metric("ittiham_desk_following") == 0
        stream.make()
        desk.wait_ready()
        stream.publish(TOLD[20:50])
        settles(stream, desk, OLD + TOLD[20:50], {"recreated": 1})


@pytest.mark.parametrize("count", [3, 30], ids=["shorter", "longer"])
def test_made_anew_while_no_desk_ran(stream: Stream, count: int) -> None:
    stream.publish(OLD)
    with stream.desk() as desk:
        settles(stream, desk, OLD)
    fresh = stream.make_anew(count)
    with stream.desk() as desk:
        settles(stream, desk, OLD + fresh, {"recreated": 1})


def test_once_is_enough_even_if_nothing_was_read_since(stream: Stream) -> None:
    stream.publish(OLD)
    with stream.desk() as desk:
        settles(stream, desk, OLD)
    stream.make_anew(0)
    with stream.desk() as desk:
        settles(stream, desk, OLD, {"recreated": 1})
    with stream.desk() as desk:
        settles(stream, desk, OLD)


def test_what_retention_took_away_is_told(stream: Stream) -> None:
    stream.publish(TOLD[:5])
    with stream.desk() as desk:
        settles(stream, desk, TOLD[:5])
    stream.publish(TOLD[5:15])
    delete_records(stream.bootstrap, stream.topics.accusations, 0, 8)
    with stream.desk() as desk:
        settles(stream, desk, TOLD[:5] + TOLD[8:15], {"before_start": 1})
        assert "cannot be read on from offset 5" in desk.log()
        assert "going on at offset 8" in desk.log()


@pytest.mark.parametrize(
    ("position", "log", "reason"),
    [
        (Position(7, ONE), ONE, None),
        (Position(5, ONE), ONE, None),
        (Position(9, ONE), ONE, None),
        (Position(7, ONE), TWO, "recreated"),
        (Position(7, ONE), ELSEWHERE, "recreated"),  # the database is no mirror's, whose offsets might hold
        (Position(7, ONE), None, "recreated"),
        (Position(7), ONE, "recreated"),
        (Position(10, ONE), TWO, "recreated"),
        (Position(10, ONE), ONE, "beyond_end"),
        (Position(4, ONE), ONE, "before_start"),
        (Position(7), None, None),  # a broker that knows no ids
        (Position(10), None, "beyond_end"),
    ],
)
def test_where_an_offset_holds(position: Position, log: str | None, reason: ResetReason | None) -> None:
    found = reset_of(("topic", 3), position, log, begin=5, end=9)
    expected = Reset("topic", 3, reason, position.next_offset, 5) if reason else None
    assert found == expected


def test_a_broker_that_lags_behind_changes_nothing() -> None:
    logs = Logs()
    assert logs.changed({"a": ONE, "b": TWO})
    logs.take({"a": ONE, "b": TWO})
    assert not logs.changed({"a": ONE, "b": TWO})
    assert logs.changed({"b": TWO})
    assert logs.changed({"a": "c1/new", "b": TWO})
    logs.take({"a": "c1/new", "b": TWO})
    assert logs.are_former({"a": ONE, "b": TWO})
    assert not logs.changed({"a": ONE, "b": TWO})


def test_a_topic_that_was_not_seen_for_a_moment_may_come_back() -> None:
    logs = Logs()
    logs.take({"a": ONE, "b": TWO})
    logs.take({"b": TWO})
    assert logs.changed({"a": ONE, "b": TWO})
    assert not logs.are_former({"a": ONE, "b": TWO})
