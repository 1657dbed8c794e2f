"""Charges: اعتقلت الشرطة X بتهمة, حوكم X بتهمة, اعتقال X بتهمة."""

from streams.tagging.linking.arguments import Arguments, after
from streams.tagging.linking.asides import asides
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.noun import Noun, governor, tries
from streams.tagging.linking.noun_acts import act_before, many_acts, sufferer
from streams.tagging.linking.reference import meant
from streams.tagging.linking.subjects import fronted_subject

__all__ = ["nearest_person", "on_charge"]


_OF_WHOM = ("", "بحق", "علي", "ضد", "ب", "ل", "عن", "مع", "مثل")
"""Prepositions of who is charged: بحق X, أفرج عن X."""


def on_charge(noun: Noun) -> None:
    """اعتقلت الشرطة X بتهمة: X is accused; the subject accuses if it tries or charges, not if it only arrests."""
    view, k = noun.view, noun.k
    noun.rule = "on-charge"
    nxt = noun.chunk(k + 1)
    if nxt is not None and nxt.kind == "np":
        noun.content = (nxt.first, view.clause_end(k + 1))
    verb = _deed(noun, governor(noun))
    accused = _by_verb(noun, verb) if verb is not None else []
    accused = _by_act(noun, verb) or accused
    if noun.nobody:
        return
    if not accused:
        own = [j for party in noun.accusers for j in range(k) if view.chunks[j].first == party.first]
        accused = nearest_person(noun, (verb if verb is not None else -1), own) or _passive_before(noun, verb)
    noun.accused = view.parties(accused) if accused else noun.accused


def _passive_before(noun: Noun, verb: int | None) -> list[int]:
    """Who is spoken of where the verb of the charge has no party: ضبط الأمن تاجرا …، وأحيل على القضاء بتهمة."""
    if verb is None or noun.accusers:
        return []
    word = noun.view.chunks[verb].word
    pronoun = (
        "هما" if word.ending in ("ا", "تا", "ان") else "هم" if word.plural else "ها" if word.gender == "f" else "ه"
    )
    return meant(noun.view, pronoun, verb, (), accused=True)


def _by_act(noun: Noun, verb: int | None) -> list[int]:
    """Who suffers the act that the charge explains; nobody in الإعدامات بتهمة."""
    act = act_before(noun, verb)
    if act is None:
        return []
    found = sufferer(noun, act)
    noun.nobody = not found and act == noun.k - 1 and many_acts(noun, act)
    return found


def _deed(noun: Noun, verb: int | None) -> int | None:
    """The verb of the charge: a verb of punishing that is written like a noun, after its subject (التنظيم صلب X)."""
    view = noun.view
    for j in range(noun.k - 1, 0 if verb is None else verb + 1, -1):
        chunk, before = view.chunks[j], view.chunks[j - 1]
        alone = chunk.bare and chunk.end - chunk.first == 1 and not chunk.word.definite and not chunk.word.pronoun
        if alone and before.bare and view.is_named(before) and view.listed(chunk.word, "punishes"):
            return j
    return verb


def _by_verb(noun: Noun, verb: int) -> list[int]:
    """Who is charged by the clause of the verb; takes its subject as accuser if it tries, prosecutes or punishes."""
    view = noun.view
    args = after(view, verb, (), 2)
    bare = [g for g in args.bare if g[0] < noun.k and view.chunks[g[0]].reading is None]
    subject = _subject(noun, verb, bare)
    accused = _object(noun, verb, args, bare, subject)
    if not subject:
        return accused
    trying = tries(view, subject)
    word = view.chunks[verb].word
    punishing = view.listed(word, "punishes") and not tries(view, subject, "police")
    punishing = (punishing or view.listed(word, "judges")) and view.chunks[
        verb
    ].reading is None  # دانت X اعتقال Y بتهمة
    if trying or (punishing and accused):
        noun.accusers = view.parties(subject)
        noun.legal = True
    return accused or ([] if trying else subject)


