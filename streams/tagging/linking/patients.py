"""Whom a passive verb is said of."""

from streams.tagging.linking.openings import opening_subject
from streams.tagging.linking.relatives import after_relative
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.linking.subjects import adjacent_subject

__all__ = ["patient"]


def patient(view: SentenceView, k: int) -> list[int]:
    """Who a passive verb is said of, when the noun does not follow: الذي اتهم, رجل … اتهم, … بعدما أدينوا."""
    verb = view.chunks[k]
    found = adjacent_subject(view, k)
    if found is not None and (view.is_party(view.chunks[found.group[0]]) or view.victim(view.chunks[found.group[0]])):
        return found.group
    fronted = opening_subject(view, k)
    if fronted is not None:
        return fronted.group
    for j in range(k - 1, -1, -1):
        chunk = view.chunks[j]
        if verb.conjunction and view.chunks[k - 1].kind == "comma" and after_relative(view, j):
            continue  # حوكم X الذي كان مستشارا للرئيس، ودين
        if chunk.kind != "np" or chunk.reading is not None or chunk.preposition in ("في", "خلال", "منذ"):
            continue
        if (view.is_party(chunk) or view.victim(chunk)) and view.agrees(verb, chunk, before=True):
            return [j]
    return found.group if found is not None else []
