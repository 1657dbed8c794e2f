"""The subject that a verb shares with an earlier verb of its sentence: … قال الوزير … واتهم."""

from streams.tagging.linking.openings import Subject
from streams.tagging.linking.relatives import embedded, head_of_relative, in_relative, relative_of
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.linking.subjects import subject_of
from streams.tagging.words import VERB

__all__ = ["shared_subject"]


def shared_subject(view: SentenceView, k: int) -> Subject | None:
    """The subject of an earlier verb (قال الوزير … واتهم); after a comma rather that of the main clause."""
    apart = view.chunks[k].conjunction and k > 0 and view.chunks[k - 1].kind in ("comma", "close")
    if (head := _who_also(view, k)) and _may_be_subject(view, k, k, head):
        return Subject(head, "relative")
    inner: list[int] = []
    if not apart and (near := _unlisted(view, k)) and view.chunks[near[0]].word.definite:
        return Subject(near, "shared")  # فيما لم يوفر الفائز منافسيه واتهمهم
    for j in range(k - 1, -1, -1):
        group = _subject_at(view, j)
        if not group or not _may_be_subject(view, k, j, group):
            continue
        if not (apart and embedded(view, j)):
            return Subject(group, "shared")
        inner = inner or group
    found = inner or _unlisted(view, k)
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
            own = relative is not None and not view.chunks[j].word.pronoun
            return head_of_relative(view, relative) if own and relative is not None else []
    return []


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
        genders = {view.subject_of_form(verb)[0], view.subject_of_form(other)[0]}
        same = same and genders != {"m", "f"}  # سألت «الأهرام» … فنفى
    after_that = group[0] > 0 and view.chunks[group[0] - 1].kind == "complementiser"
    if chunk.word.ending == "ا" and chunk.head not in view.known and not after_that:
        return False  # لن يكون الحريري رئيسا: accusative, as not after أن
    text = view.is_text(chunk) and not view.subject_of_form(verb)[1]
    return same and (view.is_party(chunk) or text)
