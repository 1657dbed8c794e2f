"""Mutual accusations: تبادل X و Y الاتهامات, اتهامات متبادلة بين X و Y."""

from streams.tagging.clause import Chunk
from streams.tagging.linking.noun import Noun
from streams.tagging.linking.sentence import Party
from streams.tagging.linking.subjects import left_subject, patient
from streams.tagging.words import VERB

__all__ = ["mutual"]


def mutual(noun: Noun) -> bool:
    """تبادل X و Y الاتهامات; اتهامات متبادلة بين X و Y. Takes the parties."""
    view, k = noun.view, noun.k
    verb = next((j for j in range(k - 1, max(-1, k - 8), -1) if _is_mutual(view.chunks[j])), None)
    nxt = noun.chunk(k + 1)
    adjective = nxt is not None and nxt.kind == "np" and nxt.word.stem.startswith("متبادل")
    if verb is None and not adjective:
        return False
    for j in range(k + 1, min(k + 5, len(view.chunks))):
        chunk = view.chunks[j]
        if chunk.kind == "np" and chunk.preposition == "بين" and (len(group := view.group(j)) > 1 or chunk.word.plural):
            noun.accusers = view.parties(group)
            return True
    if verb is None:
        return False
    chunk = view.chunks[verb]
    if chunk.kind == VERB:
        for j in range(verb + 1, k):
            group = view.group(j)
            if view.chunks[j].bare and (
                len(group) > 1 or view.chunks[j].word.ending in ("ان", "ين") or view.chunks[j].word.plural
            ):
                noun.accusers = view.parties(group)
                return True
        subject = left_subject(view, verb)
        noun.accusers = view.parties(subject.group if subject else patient(view, verb))
        return bool(noun.accusers)
    if chunk.kind == "np" and chunk.end - chunk.first > 1:
        noun.accusers = [Party(chunk.first + 1, chunk.end), *view.parties(view.group(verb)[1:])]
        return len(noun.accusers) > 1
    return False


def _is_mutual(chunk: Chunk) -> bool:
    return (
        any(chunk.word.stem.endswith(form) or chunk.word.base.startswith(form) for form in ("تبادل", "تراشق", "تقاذف"))
        and chunk.reading is None
    )
