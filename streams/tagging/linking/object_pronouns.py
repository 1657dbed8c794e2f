"""Accusations by a transitive verb with its object written onto it: اتهمه X, الذي تتهمه X, واتهمته."""

from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.authors import authors
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.passives import content_of, subject_parties
from streams.tagging.linking.reference import meant
from streams.tagging.linking.relatives import about_head, head_of_relative, relative_of
from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.linking.subjects import main_subject
from streams.tagging.triggers import Reading

__all__ = ["link_with_pronoun"]

_NOBODY = frozenset(("احد", "شيء"))


def link_with_pronoun(view: SentenceView, k: int, reading: Reading, args: Arguments, groups: list[list[int]]) -> Link:
    """Find the parties of a transitive verb with its object written onto it; `groups` are the noun phrases after it."""
    how = "verb-pronoun"
    subject = _subject_after(view, k, groups)
    parties = authors(view, subject) if subject else []
    relative = relative_of(view, k)
    head = head_of_relative(view, relative) if relative is not None else []
    if relative is not None and (about := _about(view, k, relative, head)) is not None:
        target = meant(view, reading.pronoun, about, [about])
        parties = parties or (authors(view, [about]) if _within_text(view, k, relative) else [])
        how = "pronoun-object"
    elif head and not subject and _head_accuses(view, k, reading.pronoun, head):
        subject, parties, how = head, authors(view, head), "relative-subject"
        target = meant(view, reading.pronoun, head[0], head)
    elif relative is not None:
        target = head
        how = "relative-object"
        parties = parties or ([] if subject else _main_accuser(view, k, relative, target))
    else:
        if not subject:
            found = left_subject(view, k)
            subject = found.group if found else []
            parties = subject_parties(view, found)
            how = "pronoun-object"
        target = meant(view, reading.pronoun, k, subject)
    if reading.pronoun in ("ك", "كم"):
        target = view.addressee(k)
    accused = view.parties(target, "same_sentence")
    link = Link(how, parties, accused, content_of(view, args))
    if subject and view.chunks[subject[0]].word.base in _NOBODY:
        link.keep = False
    if reading.trigger.type == "condemn" and not (relative and _within_text(view, k, relative)):
        _keep_to_acts(view, k, reading, link, relative, target, args)
    return link


def _subject_after(view: SentenceView, k: int, groups: list[list[int]]) -> list[int]:
    """The first phrase after verb `k` if it can be its subject, else empty: not وحملته وأسرته المسؤولية."""
    if not groups or (groups[0][0] == k + 1 and view.chunks[k + 1].conjunction):
        return []
    first = view.chunks[groups[0][0]]
    able = view.agrees(view.chunks[k], first, before=False) and not view.is_thing(first)
    return groups[0] if able else []


def _main_accuser(view: SentenceView, k: int, relative: int, target: list[int]) -> list[Party]:
    """The subject of the main clause, of which a relative clause without a subject of its own tells."""
    main = main_subject(view, relative)
    able = main and main != target and view.agrees(view.chunks[k], view.chunks[main[0]], before=True)
    return authors(view, main) if able else []


def _about(view: SentenceView, k: int, relative: int, head: list[int]) -> int | None:
    """What a relative clause is about, where that is no party of the verb: اغتيال المعارض الذي اتهمته به."""
    if head and _of_which(view, k):
        return head[0]
    return relative - 1 if relative and _within_text(view, k, relative) else None


def _within_text(view: SentenceView, k: int, relative: int) -> bool:
    """Whether a relative clause tells what stands in a text: تصريحات الوزير التي اتهمه فيها."""
    return about_head(view, k) and view.is_text(view.chunks[relative - 1])


def _of_which(view: SentenceView, k: int) -> bool:
    """Whether به right after verb `k` takes up what the relative clause qualifies: of which somebody is accused."""
    nxt = view.chunks[k + 1] if k + 1 < len(view.chunks) else None
    return nxt is not None and nxt.kind == "pp" and nxt.preposition == "ب" and bool(nxt.word.pronoun)


def _head_accuses(view: SentenceView, k: int, pronoun: str, head: list[int]) -> bool:
    """Whether the head of a relative clause is its subject: الحكم الذي أدانها, تعرض X لضغوط من Y الذي يتهمه.

    Not where the subject of the main clause may accuse: الوزير الذي تتهمه, رفض X لقاء Y الذي يتهمه.
    """
    if not view.pronoun_fits(pronoun, view.chunks[head[0]]):
        return True
    verb, main = view.chunks[k], main_subject(view, head[0])
    if not view.agrees(verb, view.chunks[head[0]], before=True):
        return False
    acts = bool(main) and main != head and view.agrees(verb, view.chunks[main[0]], before=True)
    above = view.previous_verb(head[0])
    if acts and not (above is not None and view.listed(view.chunks[above].word, "takes")):
        return False
    return bool(meant(view, pronoun, head[0], head))


def _keep_to_acts(
    view: SentenceView,
    k: int,
    reading: Reading,
    link: Link,
    relative: int | None,
    target: list[int],
    args: Arguments,
) -> None:
    """What is condemned by a pronoun may be an act: then its author is the accused, if it names one."""
    act = _act_before(view, relative) if relative is not None else None
    if act is not None and not _of_which(view, k):
        link.accused = accused_of_act(view, [act], args)  # التفجير الذي يستنكره
    if relative is None and target and _nearer_thing(view, k, target[0], reading.pronoun):
        link.accused = []


def _act_before(view: SentenceView, relative: int) -> int | None:
    """The noun phrase right before a relative pronoun, if it names an act."""
    chunk = view.chunks[relative - 1] if relative else None
    if chunk is None or chunk.kind != "np" or chunk.reading is not None or view.is_party(chunk):
        return None
    if not any(word.definite or word.pronoun for word in view.words[chunk.first : chunk.end]):
        return None  # the last part of a name, which is cut like an adverb: فيجاي ماليا الذي
    return relative - 1


def _nearer_thing(view: SentenceView, k: int, target: int, pronoun: str) -> bool:
    """Whether the pronoun rather stands for a thing between the party found and the verb: الانتخابات … وأدانتها."""
    between = (view.chunks[j] for j in range(target + 1, k))
    return any(
        c.kind == "np" and not c.preposition and c.reading is None and view.word_fits(pronoun, c.word, c.head)
        for c in between
    )
