"""Whose act is condemned: its author inside the phrase, or in what follows it."""

from collections.abc import Sequence

from streams.tagging.chunk import Chunk
from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.sentence import Party, SentenceView
from streams.tagging.quoting import CLOSING
from streams.tagging.words import Word

__all__ = ["author_after", "author_within", "calls"]

_AUTHOR_PREPOSITIONS = ("من لدن", "من قبل", "من جانب", "علي يد", "علي ايدي", "من طرف")


def author_within(view: SentenceView, first: int, end: int) -> list[Party]:
    """The author inside the phrase of an act: القصف الإسرائيلي, تصريحات المالكي, هجوم قوات المعارضة."""
    head = view.words[first]
    for j in range(first, end):
        word = view.words[j]
        if word.nisba and j > first and (j in view.states or (head.definite and j == first + 1 and j in view.known)):
            return [Party(j, max(j + 1, min(view.known.get(j, j + 1), end)))]
    if head.groups & {"suffered"} or _planned(view, first, end):
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


def _planned(view: SentenceView, first: int, end: int) -> bool:
    """Whether what belongs to a plan is planned, or ruled by a law: مشروع تعديل قانون الأحزاب, قانون الأحزاب."""
    if view.words[first].base == "قانون" and not view.words[first].definite:
        return True
    if not view.listed(view.words[first], "plan") or first + 2 >= end:
        return False
    nxt = view.words[first + 1]
    return not nxt.definite and bool(nxt.groups & {"thing", "suffered"})


def author_after(view: SentenceView, group: Sequence[int], args: Arguments) -> list[Party]:
    """The author in what follows: من قبل X, الصادر عن X, ما وصفه بسلوك X, الذي شنته X, مقتل … برصاص X."""
    start = (group[-1] + 1) if group else (args.content if args.content is not None else args.end)
    act = view.chunks[group[0]] if group else None
    if act is not None and (owner := _owner(view, act.word, start) or _of_quoted(view, act, start)):
        return owner
    seen_verb = False
    for j in range(start, min(start + 9, len(view.chunks))):
        chunk = view.chunks[j]
        ends = chunk.kind in ("stop", "subordinator") or (chunk.kind == "comma" and j > start)
        if ends or (chunk.kind == "verb" and chunk.conjunction):
            break
        seen_verb = seen_verb or chunk.kind == "verb"
        if chunk.kind == "np" and (found := _author_at(view, j, start, act, seen_verb=seen_verb)):
            return found
    return []


def _of_quoted(view: SentenceView, act: Chunk, start: int) -> list[Party]:
    """Whose the act in quotation marks is: ندد بـ«صمت» الحكومة."""
    chunk = view.chunks[start] if start < len(view.chunks) else None
    if chunk is None or view.words[act.end - 1].surface not in CLOSING or act.word.definite or act.word.pronoun:
        return []
    return view.parties(view.group(start)) if chunk.bare and chunk.first == act.end and view.is_party(chunk) else []


def _owner(view: SentenceView, act: Word, start: int) -> list[Party]:
    """Whose the act is, after ل: السياسة النقدية للمصرف المركزي."""
    chunk = view.chunks[start] if start < len(view.chunks) else None
    if chunk is None or chunk.preposition != "ل" or not view.is_party(chunk) or act.pronoun:
        return []
    return view.parties(view.group(start)) if act.definite and view.listed(act, "own_deed") else []


