"""Accusations by a finite verb: اتهم X Y بـ, حمّل X Y المسؤولية, ندد X بـ Y, نفى X, and their passives and relatives."""

from streams.tagging.clause import Chunk
from streams.tagging.linking.arguments import Arguments, after
from streams.tagging.linking.objects import accused_of_act, accused_of_denial
from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.linking.subjects import (
    Subject,
    authors,
    fronted_subject,
    head_of_relative,
    left_subject,
    main_subject,
    patient,
    relative_of,
    speaker,
)
from streams.tagging.triggers import Reading

__all__ = ["link_verb"]

_NOBODY = frozenset(("احد", "شيء"))
_NORMS = frozenset(("قانون", "دستور", "نظام", "ماده", "لائحه", "تشريع"))


def link_verb(view: SentenceView, k: int, reading: Reading) -> Link:
    """Find the parties of the verb at chunk `k`, read as `reading`."""
    if reading.trigger.rule == "bears-responsibility":
        return _bears(view, k)
    if reading.trigger.rule == "claims-wrong":
        return _claims(view, k)
    direct = "-" in reading.trigger.objects
    args = after(view, k, reading.trigger.content, 2 if direct else 1)
    if reading.trigger.type == "deny":
        return _denial(view, k, reading, args)
    if reading.form.voice == "passive" or (view.chunks[k].head in view.vocalised and not reading.pronoun):
        return _passive(view, k, args)
    if not direct:
        return _prepositional(view, k, reading, args)
    return _transitive(view, k, reading, args)


def _content(view: SentenceView, args: Arguments) -> tuple[int, int] | None:
    if args.content is None:
        return None
    first = view.chunks[args.content].first
    while first > 0 and view.words[first].kind != "preposition" and view.words[first - 1].kind == "preposition":
        first -= 1
    return first, view.clause_end(args.content)


def _subject_parties(view: SentenceView, subject: Subject | None, k: int) -> list[Party]:
    return authors(view, subject.group, k) if subject is not None else []


# --- transitive -------------------------------------------------------------------------------------------------------


def _transitive(view: SentenceView, k: int, reading: Reading, args: Arguments) -> Link:
    groups = _without_responsibility(view, args, reading)
    if len(groups) == 1 and args.apposed and not reading.pronoun and args.apposed[0][0] > groups[0][-1]:
        groups = [groups[0], args.apposed[0]]
    if reading.pronoun:
        return _with_pronoun(view, k, reading, args, groups)
    groups = _without_apposition(view, groups, objects=reading.trigger.type != "condemn")
    fronted = fronted_subject(view, k)
    if fronted is not None and groups:
        link = Link("subject-verb-object", authors(view, fronted.group, k), view.parties(groups[0]))
        return _finish(view, k, reading, args, link, groups[0])
    if (
        len(groups) >= 2
        and view.agrees(view.chunks[k], view.chunks[groups[0][0]], before=False)
        and not view.is_thing(view.chunks[groups[0][0]])
    ):
        link = Link("verb-subject-object", authors(view, groups[0], k), view.parties(groups[1]))
        return _finish(view, k, reading, args, link, groups[1])
    if relative_of(view, k) is not None:
        return _relative(view, k, reading, args, groups)
    if len(groups) == 1:
        return _one_noun_phrase(view, k, reading, args, groups[0])
    if len(groups) >= 2:
        link = Link("verb-object", _subject_parties(view, left_subject(view, k), k), view.parties(groups[0]))
        return _finish(view, k, reading, args, link, groups[0])
    return _no_noun_phrase(view, k, reading, args)


def _is_norm(view: SentenceView, group: list[int]) -> bool:
    """القانون يحمل X المسؤولية states a duty."""
    return view.chunks[group[0]].word.base in _NORMS


def _finish(
    view: SentenceView, k: int, reading: Reading, args: Arguments, link: Link, target: list[int] | None
) -> Link:
    """Content, and for condemnations of an act its author."""
    link.content = _content(view, args)
    if reading.trigger.type == "condemn" and target is not None:
        link.accused = accused_of_act(view, target, args)
    return link


def _without_responsibility(view: SentenceView, args: Arguments, reading: Reading) -> list[list[int]]:
    """Leave out مسؤولية, which is what is laid on the accused."""
    if "responsibility" not in reading.trigger.requires:
        return args.bare
    return [
        g
        for g in args.bare
        if not view.listed(view.chunks[g[0]].word, "responsibility") and view.chunks[g[0]].word.base != "جزء"
    ]


