"""Denials by a verb: نفى X, رفض X اتهامات Y; and accusations said to be baseless or untrue."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.authors import authors
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.objects import accused_of_denial, who_said
from streams.tagging.linking.openings import Subject
from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.linking.speakers import speaker
from streams.tagging.linking.subjects import fronted_subject, main_subject, subject_of
from streams.tagging.triggers import Reading
from streams.tagging.words import VERB

__all__ = ["answer_later", "link_denial", "link_untrue"]


def link_denial(view: SentenceView, k: int, reading: Reading, args: Arguments) -> Link:
    """Find who denies, and whose accusation."""
    verb = view.chunks[k]
    if verb.head in view.vocalised and reading.trigger.lemma == "نفى":
        return Link("denial", keep=False)  # نُفي: exiled
    subject: Subject | None = None
    bare = args.bare
    if len(bare) > 1 and view.chunks[bare[0][0]].word.pronoun and view.is_thing(view.chunks[bare[0][0]]):
        bare = bare[1:]  # نفى تورطه في الصفقة الوزير السابق
    group: list[int] = []
    first = view.chunks[bare[0][0]] if bare else None
    owned = next((j for j in first.breaks if view.words[j].pronoun), None) if first is not None else None
    if (
        first is not None
        and owned is not None
        and not first.word.definite
        and view.head_agrees(verb, first)
        and not view.is_thing(first)
    ):
        return Link("denial", [Party(first.first, owned)], accused_of_denial(view, k, args, []))
    fronted = fronted_subject(view, k)
    if fronted is not None:
        group, rule = fronted.group, "denial"
    elif first is not None and view.agrees(verb, first, before=False) and _denier(view, first):
        group, rule = bare[0], "denial"
    else:
        subject = left_subject(view, k)
        if subject is not None and subject.how == "relative" and reading.pronoun:
            main = main_subject(view, subject.group[0])
            subject = Subject(main, "shared") if main else None
        group, rule = (subject.group if subject else []), "denial-shared-subject"
    link = Link(rule, _deniers(view, verb, group))
    link.accused = _whose_claim(view, k, reading, args, group, link)
    link.content = (
        (view.chunks[args.content].first, view.clause_end(args.content)) if args.content is not None else None
    )
    return link


def _whose_claim(
    view: SentenceView, k: int, reading: Reading, args: Arguments, denier: list[int], link: Link
) -> list[Party]:
    """Whose accusation or claim is denied: named after the verb, or who accused or told it before."""
    back = bool(reading.pronoun) or any(
        chunk.word.kind == "demonstrative" or view.words[chunk.first].kind == "demonstrative"
        for chunk in view.chunks[k + 1 : min(args.end, k + 4) + 1]
    )
    named = [] if reading.pronoun else accused_of_denial(view, k, args, denier)
    found = named or view.accusers_of(link.accusers) or view.earlier_accusers(link.accusers)
    return found or (_teller(view, k, denier) if back else [])


def _teller(view: SentenceView, k: int, denier: list[int]) -> list[Party]:
    """Who told what the denial points back to: قال المتمردون إن الجيش أحرق قرى، ونفت الحكومة ذلك."""
    that = len(view.chunks)
    for j in range(k - 1, -1, -1):
        chunk = view.chunks[j]
        if chunk.kind == "complementiser":
            that = j
        if chunk.kind != VERB or "speech" not in chunk.word.groups or that > k:
            continue
        group = subject_of(view, j)
        if not group or group == denier:
            return []
        teller = view.chunks[group[0]]
        named = view.is_party(teller) or (view.is_text(teller) and teller.end - teller.first > 1)
        return view.parties(group) if named and teller.first < view.chunks[that].first else []
    return []


def _deniers(view: SentenceView, verb: Chunk, group: list[int]) -> list[Party]:
    """Who denies: without a subject (وهو ما ينفيه) or as the latter (الأخير), whom an accusation before is of."""
    latter = bool(group) and view.chunks[group[0]].word.base == "اخير"
    accused = view.earlier_accused(verb) if latter or not group else []
    return accused or (authors(view, group) if group else [])


def _denier(view: SentenceView, chunk: Chunk) -> bool:
    """Whether the noun phrase after a verb of denial is its subject, not what is denied."""
    if view.is_party(chunk):
        return True
    return (
        chunk.word.kind == "noun"
        and chunk.word.definite
        and not view.is_thing(chunk)
        and not view.listed(chunk.word, "claim")
    )


def answer_later(view: SentenceView) -> None:
    """Complete denials of an accusation told of after them: تنفي X …، فيما تتهمها Y."""
    for link in view.links:
        if not link.rule.startswith("denial") or link.accused:
            continue
        own = {party.first for party in link.accusers}
        link.accused = [party for party in view.accusers_of(link.accusers) if party.first not in own]


def link_untrue(view: SentenceView, k: int) -> Link:
    """قال X إن الاتهامات لا أساس لها, باطلة: who says so, and whose accusations they are."""
    who = speaker(view, k) or main_subject(view, k)
    denier = view.parties(who) if who else []
    accused = accused_of_denial(view, k, Arguments(end=min(k + 6, len(view.chunks))), who)
    accused = accused or view.accusers_of(denier) or view.earlier_accusers(denier)
    told = next((j for j in range(k - 1, max(-1, k - 16), -1) if view.chunks[j].kind == "wh"), None)
    ahead = (j for j in range(k + 1, min(k + 6, len(view.chunks))) if _what(view, j))
    told = told if told is not None else next(ahead, None)  # لا أساس لما نشرته الصحيفة
    if not accused and told is not None:
        accused = who_said(view, told, who)  # ما تداولته المواقع … لا أساس له
    return Link("baseless", authors(view, who) if who else [], accused)


def _what(view: SentenceView, j: int) -> bool:
    """ما, and لما where it is for what: لا أساس لما نشرته."""
    chunk = view.chunks[j]
    return chunk.kind == "wh" or (chunk.kind == "subordinator" and chunk.word.base == "ما")
