"""What came out of the demo's worker, whether that is all, and the table that says so."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

from streams.records.samples import BrokenRecord
from streams.settings import Topics

__all__ = ["Results"]


@dataclass(slots=True)
class Results:
    """Counts what arrives; a record that comes twice counts once."""

    topics: Topics
    articles: Sequence[str]
    """Ids of the articles pushed."""
    broken: Sequence[BrokenRecord]
    enriched: dict[str, int] = field(default_factory=dict)
    """Article id to the number of its accusations."""
    accusations: dict[str, str] = field(default_factory=dict)
    """Event id to type."""
    dead_letters: dict[str, dict[str, str]] = field(default_factory=dict)
    """Key to headers."""

    def take(self, topic: str, key: bytes | None, value: bytes | None, headers: Iterable[tuple[str, bytes]]) -> Any:
        """Count a record; gives an accusation that is new, else None."""
        if topic == self.topics.dead_letter:
            said = {name: text.decode(errors="replace") for name, text in headers}
            self.dead_letters[(key or b"").decode(errors="replace")] = said
            return None
        record = orjson.loads(value or b"null")
        if topic == self.topics.enriched:
            self.enriched[record["article_id"]] = len(record["accusations"])
            return None
        new = record["event_id"] not in self.accusations
        self.accusations[record["event_id"]] = record["type"]
        return record if new else None

    @property
    def complete(self) -> bool:
        """Every article is enriched, every accusation it lists has come, every broken record is a dead letter."""
        return not self.missing()

    def missing(self) -> list[str]:
        """What has not come yet, in words."""
        lacking = [
            (len(set(self.articles) - set(self.enriched)), "enriched articles"),
            (sum(self.enriched.values()) - len(self.accusations), "accusations"),
            (len({record.key for record in self.broken} - set(self.dead_letters)), "dead letters"),
        ]
        return [f"{count} {what}" for count, what in lacking if count > 0]

    def surprises(self) -> list[str]:
        """What came out otherwise than it should."""
        expected = {record.key: record.reason for record in self.broken}
        came = {key: headers.get("ittiham_reason", "") for key, headers in self.dead_letters.items()}
        wrong = [
            f"{key}: expected the dead-letter reason {expected.get(key)}, got {reason}"
            for key, reason in came.items()
            if expected.get(key) != reason
        ]
        return wrong + ([] if self.accusations else ["expected accusations, got none"])

    def print_summary(self, metrics: Mapping[str, float], seconds: float) -> None:
        """The table at the end."""
        table = Table(title="Summary", title_justify="left", show_header=False, box=None, pad_edge=False)
        table.add_column(style="bold")
        table.add_column(justify="right")
        table.add_column()
        silent = sum(not events for events in self.enriched.values())
        reasons = Counter(headers.get("ittiham_reason", "") for headers in self.dead_letters.values())
        consumed, latency = metrics.get("ittiham_articles_consumed_total", 0), _mean_latency(metrics)
        table.add_row(
            "records pushed", str(len(self.articles) + len(self.broken)), f"{len(self.broken)} of them broken"
        )
        table.add_row("articles enriched", str(len(self.enriched)), f"{silent} of them report no accusation")
        table.add_row("accusations", str(len(self.accusations)), _counts(Counter(self.accusations.values())))
        table.add_row("dead letters", str(len(self.dead_letters)), _counts(reasons))
        table.add_row("by /metrics", f"{consumed:.0f}", f"records consumed, {latency:.1f} s each from topic to topic")
        table.add_row("seconds", f"{seconds:.1f}", "the worker's start included")
        Console(highlight=False).print(table)


def _counts(counter: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _mean_latency(metrics: Mapping[str, float]) -> float:
    """Seconds; the demo's articles wait in the topic until the worker has started."""
    name = "ittiham_end_to_end_latency_seconds"
    return metrics.get(f"{name}_sum", 0.0) / max(1.0, metrics.get(f"{name}_count", 0.0))
