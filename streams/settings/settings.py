"""The settings: `ITTIHAM_*` environment variables, else a `.env` file in the working directory, else the default.

One field, one variable: `web_port` is `ITTIHAM_WEB_PORT`. A secret may come from a file: `ITTIHAM_SASL_PASSWORD_FILE`.
"""

import re
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from streams.records.limits import Limits

__all__ = ["ENV_FILE", "PREFIX", "Settings", "Topics"]

PREFIX: Final = "ITTIHAM_"
ENV_FILE: Final = ".env"
_DAY: Final = 24 * 3600
_SERVER: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:,/\[\]]+)(:\d{1,5})?")
"""A name or an IPv4 address, or an IPv6 address in brackets; without a port Kafka's clients take 9092."""
_IN_TOPIC: Final = re.compile(r"[A-Za-z0-9._-]{0,200}")
"""What Kafka allows in the name of a topic, of 249 characters in all."""

_FROM_FILES: Final = ("sasl_password", "ssl_key_password", "desk_database_password", "desk_read_database_password")
"""Secrets that may come from a file of their own."""

Positive = Annotated[int, Field(gt=0)]
Seconds = Annotated[float, Field(gt=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Port = Annotated[int, Field(ge=1, le=65535)]
Directories = Annotated[tuple[Path, ...], NoDecode]
Names = Annotated[tuple[str, ...], NoDecode]
Pairs = Annotated[tuple[tuple[str, str], ...], NoDecode]


def _setting(default: Any, description: str, example: object) -> Any:
    return Field(default, description=description, examples=[example])


class Topics:
    """The names of the four topics."""

    def __init__(self, prefix: str) -> None:
        self.raw = f"{prefix}articles.raw"
        self.enriched = f"{prefix}articles.enriched"
        self.accusations = f"{prefix}accusations"
        self.dead_letter = f"{prefix}articles.dead-letter"

    @property
    def published(self) -> tuple[str, str, str]:
        """Those that the workers write to."""
        return self.enriched, self.accusations, self.dead_letter


class Settings(BaseSettings):
    """Everything that can be set, each with its meaning and an example."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,  # compose files pass on what is not set as an empty string
        extra="ignore",
        frozen=True,
    )

    # Kafka
    bootstrap_servers: str = _setting("127.0.0.1:9092", "Kafka brokers, host:port, comma-separated.", "kafka:9092")
    group_id: str = _setting("ittiham", "Consumer group of the workers.", "ittiham-staging")
    topic_prefix: str = _setting("", "Put before the name of every topic.", "staging.")
    partitions: Positive = _setting(6, "Partitions of each topic that `topics` creates (dead letters: 1).", 12)
    replication_factor: Positive = _setting(1, "Replicas of each topic that `topics` creates.", 3)
    raw_retention: Positive = _setting(7 * _DAY, "Retention of raw and enriched articles, in seconds.", 7 * _DAY)
    event_retention: Positive = _setting(30 * _DAY, "Retention of accusations and dead letters, in seconds.", 30 * _DAY)
    max_record_bytes: Positive = _setting(
        8 * 1024 * 1024, "Bytes of the largest record that the raw topic takes, as `topics` creates it.", 1048576
    )
    compression: Literal["none", "gzip", "lz4", "zstd"] = _setting("lz4", "Compression of what we publish.", "zstd")
    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = _setting(
        "PLAINTEXT", "How to talk to the brokers.", "SASL_SSL"
    )
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = _setting(
        "SCRAM-SHA-512", "SASL mechanism.", "SCRAM-SHA-512"
    )
    sasl_username: str | None = _setting(None, "SASL user name.", "ittiham")
    sasl_password: SecretStr | None = _setting(None, "SASL password.", "correct horse")
    sasl_password_file: Path | None = _setting(None, "File that holds the SASL password.", "/run/secrets/kafka")
    ssl_cafile: Path | None = _setting(None, "PEM file of the authority that signed the brokers.", "/etc/ca.crt")
    ssl_certfile: Path | None = _setting(None, "PEM file of the client certificate.", "/etc/client.crt")
    ssl_keyfile: Path | None = _setting(None, "PEM file of the client certificate's key.", "/etc/client.key")
    ssl_key_password: SecretStr | None = _setting(None, "Password of the key.", "correct horse")
    ssl_key_password_file: Path | None = _setting(None, "File that holds the password of the key.", "/run/secrets/key")

    # Delivery
    batch_size: Positive = _setting(100, "Articles taken, published and committed together.", 200)
    batch_wait: Seconds = _setting(0.02, "Seconds to wait for a batch to fill.", 0.5)
    session_timeout: Seconds = _setting(30.0, "Seconds without a heartbeat after which the group drops a worker.", 10)
    delivery_timeout: Seconds = _setting(
        120.0, "Seconds to retry while the broker or the segmenter is away, before exit 1.", 300
    )
    shutdown_timeout: Seconds = _setting(25.0, "Seconds to drain and commit after SIGTERM, before exit 1.", 60)
    stall_timeout: Seconds = _setting(
        300.0, "Seconds without progress on a waiting record after which the worker is called hung.", 600
    )
    max_processing_errors: Positive = _setting(20, "Processing errors in a row that stop the worker: our bug.", 5)
    producer_linger: Annotated[float, Field(ge=0)] = _setting(0.01, "Seconds to gather records for a request.", 0.02)
    idempotent_producer: bool = _setting(True, "No duplicates from the producer's own retries.", "false")
    min_confidence: Share = _setting(
        0.0, "Confidence below which an event is kept off `accusations`, 0 to 1; enriched articles list all.", 0.5
    )
    max_replays: Positive = _setting(3, "Dead-letterings after which `dead-letters replay` refuses a record.", 5)

    # Enrichment
    segmenter: Literal["native", "farasapy"] = _setting("native", "Farasa: our engine, or QCRI's jar.", "farasapy")
    farasa_jar: Path | None = _setting(None, "FarasaSegmenterJar.jar, for the farasapy segmenter.", "/opt/farasa.jar")
    segmenter_cache_size: Annotated[int, Field(ge=2)] = _setting(
        200_000, "Words whose segmentation is remembered.", 500_000
    )
    segmenter_timeout: Seconds = _setting(10.0, "Seconds for a line, for the farasapy segmenter.", 5)
    cache_dir: Path | None = _setting(None, "Folder for the compact model; default: the user's cache.", "/var/cache/x")
    lexicon_dirs: Directories = _setting((), "Folders that add to the lexicon or override it, comma-separated.", "/lex")
    max_raw_bytes: Positive = _setting(256 * 1024, "Bytes of a raw article.", 131072)
    max_extra_bytes: Positive = _setting(16 * 1024, "Bytes of its unknown fields.", 4096)
    max_nesting: Positive = _setting(32, "Levels of arrays and objects in it.", 16)
    max_events: Positive = _setting(200, "Events of one article.", 100)
    max_output_bytes: Positive = _setting(900 * 1024, "Bytes of any one output value.", 500_000)

    # Operation
    web_host: str = _setting("127.0.0.1", "Address of /metrics, /healthz and /readyz.", "0.0.0.0")  # noqa: S104
    web_port: Port = _setting(6066, "Port of /metrics, /healthz and /readyz.", 8080)
    lag_window: Seconds = _setting(
        60.0, "Seconds of the past that the metric consumer_state goes by: stalled, or behind, for that long.", 300
    )
    metric_pairs: Pairs = _setting(
        (), "Pairs accuser-accused with a counter of their own, ISO 3166-1 alpha-3.", "RUS-USA,IRN-ISR"
    )
    log_format: Literal["text", "json"] = _setting("text", "Readable lines, or JSON.", "json")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = _setting("INFO", "Least level to log.", "DEBUG")

    # The desk
    desk_database: SecretStr = _setting(
        SecretStr("ittiham-desk.db"),
        "Database of the desk: a file for SQLite, or postgresql://.",
        "postgresql://d@db/d",
    )
    desk_database_password: SecretStr | None = _setting(None, "Its password, where the URL has none.", "correct horse")
    desk_database_password_file: Path | None = _setting(None, "File that holds that password.", "/run/secrets/desk")
    desk_read_database: SecretStr | None = _setting(
        None, "The same database for answering requests, as a user that may only read.", "postgresql://reader@db/d"
    )
    desk_read_database_password: SecretStr | None = _setting(None, "That user's password.", "correct horse")
    desk_read_database_password_file: Path | None = _setting(
        None, "File that holds the password of the user that may only read.", "/run/secrets/desk-reader"
    )
    desk_group_id: str = _setting(
        "ittiham-desk", "Consumer group of the desk; the id of its database is put behind it.", "newsroom-desk"
    )
    desk_host: str = _setting("127.0.0.1", "Address that the desk listens on.", "0.0.0.0")  # noqa: S104
    desk_port: Port = _setting(6067, "Port that the desk listens on.", 8080)
    desk_names: Names = _setting(
        (),
        "Host names by which browsers reach the desk, comma-separated; this machine's own always work.",
        "desk.example",
    )
    desk_retention: Positive = _setting(
        365 * _DAY, "Seconds that the desk keeps an event after it came, whenever it was published.", 90 * _DAY
    )
    desk_thread_window: Positive = _setting(
        7 * _DAY, "Seconds within which a denial or counter-accusation answers an accusation.", 3 * _DAY
    )
    desk_query_timeout: Seconds = _setting(10.0, "Seconds after which the desk's database gives a query up.", 30)
    desk_max_streams: Positive = _setting(100, "Pages that the desk keeps up to date at a time.", 500)

    @field_validator("bootstrap_servers")
    @classmethod
    def _check_servers(cls, value: str) -> str:
        servers = [server.strip() for server in value.split(",")]
        if not all(_SERVER.fullmatch(server) for server in servers):
            raise ValueError("expected host:port, comma-separated")
        return ",".join(servers)

    @field_validator("topic_prefix")
    @classmethod
    def _check_prefix(cls, value: str) -> str:
        if not _IN_TOPIC.fullmatch(value):
            raise ValueError("expected letters, digits, dots, underscores and hyphens of ASCII")
        return value

    @field_validator("lexicon_dirs", "desk_names", mode="before")
    @classmethod
    def _split_list(cls, value: Any) -> Any:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("metric_pairs", mode="before")
    @classmethod
    def _split_pairs(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        pairs = [tuple(part.strip().split("-")) for part in value.split(",") if part.strip()]
        if any(len(pair) != 2 or not all(len(code) == 3 and code.isupper() for code in pair) for pair in pairs):
            raise ValueError("expected pairs of ISO 3166-1 alpha-3 codes such as RUS-USA")
        return tuple(pairs)

    @model_validator(mode="before")
    @classmethod
    def _read_secret_files(cls, values: dict[str, Any]) -> dict[str, Any]:
        for name in _FROM_FILES:
            if (path := values.get(f"{name}_file")) and not values.get(name):
                try:
                    values[name] = Path(path).read_text(encoding="utf-8").strip()
                except OSError as error:
                    raise ValueError(f"{PREFIX}{name.upper()}_FILE: {error.strerror}: {path}") from error
        return values

    @model_validator(mode="after")
    def _check_together(self) -> Self:
        if self.security_protocol.startswith("SASL") and not (self.sasl_username and self.sasl_password):
            raise ValueError(f"{self.security_protocol} needs {PREFIX}SASL_USERNAME and {PREFIX}SASL_PASSWORD(_FILE)")
        if self.segmenter == "farasapy" and self.farasa_jar is None:
            raise ValueError(f"{PREFIX}SEGMENTER=farasapy needs {PREFIX}FARASA_JAR, the path of FarasaSegmenterJar.jar")
        return self

    @property
    def topics(self) -> Topics:
        """The names of the topics."""
        return Topics(self.topic_prefix)

    @property
    def limits(self) -> Limits:
        """The sizes beyond which an article is dead-lettered."""
        return Limits(
            self.max_raw_bytes, self.max_extra_bytes, self.max_nesting, self.max_events, self.max_output_bytes
        )
