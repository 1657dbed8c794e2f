"""The verb or noun that governs a noun of accusation: وجّه X التهم إلى Y, يواجه Y انتقادات, بدأ باتهام Y."""

from streams.tagging.linking.arguments import Arguments, after
from streams.tagging.linking.authors import authors
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.noun import Noun, governor, tries
from streams.tagging.linking.noun_around import around, deniable, denies
from streams.tagging.linking.noun_control import driven, held, unbound
from streams.tagging.linking.noun_given import objects_before
from streams.tagging.linking.noun_light import gives_within
from streams.tagging.linking.noun_subject import governing_subject
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.patients import patient
from streams.tagging.linking.sentence import Party

__all__ = ["governing"]

_CONTROL = ("ب", "علي", "عبر", "ل", "الي", "عن", "من خلال", "في")
"""Prepositions with which a verb or noun governs a verbal noun: بدأ باتهام, أصر على اتهام."""
_SPOKEN = ("", "عن", "ب", "ل", "علي")
"""Prepositions of what a verb such as أعرب speaks of."""


def governing(noun: Noun) -> None:
    """The subject of the verb before the noun accuses (وجّه), is accused (يواجه) or does the noun (بدأ باتهام)."""
    if around(noun):
        return
    verb = governor(noun)
    if verb is None:
        return
    if noun.reading.trigger.type == "blame" and noun.view.listed(noun.view.chunks[verb].word, "deserves"):
        ahead = [g for g in after(noun.view, verb, (), 1).bare if g[0] < noun.k]
        noun.accused = noun.view.parties(ahead[0] if ahead else governing_subject(noun, verb))
        noun.rule = "receives-accusation"  # يستحق X اللوم على
        return
    if _takes(noun, verb):
        if not noun.accused:
            noun.accused = _received(noun, verb)
            noun.rule = "receives-accusation"
        return
    if denies(noun.view.chunks[verb]):
        if deniable(noun):
            noun.accused = noun.view.parties(governing_subject(noun, verb), "same_sentence")
        return
    attack = noun.reading.trigger.lemma == "هجوم"
    if not noun.accused and (attack or noun.reading.trigger.type in ("accuse", "charge", "blame")):
        objects_before(noun, verb if noun.light is None else noun.light)
    if not noun.accusers:
        _by_verb(noun, verb)


def _takes(noun: Noun, verb: int) -> bool:
    """يواجه, تعرض لـ, تلقى: the subject of the verb is accused."""
    word = noun.view.chunks[verb].word
    if _spared(noun, verb) or _pursued(noun, verb):
        return True
    received = word.surface.endswith("تلقى") and noun.reading.trigger.lemma != "لوم"
    return received or noun.view.listed(word, "takes")


def _pursued(noun: Noun, verb: int) -> bool:
    """تلاحق X تهم: the noun is the subject, who stands before it the object."""
    view = noun.view
    if not view.listed(view.chunks[verb].word, "reaches") or view.chunks[noun.k].preposition:
        return False
    return bool(_object_between(noun, verb))


def _object_between(noun: Noun, verb: int) -> list[int]:
    """The party between a verb and the noun that is its subject: وطالت الوزير اتهامات."""
    view = noun.view
    groups = (g for g in after(view, verb, (), 1).bare if g[0] < noun.k and view.is_party(view.chunks[g[0]]))
    return next(groups, [])


def _spared(noun: Noun, verb: int) -> bool:
    """لم يسلم X من الاتهامات: not to be spared is to be accused."""
    view, before = noun.view, noun.chunk(verb - 1)
    if before is None or before.kind != "negation" or not view.listed(view.chunks[verb].word, "spared"):
        return False
    return any(chunk.preposition == "من" for chunk in view.chunks[verb + 1 : noun.k + 1])


def _received(noun: Noun, verb: int) -> list[Party]:
    """Who faces the accusation; of what is condemned, its author (قوبلت تصريحات السفير باستنكار)."""
    view = noun.view
    if _pursued(noun, verb):
        return view.parties(_object_between(noun, verb))
    if noun.reading.trigger.type == "condemn":
        bare = [g for g in after(view, verb, (), 1).bare if g[0] < noun.k]
        if bare and (view.is_thing(view.chunks[bare[0][0]]) or view.is_text(view.chunks[bare[0][0]])):
            return accused_of_act(view, bare[0], Arguments(end=noun.k))
    return view.parties(_receiver(noun, verb) or patient(view, verb))


