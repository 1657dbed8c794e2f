"""Accusations by a finite verb: which module links it, and verbs whose object has a preposition (ندد X بـ Y)."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.answers import link_denial
from streams.tagging.linking.arguments import Arguments, after
from streams.tagging.linking.authors import authors
from streams.tagging.linking.claims import link_bearing, link_claim, link_imputed
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.passives import link_passive, subject_parties
from streams.tagging.linking.sentence import Link, SentenceView
from streams.tagging.linking.subjects import fronted_subject
from streams.tagging.linking.transitive import link_transitive
from streams.tagging.triggers import Reading
from streams.tagging.words import VERB

__all__ = ["link_verb"]


def link_verb(view: SentenceView, k: int, reading: Reading) -> Link:
    """Find the parties of the verb at chunk `k`, read as `reading`."""
    if reading.trigger.rule == "bears-responsibility":
        return link_bearing(view, k)
    if reading.trigger.rule == "imputes":
        return link_imputed(view, k, reading)
    if reading.trigger.rule == "claims-wrong":
        return link_claim(view, k)
    direct = "-" in reading.trigger.objects
    wanted = () if direct else reading.trigger.objects
    args = after(view, _last_of_verbs(view, k), reading.trigger.content, 2 if direct else 1, wanted)
    if reading.trigger.type == "deny":
        return link_denial(view, k, reading, args)
    if reading.form.voice == "passive" or (view.chunks[k].head in view.vocalised and not reading.pronoun):
        return link_passive(view, k, args)
    if not direct:
        return _prepositional(view, k, reading, args)
    return link_transitive(view, k, reading, args)


def _last_of_verbs(view: SentenceView, k: int) -> int:
    """The last of coordinated verbs, after which the parties of all stand: يدين ويستنكر الاتحاد قرار الوزارة."""
    verb, chunks = view.chunks[k].reading, view.chunks
    if verb is None or verb.pronoun:
        return k
    j = k + 1
    while j < len(chunks) and chunks[j].kind == "adverb":
        j += 1
    other = chunks[j] if j < len(chunks) else None
    if other is not None and verb.form.person == 1 and _first_person(other):
        return j
    if other is None or other.kind != VERB or not other.conjunction or other.word.pronoun:
        return k
    if other.reading is not None and (other.reading.pronoun or "-" not in other.reading.trigger.objects):
        return k
    same = view.subject_of_form(chunks[k]) == view.subject_of_form(other)
    return _last_of_verbs(view, j) if same and other.reading is not None else (j if same else k)


def _first_person(chunk: Chunk) -> bool:
    """Whether a word that no list knows is a verb like the one before it: ندين ونرفض, أدين وألعن."""
    word = chunk.word
    bare = chunk.bare and chunk.conjunction and chunk.end == chunk.first + 1
    return bare and not word.groups and not word.definite and word.ending == "" and word.surface[1:2] in ("ن", "أ")


def _prepositional(view: SentenceView, k: int, reading: Reading, args: Arguments) -> Link:
    """ندد X بـ Y, عاب X على Y."""
    subject = fronted_subject(view, k)
    if subject is not None:
        accusers = authors(view, subject.group)
        rule = "subject-verb-preposition"
    elif (
        args.bare
        and not view.is_thing(view.chunks[args.bare[0][0]])
        and view.agrees(view.chunks[k], view.chunks[args.bare[0][0]], before=False)
    ):
        accusers = authors(view, args.bare[0])
        rule = "verb-subject-preposition"
    else:
        subject = left_subject(view, k)
        accusers = subject_parties(view, subject)
        rule = "subject-verb-preposition"
    link = Link(rule, accusers)
    wanted = set(reading.trigger.objects)
    if (group := _object(view, args, set(reading.trigger.objects))) is not None:
        faulted = reading.trigger.type != "condemn" or wanted == {"علي"}
        link.accused = view.parties(group) if faulted else accused_of_act(view, group, args)
        return link
    for preposition, pronoun, j in args.pronouns:
        if preposition in wanted:
            found = view.antecedent(pronoun, j, subject.group if subject else (args.bare[0] if args.bare else ()))
            link.accused = view.parties(found, "same_sentence") if found else []
            return link
    if args.clause_object or args.content is not None:
        link.accused = accused_of_act(view, [], args)
    return link


def _object(view: SentenceView, args: Arguments, wanted: set[str]) -> list[int] | None:
    """The phrase after one of the verb's prepositions; a place before it is passed over (ندد بباريس بقانون)."""
    found: list[list[int]] = []
    for preposition, group in args.prepositional:
        chunk = view.chunks[group[0]]
        if preposition in wanted and not view.holds("manner", chunk.first, chunk.end):
            found.append(group)
    if not found:
        return None if args.clause_object or args.content is not None else _after_relative(view, args, wanted)
    place = view.chunks[found[0][0]]
    return found[1] if len(found) > 1 and place.head in view.states and not place.word.nisba else found[0]


def _after_relative(view: SentenceView, args: Arguments, wanted: set[str]) -> list[int] | None:
    """The last fitting phrase before another verb where a relative clause has no comma after it."""
    found: list[int] | None = None
    for preposition, group in args.within:
        if found is not None and any(chunk.kind in (VERB, "relative") for chunk in view.chunks[found[0] : group[0]]):
            break
        if preposition in wanted:
            found = group
    return found
