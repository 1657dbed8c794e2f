"""The noun phrases after a transitive verb: which of them are its subject and object."""

from itertools import pairwise

from streams.tagging.chunk import Chunk
from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.triggers import Reading

__all__ = ["object_by_preposition", "split_phrase", "without_apposition", "without_responsibility"]


def without_responsibility(view: SentenceView, args: Arguments, reading: Reading) -> list[list[int]]:
    """Leave out مسؤولية, which is what is laid on the accused."""
    if "responsibility" not in reading.trigger.requires:
        return args.bare
    return [
        g
        for g in args.bare
        if not view.listed(view.chunks[g[0]].word, "responsibility") and view.chunks[g[0]].word.base != "جزء"
    ]


def without_apposition(view: SentenceView, groups: list[list[int]], *, objects: bool) -> list[list[int]]:
    """Leave out a title that follows the name it describes, where a third phrase shows that it is not the object."""
    if (
        len(groups) == 2
        and "title" in view.chunks[groups[0][0]].word.groups
        and view.words[view.chunks[groups[1][0]].first].groups & {"given", "name_part"}
        and not objects
    ):
        return groups[:1]  # دان وزير الداخلية، أحمد الملا
    if len(groups) < 3:
        return groups
    if (
        "title" in view.chunks[groups[1][0]].word.groups
        and view.chunks[groups[1][0]].word.definite
        and "title" in view.chunks[groups[0][0]].word.groups
    ):
        return [groups[0], *groups[2:]]
    kept = [groups[0]]
    for before, group in pairwise(groups):
        chunk, last = view.chunks[group[0]], view.chunks[before[-1]]
        apposed = "title" in chunk.word.groups and view.is_party(last) and chunk.first == last.end
        if not apposed:
            kept.append(group)
    return kept


def object_by_preposition(view: SentenceView, reading: Reading, args: Arguments, link: Link) -> Link:
    """Add to a link the accused that stands after one of the trigger\'s prepositions."""
    wanted = set(reading.trigger.objects) - {"-"}
    if reading.trigger.type == "condemn" and args.clause_object:
        link.accused = accused_of_act(view, [], args)
        return link
    for preposition, group in args.prepositional:
        if preposition in wanted:
            link.accused = view.parties(group)
            return link
    for preposition, pronoun, j in args.pronouns:
        if preposition in wanted:
            link.accused = view.parties(view.antecedent(pronoun, j, ()), "same_sentence")
            return link
    return link


def _after_whole(view: SentenceView, chunk: Chunk, j: int) -> bool:
    """Whether word `j` begins a name after a whole one: after a listed name, or after an indefinite title.

    اتهم مورينيو غوارديولا; اتهم نائب سابق سمير فرج; اتهم قيادي في الحزب سمير فرج; not اتهم نائب الرئيس.
    """
    head, last = view.words[chunk.head], view.words[j - 1]
    if view.known.get(chunk.head) == j:
        return True
    if "title" not in head.groups or head.definite or not view.words[j].name_like:
        return False
    apart = any(view.words[i].kind == "preposition" for i in range(chunk.head, j))
    return apart or "lone" in last.groups or (j - 1 > chunk.head and not last.definite and not last.groups)


def split_phrase(view: SentenceView, group: list[int], *, sure: bool = False) -> tuple[Party, Party] | None:
    """Cut one long phrase into subject and object where a head noun begins inside it: اتهمت الحكومة المعارضة."""
    if len(group) != 1:
        return None
    chunk = view.chunks[group[0]]
    if view.is_thing(chunk) and view.victim(chunk):
        return None  # جريمة اغتيال الأسير المحرر
    for j in reversed(chunk.breaks):
        word = view.words[j]
        if j > chunk.first and (
            word.groups & {"party", "title", "thing"}
            or (j in view.known and not word.nisba)
            or _after_whole(view, chunk, j)
        ):
            return Party(chunk.first, j), Party(j, chunk.end)
    for j in () if sure else chunk.breaks[:1]:
        if view.words[chunk.head].groups == frozenset() and not view.words[chunk.head].definite and j == chunk.head + 1:
            return Party(chunk.first, j), Party(j, chunk.end)
    return None
