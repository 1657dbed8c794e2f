"""What follows a noun of accusation: to whom, from whom, of what."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.noun import FROM, TO, Noun, pronoun_target, tries
from streams.tagging.linking.noun_clauses import asyndetic, fits_relative, relative, that
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.sentence import Party
from streams.tagging.words import VERB

__all__ = ["follow"]

_BOUNDS = ("stop", "comma", "subordinator", "conjunction", "complementiser")
_DIRECTED = ("موجه", "منسوب")


def follow(noun: Noun) -> None:
    """Take what follows the noun, up to the end of the clause or a clause that qualifies it."""
    j = noun.adjacent
    while (chunk := noun.chunk(j)) is not None and j < noun.k + 9 and _step(noun, j, chunk):
        j += 1


def _step(noun: Noun, j: int, chunk: Chunk) -> bool:
    """Take one chunk; False ends the search."""
    nxt = noun.chunk(j + 1)
    if chunk.kind == "comma" and j == noun.k + 1 and nxt is not None and nxt.preposition in TO:
        return True  # ألقى اللوم، على
    if chunk.kind in _BOUNDS:
        that(noun, j)
        return False
    if chunk.kind == VERB or noun.view.listed(chunk.word, "reaches"):
        asyndetic(noun, j)
        return False
    if chunk.kind == "relative":
        if fits_relative(noun, chunk):
            relative(noun, j)
        return False
    if chunk.kind == "pp" and chunk.word.pronoun:
        _to_pronoun(noun, j, chunk)
    elif chunk.kind == "np":
        return chunk.reading is None and _to_noun(noun, j, chunk)
    return True


def _to_pronoun(noun: Noun, j: int, chunk: Chunk) -> None:
    to = chunk.preposition in TO or (chunk.preposition == "عن" and noun.reading.trigger.lemma == "تهمة")
    if to and not noun.accused and not chunk.conjunction:
        exclude = list(range(noun.k, j))
        noun.accused = noun.view.parties(pronoun_target(noun, chunk.word.pronoun, exclude), "same_sentence")


def _to_noun(noun: Noun, j: int, chunk: Chunk) -> bool:
    """Take a noun phrase after the noun; False ends the search."""
    preposition = chunk.preposition
    if not preposition:
        return _bare(noun, j, chunk)
    if _from(noun, j, chunk):
        noun.accusers = noun.view.parties(noun.view.group(j))
    elif not noun.accused and _charges_at(noun, j, chunk):
        _take_accused(noun, j)
        return bool(noun.accused) or noun.reading.trigger.type != "condemn"  # إدانة للهجوم على السفارة
    elif preposition == "ب" and "ب" in noun.reading.trigger.content and noun.content is None:
        noun.content = (chunk.first, noun.view.clause_end(j))
    return True


def _bare(noun: Noun, j: int, chunk: Chunk) -> bool:
    """Pass over what qualifies the noun: الموجهة, الخطيرة; الموجهة للاعبيه names the accused."""
    directed = chunk.word.stem.startswith(_DIRECTED)
    if directed and chunk.end - chunk.head > 1 and not noun.accused:
        noun.accused = [Party(chunk.head + 1, chunk.end)]
    if directed or chunk.word.nisba or j == noun.k + 1 or chunk.conjunction:
        return True
    return chunk.word.definite == noun.reading.definite and not noun.view.is_party(chunk)


def _from(noun: Noun, j: int, chunk: Chunk) -> bool:
    """Whether the phrase says from whom the accusation comes."""
    if chunk.preposition not in FROM or noun.accusers or noun.reading.trigger.lemma == "تهمة":
        return False
    if not noun.view.is_party(chunk):
        return False
    if chunk.preposition != "من":
        return True
    if tries(noun.view, [j]):
        return True
    return noun.content is None and j - noun.adjacent <= 1


def _charges_at(noun: Noun, j: int, chunk: Chunk) -> bool:
    """Whether the phrase says at whom the accusation is directed."""
    view, trigger, preposition = noun.view, noun.reading.trigger, chunk.preposition
    if trigger.type == "condemn":
        return preposition in TO or preposition in trigger.objects
    if trigger.lemma == "تهمة" and preposition == "عن":
        return view.is_party(chunk)  # أسقطت النيابة التهم عن X
    if preposition not in TO or (trigger.lemma == "تهمة" and noun.content is not None and noun.light is None):
        return False
    if trigger.type == "blame":
        return True
    if preposition == "علي":
        laid = noun.light is not None and trigger.lemma == "تهمة" and noun.reading.preposition == "ب"
        return (j == noun.k + 1 or laid) and view.is_party(chunk)  # ألقى بتهمة التقصير على X
    if view.is_party(chunk):
        return True
    light = noun.light is not None and preposition != "ل"
    directed = (
        light or view.chunks[j - 1].word.stem.startswith(_DIRECTED) or (j == noun.adjacent and preposition != "ل")
    )
    return directed and not view.is_thing(chunk)


def _take_accused(noun: Noun, j: int) -> None:
    """Take the group at chunk `j`, or the author of the act that is condemned."""
    group = noun.view.group(j)
    if noun.reading.trigger.type == "condemn":
        noun.accused = accused_of_act(noun.view, group, Arguments(end=group[-1] + 1))
    else:
        noun.accused = noun.view.parties(group)