def _subject(noun: Noun, verb: int, bare: list[list[int]]) -> list[int]:
    view, chunk = noun.view, noun.view.chunks[verb]
    if (fronted := fronted_subject(view, verb)) is not None:
        return fronted.group
    if bare and view.is_party(view.chunks[bare[0][0]]) and view.agrees(chunk, view.chunks[bare[0][0]], before=False):
        return bare[0]
    found = left_subject(view, verb)
    return found.group if found else []


def _object(noun: Noun, verb: int, args: Arguments, bare: list[list[int]], subject: list[int]) -> list[int]:
    """The object of the verb: written onto it, after على, or a noun phrase; else the party nearest to the charge."""
    view, chunk = noun.view, noun.view.chunks[verb]
    against = (g for p, g in args.prepositional if p in ("بحق", "في حق", "حق", "ضد") and g[0] < noun.k)
    if (whom := next(against, [])) and view.is_party(view.chunks[whom[0]]):
        return whom  # أحكام أصدرها القضاء في حق X بتهمة
    together = (g for p, g in args.prepositional if p == "مع" and g[0] < noun.k and view.is_party(view.chunks[g[0]]))
    if (whom := next(together, [])) and bare and tries(view, bare[0], "police"):
        return whom  # تحقق الشرطة مع X بتهمة
    if chunk.word.pronoun:
        return []
    if any(preposition in ("علي", "بحق", "حق") and j < noun.k for preposition, _, j in args.pronouns):
        return []
    people = [g for g in bare if g != subject and view.is_party(view.chunks[g[0]])]
    if people:
        return people[-1]
    second = view.chunks[bare[1][0]] if len(bare) > 1 and bare[0] == subject else None
    if second is not None and second.word.kind == "noun" and not view.is_thing(second):
        if second.word.pronoun:
            return meant(view, second.word.pronoun, bare[1][0], subject, accused=True)  # قرر القاضي متابعته
        return bare[1]  # اعتقلت الشرطة محاسبا
    return nearest_person(noun, verb, subject)


def nearest_person(noun: Noun, after_chunk: int, exclude: list[int] | None = None) -> list[int]:
    """The party nearest before the noun: اعتقال X بتهمة, بحق X, على X."""
    view = noun.view
    apart = asides(view)
    for j in range(noun.k - 1, max(after_chunk, -1), -1):
        chunk = view.chunks[j]
        if j in apart or chunk.kind != "np" or chunk.reading is not None or (exclude and j in exclude):
            continue
        if chunk.word.pronoun and chunk.word.groups & {"suffered"}:
            return view.antecedent(chunk.word.pronoun, j, exclude or ())
        if view.victim(chunk) and not (chunk.preposition == "في" and not chunk.word.groups & {"suffered"}):
            return [j]  # not في مطار بيروت
        if not _passed_over(noun, j) and chunk.preposition in _OF_WHOM and view.is_party(chunk):
            return _with_those_before(noun, j)
    return []


def _passed_over(noun: Noun, j: int) -> bool:
    """A court (أحيلا على النيابة), an act without its victim, or a time."""
    view, chunk = noun.view, noun.view.chunks[j]
    court = chunk.preposition in ("علي", "ل") and tries(view, [j])
    time = view.words[chunk.end - 1].kind == "time" or (
        j + 1 < len(view.chunks) and view.chunks[j + 1].kind == "time" and chunk.word.kind != "noun"
    )
    return court or bool(chunk.word.groups & {"suffered"}) or time


def _with_those_before(noun: Noun, j: int) -> list[int]:
    """The group of which chunk `j` is the last."""
    view, first = noun.view, j
    while first > 0 and view.chunks[first].conjunction and view.chunks[first].kind == "np":
        first -= 1
    return view.group(first) if view.chunks[j].conjunction else [j]
