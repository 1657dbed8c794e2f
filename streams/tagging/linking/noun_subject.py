"""The subject of the verb that governs a noun of accusation: before the noun, before the verb, or shared."""

from streams.tagging.linking.arguments import after
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.noun import Noun, tries
from streams.tagging.linking.subjects import fronted_subject

__all__ = ["governing_subject"]

_INDICTMENTS = ("لاءحه", "لواءح", "مذكره")
"""What is handed in, never who hands it in."""


def governing_subject(noun: Noun, verb: int, *, light: bool = False) -> list[int]:
    """The subject of verb `verb`, which governs the noun. `light`: the accusation is made with it (وجّه X تهمة)."""
    view = noun.view
    if (fronted := fronted_subject(view, verb)) is not None:
        return fronted.group
    args = after(view, verb, (), 1)
    ahead = noun.k - 1 if noun.legal else noun.k  # لائحة اتهام: the head is what is made
    before = [
        g
        for g in args.bare
        if g[0] < ahead
        and view.chunks[g[0]].word.base not in _INDICTMENTS
        and view.agrees(view.chunks[verb], view.chunks[g[0]], before=False)
    ]
    if before and _able(noun, before[0][0]):
        return before[0]
    if light and args.bare and args.bare[0][0] > noun.k:
        return []
    found = left_subject(view, verb)
    if found is not None and light and tries(view, found.group, "police"):
        return found.group
    if found is not None and light and _not_passive(noun, verb):
        return found.group
    if found is not None and not (
        light
        and found.how == "shared"
        and (not view.chunks[verb].conjunction or (_maybe_passive(noun, verb) and not _right_behind(noun, verb)))
    ):
        return found.group
    return []


def _not_passive(noun: Noun, verb: int) -> bool:
    """كال التهم, which has no passive; بل وجه اتهاما, with an accusative after a conjunction."""
    view, before = noun.view, noun.chunk(verb - 1)
    if view.listed(view.chunks[verb].word, "deals_out"):
        return True
    return noun.reading.form.written.endswith("ا") and before is not None and before.kind == "conjunction"


def _able(noun: Noun, j: int) -> bool:
    """Whether a noun phrase may be a subject: a party, or what is definite and no thing; not شديدة."""
    view, chunk = noun.view, noun.view.chunks[j]
    before = noun.chunk(j - 1)
    if before is not None and before.preposition and before.end == chunk.first and view.is_party(before):
        return "title" not in before.word.groups  # وجهت إلى الوزير السابق فلان تهم
    return not view.is_thing(chunk) and (view.is_party(chunk) or view.is_text(chunk) or view.core(chunk).definite)


def _maybe_passive(noun: Noun, verb: int) -> bool:
    """ووجهت إليه تهمة: the verb may agree with the noun."""
    things = noun.reading.form.gender == "f" or noun.reading.form.number == "p"
    return things and noun.view.subject_of_form(noun.view.chunks[verb])[0] == "f"


def _right_behind(noun: Noun, verb: int) -> bool:
    """وحذرت موسكو …، ووجهت انتقادات إلى وارسو: nobody between, so it is she who was told of; a تهمة may be passive."""
    return noun.k == verb + 1 and noun.reading.trigger.lemma != "تهمة" and not noun.reading.definite
