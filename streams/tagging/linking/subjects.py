"""Who the subject of a verb is: what follows it, what stands right before it, and that of the main verb."""

from streams.tagging.linking.behind import as_suffix, pronoun_behind, quoted_source, subject_behind
from streams.tagging.linking.openings import Subject, asked_to, opening_subject
from streams.tagging.linking.relatives import (
    embedded,
    head_of_relative,
    in_relative,
    indefinites,
    relative_of,
)
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.words import VERB

__all__ = ["adjacent_subject", "fronted_subject", "main_subject", "subject_of"]


_LONGEST_ASIDE = 8
"""Chunks."""


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


def _opening_bracket(view: SentenceView, j: int) -> int:
    """The chunk of the bracket that the one at chunk `j` closes after a noun; else `j`, as in (داعش) اختطف."""
    i = next((i for i in range(j - 1, 0, -1) if view.chunks[i].word.surface == "("), 0)
    return i if i and view.chunks[i - 1].kind == "np" else j


def adjacent_subject(view: SentenceView, k: int) -> Subject | None:
    """A relative pronoun or a noun phrase right before the verb."""
    relative = relative_of(view, k)
    if relative is not None:
        group = head_of_relative(view, relative)
        return Subject(group, "relative") if group else None
    verb = view.chunks[k]
    j = k - 1
    while j >= 0 and view.chunks[j].kind in ("auxiliary", "negation", "adverb", "time", "open", "close"):
        j = (_opening_bracket(view, j) if view.chunks[j].word.surface == ")" else j) - 1
    if j < 0 or verb.conjunction:
        return None
    chunk = view.chunks[j]
    if chunk.kind == VERB and j == k - 1 and chunk.reading is None:
        group = subject_of(view, j)
        return Subject(group, "fronted") if group else None  # راح يتهم, عادت تتهم
    if chunk.kind == "pp" and chunk.preposition == "من" and not chunk.word.pronoun and j:
        whole = view.chunks[j - 1]
        some = whole.preposition == "من" and view.is_party(whole)
        return Subject(view.group(j - 1), "fronted") if some else None  # من المراقبين من يتهم
    if chunk.kind in ("pronoun", "complementiser") or (
        chunk.kind in ("subordinator", "conjunction") and chunk.word.pronoun
    ):
        return _pronominal(view, j)
    if chunk.kind != "np" or chunk.reading is not None:
        return _indefinite(view, k, j)
    if view.words[chunk.first].base == "اول" and view.words[chunk.end - 1].surface == "من":
        main = main_subject(view, j)
        return Subject(main, "fronted") if main else None  # كان النائب أول من اتهم
    return _noun_before(view, k, j)


def _pronominal(view: SentenceView, j: int) -> Subject | None:
    """A pronoun, أن with one, or أن after a phrase with لـ: وهو يتهم, أنه يتهم, سبق لفلان أن اتهم."""
    chunk = view.chunks[j]
    if chunk.kind == "pronoun":
        found = view.antecedent(as_suffix(chunk.word.base), j)
        return Subject(found, "pronoun") if found else None
    if chunk.word.pronoun:
        found = _subject_pronoun(view, chunk.word.pronoun, j)
        return Subject(found, "pronoun") if found else None
    if chunk.conjunction and j and view.chunks[j - 1].bare and view.is_party(view.chunks[j - 1]):
        return Subject(view.group(j - 1), "fronted")  # X، وإن كان يتحمل
    if asked := asked_to(view, j):
        return Subject(asked, "fronted")
    first = _before_phrases(view, j)
    if first > 0 and view.chunks[first].preposition == "ل" and view.chunks[first - 1].kind == VERB:
        return Subject(view.group(first), "fronted") if view.is_party(view.chunks[first]) else None
    return None


def _before_phrases(view: SentenceView, j: int) -> int:
    """The phrase before chunk `j`, or before the aside that a comma there closes: سبق للهيئة، في تقريرها، أن."""
    i = j - 1
    if i < 1 or view.chunks[i].kind != "comma":
        return i
    opened = next((n for n in range(i - 1, max(0, i - _LONGEST_ASIDE), -1) if view.chunks[n].kind == "comma"), 0)
    plain = all(chunk.kind in ("np", "pp", "time", "adverb") for chunk in view.chunks[opened + 1 : i])
    return opened - 1 if opened and plain else i


