"""What is told of a choice: the figures that it was made by."""

import re

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.choice.case import Case
from streams.tagging.choice.features import CANDIDATE
from streams.tagging.choice.scoring import choose, choose_pair, score
from streams.tagging.choice.telling import tell
from streams.tagging.choice.weights import Weights
from streams.tagging.types import Sentence

SENTENCES = [
    "اتهم رئيس النقابة شركة المياه بإخفاء التقارير.",
    "وُجهت إلى المدير تهمة الاختلاس.",
    "قال الناطق إن الحزب يحمل البلدية مسؤولية الفيضان.",
]


def told(segmenter: NativeSegmenter, text: str, weights: Weights | None = None) -> list[tuple[Case, Tagger, list[str]]]:
    tagger = Tagger.load(weights=weights)
    cases = tagger.proposals(Sentence("text", 0, 0, len(text), segmenter.segment_text(text)), None)
    return [(case, tagger, tell(case, tagger.weights).splitlines()) for case in cases]


@pytest.mark.parametrize("text", SENTENCES)
def test_the_figures_are_those_of_the_choice(segmenter: NativeSegmenter, text: str) -> None:
    ((case, tagger, lines),) = told(segmenter, text)
    choice, scored = choose(case, tagger.weights), score(case, tagger.weights)
    pairs = choose_pair(scored)
    assert lines[2] == f"  event {choice.event:.2f}, confidence {choice.confidence:.2f}, rule {choice.rule}"
    assert [float(line.split()[0]) for line in lines[3:6]] == [round(pair.probability, 2) for pair in pairs[:3]]
    best = [scored.atoms.index(it) if it else -1 for it in (pairs[0].accuser, pairs[0].accused)]
    sums = [float(line.rsplit(": ", 1)[1]) for line in lines if re.match("  (accuser|accused) ", line)]
    assert sums == pytest.approx([scored.scores[i][slot] for slot, i in enumerate(best)], abs=0.006)


def test_features_are_told_as_the_file_has_them_the_heaviest_first(segmenter: NativeSegmenter) -> None:
    ((_, tagger, lines),) = told(segmenter, SENTENCES[0])
    start = next(i for i, line in enumerate(lines) if line.startswith("  accused "))
    rows = [re.fullmatch(r"    ([+-][\d.]+) (.+?): (.+)", line) for line in lines[start + 1 : start + 9]]
    found = [(float(row[1]), row[2], tuple(row[3].split())) for row in rows if row]
    assert len(found) == 8
    assert [abs(weight) for weight, *_ in found] == sorted((abs(weight) for weight, *_ in found), reverse=True)
    for weight, template, key in found:
        table = tagger.weights.candidate[CANDIDATE.index(template)]
        assert round(table[key if len(key) > 1 else key[0]][1], 2) == weight


def test_talk_is_told_to_be_below_what_an_event_needs(segmenter: NativeSegmenter) -> None:
    weights = Weights(confidence={"bias": 0.0, "pair": 1.0, "event": 1.0, "mutual": 0.0}, threshold=0.6)
    ((_, _, lines),) = told(segmenter, SENTENCES[0], weights)
    assert lines[2].startswith("  event 0.50, less than 0.6: talk of one, confidence ")


def test_of_a_mutual_one_the_parties_are_the_rules(segmenter: NativeSegmenter) -> None:
    ((_, _, lines),) = told(segmenter, "تبادل الطرفان الاتهامات.")
    assert lines[1].startswith("  rules: mutual: الطرفان → الطرفان")
    assert lines[3:5] == ["  mutual: the rules' parties stand", next(x for x in lines if x.startswith("  event: "))]


def test_without_weights_only_the_rules_are_told(segmenter: NativeSegmenter) -> None:
    ((_, _, lines),) = told(segmenter, SENTENCES[0], Weights())
    assert lines == ["accuse اتهم: اتهم", "  rules: verb-subject-object: رئيس النقابة → شركة المياه"]
