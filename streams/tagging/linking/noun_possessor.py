"""The pronoun written onto a noun of accusation: اتهامه بـ is of him, اتهامه لـ Y and اتهاماته are his."""

from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.noun import Noun, governor, tries
from streams.tagging.linking.noun_around import denies
from streams.tagging.linking.noun_light import controls
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.reference import meant, owner
from streams.tagging.linking.sentence import Party
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
    convicted = (
        reading.trigger.lemma == "ادانة"
        and nxt is not None
        and (nxt.preposition in ("ب", "في") or _found_guilty(noun))
        and not target
    )
    if not target and (convicted or (reading.form.number != "p" and not condemns)):
        _of_them(noun)
        return
    noun.rule = "verbal-noun-possessor"
    noun.accusers = view.parties(_own(noun), "same_sentence")
    if condemns and not target and (clause := _what(noun)):
        noun.adjacent = len(view.chunks)
        noun.accused = accused_of_act(view, [], Arguments(end=clause))
    if target:
        args = Arguments(end=target[-1] + 1)
        noun.adjacent = len(view.chunks) if condemns else args.end  # what follows an act is part of it: للهجوم على
        noun.accused = accused_of_act(view, target, args) if condemns else view.parties(target)


def _what(noun: Noun) -> int:
    """The chunk after ما in what is condemned: استنكارها الشديد لما قامت به; 0 if there is none."""
    for j in range(noun.k + 1, min(noun.k + 3, len(noun.view.chunks))):
        chunk = noun.view.chunks[j]
        if chunk.kind == "wh":
            return j + 1
        if not (chunk.bare and chunk.word.definite):
            break
    return 0


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


def _found_guilty(noun: Noun) -> bool:
    """في حال إدانته, قبل إدانته, ثبوت إدانته: of a conviction."""
    before = noun.view.chunks[noun.k].preposition in ("بعد", "قبل", "عقب", "منذ", "اثر", "حال")
    return noun.reading.trigger.lemma == "ادانة" and (before or _proved(noun))


def _proved(noun: Noun) -> bool:
    view, before = noun.view, noun.chunk(noun.k - 1)
    if before is None or noun.reading.trigger.lemma != "ادانة":
        return False
    return before.word.base in ("حال", "حاله") or view.listed(before.word, "proves")


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
    named = nxt.bare and not _proved(noun) and (view.is_party(nxt) or noun.reading.trigger.type == "condemn")
    return view.group(noun.k + 1) if named or nxt.preposition in ("ل", "الي") else []


def _own(noun: Noun) -> list[int]:
    """Whose the noun is: rather of the main subject than of the nearest noun."""
    view, pronoun = noun.view, noun.reading.pronoun
    if pronoun in ("نا", "ي"):
        return meant(view, pronoun, noun.k)
    if blamed := _blamed_for_it(noun):
        return [j for j in range(noun.k) if view.chunks[j].first == blamed[0].first]
    main = _expressing(noun) or main_subject(view, noun.k)
    if main and view.pronoun_fits(pronoun, view.chunks[main[0]]):
        return main
    alike = (j for j in range(noun.k - 1, -1, -1) if view.chunks[j].word.pronoun == pronoun)
    return view.antecedent(pronoun, next(alike, noun.k)) or _behind(noun)  # نقل عن الشيوخ رفضهم دخول X واتهامهم له


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
    if blamed := _blamed_for_it(noun):
        noun.accusers = blamed
        return
    subject = _accusing(noun)
    found = meant(view, pronoun, noun.k, subject, accused=True) or _behind(noun)
    if found and found != subject and tries(view, found):  # فتح القضاء تحقيقا مع X على خلفية اتهامه: not the court
        found = meant(view, pronoun, noun.k, [*subject, *found], accused=True) or found
    if subject and (controls(noun) or (found and view.is_party(view.chunks[subject[0]]))):
        noun.accusers = view.parties(subject, "same_sentence")
    noun.accused = view.parties(found, "same_sentence") or owner(view, pronoun, noun.k)


def _blamed_for_it(noun: Noun) -> list[Party]:
    """Who is condemned for accusing: ألوم الوزارة للومها X, انتقد المدرب لاتهامه X; empty if nobody is."""
    view, verb = noun.view, governor(noun)
    link = view.linked.get(verb) if verb is not None and view.chunks[noun.k].preposition == "ل" else None
    reading = view.chunks[verb].reading if link is not None and verb is not None else None
    if link is None or reading is None or reading.trigger.type not in ("condemn", "blame") or not link.accused:
        return []
    first = next((c for c in view.chunks if c.first == link.accused[0].first), None)
    return link.accused if first is not None and view.pronoun_fits(noun.reading.pronoun, first) else []


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
    if verb is not None and _joined(noun):
        return subject_of(view, verb)
    if verb is None or not (view.chunks[noun.k].preposition == "ب" or controls(noun)):
        return []
    subject = subject_of(view, verb)
    behind = any(view.chunks[j].kind == "np" for j in range(verb + 1, noun.k) if j not in subject)
    return subject if behind or controls(noun) else []


def _joined(noun: Noun) -> bool:
    """Whether the noun is joined to another with its pronoun that the verb governs: لم يتوقف عن مهاجمته واتهامه."""
    before = noun.chunk(noun.k - 1)
    if before is None or before.kind != "np" or not noun.view.chunks[noun.k].conjunction:
        return False
    return before.word.pronoun == noun.reading.pronoun and before.preposition in ("عن", "الي", "ب", "علي")


def _behind(noun: Noun) -> list[int]:
    """What follows the clause, where nothing before it fits: رغم إدانته في قضيتين، لا يزال الملياردير."""
    view = noun.view
    for j in range(noun.k + 1, len(view.chunks)):
        chunk, before = view.chunks[j], view.chunks[j - 1]
        opens = before.kind in (VERB, "comma", "auxiliary")
        appears = chunk.preposition == "مثل" and before.kind == "comma"  # مثل X أمام المحكمة
        if (
            (chunk.bare or appears)
            and opens
            and view.is_party(chunk)
            and view.pronoun_fits(noun.reading.pronoun, chunk)
        ):
            return view.group(j)
    return []
