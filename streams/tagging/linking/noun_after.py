"""What follows a noun of accusation: to whom, from whom, of what."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.noun import FROM, TO, Noun, pronoun_target, tries
from streams.tagging.linking.noun_clauses import asyndetic, fits_relative, handed_in, relative, that
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.sentence import Party
from streams.tagging.words import VERB

__all__ = ["follow"]

_BOUNDS = ("stop", "comma", "subordinator", "conjunction", "complementiser")
_DIRECTED = ("موجه", "منسوب")
_ABOUT = ("ب", "عن", "حول", "بشان", "في")


def follow(noun: Noun) -> None:
    """Take what follows the noun, up to the end of the clause or a clause that qualifies it."""
    j = noun.adjacent
    while (chunk := noun.chunk(j)) is not None and j < noun.k + 9 and _step(noun, j, chunk):
        j += 1
    if not noun.accused:
        _doer(noun)


def _step(noun: Noun, j: int, chunk: Chunk) -> bool:
    """Take one chunk; False ends the search."""
    nxt = noun.chunk(j + 1)
    if chunk.kind == "comma" and j == noun.k + 1 and nxt is not None and nxt.preposition in TO:
        return True  # ألقى اللوم، على
    if chunk.kind == "comma" and noun.light is not None and (aside := _aside_end(noun, j)) is not None:
        return _to_noun(noun, aside, noun.view.chunks[aside]) and False  # وجهت لائحة اتهام، كشف عنها أمس، إلى
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


def _aside_end(noun: Noun, j: int) -> int | None:
    """The chunk after the aside that the comma at `j` opens, if it says to whom; else None."""
    for i in range(j + 1, min(j + 10, len(noun.view.chunks) - 1)):
        if noun.view.chunks[i].kind == "comma":
            nxt = noun.view.chunks[i + 1]
            to = ("ل", "الي", "ضد", "بحق", "علي") if noun.reading.trigger.type == "blame" else ("ل", "الي", "ضد", "بحق")
            return i + 1 if nxt.kind == "np" and nxt.preposition in to else None
    return None


def _doer(noun: Noun) -> None:
    """Whose deed the accusation is of: اتهامات بتورط X, مزاعم عن تدخل X, مزاعم بتورطه."""
    view = noun.view
    for j in range(noun.k + 1, min(noun.k + 4, len(view.chunks))):
        chunk = view.chunks[j]
        if chunk.kind in _BOUNDS or chunk.kind == VERB:
            return
        if chunk.kind != "np" or chunk.preposition not in _ABOUT or not view.listed(chunk.word, "deed_of"):
            continue
        first = chunk.head + 1
        if chunk.word.pronoun:
            exclude = list(range(noun.k, j))
            noun.accused = view.parties(pronoun_target(noun, chunk.word.pronoun, exclude), "same_sentence")
        elif first < chunk.end and (first in view.known or view.words[first].groups & {"party", "title"}):
            noun.accused = [Party(first, chunk.end)]
        return


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
    before = noun.view.chunks[j - 1]
    if preposition == "ضد" and j - 1 > noun.k and before.kind == "np" and _aimed(noun, before):
        return True  # جرائم ضد الإنسانية
    if _from(noun, j, chunk):
        noun.accusers = noun.view.parties(noun.view.group(j))
    elif handed_in(noun, preposition, [j]):
        return True
    elif not noun.accused and _charges_at(noun, j, chunk):
        _take_accused(noun, j)
        return bool(noun.accused) or noun.reading.trigger.type != "condemn"  # إدانة للهجوم على السفارة
    elif preposition == "ب" and "ب" in noun.reading.trigger.content and noun.content is None:
        noun.content = (chunk.first, noun.view.clause_end(j))
    return True


def _aimed(noun: Noun, act: Chunk) -> bool:
    """Whether ضد after an act says at whom it was aimed: the accusation of fraud (اتهامات بالتزوير ضد X) is itself."""
    view = noun.view
    aimless = any(view.listed(word, "aimless") for word in view.words[act.first : act.end])
    return not aimless and view.is_thing(act)


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
    if not noun.view.is_party(chunk) or _part_of(noun, j):
        return False
    if chunk.preposition != "من":
        return True
    if tries(noun.view, [j]):
        return True
    return noun.content is None and (j - noun.adjacent <= 1 or _after_accused(noun, j))


def _part_of(noun: Noun, j: int) -> bool:
    """عناصر من الحزب: what stands after من is the whole of which the accused are a part."""
    chunk, before = noun.view.chunks[j], noun.view.chunks[j - 1]
    some = before.kind == "np" and before.reading is None and not noun.view.core(before).definite
    return chunk.preposition == "من" and some and noun.view.is_party(before) and before.word.plural


def _charges_at(noun: Noun, j: int, chunk: Chunk) -> bool:
    """Whether the phrase says at whom the accusation is directed."""
    view, trigger, preposition = noun.view, noun.reading.trigger, chunk.preposition
    if trigger.type == "condemn":
        return preposition in TO or preposition in trigger.objects
    if trigger.lemma == "تهمة" and preposition == "عن":
        return view.is_party(chunk)  # أسقطت النيابة التهم عن X
    if preposition == "ب" and _stuck(noun):
        return True
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


def _stuck(noun: Noun) -> bool:
    """ألصق التهمة بـ X, إلصاق التهمة بـ X: what stands after ب is accused."""
    light = noun.chunk(noun.light) if noun.light is not None else None
    if light is None:
        return False
    return any(noun.view.listed(noun.view.words[i], "sticks") for i in range(light.head, light.end))


def _take_accused(noun: Noun, j: int) -> None:
    """Take the group at chunk `j`, or the author of the act that is condemned."""
    group = noun.view.group(j)
    if noun.reading.trigger.type == "condemn":
        noun.accused = accused_of_act(noun.view, group, Arguments(end=group[-1] + 1))
    else:
        noun.accused = noun.view.parties(group)


def _after_accused(noun: Noun, j: int) -> bool:
    """Whether the accused stands between the noun and chunk `j`, which names a party: انهالت الانتقادات على X من Y."""
    view = noun.view
    between = range(view.chunks[noun.k].end, view.chunks[j].first)
    return view.is_named(view.chunks[j]) and any(party.first in between for party in noun.accused)
