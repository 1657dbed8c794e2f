"""The native engine against the original Java segmenter, on the distinct words of a sample of Arabic news."""

from pathlib import Path

import pytest

from streams.segmentation.native import NativeSegmenter

REFERENCE = Path(__file__).parents[4] / "shared" / "conformance" / "farasa_words.tsv"


def reference() -> list[tuple[str, int, str]]:
    if not REFERENCE.exists():
        pytest.skip(f"the answers of the original segmenter are not here: {REFERENCE}")
    rows = [line.split("\t") for line in REFERENCE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(word, int(count), answer) for word, count, answer in rows]


def test_every_difference_is_a_word_that_is_nothing_but_a_suffix(shared_segmenter: NativeSegmenter) -> None:
    """The original writes a lone ة as `+ة`; in our output `+` joins two parts and stands nowhere else."""
    rows = reference()
    answers = {word: shared_segmenter.segment_text(word).segmented for word, _, _ in rows}
    different = [(word, count, answer) for word, count, answer in rows if answers[word] != answer]
    assert [(word, answer) for word, _, answer in different if answer != "+" + answers[word]] == []
    assert len(different) <= 0.003 * len(rows)
    assert sum(count for _, count, _ in different) <= 0.001 * sum(count for _, count, _ in rows)
