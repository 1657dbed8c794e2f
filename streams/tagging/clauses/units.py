"""Phrases that are one unit: a person with titles before and after the name (apposition), parties joined with و."""

from streams.tagging.chunk import Chunk
from streams.tagging.clauses.clause import is_phrase
from streams.tagging.linking.phrase_view import PhraseView
from streams.tagging.words import VERB

__all__ = ["Units"]

_MARKS = ("comma", "open", "close")
_ATTACHED = ("ل", "ب")
_BOUNDS = (VERB, "stop", "complementiser", "relative", "subordinator")
_AHEAD = 6


class Units:
    """The unit of each noun phrase."""

    def __init__(self, view: PhraseView) -> None:
        self._view = view
        self._chunks = view.chunks
        self.lead = list(range(len(view.chunks)))
        """The leading phrase of the unit of each chunk; the chunk itself where it leads, or is no phrase."""
        last: int | None = None
        for j, chunk in enumerate(self._chunks):
            if is_phrase(chunk):
                last = j if last is None else self._place(j, last)
            elif chunk.kind not in _MARKS:
                last = None

    def beside(self, j: int) -> bool:
        """Whether phrase `j` is one of many named before: بينها الوزارة, منهم الوزير."""
        before = self._chunks[j - 1] if j else None
        if before is None or before.kind != "pp" or not self._chunks[j].bare:
            return False
        return before.word.pronoun in ("ها", "هم", "هما") and before.preposition in ("بين", "من", "من بين")

    def _place(self, j: int, last: int) -> int:
        """Put phrase `j` into the unit of phrase `last` if it is of it; gives the phrase that the next may go with."""
        if self.beside(j):
            return last
        if self._joins(j, last):
            self.lead[j] = self.lead[last]
            return j
        return last if self._attached(j, last) else j

    def _joins(self, j: int, last: int) -> bool:
        chunk, lead = self._chunks[j], self._chunks[self.lead[last]]
        if chunk.preposition:
            return False
        if chunk.conjunction:
            return self._view.is_party(chunk) == self._view.is_party(lead)
        if self._is_named(chunk):
            return self._names(lead) or self._titled_after(chunk, last)
        return self._titled_after(chunk, last) or self._office_after(j, last) or self._party_after(j, last)

    def _names(self, lead: Chunk) -> bool:
        """وزير العدل، سمير العلي."""
        return "title" in lead.word.groups and not self._has_given(lead)

    def _titled_after(self, chunk: Chunk, last: int) -> bool:
        """سمير العلي الوزير السابق."""
        before = self._chunks[last]
        return chunk.word.definite and "title" in chunk.word.groups and before.bare and self._is_named(before)

    def _office_after(self, j: int, last: int) -> bool:
        """سمير العلي، وزير العدل; without a comma only where another phrase is left for the verb."""
        chunk, before = self._chunks[j], self._chunks[last]
        if "title" not in chunk.word.groups and not self._view.listed(self._view.words[chunk.first], "kin_or_rank"):
            return False
        if not (before.bare and self._is_named(before)) and not self._has_given(before):
            return False
        return self._after_comma(j, last) or (last == j - 1 and self._another_follows(j))

    def _party_after(self, j: int, last: int) -> bool:
        """حركة فتح، الحزب الحاكم."""
        chunk, lead = self._chunks[j], self._chunks[self.lead[last]]
        apposed = self._after_comma(j, last) and chunk.word.definite
        return apposed and self._view.is_party(chunk) and self._view.is_party(lead)

    def _attached(self, j: int, last: int) -> bool:
        """Whether phrase `j` tells what an office before it is of: وزير سابق للعدل, after which a name may come."""
        chunk, lead = self._chunks[j], self._chunks[self.lead[last]]
        if chunk.conjunction or chunk.preposition not in _ATTACHED or chunk.first != self._chunks[last].end:
            return False
        return lead.bare and "title" in lead.word.groups

    def _is_named(self, chunk: Chunk) -> bool:
        """Whether a phrase is, or begins with, a personal name."""
        first = self._view.words[chunk.first]
        return bool(first.groups & {"given", "name_part"}) or chunk.head in self._view.known.persons

    def _has_given(self, chunk: Chunk) -> bool:
        return any("given" in word.groups for word in self._view.words[chunk.first : chunk.end])

    def _after_comma(self, j: int, last: int) -> bool:
        return last == j - 2 and self._chunks[j - 1].kind == "comma"

    def _another_follows(self, j: int) -> bool:
        """Whether a phrase that the verb may need comes after phrase `j`, with no clause between."""
        view = self._view
        for chunk in self._chunks[j + 1 : j + 1 + _AHEAD]:
            if chunk.kind in _BOUNDS:
                return False
            if not (is_phrase(chunk) and chunk.bare) or chunk.conjunction:
                continue
            if view.is_party(chunk) or view.is_thing(chunk) or view.victim(chunk) or view.is_text(chunk):
                return True
        return False
