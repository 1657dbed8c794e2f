"""What must come out, from the enrichment steps alone, and how what came out differs from it. Knows no broker."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final, Literal

from streams.enrichment.enricher import Enricher
from streams.records.articles import Rejection
from tests.kafka.client import Record

Kind = Literal["enriched", "accusations", "dead-letter"]
Identity = tuple[Kind, str]
"""What a consumer removes duplicates by: topic and `ce_id`, or for a dead letter the place it came from."""

SHOWN: Final = 5


@dataclass(frozen=True)
class Raw:
    """A record for the raw topic."""

    key: bytes | None
    value: bytes | None


@dataclass(frozen=True)
class Expected:
    """One output that is due."""

    position: int
    """Which raw record it is made from, counted from 0."""
    kind: Kind
    id: str
    """`ce_id`; empty for a dead letter, whose id is known only when the raw record lies in its topic."""
    key: bytes | None
    value: bytes | None
    reason: str = ""


async def expect(records: Iterable[Raw], enricher: Enricher, first: int = 0) -> list[Expected]:
    """The outputs due for raw records, in order; `first` is the position of the first record."""
    due: list[Expected] = []
    for position, raw in enumerate(records, start=first):
        made = await enricher.enrich(raw.value)
        if isinstance(made, Rejection):
            due.append(Expected(position, "dead-letter", "", raw.key, raw.value, made.reason))
            continue
        key = made.article.id.encode()
        for output in made.outputs:
            kind: Kind = "enriched" if output.kind == "enriched" else "accusations"
            due.append(Expected(position, kind, output.id, key, output.value))
    return due


@dataclass(frozen=True)
class Findings:
    """How what came out differs from what was due."""

    due: int
    lost: int
    """Outputs due that never came."""
    duplicates: int
    """Records beyond the first of an id."""
    left_over: int
    """Records left after removing equal ids that were not due."""
    differing: int
    """Ids that came with more than one value, or another value, key or reason than is due."""
    disorder: int
    """First occurrences that came before one of an earlier raw record of the same partition."""
    hashes_agree: bool
    """SHA-256 of the sorted ids that came, once each, against that of those due."""
    longest_lag: float
    """Seconds from the raw record's timestamp to its slowest output's, first occurrences only."""
    samples: tuple[str, ...] = ()
    """Some of what is wrong, for the message of a failed test."""

    @property
    def faultless(self) -> bool:
        """All that was due came, in order, byte by byte, and nothing else: duplicates apart."""
        return not (self.lost or self.left_over or self.differing or self.disorder) and self.hashes_agree

    def __str__(self) -> str:
        said = [f"{field.name}={getattr(self, field.name)}" for field in fields(self) if field.name != "samples"]
        return "\n  ".join([", ".join(said), *self.samples])


def compare(due: Sequence[Expected], raw: Sequence[Record], outputs: Sequence[Record], sent: Sequence[Raw]) -> Findings:
    """Compare the outputs, in the order of partition and offset, with those due for what was sent."""
    places = _places(raw, sent)
    wanted: dict[Identity, Expected] = {}
    for one in due:  # what is sent twice is due once: the first time counts
        wanted.setdefault(_identity(one, raw[places[one.position]]), one)
    rank = {identity: (places[one.position], order) for order, (identity, one) in enumerate(wanted.items())}
    came = Counter(identify(record) for record in outputs)
    differing = {
        name for record in outputs if (name := identify(record)) in wanted and not _equal(wanted[name], record)
    }
    disorder, lag = _arrivals(outputs, rank, raw)
    lost = [identity for identity in wanted if identity not in came]
    left_over = [identity for identity in came if identity not in wanted]
    return Findings(
        due=len(due),
        lost=len(lost),
        duplicates=sum(came.values()) - len(came),
        left_over=len(left_over),
        differing=len(differing),
        disorder=len(disorder),
        hashes_agree=digest(came) == digest(wanted),
        longest_lag=lag,
        samples=(
            *_shown("lost", lost),
            *_shown("not due", left_over),
            *_shown("differs", differing),
            *disorder[:SHOWN],
        ),
    )


def _arrivals(
    outputs: Sequence[Record], rank: Mapping[Identity, tuple[int, int]], raw: Sequence[Record]
) -> tuple[list[str], float]:
    """First occurrences of what was due: those that came before one of an earlier raw record, and the longest lag."""
    disorder: list[str] = []
    latest: defaultdict[tuple[str, int, int], tuple[int, int]] = defaultdict(lambda: (-1, -1))
    seen: set[Identity] = set()
    lag = 0.0
    for record in outputs:
        identity = identify(record)
        if identity in seen or identity not in rank:
            continue
        seen.add(identity)
        source = raw[rank[identity][0]]
        lag = max(lag, ((record.timestamp or 0) - (source.timestamp or 0)) / 1000)
        line = (record.topic, record.partition, source.partition)
        if rank[identity] < latest[line]:
            disorder.append(f"{identity} of raw[{source.partition}]@{source.offset} came after {latest[line]}")
        latest[line] = max(latest[line], rank[identity])
    return disorder, lag


def _shown(what: str, identities: Iterable[Identity]) -> list[str]:
    return [f"{what}: {identity}" for identity in sorted(identities)[:SHOWN]]


def digest(identities: Iterable[Identity]) -> str:
    """SHA-256 of the sorted ids."""
    lines = sorted(f"{kind} {name}\n" for kind, name in identities)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def identify(record: Record) -> Identity:
    """The id that a consumer removes duplicates by."""
    if record.topic.endswith("articles.dead-letter"):
        place = [record.header(f"ittiham_{name}") or b"" for name in ("topic", "partition", "offset")]
        return "dead-letter", b" ".join(place).decode()
    name = (record.header("ce_id") or b"").decode()
    return "enriched" if record.topic.endswith("articles.enriched") else "accusations", name


def _identity(one: Expected, source: Record) -> Identity:
    if one.kind == "dead-letter":
        return one.kind, f"{source.topic} {source.partition} {source.offset}"
    return one.kind, one.id


def _equal(one: Expected, record: Record) -> bool:
    reason = record.header("ittiham_reason") if one.kind == "dead-letter" else b""
    return (one.key, one.value, one.reason.encode()) == (record.key, record.value, reason)


def _places(raw: Sequence[Record], sent: Sequence[Raw]) -> list[int]:
    """For each record sent, its index in `raw`. Equal records are told apart by their order, which a key keeps."""
    free: defaultdict[Raw, list[int]] = defaultdict(list)
    for index in range(len(raw) - 1, -1, -1):
        free[Raw(raw[index].key, raw[index].value)].append(index)
    return [free[one].pop() for one in sent]