def _noun_before(view: SentenceView, k: int, j: int) -> Subject | None:
    """A noun phrase right before the verb, or the one that it describes."""
    verb, chunk = view.chunks[k], view.chunks[j]
    if chunk.preposition == "مثل" and j and view.chunks[j - 1].bare:
        j, chunk = j - 1, view.chunks[j - 1]  # شخصيات مثل فلان ينتقدون
    if chunk.bare and chunk.word.ending == "ا" and not chunk.word.definite and chunk.head not in view.known:
        return _indefinite(view, k, j)  # عقد مؤتمرا صحافيا اتهم فيه
    before = view.chunks[j - 1] if j else None
    apposed = before is not None and "title" in chunk.word.groups and before.bare and before.end == chunk.first
    if apposed and before is not None and not chunk.conjunction and view.is_party(before):
        j, chunk = j - 1, before  # الطيب البكوش وزير الخارجية عقد
    if chunk.conjunction and view.subject_of_form(verb)[1]:
        first = view.first_of_group(j)
        if len(group := view.group(first)) > 1 and group[-1] == j:
            return Subject(group, "fronted")  # إثيوبيا ومصر تتبادلان
    elif chunk.conjunction and not chunk.preposition:
        own = view.agrees(verb, chunk, before=True) and view.is_party(chunk)
        return Subject([j], "fronted") if own else None  # وبكين تندد
    if not chunk.preposition and view.agrees(verb, chunk, before=True):
        group = view.group(view.first_of_group(j))
        return Subject(group if j in group else [j], "fronted")
    return _indefinite(view, k, j)


def _indefinite(view: SentenceView, k: int, j: int) -> Subject | None:
    """A relative clause without الذي: من متظاهرين ينددون, سجينين في السجن اتهما."""
    verb = view.chunks[k]
    accusative = verb.reading is None and verb.word.ending == "ا"
    for i in indefinites(view, j):
        chunk = view.chunks[i]
        able = view.is_named(chunk) or view.is_text(chunk) or view.victim(chunk)
        if able and not accusative and view.agrees(verb, chunk, before=True):
            return Subject([i], "relative")
        carrier = view.previous_verb(i) if view.is_text(chunk) else None
        if carrier is not None and (group := subject_of(view, carrier)):
            return Subject(group, "relative")  # نشرت الحركة مقالين تنفي فيهما
    return None


def _subject_pronoun(view: SentenceView, pronoun: str, before: int) -> list[int]:
    """What a pronoun in subject place means: a subject rather than the nearest noun, after a comma the main one."""
    apart = before > 0 and view.chunks[before - 1].kind in ("comma", "close")
    inner: list[int] = []
    vague: list[int] = []
    for j in range(before - 1, -1, -1):
        if view.chunks[j].kind != VERB or in_relative(view, j):
            continue
        group = subject_of(view, j)
        if group and view.is_party(view.chunks[group[0]]) and view.pronoun_fits(pronoun, view.chunks[group[0]]):
            if not (apart and embedded(view, j)):
                return group
            inner = inner or group
        elif group and not vague and view.chunks[group[0]].word.definite and not view.is_thing(view.chunks[group[0]]):
            vague = group if view.pronoun_fits(pronoun, view.chunks[group[0]]) else vague
    main = main_subject(view, before)
    if main and view.pronoun_fits(pronoun, view.chunks[main[0]]):
        return main
    return inner or vague or view.antecedent(pronoun, before)


def _taken_up(view: SentenceView, k: int) -> Subject | None:
    """The subject of a verb right after أنه, لكنها, إنهم; not of أنه تم, أنه لا يوجد, where the pronoun is nobody."""
    before, verb = view.chunks[k - 1] if k else None, view.chunks[k]
    if before is None or not before.word.pronoun or before.kind not in ("complementiser", "conjunction"):
        return None
    if before.word.pronoun == "ه" and (verb.word.gender == "f" or view.listed(verb.word, "impersonal")):
        return None
    return _pronominal(view, k - 1)


def subject_of(view: SentenceView, k: int) -> list[int]:
    """The subject of any verb: the first bare noun phrase after it if they agree, else what stands right before it."""
    found = view.subjects.get(k)
    if found is None:
        found = view.subjects[k] = _find_subject(view, k)
    return found


def _find_subject(view: SentenceView, k: int) -> list[int]:
    verb = view.chunks[k]
    if k in view.passives or (verb.reading is not None and verb.reading.form.voice == "passive"):
        return []
    if linked := view.linked_subject(k) or quoted_source(view, k):
        return linked
    if (opening := fronted_subject(view, k)) is not None:
        return opening.group
    if (taken_up := _taken_up(view, k)) is not None:
        return taken_up.group
    if (named := pronoun_behind(view, k)) is not None:
        return named
    behind = subject_behind(view, k)
    owned = bool(behind) and bool(view.chunks[behind[0]].word.pronoun) and not view.is_party(view.chunks[behind[0]])
    if behind and not owned and not (view.is_thing(view.chunks[behind[0]]) and opening_subject(view, k)):
        return behind
    found = adjacent_subject(view, k) or opening_subject(view, k)
    return found.group if found is not None else behind  # إيران لا تخفي نواياها


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
            and view.chunks[j + 1].word.ending != "ا"
        ):
            return view.group(j + 1)
    for j in range(view.dateline(k), k):
        chunk = view.chunks[j]
        if (
            chunk.bare
            and view.is_party(chunk)
            and (j == 0 or view.chunks[j - 1].kind in ("comma", "stop", "complementiser", "open"))
            and not (j and view.chunks[j - 1].word.pronoun)
            and view.chunks[j + 1].kind != "complementiser"  # صحيح أن
        ):
            return view.group(j)
    return []
