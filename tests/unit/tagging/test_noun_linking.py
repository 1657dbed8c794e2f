"""Who accuses whom where a verbal noun or a participle accuses, on sentences of its own, by the pattern they show."""

import re
import tomllib
from pathlib import Path

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


def events(tagger: Tagger, segmenter: NativeSegmenter, sentence: str) -> list[Accusation]:
    """The events on the marked trigger."""
    text = plain(sentence)
    analysis = tagger.analyse([Sentence("text", 0, 0, len(text), segmenter.segment_text(text))], None)
    return [e for e in analysis.accusations if e.trigger.text in marked(sentence, "<", ">")]


def is_right(tagger: Tagger, segmenter: NativeSegmenter, sentence: str) -> bool:
    """Whether there is one event on the trigger, and its parties are those marked."""
    found = events(tagger, segmenter, sentence)
    if len(found) != 1:
        return False
    accusers = marked(sentence, "[", "]")
    accused = marked(sentence, "{", "}") or (accusers if found[0].reciprocal else [])
    return [a.text for a in found[0].accusers] == accusers and [a.text for a in found[0].accused] == accused


def test_the_parties_of_most_nouns_are_those_marked(tagger: Tagger, segmenter: NativeSegmenter) -> None:
    """They were written one rule each; the weights, fitted on what papers print, read one in six otherwise."""
    assert sum(is_right(tagger, segmenter, sentence) for _, sentence in CASES) / len(CASES) >= 0.8


def test_only_mutual_accusations_are_reciprocal(proposing: Tagger, segmenter: NativeSegmenter) -> None:
    reciprocal = {rule for rule, row in CASES if any(e.reciprocal for e in events(proposing, segmenter, row))}
    assert reciprocal == {"mutual"}
