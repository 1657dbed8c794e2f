"""The choice: every candidate scored for both parties, the best pair taken, and how probable it is."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from streams.tagging.choice.atoms import Atoms, Values, atoms_of, case_values
from streams.tagging.choice.candidates import candidates_of
from streams.tagging.choice.case import Case
from streams.tagging.choice.features import Key, event_keys, nobody_keys
from streams.tagging.choice.sums import CaseSums
from streams.tagging.choice.weights import Weights
from streams.tagging.linking.link import Antecedent, Party

__all__ = ["Choice", "Pair", "Scored", "choose", "choose_pair", "confidence", "pairs_of", "score"]

TOP = 4
"""Candidates of each slot that are tried in pairs. 3, 4 and 6 choose the same on the set-aside; pairs cost most."""
_ELSEWHERE = ("up", "kept", "back")


@dataclass(slots=True)
class Scored:
    """A case with its candidates, and the score of each for accuser and accused; nobody is the last."""

    shared: Values
    atoms: list[Atoms]
    scores: list[tuple[float, float]]
    sums: CaseSums
    """What pairs of them weigh."""

    def at(self, i: int) -> Atoms | None:
        """The candidate with number `i`; None for nobody."""
        return self.atoms[i] if i < len(self.atoms) else None


class Pair(NamedTuple):
    """Two parties, or nobody, and the probability that they are right."""

    accuser: Atoms | None
    accused: Atoms | None
    probability: float


@dataclass(frozen=True, slots=True)
class Choice:
    """What is said of a word of accusation."""

    pair: Pair
    event: float
    """Probability that it is an event, rather than talk of one."""
    confidence: float
    """Probability that type and both parties are right, two decimals."""
    accusers: tuple[Party, ...]
    accused: tuple[Party, ...]
    rule: str


def score(case: Case, weights: Weights) -> Scored:
    """Score all candidates of a case."""
    shared = case_values(case)
    atoms = [atoms_of(case, shared, it) for it in candidates_of(case.view, case.k)]
    sums = weights.sums.of(shared)
    scores = [sums.slots(one.values) for one in atoms]
    return Scored(shared, atoms, [*scores, _sum_two(weights.nobody, nobody_keys(shared))], sums)


def _sum_two(tables: Sequence[dict[str | Key, tuple[float, float]]], keys: Sequence[str | Key]) -> tuple[float, float]:
    accuser = accused = 0.0
    for table, key in zip(tables, keys, strict=True):
        if (found := table.get(key)) is not None:
            accuser += found[0]
            accused += found[1]
    return accuser, accused


def pairs_of(scores: Sequence[tuple[float, float]], top: int = TOP) -> list[tuple[int, int]]:
    """Numbers of the candidates tried together: the `top` best of each slot, and nobody, whose scores are last."""
    nobody = len(scores) - 1
    best = [[*sorted(range(nobody), key=lambda i: -scores[i][slot])[:top], nobody] for slot in (0, 1)]
    return [(i, j) for i in best[0] for j in best[1] if i != j or i == nobody]


def choose_pair(scored: Scored) -> list[Pair]:
    """The pairs that were tried, the best first."""
    tried = pairs_of(scored.scores)
    totals = [
        scored.scores[i][0] + scored.scores[j][1] + scored.sums.pair(scored.at(i), scored.at(j)) for i, j in tried
    ]
    highest = max(totals)
    exponentials = [math.exp(total - highest) for total in totals]
    whole = sum(exponentials)
    pairs = [Pair(scored.at(i), scored.at(j), e / whole) for (i, j), e in zip(tried, exponentials, strict=True)]
    return sorted(pairs, key=lambda pair: -pair.probability)


def choose(case: Case, weights: Weights) -> Choice:
    """Choose the parties of a case, and say how sure that is."""
    scored = score(case, weights)
    pair = choose_pair(scored)[0]
    keys = event_keys(scored.shared, pair.accuser, pair.accused)
    event = _logistic(sum(weights.event[n].get(key, 0.0) for n, key in keys))
    link = case.link
    if link.reciprocal:
        accusers, accused, rule = tuple(link.accusers), tuple(link.accused), link.rule
    else:
        accusers, accused = _parties(pair.accuser, link.accusers), _parties(pair.accused, link.accused)
        told = _is_told(pair.accuser, link.accusers) and _is_told(pair.accused, link.accused)
        rule = link.rule if told else f"{_name(pair.accuser)}/{_name(pair.accused)}"
    sure = confidence(weights, pair.probability, event, mutual=link.reciprocal)
    return Choice(pair, event, sure, accusers, accused, rule)


def confidence(weights: Weights, pair: float, event: float, *, mutual: bool) -> float:
    """Platt scaling of the log-odds of pair and event."""
    named = weights.confidence
    odds = named["bias"] + named["event"] * _log_odds(event)
    odds += named["mutual"] if mutual else named["pair"] * _log_odds(pair)
    return round(_logistic(odds), 2)


def _logistic(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds))


def _log_odds(probability: float) -> float:
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))


def _is_told(atoms: Atoms | None, parties: Sequence[Party]) -> bool:
    return not parties if atoms is None else atoms.candidate.overlaps(parties)


def _name(atoms: Atoms | None) -> str:
    return "nobody" if atoms is None else atoms.values["place"]


def _parties(atoms: Atoms | None, told: Iterable[Party]) -> tuple[Party, ...]:
    """The chosen party and those coordinated with it, as the rules cut them where they say the same."""
    if atoms is None:
        return ()
    if atoms.candidate.overlaps(told := tuple(told)):
        return told
    taken = atoms.values["taken"] != "-" or atoms.values["role"].startswith(_ELSEWHERE)
    antecedent: Antecedent | None = "same_sentence" if taken else None
    return tuple(party._replace(antecedent=antecedent) for party in atoms.candidate.parties)
