"""Who is behind a text: a statement, a banner, a report."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.sentence import Party, SentenceView
from streams.tagging.linking.subjects import subject_of
from streams.tagging.words import VERB

__all__ = ["authors"]

_VAGUE = ("quantifier", "preposition")


def authors(view: SentenceView, group: list[int]) -> list[Party]:
    """Who is behind a text: named in its phrase, after صادر عن, or the subject of the verb that carries it.

    Other noun phrases stand for themselves, except الأخير (the latter) and كل من (nobody in particular).
    """
    chunk = view.chunks[group[0]]
    first = view.words[chunk.first]
    vague = first.kind in _VAGUE and not first.definite
    if vague and all(word.kind in _VAGUE for word in view.words[chunk.first : chunk.end]):
        return []  # كل من اتهمها: nobody in particular
    if chunk.word.base == "اخير" and chunk.word.definite and chunk.end - chunk.first == 1:
        return view.parties(view.antecedent("ه", group[0]) or group)  # الأخير: the latter
    if not view.is_text(chunk):
        return view.parties(group)
    named = _within(view, chunk) or _issuer(view, group[0])
    return named or _carrier(view, group) or view.parties(group)


def _within(view: SentenceView, chunk: Chunk) -> list[Party]:
    """بيان المجلس, تقرير أميركي; not تقارير صحفية."""
    for i in range(chunk.head + 1, chunk.end):
        word = view.words[i]
        adjective = word.nisba and not word.definite and i not in view.states
        if i in view.known or (word.groups & {"party", "title"} and not adjective) or (word.nisba and i in view.states):
            return [Party(i, chunk.end)]
    return []


def _issuer(view: SentenceView, k: int) -> list[Party]:
    """بيان صادر عن المجلس."""
    for j in range(k + 1, min(k + 4, len(view.chunks))):
        other = view.chunks[j]
        if other.kind == "relative":
            return _maker(view, j)
        if other.kind == VERB and other.word.pronoun and j == k + 1:
            return _maker(view, k)  # بيان وقعه أكاديميون
        near = other.preposition == "عن" or (other.preposition in ("ل", "من") and j == k + 1)
        if other.kind == "np" and near and view.is_party(other):
            return view.parties(view.group(j))
        if other.kind in ("stop", "comma", "complementiser"):
            break
    return []


def _maker(view: SentenceView, j: int) -> list[Party]:
    """التقرير الذي أعدته اللجنة: who made the text, right after a verb with the text as its object."""
    if j + 2 >= len(view.chunks):
        return []
    verb, subject = view.chunks[j + 1], view.chunks[j + 2]
    made = verb.word.pronoun in ("ه", "ها") and verb.end - verb.first == 1 and not view.listed(verb.word, "publishes")
    return view.parties(view.group(j + 2)) if made and subject.bare and view.is_party(subject) else []


def _carrier(view: SentenceView, group: list[int]) -> list[Party]:
    """رفع المحتجون لافتات; a report that is known speaks for itself."""
    word = view.chunks[group[0]].word
    if word.base == "تقرير" and word.definite:
        return []
    for j in range(group[0] - 1, -1, -1):
        if view.chunks[j].kind == VERB:
            carrier = subject_of(view, j)
            if carrier and carrier != group and view.is_party(view.chunks[carrier[0]]):
                return view.parties(carrier)
    return []
