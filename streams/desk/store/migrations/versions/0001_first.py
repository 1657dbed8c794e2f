"""The first tables."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make them."""
    _bookkeeping()
    _articles()
    _events()
    _parties()
    _words()


def _bookkeeping() -> None:
    op.create_table(
        "state",
        sa.Column("id", sa.Integer, primary_key=True, comment="always 1"),
        sa.Column("database_id", sa.String(16), nullable=False, comment="told apart from any other desk's by this"),
        sa.Column("seq", sa.BigInteger, nullable=False, comment="grows with every change that a reader can see"),
    )
    op.execute(
        sa.text("INSERT INTO state (id, database_id, seq) VALUES (1, :name, 0)").bindparams(name=secrets.token_hex(4))
    )
    op.create_table(
        "positions",
        sa.Column("topic", sa.Text, primary_key=True),
        sa.Column("partition", sa.Integer, primary_key=True),
        sa.Column("next_offset", sa.BigInteger, nullable=False),
        sa.Column("log", sa.Text, comment="cluster/topic id of the log it is of; NULL if the broker knows no ids"),
    )
    op.create_table("forgotten", sa.Column("article", sa.String(64), primary_key=True, comment="SHA-256 of its id"))


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("article_id", sa.Text, primary_key=True),
        sa.Column("content_id", sa.Text, nullable=False),
        sa.Column("listed", sa.Text, comment="event ids of the content; NULL until articles.enriched told them"),
        sa.Column("title", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("author", sa.Text),
        sa.Column("published_at", sa.Text, comment="as the article has it"),
        sa.Column("at", sa.BigInteger, nullable=False, comment="published, else the time of the raw record"),
        sa.Column("seen_at", sa.BigInteger, nullable=False, comment="time of the raw record"),
        sa.Column("record", sa.LargeBinary, comment="the enriched article, zlib"),
        sa.Column("replaced", sa.BigInteger, comment="the state's seq when events of it were last taken back"),
    )
    op.create_index("ix_articles_replaced", "articles", ["replaced"])
    op.create_index("articles_seen_at", "articles", ["seen_at"])
    op.create_table(
        "waiting",
        sa.Column("event_id", sa.Text, primary_key=True),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False, comment="of a content that is not the article's now"),
    )
    op.create_index("ix_waiting_article_id", "waiting", ["article_id"])
    op.create_index("ix_waiting_seen_at", "waiting", ["seen_at"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False, comment="the state's seq when it came"),
        sa.Column("event_id", sa.Text, nullable=False, unique=True),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("claim", sa.BigInteger, nullable=False, comment="64 bits of the hash of claim_id"),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False, comment="published, else the time of the raw record"),
        sa.Column("day", sa.Integer, nullable=False, comment="of `at` in UTC, as date.toordinal counts"),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("confidence", sa.Float),
        sa.Column("negated", sa.Boolean, nullable=False),
        sa.Column("hypothetical", sa.Boolean, nullable=False),
    )
    op.create_index("events_article", "events", ["article_id"])
    op.create_index("events_claim", "events", ["claim", "id"])
    op.create_index("events_at", "events", ["at", "id"])
    op.create_index("events_day", "events", ["day", "type", "claim", "negated", "hypothetical"])
    op.create_index("events_month", "events", ["month", "type", "claim", "negated", "hypothetical"])
    op.create_index("events_source", "events", ["source", "claim", "negated", "hypothetical"])
    op.create_index("events_seen_at", "events", ["seen_at"])
    op.create_table(
        "bodies",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("record", sa.LargeBinary, nullable=False, comment="the accusation as it came, JSON"),
    )


def _parties() -> None:
    op.create_table(
        "parties",
        sa.Column("event", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("side", sa.SmallInteger, primary_key=True, autoincrement=False, comment="0 accuser, 1 accused"),
        sa.Column("place", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("actor", sa.Text, comment="actor_id"),
        sa.Column("country", sa.Text),
        sa.Column("name", sa.Text, comment="English, where the lexicon has one"),
        sa.Column("text", sa.Text, nullable=False, comment="as written"),
        sqlite_with_rowid=False,
    )
    op.create_index("parties_actor", "parties", ["actor", "side"])
    op.create_index("parties_country", "parties", ["country", "side"])
    op.create_table(
        "dyads",
        sa.Column("event", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("place", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("accuser_actor", sa.Text),
        sa.Column("accuser_country", sa.Text),
        sa.Column("accused_actor", sa.Text),
        sa.Column("accused_country", sa.Text),
        sa.Column("at", sa.BigInteger, nullable=False, comment="of the event, as all below"),
        sa.Column("claim", sa.BigInteger, nullable=False),
        sa.Column("deny", sa.Boolean, nullable=False),
        sa.Column("plain", sa.Boolean, nullable=False, comment="neither negated nor hypothetical"),
        sqlite_with_rowid=False,
    )
    op.create_index("dyads_countries", "dyads", ["accuser_country", "accused_country", "at"])
    op.create_index("dyads_actors", "dyads", ["accuser_actor", "accused_actor", "at"])


def _words() -> None:
    """The full-text index: FTS5 in SQLite, an inverted index of arrays in PostgreSQL; both hold folded words."""
    if op.get_bind().dialect.name == "sqlite":
        tokens = "tokenize='unicode61 remove_diacritics 0'"
        op.execute(f"CREATE VIRTUAL TABLE words USING fts5(forms, detail=none, {tokens})")
        return
    op.execute("CREATE TABLE words (event BIGINT PRIMARY KEY, forms TEXT[] NOT NULL)")
    op.execute("CREATE INDEX words_forms ON words USING gin (forms)")
