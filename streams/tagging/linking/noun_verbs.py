"""The verb or noun that governs a noun of accusation: وجّه X التهم إلى Y, يواجه Y انتقادات, بدأ باتهام Y."""

from streams.tagging.linking.arguments import after
from streams.tagging.linking.noun import TO, Noun, governor, tries
from streams.tagging.linking.noun_light import controls
from streams.tagging.linking.sentence import Party
from streams.tagging.linking.subjects import authors, left_subject, patient

__all__ = ["governing"]

_CONTROL = ("ب", "علي", "عبر", "ل", "الي", "عن", "من خلال")
"""Prepositions with which a verb or noun governs a verbal noun: بدأ باتهام, أصر على اتهام."""


def governing(noun: Noun) -> None:
    """The subject of the verb before the noun accuses (وجّه), is accused (يواجه) or does the noun (بدأ باتهام)."""
    view, k = noun.view, noun.k
    if not noun.accusers and _by_controlling_noun(noun):
        return
    verb = governor(noun)
    _facing(noun)
    if verb is None or noun.rule == "receives-accusation":
        return
    chunk = view.chunks[verb]
    if view.listed(chunk.word, "takes") or (
        chunk.word.surface.endswith("تلقى") and noun.reading.trigger.lemma != "لوم"
    ):
        if not noun.accused:
            noun.accused = view.parties(_subject(noun, verb) or patient(view, verb))
            noun.rule = "receives-accusation"
        return
    if chunk.reading is not None and chunk.reading.trigger.type == "deny":
        if (
            not noun.accused
            and (not noun.reading.definite or noun.content is not None)
            and not noun.accusers
            and noun.reading.form.number != "s"
        ):
            noun.accused = view.parties(_subject(noun, verb), "same_sentence")
        return
    if not noun.accused and noun.reading.trigger.type in ("accuse", "charge", "blame"):
        _objects_before(noun, verb if noun.light is None else noun.light)
    gives = view.listed(chunk.word, "gives") or chunk.word.base == "تلقي" or view.listed(chunk.word, "makes")
    before = view.chunks[k - 1]
    giving = before.kind == "np" and view.listed(before.word, "giving")
    bound = (
        giving or view.chunks[k].preposition in _CONTROL or (view.chunks[k].conjunction and not noun.reading.definite)
    )
    bound = bound or controls(noun)
    if noun.accusers or not (gives or bound):
        return
    if gives or bound:
        subject = _subject(noun, verb, light=gives)
        chunks = {p.first for p in noun.accused}
        if subject and view.chunks[subject[0]].first not in chunks and not view.is_thing(view.chunks[subject[0]]):
            noun.accusers = authors(view, subject, k)
            noun.rule = "light-verb" if gives else "controlled-noun"
            noun.legal = noun.legal or (
                gives and noun.reading.trigger.type == "accuse" and tries(view, subject, "police")
            )


def _by_controlling_noun(noun: Noun) -> bool:
    """الإصرار الأميركي على اتهام X, محاولات الحكومة اتهام X: the noun before names who accuses."""
    view = noun.view
    before = noun.chunk(noun.k - 1)
    if before is not None and before.kind == "pp" and not before.word.pronoun:
        before = noun.chunk(noun.k - 2)
    if (
        before is None
        or before.kind != "np"
        or before.reading is not None
        or view.chunks[noun.k].preposition in ("", "ب", "ل")
    ):
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
    before = [g for g in args.bare if g[0] < noun.k and view.agrees(view.chunks[verb], view.chunks[g[0]], before=False)]
    if before and not view.is_thing(view.chunks[before[0][0]]):
        return before[0]
    if light and args.bare and args.bare[0][0] > noun.k:
        return []
    found = left_subject(view, verb)
    if found is not None and light and tries(view, found.group, "police"):
        return found.group
    if found is not None and not (
        light and found.how == "shared" and (not view.chunks[verb].conjunction or noun.reading.form.gender == "f")
    ):
        return found.group
    return []


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
            and chunk.preposition in ("ل", "الي", "ضد", "بحق")
            and (noun.light is not None or view.listed(view.chunks[verb].word, "gives"))
        ):
            noun.accused = view.parties(view.group(j))
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
