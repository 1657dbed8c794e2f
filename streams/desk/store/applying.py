"""Writing the changes of a batch."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from streams.desk.store.chunks import chunks
from streams.desk.store.rows import EventRow
from streams.desk.store.settling import Article, Change
from streams.desk.store.tables import articles, bodies, dyads, events, parties, waiting
from streams.desk.store.words import drop_words, index_words

__all__ = ["apply_changes", "delete_events", "upsert"]

Rows = list[dict[str, Any]]


def apply_changes(connection: Connection, known: Mapping[str, Article], changes: Mapping[str, Change], seq: int) -> int:
    """Write them; gives the state's seq after them, which is the same if no reader can see a difference."""
    every = list(changes.values())
    delete_events(connection, [number for change in every for number, _ in (*change.hidden, *change.rewritten)])
    numbered = [pair for change in every for pair in change.rewritten]
    for event in (event for change in every for event in change.shown):
        seq += 1
        numbered.append((seq, event))
    _insert_events(connection, numbered)
    _write_waiting(connection, every)
    return _write_articles(connection, known, changes, seq)


def delete_events(connection: Connection, numbers: Sequence[int]) -> None:
    """Take events away, with all that hangs on them."""
    for some in chunks(numbers):
        connection.execute(delete(events).where(events.c.id.in_(some)))
        connection.execute(delete(bodies).where(bodies.c.id.in_(some)))
        connection.execute(delete(parties).where(parties.c.event.in_(some)))
        connection.execute(delete(dyads).where(dyads.c.event.in_(some)))
    drop_words(connection, numbers)


def upsert(connection: Connection, table: Table, rows: Rows, keys: Sequence[str]) -> None:
    """Insert rows, or overwrite those of the same key; all rows have the same columns."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table)
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys or len(rows[0]) == len(keys)}
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=others), rows)


def _insert_events(connection: Connection, numbered: Iterable[tuple[int, EventRow]]) -> None:
    heads, records, sides, pairs, words = Rows(), Rows(), Rows(), Rows(), list[tuple[int, list[str]]]()
    for number, event in numbered:
        head, parties_, dyads_, words_ = event.tables(number)
        heads.append(head)
        records.append({"id": number, "record": event.record})
        sides += parties_
        pairs += dyads_
        words.append((number, words_))
    for table, rows in ((events, heads), (bodies, records), (parties, sides), (dyads, pairs)):
        if rows:
            connection.execute(insert(table), rows)
    index_words(connection, words)


def _write_waiting(connection: Connection, changes: Sequence[Change]) -> None:
    for some in chunks([event.event_id for change in changes for event in change.shown]):
        connection.execute(delete(waiting).where(waiting.c.event_id.in_(some)))
    rows = [
        {"event_id": event.event_id, "article_id": event.article_id, "seen_at": event.seen_at, "record": event.record}
        for change in changes
        for event in change.waiting
    ]
    if rows:
        upsert(connection, waiting, rows, keys=("event_id",))


def _write_articles(
    connection: Connection, known: Mapping[str, Article], changes: Mapping[str, Change], seq: int
) -> int:
    told = [article.row.columns() for article in known.values() if article.row is not None]
    stubs = [_stub(article) for article in known.values() if article.row is None and article.listed is None]
    for rows in (told, stubs):
        if rows:
            upsert(connection, articles, rows, keys=("article_id",))
    taken_back = [id_ for id_, change in changes.items() if change.hidden or change.rewritten]
    seq += bool(told or taken_back)
    for some in chunks(taken_back):
        connection.execute(update(articles).where(articles.c.article_id.in_(some)).values(replaced=seq))
    return seq


def _stub(article: Article) -> dict[str, Any]:
    """What an article's last accusation says of it, until the enriched article comes."""
    event = next(event for event in reversed(article.known.values()) if event.content_id == article.content_id)
    return {
        "article_id": event.article_id,
        "content_id": event.content_id,
        **event.about_article(),
        "seen_at": event.seen_at,
    }
