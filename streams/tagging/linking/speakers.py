"""Who says what is quoted or written: the subject of a verb of saying, or who sent a text."""

from streams.tagging.linking.relatives import in_relative
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.linking.sharing import shared_subject
from streams.tagging.linking.subjects import main_subject, subject_of
from streams.tagging.words import VERB

__all__ = ["speaker"]

_BESIDE = 4
"""Chunks from a verb of holding to what somebody is held to be."""


def speaker(view: SentenceView, k: int) -> list[int]:
    """Who says the quotation that holds chunk `k`: the subject of a verb of saying before it, else after it."""
    order = [*range(k - 1, -1, -1), *range(k + 1, len(view.chunks))]
    for j in order:
        chunk = view.chunks[j]
        says = chunk.kind == "np" and j < k and not chunk.word.definite and view.listed(chunk.word, "saying")
        if says and (main := main_subject(view, j)):
            return main  # مؤكدة أن
        if j < k and (text := _read_in(view, j)):
            return text
        if (
            chunk.kind == VERB
            and "speech" in chunk.word.groups
            and (_quotes(view, j, k) if j < k else not in_relative(view, j))
        ):
            group = subject_of(view, j) or _subject_before(view, j)
            if group and not view.is_thing(view.chunks[group[0]]):
                return group
    return _before_colon(view, k)


def _read_in(view: SentenceView, j: int) -> list[int]:
    """The text in which verb `j` says that what follows stands: جاء في البيان أن, ورد في تقرير الهيئة."""
    if not view.listed(view.chunks[j].word, "stands_in") or view.chunks[j].kind != VERB:
        return []
    nxt = view.chunks[j + 1]
    return [j + 1] if nxt.preposition == "في" and view.is_text(nxt) else []


def _quotes(view: SentenceView, j: int, k: int) -> bool:
    """Whether what verb `j` says, chunk `k` with it, begins between them: قال: …, قال إن …; or اعتبره مسؤولا."""
    if view.listed(view.chunks[j].word, "holds") and k - j < _BESIDE:
        return True
    between = view.chunks[j + 1 : k]
    return any(chunk.kind in ("open", "complementiser") or chunk.word.surface == ":" for chunk in between)


def _subject_before(view: SentenceView, k: int) -> list[int]:
    """The subject that a verb of saying shares with an earlier verb: ندد الرئيس بالهجوم وقال: «إنني…»."""
    shared = shared_subject(view, k) if view.chunks[k].conjunction else None
    return shared.group if shared is not None else []


def _before_colon(view: SentenceView, k: int) -> list[int]:
    """Who speaks in a headline: زعيم المعارضة: الحكومة تتحمل المسؤولية; not a dateline (بغداد - رويترز:)."""
    colon = next((j for j in range(k - 1, 0, -1) if view.chunks[j].word.surface == ":"), 0)
    if not colon or any(chunk.kind in (VERB, "stop", "comma", "complementiser") for chunk in view.chunks[:colon]):
        return []
    chunk = view.chunks[0]
    named = chunk.bare and (bool(chunk.word.groups & {"title", "party"}) or chunk.head in view.known.persons)
    return view.group(0) if named and view.is_party(chunk) else []
