"""Makes the compact model (see `model.py`) from PyFarasa's files."""

import hashlib
import json
from array import array
from collections.abc import Iterator, Mapping
from typing import Any

from streams.segmentation.affixes import affix_scores
from streams.segmentation.model import ANSWER, HEADER_AT, JOINT_BYTES, MAGIC, WORD, make_scorer
from streams.segmentation.scoring import LISTS, WordFacts
from streams.segmentation.source import ModelDataError, ModelSource
from streams.segmentation.table import Entry, build_table

__all__ = ["build_model"]

_PROBABILITIES = ("Prefixes", "Suffixes", "PrefixSuffix", "SuffixPrefix", "CondPrefixes", "CondSuffixes")
_COUNT_BITS = 14


def build_model(source: ModelSource) -> bytes:
    """Make the compact model from the pinned files, in some seconds. Raises `ModelDataError` when a file is wrong."""
    header = _small_tables(source)
    facts = _facts(source)
    header["counts"] = sorted({count for count, _ in facts.values() if count is not None})
    header["empty"] = facts.get("", (None, 0))
    answers = _answers(source, header, facts)
    data, offsets = build_table([*_word_entries(facts, header["counts"]), *_answer_entries(answers)])
    return _assemble(header, data, offsets)


def _small_tables(source: ModelSource) -> dict[str, Any]:
    scores = affix_scores({f"prob{name}": source.mapping(f"prob{name}") for name in _PROBABILITIES})
    return {
        "proclitics": sorted(source.mapping("hPrefixes")),
        "enclitics": sorted(source.mapping("hSuffixes")),
        # `_` stands for a suffix that is not written in the training data; no word has it.
        "affix_scores": {p: {s: score for s, score in row.items() if "_" not in s} for p, row in scores.items()},
        "templates": source.weights("template-count.txt"),
        "roots": source.weights("roots.txt"),
        "template_counts": source.mapping("hmTemplateCount"),
        "variables": source.mapping("generalVariables"),
    }


def _facts(source: ModelSource) -> dict[str, WordFacts]:
    """The frequency of each word and the lists it is in."""
    frequency = source.mapping("wordCount")
    flags = dict.fromkeys(frequency, 0)
    for bit, name in enumerate(LISTS):
        for word in source.mapping(name):
            flags[word] = flags.get(word, 0) | 1 << bit
    return {word: (frequency.get(word), bits) for word, bits in flags.items()}


def _answers(source: ModelSource, header: Mapping[str, Any], facts: Mapping[str, WordFacts]) -> dict[str, str]:
    """The answers that Farasa has stored; where it has stored several splits, the best of these."""
    answers = {word: _clean(answer) for word, answer in source.mapping("hmSeenBefore").items()}
    scorer = make_scorer(header, lambda word: facts.get(word, (None, 0)))
    for word, splits in source.mapping("hmPreviouslySeenTokenizations").items():
        if word not in answers:
            allowed = frozenset(map(_clean, splits))
            answers[word] = scorer.split(word, allowed) if len(allowed) > 1 else _clean(splits[0])
    return answers


def _word_entries(facts: Mapping[str, WordFacts], counts: list[float]) -> Iterator[Entry]:
    """A word's payload: which frequency (from 1; 0 is none) in two bytes, the lists in one."""
    if len(counts) >= 1 << _COUNT_BITS:
        raise ModelDataError(f"expected fewer than {1 << _COUNT_BITS} distinct frequencies, found {len(counts)}")
    index: dict[float | None, bytes] = {count: _seven_bits(at, 2) for at, count in enumerate(counts, 1)}
    index[None] = _seven_bits(0, 2)
    for word, (count, flags) in facts.items():
        yield WORD, word, index[count] + bytes((flags,))


def _answer_entries(answers: Mapping[str, str]) -> Iterator[Entry]:
    """An answer is stored as the places of its joints; one that changes letters or is too long is left out."""
    for word, answer in answers.items():
        joints, at = 0, -1
        for letter in answer:
            if letter == "+":
                joints |= 1 << at
            else:
                at += 1
        if answer.replace("+", "") == word and joints < 1 << 7 * JOINT_BYTES:
            yield ANSWER, word, _seven_bits(joints, JOINT_BYTES)


def _clean(answer: str) -> str:
    return answer.replace(";", "").replace("++", "+").strip("+")


def _seven_bits(number: int, size: int) -> bytes:
    """Big-endian, in bytes below 0x80, so that no letter can be mistaken for a number."""
    return bytes(number >> 7 * (size - 1 - i) & 0x7F for i in range(size))


def _assemble(header: Mapping[str, Any], data: bytes, offsets: "array[int]") -> bytes:
    text = json.dumps({**header, "slots": len(offsets)}, ensure_ascii=False).encode()
    data_at = HEADER_AT + len(text) + offsets.itemsize * len(offsets)
    absolute = array("I", [data_at + offset for offset in offsets])
    body = len(text).to_bytes(4, "little") + text + absolute.tobytes() + data
    return MAGIC + hashlib.sha256(body).digest() + body
