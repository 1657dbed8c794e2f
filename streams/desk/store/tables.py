"""The tables, for SQLite and PostgreSQL alike. The migrations make them; a test compares the two.

Times are milliseconds since the epoch, days are counted as Python's `date.toordinal` does (day 1 is a Monday), months
are year × 12 + month - 1: so that weeks, months and years are plain arithmetic in either database.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)

__all__ = [
    "ACCUSED",
    "ACCUSER",
    "articles",
    "bodies",
    "dyads",
    "events",
    "forgotten",
    "metadata",
    "parties",
    "positions",
    "state",
    "waiting",
]

ACCUSER: Final = 0
ACCUSED: Final = 1

Number: Final = BigInteger().with_variant(Integer, "sqlite")
"""SQLite's own row number is an INTEGER, which has 64 bits there; a BIGINT key would cost an index beside it."""

metadata: Final = MetaData()

state: Final = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True, comment="always 1"),
    Column("database_id", String(16), nullable=False, comment="told apart from any other desk's database by this"),
    Column("seq", BigInteger, nullable=False, comment="grows with every change that a reader can see"),
)

positions: Final = Table(
    "positions",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("next_offset", BigInteger, nullable=False),
    Column("log", Text, comment="cluster/topic id of the log it is of; NULL if the broker knows no ids"),
)

articles: Final = Table(
    "articles",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("content_id", Text, nullable=False),
    Column("listed", Text, comment="event ids of the content, space-separated; NULL until articles.enriched told them"),
    Column("title", Text),
    Column("url", Text),
    Column("source", Text),
    Column("author", Text),
    Column("published_at", Text, comment="as the article has it"),
    Column("at", BigInteger, nullable=False, comment="published, else the time of the raw record"),
    Column("seen_at", BigInteger, nullable=False, comment="time of the raw record"),
    Column("record", LargeBinary, comment="the enriched article, zlib"),
    Column("replaced", BigInteger, index=True, comment="the state's seq when events of it were last taken back"),
)
Index("articles_seen_at", articles.c.seen_at)

events: Final = Table(
    "events",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False, comment="the state's seq when it came to be seen"),
    Column("event_id", Text, nullable=False, unique=True),
    Column("article_id", Text, nullable=False),
    Column("claim", BigInteger, nullable=False, comment="64 bits of the hash of claim_id: what copies share"),
    Column("type", Text, nullable=False),
    Column("at", BigInteger, nullable=False, comment="published, else the time of the raw record"),
    Column("day", Integer, nullable=False, comment="of `at` in UTC, as date.toordinal counts"),
    Column("month", Integer, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("source", Text),
    Column("confidence", Float),
    Column("negated", Boolean, nullable=False),
    Column("hypothetical", Boolean, nullable=False),
)
Index("events_article", events.c.article_id)
Index("events_claim", events.c.claim, events.c.id)
Index("events_at", events.c.at, events.c.id)
# Numbers are counted from these three alone, without a look at the rows: two to ten times as fast.
Index("events_day", events.c.day, events.c.type, events.c.claim, events.c.negated, events.c.hypothetical)
Index("events_month", events.c.month, events.c.type, events.c.claim, events.c.negated, events.c.hypothetical)
Index("events_source", events.c.source, events.c.claim, events.c.negated, events.c.hypothetical)
Index("events_seen_at", events.c.seen_at)

bodies: Final = Table(
    "bodies",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("record", LargeBinary, nullable=False, comment="the accusation as it came, JSON"),
)

parties: Final = Table(
    "parties",
    metadata,
    Column("event", Number, primary_key=True, autoincrement=False),
    Column("side", SmallInteger, primary_key=True, autoincrement=False, comment="0 accuser, 1 accused"),
    Column("place", SmallInteger, primary_key=True, autoincrement=False),
    Column("actor", Text, comment="actor_id"),
    Column("country", Text),
    Column("name", Text, comment="English, where the lexicon has one"),
    Column("text", Text, nullable=False, comment="as written"),
    sqlite_with_rowid=False,
)
Index("parties_actor", parties.c.actor, parties.c.side)
Index("parties_country", parties.c.country, parties.c.side)

dyads: Final = Table(
    "dyads",
    metadata,
    Column("event", Number, primary_key=True, autoincrement=False),
    Column("place", SmallInteger, primary_key=True, autoincrement=False),
    Column("accuser_actor", Text),
    Column("accuser_country", Text),
    Column("accused_actor", Text),
    Column("accused_country", Text),
    Column("at", BigInteger, nullable=False, comment="of the event, as all below"),
    Column("claim", BigInteger, nullable=False),
    Column("deny", Boolean, nullable=False),
    Column("plain", Boolean, nullable=False, comment="neither negated nor hypothetical"),
    sqlite_with_rowid=False,
)
Index("dyads_countries", dyads.c.accuser_country, dyads.c.accused_country, dyads.c.at)
Index("dyads_actors", dyads.c.accuser_actor, dyads.c.accused_actor, dyads.c.at)

waiting: Final = Table(
    "waiting",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("article_id", Text, nullable=False, index=True),
    Column("seen_at", BigInteger, nullable=False, index=True),
    Column("record", LargeBinary, nullable=False, comment="an accusation of a content that is not the article's now"),
)

forgotten: Final = Table(
    "forgotten",
    metadata,
    Column("article", String(64), primary_key=True, comment="SHA-256 of the id of an article not to be taken again"),
)
