"""RSS and Atom files: an entry an article."""

import calendar
import io
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from streams.cli.sources.reading import Found, Reading, needs_feeds
from streams.enrichment.mask import stripped

__all__ = ["read_feed"]


def read_feed(stream: BinaryIO, place: str, _name: str, _reading: Reading) -> Iterator[Found]:
    """The entries of a feed, with the whole text where the feed has it, else the summary; their HTML made plain."""
    parser, content = needs_feeds("feedparser"), stream.read()
    # As a stream: a string that looks like an address would be fetched.
    feed = parser.parse(io.BytesIO(content))
    if not feed.version and not feed.entries:
        problem = feed.get("bozo_exception", "no feed")
        yield Found(place, len(content), problem=f"invalid_feed: expected RSS or Atom: {problem}")
        return
    for number, entry in enumerate(feed.entries, 1):
        size = len(content) // len(feed.entries)
        yield Found(f"{place}: entry {number}", size, fields=_article(entry, feed.feed))


def _article(entry: Any, feed: Any) -> dict[str, Any]:
    contents = [part.value for part in entry.get("content", ())] or [entry.get("summary", "")]
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    article = {
        "id": entry.get("id") or entry.get("link"),
        "title": stripped(entry.get("title", "")),
        "text": "\n".join(stripped(part) for part in contents),
        "url": entry.get("link"),
        "source": feed.get("title"),
        "author": entry.get("author"),
        "language": feed.get("language"),
        "published_at": _utc(when) if when else None,
    }
    return {field: value for field, value in article.items() if value}


def _utc(when: time.struct_time) -> str:
    return datetime.fromtimestamp(calendar.timegm(when), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
