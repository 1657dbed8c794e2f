"""The elements of datelines: words, numbers and signs of a line, and where a place, an agency or a name may end."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from streams.enrichment.dateline_dates import date_ends
from streams.enrichment.dateline_parts import parts, sign_ends
from streams.tagging.orthography import fold

__all__ = ["Element", "Ends", "Lists", "Token", "tokens_of"]

_DASH: Final = ""
"""What a dash becomes: a lone tatweel folds to it."""
_TOKEN: Final = re.compile(
    r"(?:[^\W\d_][^\W\d_\u0610-\u061a]*(?:[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u2060]+[^\W\d_]*)*|\d+|[^\s\u2060\u200e\u200f])\u2060*"
)
_QUOTES: Final = frozenset("\"«»“”'")
_JOINTS: Final = frozenset(("،", ",", "/", "و", "+", _DASH))
_DASHES: Final = frozenset(("-", "–", "—", "−", "‒", "―", _DASH))

Ends = Iterator[int]
"""Where an element may end that begins at a token."""
Element = Callable[[Sequence["Token"], int], Ends]


class Token(NamedTuple):
    """A word, number or sign of a line."""

    text: str
    """Folded; empty for a dash."""
    start: int
    end: int


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words, numbers and signs of a piece of text."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0].replace("\u2060", "")
        word = _DASH if word in _DASHES else fold(word)
        found.append(Token(word, *match.span()))
    return found


class Lists:
    """The word lists, and the elements that read them."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        words = {name: [_words(entry) for entry in text.split()] for name, text in lists.items()}
        self._names = {name: _by_first(entries) for name, entries in words.items()}
        self.verbs = frozenset(form for (verb,) in words["verbs"] for form in _inflected(verb))
        self.nouns = frozenset(word for (word, *_) in words["nouns"])
        self._media = frozenset(word for (word, *_) in words["medium"])
        self._not_places = frozenset(word for (word, *_) in words["not_places"])
        self.starts = frozenset(first for name in ("place", "agency", "by") for first in self._names[name])

        self._readers = self._make_readers()

    def element(self, name: str, shape: str) -> Element | None:
        """What reads an element of a shape, the same for each; None for one that there is not."""
        if name == "NAME" and "BY" in shape.split():
            name = "SHORT"
        if name not in self._readers and not (name.isascii() and name.isalpha()):
            self._readers[name] = partial(_literal, fold(name))
        return self._readers.get(name)

    def _make_readers(self) -> dict[str, Element]:
        of_rows: dict[str, Element] = {
            "PLACE": self._place,
            "AGENCY": self._agency,
            "PAPER": self._paper,
            "DATE": partial(date_ends, self._names["month"], self._names["day"]),
        }
        return {
            **of_rows,
            "PARTS": partial(parts, of_rows),
            "SIGNS": sign_ends,
            "COUNTRY": partial(self._listed, "country"),
            "WHERE": partial(self._words, 1, 3),
            "SOURCE": self._source,
            "NAME": partial(self._name, 2),
            "SHORT": partial(self._name, 1),
            "BY": partial(self._listed, "by"),
            "VERB": self._verb,
            "OTHER": self._other,
            "END": lambda tokens, at: iter((at,) if at == len(tokens) else ()),
            "-": _dashes,
        }

    def _listed(self, name: str, tokens: Sequence[Token], at: int) -> Ends:
        for entry in self._names[name].get(tokens[at].text, ()) if at < len(tokens) else ():
            if tuple(token.text for token in tokens[at : at + len(entry)]) == entry:
                yield at + len(entry)

    def _place(self, tokens: Sequence[Token], at: int) -> Ends:
        for end in self._listed("place", tokens, at):
            if end < len(tokens) and tokens[end].text in ("،", ","):
                yield from self._listed("country", tokens, end + 1)
                yield from self._listed("place", tokens, end + 1)
            yield end

    def _agency(self, tokens: Sequence[Token], at: int) -> Ends:
        at += at < len(tokens) and tokens[at].text in self._media
        quoted = at < len(tokens) and tokens[at].text in _QUOTES
        for end in self._listed("agency", tokens, at + quoted):
            if quoted and (end == len(tokens) or tokens[end].text not in _QUOTES):
                continue
            closed = end + quoted
            if closed < len(tokens) and tokens[closed].text in _JOINTS:
                yield from self._agency(tokens, closed + 1)
            yield closed

    def _source(self, tokens: Sequence[Token], at: int) -> Ends:
        yield from self._agency(tokens, at)
        places = {end for name in ("place", "country") for end in self._listed(name, tokens, at)}
        yield from (end for end in self._words(1, 5, tokens, at, frozenset()) if end not in places)

    def _paper(self, tokens: Sequence[Token], at: int) -> Ends:
        if at < len(tokens) and tokens[at].text in _QUOTES:
            for end in self._words(1, 4, tokens, at + 1):
                if end < len(tokens) and tokens[end].text in _QUOTES:
                    yield end + 1

    def _words(
        self, least: int, most: int, tokens: Sequence[Token], at: int, barred: frozenset[str] | None = None
    ) -> Ends:
        """Words of a name: none of them a verb, nor one that stands before names."""
        barred = self._not_places if barred is None else barred
        for end in range(at + 1, min(at + most, len(tokens)) + 1):
            word = tokens[end - 1].text
            if not (word.isalpha() or (word.isdigit() and end > at + 1)) or word in barred or word in self.verbs:
                return
            if end - at >= least:
                yield end

    def _name(self, least: int, tokens: Sequence[Token], at: int) -> Ends:
        first = tokens[at].text if at < len(tokens) else ""
        if not first[:1].isalpha() or first.startswith("ال") or first in self._not_places or first in self.verbs:
            return
        for end in range(at + 1, min(at + 4, len(tokens)) + 1):
            if not tokens[end - 1].text[:1].isalpha() or tokens[end - 1].text in self._not_places:
                return
            if end - at >= least:
                yield end

    def _other(self, tokens: Sequence[Token], at: int) -> Ends:
        if not any(True for name in ("place", "agency") for _ in self._listed(name, tokens, at)):
            yield at

    def _verb(self, tokens: Sequence[Token], at: int) -> Ends:
        if at < len(tokens) and tokens[at].text in self.verbs:
            yield at


def _dashes(tokens: Sequence[Token], at: int) -> Ends:
    end = at
    while end < len(tokens) and tokens[end].text == _DASH:
        end += 1
    if end > at:
        yield end


def _literal(word: str, tokens: Sequence[Token], at: int) -> Ends:
    if at < len(tokens) and tokens[at].text in (("،", ",") if word == "،" else (word,)):
        yield at + 1


def _words(entry: str) -> tuple[str, ...]:
    text = entry.replace("_", " ")
    return tuple(token.text for token in tokens_of(text, 0, len(text)))


def _by_first(entries: Sequence[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for entry in sorted(entries, key=len, reverse=True):
        found[entry[0]] = (*found.get(entry[0], ()), entry)
    return found


def _inflected(verb: str) -> Iterator[str]:
    """The past of the third person, with and without and: نفي, نفت, نفوا, ونفي."""
    stem = verb[:-1] if verb[-1] in "يا" else verb
    for form in (verb, stem + "ت", stem + "وا", verb + "ا"):
        yield from (form, "و" + form, "ف" + form)
