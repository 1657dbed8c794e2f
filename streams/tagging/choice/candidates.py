"""Who may be a party: every noun phrase, the parties inside those that are none, and both halves of what may be two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from streams.tagging.choice.inner import inner_parties
from streams.tagging.chunk import Chunk
from streams.tagging.clauses import is_phrase
from streams.tagging.linking.acts import author_within
from streams.tagging.linking.groups import split_phrase
from streams.tagging.linking.sentence import Party, SentenceView

__all__ = ["Candidate", "candidates_of"]

_REACH = 40
"""Chunks on each side that are looked at, so that a text that is all accusations costs in proportion to its length."""
_HUMAN = frozenset(("title", "party", "people"))
_HOLDERS = frozenset(("title",))
"""Before which a phrase may be two, or one person with two offices: وزير العدل رئيس المجلس وليد."""
_NAMES = frozenset(("given", "name_part"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of words that may name a party."""

    j: int
    """Its chunk."""
    parties: tuple[Party, ...]
    """Itself, and those coordinated with it."""
    kind: str
    """`known`, `titled`, `plural`, `name`, `guess`, `victim`, `text`, `thing`, `nisba`, `other`, or `in:` and the
    tag of a party inside a phrase."""
    half: int = 0
    """1 or 2 for the halves of a phrase that may be two."""
    party: bool = True
    """Whether the phrase itself is a party."""

    @property
    def inner(self) -> bool:
        """Whether it is inside a phrase that names something else."""
        return self.kind.startswith("in:")

    def overlaps(self, parties: Sequence[Party]) -> bool:
        """Whether it shares a word with one of `parties`."""
        own = self.parties[0]
        return any(own.first < party.end and party.first < own.end for party in parties)


def candidates_of(view: SentenceView, k: int) -> list[Candidate]:
    """The candidates for the parties of the word at chunk `k`, in text order: the nearest phrases on both sides."""
    found: list[Candidate] = []
    for j in range(max(0, k - _REACH), min(len(view.chunks), k + _REACH + 1)):
        chunk = view.chunks[j]
        if is_phrase(chunk) and j != k:
            found += _candidates(view, j, chunk, behind=j > k)
    return found


def _candidates(view: SentenceView, j: int, chunk: Chunk, *, behind: bool) -> Iterator[Candidate]:
    kind = _kind(view, chunk)
    party = view.is_party(chunk) or chunk.reading is not None
    halves = split_phrase(view, [j], sure=True) if chunk.breaks and chunk.bare and behind else None
    if halves is not None:
        for half, run in enumerate(halves, 1):
            yield Candidate(j, (run,), kind, half, party)
    if party and (halves is None or view.words[halves[1].first].groups & _HOLDERS):
        yield Candidate(j, tuple(view.parties(view.group(j))), kind, 0, party=True)
    elif halves is None:
        yield from _inside(view, j, chunk, kind)


def _inside(view: SentenceView, j: int, chunk: Chunk, kind: str) -> Iterator[Candidate]:
    """The parties inside a phrase that is none, the author of an act marked; else the phrase itself."""
    tags = dict(inner_parties(view, chunk))
    author = next(iter(author_within(view, chunk.head, chunk.end)), None)
    if author is not None:
        tags[author.first] = tags.get(author.first, "author") + "*"
    for first, tag in tags.items():
        end = author.end if author is not None and author.first == first and tag == "author*" else chunk.end
        joined = view.parties(view.group(j, inner=True)[1:]) if end == chunk.end else ()
        yield Candidate(j, (Party(first, end), *joined), f"in:{tag}", 0, party=False)
    if not tags:
        yield Candidate(j, tuple(view.parties(view.group(j))), kind, 0, party=False)


def _kind(view: SentenceView, chunk: Chunk) -> str:
    if view.is_party(chunk) or chunk.reading is not None:
        return _party_kind(view, chunk)
    if chunk.word.nisba and chunk.end == chunk.first + 1 and not chunk.word.definite:
        return "nisba"
    if view.victim(chunk):
        return "victim"
    return "text" if view.is_text(chunk) else "thing" if view.is_thing(chunk) else "other"


def _party_kind(view: SentenceView, chunk: Chunk) -> str:
    groups = chunk.word.groups
    if chunk.head in view.known:
        return "known"
    if groups & _HUMAN:
        return "titled"
    if chunk.word.ending in ("ون", "ين"):
        return "plural"
    return "name" if groups & _NAMES else "guess"
