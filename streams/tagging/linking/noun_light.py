"""With what an accusation is made: وجّه X تهمة إلى Y, موجها الاتهام إلى Y, توجيه X التهم, سارع X إلى اتهام Y."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.asides import asides
from streams.tagging.linking.authors import authors
from streams.tagging.linking.matrix import matrix_subject
from streams.tagging.linking.noun import Noun
from streams.tagging.linking.sentence import Party, SentenceView
from streams.tagging.linking.subjects import main_subject
from streams.tagging.words import VERB

__all__ = ["controls", "gives_within", "laid", "made_with"]

_REACH = 8
"""Chunks between the light word and the noun."""
_BOUNDS = ("stop", "complementiser", "relative", "subordinator")


def made_with(noun: Noun) -> None:
    """Take as accuser the subject of a light participle, what belongs to a light noun, and a party before توجه."""
    for j in range(noun.k - 1, max(-1, noun.k - _REACH), -1):
        chunk = noun.view.chunks[j]
        if chunk.kind == VERB or chunk.kind in _BOUNDS:
            if noun.view.listed(chunk.word, "gives"):
                noun.light = j
            elif j in asides(noun.view):
                continue  # وجه إليه، بعد جلسة استمرت ساعات، تهمة
            return
        if chunk.kind != "np" or chunk.reading is not None:
            continue
        participle = _participle(noun, chunk)
        if participle is not None:
            noun.accusers = _parties(noun, matrix_subject(noun.view, j, participle))
            noun.light, noun.rule = j, "light-participle"
            return
        if gives_within(noun.view, chunk):
            noun.accusers = _owner(noun, chunk)
            noun.light = j
        elif _like_verb(noun, chunk):
            noun.accusers = _owner(noun, chunk) or _before(noun, j)
        else:
            continue
        if noun.accusers:
            noun.light, noun.rule = j, "light-verb" if _like_verb(noun, chunk) else "light-noun"
        return


def gives_within(view: SentenceView, chunk: Chunk) -> bool:
    """Whether a phrase is of giving: توجيه, محاولات إلصاق."""
    return view.holds("giving", chunk.head, chunk.end)


def _like_verb(noun: Noun, chunk: Chunk) -> bool:
    """An imperfect such as توجه and تلقي, which is written like a verbal noun."""
    return not chunk.word.definite and chunk.word.stem.startswith("ت") and noun.view.listed(chunk.word, "gives")


def laid(noun: Noun) -> bool:
    """Whether a verb of giving stands right before بتهمة, or with its subject between: يلقي بتهمة X على Y."""
    chunks = noun.view.chunks
    verb = next((c for c in chunks[max(0, noun.k - 2) : noun.k] if c.kind == VERB), None)
    return verb is not None and not verb.word.pronoun and noun.view.listed(verb.word, "gives")


def _participle(noun: Noun, chunk: Chunk) -> Chunk | None:
    """The light participle in a phrase, which may begin with another accusative: تحدث طويلا موجها الاتهام."""
    if chunk.preposition:
        return None
    words = noun.view.words
    found = (i for i in range(chunk.first, chunk.end) if noun.view.listed(words[i], "giving_participle"))
    i = next((i for i in found if not words[i].definite and not words[i].surface.endswith("موجة")), None)
    return None if i is None else Chunk("np", i, i + 1, i, words[i])


def _parties(noun: Noun, group: list[int]) -> list[Party]:
    return authors(noun.view, group) if group else []


def _owner(noun: Noun, chunk: Chunk) -> list[Party]:
    """The party in the construct of a light noun: توجيه النيابة تهمة; or the subject of توجه الرباط الاتهام."""
    view, first = noun.view, chunk.head + 1
    if first >= chunk.end or chunk.word.pronoun:
        return []
    word = view.words[first]
    named = first in view.known or bool(word.groups & {"party", "title"})
    return [Party(first, chunk.end)] if named and not word.groups & {"thing", "text"} else []


def _before(noun: Noun, j: int) -> list[Party]:
    """A party that opens the clause before توجه, which Farasa does not tell from the noun: النيابة توجه تهمة."""
    before = noun.chunk(j - 1)
    if noun.view.chunks[j].conjunction:
        return _parties(noun, main_subject(noun.view, j))
    if before is None or not before.bare or not noun.view.is_party(before):
        return []
    return noun.view.parties(noun.view.group(j - 1))


def controls(noun: Noun) -> bool:
    """Whether the subject of a verb of setting about does what the noun says: سارع إلى اتهام, ذهب إلى حد اتهام."""
    view, k = noun.view, noun.k
    if noun.reading.form.number != "s" or noun.reading.definite:
        return False
    before = noun.chunk(k - 1)
    if before is not None and before.kind == "np" and before.word.base == "حد" and before.preposition in ("الي", "ل"):
        return True
    bare = not view.chunks[k].preposition
    if not bare and view.chunks[k].preposition not in ("الي", "ب", "علي"):
        return False
    for j in range(k - 1, max(-1, k - _REACH), -1):
        if view.chunks[j].kind == VERB:
            if bare and any(chunk.kind != "np" or chunk.preposition for chunk in view.chunks[j + 1 : k]):
                return False
            return view.listed(view.chunks[j].word, "wills" if bare else "sets_about")
        if view.chunks[j].kind in _BOUNDS:
            return False
    return False
