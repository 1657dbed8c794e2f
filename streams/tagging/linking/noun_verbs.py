"""The verb or noun that governs a noun of accusation: وجّه X التهم إلى Y, يواجه Y انتقادات, بدأ باتهام Y."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.arguments import Arguments, after
from streams.tagging.linking.authors import authors
from streams.tagging.linking.matrix import matrix_subject
from streams.tagging.linking.noun import TO, Noun, governor, referent, tries
from streams.tagging.linking.noun_light import controls
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.patients import patient
from streams.tagging.linking.sentence import Party
from streams.tagging.linking.subjects import left_subject, main_subject

__all__ = ["governing"]

_CONTROL = ("ب", "علي", "عبر", "ل", "الي", "عن", "من خلال")
"""Prepositions with which a verb or noun governs a verbal noun: بدأ باتهام, أصر على اتهام."""
_SPOKEN = ("", "عن", "ب", "ل", "علي")


def governing(noun: Noun) -> None:
    """The subject of the verb before the noun accuses (وجّه), is accused (يواجه) or does the noun (بدأ باتهام)."""
    if not noun.accusers and _by_controlling_noun(noun):
        return
    _facing(noun)
    _issued(noun)
    _reached(noun)
    if noun.rule == "receives-accusation" or _denied_by_noun(noun):
        return
    if _aside(noun):
        return
    verb = governor(noun)
    if verb is None:
        return
    if _takes(noun, verb):
        if not noun.accused:
            noun.accused = _received(noun, verb)
            noun.rule = "receives-accusation"
        return
    if _denies(noun.view.chunks[verb]):
        if _deniable(noun):
            noun.accused = noun.view.parties(_subject(noun, verb), "same_sentence")
        return
    if not noun.accused and noun.reading.trigger.type in ("accuse", "charge", "blame"):
        _objects_before(noun, verb if noun.light is None else noun.light)
    if not noun.accusers:
        _by_verb(noun, verb)


def _aside(noun: Noun) -> bool:
    """…، في اتهام ضمني لـ X: the subject of the main clause accuses."""
    view, k = noun.view, noun.k
    before = noun.chunk(k - 2)
    apart = before is not None and before.kind == "comma" and view.chunks[k].preposition == "في"
    if not apart or noun.accusers or noun.reading.form.number != "s" or noun.reading.definite or not noun.accused:
        return False
    noun.accusers = view.parties(matrix_subject(view, k - 1, None))
    noun.rule = "aside"
    return True


def _takes(noun: Noun, verb: int) -> bool:
    """يواجه, تعرض لـ, تلقى: the subject of the verb is accused."""
    word = noun.view.chunks[verb].word
    received = word.surface.endswith("تلقى") and noun.reading.trigger.lemma != "لوم"
    return received or noun.view.listed(word, "takes")


def _received(noun: Noun, verb: int) -> list[Party]:
    """Who faces the accusation; of what is condemned, its author (قوبلت تصريحات السفير باستنكار)."""
    view = noun.view
    if noun.reading.trigger.type == "condemn":
        bare = [g for g in after(view, verb, (), 1).bare if g[0] < noun.k]
        if bare and view.is_thing(view.chunks[bare[0][0]]):
            return accused_of_act(view, bare[0], Arguments(end=noun.k))
    return view.parties(_receiver(noun, verb) or patient(view, verb))


def _receiver(noun: Noun, verb: int) -> list[int]:
    """The subject of يواجه: after هو what the pronoun means (وهو يواجه إمكانية الحكم عليه)."""
    before = noun.chunk(verb - 1)
    found = left_subject(noun.view, verb) if before is not None and before.kind == "pronoun" else None
    return found.group if found is not None else _subject(noun, verb)


def _denies(chunk: Chunk) -> bool:
    return chunk.reading is not None and chunk.reading.trigger.type == "deny"


def _deniable(noun: Noun) -> bool:
    """Whether the accusation is of the denier: نفى X اتهامات Y بـ, رفض X الاتهامات الهندية, نفى X تهمة الرشوة."""
    if noun.accused or noun.reading.pronoun:
        return False
    many = noun.reading.form.number != "s" or noun.reading.trigger.lemma == "تهمة"
    return many and (not noun.reading.definite or noun.content is not None or bool(noun.accusers))


def _denied_by_noun(noun: Noun) -> bool:
    """نافيا اتهامات X, رفضه اتهامات X: whoever denies is accused; not when the denial is of another accusation."""
    before = noun.chunk(noun.k - 1)
    if before is None or before.kind != "np" or not _denies(before):
        return False
    if _deniable(noun):
        view = noun.view
        if before.reading is not None and before.reading.pronoun:
            denier = main_subject(view, noun.k - 1)
        else:
            denier = matrix_subject(view, noun.k - 1, before)
        accusers = {party.first for party in noun.accusers}
        if denier and view.chunks[denier[0]].first not in accusers:
            noun.accused = view.parties(denier, "same_sentence")
    return True


def _by_verb(noun: Noun, verb: int) -> None:
    """Take the subject of a light verb, or of one that governs the noun by a preposition, as accuser."""
    view, k = noun.view, noun.k
    chunk, before = view.chunks[verb], view.chunks[k - 1]
    files = noun.legal and view.listed(chunk.word, "files")
    near = not any(c.reading is not None and c.reading.trigger.part == "noun" for c in view.chunks[verb + 1 : k])
    points = before.word.base in ("اصابع", "اصبع") and view.listed(chunk.word, "points")
    points = points or (noun.reading.trigger.type == "blame" and view.listed(chunk.word, "lays_blame"))
    gives = files or points or view.listed(chunk.word, "gives") or chunk.word.base == "تلقي" or _speaks_of(noun, verb)
    gives = gives and (near or not noun.reading.pronoun)
    bound = (
        controls(noun)
        or (before.kind == "np" and view.listed(before.word, "giving"))
        or (view.chunks[k].preposition in _CONTROL and noun.reading.form.number == "s")
        or (view.chunks[k].conjunction and not noun.reading.definite)
    )
    if not (gives or bound):
        return
    subject = _subject(noun, verb, light=gives)
    taken = {party.first for party in noun.accused}
    if (
        not subject
        or (subject[0] == k - 1 and noun.legal)
        or view.chunks[subject[0]].first in taken
        or view.is_thing(view.chunks[subject[0]])
    ):
        return
    noun.accusers = authors(view, subject)
    noun.rule = "light-verb" if gives else "controlled-noun"
    if gives and noun.reading.trigger.type == "accuse" and tries(view, subject, "police"):
        noun.legal = True


def _speaks_of(noun: Noun, verb: int) -> bool:
    """أعلن إدانته, أعرب عن استنكاره: the noun is what the verb speaks of, not deep inside it."""
    return noun.view.chunks[noun.k].preposition in _SPOKEN and noun.view.listed(noun.view.chunks[verb].word, "makes")


def _by_controlling_noun(noun: Noun) -> bool:
    """الإصرار الأميركي على اتهام X, محاولات الحكومة اتهام X: the noun before names who accuses."""
    view = noun.view
    before = noun.chunk(noun.k - 1)
    if before is not None and before.kind == "pp" and not before.word.pronoun:
        before = noun.chunk(noun.k - 2)
    if before is None or before.kind != "np" or before.word.groups & {"title", "party"}:
        return False
    if before.word.pronoun and noun.reading.form.number == "s" and (_denies(before) or "thing" in before.word.groups):
        noun.accusers = view.parties(view.antecedent(before.word.pronoun, noun.k - 1), "same_sentence")
        noun.rule = "controlled-noun"  # لرفضه إدانة X, محاولتها اتهام X
        return bool(noun.accusers)
    if before.reading is not None or view.chunks[noun.k].preposition in ("", "ب", "ل"):
        return False
    for j in range(before.first, before.end):
        if view.words[j].nisba and j in view.states and j > before.first:
            noun.accusers = [Party(j, j + 1)]
            noun.rule = "controlled-noun"
            return True
    return False


def _subject(noun: Noun, verb: int, *, light: bool = False) -> list[int]:
    view = noun.view
    args = after(view, verb, (), 1)
    ahead = noun.k - 1 if noun.legal else noun.k  # لائحة اتهام: the head is what is made
    before = [g for g in args.bare if g[0] < ahead and view.agrees(view.chunks[verb], view.chunks[g[0]], before=False)]
    if before and not view.is_thing(view.chunks[before[0][0]]):
        return before[0]
    if light and args.bare and args.bare[0][0] > noun.k:
        return []
    found = left_subject(view, verb)
    if found is not None and found.how not in ("fronted", "pronoun") and _made_known(noun, verb):
        return []
    if found is not None and light and tries(view, found.group, "police"):
        return found.group
    if found is not None and not (
        light and found.how == "shared" and (not view.chunks[verb].conjunction or noun.reading.form.gender == "f")
    ):
        return found.group
    return []


def _made_known(noun: Noun, verb: int) -> bool:
    """ستقدم لائحة الاتهام: the list agrees with the verb, which is a passive unless its subject stands before it."""
    view, before = noun.view, noun.view.chunks[noun.k - 1]
    return noun.legal and before.bare and noun.k - 1 > verb and view.agrees(view.chunks[verb], before, before=False)


def _objects_before(noun: Noun, verb: int) -> None:
    """وجه إلى Y تهمة, وجهت إليه تهم, ألقي اللوم على: to whom, between the verb and the noun."""
    view = noun.view
    for j in range(verb + 1, noun.k):
        chunk = view.chunks[j]
        if chunk.kind == "pp" and chunk.word.pronoun and chunk.preposition in TO:
            exclude = list(range(verb, noun.k))
            target = view.antecedent(chunk.word.pronoun, verb, exclude)
            noun.accused = view.parties(target, "same_sentence")
            return
        if (
            chunk.kind == "np"
            and (
                chunk.preposition in ("ل", "الي", "ضد", "بحق")
                or (chunk.preposition == "علي" and noun.reading.trigger.type == "blame")
            )
            and (noun.light is not None or view.listed(view.chunks[verb].word, "gives"))
        ):
            noun.accused = view.parties(view.group(j))
            return


def _issued(noun: Noun) -> None:
    """صدرت عن X اتهامات, الذي صدرت عنه اتهامات: whom they come from accuses."""
    view, verb = noun.view, governor(noun)
    if verb is None or noun.accusers or view.chunks[verb].word.base not in ("صدر", "صدرت", "تصدر", "يصدر"):
        return
    for j in range(verb + 1, noun.k):
        chunk = view.chunks[j]
        if chunk.preposition != "عن":
            continue
        if chunk.kind == "np" and view.is_party(chunk):
            noun.accusers = view.parties(view.group(j))
        elif chunk.word.pronoun:
            noun.accusers = view.parties(referent(view, chunk.word.pronoun, verb, verb, []), "same_sentence")
        return


def _reached(noun: Noun) -> None:
    """تلاحق تهم الفساد X: the object of the verb whose subject the noun is."""
    view, before = noun.view, noun.chunk(noun.k - 1)
    if before is None or noun.accused or before.end - before.first > 1 or not view.listed(before.word, "reaches"):
        return
    for j in range(noun.k + 1, min(noun.k + 4, len(view.chunks))):
        if view.chunks[j].bare and view.is_party(view.chunks[j]):
            noun.accused = view.parties(view.group(j))
            noun.rule = "receives-accusation"
            return


def _facing(noun: Noun) -> None:
    """في مواجهة اتهامات: the party before is accused."""
    view = noun.view
    before = noun.chunk(noun.k - 1)
    if before is None or before.kind != "np" or before.word.stem != "مواجه" or noun.accused:
        return
    for j in range(noun.k - 2, -1, -1):
        if view.is_party(view.chunks[j]):
            noun.accused = view.parties([j])
            noun.rule = "receives-accusation"
            return
