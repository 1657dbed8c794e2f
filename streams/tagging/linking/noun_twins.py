"""Two nouns of condemning that share their parties: إدانة واستنكار المملكة للهجوم, إدانة المملكة واستنكارها للهجوم."""

from collections.abc import Callable

from streams.tagging.linking.sentence import Link, SentenceView
from streams.tagging.triggers import Reading

__all__ = ["twinned"]

_NEAR = 3
"""Chunks from the first noun to the second."""


def twinned(view: SentenceView, k: int, reading: Reading, link: Callable[[SentenceView, int, Reading], Link]) -> Link:
    """The link of the noun at chunk `k`, corrected by the noun joined to it, if there is one."""
    twin = _twin(view, k, reading)
    if twin is None:
        return link(view, k, reading)
    j, other = twin
    if j == k + 1 and not reading.pronoun and not other.pronoun:
        return link(view, j, other)  # إدانة واستنكار المملكة
    found = link(view, k, reading)
    between = [party for party in found.accused if view.chunks[k].first < party.first < view.chunks[j].first]
    if between and other.pronoun and not reading.pronoun:
        of_act = any(chunk.preposition == "ل" for chunk in view.chunks[j + 1 : j + 3])
        if of_act and view.pronoun_fits(other.pronoun, view.chunks[j - 1]):
            found.accusers, found.accused = between, link(view, j, other).accused
    return found


def _twin(view: SentenceView, k: int, reading: Reading) -> tuple[int, Reading] | None:
    """The noun of condemning joined with و to the one at chunk `k`, and its reading."""
    if reading.trigger.type != "condemn":
        return None
    for j in range(k + 1, min(k + _NEAR, len(view.chunks))):
        chunk = view.chunks[j]
        if chunk.kind != "np" or (j > k + 1 and not chunk.conjunction):
            return None
        other = chunk.reading
        if chunk.conjunction and other is not None:
            noun = other.trigger.part == "noun" and other.trigger.type == "condemn"
            return (j, other) if noun and not chunk.preposition else None
    return None
