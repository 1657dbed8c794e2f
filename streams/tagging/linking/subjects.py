"""Who the subject of a verb is when it does not follow the verb: fronted and shared subjects, speakers."""

from dataclasses import dataclass

from streams.tagging.linking.arguments import after
from streams.tagging.linking.relatives import head_of_relative, in_relative, relative_of
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.words import VERB

__all__ = ["Subject", "adjacent_subject", "fronted_subject", "left_subject", "main_subject", "speaker", "subject_of"]

_OPENERS = frozenset(("complementiser", "auxiliary", "stop", "comma", "conjunction", "subordinator", "open"))
"""What stands before the noun phrase that opens a clause."""
_BOUNDS = ("stop", "complementiser", "subordinator", "conjunction", "question")


@dataclass(frozen=True, slots=True)
class Subject:
    """Chunks of a subject and how it was found."""

    group: list[int]
    how: str
    """`relative`, `fronted`, `shared`, `pronoun` or `speaker`."""


def left_subject(view: SentenceView, k: int) -> Subject | None:
    """The subject of verb `k` from what stands before it, or None."""
    verb = view.chunks[k]
    if verb.reading is not None and verb.reading.form.person == 1:
        group = speaker(view, k)
        return Subject(group, "speaker") if group else None
    if _resumed(view, k) and (main := main_subject(view, k)) and view.agrees(verb, view.chunks[main[0]], before=True):
        return Subject(main, "shared")  # عقد مؤتمرا اتهم فيه
    found = adjacent_subject(view, k)
    if (
        found is not None
        and found.how == "relative"
        and not view.agrees(verb, view.chunks[found.group[0]], before=True)
    ):
        return _shared(view, k)  # التصريحات التي ادعى فيها
    return found or opening_subject(view, k) or _shared(view, k)


def fronted_subject(view: SentenceView, k: int) -> Subject | None:
    """A party right before the verb that opens the clause: وكان الرئيس انتقد, موسكو تتهم."""
    verb = view.chunks[k]
    if verb.conjunction or relative_of(view, k) is not None:
        return None
    found = adjacent_subject(view, k)
    if found is None or found.how != "fronted" or not view.is_party(view.chunks[found.group[0]]):
        return None
    first = found.group[0]
    opens = first == 0 or view.chunks[first - 1].kind in (
        "auxiliary",
        "complementiser",
        "stop",
        "comma",
        "open",
        "conjunction",
    )
    return found if opens and view.chunks[first].end <= verb.first else None


def _resumed(view: SentenceView, k: int) -> bool:
    """Whether the clause of verb `k` qualifies an indefinite noun before it, taken up by فيه, فيها."""
    nxt = view.chunks[k + 1] if k + 1 < len(view.chunks) else None
    before = view.chunks[k - 1] if k else None
    if nxt is None or before is None or nxt.kind != "pp" or nxt.preposition != "في" or not nxt.word.pronoun:
        return False
    for j in range(k - 1, max(-1, k - 5), -1):
        chunk = view.chunks[j]
        if chunk.kind != "np" or view.chunks[k].conjunction:
            return False
        if not chunk.word.definite and chunk.head not in view.known:
            return True
        if not chunk.preposition:
            return False
    return False


def adjacent_subject(view: SentenceView, k: int) -> Subject | None:
    """A relative pronoun or a noun phrase right before the verb."""
    relative = relative_of(view, k)
    if relative is not None:
        group = head_of_relative(view, relative)
        return Subject(group, "relative") if group else None
    verb = view.chunks[k]
    j = k - 1
    while j >= 0 and view.chunks[j].kind in ("auxiliary", "negation", "adverb", "time", "open", "close"):
        j -= 1
    if j < 0 or verb.conjunction:
        return None
    chunk = view.chunks[j]
    if chunk.kind == "pp" and chunk.preposition == "من" and not chunk.word.pronoun and j:
        whole = view.chunks[j - 1]
        some = whole.preposition == "من" and view.is_party(whole)
        return Subject(view.group(j - 1), "fronted") if some else None  # من المراقبين من يتهم
    if chunk.kind in ("pronoun", "complementiser") or (chunk.kind == "subordinator" and chunk.word.pronoun):
        return _pronominal(view, j)
    if chunk.kind != "np" or chunk.reading is not None:
        return _indefinite(view, k, j)
    return _noun_before(view, k, j)


