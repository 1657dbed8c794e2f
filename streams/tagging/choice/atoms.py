"""What is known of a candidate beside a word of accusation: named values, of which features are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from streams.tagging.choice.around import surroundings
from streams.tagging.choice.candidates import Candidate
from streams.tagging.choice.case import TOWARDS, Case, preposition
from streams.tagging.choice.governors import governor_class
from streams.tagging.choice.pronouns import FIRST_PERSON
from streams.tagging.choice.roles import place_of, role_of
from streams.tagging.chunk import Chunk
from streams.tagging.linking.link import Party

__all__ = ["SHARED", "Atoms", "Values", "atoms_of", "case_values"]

Values = dict[str, str]
_OF_CASE = (
    "construction class type lemma setting governor verb nominal object qualified adjective voice dative many first "
    "complement rule how clause speaker owned told next pronoun "
    "left2 left1 right1 right2 form written definite lists_before lists_after"
)
SHARED = frozenset(_OF_CASE.split())
"""Names of the values that all candidates of a case have in common."""
_BY = frozenset(("من", "من قبل", "من جانب"))
_LISTS = ("title", "party", "people", "thing", "text", "suffered", "given")
_CAP = 3


@dataclass(frozen=True, slots=True)
class Atoms:
    """A candidate's values, and what pairs of candidates are compared by."""

    candidate: Candidate
    values: Values
    order: tuple[int, int]
    clause: int
    lead: int
    heads_clause: bool
    """Whether it is the subject of its own clause."""


def case_values(case: Case) -> Values:
    """What is the same for all candidates, and all that is known of nobody."""
    trigger, link = case.reading.trigger, case.link
    return {
        "construction": case.construction,
        "class": case.group,
        "type": trigger.type,
        "lemma": trigger.lemma.replace(" ", "_"),
        "setting": case.setting,
        "governor": case.governor_class,
        "verb": case.view.chunks[case.governor].word.stem if case.governor is not None else "-",
        "nominal": case.nominal_class,
        "object": case.object_class,
        "qualified": case.relative_class,
        "adjective": case.adjective,
        "voice": case.voice,
        "dative": str(int(case.dative)),
        "many": str(int(case.reading.form.number != "s")),
        "first": str(int(case.first_person)),
        "pronoun": _person(case.reading.pronoun),
        "complement": "-" if case.complement is None else "after" if case.complement > case.k else "before",
        "rule": link.rule,
        "how": case.how or "-",
        "clause": case.clause.kind,
        "speaker": str(int(case.speaker is not None)),
        "owned": str(int(case.owner is not None))
        + str(int(case.taken is not None))
        + str(int(case.nominal_owner is not None)),
        "told": ("a" if link.accusers else "-") + ("b" if link.accused else "-"),
        "next": _next(case),
    } | surroundings(case)


def _person(pronoun: str) -> str:
    return "-" if not pronoun else "1" if pronoun in FIRST_PERSON else "2" if pronoun.startswith("ك") else pronoun


def _next(case: Case) -> str:
    following = case.view.chunks[case.k + 1] if case.k + 1 < len(case.view.chunks) else None
    if following is None:
        return "end"
    return f"np:{preposition(following)}" if following.kind == "np" else following.kind


def atoms_of(case: Case, shared: Values, it: Candidate) -> Atoms:
    """The values of one candidate, those shared by all included."""
    view, tree, j, k = case.view, case.tree, it.j, case.k
    chunk, lead, clause = view.chunks[j], tree.lead[j], tree.at[j]
    who = tree.subject(clause)[0]
    heads = who is not None and tree.lead[who] == lead
    role = role_of(case, it)
    values = shared | {
        "role": role,
        "place": place_of(role),
        "kind": it.kind,
        "sort": _sort(it),
        "side": "after" if j > k else "before",
        "apposed": str(int(lead != j)),
        "state": _state(chunk),
        "lists": _lists(chunk.word.groups),
        "says": str(int(case.speaker is not None and lead == tree.lead[case.speaker])),
        "subject": case.how or "-" if case.subject is not None and lead == tree.lead[case.subject] else "-",
        "depth": _depth(case, j),
        "does": f"{'subject' if heads else 'other'}:{_verb(case, j)}",
        "beside": _beside(case, j),
        "argument": _argument(case, it),
        "about": str(int(bool(chunk.preposition) and chunk.preposition in case.reading.trigger.content)),
        "is_object": str(int(j == case.object)),
        "taken": _taken(case, lead),
        "rank": _rank(case, lead),
        "word": chunk.word.base or "-",
        "told_a": _told(it, case.link.accusers),
        "told_b": _told(it, case.link.accused),
    }
    values["nearer"], values["quoted"] = _between(case, j)
    values["fit"] = _fit(case, j)
    values["fits"] = _fits(case, j)
    return Atoms(it, values, (j, it.half), clause.number, lead, heads)


