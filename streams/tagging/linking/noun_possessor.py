"""The pronoun written onto a noun of accusation: اتهامه بـ is of him, اتهامه لـ Y and اتهاماته are his."""

from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.noun import Noun, governor, tries
from streams.tagging.linking.noun_around import denies
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.reference import meant
from streams.tagging.linking.subjects import main_subject, subject_of
from streams.tagging.words import VERB

__all__ = ["possessor"]

_AFTER = ("بعد", "عقب", "اثر", "ل")
"""Before a conviction that a sentence follows."""


def possessor(noun: Noun) -> None:
    """Take whom the pronoun means, as accuser or as accused."""
    view, k, reading = noun.view, noun.k, noun.reading
    nxt = noun.chunk(k + 1)
    to = _to_pronoun(noun)
    if to and reading.form.number == "s":
        _of_him_by_them(noun, to)
        return
    target = _target(noun)
    condemns = reading.trigger.type == "condemn"
    convicted = reading.trigger.lemma == "ادانة" and nxt is not None and nxt.preposition in ("ب", "في") and not target
    if not target and (convicted or (reading.form.number != "p" and not condemns)):
        _of_them(noun)
        return
    noun.rule = "verbal-noun-possessor"
    noun.accusers = view.parties(_own(noun), "same_sentence")
    if target:
        args = Arguments(end=target[-1] + 1)
        noun.adjacent = len(view.chunks) if condemns else args.end  # what follows an act is part of it: للهجوم على
        noun.accused = accused_of_act(view, target, args) if condemns else view.parties(target)


def _to_pronoun(noun: Noun) -> str:
    """The pronoun after ل, right behind the noun or its adjective: اتهامهم له, انتقادهم المستمر لها; or empty."""
    view = noun.view
    for j in range(noun.k + 1, min(noun.k + 3, len(view.chunks))):
        chunk = view.chunks[j]
        if chunk.kind == "pp" and chunk.preposition == "ل":
            return chunk.word.pronoun
        adjective = chunk.bare and chunk.word.definite and chunk.end - chunk.first == 1
        if not adjective or chunk.word.groups & {"title", "party"}:
            break
    return ""


def _of_him_by_them(noun: Noun, pronoun: str) -> None:
    """اتهامهم له: the pronoun on the noun means who accuses, the one after ل who is accused."""
    view = noun.view
    noun.rule = "verbal-noun-possessor"
    own = _own(noun)
    noun.accusers = view.parties(own, "same_sentence")
    noun.accused = view.parties(meant(view, pronoun, noun.k, own, accused=True), "same_sentence")


def _target(noun: Noun) -> list[int]:
    """Whom or what the owner of the noun accuses: اتهامه لـ Y, إدانته الشديدة للاعتداء."""
    view, nxt, behind = noun.view, noun.chunk(noun.k + 1), noun.chunk(noun.k + 2)
    if nxt is None or nxt.kind != "np" or nxt.reading is not None or nxt.conjunction:
        return []
    single = nxt.bare and nxt.word.definite and nxt.end - nxt.first == 1 and not nxt.word.groups & {"title", "party"}
    feminine = noun.reading.form.number == "p" or noun.reading.form.written.endswith(("ه", "ة", "ت"))
    another = nxt.word.ending == "ة" and not feminine  # اتهامها السعودية بـ, no adjective
    state = nxt.head in view.states and (another or not nxt.word.nisba)
    if single and not state and behind is not None and behind.preposition in ("ل", "الي", "ب"):
        return view.group(noun.k + 2)
    named = nxt.bare and (view.is_party(nxt) or noun.reading.trigger.type == "condemn")
    return view.group(noun.k + 1) if named or nxt.preposition in ("ل", "الي") else []


def _own(noun: Noun) -> list[int]:
    """Whose the noun is: rather of the main subject than of the nearest noun."""
    view, pronoun = noun.view, noun.reading.pronoun
    if pronoun in ("نا", "ي"):
        return meant(view, pronoun, noun.k)
    main = _expressing(noun) or main_subject(view, noun.k)
    if main and view.pronoun_fits(pronoun, view.chunks[main[0]]):
        return main
    alike = (j for j in range(noun.k - 1, -1, -1) if view.chunks[j].word.pronoun == pronoun)
    return view.antecedent(pronoun, next(alike, noun.k))  # نقل عن الشيوخ رفضهم دخول X واتهامهم له


def _expressing(noun: Noun) -> list[int]:
    """Who follows عبّر, which is written like a preposition: وعبر رئيس البرلمان عن استنكاره."""
    view = noun.view
    if view.chunks[noun.k].preposition != "عن":
        return []
    for j in range(noun.k - 1, -1, -1):
        chunk = view.chunks[j]
        if chunk.kind in (VERB, "stop"):
            return []
        if chunk.kind == "np" and chunk.preposition == "عبر":
            return view.group(j) if view.is_party(chunk) else []
    return []


def _of_them(noun: Noun) -> None:
    """The pronoun means the accused (بعد اتهامه, تم اتهامه), never who accuses by the noun (يهاجم X Y باتهامه بـ)."""
    view, pronoun = noun.view, noun.reading.pronoun
    noun.rule = "verbal-noun-object"
    if (denier := _denying(noun)) and view.pronoun_fits(pronoun, view.chunks[denier[0]]):
        noun.accused = view.parties(denier, "same_sentence")
        return
    subject = _accusing(noun)
    found = meant(view, pronoun, noun.k, subject, accused=True)
    if found and found != subject and tries(view, found):  # فتح القضاء تحقيقا مع X على خلفية اتهامه: not the court
        found = meant(view, pronoun, noun.k, [*subject, *found], accused=True) or found
    if subject and (found and view.is_party(view.chunks[subject[0]])):
        noun.accusers = view.parties(subject, "same_sentence")
    noun.accused = view.parties(found, "same_sentence")


def _denying(noun: Noun) -> list[int]:
    """Who denies being accused: رفض المدرب اتهامه بـ; empty if nobody does."""
    before = noun.chunk(noun.k - 1)
    verb = next((j for j in (noun.k - 1, noun.k - 2) if j >= 0 and denies(noun.view.chunks[j])), None)
    if verb is None or before is None or noun.view.chunks[noun.k].preposition or noun.view.chunks[verb].kind != VERB:
        return []
    found = subject_of(noun.view, verb) if verb == noun.k - 2 else []
    return found or (shared.group if (shared := left_subject(noun.view, verb)) is not None else [])


def _accusing(noun: Noun) -> list[int]:
    """Who accuses by the noun: the subject of a verb before it with ب, or of one of setting about (سارع إلى اتهامه)."""
    view, verb = noun.view, governor(noun)
    if verb is not None and noun.reading.trigger.lemma == "ادانة" and noun.reading.pronoun:
        sentenced = subject_of(view, verb)
        if view.chunks[noun.k].preposition in _AFTER and sentenced and tries(view, sentenced):
            return sentenced  # قضت المحكمة بسجنه بعد إدانته
    if verb is None or view.chunks[noun.k].preposition != "ب":
        return []
    subject = subject_of(view, verb)
    behind = any(view.chunks[j].kind == "np" for j in range(verb + 1, noun.k) if j not in subject)
    return subject if behind else []
