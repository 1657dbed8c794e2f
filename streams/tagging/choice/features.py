"""The features of a candidate, of nobody, and of a pair: conjunctions of named values, one weight each.

A template names the values that stand together. `construction role` of a candidate right after a verb is the feature
`construction role = verb after1`; its weights say how much that speaks for the accuser and for the accused.
"""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Final

from streams.tagging.choice.atoms import Atoms, Values

__all__ = [
    "CANDIDATE",
    "EVENT",
    "NOBODY",
    "PAIR",
    "Key",
    "candidate_keys",
    "event_keys",
    "nobody_keys",
    "pair_keys",
    "pair_values",
]

Key = tuple[str, ...]
"""The values of a template, in its order."""

CANDIDATE: Final = (
    "construction role", "class role", "construction role setting", "class role kind", "class place sort",
    "construction role fit", "class place fit", "lemma place", "lemma role", "type role class", "construction kind",
    "construction fit", "construction side nearer", "class side nearer sort", "construction side apposed",
    "class side state", "side lists class", "class side quoted sort", "says construction", "subject construction",
    "class depth side", "does class", "beside construction kind", "class argument sort", "class argument setting",
    "class argument", "class place setting", "governor place", "governor argument class", "verb place",
    "class side kind", "type place", "place sort", "construction place subject", "says class type",
    "argument type sort", "word class", "word side", "kind argument class", "kind place", "object place class",
    "object is_object kind class", "is_object kind type class", "nominal place class", "nominal governor place",
    "nominal argument", "fits nominal place", "qualified place", "adjective place", "first place", "taken class",
    "taken class dative complement", "taken class many dative", "taken lemma", "taken type class", "taken nominal",
    "taken construction place", "taken voice", "voice place", "voice beside", "voice argument",
    "complement fits place class", "complement side class", "about construction side kind", "told_a", "told_a rule",
    "told_a class place", "told_b", "told_b rule", "told_b class place", "rank class", "rank construction place",
    "rank kind class", "rank subject class",
)  # fmt: skip
NOBODY: Final = (
    "construction", "construction setting", "type construction", "lemma", "class", "construction how",
    "construction clause", "construction next", "class setting", "class governor", "verb", "class speaker",
    "class nominal governor", "qualified", "first speaker", "class object", "type object", "class complement",
    "class owned dative", "voice setting", "told", "told rule",
    "class pronoun",
)  # fmt: skip
PAIR: Final = (
    "construction role role", "class place place", "class argument argument", "class taken taken",
    "construction order", "class order", "construction clause order", "class lead", "class governs side",
    "class kind kind", "class sort sort order",
)  # fmt: skip
_OF_WORD: Final = (
    "lemma setting", "lemma next", "lemma governor", "rule", "type rule", "lemma form", "lemma written",
    "class definite", "left2", "left1", "right1", "right2", "lemma left2", "lemma left1", "lemma right1",
    "lemma right2",
)  # fmt: skip
_OF_CHOSEN: Final = (
    "lemma accuser accused", "class kind_accuser", "class kind_accused", "class sort sort", "type sort sort",
    "type lists_before", "type lists_after",
)  # fmt: skip
EVENT: Final = (*NOBODY, *_OF_WORD, *_OF_CHOSEN)

_NONE = "nobody"
_NOBODY: Final = dict.fromkeys(("role", "place", "argument", "taken"), _NONE) | {"side": "0"}
_OF_TWO: Final = 5
"""Templates of `PAIR`, the last ones, that say nothing of nobody."""
_SAY_NOTHING: Final[list[Key | None]] = [None] * _OF_TWO
_Getter = Callable[[Values], str | Key]
_OF_CANDIDATE: list[_Getter] = [itemgetter(*template.split()) for template in CANDIDATE]
_OF_NOBODY: list[_Getter] = [itemgetter(*template.split()) for template in NOBODY]
_OF_EVENT: list[_Getter] = [itemgetter(*template.split()) for template in (*NOBODY, *_OF_WORD)]


def _keys(getters: Sequence[_Getter], values: Values) -> list[str | Key]:
    return [get(values) for get in getters]


def candidate_keys(atoms: Atoms) -> list[str | Key]:
    """The key of each template of `CANDIDATE`."""
    return _keys(_OF_CANDIDATE, atoms.values)


def nobody_keys(shared: Values) -> list[str | Key]:
    """The key of each template of `NOBODY`."""
    return _keys(_OF_NOBODY, shared)


def event_keys(shared: Values, accuser: Atoms | None, accused: Atoms | None) -> Iterator[tuple[int, str | Key]]:
    """The template's number and the key of each feature of being an event, once the pair is chosen."""
    yield from enumerate(_keys(_OF_EVENT, shared))
    lemma, kind, group = shared["lemma"], shared["type"], shared["class"]
    n = len(_OF_EVENT)
    yield n, (lemma, _value(accuser, "place"), _value(accused, "place"))
    yield n + 1, (group, _value(accuser, "kind"))
    yield n + 2, (group, _value(accused, "kind"))
    sorts = _value(accuser, "sort"), _value(accused, "sort")
    yield n + 3, (group, *sorts)
    yield n + 4, (kind, *sorts)
    for m, side in enumerate(("lists_before", "lists_after"), n + 5):
        for name in shared[side].split():
            yield m, (kind, name)


def _value(atoms: Atoms | None, name: str) -> str:
    return _NONE if atoms is None else atoms.values[name]


def pair_values(accuser: Atoms | None, accused: Atoms | None) -> list[Key | None]:
    """For each template of `PAIR` the values behind its first; None where it says nothing. `None` is nobody."""
    one = _NOBODY if accuser is None else accuser.values
    other = _NOBODY if accused is None else accused.values
    order = one["side"][0] + other["side"][0]
    if accuser is not None and accused is not None:
        order += "<" if accuser.order < accused.order else ">"
    found: list[Key | None] = [
        (one["role"], other["role"]),
        (one["place"], other["place"]),
        (one["argument"], other["argument"]),
        (one["taken"], other["taken"]),
        (order,),
        (order,),
    ]
    if accuser is None or accused is None:
        return found + _SAY_NOTHING
    together, unit = accuser.clause == accused.clause, accuser.lead == accused.lead
    return [
        *found,
        ("1" if together else "0", order),
        ("same" if accuser.order == accused.order else "unit",) if unit else None,
        (other["side"],) if together and accuser.heads_clause else None,
        (one["kind"], other["kind"]),
        (one["sort"], other["sort"], order),
    ]


def pair_keys(shared: Values, accuser: Atoms | None, accused: Atoms | None) -> Iterator[tuple[int, Key]]:
    """The template's number and the key of each feature of a pair; `None` is nobody."""
    for n, values in enumerate(pair_values(accuser, accused)):
        if values is not None:
            yield n, (shared[PAIR[n].split()[0]], *values)