def _state(chunk: Chunk) -> str:
    if chunk.word.definite:
        return "definite"
    return "nisba" if chunk.word.nisba else "accusative" if chunk.word.ending == "ا" else "-"


@lru_cache(1024)
def _lists(groups: frozenset[str]) -> str:
    return "+".join(name for name in _LISTS if name in groups) or "-"


def _sort(it: Candidate) -> str:
    if it.inner:
        return "inner"
    return "p" if it.kind in ("known", "titled", "plural", "name") else "guess" if it.kind == "guess" else "np"


def _told(it: Candidate, parties: Sequence[Party]) -> str:
    """Whether the rules say this one: `+`, another `-`, or nobody `0`."""
    return "0" if not parties else "+" if it.overlaps(parties) else "-"


def _between(case: Case, j: int) -> tuple[str, str]:
    """How many parties stand nearer, and whether quotation marks open or close between."""
    first, end = (j + 1, case.k) if j < case.k else (case.k + 1, j)
    parties, depths = case.tree.counted
    nearer, depth = parties[end] - parties[first], depths[end] - depths[first]
    return str(min(nearer, _CAP)), "in" if depth > 0 else "out" if depth < 0 else "-"


def _fit(case: Case, j: int) -> str:
    """Whether it agrees with the verb (`a`, `n`) and fits the pronoun (`A`, `N`)."""
    view, chunk, pronoun = case.view, case.view.chunks[j], case.reading.pronoun
    verb = case.k if case.reading.trigger.part == "verb" else case.governor if j < case.k else None
    agrees = "-" if verb is None else "a" if view.agrees(view.chunks[verb], chunk, before=j < verb) else "n"
    return agrees + ("-" if not pronoun else "A" if view.pronoun_fits(pronoun, chunk) else "N")


def _fits(case: Case, j: int) -> str:
    """Whether the pronouns of complement and governing noun fit it: `1`, `0`, `-` where there is none."""
    chunk = case.view.chunks[j]
    owned = case.view.chunks[case.nominal].word.pronoun if case.nominal is not None else ""
    pronouns = (case.complement_pronoun, owned)
    if not any(pronouns):
        return "--"
    return "".join("-" if not pronoun else str(int(case.view.pronoun_fits(pronoun, chunk))) for pronoun in pronouns)


def _taken(case: Case, lead: int) -> str:
    """Which pronouns take it up: `o`f the word, its `c`omplement, the `n`oun that governs it."""
    if case.owner is None and case.taken is None and case.nominal_owner is None:
        return "-"
    found = (("o", case.owner), ("c", case.taken), ("n", case.nominal_owner))
    return "".join(letter for letter, j in found if j is not None and case.tree.lead[j] == lead) or "-"


def _rank(case: Case, lead: int) -> str:
    """As how likely a one the pronouns take it up: `o1`, `c2s1`."""
    ranks = (
        (letter, n)
        for letter, found in case.taken_up.items()
        for n, j in enumerate(found, 1)
        if case.tree.lead[j] == lead
    )
    return "".join(f"{letter}{n}" for letter, n in ranks) or "-"


def _depth(case: Case, j: int) -> str:
    clause = case.tree.at[j]
    return "same" if clause is case.clause else "near" if clause in case.chain[:2] else "far"


def _verb(case: Case, j: int) -> str:
    """What the verb of its clause does, if that is another clause before."""
    clause = case.tree.at[j]
    if clause is case.clause or clause.predicate is None or j > case.k:
        return "-"
    return governor_class(case.view.chunks[clause.predicate])


def _beside(case: Case, j: int) -> str:
    chunk = case.view.chunks[j]
    if j == case.last + 1:
        return preposition(chunk)
    return f"left:{preposition(chunk)}" if j == case.first - 1 else "-"


def _argument(case: Case, it: Candidate) -> str:
    """Which argument of the word it is: subject, object, of a noun, towards whom, by whom."""
    chunk, lead = case.view.chunks[it.j], case.tree.lead[it.j]
    subject = case.tree.lead[case.subject] if case.subject is not None else -1
    if lead == subject or it.j < case.k or case.tree.at[it.j] is not case.clause:
        return "subject" if lead == subject else "-"
    if chunk.preposition:
        return _oblique(case, it.j)
    if case.reading.trigger.part == "verb":
        rest = [i for i in case.after if case.tree.lead[i] != subject]
        return "object" if (rest and lead == rest[0]) or it.half == 2 else "object+"
    return "possessor" if it.j == case.last + 1 else "-"


def _oblique(case: Case, j: int) -> str:
    name = case.view.chunks[j].preposition
    if name in case.reading.trigger.objects:
        return "object:p" if case.prepositional.get(name) == j else "object:p+"
    if name in TOWARDS and not case.verbal:
        return "to"
    return "by" if name in _BY else "-"
