"""With what an accusation is made: وجّه X تهمة إلى Y, موجها الاتهام إلى Y, توجيه X التهم, سارع X إلى اتهام Y."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.asides import asides
from streams.tagging.linking.noun import Noun
from streams.tagging.linking.sentence import Party, SentenceView
from streams.tagging.words import VERB

__all__ = ["gives_within", "made_with"]

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
            noun.light, noun.rule = j, "light-participle"
            return
        if gives_within(noun.view, chunk):
            noun.accusers = _owner(noun, chunk)
            noun.light = j
        elif _like_verb(noun, chunk):
            noun.accusers = _owner(noun, chunk)
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


def _participle(noun: Noun, chunk: Chunk) -> Chunk | None:
    """The light participle in a phrase, which may begin with another accusative: تحدث طويلا موجها الاتهام."""
    if chunk.preposition:
        return None
    words = noun.view.words
    found = (i for i in range(chunk.first, chunk.end) if noun.view.listed(words[i], "giving_participle"))
    i = next((i for i in found if not words[i].definite and not words[i].surface.endswith("موجة")), None)
    return None if i is None else Chunk("np", i, i + 1, i, words[i])


def _owner(noun: Noun, chunk: Chunk) -> list[Party]:
    """The party in the construct of a light noun: توجيه النيابة تهمة; or the subject of توجه الرباط الاتهام."""
    view, first = noun.view, chunk.head + 1
    if first >= chunk.end or chunk.word.pronoun:
        return []
    word = view.words[first]
    named = first in view.known or bool(word.groups & {"party", "title"})
    return [Party(first, chunk.end)] if named and not word.groups & {"thing", "text"} else []
