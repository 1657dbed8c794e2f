"""Fit the weights and write them."""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from streams.tagging.choice.scoring import Choice
from streams.tagging.choice.weights import CONFIDENCE, Weights
from streams.tagging.rules import BUILT_IN
from streams.tagging.types import Accusation
from tests.fitting.corpus import (
    SHARED,
    Article,
    Example,
    Recorder,
    examples_of,
    gold_of,
    is_set_aside,
    read_articles,
    share_of,
)
from tests.fitting.learn import Settings, fit_event, fit_pairs, prune
from tests.fitting.writing import write

_PARTS = 4
"""Of the fitted part, for calibration: each quarter is judged by weights fitted on the others."""
_THRESHOLD = 0.4
"""Least probability of an event; chosen for trigger F1 on the quarters."""
WEIGHTS = BUILT_IN / "weights.toml"


def fit(examples: Sequence[Example], settings: Settings) -> Weights:
    """All weights but those of confidence, which is plain for now."""
    weights = fit_pairs(examples, settings)
    prune(weights, settings.small)
    fit_event(examples, weights, settings)
    weights.confidence = dict.fromkeys(CONFIDENCE, 0.0) | {"pair": 1.0, "event": 1.0}
    weights.threshold = _THRESHOLD
    return weights


def _is_right(article: Article, event: Accusation) -> bool:
    """Whether type and both parties of an event are the coders'."""
    gold = gold_of(article, (event.trigger.start, event.trigger.end))
    if gold is None or event.type not in gold.get("types", [gold["type"]]):
        return False
    for slot, parties in (("accusers", event.accusers), ("accused", event.accused)):
        meets = any(a.start < e and s < a.end for a in parties for s, e in gold[slot])
        if not (meets or (not gold[slot] and not parties)):
            return False
    return True


def judged(articles: Sequence[Article], tagger: Recorder) -> list[tuple[Choice, bool, bool]]:
    """What the tagger chose, whether it is mutual, and whether it is fully right."""
    found = []
    for article in articles:
        for sentence in article.sentences:
            seen, events = tagger.cases(sentence)
            by_trigger = {event.trigger.start: event for event in events}
            for case, choice in seen:
                at = sentence.start + sentence.words.starts[case.view.chunks[case.k].head]
                if choice is not None and (event := by_trigger.get(at)) is not None:
                    found.append((choice, case.link.reciprocal, _is_right(article, event)))
    return found


def _odds(probability: float) -> float:
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(kept / (1 - kept)))


def calibrate(found: Sequence[tuple[Choice, bool, bool]]) -> dict[str, float]:
    """The coefficients of confidence, by logistic regression on choices that their weights were not fitted on."""

    rows = np.array(
        [[1.0, 0.0 if mutual else _odds(c.pair.probability), _odds(c.event), float(mutual)] for c, mutual, _ in found]
    )
    label = np.array([right for *_, right in found], float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = rows @ w
        slope = rows.T @ (1 / (1 + np.exp(-z)) - label)
        return float(np.logaddexp(0, z).sum() - label @ z + 0.1 * w @ w), slope + 0.2 * w

    found_w = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    return dict(zip(CONFIDENCE, map(float, found_w), strict=True))


def with_weights(tagger: Recorder, weights: Weights) -> Recorder:
    """The tagger with other weights."""
    tagger.weights = weights
    return tagger


def fit_quickly(articles: Sequence[Article], settings: Settings) -> Weights:
    """Weights without calibration, to see what a part is worth."""
    return fit(examples_of(articles, Recorder.load(weights=Weights())), settings)


def fit_all(articles: Sequence[Article], settings: Settings) -> tuple[Weights, list[tuple[Choice, bool, bool]]]:
    """Fit everything on `articles`; also what was judged in cross-validation."""
    tagger = Recorder.load(weights=Weights())
    examples = examples_of(articles, tagger)
    found: list[tuple[Choice, bool, bool]] = []
    for part in range(_PARTS):
        others = [e for e in examples if share_of(e.origin, "part", _PARTS) != part]
        own = [a for a in articles if share_of(str(a.row.get("origin", a.row["id"])), "part", _PARTS) == part]
        found += judged(own, with_weights(tagger, fit(others, settings)))
    weights = fit(examples, settings)
    weights.confidence = calibrate(found)
    return weights, found


def main() -> None:
    """Fit on the part of train that is not set aside."""
    gold = SHARED / "gold" / "train.jsonl"
    if not gold.is_file():
        sys.exit(f"expected the hand-coded sentences in {gold}, which is not there; nothing to fit on")
    articles = read_articles(gold, lambda row: not is_set_aside(row))
    weights, found = fit_all(articles, Settings())
    right = sum(ok for *_, ok in found)
    print(f"cross-validation: {len(found)} events, {right / len(found):.3f} of them fully right")
    write(weights, WEIGHTS)
    print(f"wrote {WEIGHTS.relative_to(Path.cwd())}")


if __name__ == "__main__":
    main()
