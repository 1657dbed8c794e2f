"""Which events of an article are seen, in whatever order the two topics arrive."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from streams.desk.store.rows import ArticleRow, EventRow
from streams.desk.store.settling import Article, Change, take
from tests.desk.records import Told, article_row, event_row

FIRST, SECOND = Told(content="first"), Told(content="second", what="بدعم الانفصاليين")
ACCUSATIONS = {"first": [FIRST, FIRST.but(type="blame")], "second": [SECOND], "none": []}


def published(contents: list[str]) -> tuple[list[EventRow], list[ArticleRow]]:
    """What a worker publishes for the contents of one article, one after the other: each topic in its order."""
    events = [event_row(told) for name in contents for told in ACCUSATIONS[name]]
    articles = [article_row(*ACCUSATIONS[name], content=name) for name in contents]
    return events, articles


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[str, list[EventRow | ArticleRow], list[int]]:
    """The name of the last content, the two topics merged in some order, and where batches end."""
    contents = draw(st.lists(st.sampled_from(sorted(ACCUSATIONS)), min_size=1, max_size=4))
    events, articles = published(contents)
    merged: list[EventRow | ArticleRow] = []
    while events or articles:
        take_event = bool(events) and (not articles or draw(st.booleans()))
        merged.append(events.pop(0) if take_event else articles.pop(0))
    return contents[-1], merged, draw(st.lists(st.integers(0, len(merged)), max_size=3))


def settled(rows: list[EventRow | ArticleRow], cuts: list[int]) -> set[str]:
    """The events seen after batches that end at the cuts, each starting from what the one before left."""
    article = Article()
    bounds = [0, *sorted(cuts), len(rows)]
    for start, end in pairwise(bounds):
        take({"a1": article}, rows[start:end])
        change = Change.of(article)
        for _, event in change.hidden:
            del article.seen[event.event_id]
        for event in change.shown:
            article.seen[event.event_id] = len(article.seen) + 1
        article = Article(article.content_id, article.listed, article.known, article.seen)
    return set(article.seen)


@given(arrivals())
def test_whatever_the_order_the_last_content_is_seen(case: tuple[str, list[EventRow | ArticleRow], list[int]]) -> None:
    last, rows, cuts = case
    assert settled(rows, cuts) == {told.event_id for told in ACCUSATIONS[last]}


def test_until_the_article_is_told_the_last_accusation_tells_its_content() -> None:
    assert settled([event_row(FIRST), event_row(SECOND)], []) == {SECOND.event_id}


def test_a_newer_coder_that_finds_less_takes_back_what_the_older_found() -> None:
    both = ACCUSATIONS["first"]
    rows: list[EventRow | ArticleRow] = [*map(event_row, both), article_row(*both), article_row(both[0])]
    assert settled(rows, []) == {both[0].event_id}


def test_a_newer_coder_may_say_otherwise_of_the_same_event() -> None:
    article = Article(known={FIRST.event_id: event_row(FIRST)}, seen={FIRST.event_id: 7})
    other = event_row(FIRST.but(lexicon="ffffffffffff"))
    article.take_event(other)
    assert Change.of(article).rewritten == ((7, other),)


def test_the_same_again_changes_nothing() -> None:
    article = Article(known={FIRST.event_id: event_row(FIRST)}, seen={FIRST.event_id: 7})
    article.take_event(event_row(FIRST))
    assert Change.of(article) == Change((), (), (), ())
