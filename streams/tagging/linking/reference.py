"""Whom a pronoun means: of the parties that agree with it, the one that costs least to take up.

A cost adds what a party does in its clause to how many clauses back it stands, after the order of centres (subject,
object, others) in B. Grosz, A. Joshi and S. Weinstein, Centering (1995), with two changes for accusations: whoever
accuses does not accuse himself, and whom something was done to (arrested, dismissed, killed) is accused rather than
who did it.
"""

from collections.abc import Sequence

from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.relatives import after_relative, in_relative
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.linking.speakers import speaker
from streams.tagging.linking.subjects import subject_of
from streams.tagging.words import VERB

__all__ = ["meant"]

_CLAUSE = 1.0
"""The cost of a clause between."""
_SUBJECT, _OBJECT, _OBLIQUE, _PLACE = 0.0, 0.5, 1.0, 3.0
_AGENT, _PATIENT = 1.5, 0.0
"""Subject and object of one verb, where who is accused is asked."""
_UNNAMED, _RELATIVE, _BESIDE = 2.0, 0.5, 0.5
_NEVER = 9.0
_ENDS = ".!?؟"
_FIRST_PERSON = ("نا", "ني", "ي")
_PLACES = frozenset(
    (
        "في",
        "خلال",
        "بين",
        "منذ",
        "قبل",
        "بعد",
        "داخل",
        "قرب",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "عبر",
        "امام",
        "لدي",
    )
)
"""What these govern is a place or a time, rarely taken up by a pronoun."""


def meant(view: SentenceView, pronoun: str, k: int, exclude: Sequence[int] = (), *, accused: bool = False) -> list[int]:
    """Chunks that the pronoun at chunk `k` means, of those before it; empty if none agrees.

    `exclude`: the subject of its own verb. `accused`: it is asked whom an accusation is of (بعد اتهامه).
    """
    if pronoun in _FIRST_PERSON:
        return speaker(view, k)
    costs = _costs(view, k, accused=accused)
    best, least = -1, _NEVER
    for j in _taking_it_up(view, pronoun, k):
        costs[j] = costs.get(j, 0.0) + _CLAUSE
    for j, cost in costs.items():
        if cost < least and j not in exclude and view.may_be_meant(pronoun, j) and _able(view, j):
            best, least = j, cost
    if best < 0:
        return []
    return view.whole_group(best) if pronoun in ("هم", "هما") else [best]


def _able(view: SentenceView, j: int) -> bool:
    """Whether a noun phrase can be taken up at all: of what stands after في and the like, only people."""
    chunk = view.chunks[j]
    if chunk.preposition not in _PLACES or view.victim(chunk):
        return True
    return bool(chunk.word.groups & {"title", "people"}) and not chunk.word.pronoun


def _costs(view: SentenceView, k: int, *, accused: bool) -> dict[int, float]:
    """The cost of each noun phrase before chunk `k`, the nearest first."""
    costs: dict[int, float] = {}
    clause: list[int] = []
    back = 0.0
    for j in range(k - 1, -1, -1):
        chunk = view.chunks[j]
        if chunk.kind == "np" and chunk.reading is None:
            inside = after_relative(view, j)
            if j not in costs:
                costs[j] = back + _own_cost(view, j, accused=accused) + (_RELATIVE if inside else 0.0)
            if not inside:
                clause.append(j)
        elif chunk.kind == VERB and chunk.word.ending != "ا" and not in_relative(view, j):
            subject = subject_of(view, j)
            done_to = accused and any(i not in subject and _patient(view, i) for i in clause)
            for i in subject:
                costs[i] = back + (_AGENT if done_to else _SUBJECT)
            back += _CLAUSE
            clause = []
        elif chunk.kind == "stop" and chunk.word.surface in _ENDS:
            back += _CLAUSE
    return costs


def _taking_it_up(view: SentenceView, pronoun: str, k: int) -> list[int]:
    """The subject of a verb that says it to whom the pronoun means: استدعى X Y وأبلغه أن اللجنة تتهمه means Y."""
    that = 0
    for j in range(k - 1, -1, -1):
        chunk = view.chunks[j]
        if chunk.kind == "complementiser":
            that = j
        elif chunk.kind == VERB:
            told = that and chunk.word.pronoun == pronoun and chunk.reading is None and "speech" in chunk.word.groups
            found = left_subject(view, j) if told else None
            return found.group if found is not None else []
    return []


def _patient(view: SentenceView, j: int) -> bool:
    """Whether a noun phrase names somebody to whom something is done: the object of a verb, or of its noun."""
    chunk = view.chunks[j]
    if chunk.preposition == "علي" and j and view.listed(view.chunks[j - 1].word, "seizes"):
        return True  # ألقت الشرطة القبض على السائق
    return view.victim(chunk) or (chunk.bare and (not _vagueness(view, j) or _arrested(view, j)))


def _arrested(view: SentenceView, j: int) -> bool:
    """اعتقل الأمن مدونا: an accusative that is the object of a verb of arresting, not what somebody is said to be."""
    chunk = view.chunks[j]
    if chunk.word.ending != "ا" or not chunk.word.groups & {"title", "party"}:
        return False
    return any(c.kind == VERB and view.listed(c.word, "arrests") for c in view.chunks[max(0, j - 2) : j])


def _own_cost(view: SentenceView, j: int, *, accused: bool) -> float:
    """What a noun phrase costs for its place in the clause and for how it names somebody."""
    chunk, before = view.chunks[j], view.chunks[j - 1] if j else None
    if chunk.preposition in _PLACES:
        cost = _PLACE
    elif accused and _patient(view, j):
        cost = _PATIENT
    else:
        cost = _OBLIQUE if chunk.preposition else _OBJECT
    cost += _vagueness(view, j)
    apposed = chunk.bare and before is not None and before.kind in ("comma", "close", "stop")
    if chunk.conjunction or (apposed and "given" not in chunk.word.groups and chunk.head not in view.known.persons):
        cost += _BESIDE
    return cost


def _vagueness(view: SentenceView, j: int) -> float:
    """How unsure it is that a noun phrase names somebody."""
    chunk = view.chunks[j]
    if view.victim(chunk):
        return 0.0
    if not view.is_named(chunk):
        return _UNNAMED
    if chunk.bare and chunk.word.ending == "ا":
        aside = view.chunks[j - 1].kind == "comma"
        return _PLACE if aside else _UNNAMED / 2  # ظل مسجونا: said of somebody; …، مدعيا
    listed = chunk.head in view.known or chunk.word.groups or chunk.word.plural
    return 0.0 if listed else _UNNAMED / 2
