"""Who is accused when what is condemned is an act, and whose claim is denied."""

from collections.abc import Sequence

from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.sentence import Party, SentenceView

__all__ = ["accused_of_act", "accused_of_denial"]

_AUTHOR_PREPOSITIONS = ("من لدن", "من قبل", "من جانب", "علي يد", "علي ايدي", "من طرف")
_SAID_BY = ("", "عبر", "علي لسان", "من", "في", "عن")
_CLAIMS = ("claim", "accusation")


def accused_of_act(view: SentenceView, group: Sequence[int], args: Arguments, first: int | None = None) -> list[Party]:
    """The party, or the author of the act, in what is condemned; empty if the act stands alone."""
    found: list[Party] = []
    if (
        group
        and first is None
        and view.chunks[group[0]].word.groups & {"suffered"}
        and not _has_object(view, group[-1])
    ):
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
            found += _author_within(view, start, chunk.end)
    if found:
        return found
    return _author_after(view, group, args)


def _names_party(view: SentenceView, first: int, end: int) -> bool:
    """Whether the words `first` to `end`, split from a subject before them, name somebody."""
    word = view.words[first]
    if word.groups & {"party", "title", "given", "name_part"} or (first in view.known and not word.nisba):
        return True
    return word.name_like and not any(other.definite for other in view.words[first:end])


def _has_object(view: SentenceView, k: int) -> bool:
    """Whether the object of a verbal noun follows its subject."""
    nxt = view.chunks[k + 1] if k + 1 < len(view.chunks) else None
    if nxt is None or nxt.kind != "np" or nxt.conjunction:
        return False
    return nxt.preposition == "ل" or (nxt.bare and (nxt.head in view.known or bool(nxt.word.groups)))


def _author_within(view: SentenceView, first: int, end: int) -> list[Party]:
    """The author inside the phrase of an act: القصف الإسرائيلي, تصريحات المالكي, هجوم قوات المعارضة."""
    head = view.words[first]
    for j in range(first, end):
        word = view.words[j]
        if word.nisba and j in view.states and j > first:
            return [Party(j, max(j + 1, min(view.known.get(j, j + 1), end)))]
    if head.groups & {"suffered"}:
        return []
    for j in range(first + 1, end):
        word = view.words[j]
        if word.groups & {"suffered"}:
            return []
        if word.definite and view.words[j - 1].definite:
            continue  # an adjective
        if j in view.known or word.groups & {"party", "title"}:
            return [Party(j, end)]
    tail = view.words[end - 1]
    if (
        end - first == 2
        and not tail.groups
        and tail.kind == "noun"
        and head.groups & {"text", "thing"}
        and not head.definite
    ):
        plain = tail.ending in ("", "ون", "ين") and not tail.pronoun
        if plain and (tail.nisba or tail.ending or not tail.definite):
            return [Party(end - 1, end)]
    return []


def _author_after(view: SentenceView, group: Sequence[int], args: Arguments) -> list[Party]:
    """The author in what follows: من قبل X, الصادر عن X, ما وصفه بسلوك X, الذي شنته X."""
    start = (group[-1] + 1) if group else (args.content if args.content is not None else args.end)
    seen_verb = False
    for j in range(start, min(start + 9, len(view.chunks))):
        chunk = view.chunks[j]
        ends = chunk.kind in ("stop", "subordinator") or (chunk.kind == "comma" and j > start)
        if ends or (chunk.kind == "verb" and chunk.conjunction):
            break
        seen_verb = seen_verb or chunk.kind == "verb"
        if chunk.kind == "np" and (found := _author_at(view, j, start, clause=not group, seen_verb=seen_verb)):
            return found
    return []


def _author_at(view: SentenceView, j: int, start: int, *, clause: bool, seen_verb: bool) -> list[Party]:
    """The author if chunk `j` names it. `clause`: what is condemned is a clause (ما وصفه بسلوك X)."""
    chunk = view.chunks[j]
    party = view.is_party(chunk)
    if not party and not any(i in view.states for i in range(chunk.first, chunk.end)):
        return []
    if chunk.preposition in _AUTHOR_PREPOSITIONS or (chunk.preposition == "عن" and _issued(view, j)):
        return view.parties(view.group(j))
    if seen_verb and chunk.bare and party and _did(view, j - 1) and _in_relative_clause(view, j, start):
        return view.parties([j])
    if clause and chunk.preposition in ("ب", "ل"):
        return [Party(chunk.first, chunk.end)] if party else _author_within(view, chunk.first, chunk.end)
    return []


def _did(view: SentenceView, j: int) -> bool:
    """Whether chunk `j` is a verb of doing, with the act as its object: شنتها, نفذته."""
    chunk = view.chunks[j]
    if (
        chunk.kind == "pp"
        and chunk.preposition == "ب"
        and chunk.word.pronoun
        and j
        and view.chunks[j - 1].kind == "verb"
    ):
        return view.listed(view.chunks[j - 1].word, "does")  # أدلى بها
    speaks = (
        "speech" in chunk.word.groups
        or chunk.word.stem[1:] in ("صف", "عتبر", "سمي")
        or chunk.word.stem in ("سما", "سمي")
    )
    return chunk.kind == "verb" and bool(chunk.word.pronoun) and not speaks


def _issued(view: SentenceView, j: int) -> bool:
    """Whether صادر or صدر stands right before chunk `j`, a phrase with عن."""
    first = view.chunks[j].first
    return any(view.words[i].base.startswith(("صادر", "صدر")) for i in range(max(0, first - 4), first))


def _in_relative_clause(view: SentenceView, j: int, start: int) -> bool:
    return any(view.chunks[i].kind in ("relative", "wh") for i in range(max(0, start - 1), j))


def accused_of_denial(view: SentenceView, k: int, args: Arguments, denier: Sequence[int]) -> list[Party]:
    """Whose accusation or claim is denied: اتهامات X, بيان X, ما قاله X; empty if nobody is named."""
    chunks = view.chunks
    for j in range(k + 1, min(args.end + 3, len(chunks))):
        chunk = chunks[j]
        if chunk.kind == "stop":
            break
        if chunk.kind == "wh" and not chunk.preposition:
            return _who_said(view, j, denier)
        if chunk.kind != "np" or j in denier or chunk.preposition in ("في", "خلال", "عبر"):
            continue
        if chunk.reading is not None and chunk.reading.trigger.part == "noun":
            return _claimant(view, j)
        if (view.listed(chunk.word, "claim") or view.listed(chunk.word, "told")) and chunk.head not in view.known:
            inner = _author_within(view, chunk.first, chunk.end) or _tail(view, chunk.first, chunk.end)
            if inner:
                return inner
    return []


def _who_said(view: SentenceView, j: int, denier: Sequence[int]) -> list[Party]:
    """ما أعلنه المتمردون, ما ورد عبر وكالة: who said what is denied; not whom a rumour is about (ما تردد عن)."""
    rumour = j + 1 < len(view.chunks) and view.listed(view.chunks[j + 1].word, "rumour")
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
    if nxt.kind != "np" or nxt.reading is not None:
        return []
    if nxt.bare and nxt.word.nisba and nxt.head in view.states:
        return [Party(nxt.head, nxt.head + 1)]
    if nxt.bare and not reading.definite and not reading.pronoun and view.is_party(nxt):
        return view.parties(view.group(j + 1))
    if nxt.preposition in ("من", "من قبل", "من جانب") and view.is_party(nxt):
        return view.parties(view.group(j + 1))
    return []
