"""Charges: اعتقلت الشرطة X بتهمة, حوكم X بتهمة, اعتقال X بتهمة."""

from streams.tagging.linking.arguments import after
from streams.tagging.linking.noun import Noun, governor, tries
from streams.tagging.linking.subjects import left_subject

__all__ = ["on_charge"]


def on_charge(noun: Noun) -> None:
    """اعتقلت الشرطة X بتهمة: X is accused; the subject accuses if it tries or charges, not if it only arrests."""
    view, k = noun.view, noun.k
    noun.rule = "on-charge"
    nxt = noun.chunk(k + 1)
    if nxt is not None and nxt.kind == "np":
        noun.content = (nxt.first, view.clause_end(k + 1))
    verb = governor(noun)
    before = noun.chunk(k - 1)
    accused: list[int] = []
    if before is not None and before.kind == "np" and before.word.pronoun and before.word.groups & {"suffered"}:
        accused = view.antecedent(before.word.pronoun, k - 1)
        if verb is not None:
            _charged_by_verb(noun, verb)
    elif verb is not None:
        accused = _charged_by_verb(noun, verb)
    if not accused:
        accused = _nearest_person(noun, (verb if verb is not None else -1))
    noun.accused = view.parties(accused) if accused else noun.accused


def _charged_by_verb(noun: Noun, verb: int) -> list[int]:
    view = noun.view
    chunk = view.chunks[verb]
    args = after(view, verb, (), 2)
    bare = [g for g in args.bare if g[0] < noun.k and view.chunks[g[0]].reading is None]
    named = [g for g in bare if view.is_party(view.chunks[g[0]])]
    subject = (
        named[0]
        if named
        and named[0] == (bare[0] if bare else [])
        and view.agrees(chunk, view.chunks[named[0][0]], before=False)
        else []
    )
    if not subject:
        found = left_subject(view, verb)
        subject = found.group if found else []
    trying = bool(subject) and tries(view, subject)
    if trying:
        noun.accusers = view.parties(subject)
        noun.legal = True
    if chunk.word.pronoun:
        return view.antecedent(chunk.word.pronoun, verb, subject)
    for preposition, pronoun, j in args.pronouns:
        if preposition in ("علي", "بحق") and j < noun.k:
            return view.antecedent(pronoun, verb, subject)
    people = [g for g in bare if g != subject and view.is_party(view.chunks[g[0]])]
    if (
        not people
        and len(bare) > 1
        and bare[0] == subject
        and view.chunks[bare[1][0]].word.kind == "noun"
        and not view.is_thing(view.chunks[bare[1][0]])
    ):
        people = bare[1:2]  # اعتقلت الشرطة محاسبا
    if people:
        return people[-1]
    near = _nearest_person(noun, verb, subject)
    if near:
        return near
    return [] if trying else subject


def _nearest_person(noun: Noun, after_chunk: int, exclude: list[int] | None = None) -> list[int]:
    """The party nearest before the noun: اعتقال X بتهمة, بحق X, على X."""
    view = noun.view
    for j in range(noun.k - 1, max(after_chunk, -1), -1):
        chunk = view.chunks[j]
        if chunk.kind != "np" or chunk.reading is not None or (exclude and j in exclude):
            continue
        if chunk.word.pronoun and chunk.word.groups & {"suffered"}:
            return view.antecedent(chunk.word.pronoun, j)
        if view.victim(chunk):
            return [j]
        if (
            chunk.word.groups & {"suffered"}
            or view.words[chunk.end - 1].kind == "time"
            or (j + 1 < len(view.chunks) and view.chunks[j + 1].kind == "time" and chunk.word.kind != "noun")
        ):
            continue
        if chunk.preposition in ("", "بحق", "علي", "ضد", "ب", "ل", "عن", "مع") and view.is_party(chunk):
            if chunk.conjunction:
                first = j
                while first > 0 and view.chunks[first].conjunction and view.chunks[first].kind == "np":
                    first -= 1
                return view.group(first)
            return [j]
    return []
