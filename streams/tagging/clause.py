"""A sentence as a row of chunks: verbs, noun phrases with their prepositions, and the small words that bound clauses."""

from collections.abc import Mapping, Sequence

from streams.tagging.nounphrase import OPENING, phrase_end
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, NUMBER, PUNCTUATION, VERB, Word, as_noun, as_verb

__all__ = ["Chunk", "chunks_of"]

_STOPS = frozenset(".!?؟؛;")
_COMMAS = frozenset(("،", ",", "-", "–", "—", "ـ", ":", "...", "…", "/"))
_CLOSING = frozenset(OPENING.values())
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


class Chunk:
    """A run of words that do one thing in the clause."""

    __slots__ = ("breaks", "conjunction", "end", "first", "head", "kind", "preposition", "reading", "word")

    def __init__(self, kind: str, first: int, end: int, head: int, word: Word) -> None:
        self.kind = kind
        """`np`, `verb`, `pp` (a preposition with a pronoun or nothing), `stop`, `comma`, `open`, `close`, or the class of a small word."""
        self.first = first
        """Index of the first word, of a noun phrase without its preposition."""
        self.end = end
        self.head = head
        self.word = word
        """The head word."""
        self.preposition = ""
        """What governs a noun phrase: `على`, `من قبل`, `ب`; folded; empty for a bare one."""
        self.conjunction = bool(word.conjunction)
        self.reading: Reading | None = None
        """Set if the head is a word of accusation."""
        self.breaks: list[int] = []
        """Words of a noun phrase where a second phrase may begin."""

    @property
    def bare(self) -> bool:
        """A noun phrase that no preposition governs."""
        return self.kind == "np" and not self.preposition

    def __repr__(self) -> str:
        return f"<{self.kind} {self.first}-{self.end} {self.preposition} {self.word.surface}>"


def chunks_of(words: Sequence[Word], readings: Sequence[Reading | None], known: Mapping[int, int]) -> list[Chunk]:
    """Cut a sentence into chunks. `known` maps the first word of a known actor to the index after its last."""
    chunks: list[Chunk] = []
    words = [_in_place(words, i, known) for i in range(len(words))]
    i = 0
    opened: list[str] = []
    while i < len(words):
        chunk = _next(words, readings, known, i, opened)
        chunks.append(chunk)
        i = max(chunk.end, i + 1)
    return chunks


def _in_place(words: Sequence[Word], i: int, known: Mapping[int, int]) -> Word:
    """The word as its place in the sentence shows it: بعدما فتح (verb), حملت فتح (noun), بأنه سرب (verb)."""
    word = words[i]
    opens = (
        i == 0
        and word.kind == NOUN
        and not word.definite
        and not word.preposition
        and word.ending == ""
        and len(words) > 1
    )
    if (
        opens
        and word.conjunction
        and not word.groups - {"thing"}
        and words[1].definite
        and words[1].groups & {"people", "title", "party"}
    ):
        if not word.groups or word.stem[0] == "ت":
            return as_verb(word)  # ونظم الطلاب, وتجمع العمال
    if word.ambiguous and i in known and word.stem[0] == "ت":
        return as_noun(word)
    if (
        i == 0
        and word.kind == NOUN
        and len(words) > 1
        and not word.definite
        and not word.preposition
        and words[1].definite
        and words[1].ending == "ون"
    ):
        return as_verb(word)  # وجاب المتظاهرون: a nominative follows
    if (
        word.kind == VERB
        and i
        and not word.conjunction
        and words[i - 1].definite
        and "title" in words[i - 1].groups
        and word.ending == "ت"
        and len(word.stem) <= 3
    ):
        return as_noun(word)  # الكابورال ترنت
    if word.kind == VERB and word.ending == "ا" and i and not word.conjunction and words[i - 1].kind == VERB:
        return as_noun(word)  # ترفض رفضا قاطعا
    if word.ambiguous:
        return as_noun(word) if _reads_as_noun(words, i) else word
    if (
        i == 0
        and word.kind == NOUN
        and len(word.stem) == 5
        and word.stem[0] == "ت"
        and word.stem[2] == "ا"
        and word.ending in ("", "ت")
    ):
        feminine = word.ending == "ت" or (len(words) > 1 and words[1].gender == "f")
        return as_verb(word, "f" if feminine else "m") if not word.definite and not word.preposition else word
    if word.kind == NOUN and i and _reads_as_verb(words, i, known):
        return as_verb(word, "f" if word.ending == "ت" else "m", plural=word.ending == "وا")
    return word


