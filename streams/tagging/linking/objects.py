"""Who is accused when what is condemned is an act, and whose claim is denied."""

from collections.abc import Sequence

from streams.tagging.linking.acts import author_after, author_within
from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.reference import meant
from streams.tagging.linking.sentence import Party, SentenceView

__all__ = ["accused_of_act", "accused_of_denial", "who_said"]

_SAID_BY = ("", "عبر", "علي لسان", "من", "في", "عن")


def accused_of_act(view: SentenceView, group: Sequence[int], args: Arguments, first: int | None = None) -> list[Party]:
    """The party, or the author of the act, in what is condemned; empty if the act stands alone."""
    found: list[Party] = []
    suffered = bool(group) and first is None and bool(view.chunks[group[0]].word.groups & {"suffered"})
    if suffered and not _has_object(view, group[-1]):
        group = group[:1]  # خطف زياد وعمر: both are victims
    for k in group:
        chunk = view.chunks[k]
        start = chunk.first if first is None else first
        if first is None and view.is_party(chunk):
            found.append(Party(chunk.first, chunk.end))
        elif first is not None and _names_party(view, first, chunk.end):
            found.append(Party(first, chunk.end))
        elif first is None and view.victim(chunk) and chunk.word.groups & {"suffered"} and _has_object(view, k):
            found += view.parties([k])  # استهداف الحوثيين للمدنيين
        else:
            found += author_within(view, start, chunk.end)
    if found:
        return found
    return author_after(view, group, args)


def _names_party(view: SentenceView, first: int, end: int) -> bool:
    """Whether the words `first` to `end`, split from a subject before them, name somebody."""
    word = view.words[first]
    if word.groups & {"party", "title", "given", "name_part"} or (first in view.known and not word.nisba):
        return True
    return word.name_like and not any(other.definite for other in view.words[first:end])


def _has_object(view: SentenceView, k: int) -> bool:
    """Whether the object of a verbal noun follows its subject."""
    nxt = view.chunks[k + 1] if k + 1 < len(view.chunks) else None
    if nxt is None or nxt.kind != "np" or nxt.conjunction or view.listed(view.chunks[k].word, "dying"):
        return False
    return nxt.preposition == "ل" or (nxt.bare and (nxt.head in view.known or bool(nxt.word.groups)))


def accused_of_denial(view: SentenceView, k: int, args: Arguments, denier: Sequence[int]) -> list[Party]:
    """Whose accusation or claim is denied: اتهامات X, بيان X, ما قاله X; empty if nobody is named."""
    chunks = view.chunks
    for j in range(k + 1, min(args.end + 3, len(chunks))):
        chunk = chunks[j]
        if chunk.kind == "stop":
            break
        if chunk.kind == "wh" and not chunk.preposition:
            return who_said(view, j, denier)
        if chunk.kind != "np" or j in denier or chunk.preposition in ("في", "خلال", "عبر"):
            continue
        if chunk.reading is not None and chunk.reading.trigger.part == "noun":
            return _claimant(view, j)
        if (view.listed(chunk.word, "claim") or view.listed(chunk.word, "told")) and chunk.head not in view.known:
            if chunk.word.pronoun and view.listed(chunk.word, "claim"):
                return view.parties(meant(view, chunk.word.pronoun, j, denier), "same_sentence")  # فند مزاعمها
            inner = author_within(view, chunk.first, chunk.end) or _tail(view, chunk.first, chunk.end)
            if inner:
                return inner
    return []


def who_said(view: SentenceView, j: int, denier: Sequence[int]) -> list[Party]:
    """ما أعلنه المتمردون, ما ورد عبر وكالة: who said what is denied; not whom a rumour is about (ما تردد عن)."""
    verb = view.chunks[j + 1] if j + 1 < len(view.chunks) else None
    passed_on = verb is not None and ("rumour" in verb.word.lists or "imputed" in verb.word.lists)
    rumour = verb is not None and passed_on and not verb.word.pronoun  # not ما تداولته المواقع
    by = _SAID_BY[1:-1] if rumour else _SAID_BY
    for i in range(j + 1, min(j + 9, len(view.chunks))):
        chunk = view.chunks[i]
        if chunk.kind in ("stop", "comma", "complementiser"):
            break
        if view.is_party(chunk) and chunk.preposition in by and i not in denier:
            return view.parties(view.group(i))
    return []


def _tail(view: SentenceView, first: int, end: int) -> list[Party]:
    """The construct of a claim: بيان وزارة الداخلية."""
    if (
        end - first >= 2
        and view.words[first].kind == "noun"
        and not view.words[first].definite
        and not view.words[first].pronoun
    ):
        return [Party(first + 1, end)]
    return []


def _claimant(view: SentenceView, j: int) -> list[Party]:
    """The accuser of the accusation noun at chunk `j`: in the construct, by nisba, or after من."""
    chunks = view.chunks
    reading = chunks[j].reading
    if reading is None or j + 1 >= len(chunks):
        return []
    nxt = chunks[j + 1]
    if nxt.kind == "relative":
        return []
    if nxt.kind != "np" or nxt.reading is not None:
        return []
    if nxt.bare and nxt.word.nisba and nxt.head in view.states:
        return [Party(nxt.head, nxt.head + 1)]
    if nxt.bare and not reading.definite and not reading.pronoun and view.is_party(nxt):
        return view.parties(view.group(j + 1))
    if nxt.preposition in ("من", "من قبل", "من جانب") and view.is_party(nxt):
        return view.parties(view.group(j + 1))
    return []