def _given(view: SentenceView, group: list[int]) -> bool:
    """Whether a given name stands in the first phrase of a group."""
    chunk = view.chunks[group[0]]
    return any("given" in word.groups and word.kind == "noun" for word in view.words[chunk.first : chunk.end])


def _without_apposition(view: SentenceView, groups: list[list[int]], *, objects: bool) -> list[list[int]]:
    """Leave out a title that follows the name it describes, where a third phrase shows that it is not the object."""
    if (
        len(groups) == 2
        and "title" in view.chunks[groups[0][0]].word.groups
        and _given(view, groups[1])
        and not _given(view, groups[0])
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
    for before, group in zip(groups, groups[1:], strict=False):
        chunk, last = view.chunks[group[0]], view.chunks[before[-1]]
        apposed = "title" in chunk.word.groups and view.is_party(last) and chunk.first == last.end
        if not apposed:
            kept.append(group)
    return kept


def _with_pronoun(view: SentenceView, k: int, reading: Reading, args: Arguments, groups: list[list[int]]) -> Link:
    verb = view.chunks[k]
    subject: list[int] = []
    how = "verb-pronoun"
    parties: list[Party] = []
    if (
        groups
        and view.agrees(verb, view.chunks[groups[0][0]], before=False)
        and not view.is_thing(view.chunks[groups[0][0]])
    ):
        subject = groups[0]
        parties = authors(view, subject, k)
    relative = relative_of(view, k)
    head = head_of_relative(view, relative) if relative is not None else []
    if head and not subject and not view.pronoun_fits(reading.pronoun, view.chunks[head[0]]):
        subject, parties, how = head, authors(view, head, k), "relative-subject"  # الحكم الذي أدانها
        target = view.antecedent(reading.pronoun, head[0])
    elif relative is not None:
        target = head
        how = "relative-object"
        if not subject:
            main = main_subject(view, relative)
            parties = (
                authors(view, main, k)
                if main and main != target and view.agrees(verb, view.chunks[main[0]], before=True)
                else []
            )
    else:
        if not subject:
            found = left_subject(view, k)
            subject = found.group if found else []
            parties = _subject_parties(view, found, k)
            how = "pronoun-object"
        target = view.antecedent(reading.pronoun, k, subject)
    if reading.pronoun in ("ك", "كم"):
        target = view.addressee(k)
    link = Link(how, parties, view.parties(target, "same_sentence"), _content(view, args))
    if subject and view.chunks[subject[0]].word.base in _NOBODY:
        link.keep = False
    if (
        reading.trigger.type == "condemn"
        and relative is None
        and target
        and _nearer_thing(view, k, target[0], reading.pronoun)
    ):
        link.accused = []
    return link


def _nearer_thing(view: SentenceView, k: int, target: int, pronoun: str) -> bool:
    """Whether the pronoun rather stands for a thing between the party found and the verb: الانتخابات … وأدانتها."""
    between = (view.chunks[j] for j in range(target + 1, k))
    return any(
        c.kind == "np" and not c.preposition and c.reading is None and view.word_fits(pronoun, c.word, c.head)
        for c in between
    )


def _relative(view: SentenceView, k: int, reading: Reading, args: Arguments, groups: list[list[int]]) -> Link:
    """الذي اتهم Y (subject), الذي اتهم بـ (passive), التي اتهم فيها Y (passive within a clause about something else)."""
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
    if groups:
        accusers = (
            authors(view, head, k)
            if fits and (view.is_party(view.chunks[head[0]]) or view.is_text(view.chunks[head[0]]))
            else []
        )
        link = Link("relative-subject" if accusers else "passive", accusers, view.parties(groups[0]))
        return _finish(view, k, reading, args, link, groups[0])
    if reading.trigger.type == "condemn" and (args.clause_object or args.prepositional):
        return Link("relative-subject", authors(view, head, k) if head else [], [], _content(view, args))
    return Link("passive", [], view.parties(head), _content(view, args))


def _one_noun_phrase(view: SentenceView, k: int, reading: Reading, args: Arguments, group: list[int]) -> Link:
    verb = view.chunks[k]
    first = view.chunks[group[0]]
    agrees = view.agrees(verb, first, before=False)
    subject = left_subject(view, k)
    fixed = subject is not None and subject.how in ("fronted", "pronoun", "speaker")
    strong = fixed or (subject is not None and not agrees)
    if (
        not fixed
        and view.head_agrees(verb, first)
        and (split := _split(view, group)) is not None
        and (subject is None or verb.conjunction)
    ):
        link = Link("verb-subject-object", [split[0]], [split[1]])
        link.content = _content(view, args)
        if reading.trigger.type == "condemn":
            link.accused = accused_of_act(view, group, args, split[1].first)
        return link
    if (
        not strong
        and agrees
        and ((args.clause_object and reading.trigger.type == "condemn") or _object_is_elsewhere(reading, args))
    ):
        link = Link("verb-subject", authors(view, group, k), [], _content(view, args))
        return _object_by_preposition(view, reading, args, link)
    if (
        not strong
        and agrees
        and reading.trigger.type == "condemn"
        and subject is None
        and view.is_party(first)
        and args.content is None
        and (view.is_named(first) or reading.form.gender != "f")
    ):
        link = Link("verb-subject", authors(view, group, k), [], None)
        return _object_by_preposition(view, reading, args, link)
    if subject is not None and (strong or not agrees or _may_share(view, k, subject)):
        if reading.trigger.type == "blame" and _is_norm(view, subject.group):
            return Link("norm", keep=False)
        link = Link(_rule_of(subject), authors(view, subject.group, k), view.parties(group))
        return _finish(view, k, reading, args, link, group)
    link = Link("passive", _agent(view, args), view.parties(group))
    return _finish(view, k, reading, args, link, group)


def _rule_of(subject: Subject) -> str:
    return {"fronted": "subject-verb-object", "speaker": "quoted-first-person", "relative": "relative-subject"}.get(
        subject.how, "shared-subject"
    )


def _may_share(view: SentenceView, k: int, subject: Subject) -> bool:
    """A verb joined with و, or in a clause without a bound of its own, takes the subject of the verb before."""
    return view.chunks[k].conjunction or subject.how != "shared" or view.resumes(k)


def _object_is_elsewhere(reading: Reading, args: Arguments) -> bool:
    named = {preposition for preposition, _ in args.prepositional} | {
        preposition for preposition, _, _ in args.pronouns
    }
    return bool(named & (set(reading.trigger.objects) - {"-"}))


def _object_by_preposition(view: SentenceView, reading: Reading, args: Arguments, link: Link) -> Link:
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


def _split(view: SentenceView, group: list[int]) -> tuple[Party, Party] | None:
    """Cut one long phrase into subject and object where a head noun begins inside it: اتهمت الحكومة المعارضة."""
    if len(group) != 1:
        return None
    chunk = view.chunks[group[0]]
    for j in reversed(chunk.breaks):
        word = view.words[j]
        if (word.groups & {"party", "title", "thing"} or (j in view.known and not word.nisba)) and j > chunk.first:
            return Party(chunk.first, j), Party(j, chunk.end)
    for j in chunk.breaks[:1]:
        if view.words[chunk.head].groups == frozenset() and not view.words[chunk.head].definite and j == chunk.head + 1:
            return Party(chunk.first, j), Party(j, chunk.end)
    return None


def _no_noun_phrase(view: SentenceView, k: int, reading: Reading, args: Arguments) -> Link:
    subject = left_subject(view, k)
    parties = _subject_parties(view, subject, k)
    link = Link(_rule_of(subject) if subject else "no-parties", parties, [], _content(view, args))
    if subject is not None and subject.how == "fronted" and args.content is None and reading.form.tense == "imperfect":
        return link  # طهران تتهم
    before = len(link.accused)
    link = _object_by_preposition(view, reading, args, link)
    if (
        (len(link.accused) == before
        and reading.trigger.type in ("accuse", "charge"))
        or (subject is not None and subject.how == "relative" and reading.trigger.type == "blame" and not link.accused)
    ):
        return Link("passive", _agent(view, args), view.parties(patient(view, k)), link.content)
    if (
        reading.trigger.type == "blame"
        and link.accused
        and subject is not None
        and subject.how == "shared"
        and not view.is_party(view.chunks[subject.group[0]])
    ):
        link.accusers = []
    return link


# --- passives, prepositional verbs ----------------------------------------------------------------------------------


def _passive(view: SentenceView, k: int, args: Arguments) -> Link:
    groups = [
        g
        for g in args.bare
        if view.agrees(view.chunks[k], view.chunks[g[0]], before=False) and view.is_party(view.chunks[g[0]])
    ]
    if (groups and relative_of(view, k) is None) or (groups and args.pronouns):
        accused = view.parties(groups[0])
    else:
        accused = view.parties(patient(view, k))
    return Link("passive", _agent(view, args), accused, _content(view, args))


def _agent(view: SentenceView, args: Arguments) -> list[Party]:
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


def _prepositional(view: SentenceView, k: int, reading: Reading, args: Arguments) -> Link:
    """ندد X بـ Y, عاب X على Y."""
    subject = fronted_subject(view, k)
    if subject is not None:
        accusers = authors(view, subject.group, k)
        rule = "subject-verb-preposition"
    elif args.bare and view.agrees(view.chunks[k], view.chunks[args.bare[0][0]], before=False):
        accusers = authors(view, args.bare[0], k)
        rule = "verb-subject-preposition"
    else:
        subject = left_subject(view, k)
        accusers = _subject_parties(view, subject, k)
        rule = "subject-verb-preposition"
    link = Link(rule, accusers)
    wanted = set(reading.trigger.objects)
    for preposition, group in args.prepositional:
        if preposition in wanted and not any(
            view.listed(view.words[j], "manner") for j in range(view.chunks[group[0]].first, view.chunks[group[0]].end)
        ):
            link.accused = (
                accused_of_act(view, group, args) if reading.trigger.type == "condemn" else view.parties(group)
            )
            return link
    for preposition, pronoun, j in args.pronouns:
        if preposition in wanted:
            found = view.antecedent(pronoun, j, subject.group if subject else ())
            link.accused = view.parties(found, "same_sentence")
            return link
    if args.clause_object or args.content is not None:
        link.accused = accused_of_act(view, [], args)
    return link


# --- denials and يتحمل -----------------------------------------------------------------------------------------------


def _denial(view: SentenceView, k: int, reading: Reading, args: Arguments) -> Link:
    verb = view.chunks[k]
    subject: Subject | None = None
    bare = args.bare
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
        return Link("denial", [Party(first.first, owned)], accused_of_denial(view, k, reading, args, []))
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
    link = Link(rule, authors(view, group, k) if group else [])
    link.accused = accused_of_denial(view, k, reading, args, group)
    if not link.accused:
        link.accused = view.accusers_of(link.accusers)
    if not link.accused and (
        reading.pronoun
        or _points_back(view, k)
        or any(view.chunks[j].word.base == "ذلك" for j in range(k + 1, min(k + 4, len(view.chunks))))
    ):
        link.accused = view.earlier_accusers(link.accusers)
    link.content = (
        (view.chunks[args.content].first, view.clause_end(args.content)) if args.content is not None else None
    )
    return link


def _points_back(view: SentenceView, k: int) -> bool:
    """Whether هذه الاتهامات, or nothing at all, is what is denied."""
    after_verb = view.chunks[k + 1 : k + 4]
    if not after_verb or after_verb[0].kind in ("stop", "comma"):
        return True
    return any(
        view.listed(chunk.word, "accusation") and view.words[chunk.first].kind == "demonstrative"
        for chunk in after_verb
        if chunk.kind == "np"
    )


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


def _claims(view: SentenceView, k: int) -> Link:
    """زعم X أن Y متورط: Y is accused by X."""
    args = after(view, k, (), 1)
    agrees = bool(args.bare) and view.agrees(view.chunks[k], view.chunks[args.bare[0][0]], before=False)
    subject = None if agrees else left_subject(view, k)
    accusers = authors(view, args.bare[0], k) if agrees else _subject_parties(view, subject, k)
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


def _named_later(view: SentenceView, k: int) -> list[Party]:
    """من يتحمل المسؤولية عن … هم نشطاء: who bears it is named after a pronoun."""
    chunks = view.chunks
    for j in range(k + 1, len(chunks) - 1):
        if chunks[j].kind == "pronoun" and chunks[j + 1].bare:
            return view.parties(view.group(j + 1))
    return []


def _bears(view: SentenceView, k: int) -> Link:
    """قال X إن Y يتحمل المسؤولية: Y is blamed by whoever says so."""
    chunks = view.chunks
    args = after(view, k, ("عن", "في"), 3)
    subject = left_subject(view, k)
    accused = subject.group if subject else []
    tail = [
        g for g in args.bare if not view.listed(chunks[g[0]].word, "responsibility") and view.is_named(chunks[g[0]])
    ]
    if tail:
        accused = tail[0]
    who = speaker(view, k)
    link = Link(
        "bears-responsibility",
        view.parties(who) if who and who != accused else [],
        view.parties(accused),
        _content(view, args),
    )
    clause = view.whoever(k, args.end)
    if not tail and clause is not None:
        link.accused = [clause]
    if chunks[k - 1].word.base == "من" or (k and view.words[chunks[k].first - 1].base == "من"):
        link.accused = _named_later(view, k)
    said = any(chunk.kind == "complementiser" and chunk.word.base == "ان" and chunk.word.pronoun for chunk in chunks[max(0, k - 3) : k])
    self_assumed = subject is not None and bool(who) and ((subject.how == "pronoun" and said) or subject.group == who)
    link.keep = not self_assumed and not (accused and chunks[accused[0]].word.base in _NORMS)
    return link
