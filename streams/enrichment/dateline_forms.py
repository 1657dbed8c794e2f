"""The forms of datelines: read from their data file, and held against the first words of a line."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from streams.enrichment.dateline_elements import Element, Ends, Lists, Token
from streams.tagging.vocabulary import line_of

__all__ = ["BUILT_IN", "DatelineError", "Form", "Forms", "read_forms"]

BUILT_IN: Final = Path(__file__).parent / "datelines.toml"
_FIELDS: Final = ("shape", "example")
_LISTS: Final = frozenset(
    ("place", "country", "agency", "medium", "month", "day", "by", "verbs", "nouns", "not_places")
)


class DatelineError(ValueError):
    """A data file of datelines that cannot be used; the message begins with `file:line`."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a dateline."""

    shape: str
    example: str
    """With `|` where the sentence begins."""
    elements: tuple[tuple[Element, bool], ...]
    """Each with whether it may be left out."""

    def ends(self, tokens: Sequence[Token], at: int = 0, element: int = 0) -> Ends:
        """Where datelines of this form may end that begin at the first token."""
        if element == len(self.elements):
            yield at
            return
        take, optional = self.elements[element]
        for end in take(tokens, at):
            yield from self.ends(tokens, end, element + 1)
        if optional:
            yield from self.ends(tokens, at, element + 1)


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms, and the words that tell at once whether a line may begin with one."""

    forms: tuple[Form, ...]
    starts: frozenset[str]
    """First words of places, agencies and of those who write."""
    verbs: frozenset[str]
    """Forms of verbs that begin sentences, folded."""
    nouns: frozenset[str]
    """Nouns that begin with the letter of and, folded."""

    def end(self, tokens: Sequence[Token]) -> int:
        """How many tokens the longest dateline takes; 0 for none."""
        firsts: dict[Element, list[int]] = {}  # forms are many, and what they begin with is one of few
        longest = 0
        for form in self.forms:
            take, optional = form.elements[0]
            if take not in firsts:
                firsts[take] = list(take(tokens, 0))
            if firsts[take] or optional:
                longest = max(longest, *form.ends(tokens), 0)
        return longest


def read_forms(path: Path = BUILT_IN) -> Forms:
    """Read and check a data file of datelines. Raises `DatelineError`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DatelineError(f"{path}: not TOML: {error}") from error
    lists = Lists(_checked_lists(path, data.get("lists", {})))
    rows: list[Any] = data.get("form", [])
    forms = tuple(_form(path, row, nth, lists) for nth, row in enumerate(rows))
    return Forms(forms, lists.starts, lists.verbs, lists.nouns)


def _checked_lists(path: Path, lists: Mapping[str, object]) -> dict[str, str]:
    for name in _LISTS - set(lists):
        raise DatelineError(f"{path}:{line_of(path, '[lists]')}: expected a list {name!r}; add it")
    checked = {}
    for name, words in lists.items():
        if name not in _LISTS or not isinstance(words, str):
            expected = f"words separated by spaces under one of {', '.join(sorted(_LISTS))}"
            raise DatelineError(f"{path}:{line_of(path, name)}: expected {expected}, got {name} = {words!r}")
        checked[name] = words
    return checked


def _form(path: Path, row: Any, nth: int, lists: Lists) -> Form:
    place = f"{path}:{line_of(path, '[[form]]', nth)}"
    if (
        not isinstance(row, dict)
        or set(row) != {"shape", "example"}
        or not all(isinstance(v, str) for v in row.values())
    ):
        raise DatelineError(f"{place}: expected a form with shape and example, as texts; got {row!r}")
    if row["example"].count("|") != 1:
        raise DatelineError(f"{place}: expected one | in the example, where the sentence begins: {row['example']}")
    elements = []
    for word in row["shape"].split():
        element = lists.element(word.removesuffix("?") or "?", row["shape"])
        if element is None:
            raise DatelineError(f"{place}: {word!r} is no element of a form; the head of the file lists them")
        elements.append((element, word != "?" and word.endswith("?")))
    return Form(row["shape"], row["example"], tuple(elements))
