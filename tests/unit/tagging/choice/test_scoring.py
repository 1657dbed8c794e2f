"""The choice: probabilities, explanations, and what stands when there are no weights."""

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.choice.atoms import SHARED, case_values
from streams.tagging.choice.case import Case
from streams.tagging.choice.features import candidate_keys, pair_keys
from streams.tagging.choice.scoring import Choice, choose_pair, score
from streams.tagging.choice.weights import Weights
from streams.tagging.types import Accusation, Sentence

PLAIN = "اتهمت النقابة الوزارة بتجاهل مطالب المعلمين."


class Watched(Tagger):
    """A tagger that shows its cases."""

    cases: list[Case]

    def choose(self, case: Case) -> Choice | None:
        self.cases.append(case)
        return super().choose(case)


def seen(
    segmenter: NativeSegmenter, text: str, weights: Weights | None = None
) -> tuple[Watched, tuple[Accusation, ...]]:
    tagger = Watched.load(weights=weights)
    tagger.cases = []
    sentence = Sentence("text", 0, 0, len(text), segmenter.segment_text(text))
    return tagger, tagger.analyse([sentence], None).accusations


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "نفت الوزارة ما نسبته إليها الصحيفة.",
        "وجه المحتجون إلى البلدية انتقادات لاذعة.",
        "تبادل الطرفان الاتهامات.",
    ],
)
def test_probabilities_of_pairs_add_up(segmenter: NativeSegmenter, text: str) -> None:
    tagger, _ = seen(segmenter, text)
    for case in tagger.cases:
        pairs = choose_pair(score(case, tagger.weights))
        assert sum(pair.probability for pair in pairs) == pytest.approx(1.0)
        assert pairs == sorted(pairs, key=lambda pair: -pair.probability)
        assert any(pair.accuser is None and pair.accused is None for pair in pairs), "nobody is always a choice"


def test_sums_are_what_the_features_weigh(segmenter: NativeSegmenter) -> None:
    tagger, _ = seen(segmenter, PLAIN)
    (case,) = tagger.cases
    scored, weights = score(case, tagger.weights), tagger.weights
    for atoms, found in zip(scored.atoms, scored.scores, strict=False):
        tables = zip(weights.candidate, candidate_keys(atoms), strict=True)
        weighed = [table[key] for table, key in tables if key in table]
        assert weighed
        assert found == pytest.approx((sum(a for a, _ in weighed), sum(b for _, b in weighed)))
    for accuser in (*scored.atoms, None):
        for accused in (*scored.atoms, None):
            both = sum(weights.pair[n].get(key, 0.0) for n, key in pair_keys(scored.shared, accuser, accused))
            assert scored.sums.pair(accuser, accused) == pytest.approx(both)


def test_what_all_candidates_share_is_named(segmenter: NativeSegmenter) -> None:
    tagger, _ = seen(segmenter, PLAIN)
    assert set(case_values(tagger.cases[0])) == SHARED


def test_what_is_plain_is_surer_than_what_is_not(segmenter: NativeSegmenter) -> None:
    _, (plain,) = seen(segmenter, PLAIN)
    _, (loose,) = seen(segmenter, "وكثرت بعد ذلك في المدينة الأقاويل والاتهامات للجميع.")
    assert plain.confidence is not None
    assert loose.confidence is not None
    assert plain.confidence > loose.confidence


def test_without_weights_the_rules_answer_stands(segmenter: NativeSegmenter) -> None:
    _, (event,) = seen(segmenter, PLAIN, Weights())
    assert (event.accusers[0].text, event.accused[0].text, event.rule) == ("النقابة", "الوزارة", "verb-subject-object")
    assert event.confidence is None


def test_weights_can_turn_the_rules_answer(segmenter: NativeSegmenter) -> None:
    weights = Weights(confidence={"bias": 0.0, "pair": 1.0, "event": 1.0, "mutual": 0.0})
    weights.candidate[0]["verb", "after2"] = (5.0, -5.0)
    weights.candidate[0]["verb", "after1"] = (-5.0, 5.0)
    _, (event,) = seen(segmenter, PLAIN, weights)
    assert ([a.text for a in event.accusers], [a.text for a in event.accused]) == (["الوزارة"], ["النقابة"])
    assert event.rule == "after2/after1", "an answer of its own is named by where its parties stand"


def test_talk_below_the_threshold_is_no_event(segmenter: NativeSegmenter) -> None:
    weights = Weights(confidence={"bias": 0.0, "pair": 1.0, "event": 1.0, "mutual": 0.0}, threshold=0.6)
    assert seen(segmenter, PLAIN, weights)[1] == (), "without a weight of event its probability is one half"


def test_the_same_sentence_gives_the_same_bytes(segmenter: NativeSegmenter) -> None:
    assert seen(segmenter, PLAIN)[1] == seen(segmenter, PLAIN)[1]
