"""The subject of a verb that has none after it: what stands before it, of an earlier verb, or who is quoted."""

from streams.tagging.linking.arguments import after
from streams.tagging.linking.openings import Subject, opening_subject
from streams.tagging.linking.relatives import embedded, head_of_relative, in_relative, relative_of
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.linking.subjects import adjacent_subject, main_subject, pronoun_behind, speaks, subject_of
from streams.tagging.words import VERB

__all__ = ["left_subject", "sender", "speaker"]

_BESIDE = 4
"""Chunks from a verb of holding to what somebody is held to be."""


def left_subject(view: SentenceView, k: int) -> Subject | None:
    """The subject of verb `k` from what stands before it, or None."""
    verb = view.chunks[k]
    if _first_person(view, k):
        group = speaker(view, k)
        return Subject(group, "speaker") if group else None
    if _whoever(view, k):
        return None
    if stressed := pronoun_behind(view, k):
        return Subject(stressed, "pronoun")
    if _resumed(view, k):
        main = sender(view, k) or main_subject(view, k)
        if main and view.agrees(verb, view.chunks[main[0]], before=True):
            return Subject(main, "shared")  # عقد مؤتمرا اتهم فيه
    found = adjacent_subject(view, k)
    if (
        found is not None
        and found.how == "relative"
        and (_about_head(view, k) or not view.agrees(verb, view.chunks[found.group[0]], before=True))
    ):
        return _in_same_relative(view, k, found.group[0]) or _shared(view, k)  # التصريحات التي ادعى فيها
    return found or opening_subject(view, k) or _shared(view, k) or _meant_by_plural(view, k)


def _meant_by_plural(view: SentenceView, k: int) -> Subject | None:
    """Whom a plural verb without a subject takes up: قوبل القرار بتأييد من المتابعين، واستنكروا …."""
    reading = view.chunks[k].reading
    if reading is None or reading.form.number != "p" or reading.form.gender != "m":
        return None
    first, verb = k, view.previous_verb(k)
    while verb is not None and view.chunks[verb].word.plural and not subject_of(view, verb):
        first, verb = verb, view.previous_verb(verb)  # حيث دعوا للشهداء، واستنكروا
    found = view.antecedent("هم", first)
    return Subject(found, "shared") if found else None


def _about_head(view: SentenceView, k: int) -> bool:
    """Whether the head of the relative clause is taken up after verb `k`, and so is not its subject: التي ادعى فيها."""
    nxt = view.chunks[k + 1] if k + 1 < len(view.chunks) else None
    relative = view.chunks[k - 1].word.base if k else ""
    taken = nxt is not None and nxt.kind == "pp" and nxt.preposition in ("في", "خلال", "عبر")
    return taken and nxt is not None and nxt.word.pronoun == {"الذي": "ه", "التي": "ها"}.get(relative)


def _in_same_relative(view: SentenceView, k: int, head: int) -> Subject | None:
    """Who speaks in an earlier clause about the same text: التصريحات التي أدلى بها الوزير والتي ادعى فيها."""
    for j in range(k - 1, 0, -1):
        if view.chunks[j].kind in ("stop", "complementiser"):
            break
        if view.chunks[j].kind != VERB or not in_relative(view, j):
            continue
        group = subject_of(view, j)
        chunk = view.chunks[group[0]] if group else None
        if chunk is not None and group[0] > j and group[0] != head and view.is_party(chunk):
            return Subject(group, "shared") if view.agrees(view.chunks[k], chunk, before=True) else None
    return None


def _first_person(view: SentenceView, k: int) -> bool:
    """Whether verb `k` is of the first person, by its form or after أنا, إنني, لأننا."""
    verb, before = view.chunks[k], view.chunks[k - 1] if k else None
    if verb.word.person == 1 or (verb.reading is not None and verb.reading.form.person == 1):
        return True
    if before is None or before.kind not in ("pronoun", "complementiser", "subordinator", "conjunction"):
        return False
    return before.word.base in ("انا", "نحن") or before.word.pronoun in ("ني", "نا", "ي")


def _whoever(view: SentenceView, k: int) -> bool:
    """Whether من stands right before verb `k`, of no party that is named: لم يجد من يلومه."""
    before, whole = view.chunks[k - 1] if k else None, view.chunks[k - 2] if k > 1 else None
    if before is None or before.kind != "pp" or before.preposition != "من" or before.word.pronoun:
        return False
    return whole is None or whole.preposition != "من"


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


