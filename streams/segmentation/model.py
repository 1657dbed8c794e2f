"""Farasa's model in a compact form: one block of bytes that needs no parsing, made once from PyFarasa's pickles.

    MAGIC, SHA-256 of the rest (32 bytes), length of the header (4), header (JSON), slot offsets (4 bytes each), entries

The header holds the small tables, the entries 760,000 words and 96,000 answers, one byte a letter. A model is used from
a memory map as it is, and processes share its pages.
"""

import hashlib
import json
from array import array
from collections.abc import Iterator, Mapping
from typing import Any, Final

from streams.segmentation.affixes import AffixInventory, affix_scores
from streams.segmentation.scoring import LISTS, SplitScorer, WordFacts
from streams.segmentation.source import ModelDataError, ModelSource
from streams.segmentation.table import Blob, WordTable, build_table
from streams.segmentation.templates import TemplateFitter

__all__ = ["FORMAT", "Model", "build_model"]

FORMAT: Final = "ittiham-farasa 1"
"""Changes whenever the layout or the meaning of a field does."""
_MAGIC: Final = FORMAT.encode().ljust(24)
_WORD: Final = b"\x01"
_ANSWER: Final = b"\x03"
_JOINT_BYTES: Final = 3
_WORD_BYTES: Final = 3


class Model:
    """The model at work. Immutable; look-ups read the block of bytes and build nothing."""

    def __init__(self, data: Blob) -> None:
        """Raises `ModelDataError` when the data is not a whole model of this format."""
        header_end, header = _read_header(data)
        self._table = WordTable(data, _read_offsets(data, header_end, header["slots"]))
        self._counts: list[float | None] = [None, *header["counts"]]
        self._empty: WordFacts = (header["empty"][0], header["empty"][1])
        self.scorer = SplitScorer(
            AffixInventory(header["proclitics"], header["enclitics"], header["affix_scores"]),
            TemplateFitter(header["templates"], header["roots"]),
            self.facts,
            header["variables"],
            header["template_counts"],
        )

    def facts(self, word: str) -> WordFacts:
        """What Farasa's word lists know of a word."""
        if not word:
            return self._empty
        payload = self._table.payload(_WORD, word, _WORD_BYTES)
        return (None, 0) if payload is None else (self._counts[payload[0] << 7 | payload[1]], payload[2])

    def split(self, word: str) -> str:
        """Farasa's answer for a bare Arabic word: the stored one if there is one, else the best split."""
        # Farasa's tokeniser restores the alef of for + the before it looks for a stored answer.
        if word.startswith("لل"):
            word = "لال" + word[2:]
        joints = self._table.payload(_ANSWER, word, _JOINT_BYTES)
        return self.scorer.split(word) if joints is None else _join(word, joints)


def build_model(source: ModelSource) -> bytes:
    """Make the compact model from the pinned files, in some seconds. Raises `ModelDataError` when a file is wrong."""
    header = _small_tables(source)
    words = _word_entries(source, header)
    seen = source.mapping("hmSeenBefore")
    earlier = {k: v for k, v in source.mapping("hmPreviouslySeenTokenizations").items() if k not in seen}
    answers = {word: _clean(answer) for word, answer in seen.items()}
    answers |= {word: _clean(options[0]) for word, options in earlier.items() if len(options) == 1}
    scorer = Model(_assemble(header, words)).scorer
    answers |= {
        word: scorer.split(word, frozenset(map(_clean, options)))
        for word, options in earlier.items()
        if len(options) > 1
    }
    return _assemble(header, words + list(_answer_entries(answers)))


def _small_tables(source: ModelSource) -> dict[str, Any]:
    names = (
        "probPrefixes",
        "probSuffixes",
        "probPrefixSuffix",
        "probSuffixPrefix",
        "probCondPrefixes",
        "probCondSuffixes",
    )
    scores = affix_scores({name: source.mapping(name) for name in names})
    return {
        "proclitics": sorted(source.mapping("hPrefixes")),
        "enclitics": sorted(source.mapping("hSuffixes")),
        "affix_scores": {p: {s: v for s, v in row.items() if "_" not in s} for p, row in scores.items()},
        "templates": source.weights("template-count.txt"),
        "roots": source.weights("roots.txt"),
        "template_counts": source.mapping("hmTemplateCount"),
        "variables": source.mapping("generalVariables"),
    }


def _word_entries(source: ModelSource, header: dict[str, Any]) -> list[tuple[bytes, str, bytes]]:
    """An entry for each word of the lists; puts the distinct frequencies and the empty word's facts into the header."""
    frequency = source.mapping("wordCount")
    flags = dict.fromkeys(frequency, 0)
    for bit, name in enumerate(LISTS):
        for word in source.mapping(name):
            flags[word] = flags.get(word, 0) | 1 << bit
    header["counts"] = sorted(set(frequency.values()))
    header["empty"] = [frequency.get(""), flags.pop("", 0)]
    index = {count: at + 1 for at, count in enumerate(header["counts"])}  # 0: the word has no frequency
    if len(index) >= 1 << 14:
        msg = f"expected fewer than {1 << 14} distinct frequencies in the model data, found {len(index)}"
        raise ModelDataError(msg)
    return [
        (_WORD, word, _seven_bits(index.get(frequency.get(word), 0), 2) + bytes([bits])) for word, bits in flags.items()
    ]


def _answer_entries(answers: Mapping[str, str]) -> Iterator[tuple[bytes, str, bytes]]:
    """An answer is stored as the places of its joints; one that changes letters or is too long is left out."""
    for word, answer in answers.items():
        joints, at = 0, -1
        for letter in answer:
            if letter == "+":
                joints |= 1 << at
            else:
                at += 1
        if answer.replace("+", "") == word and joints < 1 << 7 * _JOINT_BYTES:
            yield _ANSWER, word, _seven_bits(joints, _JOINT_BYTES)


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


def _clean(answer: str) -> str:
    return answer.replace(";", "").replace("++", "+").strip("+")


def _seven_bits(number: int, size: int) -> bytes:
    """Big-endian, in bytes below 0x80, so that no letter can be mistaken for a number."""
    return bytes(number >> 7 * (size - 1 - i) & 0x7F for i in range(size))


def _assemble(header: Mapping[str, Any], entries: list[tuple[bytes, str, bytes]]) -> bytes:
    data, offsets = build_table(entries)
    text = json.dumps({**header, "slots": len(offsets)}, ensure_ascii=False).encode()
    text += b" " * (-(len(text) + len(_MAGIC) + 36) % 8)
    offsets = array(
        "I", [offset + len(_MAGIC) + 36 + len(text) + offsets.itemsize * len(offsets) for offset in offsets]
    )
    body = len(text).to_bytes(4, "little") + text + offsets.tobytes() + data
    return _MAGIC + hashlib.sha256(body).digest() + body


def _read_header(data: Blob) -> tuple[int, dict[str, Any]]:
    start = len(_MAGIC) + 36
    if data[: len(_MAGIC)] != _MAGIC or data[len(_MAGIC) : start - 4] != hashlib.sha256(data[start - 4 :]).digest():
        msg = f"expected a whole model of the format {FORMAT!r}; delete it, it will be made again"
        raise ModelDataError(msg)
    end = start + int.from_bytes(data[start - 4 : start], "little")
    return end, json.loads(data[start:end])


def _read_offsets(data: Blob, start: int, count: int) -> memoryview:
    return memoryview(array("I", data[start : start + count * array("I").itemsize]))
