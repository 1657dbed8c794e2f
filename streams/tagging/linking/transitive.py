"""Accusations by a transitive verb: اتهم X Y بـ, حمّل X Y المسؤولية, and their relatives."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.authors import authors
from streams.tagging.linking.groups import (
    object_by_preposition,
    split_phrase,
    without_apposition,
    without_responsibility,
)
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.object_pronouns import link_with_pronoun
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.openings import Subject
from streams.tagging.linking.passives import agent, content_of, subject_parties
from streams.tagging.linking.patients import patient
from streams.tagging.linking.relatives import about_head, head_of_relative, relative_of
from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.linking.subjects import fronted_subject
from streams.tagging.triggers import Reading

__all__ = ["link_transitive"]


def link_transitive(view: SentenceView, k: int, reading: Reading, args: Arguments) -> Link:
    """Find the parties of a transitive verb in the active."""
    groups = without_responsibility(view, args, reading)
    if len(groups) == 1 and args.apposed and not reading.pronoun and args.apposed[0][0] > groups[0][-1]:
        groups = [groups[0], args.apposed[0]]
    if reading.pronoun:
        return link_with_pronoun(view, k, reading, args, groups)
    groups = without_apposition(view, groups, objects=reading.trigger.type != "condemn")
    fronted = fronted_subject(view, k)
    if fronted is not None and groups:
        link = Link("subject-verb-object", authors(view, fronted.group), view.parties(groups[0]))
        return _finish(view, reading, args, link, groups[0])
    if (
        len(groups) >= 2
        and view.agrees(view.chunks[k], view.chunks[groups[0][0]], before=False)
        and _acts(view, view.chunks[groups[0][0]])
    ):
        link = Link("verb-subject-object", authors(view, groups[0]), view.parties(groups[1]))
        return _finish(view, reading, args, link, groups[1])
    if relative_of(view, k) is not None:
        return _relative(view, k, reading, args, groups)
    if len(groups) == 1:
        return _sole(view, k, reading, args, groups[0])
    if len(groups) >= 2:
        link = Link("verb-object", subject_parties(view, left_subject(view, k)), view.parties(groups[0]))
        return _finish(view, reading, args, link, groups[0])
    return _no_noun_phrase(view, k, reading, args)


def _acts(view: SentenceView, chunk: Chunk) -> bool:
    """Whether a phrase may name who accuses: no thing, unless bodies are so called (الاحتلال, الأمن)."""
    return not view.is_thing(chunk) or (chunk.word.definite and "party" in chunk.word.groups)


def _sole(view: SentenceView, k: int, reading: Reading, args: Arguments, group: list[int]) -> Link:
    """The one noun phrase after a verb: of a condition in the second person, before a text, or any other."""
    if _addressed(view, k, reading):
        return _finish(view, reading, args, Link("verb-object", [], view.parties(group)), group)
    if (target := _after_text(view, k, args, group)) is not None:
        return Link("verb-subject-object", authors(view, group), [target], content_of(view, args))
    return _one_noun_phrase(view, k, reading, args, group)


def _addressed(view: SentenceView, k: int, reading: Reading) -> bool:
    """إذا انتقدت الحكومة …: a condition in the second person, written as the third feminine is."""
    before = view.chunks[k - 1] if k else None
    written = reading.form.tense == "past" and reading.form.gender == "f" and reading.form.number == "s"
    return (
        written and before is not None and before.kind == "subordinator" and before.word.base in ("اذا", "لو", "كلما")
    )


def _after_text(view: SentenceView, k: int, args: Arguments, subject: list[int]) -> Party | None:
    """The object that a text before it seems to own: اتهمت الحركة في بيان السلطة بالتنسيق."""
    if view.chunks[k].conjunction and left_subject(view, k) is not None:
        return None
    if not view.agrees(view.chunks[k], view.chunks[subject[0]], before=False):
        return None
    for preposition, group in args.prepositional:
        chunk = view.chunks[group[0]]
        if preposition != "في" or not view.is_text(chunk) or chunk.word.definite or chunk.head + 1 >= chunk.end:
            continue
        owner = view.words[chunk.head + 1]
        if owner.definite and not owner.nisba and owner.groups & {"party", "title"}:
            return Party(chunk.head + 1, chunk.end)
    return None


def _finish(view: SentenceView, reading: Reading, args: Arguments, link: Link, target: list[int] | None) -> Link:
    """Content, and for condemnations of an act its author."""
    link.content = content_of(view, args)
    if reading.trigger.type == "condemn" and target is not None:
        link.accused = accused_of_act(view, target, args)
    return link


def _relative(view: SentenceView, k: int, reading: Reading, args: Arguments, groups: list[list[int]]) -> Link:
    """الذي اتهم Y (subject), الذي اتهم بـ (passive), التي اتهم فيها Y (passive, about something else)."""
    relative = relative_of(view, k)
    head = head_of_relative(view, relative) if relative is not None else []
    verb = view.chunks[k]
    fits = bool(head) and view.agrees(verb, view.chunks[head[0]], before=True)
    if (
        relative is not None
        and view.chunks[relative].word.base in ("الذين", "اللذين", "اللذان")
        and reading.form.number == "s"
    ):
        fits = False  # الذين اتهم … بقتلهم: the verb has another subject, or is passive
    if head and about_head(view, k) and not view.is_text(view.chunks[head[0]]):
        fits = False  # المذبحة التي اتهم فيها متشددون
    if groups:
        accusers = (
            authors(view, head)
            if fits
            and (
                view.is_party(view.chunks[head[0]])
                or view.is_text(view.chunks[head[0]])
                or view.victim(view.chunks[head[0]])
                or head[0] == relative
            )
            else []
        )
        link = Link("relative-subject" if accusers else "passive", accusers, view.parties(groups[0]))
        return _finish(view, reading, args, link, groups[0])
    if reading.trigger.type == "condemn" and (args.clause_object or args.prepositional):
        return Link("relative-subject", authors(view, head) if head else [], [], content_of(view, args))
    return Link("passive", [], view.parties(head), content_of(view, args))


def _one_noun_phrase(view: SentenceView, k: int, reading: Reading, args: Arguments, group: list[int]) -> Link:
    """Link a verb with one noun phrase after it: its subject, its object, or both in one phrase."""
    first = view.chunks[group[0]]
    agrees = view.agrees(view.chunks[k], first, before=False)
    subject = left_subject(view, k)
    fixed = subject is not None and subject.how in ("fronted", "pronoun", "speaker")
    strong = fixed or (subject is not None and not agrees)
    if not fixed and (split := _subject_and_object(view, k, group, subject)) is not None:
        link = Link("verb-subject-object", [split[0]], [split[1]])
        link.content = content_of(view, args)
        if reading.trigger.type == "condemn":
            link.accused = accused_of_act(view, group, args, split[1].first)
        return link
    if agrees and not strong and _is_subject(view, reading, args, first, alone=subject is None):
        link = Link("verb-subject", authors(view, group), [], content_of(view, args))
        return object_by_preposition(view, reading, args, link)
    if subject is not None and (strong or not agrees or _may_share(view, k, subject)):
        link = Link(_rule_of(subject), authors(view, subject.group), view.parties(group))
        return _finish(view, reading, args, link, group)
    rule = "passive" if agrees and first.word.ending != "ين" else "verb-object"
    link = Link(rule, agent(view, args), view.parties(group))
    return _finish(view, reading, args, link, group)


def _subject_and_object(
    view: SentenceView, k: int, group: list[int], subject: Subject | None
) -> tuple[Party, Party] | None:
    """The two parties that stand in one phrase after verb `k`: اتهمت الحكومة المعارضة; None if it is one."""
    verb, first = view.chunks[k], view.chunks[group[0]]
    if view.is_thing(first) or not view.head_agrees(verb, first):
        return None
    if subject is not None:
        return None
    return split_phrase(view, group, sure=subject is not None)


def _is_subject(view: SentenceView, reading: Reading, args: Arguments, first: Chunk, *, alone: bool) -> bool:
    """Whether the one phrase that agrees is the subject: the object is a clause, stands elsewhere, or is nobody."""
    condemns = reading.trigger.type == "condemn"
    if args.clause_object and condemns:
        return True
    named = view.is_party(first) and (view.is_named(first) or reading.form.gender != "f")
    return condemns and alone and named and args.content is None


def _rule_of(subject: Subject) -> str:
    return {"fronted": "subject-verb-object", "speaker": "quoted-first-person", "relative": "relative-subject"}.get(
        subject.how, "shared-subject"
    )


def _may_share(view: SentenceView, k: int, subject: Subject) -> bool:
    """A verb joined with و, or in a clause without a bound of its own, takes the subject of the verb before."""
    return view.chunks[k].conjunction or subject.how != "shared" or view.resumes(k)


def _no_noun_phrase(view: SentenceView, k: int, reading: Reading, args: Arguments) -> Link:
    subject = left_subject(view, k)
    parties = subject_parties(view, subject)
    link = Link(_rule_of(subject) if subject else "no-parties", parties, [], content_of(view, args))
    if subject is not None and subject.how == "fronted" and args.content is None and reading.form.tense == "imperfect":
        return link  # طهران تتهم
    before = len(link.accused)
    link = object_by_preposition(view, reading, args, link)
    if (len(link.accused) == before and reading.trigger.type in ("accuse", "charge")) or (
        subject is not None and subject.how == "relative" and reading.trigger.type == "blame" and not link.accused
    ):
        return Link("passive", agent(view, args), view.parties(patient(view, k)), link.content)
    if (
        reading.trigger.type == "blame"
        and link.accused
        and subject is not None
        and subject.how == "shared"
        and not view.is_party(view.chunks[subject.group[0]])
    ):
        link.accusers = []
    return link
