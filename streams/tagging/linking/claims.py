"""What a speaker says of another: زعم X أن Y متورط, قال X إن Y يتحمل المسؤولية."""

from streams.tagging.linking.arguments import after
from streams.tagging.linking.authors import authors
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.openings import Subject
from streams.tagging.linking.passives import content_of, subject_parties
from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.linking.speakers import speaker
from streams.tagging.linking.subjects import fronted_subject
from streams.tagging.triggers import Reading

__all__ = ["link_bearing", "link_claim", "link_imputed", "named_later"]

_THIRD = ("ه", "ها", "هم", "هما", "هن")


def link_claim(view: SentenceView, k: int) -> Link:
    """زعم X أن Y متورط: Y is accused by X."""
    args = after(view, k, (), 1)
    agrees = bool(args.bare) and view.agrees(view.chunks[k], view.chunks[args.bare[0][0]], before=False)
    subject = None if agrees else left_subject(view, k)
    accusers = authors(view, args.bare[0]) if agrees else subject_parties(view, subject)
    that = next(
        (j for j in range(k + 1, min(k + 8, len(view.chunks))) if view.chunks[j].kind == "complementiser"), None
    )
    accused: list[Party] = []
    if that is not None and that + 1 < len(view.chunks) and view.is_party(view.chunks[that + 1]):
        accused = view.parties(view.group(that + 1))
    own = {party.first for party in accusers}
    keep = bool(accused) and accused[0].first not in own
    content = (view.chunks[that].first, view.clause_end(that)) if that is not None else None
    return Link("claims-wrong", accusers, accused, content, keep=keep)


def link_imputed(view: SentenceView, k: int, reading: Reading) -> Link:
    """تنسب X إلى Y جريمة; in the passive (أسند إلى Y ارتكاب جريمة) nobody accuses."""
    args = after(view, k, (), 2)
    wanted = reading.trigger.objects
    to = next((group for preposition, group in args.prepositional if preposition in wanted), [])
    accused = view.parties(to)
    for preposition, pronoun, j in args.pronouns:
        if preposition in wanted and not to:
            to = [j]
            accused = view.parties(view.antecedent(pronoun, j), "same_sentence")
    named = [g for g in args.bare if view.agrees(view.chunks[k], view.chunks[g[0]], before=False)]
    before = next((g for g in named if to and g[0] < to[0]), [])
    if before and view.is_party(view.chunks[before[0]]):
        return Link("imputes", authors(view, before), accused)
    fronted = fronted_subject(view, k)
    if named and fronted is None:
        return Link("imputes", [], accused)
    return Link("imputes", subject_parties(view, fronted or left_subject(view, k)), accused)


def named_later(view: SentenceView, k: int) -> list[Party]:
    """من يتحمل المسؤولية عن … هم نشطاء, ليس المطر بل المقاول: who bears it is named after a pronoun or بل."""
    chunks = view.chunks
    for j in range(k + 1, len(chunks) - 1):
        names = chunks[j].kind == "pronoun" or chunks[j].word.base == "بل"
        if names and chunks[j + 1].bare and view.is_party(chunks[j + 1]):
            return view.parties(view.group(j + 1))
    return []


def link_bearing(view: SentenceView, k: int) -> Link:
    """قال X إن Y يتحمل المسؤولية: Y is blamed by whoever says so."""
    chunks = view.chunks
    args = after(view, k, ("عن", "في"), 3)
    subject = left_subject(view, k)
    accused = subject.group if subject else []
    tail = [
        g
        for g in args.bare
        if not view.listed(chunks[g[0]].word, "responsibility")
        and chunks[g[0]].word.ending != "ا"
        and (view.is_named(chunks[g[0]]) or (g[0] == k + 1 and view.is_party(chunks[g[0]])))
    ]
    if tail:
        accused = tail[0]
    who = speaker(view, k)
    link = Link(
        "bears-responsibility",
        authors(view, who) if who and who != accused else [],
        view.parties(accused),
        content_of(view, args),
    )
    clause = view.whoever(k, args.end)
    if not tail and clause is not None:
        link.accused = [clause]
    link.keep = not (who and not tail and subject is not None and _of_oneself(view, k, subject, who))
    return link


def _of_oneself(view: SentenceView, k: int, subject: Subject, who: list[int]) -> bool:
    """قال الوزير إنه يتحمل: the speaker's own burden; not إنها, if the pronoun cannot be the speaker, nor وإن كان."""
    chunks = view.chunks
    that = next(
        (
            chunk.word.pronoun
            for chunk in chunks[max(0, k - 3) : k]
            if chunk.kind == "complementiser" and chunk.word.base == "ان" and chunk.word.pronoun
        ),
        "",
    )
    if that in _THIRD and chunks[k - 1].word.pronoun == that and not view.pronoun_fits(that, chunks[who[0]]):
        return False
    concessive = k > 1 and chunks[k - 1].kind == "auxiliary" and chunks[k - 2].word.base == "ان"
    return (subject.how == "pronoun" and bool(that)) or (subject.group == who and not concessive)