def _reads_as_verb(words: Sequence[Word], i: int, known: Mapping[int, int]) -> bool:
    """Whether an unknown bare word stands where only a verb can: after قد, لم, الذي, بأنه, or an actor that opens the clause."""
    if words[i - 1].kind == "wh" and not words[i].definite and not words[i].preposition and not words[i].conjunction:
        return words[i].ending in ("", "ت", "وا", "و")  # بما وصفوه
    ends = {
        known[j] - 1
        for j in (i - 1, i - 2)
        if known.get(j) == i and (j == 0 or words[j - 1].kind in ("complementiser", "conjunction"))
    }
    word, before = words[i], words[i - 1]
    if (
        word.stem[0] == "ت"
        and before.kind in ("pronoun", "relative")
        and not word.definite
        and not word.preposition
        and word.ending == ""
    ):
        return True  # وهي تلقي
    if (
        word.definite
        or word.preposition
        or word.conjunction
        or word.groups
        or word.nisba
        or word.ending in ("ة", "ات", "ين", "ون")
    ):
        return False
    if i - 1 in ends and not word.pronoun:
        return i + 1 < len(words) and words[i + 1].kind in (NOUN, "preposition") and not words[i + 1].conjunction
    if before.kind == "auxiliary":
        return before.base in ("قد", "لقد", "سوف")
    if before.kind == "negation":
        return before.base in ("لم", "لن")
    if before.kind == "complementiser":
        return (
            bool(before.pronoun) and i + 1 < len(words) and words[i + 1].kind != PUNCTUATION and not words[i + 1].nisba
        )
    return before.kind == "relative" and not before.conjunction and not before.preposition


def _next(
    words: Sequence[Word], readings: Sequence[Reading | None], known: Mapping[int, int], i: int, opened: list[str]
) -> Chunk:
    word = words[i]
    reading = readings[i]
    if reading is not None:
        return _trigger(words, i, reading)
    kind = word.kind
    if word.surface in ("و", "ف") and i + 1 < len(words):
        chunk = _next(words, readings, known, i + 1, opened)
        chunk.conjunction = True
        return chunk
    if i in known and kind != NOUN and kind != PUNCTUATION and known[i] > i + 1:
        kind = NOUN
    if kind == PUNCTUATION:
        return _mark(words, readings, known, i, opened)
    if kind == "preposition":
        return _prepositional(words, readings, known, i)
    if kind == VERB:
        return Chunk("verb", i, i + 1, i, word)
    if kind == NUMBER and i and words[i - 1].kind == "time":
        return Chunk("time", i, i + 1, i, word)
    if kind in _SMALL:
        if word.preposition and (kind in ("relative", "time") or (kind == "negation" and word.base != "ما")):
            chunk = Chunk(kind, i, i + 1, i, word)
            chunk.preposition = word.preposition
            return chunk
        return Chunk(
            "wh" if word.surface.lstrip("وفب") == "ما" and kind == "negation" and _opens_what(words, i) else kind,
            i,
            i + 1,
            i,
            word,
        )
    return _noun_phrase(words, readings, known, i, i, word.preposition)


def _opens_what(words: Sequence[Word], i: int) -> bool:
    """Whether ما is what, not not: after a preposition, or after a verb or noun rather than at the start of a clause."""
    if words[i].preposition:
        return True
    return i > 0 and words[i - 1].kind in (NOUN, VERB, "preposition", "adverb", "quantifier")


def _trigger(words: Sequence[Word], i: int, reading: Reading) -> Chunk:
    verb = reading.trigger.part == "verb"
    chunk = Chunk("verb" if verb else "np", i, i + 1, i, words[i])
    chunk.reading = reading
    chunk.conjunction = bool(reading.conjunction)
    if not verb:
        chunk.preposition = reading.preposition
        if not chunk.preposition and i and words[i - 1].kind == "preposition" and not words[i - 1].pronoun:
            chunk.preposition = words[i - 1].base
    return chunk


