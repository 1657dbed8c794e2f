"""The features of a candidate, of nobody, and of a pair: conjunctions of named values, one weight each.

A template names the values that stand together. `construction role` of a candidate right after a verb is the feature
`construction role = verb after1`; its weights say how much that speaks for the accuser and for the accused.
"""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Final

from streams.tagging.choice.atoms import Atoms, Values

__all__ = ["CANDIDATE", "EVENT", "NOBODY", "PAIR", "Key", "candidate_keys", "event_keys", "nobody_keys", "pair_keys"]

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
    "told_a class place", "told_b", "told_b rule", "told_b class place",
)  # fmt: skip
NOBODY: Final = (
    "construction", "construction setting", "type construction", "lemma", "class", "construction how",
    "construction clause", "construction next", "class setting", "class governor", "verb", "class speaker",
    "class nominal governor", "qualified", "first speaker", "class object", "type object", "class complement",
    "class owned dative", "voice setting", "told", "told rule",
)  # fmt: skip
PAIR: Final = (
    "construction role role", "class place place", "class argument argument", "class taken taken",
    "construction order", "class order", "construction clause order", "class lead", "class governs side",
    "class kind kind", "class sort sort order",
)  # fmt: skip
EVENT: Final = (*NOBODY, "lemma setting", "lemma next", "lemma governor", "rule", "type rule", "lemma accuser accused")

_NONE = "nobody"
_Getter = Callable[[Values], str | Key]
_OF_CANDIDATE: list[_Getter] = [itemgetter(*template.split()) for template in CANDIDATE]
_OF_NOBODY: list[_Getter] = [itemgetter(*template.split()) for template in NOBODY]


def _keys(getters: Sequence[_Getter], values: Values) -> list[str | Key]:
    return [get(values) for get in getters]


def candidate_keys(atoms: Atoms) -> list[str | Key]:
    """The key of each template of `CANDIDATE`."""
    return _keys(_OF_CANDIDATE, atoms.values)


def nobody_keys(shared: Values) -> list[str | Key]:
    """The key of each template of `NOBODY`."""
    return _keys(_OF_NOBODY, shared)


def event_keys(shared: Values, accuser: Atoms | None, accused: Atoms | None) -> list[str | Key]:
    """The key of each template of `EVENT`, once the pair is chosen."""
    lemma, kind = shared["lemma"], shared["type"]
    pair = _value(accuser, "place"), _value(accused, "place")
    return [
        *nobody_keys(shared),
        (lemma, shared["setting"]),
        (lemma, shared["next"]),
        (lemma, shared["governor"]),
        shared["rule"],
        (kind, shared["rule"]),
        (lemma, *pair),
    ]


def _value(atoms: Atoms | None, name: str) -> str:
    return _NONE if atoms is None else atoms.values[name]


def _order(accuser: Atoms | None, accused: Atoms | None) -> str:
    sides = "".join("0" if one is None else one.values["side"][0] for one in (accuser, accused))
    if accuser is None or accused is None:
        return sides
    return sides + ("<" if accuser.order < accused.order else ">")


def pair_keys(shared: Values, accuser: Atoms | None, accused: Atoms | None) -> Iterator[tuple[int, Key]]:
    """The template's number and the key of each feature of a pair; `None` is nobody."""
    construction, group = shared["construction"], shared["class"]
    order = _order(accuser, accused)
    for n, name in enumerate(("role", "place", "argument", "taken")):
        yield n, (group if n else construction, _value(accuser, name), _value(accused, name))
    yield 4, (construction, order)
    yield 5, (group, order)
    if accuser is None or accused is None:
        return
    yield 6, (construction, str(int(accuser.clause == accused.clause)), order)
    if accuser.lead == accused.lead:
        yield 7, (group, "same" if accuser.order == accused.order else "unit")
    if accuser.heads_clause and accuser.clause == accused.clause:
        yield 8, (group, accused.values["side"])
    yield 9, (group, accuser.values["kind"], accused.values["kind"])
    yield 10, (group, accuser.values["sort"], accused.values["sort"], order)
