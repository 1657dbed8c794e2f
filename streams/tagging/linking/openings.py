"""The subject that opens a clause, with other phrases between it and the verb: أن ملك البحرين، أمام ...، اتهم."""

from dataclasses import dataclass

from streams.tagging.linking.arguments import after
from streams.tagging.linking.asides import before_aside
from streams.tagging.linking.relatives import in_relative
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.words import VERB

__all__ = ["Subject", "asked_to", "opening_subject"]

_OPENERS = frozenset(("complementiser", "auxiliary", "stop", "comma", "conjunction", "subordinator", "open"))
"""What stands before the noun phrase that opens a clause."""
_OR = ("او", "ام")
"""What joins two nouns rather than clauses: قائد التنظيم، أو المجموعة."""
_BOUNDS = ("stop", "complementiser", "subordinator", "conjunction", "question")


@dataclass(frozen=True, slots=True)
class Subject:
    """Chunks of a subject and how it was found."""

    group: list[int]
    how: str
    """`relative`, `fronted`, `shared`, `pronoun` or `speaker`."""


def opening_subject(view: SentenceView, k: int) -> Subject | None:
    """A noun phrase that opens the clause, with phrases between it and the verb: أن ملك البحرين، أمام ...، اتهم."""
    verb = view.chunks[k]
    if (early := _after_auxiliary(view, k)) is not None:
        return early
    best: int | None = None
    comma_closed = False
    for j in range(before_aside(view, k) - 1, -1, -1):
        chunk = view.chunks[j]
        if _bounds_clause(view, j, found=best is not None):
            break
        able = chunk.bare and chunk.reading is None and (not chunk.conjunction or j == 0)
        if able and view.agrees(verb, chunk, before=True):
            best = j
            opens = j == 0 or (view.chunks[j - 1].kind in _OPENERS and view.chunks[j - 1].word.base not in _OR)
            if opens and view.is_party(chunk):
                first = _named_before(view, k, j)
                return None if comma_closed else Subject(view.group(first), "fronted")
        if chunk.kind == "comma":
            comma_closed = comma_closed or verb.conjunction
    if best is None or verb.conjunction:
        return None
    headline = best == 0 and verb.reading is not None and not view.victim(view.chunks[0])
    if not view.is_party(view.chunks[best]) and not headline:
        return None  # ندوة في الكويت تدين
    opens = best == 0 or view.chunks[best - 1].kind not in ("np", VERB)
    return Subject(view.group(best), "fronted") if opens else None


def _named_before(view: SentenceView, k: int, j: int) -> int:
    """The noun phrase that opens the clause and that `j`, between commas, describes: المتحدث، العقيد فلان، أوضح."""
    if j < 2 or view.chunks[k - 1].kind != "comma" or view.chunks[j - 1].kind != "comma":
        return j
    chunk = view.chunks[j - 2]
    opens = j == 2 or view.chunks[j - 3].kind in _OPENERS - {"comma"}
    same = chunk.bare and not chunk.conjunction and view.is_party(chunk) and "title" in view.chunks[j].word.groups
    return j - 2 if opens and same and view.agrees(view.chunks[k], chunk, before=True) else j


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


def asked_to(view: SentenceView, j: int) -> list[int]:
    """Who is to do what أن at chunk `j` opens: طالبت المنظمة الدول بأن تدين, على الحزب أن يدين; empty if nobody is."""
    verb = view.previous_verb(j)
    if verb is not None and view.listed(view.chunks[verb].word, "asks"):
        groups = after(view, verb, (), 2).bare
        if len(groups) > 1 and groups[1][0] < j:
            return groups[1]
    return _obliged(view, j)


def _obliged(view: SentenceView, j: int) -> list[int]:
    """Whose duty it is before أن: على الحزب أن يدين, وعليه أن يدين; empty if there is none."""
    chunk = view.chunks[j - 1] if j else None
    if chunk is None or view.chunks[j].preposition:
        return []
    befits = chunk.preposition == "ب" and j > 1 and view.listed(view.chunks[j - 2].word, "befits")
    permitted = chunk.preposition == "ل" and chunk.kind == "pp"  # لا يحق له أن يتهم
    if chunk.preposition != "علي" and not befits and not permitted:
        return []
    if chunk.kind == "np":
        return view.group(j - 1) if view.is_party(chunk) else []
    alike = (i for i in range(j - 2, -1, -1) if view.chunks[i].preposition == "علي" and view.is_party(view.chunks[i]))
    found = next((i for i in alike if view.pronoun_fits(chunk.word.pronoun, view.chunks[i])), None)
    return view.antecedent(chunk.word.pronoun, j - 1) if found is None else [found]  # يتعين على X …، وعليه أن