def _mark(
    words: Sequence[Word], readings: Sequence[Reading | None], known: Mapping[int, int], i: int, opened: list[str]
) -> Chunk:
    mark = words[i].surface
    if mark in OPENING and mark != "(" and not (opened and mark in ('"', "'")):
        chunk = _noun_phrase(words, readings, known, i, i, "")
        if chunk.kind == "np":
            return chunk
    if mark == '"':
        kind = "close" if opened else "open"
        if opened:
            opened.pop()
        else:
            opened.append(mark)
        return Chunk(kind, i, i + 1, i, words[i])
    if mark in OPENING:
        return Chunk("open", i, i + 1, i, words[i])
    if mark in _CLOSING:
        return Chunk("close", i, i + 1, i, words[i])
    return Chunk("stop" if mark in _STOPS else "comma", i, i + 1, i, words[i])


def _reads_as_noun(words: Sequence[Word], i: int) -> bool:
    """Whether a word such as كتب or حكم, or a foreign name with ت, stands where a noun must."""
    word = words[i]
    if i == 0 or word.conjunction:
        return False
    before = words[i - 1]
    if before.kind == VERB and "speech" not in word.groups and (not before.ambiguous or "speech" in before.groups):
        return True
    if before.kind in ("demonstrative", "quantifier") or (before.kind == "preposition" and not before.pronoun):
        return True
    if before.kind != NOUN or before.pronoun or "speech" in word.groups:
        return False
    if word.stem[0] == "ت" and len(word.stem) > 3:
        return bool(before.groups & {"title", "name_part"}) or (not before.definite and before.ending == "")
    return not before.definite and before.ending in ("", "ة", "ات")


def _prepositional(
    words: Sequence[Word], readings: Sequence[Reading | None], known: Mapping[int, int], i: int
) -> Chunk:
    """A preposition, or two (من قبل), and the noun phrase it governs."""
    names = []
    j = i
    if (
        words[i].surface == "من"
        and i + 1 < len(words)
        and readings[i + 1] is None
        and words[i + 1].kind == VERB
        and not words[i + 1].ambiguous
    ):
        return Chunk("np", i, i + 2, i, words[i])  # من يدعو إلى الفتنة: whoever
    while j < len(words) and words[j].kind == "preposition" and len(names) < 3:
        word = words[j]
        names.append(word.base if word.base and not word.preposition else word.preposition + word.base)
        j += 1
        if word.pronoun:
            break
    name = " ".join(names)
    if words[j - 1].pronoun or j >= len(words) or readings[j] is not None:
        return _bare_preposition(words, i, j, name)
    if words[j].kind in (NOUN, NUMBER, "quantifier", "demonstrative", "time") or words[j].surface in OPENING:
        if words[j].conjunction:
            return _bare_preposition(words, i, j, name)
        if words[j].kind == "time":
            return Chunk("time", i, j + 1, j, words[j])
        chunk = _noun_phrase(words, readings, known, i, j, name)
        if chunk.kind == "np":
            chunk.conjunction = bool(words[i].conjunction)
            return chunk
    return _bare_preposition(words, i, j, name)


def _bare_preposition(words: Sequence[Word], i: int, j: int, name: str) -> Chunk:
    chunk = Chunk("pp", i, j, j - 1, words[j - 1])
    chunk.preposition = name
    chunk.conjunction = bool(words[i].conjunction)
    return chunk


def _noun_phrase(
    words: Sequence[Word],
    readings: Sequence[Reading | None],
    known: Mapping[int, int],
    i: int,
    first: int,
    preposition: str,
) -> Chunk:
    """The noun phrase from `first`, cut before a word of accusation; `i` is where its preposition stands."""
    limit = next((j for j in range(first + 1, min(first + 30, len(words))) if readings[j] is not None), len(words))
    end, head, breaks = phrase_end(words[:limit] if limit < len(words) else words, first, known)
    if end <= first:
        kind = "open" if words[first].surface in OPENING else "other"
        chunk = Chunk(kind, i, first + 1, first, words[first])
        chunk.preposition = preposition
        return chunk
    chunk = Chunk("np", first, end, head, words[head])
    chunk.preposition = preposition or words[first].preposition
    if not chunk.preposition and words[first].surface in OPENING:
        chunk.preposition = words[head].preposition
    chunk.conjunction = bool(words[first].conjunction)
    chunk.breaks = breaks
    return chunk
