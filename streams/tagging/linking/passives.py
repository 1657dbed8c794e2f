"""What verbs have in common: content, subjects as parties, and passives with their agents."""

from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.authors import authors
from streams.tagging.linking.openings import Subject
from streams.tagging.linking.patients import patient
from streams.tagging.linking.relatives import relative_of
from streams.tagging.linking.sentence import Link, Party, SentenceView

__all__ = ["agent", "content_of", "link_passive", "subject_parties"]


def content_of(view: SentenceView, args: Arguments) -> tuple[int, int] | None:
    """The words of the content, with its preposition; None if there is none."""
    if args.content is None:
        return None
    first = view.chunks[args.content].first
    while first > 0 and view.words[first].kind != "preposition" and view.words[first - 1].kind == "preposition":
        first -= 1
    return first, view.clause_end(args.content)


def subject_parties(view: SentenceView, subject: Subject | None) -> list[Party]:
    """The parties of a subject that may be missing."""
    return authors(view, subject.group) if subject is not None else []


def link_passive(view: SentenceView, k: int, args: Arguments) -> Link:
    """Find the accused of a passive verb, and its agent."""
    reading = view.chunks[k].reading
    if reading is not None and "responsibility" in reading.trigger.requires:
        for preposition, group in args.prepositional:
            if preposition in reading.trigger.objects:
                return Link("passive", agent(view, args), view.parties(group), content_of(view, args))
    groups = [
        g
        for g in args.bare
        if view.agrees(view.chunks[k], view.chunks[g[0]], before=False) and view.is_party(view.chunks[g[0]])
    ]
    if (groups and relative_of(view, k) is None) or (groups and args.pronouns):
        accused = view.parties(groups[0])
    else:
        accused = view.parties(patient(view, k))
    return Link("passive", agent(view, args), accused, content_of(view, args))


def agent(view: SentenceView, args: Arguments) -> list[Party]:
    """من قبل X after a passive."""
    for preposition, group in args.prepositional:
        if preposition.endswith(("من قبل", "من جانب", "من طرف")) and view.is_party(view.chunks[group[0]]):
            return view.parties(group)
    for j in range(args.content or len(view.chunks), min((args.content or 0) + 6, len(view.chunks))):
        chunk = view.chunks[j]
        if chunk.kind in ("stop", "comma"):
            break
        if chunk.preposition.endswith(("من قبل", "من جانب", "من طرف")) and view.is_party(chunk):
            return view.parties(view.group(j))
    return []
