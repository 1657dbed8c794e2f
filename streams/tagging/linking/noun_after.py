"""What follows a noun of accusation: to whom, from whom, of what."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.noun import FROM, TO, Noun, pronoun_target
from streams.tagging.linking.noun_clauses import asyndetic, relative, that
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
            return i + 1 if nxt.kind == "np" and nxt.preposition in ("ل", "الي", "ضد", "بحق") else None
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
    view, reading = noun.view, noun.reading
    group = view.group(j)
    preposition = chunk.preposition
    if not preposition:
        if chunk.word.stem.startswith(_DIRECTED) and chunk.end - chunk.head > 1 and not noun.accused:
            noun.accused = [Party(chunk.head + 1, chunk.end)]  # الموجهة للاعبيه, which is one phrase
        if (
            chunk.word.stem.startswith(_DIRECTED)
            or chunk.word.nisba
            or j == noun.k + 1
            or (chunk.word.definite == reading.definite and not view.is_party(chunk))
        ):
            return True
        return chunk.conjunction
    if preposition == "ضد" and j - 1 > noun.k and view.chunks[j - 1].kind == "np" and view.is_thing(view.chunks[j - 1]):
        return True  # جرائم ضد الإنسانية
    if (
        preposition in FROM
        and view.is_party(chunk)
        and not noun.accusers
        and reading.trigger.lemma != "تهمة"
        and (preposition != "من" or (noun.content is None and (j - noun.adjacent <= 1 or _after_accused(noun, j))))
    ):
        noun.accusers = view.parties(group)
    elif preposition == "عن" and reading.trigger.lemma == "تهمة" and not noun.accused and view.is_party(chunk):
        noun.accused = view.parties(group)  # أسقطت النيابة التهم عن X
    elif preposition == "بين" or (reading.trigger.lemma == "تهمة" and noun.content is not None and noun.light is None):
        return True
    elif (
        preposition in TO
        and not noun.accused
        and (
            preposition != "علي"
            or reading.trigger.type in ("blame", "condemn")
            or (j == noun.k + 1 and view.is_party(chunk))
        )
    ):
        directed = view.chunks[j - 1].word.stem.startswith(_DIRECTED) or (noun.light is not None and preposition != "ل")
        blamed = reading.trigger.type == "blame" or (directed and not view.is_thing(chunk))
        if blamed or view.is_party(chunk) or (not view.is_thing(chunk) and j == noun.adjacent and preposition != "ل"):
            condemned = reading.trigger.type == "condemn"
            noun.accused = (
                accused_of_act(view, group, Arguments(end=group[-1] + 1)) if condemned else view.parties(group)
            )
        elif reading.trigger.type == "condemn":
            noun.accused = accused_of_act(view, group, Arguments(end=group[-1] + 1))
    elif preposition in reading.trigger.objects and reading.trigger.type == "condemn" and not noun.accused:
        noun.accused = accused_of_act(view, group, Arguments(end=group[-1] + 1))
    elif preposition in reading.trigger.content and noun.content is None and preposition == "ب":
        noun.content = (chunk.first, view.clause_end(j))
    return True


def _after_accused(noun: Noun, j: int) -> bool:
    """Whether the accused stands between the noun and chunk `j`, which names a party: انهالت الانتقادات على X من Y."""
    view = noun.view
    between = range(view.chunks[noun.k].end, view.chunks[j].first)
    return view.is_named(view.chunks[j]) and any(party.first in between for party in noun.accused)