def _pronominal(view: SentenceView, j: int) -> Subject | None:
    """A pronoun, أن with one, or أن after a phrase with لـ: وهو يتهم, أنه يتهم, سبق لفلان أن اتهم."""
    chunk = view.chunks[j]
    if chunk.kind == "pronoun":
        found = view.antecedent(_as_suffix(chunk.word.base), j)
        return Subject(found, "pronoun") if found else None
    if chunk.word.pronoun:
        found = _subject_pronoun(view, chunk.word.pronoun, j)
        return Subject(found, "pronoun") if found else None
    if chunk.conjunction and j and view.chunks[j - 1].bare and view.is_party(view.chunks[j - 1]):
        return Subject(view.group(j - 1), "fronted")  # X، وإن كان يتحمل
    if asked := _asked(view, j):
        return Subject(asked, "fronted")
    if j > 1 and view.chunks[j - 1].preposition == "ل" and view.chunks[j - 2].kind == VERB:
        return Subject(view.group(j - 1), "fronted") if view.is_party(view.chunks[j - 1]) else None
    return None


def _asked(view: SentenceView, j: int) -> list[int]:
    """Whom a verb of asking before أن asks: طالبت المنظمة الدول بأن تدين; empty if there is none."""
    verb = view.previous_verb(j)
    if verb is None or not view.listed(view.chunks[verb].word, "asks"):
        return []
    groups = after(view, verb, (), 2).bare
    return groups[1] if len(groups) > 1 and groups[1][0] < j else []


def _noun_before(view: SentenceView, k: int, j: int) -> Subject | None:
    """A noun phrase right before the verb, or the one that it describes."""
    verb, chunk = view.chunks[k], view.chunks[j]
    before = view.chunks[j - 1] if j else None
    apposed = before is not None and "title" in chunk.word.groups and before.bare and before.end == chunk.first
    if apposed and before is not None and view.is_party(before):
        j, chunk = j - 1, before  # الطيب البكوش وزير الخارجية عقد
    if chunk.conjunction and view.subject_of_form(verb)[1]:
        first = _first_of_group(view, j)
        if len(group := view.group(first)) > 1 and group[-1] == j:
            return Subject(group, "fronted")  # إثيوبيا ومصر تتبادلان
    elif chunk.conjunction and not chunk.preposition:
        own = view.agrees(verb, chunk, before=True) and view.is_party(chunk)
        return Subject([j], "fronted") if own else None  # وبكين تندد
    if not chunk.preposition and view.agrees(verb, chunk, before=True):
        group = view.group(_first_of_group(view, j))
        return Subject(group if j in group else [j], "fronted")
    return _indefinite(view, k, j)


def _indefinite(view: SentenceView, k: int, j: int) -> Subject | None:
    """A relative clause without الذي: من متظاهرين ينددون, سجينين في السجن اتهما."""
    verb = view.chunks[k]
    while j >= 0 and view.chunks[j].kind in ("np", "pp"):
        chunk = view.chunks[j]
        if chunk.preposition in ("في", "منذ", "خلال") and not view.victim(chunk) and not view.is_text(chunk):
            j -= 1
            continue
        if (
            chunk.kind == "np"
            and chunk.reading is None
            and not view.core(chunk).definite
            and chunk.head not in view.known
        ):
            accusative = verb.reading is None and chunk.word.ending == "ا"
            if (
                not accusative
                and (view.is_named(chunk) or view.is_text(chunk) or view.victim(chunk))
                and view.agrees(verb, chunk, before=True)
            ):
                return Subject([j], "relative")
            carrier = view.previous_verb(j) if view.is_text(chunk) else None
            if carrier is not None and (group := subject_of(view, carrier)):
                return Subject(group, "relative")  # نشرت الحركة مقالين تنفي فيهما
        if not chunk.preposition:
            break
        j -= 1
    return None


def _first_of_group(view: SentenceView, j: int) -> int:
    while j > 0 and view.chunks[j].conjunction and view.chunks[j - 1].kind == "np" and view.chunks[j].kind == "np":
        j -= 1
    return j


def _as_suffix(pronoun: str) -> str:
    return {"هو": "ه", "هي": "ها", "هم": "هم", "هما": "هما", "هن": "هن"}.get(pronoun, pronoun)


def _subject_pronoun(view: SentenceView, pronoun: str, before: int) -> list[int]:
    """What a pronoun in subject place refers to: rather the subject of the main verb than the nearest noun."""
    main = main_subject(view, before)
    if main and view.pronoun_fits(pronoun, view.chunks[main[0]]):
        return main
    return view.antecedent(pronoun, before)


def opening_subject(view: SentenceView, k: int) -> Subject | None:
    """A noun phrase that opens the clause, with phrases between it and the verb: أن ملك البحرين، أمام ...، اتهم."""
    verb = view.chunks[k]
    if (early := _after_auxiliary(view, k)) is not None:
        return early
    best: int | None = None
    comma_closed = False
    for j in range(k - 1, -1, -1):
        chunk = view.chunks[j]
        if _bounds_clause(view, j, found=best is not None):
            break
        able = chunk.bare and chunk.reading is None and (not chunk.conjunction or j == 0)
        if able and view.agrees(verb, chunk, before=True):
            best = j
            if (j == 0 or view.chunks[j - 1].kind in _OPENERS) and view.is_party(chunk):
                return None if comma_closed else Subject(view.group(j), "fronted")
        if chunk.kind == "comma":
            comma_closed = comma_closed or verb.conjunction
    if best is None or verb.conjunction or not view.is_party(view.chunks[best]):
        return None
    opens = best == 0 or view.chunks[best - 1].kind not in ("np", VERB)
    return Subject(view.group(best), "fronted") if opens else None


