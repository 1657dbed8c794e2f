"""What a segmenter takes and gives: the seam between the stream and Farasa."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Segmentation", "Segmenter", "SegmenterUnavailable"]


@dataclass(frozen=True, slots=True)
class Segmentation:
    """One text cut into words, as four parallel lists: cheap to make, cheap to walk.

    Word `i` stands at `text[starts[i]:ends[i]]`. Lists have equal length; spans are in order and do not overlap.
    """

    text: str
    """The text as it came."""
    words: Sequence[str]
    """The bare words, as Farasa reads them: no diacritics, tatweel or format marks; presentation forms folded."""
    starts: Sequence[int]
    """Code point offset of each word's first character in `text`."""
    ends: Sequence[int]
    """Code point offset after each word's last character in `text`."""
    segments: Sequence[str]
    """Farasa's answers, parts joined by `+`: `و+اتهم+ت`. What is no Arabic word stays whole, with `＋` for its `+`."""

    @property
    def segmented(self) -> str:
        """The whole text in Farasa's output format: one space between words."""
        return " ".join(self.segments)


class SegmenterUnavailable(Exception):
    """The backend cannot answer now; the articles must wait, nothing is wrong with them."""


class Segmenter(Protocol):
    """A way to reach Farasa. Implementations say in their docstring whether they may block or be cancelled."""

    @property
    def name(self) -> str:
        """What `coder.segmenter` says in every record: backend and, where it has one, the hash of its model."""

    async def start(self) -> None:
        """Load or spawn what is needed. Raises `SegmenterUnavailable` or `OSError` with a message for the operator."""

    async def stop(self) -> None:
        """Let go of every process and file. Safe to call twice."""

    def frequency(self, word: str) -> float | None:
        """The decimal logarithm of a bare word's share of running words in Farasa's data; None if it was never seen."""

    async def segment(self, texts: Sequence[str]) -> list[Segmentation]:
        """Segment each text, in order. Raises `SegmenterUnavailable` when the backend cannot answer."""
