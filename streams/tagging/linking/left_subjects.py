"""The subject of a verb that has none after it: what stands before it, of an earlier verb, or who is quoted."""

from streams.tagging.linking.behind import pronoun_behind
from streams.tagging.linking.openings import Subject, opening_subject
from streams.tagging.linking.relatives import about_head, in_relative
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.linking.sharing import shared_subject
from streams.tagging.linking.speakers import speaker
from streams.tagging.linking.subjects import adjacent_subject, main_subject, subject_of
from streams.tagging.words import VERB

__all__ = ["left_subject"]


def left_subject(view: SentenceView, k: int) -> Subject | None:
    """The subject of verb `k` from what stands before it, or None."""
    verb = view.chunks[k]
    if _first_person(view, k):
        group = speaker(view, k)
        return Subject(group, "speaker") if group else None
    if k and view.chunks[k - 1].kind == VERB and view.listed(view.chunks[k - 1].word, "begins"):
        begun = left_subject(view, k - 1)  # ثم راحت تتهم
        return Subject(begun.group, "fronted") if begun is not None else None
    if stressed := pronoun_behind(view, k):
        return Subject(stressed, "pronoun")
    if _resumed(view, k):
        main = main_subject(view, k)
        if main and view.agrees(verb, view.chunks[main[0]], before=True):
            return Subject(main, "shared")  # عقد مؤتمرا اتهم فيه
    found = adjacent_subject(view, k)
    if (
        found is not None
        and found.how == "relative"
        and (about_head(view, k) or not view.agrees(verb, view.chunks[found.group[0]], before=True))
    ):
        return _in_same_relative(view, k, found.group[0]) or shared_subject(view, k)  # التصريحات التي ادعى فيها
    found = found or opening_subject(view, k) or shared_subject(view, k) or _meant_by_plural(view, k)
    return found or _explained(view, k)


def _meant_by_plural(view: SentenceView, k: int) -> Subject | None:
    """Whom a plural verb without a subject takes up: قوبل القرار بتأييد من المتابعين، واستنكروا …."""
    reading = view.chunks[k].reading
    if reading is None or reading.form.number != "p" or reading.form.gender != "m":
        return None
    found = view.antecedent("هم", k)
    return Subject(found, "shared") if found else None


def _explained(view: SentenceView, k: int) -> Subject | None:
    """Of whom إذ and حيث go on to tell, if the subject before does not fit: لم تسلم X من سهام الوزير، إذ استنكر."""
    if not k or view.chunks[k - 1].word.base not in ("اذ", "حيث"):
        return None
    for j in range(k - 2, -1, -1):
        chunk = view.chunks[j]
        if chunk.kind == "stop":
            return None
        person = chunk.kind == "np" and chunk.reading is None and "title" in chunk.word.groups and not chunk.conjunction
        if person and chunk.preposition not in ("في", "امام", "قبل", "بعد"):
            return Subject([j], "shared") if view.agrees(view.chunks[k], chunk, before=True) else None
    return None


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
    if before is not None and verb.word.surface[0] == "أ" and (before.kind == "open" or before.word.surface == ":"):
        return verb.reading is not None and verb.reading.trigger.stems.get("past", "").startswith(("ات", "ان", "اس"))
    if before is None or before.kind not in ("pronoun", "complementiser", "subordinator", "conjunction"):
        return False
    return before.word.base in ("انا", "نحن") or before.word.pronoun in ("ني", "نا", "ي")


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
            return "title" not in chunk.word.groups  # محام يتهم فيه
        if not chunk.preposition:
            return False
    return False
