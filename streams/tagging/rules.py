"""The rules data, checked on load: triggers (`rules/triggers.toml`) and the patterns that link them.

A directory given by the operator may hold files of the same names: a trigger with a known lemma replaces it, others
are added.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from streams.tagging.orthography import fold
from streams.tagging.types import EventType
from streams.tagging.vocabulary import RuleError, Vocabulary, line_of, read_toml, read_vocabulary

__all__ = ["BUILT_IN", "CAMEO", "REQUIREMENTS", "Pattern", "Rules", "Trigger", "load_rules"]

BUILT_IN = Path(__file__).parent / "rules"

CAMEO: Mapping[str, str] = {"accuse": "112", "blame": "112", "condemn": "111", "charge": "115", "deny": "016"}
"""CAMEO event code of each type; a conviction is 116."""

REQUIREMENTS = frozenset(
    (
        "accepts_not",
        "answerable",
        "assails",
        "baseless",
        "berates",
        "borne_responsibility",
        "casts",
        "claims_wrong",
        "clears_itself",
        "criticism",
        "denies_claim",
        "denies_wrong",
        "disclaims",
        "disowns",
        "disapproves",
        "faults",
        "found_guilty",
        "hal",
        "hurls_wrong",
        "imputes",
        "innocent",
        "lays_right",
        "not_debt",
        "pointing_fingers",
        "rejects_accusation",
        "reproaches",
        "responsibility",
        "sues",
        "takes_amiss",
        "unproven",
        "unrelated",
        "untrue",
        "verbal_attack",
        "words_not_arms",
    )
)
"""Conditions a trigger may name in `requires`; each is a function of `streams.tagging.conditions`."""

_TEXT_KEYS = ("past", "imperfect", "short", "passive_past", "passive_imperfect", "participle", "noun", "plural")
_FLAGS = ("passive", "feminine", "article")
_KEYS = frozenset(
    ("lemma", "type", "object", "content", "requires", "rule", "example", "counter", *_TEXT_KEYS, *_FLAGS)
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word of accusation and how its parties are named."""

    lemma: str
    type: EventType
    part: str
    """`verb`, `participle` or `noun`."""
    stems: Mapping[str, str]
    """The keys `past`, `imperfect`, … as written in the file."""
    objects: tuple[str, ...]
    """Prepositions of the accused, folded; `-` is the bare object."""
    content: tuple[str, ...]
    """Prepositions that begin what it is about."""
    requires: tuple[str, ...]
    passive: bool
    """A participle that names the accused: متهم."""
    feminine: bool
    article: bool
    """Only with the article: `اللوم`, not `لوم`."""
    rule: str
    """Name of the rule, where it is not that of the pattern that links it."""
    example: str
    counter: str
    source: str
    """`file:line`."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way to find the parties, as events name it in `rule`; the code of it is in `streams.tagging.linking`."""

    name: str
    what: str
    example: str
    counter: str
    source: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules data."""

    vocabulary: Vocabulary
    triggers: tuple[Trigger, ...]
    patterns: Mapping[str, Pattern]


def _tables(path: Path, name: str) -> Iterable[tuple[dict[str, Any], str]]:
    """The `[[name]]` tables of a file, each with its `file:line`."""
    tables = read_toml(path).get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise RuleError(f"{path}:1: expected tables headed [[{name}]]")
    for number, table in enumerate(tables):
        yield table, f"{path}:{line_of(path, f'[[{name}]]', number)}"


def _text(table: Mapping[str, Any], key: str, source: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise RuleError(f"{source}: {key} must be text in quotes, got {value!r}")
    return value


def _trigger(table: dict[str, Any], source: str) -> Trigger:
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise RuleError(f"{source}: unknown key {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}")
    text = {key: _text(table, key, source) for key in _KEYS - set(_FLAGS)}
    for key in ("lemma", "type", "example", "counter"):
        if not text[key]:
            raise RuleError(f"{source}: {key} is missing; every trigger has lemma, type, example and counter")
    if text["type"] not in get_args(EventType):
        raise RuleError(f"{source}: type {text['type']!r} is none of {', '.join(get_args(EventType))}")
    for key in _FLAGS:
        if not isinstance(table.get(key, False), bool):
            raise RuleError(f"{source}: {key} must be true or false, got {table[key]!r}")
    if "<" not in text["example"] or "<" in text["counter"]:
        raise RuleError(f"{source}: the example marks its trigger as <word>; the counter-example marks none")
    return Trigger(
        lemma=text["lemma"],
        type=cast(EventType, text["type"]),
        part=_part(text, source),
        stems={key: text[key] for key in _TEXT_KEYS if text[key]},
        objects=tuple(map(fold, text["object"].split())) or ("-",),
        content=tuple(map(fold, text["content"].split())),
        requires=_requires(text, source),
        passive=table.get("passive", False),
        feminine=table.get("feminine", False),
        article=table.get("article", False),
        rule=text["rule"],
        example=text["example"],
        counter=text["counter"],
        source=source,
    )


def _part(text: Mapping[str, str], source: str) -> str:
    """Whether it is a verb, a participle or a noun."""
    parts = [
        part
        for part, key in (("verb", "past"), ("verb", "imperfect"), ("participle", "participle"), ("noun", "noun"))
        if text[key]
    ]
    if len(set(parts)) != 1:
        raise RuleError(
            f"{source}: expected one of past and imperfect, participle, or noun; got {', '.join(parts) or 'none'}"
        )
    return parts[0]


def _requires(text: Mapping[str, str], source: str) -> tuple[str, ...]:
    """The conditions it names, which must exist."""
    requires = tuple(text["requires"].split())
    for name in requires:
        if name not in REQUIREMENTS:
            raise RuleError(f"{source}: requires {name!r} is none of {', '.join(sorted(REQUIREMENTS))}")
    return requires


def _pattern(table: dict[str, Any], source: str) -> Pattern:
    fields = {key: _text(table, key, source) for key in ("name", "what", "example", "counter")}
    for key, value in fields.items():
        if not value:
            raise RuleError(f"{source}: {key} is missing; every pattern has name, what, example and counter")
    return Pattern(**fields, source=source)


def load_rules(*directories: Path) -> Rules:
    """Read the built-in rules, then those of `directories` in order. Raises `RuleError`, with file and line."""
    places = [BUILT_IN, *directories]
    vocabulary = read_vocabulary(next(path for path in (d / "words.toml" for d in reversed(places)) if path.is_file()))
    triggers: dict[str, Trigger] = {}
    patterns: dict[str, Pattern] = {}
    for directory in places:
        path = directory / "triggers.toml"
        if path.is_file():
            seen: set[str] = set()
            for table, source in _tables(path, "trigger"):
                trigger = _trigger(table, source)
                if trigger.lemma in seen:
                    raise RuleError(f"{source}: lemma {trigger.lemma!r} stands in the file already; keep one")
                seen.add(trigger.lemma)
                triggers[trigger.lemma] = trigger
        path = directory / "patterns.toml"
        if path.is_file():
            for table, source in _tables(path, "pattern"):
                pattern = _pattern(table, source)
                patterns[pattern.name] = pattern
    return Rules(vocabulary, tuple(triggers.values()), patterns)
