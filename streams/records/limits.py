"""The sizes beyond which an article is dead-lettered: a leaf, so that settings can hand them in."""

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The sizes beyond which an article is dead-lettered as `too_large`."""

    raw_bytes: int = 256 * 1024
    """Bytes of the raw record's value."""
    extra_bytes: int = 16 * 1024
    """Bytes of the unknown fields, as JSON."""
    nesting: int = 32
    """Arrays and objects inside one another, the article itself included."""
    events: int = 200
    """Events of one article."""
    output_bytes: int = 900 * 1024
    """Bytes of any one output value: Kafka's and Faust's default limit of a request is 1 MB."""
