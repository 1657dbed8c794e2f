"""The four topics of a stream, as the tests make them."""

from streams.settings import Topics
from tests.kafka.client import create_topics

__all__ = ["make_topics"]


def make_topics(bootstrap: str, prefix: str, partitions: int) -> Topics:
    """Create them, with the producers' timestamps (`CreateTime`), so that a test can choose when a record was made."""
    topics = Topics(prefix)
    names = (topics.raw, topics.enriched, topics.accusations)
    create_topics(bootstrap, dict.fromkeys(names, partitions) | {topics.dead_letter: 1})
    return topics
