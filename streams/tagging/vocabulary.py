"""The word lists of `rules/words.toml`: closed classes, frequent verbs, heads of noun phrases."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from streams.tagging.orthography import fold

__all__ = ["RuleError", "Vocabulary", "line_of", "read_toml", "read_vocabulary"]

_NOUN_GROUPS = ("title", "party", "text", "suffered", "thing", "people", "given", "name_part", "lone")


_WIDER = {"people": "party", "lone": "title"}
"""Lists whose words stand in a wider one too."""
_OF_FEMININES = ("ات", "تا", "تان", "تين")
"""Endings of the plural and dual of nouns in ة."""

_VERB_LISTS = ("gives", "makes", "takes", "does", "sets_about", "reaches")
"""Lists of `[conditions]` that hold verbs."""
_NONE: frozenset[str] = frozenset()


_NAME_PART = frozenset(("name_part",))


class RuleError(ValueError):
    """Rules data that cannot be used; the message begins with `file:line`."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words by what they are good for."""

    classes: dict[str, str]
    """Closed-class word to its class."""
    verbs: frozenset[str]
    speech: frozenset[str]
    nouns: dict[str, frozenset[str]]
    """Noun to the lists it stands in."""
    masculine: frozenset[str]
    feminine: frozenset[str]
    not_verbs: frozenset[str]
    not_things: frozenset[str]
    """Those of `not_verbs` that are names and adjectives."""
    short_imperfects: frozenset[str]
    conditions: dict[str, frozenset[str]]
    """Word lists that the conditions of triggers look for, by name."""
    listed: dict[str, frozenset[str]]
    """The same turned round: word to the names of the lists it stands in."""

    def lists(self, base: str, stem: str) -> frozenset[str]:
        """The lists of `[conditions]` that a word stands in with its ending or without."""
        whole, bare = self.listed.get(base, _NONE), self.listed.get(stem, _NONE)
        return whole if whole >= bare else bare if bare >= whole else whole | bare

    def naming(self, given: Iterable[str]) -> "Vocabulary":
        """The same words, and folded given names besides, where they are nothing else."""
        free = (name for name in given if name not in self.classes and name not in self.verbs)
        names = dict.fromkeys(free, frozenset(("given",)))
        foreign = (name for name in names if name[0] in "يت")
        return replace(self, nouns=names | self.nouns, not_verbs=self.not_verbs | frozenset(foreign))

    def groups(self, base: str, definite: bool, stem: str) -> frozenset[str]:
        """The noun lists `base` stands in, with or without the article."""
        found = self.nouns.get(base)
        if definite and (found is None or found == _NAME_PART):
            found = self.nouns.get("ال" + base, found)  # الأم, no part of a name
        if found is None and base != stem and not base.endswith(("ات", "ه")):
            found = self.nouns.get(stem)
        if found is None and base != stem and base.endswith(_OF_FEMININES):
            found = self.nouns.get(stem + "ه") or self.nouns.get(stem)  # سفارات, إدارتا, مليارديرات
            found = frozenset(("party",)) if found and found & {"title", "party"} else None
        if found is None and base.endswith("ه") and base != stem and "title" in self.nouns.get(stem, ()):
            found = self.nouns[stem]  # كاتبة
        if found is None and not definite and self.many(stem):
            found = frozenset(("party",))
        return found or frozenset()

    def many(self, stem: str) -> bool:
        """Whether a stem is the construct of a plural of people: خاطفو, لاعبي, سائقي; not أمني, حزبي, محامي."""
        one = stem[:-1]
        if len(stem) < 4 or stem[-1] not in "وي" or stem in self.nouns:
            return False
        if one + "ون" in self.nouns or "title" in self.nouns.get(one, ()):
            return True
        return "party" in self.nouns.get(one, ()) and (stem[-1] == "و" or one[0] == "م" or one[1] == "ا")

    def is_speech(self, stem: str, imperfect: bool) -> bool:
        """Whether a verb's stem is of a verb of saying."""
        if stem in self.speech:
            return True
        if not imperfect:
            return False
        root = stem[1:]
        hollow = root[:-2] + "ا" + root[-1] if len(root) > 2 and root[-2] in "وي" else root  # يقول, يضيف
        forms = (root, "ا" + root, root.replace("ء", "ا", 1), hollow, "ا" + hollow)
        return any(form in self.speech for form in forms)


def read_toml(path: Path) -> dict[str, object]:
    """Read a TOML file; a syntax error names file and line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path}: not TOML: {error}") from error


def line_of(path: Path, needle: str, nth: int = 0) -> int:
    """Line of the nth line of `path` that begins with `needle`, counted from 1; 1 if there is none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, 1) if line.startswith(needle)]
    return found[nth] if nth < len(found) else 1


def _table(path: Path, data: dict[str, object], name: str) -> dict[str, list[str]]:
    table = data.get(name)
    if not isinstance(table, dict):
        raise RuleError(f"{path}:1: expected a table [{name}] of word lists; add it")
    lists = {}
    for key, words in table.items():
        if not isinstance(words, str):
            raise RuleError(f"{path}:{line_of(path, key)}: expected words separated by spaces, got {words!r}")
        lists[key] = [fold(word) for word in words.split()]
    return lists


def _one_class_each(path: Path, lists: dict[str, list[str]]) -> dict[str, str]:
    classes: dict[str, str] = {}
    for name, words in lists.items():
        for word in words:
            if classes.get(word, name) != name:
                line = line_of(path, name)
                raise RuleError(
                    f"{path}:{line}: {word!r} is {classes[word]} already and cannot be {name}; keep one of them"
                )
            classes[word] = name
    return classes


def _turned_round(lists: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """Word to the names of the lists that hold it."""
    names: dict[str, set[str]] = {}
    for name, words in lists.items():
        for word in words:
            names.setdefault(word, set()).add(name)
    return _shared(names)


def _shared(lists: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    """Word to the lists it stands in. Equal sets are one: words are many, and what is kept of them should be small."""
    kept: dict[frozenset[str], frozenset[str]] = {}
    frozen = {word: frozenset(names) for word, names in lists.items()}
    return {word: kept.setdefault(names, names) for word, names in frozen.items()}


def read_vocabulary(path: Path) -> Vocabulary:
    """Read and check `words.toml`. Raises `RuleError`."""
    data = read_toml(path)
    classes = _one_class_each(path, _table(path, data, "classes"))
    verbs = _table(path, data, "verbs")
    nouns = _table(path, data, "nouns")
    conditions = _table(path, data, "conditions")
    not_things = frozenset(nouns.get("not_verbs_nor_things", []))
    groups: dict[str, set[str]] = {}
    for name in _NOUN_GROUPS:
        for word in nouns.get(name, []):
            groups.setdefault(word, set()).add(name)
            if name in _WIDER:
                groups[word].add(_WIDER[name])
    return Vocabulary(
        classes=classes,
        verbs=frozenset(
            word for words in [*verbs.values(), *(conditions[name] for name in _VERB_LISTS)] for word in words
        ),
        speech=frozenset(verbs.get("speech", [])),
        nouns=_shared(groups),
        masculine=frozenset(nouns.get("masculine", [])),
        feminine=frozenset([*nouns.get("feminine", []), *nouns.get("bodies", [])]),
        not_verbs=frozenset(nouns.get("not_verbs", [])) | not_things,
        not_things=not_things,
        short_imperfects=frozenset(nouns.get("short_imperfects", [])),
        conditions={name: frozenset(words) for name, words in conditions.items()},
        listed=_turned_round(conditions),
    )
