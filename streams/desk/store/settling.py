"""Which events of an article are to be seen: pure, so that every order of arrival can be tried.

The two topics are read side by side, so an accusation may come before the enriched article that lists it, or long after
a correction has replaced it; and a replay may bring all of it again. Hence what counts is never the order between the
topics, but what the last enriched article lists. Until one was read, the content of the last accusation counts. Events
that are not to be seen wait: the article that lists them may be yet to come.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from streams.desk.store.rows import ArticleRow, EventRow

__all__ = ["Article", "Change", "take"]


@dataclass(slots=True)
class Article:
    """What is known of one article."""

    content_id: str = ""
    listed: frozenset[str] | None = None
    """Event ids of the last enriched article; None before one was read."""
    known: dict[str, EventRow] = field(default_factory=dict)
    """All its events, by id, those that wait included, in the order in which they came first."""
    seen: dict[str, int] = field(default_factory=dict)
    """Event ids to be seen, as the database has them, with their numbers."""
    row: ArticleRow | None = None
    """An enriched article not written yet."""
    fresh: set[str] = field(default_factory=set)
    """Event ids whose record is new, or another than the database has."""
    stored: bool = False
    """Whether the database has a row of it."""

    def take_event(self, event: EventRow) -> None:
        """One more accusation, or one more time."""
        before = self.known.get(event.event_id)
        if before is None or before.record != event.record:
            self.known[event.event_id] = event
            self.fresh.add(event.event_id)
        if self.listed is None:
            self.content_id = event.content_id

    def take_article(self, row: ArticleRow) -> None:
        """The article as it is from now on."""
        self.row, self.listed, self.content_id = row, frozenset(row.listed), row.content_id

    def is_seen(self, event: EventRow) -> bool:
        """Whether an event of it is to be seen now."""
        if self.listed is not None:
            return event.event_id in self.listed
        return event.content_id == self.content_id


@dataclass(frozen=True, slots=True)
class Change:
    """What has to be written for one article."""

    shown: tuple[EventRow, ...]
    """To be seen from now on."""
    rewritten: tuple[tuple[int, EventRow], ...]
    """Seen before and now, with another record: a newer coder's."""
    hidden: tuple[tuple[int, EventRow], ...]
    """Not to be seen any more."""
    waiting: tuple[EventRow, ...]
    """Not to be seen, and new or changed."""

    @classmethod
    def of(cls, article: Article) -> "Change":
        """The difference between what the database has and what is known now."""
        seen, fresh = article.seen, article.fresh
        to_see = [event for event in article.known.values() if article.is_seen(event)]
        not_to_see = [event for event in article.known.values() if not article.is_seen(event)]
        return cls(
            shown=tuple(event for event in to_see if event.event_id not in seen),
            rewritten=tuple((seen[e.event_id], e) for e in to_see if e.event_id in seen and e.event_id in fresh),
            hidden=tuple((seen[event.event_id], event) for event in not_to_see if event.event_id in seen),
            waiting=tuple(e for e in not_to_see if e.event_id in fresh or e.event_id in seen),
        )

    @property
    def is_visible(self) -> bool:
        """Whether a reader can see a difference in the events."""
        return bool(self.shown or self.rewritten or self.hidden)


def take(articles: dict[str, Article], rows: Iterable[EventRow | ArticleRow]) -> None:
    """Put the rows of a batch, in their order, to their articles, which the dictionary has all of."""
    for row in rows:
        article = articles[row.article_id]
        if isinstance(row, EventRow):
            article.take_event(row)
        else:
            article.take_article(row)
