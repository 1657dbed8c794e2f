"""Who accuses whom where a verbal noun or a participle accuses: every pattern on sentences of its own."""

import re
import tomllib
from pathlib import Path

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.types import Accusation, Sentence

DATA = Path(__file__).parent / "data" / "noun_linking.toml"
PATTERNS = tomllib.loads(DATA.read_text(encoding="utf-8"))["pattern"]
CASES = [(pattern["name"], sentence) for pattern in PATTERNS for sentence in pattern["holds"]]
MARKS = "<>[]{}"


def plain(text: str) -> str:
    """The text without marks."""
    return "".join(letter for letter in text if letter not in MARKS)


def marked(sentence: str, opening: str, closing: str) -> list[str]:
    """What stands between two marks, without the marks inside it."""
    return [plain(found) for found in re.findall(f"{re.escape(opening)}(.*?){re.escape(closing)}", sentence)]


def event(tagger: Tagger, segmenter: NativeSegmenter, sentence: str) -> Accusation:
    """The one event on the marked trigger."""
    text = plain(sentence)
    analysis = tagger.analyse([Sentence("text", 0, 0, len(text), segmenter.segment_text(text))], None)
    (found,) = [e for e in analysis.accusations if e.trigger.text in marked(sentence, "<", ">")]
    return found


@pytest.mark.parametrize(("rule", "sentence"), CASES, ids=range(len(CASES)))
def test_the_parties_of_a_noun_are_those_marked(
    rule: str, sentence: str, proposing: Tagger, segmenter: NativeSegmenter
) -> None:
    found = event(proposing, segmenter, sentence)
    assert [a.text for a in found.accusers] == marked(sentence, "[", "]"), f"accusers ({found.rule})"
    accused = marked(sentence, "{", "}") or (marked(sentence, "[", "]") if found.reciprocal else [])
    assert [a.text for a in found.accused] == accused, f"accused ({found.rule})"
    assert found.rule == rule


def test_only_mutual_accusations_are_reciprocal(proposing: Tagger, segmenter: NativeSegmenter) -> None:
    reciprocal = {rule for rule, sentence in CASES if event(proposing, segmenter, sentence).reciprocal}
    assert reciprocal == {"mutual"}