def _after_auxiliary(view: SentenceView, k: int) -> Subject | None:
    """وكانت قوى سياسية … قد نددت: the noun phrase after كان, however far."""
    if not k or view.chunks[k - 1].kind != "auxiliary" or view.chunks[k - 1].word.base != "قد":
        return None
    for j in range(k - 2, 0, -1):
        chunk = view.chunks[j]
        if chunk.kind == "stop":
            break
        if view.chunks[j - 1].kind == "auxiliary" and chunk.bare and view.agrees(view.chunks[k], chunk, before=True):
            return Subject(view.group(j), "fronted")
    return None


def _bounds_clause(view: SentenceView, j: int, *, found: bool) -> bool:
    """Whether the clause cannot begin before chunk `j`; once a noun phrase is found, any bound will do."""
    kind = view.chunks[j].kind
    if kind == VERB:
        return not in_relative(view, j)
    return kind == "stop" or (kind in _BOUNDS and (found or not in_relative(view, j)))


def _shared(view: SentenceView, k: int) -> Subject | None:
    """The subject of an earlier verb: … قال الوزير … واتهم."""
    verb = view.chunks[k]
    for j in range(k - 1, -1, -1):
        other = view.chunks[j]
        if other.kind == "auxiliary" and other.word.base.startswith("كان") and j + 1 < len(view.chunks):
            chunk = view.chunks[j + 1]
            if chunk.bare and view.is_party(chunk) and view.agrees(verb, chunk, before=True):
                return Subject(view.group(j + 1), "shared")
        if other.kind != VERB or in_relative(view, j):
            continue
        group = subject_of(view, j)
        if not group:
            continue
        chunk = view.chunks[group[0]]
        same = view.agrees(verb, chunk, before=True) or (len(group) > 1 and view.subject_of_form(verb)[1])
        if same and (view.is_party(chunk) or view.is_text(chunk)):
            return Subject(group, "shared")
    return None


def subject_of(view: SentenceView, k: int) -> list[int]:
    """The subject of any verb: the first bare noun phrase after it if they agree, else what stands right before it."""
    verb = view.chunks[k]
    if k in view.passives or (verb.reading is not None and verb.reading.form.voice == "passive"):
        return []
    if (opening := fronted_subject(view, k)) is not None:
        return opening.group
    args = after(view, k, (), 1)
    for group in args.bare[:1]:
        chunk = view.chunks[group[0]]
        sure = view.is_party(chunk) or view.is_text(chunk) or not verb.word.ambiguous
        if sure and chunk.reading is None and view.agrees(verb, chunk, before=False):
            return group
    found = adjacent_subject(view, k)
    if found is not None:
        return found.group
    fronted = opening_subject(view, k)
    return fronted.group if fronted else []


def main_subject(view: SentenceView, k: int) -> list[int]:
    """The subject of the nearest verb before chunk `k` whose subject is a party or a text; empty if none."""
    for j in range(k - 1, -1, -1):
        chunk = view.chunks[j]
        if chunk.kind == "stop":
            break
        if chunk.kind == VERB and not in_relative(view, j):
            group = subject_of(view, j)
            if group and (view.is_party(view.chunks[group[0]]) or view.is_text(view.chunks[group[0]])):
                return group
        if (
            chunk.kind == "auxiliary"
            and not chunk.word.base.endswith("وا")
            and j + 1 < k
            and view.chunks[j + 1].bare
            and view.is_party(view.chunks[j + 1])
        ):
            return view.group(j + 1)
    for j in range(k):
        chunk = view.chunks[j]
        if (
            chunk.bare
            and view.is_party(chunk)
            and (j == 0 or view.chunks[j - 1].kind in ("comma", "stop", "complementiser", "open"))
            and not (j and view.chunks[j - 1].word.pronoun)
        ):
            return view.group(j)
    return []


def speaker(view: SentenceView, k: int) -> list[int]:
    """Who says the quotation that holds chunk `k`: the subject of a verb of saying before it, else after it."""
    order = [*range(k - 1, -1, -1), *range(k + 1, len(view.chunks))]
    for j in order:
        chunk = view.chunks[j]
        says = chunk.kind == "np" and j < k and not chunk.word.definite and view.listed(chunk.word, "saying")
        if says and (main := main_subject(view, j)):
            return main  # مؤكدة أن
        if chunk.kind == VERB and "speech" in chunk.word.groups:
            group = subject_of(view, j)
            if group and not view.is_thing(view.chunks[group[0]]):
                return group
    return []
