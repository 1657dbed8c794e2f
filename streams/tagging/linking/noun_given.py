"""To whom an accusation is given, named before its noun: وجه إلى Y تهما, واجه Y تهما, لم يوفر X Y من انتقاداته."""

from streams.tagging.linking.arguments import after
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.noun import TO, Noun, governor
from streams.tagging.linking.reference import meant
from streams.tagging.linking.subjects import fronted_subject, subject_of

__all__ = ["given_to", "objects_before", "unspared"]

_ON = ("ل", "الي", "ضد", "بحق")
_CHARGES = ("accuse", "charge", "blame")


def given_to(noun: Noun) -> None:
    """وجه إلى Y تهما بالتخطيط لـ Z, يواجه Y تهما تتصل بالتهريب لـ Z: before the noun, rather than what follows."""
    if noun.accused:
        return
    if noun.light is not None:
        objects_before(noun, noun.light)
        return
    if noun.reading.trigger.type not in _CHARGES:
        return
    verb = noun.k - 1
    faced = verb > 0 and noun.view.listed(noun.view.chunks[verb].word, "faces")
    nxt = noun.chunk(noun.k + 1)
    if faced and not (nxt is not None and nxt.preposition in TO):
        subject = [j for j in subject_of(noun.view, verb) if j < verb and noun.view.is_party(noun.view.chunks[j])]
        if subject:
            noun.accused, noun.rule = noun.view.parties(subject), "receives-accusation"


def objects_before(noun: Noun, verb: int) -> None:
    """وجه إلى Y تهمة, وجهت إليه تهم, ألقي اللوم على: to whom, between the verb and the noun."""
    view = noun.view
    for j in range(verb + 1, noun.k):
        chunk = view.chunks[j]
        of_charge = chunk.preposition == "عن" and noun.reading.trigger.lemma == "تهمة"  # أسقطت عنه تهمة
        if chunk.kind == "pp" and chunk.word.pronoun and (chunk.preposition in TO or of_charge):
            noun.accused = view.parties(_whom(noun, verb, chunk.word.pronoun), "same_sentence")
            return
        if (
            chunk.kind == "np"
            and _aimed(noun, verb, chunk.preposition)
            and (noun.light is not None or view.listed(view.chunks[verb].word, "gives"))
            and not view.is_thing(chunk)
            and not (view.chunks[j - 1].preposition and view.is_text(view.chunks[j - 1]))  # في رسالة إلى الأمين العام
        ):
            noun.accused = view.parties(view.group(j))
            return


def _aimed(noun: Noun, verb: int, preposition: str) -> bool:
    """وجه إلى X تهمة, ألقى على X اللوم, ألصق بـ X تهمة."""
    if noun.reading.trigger.type not in _CHARGES:
        on = preposition == "علي" and noun.reading.trigger.lemma == "هجوم"  # شن على X هجوما لاذعا
        return on or preposition == "الي"  # وجه إلى X انتقادات; not شنت مساعدته لشؤون الأمن هجوما
    if preposition in _ON or (preposition == "علي" and noun.reading.trigger.type == "blame"):
        return True
    return preposition == "ب" and noun.view.listed(noun.view.chunks[verb].word, "sticks")


def _whom(noun: Noun, verb: int, pronoun: str) -> list[int]:
    """What a pronoun between verb and noun means: what a clause without الذي qualifies (ثالث شخص توجه إليه تهمة)."""
    view, before = noun.view, noun.chunk(verb - 1)
    qualified = before is not None and before.bare and not view.core(before).definite and view.is_party(before)
    if before is not None and qualified and not view.chunks[verb].conjunction and view.pronoun_fits(pronoun, before):
        return [verb - 1]
    fronted = fronted_subject(view, verb)
    if fronted is None and active(noun, verb):
        fronted = left_subject(view, verb)  # كال له سيلا من التهم
    exclude = [*range(verb, noun.k), *(fronted.group if fronted is not None else ())]
    return meant(view, pronoun, verb, exclude, accused=True)


def active(noun: Noun, verb: int) -> bool:
    """Whether the verb cannot be a passive: كال له التهم, ساق; an accusative between (سيلا من التهم) is its object."""
    view = noun.view
    if view.listed(view.chunks[verb].word, "deals_out"):
        return True
    between = view.chunks[verb + 1 : noun.k + 1]
    return any(c.bare and c.word.ending == "ا" and (c.reading or view.listed(c.word, "amounts")) for c in between)


def unspared(noun: Noun) -> bool:
    """لم يوفر X Y من انتقاداته: whom one does not spare one's criticism is accused, whoever spares not accuses."""
    view = noun.view
    if not any(chunk.preposition == "من" for chunk in view.chunks[max(0, noun.k - 2) : noun.k + 1]):
        return False
    verb = governor(noun)
    if not verb or not view.listed(view.chunks[verb].word, "spares") or view.chunks[verb - 1].kind != "negation":
        return False
    groups = [g for g in after(view, verb, (), 2).bare if g[0] < noun.k]
    pronoun = view.chunks[verb].word.pronoun
    behind = groups[:1] if len(groups) > (0 if pronoun else 1) else []
    found = fronted_subject(view, verb) or (None if behind else left_subject(view, verb))
    subject = found.group if found is not None else (behind[0] if behind else [])
    objects = meant(view, pronoun, verb, subject) if pronoun else next((g for g in groups if g != subject), [])
    noun.accusers, noun.accused = view.parties(subject), view.parties(objects)
    noun.rule = "light-verb"
    return True
