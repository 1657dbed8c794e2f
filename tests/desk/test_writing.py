"""Batches into either database: once each, with their offsets, or not at all."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from streams.desk.store import tables, writing
from streams.desk.store.forgetting import drop_older, forget
from streams.desk.store.rows import ArticleRow, EventRow
from streams.desk.store.writing import Batch, Position, PositionMovedError, Written, read_positions, write_batch
from tests.desk.records import Told, article_row, event_row, seen

PLACE = ("accusations", 0)


def store(engine: Engine, *rows: EventRow | ArticleRow) -> Written:
    """Write them as the next records of one partition."""
    before = read_positions(engine).get(PLACE)
    begin = before.next_offset if before else None
    end = (begin or 0) + len(rows)
    return write_batch(engine, Batch(rows, {PLACE: begin}, {PLACE: Position(end)}))


def ids(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.execute(select(tables.events.c.event_id)).scalars())


def counts(engine: Engine) -> dict[str, int]:
    """Rows of every table, the full-text index included."""
    with engine.connect() as connection:
        found = {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.metadata.tables.items()
        }
        return found | {"words": connection.execute(text("SELECT count(*) FROM words")).scalar_one()}


def test_an_event_and_all_that_hangs_on_it(writer: Engine) -> None:
    told = Told(confidence=0.5)
    assert store(writer, event_row(told), article_row(told)) == Written(1, 0, 0, 0)
    with writer.connect() as connection:
        event = connection.execute(select(tables.events)).one()
        parties = connection.execute(select(tables.parties).order_by(tables.parties.c.side)).all()
        dyad = connection.execute(select(tables.dyads)).one()
    assert (event.type, event.confidence, event.negated, event.source) == ("accuse", 0.5, False, told.source)
    assert event.at == seen("2024-03-05T10:00:00Z")
    assert (event.month, event.day) == (2024 * 12 + 2, 738_950)
    assert [(party.side, party.actor, party.country, party.name) for party in parties] == [
        (0, "FRA", "FRA", "France"),
        (1, "TUR", "TUR", "Türkiye"),
    ]
    assert (dyad.accuser_country, dyad.accused_country) == ("FRA", "TUR")


@pytest.mark.parametrize("published", [None, "0000-12-31T00:00:00Z", "no time at all"])
def test_without_a_usable_time_of_publication_it_is_the_time_of_the_raw_record(
    writer: Engine, published: str | None
) -> None:
    store(writer, event_row(Told(published=published), seen_at="2024-06-01T23:59:59.5Z"))
    with writer.connect() as connection:
        assert connection.execute(select(tables.events.c.at)).scalar_one() == seen("2024-06-01T23:59:59.5Z")


def test_a_day_is_counted_in_utc(writer: Engine) -> None:
    late = Told(published="2024-03-01T01:30:00+03:00")
    store(writer, event_row(late))
    with writer.connect() as connection:
        row = connection.execute(select(tables.events.c.day, tables.events.c.month)).one()
    assert tuple(row) == (738_945, 2024 * 12 + 1)  # 29 February


def test_delivered_twice_is_stored_once(writer: Engine) -> None:
    told = [Told(), Told(article="a2")]
    rows: Sequence[EventRow | ArticleRow] = [*map(event_row, told), *map(article_row, told)]
    store(writer, *rows)
    before = counts(writer)
    assert store(writer, *rows) == Written(0, 0, 0, 0)
    assert counts(writer) == before
    assert store(writer, *rows, *rows) == Written(0, 0, 0, 0)


def test_a_correction_replaces_what_the_article_said_before(writer: Engine) -> None:
    first, second = Told(content="first"), Told(content="second", what="بدعم الانفصاليين")
    store(writer, event_row(first), article_row(first))
    assert store(writer, event_row(second)) == Written(0, 0, 1, 0)
    assert ids(writer) == {first.event_id}
    assert store(writer, article_row(second)) == Written(1, 1, 1, 0)
    assert ids(writer) == {second.event_id}
    store(writer, article_row(content="third"))
    assert ids(writer) == set()
    assert {name: counts(writer)[name] for name in ("bodies", "parties", "dyads", "words")} == {
        "bodies": 0,
        "parties": 0,
        "dyads": 0,
        "words": 0,
    }
    store(writer, article_row(first))
    assert ids(writer) == {first.event_id}, "the first content again: its event had been kept waiting"


def test_numbers_grow_and_readers_can_tell_a_change(writer: Engine) -> None:
    def seq() -> Any:
        with writer.connect() as connection:
            return connection.execute(select(tables.state.c.seq)).scalar_one()

    store(writer, event_row(Told()))
    one = seq()
    store(writer, event_row(Told()))
    assert seq() == one
    store(writer, event_row(Told(article="a2")))
    assert seq() == one + 1


def test_a_batch_that_does_not_begin_where_the_database_stands_is_void(writer: Engine) -> None:
    store(writer, event_row(Told()))
    late = Batch([event_row(Told(article="a2"))], {PLACE: None}, {PLACE: Position(9)})
    with pytest.raises(PositionMovedError, match="None, the database is at 1"):
        write_batch(writer, late)
    assert len(ids(writer)) == 1
    assert read_positions(writer) == {PLACE: Position(1)}


def test_a_batch_that_fails_leaves_nothing(writer: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(RuntimeError):
        pass

    def fail(*_: object) -> None:
        raise Broken

    monkeypatch.setattr(writing, "_write_positions", fail)
    before = counts(writer)
    with pytest.raises(Broken):
        store(writer, event_row(Told()), article_row(Told()))
    assert counts(writer) == before


def test_text_that_postgresql_cannot_hold(writer: Engine) -> None:
    told = Told(article="a\0b", source="\0", what="بكلام\0غريب")
    store(writer, event_row(told), article_row(told))
    assert ids(writer) == {told.event_id}
    assert forget(writer, "a\0b") == 1


def test_what_is_forgotten_stays_forgotten(writer: Engine) -> None:
    told, other = Told(), Told(article="a2")
    rows: Sequence[EventRow | ArticleRow] = [event_row(told), article_row(told), event_row(other)]
    store(writer, *rows, event_row(told.but(content="waits")))
    assert forget(writer, "a1") == 1
    assert ids(writer) == {other.event_id}
    assert store(writer, *rows).forgotten == 2
    assert ids(writer) == {other.event_id}
    assert {name: counts(writer)[name] for name in ("articles", "waiting", "words")} == {
        "articles": 1,
        "waiting": 0,
        "words": 1,
    }
    assert forget(writer, "a1") == 0
    assert forget(writer, "never seen") == 0


def test_what_is_too_old_goes(writer: Engine) -> None:
    old, new = Told(), Told(article="a2")
    store(writer, event_row(old, "2020-01-01T00:00:00Z"), article_row(old, seen_at="2020-01-01T00:00:00Z"))
    store(writer, event_row(new), article_row(new), event_row(new.but(content="waits"), "2020-01-01T00:00:00Z"))
    assert drop_older(writer, seen("2021-01-01T00:00:00Z"), seen("2021-01-01T00:00:00Z")) == 1
    assert ids(writer) == {new.event_id}
    assert {name: counts(writer)[name] for name in ("articles", "waiting")} == {"articles": 1, "waiting": 0}


def test_who_answers_cannot_write(writer: Engine, reader: Engine) -> None:
    store(writer, event_row(Told()))
    with reader.connect() as connection, pytest.raises(DBAPIError, match=r"readonly|read-only"):
        connection.execute(tables.events.delete())
    assert len(ids(reader)) == 1