def _author_at(view: SentenceView, j: int, start: int, act: Chunk | None, *, seen_verb: bool) -> list[Party]:
    """The author if chunk `j` names it. `act` is None where a clause is condemned (ما وصفه بسلوك X)."""
    chunk = view.chunks[j]
    if act is not None and (found := _by_arms(view, j, act)):
        return found
    relative = _in_relative_clause(view, j, start) or _without_pronoun(view, start, act)
    if seen_verb and chunk.bare and relative and _did(view, j, act):
        return view.parties([j])
    party = view.is_party(chunk)
    if act is None and chunk.bare and calls(view.chunks[j - 1].word):
        # ما سماه نفاق X
        return [Party(chunk.first, chunk.end)] if party else author_within(view, chunk.head, chunk.end)
    if act is None and party and chunk.preposition == "من" and j > start and _called(view, j - 1):
        return [Party(chunk.first, chunk.end)]  # ما اعتبره خرقا من X
    if act is None and chunk.preposition == "ب" and not party and view.chunks[j - 1].word.base.startswith("وصف"):
        return author_within(view, chunk.first, chunk.end)  # ما وصفه بتخاذل X
    if not party and not any(i in view.states for i in range(chunk.first, chunk.end)):
        return []
    if chunk.preposition in _AUTHOR_PREPOSITIONS or (chunk.preposition == "عن" and _issued(view, j)):
        return view.parties(view.group(j))
    if act is None and chunk.preposition in ("ب", "ل"):
        return [Party(chunk.first, chunk.end)] if party else author_within(view, chunk.first, chunk.end)
    return []


def _called(view: SentenceView, j: int) -> bool:
    """Whether chunk `j` is the name that a verb of calling gives: ما اعتبره خرقا."""
    noun = view.chunks[j] if view.chunks[j].kind == "np" else view.chunks[j - 1]
    at = j if noun is view.chunks[j] else j - 1
    return noun.bare and noun.word.ending == "ا" and calls(view.chunks[at - 1].word)


def _without_pronoun(view: SentenceView, start: int, act: Chunk | None) -> bool:
    """Whether a clause without التي qualifies an indefinite act: تصريحات أدلى بها X."""
    words = view.words[act.head : act.end] if act is not None else []
    verb = view.chunks[start] if start < len(view.chunks) else None
    return bool(words) and verb is not None and verb.kind == "verb" and not any(w.definite or w.pronoun for w in words)


def _by_arms(view: SentenceView, j: int, act: Chunk) -> list[Party]:
    """Who killed or wounded: مقتل المصور برصاص جنود, مقتل مدنيين في غارة إسرائيلية."""
    chunk = view.chunks[j]
    if chunk.preposition not in ("ب", "في") or not any(
        word.groups & {"suffered"} for word in view.words[act.first : act.end]
    ):
        return []
    if not view.listed(chunk.word, "weapon" if chunk.preposition == "ب" else "raid"):
        return []
    found = author_within(view, chunk.first, chunk.end)
    if found or chunk.preposition != "ب" or chunk.end != chunk.first + 2:
        return found
    return [Party(chunk.first + 1, chunk.end)]


def _did(view: SentenceView, j: int, act: Chunk | None) -> bool:
    """Whether a verb of doing stands before the noun phrase `j`, with the act as its object: شنتها, نفذته, قام بها."""
    k = j - 1
    while k > 0 and view.chunks[k].kind in ("adverb", "time"):
        k -= 1
    chunk, noun = view.chunks[k], view.chunks[j]
    if chunk.kind == "pp" and chunk.word.pronoun and k and view.chunks[k - 1].kind == "verb":
        return view.is_party(noun) and view.listed(view.chunks[k - 1].word, "does_by")  # أدلى بها
    verb = chunk.word
    if chunk.kind != "verb" or not verb.pronoun or view.listed(verb, "undergoes") or calls(verb):
        return False
    told = act is not None and (act.word.groups & {"suffered"} or not view.listed(verb, "announces"))
    if "speech" in verb.groups and told:
        return False
    return view.is_party(noun) or (view.listed(verb, "does") and not view.is_thing(noun) and not noun.word.pronoun)


def calls(verb: Word) -> bool:
    """Whether a verb gives a name to what it condemns: وصفه, اعتبرها, سماه."""
    return verb.stem[1:] in ("صف", "عتبر", "سمي") or verb.stem in ("سما", "سمي", "سم", "اسما", "اسمي", "اسم")


def _issued(view: SentenceView, j: int) -> bool:
    """Whether صادر or صدر stands right before chunk `j`, a phrase with عن."""
    first = view.chunks[j].first
    return any(view.words[i].base.startswith(("صادر", "صدر")) for i in range(max(0, first - 4), first))


def _in_relative_clause(view: SentenceView, j: int, start: int) -> bool:
    return any(view.chunks[i].kind in ("relative", "wh") for i in range(max(0, start - 1), j))
