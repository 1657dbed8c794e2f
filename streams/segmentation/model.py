"""Farasa's model in a compact form: one block of bytes that needs no parsing, made once from PyFarasa's pickles.

    MAGIC, SHA-256 of the rest (32 bytes), length of the header (4), header (JSON), slot offsets (4 bytes each), entries

The header holds the small tables, the entries 760,000 words and 96,000 answers, one byte a letter. A model is used from
a memory map as it is, and processes share its pages.
"""

import hashlib
import json
from array import array
from collections.abc import Callable, Mapping
from typing import Any, Final

from streams.segmentation.affixes import AffixInventory
from streams.segmentation.scoring import SplitScorer, WordFacts
from streams.segmentation.source import ModelDataError
from streams.segmentation.table import Blob, WordTable
from streams.segmentation.templates import TemplateFitter

__all__ = ["ANSWER", "FORMAT", "HEADER_AT", "JOINT_BYTES", "MAGIC", "WORD", "Model", "make_scorer"]

FORMAT: Final = "ittiham-farasa 1"
"""Changes whenever the layout or the meaning of a field does."""
MAGIC: Final = FORMAT.encode().ljust(24)
HEADER_AT: Final = len(MAGIC) + 36
WORD: Final = b"\x01"
"""The kind of entry that holds what the word lists know of a word."""
ANSWER: Final = b"\x03"
"""The kind of entry that holds a word's stored answer."""
JOINT_BYTES: Final = 3
_FACT_BYTES: Final = 3


class Model:
    """The model at work. Immutable; look-ups read the block of bytes and build nothing."""

    def __init__(self, data: Blob) -> None:
        """Raises `ModelDataError` when the data is not a whole model of this format."""
        header_end, header = _read_header(data)
        self._table = WordTable(data, _read_offsets(data, header_end, header["slots"]))
        self._counts: list[float | None] = [None, *header["counts"]]
        self._empty: WordFacts = (header["empty"][0], header["empty"][1])
        self.scorer = make_scorer(header, self.facts)

    def facts(self, word: str) -> WordFacts:
        """What Farasa's word lists know of a word."""
        if not word:
            return self._empty
        payload = self._table.payload(WORD, word, _FACT_BYTES)
        return (None, 0) if payload is None else (self._counts[payload[0] << 7 | payload[1]], payload[2])

    def split(self, word: str) -> str:
        """Farasa's answer for a bare Arabic word: the stored one if there is one, else the best split."""
        # Farasa's tokeniser restores the alef of for + the before it looks for a stored answer.
        if word.startswith("لل"):
            word = "لال" + word[2:]
        joints = self._table.payload(ANSWER, word, JOINT_BYTES)
        return self.scorer.split(word) if joints is None else _join(word, joints)


def make_scorer(header: Mapping[str, Any], look_up: Callable[[str], WordFacts]) -> SplitScorer:
    """A scorer with the small tables of `header`; `look_up` gives what the word lists know of a word."""
    return SplitScorer(
        AffixInventory(header["proclitics"], header["enclitics"], header["affix_scores"]),
        TemplateFitter(header["templates"], header["roots"]),
        look_up,
        header["variables"],
        header["template_counts"],
    )


def _join(word: str, joints: bytes) -> str:
    """Bit `i` of `joints` puts a `+` after letter `i`."""
    bits = joints[0] << 14 | joints[1] << 7 | joints[2]
    parts, start = [], 0
    while bits:
        end = (bits & -bits).bit_length()
        parts.append(word[start:end])
        start = end
        bits &= bits - 1
    parts.append(word[start:])
    return "+".join(parts)


def _read_header(data: Blob) -> tuple[int, dict[str, Any]]:
    digest_at = len(MAGIC)
    body_at = HEADER_AT - 4
    if data[:digest_at] != MAGIC or data[digest_at:body_at] != hashlib.sha256(data[body_at : len(data)]).digest():
        raise ModelDataError(f"expected a whole model of the format {FORMAT!r}; delete it, it will be made again")
    end = HEADER_AT + int.from_bytes(data[body_at:HEADER_AT], "little")
    return end, json.loads(data[HEADER_AT:end])


def _read_offsets(data: Blob, start: int, count: int) -> memoryview:
    return memoryview(array("I", data[start : start + count * array("I").itemsize]))
