"""The pronoun written onto a noun of accusation: اتهامه بـ is of him, اتهامه لـ Y and اتهاماته are his."""

from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.noun import Noun, governor
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.subjects import main_subject, subject_of
from streams.tagging.words import VERB

__all__ = ["possessor"]


def possessor(noun: Noun) -> None:
    """Take whom the pronoun means, as accuser or as accused."""
    view, k, reading = noun.view, noun.k, noun.reading
    target = _target(noun)
    nxt = noun.chunk(k + 1)
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


def _target(noun: Noun) -> list[int]:
    """Whom or what the owner of the noun accuses: اتهامه لـ Y, إدانته الشديدة للاعتداء."""
    view, nxt, behind = noun.view, noun.chunk(noun.k + 1), noun.chunk(noun.k + 2)
    if nxt is None or nxt.kind != "np" or nxt.reading is not None or nxt.conjunction:
        return []
    single = nxt.bare and nxt.word.definite and nxt.end - nxt.first == 1
    if single and behind is not None and behind.preposition in ("ل", "الي", "ب"):
        return view.group(noun.k + 2)
    named = nxt.bare and (view.is_party(nxt) or noun.reading.trigger.type == "condemn")
    return view.group(noun.k + 1) if named or nxt.preposition in ("ل", "الي") else []


def _own(noun: Noun) -> list[int]:
    """Whose the noun is: rather of the main subject than of the nearest noun."""
    view, pronoun = noun.view, noun.reading.pronoun
    main = _expressing(noun) or main_subject(view, noun.k)
    if main and view.pronoun_fits(pronoun, view.chunks[main[0]]):
        return main
    return view.antecedent(pronoun, noun.k) or _behind(noun)


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
    """The pronoun means the accused: بعد اتهامه, تم اتهامه; after an active verb with an object its subject accuses."""
    view, pronoun = noun.view, noun.reading.pronoun
    noun.rule = "verbal-noun-object"
    verb = governor(noun)
    if verb is not None and view.chunks[noun.k].preposition == "ب":
        subject = subject_of(view, verb)
        between = [j for j in range(noun.k) if j not in subject]
        found = view.antecedent(pronoun, noun.k, subject) if subject and between else []
        if found and found[0] > verb and view.is_party(view.chunks[subject[0]]):
            noun.accusers = view.parties(subject, "same_sentence")  # يهاجم X Y باتهامه بـ
            noun.accused = view.parties(found, "same_sentence")
            return
    found = view.antecedent(pronoun, noun.k) or _behind(noun)
    noun.accused = view.parties((_own(noun) if pronoun == "ه" else found) or found, "same_sentence")


def _behind(noun: Noun) -> list[int]:
    """What follows the clause, where nothing before it fits: رغم إدانته في قضيتين، لا يزال الملياردير."""
    view = noun.view
    for j in range(noun.k + 1, len(view.chunks)):
        chunk, before = view.chunks[j], view.chunks[j - 1]
        opens = before.kind in (VERB, "comma", "auxiliary")
        if chunk.bare and opens and view.is_party(chunk) and view.pronoun_fits(noun.reading.pronoun, chunk):
            return view.group(j)
    return []
