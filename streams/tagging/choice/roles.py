"""Where a candidate stands, seen from a word of accusation: one name, in terms of clauses."""

from functools import lru_cache

from streams.tagging.choice.candidates import Candidate
from streams.tagging.choice.case import TOWARDS, Case, preposition
from streams.tagging.chunk import Chunk
from streams.tagging.clauses import Clause

__all__ = ["place_of", "role_of"]

_BY = frozenset(("من", "من_قبل", "من_جانب"))
_FINE_AFTER = frozenset(("ب", "ل", "علي", "الي", "ضد", "من", "من_قبل"))
_ISSUERS = frozenset(("من", "عن", "من_قبل"))
_QUALIFIERS = frozenset(("relative", "bare", "free"))
_DEEDS = frozenset(("does", "does_by", "gives", "makes", "deals_out"))
_DEEPEST = 4


def role_of(case: Case, it: Candidate) -> str:
    """The role: `after1`, `after:ب`, `before`, `governor-subject`, `up1-subject`, `head`, `kept`, …"""
    tree, j, k = case.tree, it.j, case.k
    clause = tree.at[j]
    if case.head is not None and tree.lead[j] == tree.lead[case.head]:
        return "head"
    if clause is case.clause or (j > k and clause is tree.at[case.last]):
        return _after(case, it) if j > k else _left(case, it)
    return _outside(case, it) if j < k else _later(case, it)


def _after(case: Case, it: Candidate) -> str:
    chunk = case.view.chunks[it.j]
    if chunk.preposition:
        again = "" if case.prepositional.get(chunk.preposition) == it.j else "+"
        return f"after:{preposition(chunk)}{again}"
    lead = case.tree.lead[it.j]
    if lead not in case.after:
        return "after-apposed"
    return f"after{min(case.after.index(lead) + 1 + (it.half == 2), 3)}"


def _left(case: Case, it: Candidate) -> str:
    """Before the word, in its clause."""
    chunk, lead = case.view.chunks[it.j], case.tree.lead[it.j]
    if case.verbal:
        if chunk.preposition:
            return "before:p"
        return "before" if lead in case.before[:1] else "before+" if lead in case.before else "before-other"
    if case.governor is None:
        return "front:p" if chunk.preposition else "front"
    if lead == case.subject:
        return "governor-subject"
    if it.j < case.governor:
        return "governor-before:p" if chunk.preposition else "governor-before"
    if chunk.preposition:
        return f"governor:{preposition(chunk)}"
    return (
        f"governor{min(case.after_governor.index(lead) + 1, 3)}" if lead in case.after_governor else "governor-apposed"
    )


def _outside(case: Case, it: Candidate) -> str:
    """In a clause before."""
    tree, chunk, lead = case.tree, case.view.chunks[it.j], case.tree.lead[it.j]
    if case.subject is not None and lead == tree.lead[case.subject]:
        return "kept"
    for n, who in enumerate(case.chain_subjects, 1):
        if who is not None and lead == tree.lead[who]:
            return f"up{min(n, 3)}-subject"
    for n, clause in enumerate(case.chain, 1):
        if clause is tree.at[it.j]:
            if chunk.preposition:
                return f"up{min(n, 2)}:p"
            behind = clause.predicate is not None and it.j > clause.predicate
            return f"up{min(n, 2)}-{'object' if behind else 'before'}"
    return "back:p" if chunk.preposition else "back"


def _later(case: Case, it: Candidate) -> str:
    """In a clause behind."""
    chunk, clause = case.view.chunks[it.j], case.tree.at[it.j]
    if clause is case.relative:
        return f"qualifying:{preposition(chunk)}" if chunk.preposition else f"qualifying-{_part(case, it, clause)}"
    if (act := _of_object(case, clause)) is not None:
        return _in_act(case, it, clause, act)
    outer, depth = clause, 0
    while outer is not case.clause and outer.parent is not None and depth < _DEEPEST:
        outer, depth = outer.parent, depth + 1
    if outer is case.clause:
        if _part(case, it, clause) == "subject" and clause.kind in _QUALIFIERS:
            return "down-subject"
        return "down:p" if chunk.preposition else "down"
    return "later:p" if chunk.preposition else "later"


def _part(case: Case, it: Candidate, clause: Clause) -> str:
    who = case.tree.subject(clause)[0]
    return "subject" if who is not None and case.tree.lead[who] == case.tree.lead[it.j] else "object"


def _of_object(case: Case, clause: Clause) -> Chunk | None:
    """The verb of a clause that qualifies what is accused or condemned; None if it does not."""
    if case.object is None or clause.head is None or clause.predicate is None or clause.head < case.object:
        return None
    own = clause.head == case.object or clause.head in case.tree.own(case.clause)
    return case.view.chunks[clause.predicate] if own else None


def _in_act(case: Case, it: Candidate, clause: Clause, verb: Chunk) -> str:
    """Inside the clause of an act: the verb's class (`D`oes, `I`ssued, `S`ays, `u`ndergoes, `v`) and the part there."""
    lists, chunk = verb.word.lists, case.view.chunks[it.j]
    letter = (
        "D" if lists & _DEEDS else "I" if "issued" in lists else "S" if "speech" in verb.word.groups
        else "u" if "undergoes" in lists else "v"
    )  # fmt: skip
    if chunk.preposition:
        name = preposition(chunk)
        return f"act:{letter}:{name if name in _ISSUERS else 'p'}"
    return f"act:{letter}-{_part(case, it, clause)}"


@lru_cache(1024)
def place_of(role: str) -> str:
    """The role, coarser."""
    name, _, governed = role.partition(":")
    if name == "after" and governed:
        known = governed.rstrip("+")
        return f"after:{known if known in _FINE_AFTER else 'x'}{'+' if governed.endswith('+') else ''}"
    if name in ("governor", "qualifying") and governed:
        return f"{name}:{'to' if governed in TOWARDS else 'by' if governed in _BY and name == 'governor' else 'p'}"
    if role.startswith("up"):
        return _place_above(role)
    if role.startswith("governor") and role != "governor-subject":
        return "governor:p" if governed else "governor1" if role in ("governor1", "governor2") else "governor-other"
    return role


def _place_above(role: str) -> str:
    if role.endswith("-subject"):
        return "up3-subject" if role[2] == "3" else "up-subject"
    return "up:p" if role.endswith(":p") else "up-object"