def sender(view: SentenceView, k: int) -> list[int]:
    """Who wrote the text in which verb `k` says something: رسالة من النقيب يتهم فيها, مقالا للكاتب ينتقد فيه."""
    for j in range(k - 1, max(0, k - 4), -1):
        chunk, before = view.chunks[j], view.chunks[j - 1]
        if chunk.kind != "np" or not chunk.preposition:
            return []
        if before.kind == "np" and not before.word.definite:
            written = view.is_text(before) or "thing" in before.word.groups
            by = chunk.preposition == "من" and written
            by = by or (chunk.preposition == "ل" and view.listed(before.word, "authored"))
            return view.group(j) if by and view.is_party(chunk) else []
    return []


def _shared(view: SentenceView, k: int) -> Subject | None:
    """The subject of an earlier verb (قال الوزير … واتهم); after a comma rather that of the main clause."""
    apart = view.chunks[k].conjunction and k > 0 and view.chunks[k - 1].kind in ("comma", "close")
    if (head := _who_also(view, k)) and _may_be_subject(view, k, k, head):
        return Subject(head, "relative")
    inner: list[int] = []
    for j in range(k - 1, -1, -1):
        group = _subject_at(view, j)
        if not group or not _may_be_subject(view, k, j, group):
            continue
        if not (apart and (embedded(view, j) or _relays(view, j, group))):
            return Subject(group, "shared")
        inner = inner or group
    found = inner or _of_relative(view, k) or _addressed(view, k) or _unlisted(view, k)
    return Subject(found, "shared") if found else None


def _unlisted(view: SentenceView, k: int) -> list[int]:
    """The subject of the verb before in one clause, of a kind that no list knows: أوقفت الدورية الكاتب ووجهت إليه."""
    j = view.previous_verb(k)
    if j is None or not view.chunks[k].conjunction or view.chunks[j].word.ambiguous or embedded(view, k):
        return []
    group = subject_of(view, j)
    chunk = view.chunks[group[0]] if group else None
    if chunk is None or chunk.reading is not None or view.is_thing(chunk) or view.victim(chunk):
        return []
    return group if view.agrees(view.chunks[k], chunk, before=True) else []


def _of_relative(view: SentenceView, k: int) -> list[int]:
    """The subject of a relative clause that verb `k` carries on: الأهالي الذين شكروه … واتهموا; empty if none fits."""
    if not view.chunks[k].conjunction:
        return []
    for j in range(k - 1, -1, -1):
        if view.chunks[j].kind in ("comma", "stop", "complementiser"):
            break
        if view.chunks[j].kind == VERB and in_relative(view, j):
            group = subject_of(view, j)
            if group and _may_be_subject(view, k, j, group):
                return group
    return []


def _addressed(view: SentenceView, k: int) -> list[int]:
    """The object of the verb before, whom ف makes answer: سألت الصحيفة المتحدث … فنفى; empty if none fits."""
    verb = view.previous_verb(k)
    if verb is None or view.chunks[k].word.conjunction != "ف":
        return []
    groups = after(view, verb, (), 2).bare
    if len(groups) < 2 or groups[1][0] > k:
        return []
    chunk = view.chunks[groups[1][0]]
    return groups[1] if view.is_party(chunk) and view.agrees(view.chunks[k], chunk, before=True) else []


def _who_also(view: SentenceView, k: int) -> list[int]:
    """المدرب الذي غضب وكال التهم: the head of the relative clause that the verb carries on without a comma."""
    if not view.chunks[k].conjunction:
        return []
    for j in range(k - 1, 0, -1):
        kind = view.chunks[j].kind
        if kind in ("comma", "stop", "complementiser", "subordinator", "close"):
            return []
        if kind == VERB:
            relative = relative_of(view, j)
            own = relative is not None and not view.chunks[j].word.pronoun and not _names_subject(view, j, k)
            return head_of_relative(view, relative) if own and relative is not None else []
    return []


def _names_subject(view: SentenceView, j: int, k: int) -> bool:
    """Whether the verb at chunk `j` has a subject of its own before chunk `k`: التي زارها الوزير."""
    nxt = view.chunks[j + 1]
    return j + 1 < k and nxt.bare and view.is_party(nxt) and view.agrees(view.chunks[j], nxt, before=False)