def _receiver(noun: Noun, verb: int) -> list[int]:
    """The subject of يواجه: after هو what the pronoun means (وهو يواجه إمكانية الحكم عليه)."""
    before = noun.chunk(verb - 1)
    found = left_subject(noun.view, verb) if before is not None and before.kind == "pronoun" else None
    return found.group if found is not None else governing_subject(noun, verb)


def _by_verb(noun: Noun, verb: int) -> None:
    """Take the subject of a light verb, or of one that governs the noun by a preposition, as accuser."""
    view, k = noun.view, noun.k
    chunk, before = view.chunks[verb], view.chunks[held(noun)] if held(noun) < k else view.chunks[k - 1]
    files = noun.legal and view.listed(chunk.word, "files")
    points = before.word.base in ("اصابع", "اصبع") and view.listed(chunk.word, "points")
    points = points or (noun.reading.trigger.type == "blame" and view.listed(chunk.word, "lays_blame"))
    light = view.listed(chunk.word, "gives") and (view.chunks[k].preposition in ("", "ب") or _some(noun))
    gives = files or points or light or chunk.word.base == "تلقي" or _speaks_of(noun, verb)
    gives = gives or view.listed(chunk.word, "contains")
    gives = gives or (view.listed(chunk.word, "heaps") and view.chunks[k].preposition == "ب")
    bound = (
        (before.kind == "np" and gives_within(view, before))
        or (view.chunks[k].preposition in _CONTROL and noun.reading.form.number == "s" and not _inquiry(noun))
        or (view.chunks[k].conjunction and not noun.reading.definite)
    )
    if not (gives or bound) or unbound(noun, verb):
        return
    whom = driven(noun, verb)
    subject = governing_subject(noun, verb, light=gives) if whom is None else whom
    taken = {party.first for party in noun.accused}
    if (
        not subject
        or view.chunks[subject[0]].word.base in ("اصابع", "اصبع")
        or (subject[0] == k - 1 and noun.legal)
        or view.chunks[subject[0]].first in taken
        or (view.is_thing(view.chunks[subject[0]]) and not view.is_text(view.chunks[subject[0]]))
    ):
        return
    noun.accusers = authors(view, subject)
    noun.rule = "light-verb" if gives else "controlled-noun"
    fingers = before.word.base in ("اصابع", "اصبع")  # only a gesture: وجهت السلطات أصابع الاتهام إلى
    if gives and not fingers and noun.reading.trigger.type == "accuse" and tries(view, subject, "police"):
        noun.legal = True


def _inquiry(noun: Noun) -> bool:
    """التحقيقات في اتهامه: the noun before في has it as its matter; سئل عن التهمة is asked about it."""
    before = noun.chunk(noun.k - 2)
    if noun.view.chunks[noun.k].preposition == "عن":
        return noun.reading.definite
    if noun.view.chunks[noun.k].preposition != "في" or before is None:
        return False
    return before.kind == "np" and bool(before.preposition) and not noun.view.is_party(before)


def _speaks_of(noun: Noun, verb: int) -> bool:
    """أعلن إدانته, أعرب عن استنكاره: the noun is what the verb speaks of, not deep inside it."""
    if _inside(noun):
        return False
    chunk = noun.view.chunks[noun.k]
    return chunk.preposition in _SPOKEN and noun.view.listed(noun.view.chunks[verb].word, "makes")


def _inside(noun: Noun) -> bool:
    """عبر عن أمله في رفع التهم, رفض الحديث عن الاتهامات: another noun has it as its matter."""
    view, chunk, before = noun.view, noun.view.chunks[noun.k], noun.view.chunks[noun.k - 1]
    if chunk.preposition == "عن" and before.kind == "pp" and noun.k > 1:
        about = view.chunks[noun.k - 2]
        return about.bare and about.word.definite and view.is_text(about)
    plain = not (before.word.definite or before.word.pronoun) and before.head not in view.known
    annexed = chunk.bare and noun.reading.definite and before.kind == "np" and before.preposition != "" and plain
    return annexed and not noun.legal


def _some(noun: Noun) -> bool:
    """سيلا من الاتهامات, ألقى بجزء من اللوم."""
    before = noun.chunk(noun.k - 1)
    if before is not None and before.kind == "pp":
        before = noun.chunk(noun.k - 2)
    if before is None or before.kind != "np" or before.preposition not in ("", "ب"):
        return False
    return noun.view.listed(before.word, "amounts") and noun.view.chunks[noun.k].preposition == "من"
