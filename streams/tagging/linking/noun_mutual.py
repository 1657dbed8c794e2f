"""Mutual accusations: تبادل X و Y الاتهامات, اتهامات متبادلة بين X و Y."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.noun import Noun
from streams.tagging.linking.patients import patient
from streams.tagging.linking.sentence import Party
from streams.tagging.words import VERB

__all__ = ["mutual"]


_FORMS = ("تبادل", "تراشق", "تقاذف")


def mutual(noun: Noun) -> bool:
    """Whether the accusation is mutual; takes the parties."""
    view, k = noun.view, noun.k
    maker = next((j for j in range(k - 1, max(-1, k - 8), -1) if _is_mutual(view.chunks[j])), None)
    nxt = noun.chunk(k + 1)
    adjective = nxt is not None and nxt.kind == "np" and nxt.word.stem.startswith("متبادل")
    if maker is None and not adjective:
        return False
    parties = _between(noun)
    if not parties and maker is not None and view.chunks[maker].kind == VERB:
        parties = _subjects(noun, maker)
    noun.accusers = parties
    return bool(parties)


def _between(noun: Noun) -> list[Party]:
    """تبادل الاتهامات بين X و Y."""
    view = noun.view
    for j in range(noun.k + 1, min(noun.k + 5, len(view.chunks))):
        chunk = view.chunks[j]
        if chunk.kind == "np" and chunk.preposition == "بين":
            group = view.group(j)
            if len(group) > 1 or chunk.word.plural or chunk.word.ending in ("ين", "ان"):
                return view.parties(group)
    return []


def _subjects(noun: Noun, verb: int) -> list[Party]:
    """The two subjects of the verb: after it, or before it (الطرفان يتبادلان)."""
    view = noun.view
    for j in range(verb + 1, noun.k):
        chunk, group = view.chunks[j], _apart(noun, j)
        if named := _named_between_commas(noun, j):
            return view.parties(named)
        if chunk.bare and (len(group) > 1 or chunk.word.ending in ("ان", "ين") or chunk.word.plural):
            return view.parties(group)
    subject = left_subject(view, verb)
    if subject is not None and (len(subject.group) > 1 or view.chunks[subject.group[0]].word.definite):
        return view.parties(subject.group)
    return view.parties(subject.group if subject else patient(view, verb))


def _named_between_commas(noun: Noun, j: int) -> list[int]:
    """Who the two sides are: تبادل الطرفان، الحكومة والمعارضة، الاتهامات."""
    view = noun.view
    if view.chunks[j].word.ending not in ("ان", "ين") or j + 3 >= noun.k or view.chunks[j + 1].kind != "comma":
        return []
    group = view.group(j + 2) if view.chunks[j + 2].bare else []
    return group if len(group) > 1 and group[-1] < noun.k else []


def _apart(noun: Noun, j: int) -> list[int]:
    """The parties from chunk `j` to the noun, between which a phrase may stand: المفوض للتجارة ووزير الاقتصاد."""
    view = noun.view
    group = view.group(j)
    others = [i for i in range(group[-1] + 1, noun.k) if view.chunks[i].bare and view.is_party(view.chunks[i])]
    return [*group, *others] if len(group) == 1 and others and view.chunks[others[0]].conjunction else group


def _is_mutual(chunk: Chunk) -> bool:
    word = chunk.word
    return (word.stem.endswith(_FORMS) or word.base.startswith(_FORMS)) and chunk.reading is None
