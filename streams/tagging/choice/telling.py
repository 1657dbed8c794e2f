"""Why a choice came out as it did, as text: what the rules propose, the best pairs, what weighed most."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from streams.tagging.choice.atoms import Atoms
from streams.tagging.choice.case import Case
from streams.tagging.choice.features import (
    CANDIDATE,
    EVENT,
    NOBODY,
    PAIR,
    Key,
    candidate_keys,
    event_keys,
    nobody_keys,
    pair_keys,
)
from streams.tagging.choice.scoring import Scored, choose, choose_pair, score
from streams.tagging.choice.weights import Weights
from streams.tagging.clauses.draw import written
from streams.tagging.linking.link import Party

__all__ = ["tell"]

_PAIRS: Final = 3
_FEATURES: Final = 8
_SLOTS: Final = ("accuser", "accused")

_Weighed = tuple[str, str | Key, float]
"""A template, its values, and what they weigh."""


def tell(case: Case, weights: Weights) -> str:
    """Return the word, what the rules propose, and, with weights, the best pairs and the features that decided.

    A feature's line is its weight, its template and its values, as `rules/weights.toml` has them.
    """
    trigger, link = case.reading.trigger, case.link
    lines = [
        f"{trigger.type} {trigger.lemma}: {written(case.view.chunks[case.k].word)}",
        f"  rules: {link.rule}: {_named(case, link.accusers)} → {_named(case, link.accused)}",
    ]
    if weights.fitted:
        lines += (f"  {line}" for line in _chosen(case, weights))
    return "\n".join(lines)


def _chosen(case: Case, weights: Weights) -> Iterator[str]:
    choice, scored = choose(case, weights), score(case, weights)
    talk = f", less than {weights.threshold}: talk of one" if choice.event < weights.threshold else ""
    yield f"event {choice.event:.2f}{talk}, confidence {choice.confidence:.2f}, rule {choice.rule}"
    accuser, accused = choice.pair.accuser, choice.pair.accused
    if case.link.reciprocal:
        yield "mutual: the rules' parties stand"
    else:
        yield from _pairs(case, scored)
        for slot, atoms in enumerate((accuser, accused)):
            yield from _heaviest(f"{_SLOTS[slot]} {_candidate(case, atoms)}", _of_slot(weights, scored, atoms, slot))
        keyed = pair_keys(scored.shared, accuser, accused)
        yield from _heaviest("both together", ((PAIR[n], key, weights.pair[n].get(key, 0.0)) for n, key in keyed))
    of_event = event_keys(scored.shared, accuser, accused)
    yield from _heaviest("event", ((EVENT[n], key, weights.event[n].get(key, 0.0)) for n, key in of_event))


def _pairs(case: Case, scored: Scored) -> Iterator[str]:
    for pair in choose_pair(scored)[:_PAIRS]:
        yield f"{pair.probability:.2f} {_candidate(case, pair.accuser)} → {_candidate(case, pair.accused)}"


def _of_slot(weights: Weights, scored: Scored, atoms: Atoms | None, slot: int) -> Iterator[_Weighed]:
    """The features of one party, or of nobody in its place."""
    if atoms is None:
        tables = zip(NOBODY, nobody_keys(scored.shared), weights.nobody, strict=True)
    else:
        tables = zip(CANDIDATE, candidate_keys(atoms), weights.candidate, strict=True)
    return ((template, key, table.get(key, (0.0, 0.0))[slot]) for template, key, table in tables)


def _heaviest(title: str, features: Iterable[_Weighed]) -> Iterator[str]:
    """The title with the sum of all, then the features that weigh most; those of no weight are left out."""
    weighed = [feature for feature in features if feature[2]]
    yield f"{title}: {sum(weight for _, _, weight in weighed):+.2f}"
    for template, key, weight in sorted(weighed, key=lambda feature: -abs(feature[2]))[:_FEATURES]:
        yield f"  {weight:+.2f} {template}: {key if isinstance(key, str) else ' '.join(key)}"


def _candidate(case: Case, atoms: Atoms | None) -> str:
    return _named(case, () if atoms is None else atoms.candidate.parties)


def _named(case: Case, parties: Sequence[Party]) -> str:
    words = case.view.words
    return ", ".join(" ".join(map(written, words[party.first : party.end])) for party in parties) or "nobody"
