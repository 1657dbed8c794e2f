"""The splits that are scored are those that the original finds by cutting a word in every way there is.

The original cuts a word into single letters, joins neighbours in every order, and reads each cutting as prefixes, stem
and suffixes. That is written down here, slowly, to compare with.
"""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.segmentation.native import NativeSegmenter
from streams.segmentation.scoring import SplitScorer

PROCLITICS = frozenset(["ال", "و", "ف", "ب", "ك", "ل", "لل", "س"])
ENCLITICS = frozenset(
    ["ه", "ها", "ك", "ي", "هما", "كما", "نا", "كم", "هم", "هن", "كن", "ا", "ان", "ين", "ون", "وا", "ات", "ت", "ن", "ة"]
)

Split = tuple[tuple[str, ...], str, tuple[str, ...]]


def read(pieces: list[str]) -> Split:
    """Proclitics from the front, enclitics from the back, the rest is the stem; س before other letters is stem, too."""
    first = 0
    while first < len(pieces) and pieces[first] in PROCLITICS:
        first += 1
    last = len(pieces)
    while last > first and pieces[last - 1] in ENCLITICS:
        last -= 1
    prefixes, stem, suffixes = pieces[:first], "".join(pieces[first:last]), pieces[last:]
    if prefixes and prefixes[-1] == "س" and stem[:1] not in set("ينأت"):
        stem = prefixes.pop() + stem
    return tuple(prefixes), stem, tuple(suffixes)


def original_splits(word: str) -> set[Split]:
    """All readings of all cuttings; each is read a second time with its stem in one piece, as the original does."""
    found = set()
    for cuts in product([False, True], repeat=len(word) - 1):
        pieces = [word[0]]
        for cut, letter in zip(cuts, word[1:], strict=True):
            if cut:
                pieces.append(letter)
            else:
                pieces[-1] += letter
        prefixes, stem, suffixes = read(pieces)
        if all(cuts) and len(stem) == 1 and len(word) > 1:
            continue
        found.add(read([*prefixes, *([stem] if stem else []), *suffixes]))
    return found


@pytest.fixture(scope="module")
def scorer(shared_segmenter: NativeSegmenter) -> SplitScorer:
    return shared_segmenter.load().scorer


def seen(scorer: SplitScorer, split: Split) -> bool:
    """Whether the training data has the prefixes and the suffixes."""
    prefixes, _, suffixes = split
    before, after = "".join(prefixes), "".join(suffixes)
    return any(p.written == "".join(f"{x}+" for x in prefixes) for p in scorer.inventory.prefixes(before)) and any(
        s.written == "".join(f"+{x}" for x in suffixes) for s in scorer.inventory.suffixes(after)
    )


def our_splits(scorer: SplitScorer, word: str) -> set[Split]:
    return {
        (tuple(prefix.written.split("+")[:-1]), stem, tuple(suffix.written.split("+")[1:]))
        for _, prefix, stem, suffix in scorer.splits(word)
    }


@given(st.text(st.sampled_from("وفبكلسايتنهمةدر"), min_size=1, max_size=8).filter(lambda word: "سسس" not in word))
@settings(max_examples=500, deadline=None)
def test_the_same_splits_as_the_original(scorer: SplitScorer, word: str) -> None:
    expected = {split for split in original_splits(word) if seen(scorer, split)}
    assert our_splits(scorer, word) == expected


@pytest.mark.parametrize(
    "word",
    ["وبالكتاب", "سيكتبها", "سدير", "همت", "زة", "كما", "الون", "لاله", "وسنة", "ك", "سسنا", "وسسين", "سسنات", "سسد"],
)
def test_the_same_on_words_with_a_catch(scorer: SplitScorer, word: str) -> None:
    assert our_splits(scorer, word) == {split for split in original_splits(word) if seen(scorer, split)}