def _relays(view: SentenceView, j: int, group: list[int]) -> bool:
    """Whether a paper or a source only passes on what others did: علمت الصحيفة أن الرئيس … واتهم."""
    return view.listed(view.chunks[j].word, "relays") or view.listed(view.chunks[group[0]].word, "relays")


def _subject_at(view: SentenceView, j: int) -> list[int]:
    """The subject of the verb at chunk `j`, or what stands after كان; empty if there is none."""
    other = view.chunks[j]
    if other.kind == "auxiliary" and other.word.base.startswith("كان") and j + 1 < len(view.chunks):
        chunk = view.chunks[j + 1]
        return view.group(j + 1) if chunk.bare and view.is_party(chunk) and chunk.word.ending != "ا" else []
    return subject_of(view, j) if other.kind == VERB and not in_relative(view, j) else []


def _may_be_subject(view: SentenceView, k: int, j: int, group: list[int]) -> bool:
    """Whether verb `k` agrees with a group that names a party or a text, or of whom verb `j` says that he speaks."""
    verb, chunk = view.chunks[k], view.chunks[group[0]]
    same = view.agrees(verb, chunk, before=True) or (len(group) > 1 and view.subject_of_form(verb)[1])
    other = view.chunks[j]
    if other.kind == VERB and len(group) == 1 and not any(view.subject_of_form(v)[1] for v in (verb, other)):
        same = same and view.subject_of_form(verb)[0] == view.subject_of_form(other)[0]  # سألت «الأهرام» … فنفى
    after_that = group[0] > 0 and view.chunks[group[0] - 1].kind == "complementiser"
    if chunk.word.ending == "ا" and chunk.head not in view.known and not after_that:
        return False  # لن يكون الحريري رئيسا: accusative, as not after أن
    return same and (view.is_party(chunk) or view.is_text(chunk) or speaks(view, j, chunk))


def speaker(view: SentenceView, k: int) -> list[int]:
    """Who says the quotation that holds chunk `k`: the subject of a verb of saying before it, else after it."""
    order = [*range(k - 1, -1, -1), *range(k + 1, len(view.chunks))]
    for j in order:
        chunk = view.chunks[j]
        says = chunk.kind == "np" and j < k and not chunk.word.definite and view.listed(chunk.word, "saying")
        if says and (main := main_subject(view, j)):
            return main  # مؤكدة أن
        if (
            chunk.kind == VERB
            and "speech" in chunk.word.groups
            and (_quotes(view, j, k) if j < k else not in_relative(view, j))
        ):
            group = subject_of(view, j) or _subject_before(view, j)
            if group and not view.is_thing(view.chunks[group[0]]):
                return group
    return _before_colon(view, k)


def _before_colon(view: SentenceView, k: int) -> list[int]:
    """Who speaks in a headline: زعيم المعارضة: الحكومة تتحمل المسؤولية; not a dateline (بغداد - رويترز:)."""
    colon = next((j for j in range(k - 1, 0, -1) if view.chunks[j].word.surface == ":"), 0)
    if not colon or any(chunk.kind in (VERB, "stop", "comma", "complementiser") for chunk in view.chunks[:colon]):
        return []
    chunk = view.chunks[0]
    named = chunk.bare and (bool(chunk.word.groups & {"title", "party"}) or chunk.head in view.known.persons)
    return view.group(0) if named and view.is_party(chunk) else []


def _quotes(view: SentenceView, j: int, k: int) -> bool:
    """Whether what verb `j` says, chunk `k` with it, begins between them: قال: …, قال إن …; or اعتبره مسؤولا."""
    if view.listed(view.chunks[j].word, "holds") and k - j < _BESIDE:
        return True
    between = view.chunks[j + 1 : k]
    return any(chunk.kind in ("open", "complementiser") or chunk.word.surface == ":" for chunk in between)


def _subject_before(view: SentenceView, k: int) -> list[int]:
    """The subject that a verb of saying shares with an earlier verb: ندد الرئيس بالهجوم وقال: «إنني…»."""
    shared = _shared(view, k) if view.chunks[k].conjunction else None
    return shared.group if shared is not None else []
