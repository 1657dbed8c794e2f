"""A sentence as a row of chunks: verbs, noun phrases with their prepositions, small words that bound clauses."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from streams.tagging.chunk import DASHES, Chunk
from streams.tagging.growth import KnownActors
from streams.tagging.nounphrase import phrase_end
from streams.tagging.placing import WROTE, byline, placed
from streams.tagging.quoting import CLOSING, OPENING
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, NUMBER, PUNCTUATION, VERB, Word, as_verb

__all__ = ["Chunk", "chunks_of"]

_STOPS = frozenset(".!?؟؛;")
_TOGGLES = frozenset(('"', "'"))
"""Marks that open and close alike."""
_SMALL = frozenset(
    (
        "relative",
        "complementiser",
        "subordinator",
        "conjunction",
        "negation",
        "auxiliary",
        "pronoun",
        "adverb",
        "time",
        "question",
        "wh",
    )
)
_GOVERNED = frozenset((NOUN, NUMBER, "quantifier", "demonstrative", "time"))
_SELF = frozenset(("نفس", "ذات", "عين", "نفوس", "انفس"))
"""Nouns that with a pronoun mean himself: القاضي نفسه."""
_LONGEST_DATELINE = 9
"""Chunks before the first verb."""
_LONGEST_BYLINE = 12
_MAX_PREPOSITIONS = 3
_ADVERBIAL = {"اكثر": ("مره", "مناسبه"), "اول": ("امس",)}
"""First and last of three words that are one adverb: أكثر من مرة, أول من أمس."""
_CALLS = frozenset(("وصف", "سما", "سمي", "اسما", "اسمي", "اعتبر", "دعا"))
_BEFORE_WHAT = frozenset((NOUN, VERB, "preposition", "adverb", "quantifier", "pronoun", "complementiser"))
"""What stands before ما where it means what: ينفي ما قيل, وهو ما نفاه, إن ما نشر."""
_SIDES_OF = {"في": ("حق",), "من": ("جانب", "طرف", "لدن"), "علي": ("يد", "ايدي", "لسان")}
"""Nouns that make one preposition with the one before them: من جانب, على يد."""

_TOLD_BY_NEXT = frozenset(("كبير", "حكم", "وساءل"))
"""Heads that the word behind them shows for what they are."""

_AGAINST_WHOM = frozenset(("مجني", "مدعي", "محكوم", "مشتكي", "معتدي"))
"""Participles that with عليه name the other side: the victim, the defendant, the convict."""


def chunks_of(words: Sequence[Word], readings: Mapping[int, Reading], known: KnownActors) -> list[Chunk]:
    """Cut a sentence into chunks."""
    cutter = _Cutter(words, readings, known)
    chunks: list[Chunk] = []
    i, size = 0, len(words)
    while i < size:
        chunk = cutter.next(i)
        chunks.append(chunk)
        i = chunk.end
    _end_dateline(chunks)
    return chunks


def _end_dateline(chunks: list[Chunk]) -> None:
    """A dash or colon before the first verb ends what stands before it: بغداد ـ رويترز: اتهمت."""
    wrote = chunks and chunks[0].kind == "verb" and chunks[0].word.base in WROTE
    if wrote and (colon := byline([chunk.word for chunk in chunks[:_LONGEST_BYLINE]])):
        chunks[0].kind = chunks[colon].kind = "stop"
        return
    opening = chunks[: _LONGEST_DATELINE + 1]
    first = next((j for j, chunk in enumerate(opening) if chunk.kind == "verb"), 0)
    verb = chunks[first] if first else None
    if verb is None or (verb.reading is not None and verb.reading.form.person == 1):
        return
    if chunks[first - 1].word.surface in DASHES:
        chunks[first - 1].kind = "stop"


def _finite(word: Word) -> bool:
    """Whether a word is surely a verb, or كان."""
    return (word.kind == VERB and not word.ambiguous) or (word.kind == "auxiliary" and word.base.startswith("كان"))


def _as_head(word: Word, behind: Word) -> Word:
    """A head as the word behind it shows it: كبير المفاوضين is a person, حكم الإعدام no referee."""
    if word.base == "وساءل":
        return replace(word, groups=frozenset(("party",))) if behind.base == "اعلام" else word
    if word.base == "كبير":
        return replace(word, groups=frozenset(("title",)))
    verdict = "punishment" in behind.lists or behind.base in ("قضاء", "محكمه", "براءه")
    return replace(word, groups=frozenset(("thing",))) if verdict else word


class _Cutter:
    """Cuts one sentence, from left to right."""

    __slots__ = ("known", "limits", "opened", "readings", "words")

    def __init__(self, words: Sequence[Word], readings: Mapping[int, Reading], known: KnownActors) -> None:
        self.words = placed(words, known)
        self.readings = readings
        self.known = known
        self.opened = ""
        """The mark that is open, of those that open and close alike."""
        self.limits = [*readings, len(words)]
        """Words of accusation, where a noun phrase must end, and the end of the sentence."""

    def next(self, i: int) -> Chunk:
        """The chunk that begins at word `i`."""
        word = self.words[i]
        if i in self.readings:
            return self._trigger(i, self.readings[i])
        kind = word.kind
        if kind == NOUN and not word.joint:
            if word.pronoun and word.base in _SELF and i and self.words[i - 1].definite:
                return Chunk("adverb", i, i + 1, i, word)
            return self._noun_phrase(i, i, word.preposition)
        if word.joint and i + 1 < len(self.words):
            chunk = self.next(i + 1)
            chunk.conjunction = True
            return chunk
        if kind == PUNCTUATION:
            return self._mark(i)
        if kind == VERB:
            return Chunk("verb", i, i + 1, i, word)
        if self.known.get(i, 0) > i + 1:
            return self._noun_phrase(i, i, word.preposition)
        if kind == "preposition":
            return self._prepositional(i)
        if word.base in _ADVERBIAL and i + 2 < len(self.words) and self.words[i + 2].base in _ADVERBIAL[word.base]:
            return Chunk("adverb", i, i + 3, i, word)  # أكثر من مرة, أول من أمس
        return self._small(i, word) if kind in _SMALL or kind == NUMBER else self._noun_phrase(i, i, word.preposition)

    def _small(self, i: int, word: Word) -> Chunk:
        if word.kind == "auxiliary" and word.conjunction == "ف" and i and self.words[i - 1].kind == "relative":
            return Chunk("verb", i, i + 1, i, as_verb(word))  # الذي فقد اثنين من أبنائه
        if word.base == "ام" and self._is_mother(i):
            self.words[i] = replace(word, kind=NOUN, gender="f", groups=frozenset(("title",)))
            return self._noun_phrase(i, i, "")
        if word.kind == "question" and self._any_party(i):
            return self._noun_phrase(i, i, word.preposition)
        if word.kind == NUMBER:
            dated = i and self.words[i - 1].kind == "time"
            return Chunk("time", i, i + 1, i, word) if dated else self._noun_phrase(i, i, word.preposition)
        what = word.kind == "negation" and word.base == "ما" and self._opens_what(i)
        governed = word.kind in ("relative", "time", "wh") or (word.kind == "negation" and word.base != "ما")
        return Chunk("wh" if what else word.kind, i, i + 1, i, word, word.preposition if governed else "")

    def _any_party(self, i: int) -> bool:
        """Whether أي means any, with a party behind it: تحميل أي طرف المسؤولية; not أي اتهام, nor a question."""
        nxt = self.words[i + 1] if i and i + 1 < len(self.words) and i + 1 not in self.readings else None
        if nxt is None or self.words[i].base != "اي" or nxt.kind != NOUN:
            return False
        return "party" in nxt.groups and not (nxt.definite or nxt.preposition or nxt.conjunction or nxt.pronoun)

    def _is_mother(self, i: int) -> bool:
        """Whether أم is a mother, not or: وتشكو أم خالد, بأنها أم لأربعة, أم الضحية at the start of a clause."""
        before, nxt = self.words[i - 1] if i else None, self.words[i + 1] if i + 1 < len(self.words) else None
        if nxt is None or nxt.kind != NOUN:
            return False
        return before is None or before.kind in (VERB, PUNCTUATION, "complementiser", "pronoun", "preposition")

    def _opens_what(self, i: int) -> bool:
        """Whether ما is what, not not: after a preposition, a verb or a noun rather than at the start of a clause."""
        if self.words[i].preposition or self._called(i + 1):
            return True
        if not i or (self.words[i - 1].kind == "complementiser" and self.words[i - 1].pronoun):
            return False
        return self.words[i - 1].kind in _BEFORE_WHAT

    def _called(self, i: int) -> bool:
        """Whether word `i` gives a name to what ما stands for: ، ما وصفه بالعدوان."""
        word = self.words[i] if i < len(self.words) else None
        return word is not None and word.kind == VERB and bool(word.pronoun) and word.stem in _CALLS

    def _trigger(self, i: int, reading: Reading) -> Chunk:
        verb = reading.trigger.part == "verb"
        chunk = Chunk("verb" if verb else "np", i, i + 1, i, self.words[i])
        chunk.reading = reading
        chunk.conjunction = bool(reading.conjunction)
        if not verb:
            before = self.words[i - 1] if i else None
            governed = before is not None and before.kind == "preposition" and not before.pronoun
            chunk.preposition = reading.preposition or (before.base if before is not None and governed else "")
        return chunk

    def _mark(self, i: int) -> Chunk:
        word = self.words[i]
        mark = word.surface
        if mark in OPENING and mark != "(" and not (self.opened and mark in _TOGGLES):
            chunk = self._noun_phrase(i, i, "")
            if chunk.kind == "np":
                return chunk
        if mark in _TOGGLES:
            kind, self.opened = ("close", "") if self.opened else ("open", mark)
        elif mark in OPENING:
            kind = "open"
        elif mark in CLOSING:
            kind = "close"
        elif mark == "." and i and len(self.words[i - 1].surface) == 1 and i + 1 < len(self.words):
            kind = "other"  # د. سامي
        else:
            kind = "stop" if mark in _STOPS else "comma"
        return Chunk(kind, i, i + 1, i, word)

    def _prepositional(self, i: int) -> Chunk:
        """A preposition, or two (من قبل), and the noun phrase it governs."""
        words, size, word, j = self.words, len(self.words), self.words[i], i + 1
        if word.surface == "من" and j < size and j not in self.readings and _finite(words[j]):
            return Chunk("np", i, i + 2, i, word)  # من يدعو إلى الفتنة, من كانوا: whoever
        last = name = word.preposition + word.base
        while j < size and words[j].kind == "preposition" and j < i + _MAX_PREPOSITIONS and not words[j - 1].pronoun:
            last = words[j].preposition + words[j].base
            name += " " + last
            j += 1
        if last in _SIDES_OF and j + 1 < size and words[j].base in _SIDES_OF[last] and self._governs(j + 1):
            name += " " + words[j].base  # من جانب, على يد
            j += 1
        elif last == "علي" and j + 1 < size and words[j].base in ("عاتق", "كاهل") and self._governs(j + 1):
            j += 1  # تقع على عاتق X
        governs = not words[j - 1].pronoun and j < size and j not in self.readings
        governable = governs and (words[j].kind in _GOVERNED or words[j].base == "اي" or words[j].surface in OPENING)
        if governable and not words[j].conjunction:
            if words[j].kind == "time":
                return Chunk("time", i, j + 1, j, words[j])
            chunk = self._noun_phrase(i, j, name)
            if chunk.kind == "np":
                chunk.conjunction = bool(word.conjunction)
                return chunk
        chunk = Chunk("pp", i, j, j - 1, words[j - 1], name)
        chunk.conjunction = bool(word.conjunction)
        return chunk

    def _governs(self, j: int) -> bool:
        """Whether a noun phrase that stands in a construct begins at word `j`."""
        word = self.words[j]
        return word.kind in _GOVERNED and not word.conjunction and not word.preposition and j not in self.readings

    def _goes_on(self, first: int) -> bool:
        """Whether a phrase may go on over the word behind its first, which ends most: a listed name, an office."""
        word, behind = self.words[first], self.words[first + 1]
        office = "title" in word.groups and word.base not in _AGAINST_WHOM
        return first in self.known or (office and (behind.kind == "preposition" or behind.conjunction == "و"))

    def _noun_phrase(self, i: int, first: int, preposition: str) -> Chunk:
        """The noun phrase from `first`, cut before a word of accusation; `i` is where its preposition stands."""
        words, behind = self.words, first + 1
        word = words[first]
        if behind < len(words) and words[behind].closes and word.kind == NOUN and not self._goes_on(first):
            behind += word.base in _AGAINST_WHOM and words[behind].base == "علي"  # المجني عليه
            return Chunk("np", first, behind, first, word, preposition or word.preposition)  # mostly it is one word
        stop = self.limits[bisect_right(self.limits, first)]
        end, head, breaks = phrase_end(words, first, self.known, stop)
        if end <= first:
            return Chunk("open" if word.surface in OPENING else "other", i, first + 1, first, word, preposition)
        governed = preposition or word.preposition
        if not governed and word.kind == PUNCTUATION and word.surface in OPENING:
            governed = words[head].preposition
        chief = words[head]
        if chief.base in _TOLD_BY_NEXT and head + 1 < end:
            chief = _as_head(chief, words[head + 1])
        chunk = Chunk("np", first, end, head, chief, governed)
        chunk.conjunction = bool(word.conjunction)
        chunk.breaks = breaks
        return chunk
