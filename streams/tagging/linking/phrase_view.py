"""The noun phrases of one sentence: which name a party, which an act or a text, and how they join."""

from collections.abc import Sequence

from streams.tagging.chunk import Chunk
from streams.tagging.growth import KnownActors
from streams.tagging.linking.link import Antecedent, Link, Party
from streams.tagging.words import Word

__all__ = ["PhraseView"]

_BETWEEN = ("comma", "close", "open")
_UNITS = frozenset(
    (
        "عام",
        "سن",
        "شهر",
        "يوم",
        "اسبوع",
        "ساع",
        "دقيق",
        "سهم",
        "دولار",
        "دينار",
        "ريال",
        "درهم",
        "جنيه",
        "يورو",
        "كيلومتر",
        "متر",
        "طن",
        "برميل",
        "درجه",
        "نقطه",
        "مره",
        "مر",
        "قطعه",
    )
)


_SUPERLATIVES = frozenset(("اكثر", "اكبر", "اصغر", "اقدم", "افضل", "اسوا", "اعلي", "اول", "ابرز"))
_PARTIES = frozenset(("title", "party"))
_ACTS = frozenset(("thing", "suffered"))
_LIFELESS = frozenset(("thing", "suffered", "text"))
"""Lists of nouns that name no party."""


class PhraseView:
    """Chunks of one sentence and questions about its noun phrases."""

    def __init__(self, words: Sequence[Word], chunks: list[Chunk], known: KnownActors, states: set[int]) -> None:
        self.words = words
        self.chunks = chunks
        self.known = known
        self.states = states
        """Words that name or qualify by a country: `موسكو`, `الإسرائيلي`."""
        self.named: frozenset[int] = frozenset()
        """First words of actors composed of a noun of the lexicon and what belongs to it: مسؤول ليبي."""
        self.vocalised: frozenset[int] = frozenset()
        """Words written with the damma of the passive: اتُهم."""
        self.links: list[Link] = []
        """What was linked so far, in text order."""
        self.linked: dict[int, Link] = {}
        """The links by the chunk of their trigger."""
        self.passives: set[int] = set()
        """Verbs that were read as passives."""
        self._law: list[int] | None = None
        self._parties: dict[Chunk, bool] = {}
        self._tails: dict[Chunk, int] = {}

    def law(self) -> list[int]:
        """Words of the law."""
        if self._law is None:
            self._law = [i for i, word in enumerate(self.words) if "law" in word.lists]
        return self._law

    def listed(self, word: Word, name: str) -> bool:
        """Whether a word stands in a list of `[conditions]`."""
        return name in word.lists

    def holds(self, name: str, first: int, end: int) -> bool:
        """Whether a word from `first` up to `end` stands in a list of `[conditions]`."""
        at = first
        while at < end and name not in self.words[at].lists:
            at += 1
        return at < end

    def is_party(self, chunk: Chunk) -> bool:
        """Whether a noun phrase names somebody rather than something. Several rules ask it of one phrase."""
        found = self._parties.get(chunk)
        if found is None:
            found = self._parties[chunk] = chunk.kind == "np" and chunk.reading is None and self._names_party(chunk)
        return found

    def _names_party(self, chunk: Chunk) -> bool:
        word = chunk.word
        if word.kind in ("demonstrative", "preposition"):
            whoever = word.kind == "preposition" and chunk.head == chunk.first
            return whoever or word.base in ("هءلاء", "اولءك")  # من يدعو; هؤلاء
        if word.kind == "quantifier" and word.definite:
            return True  # البعض, الجميع
        if chunk.head + 1 < len(self.words) and self.words[chunk.head + 1].base == "جنسيه":
            return False  # باكستاني الجنسية
        if word.base == "اخير" and word.definite and chunk.end - chunk.first == 1:
            return True  # فطلب الأخير: the latter
        if word.nisba and word.ending == "ا" and chunk.head not in self.known and not word.groups:
            return chunk.head in self.states  # غيابيا: a manner; but لبنانيا
        lifeless = bool(word.groups & _LIFELESS)
        counter = self.words[chunk.first]
        if counter.kind in ("quantifier", "number") and chunk.head > chunk.first and counter.base not in _SUPERLATIVES:
            return not lifeless and word.kind == "noun" and word.stem not in _UNITS
        if chunk.head in self.known or (chunk.head in self.named and not lifeless):
            return True
        if word.groups & _PARTIES:
            return True
        return not lifeless and word.kind == "noun" and self._looks_like_party(chunk)

    def _looks_like_party(self, chunk: Chunk) -> bool:
        """Whether a noun phrase whose head no list knows has the shape of a party."""
        word = chunk.word
        if word.ending in ("ون", "ين"):
            return True
        if word.definite:
            return word.nisba and word.ending in ("", "ة") and chunk.end - chunk.first <= 4 and not chunk.preposition
        last = self.words[chunk.end - 1]
        if last.ending in ("ون", "ين") and any(w.surface == "من" for w in self.words[chunk.head : chunk.end]):
            return True  # قطعان من المستوطنين
        if self.victim(chunk):
            return False  # نفوذ إيران
        woman = word.ending == "ة" and "given" in word.groups and chunk.end - chunk.first > 1  # هالة صدقي
        return (woman or word.ending == "") and not word.pronoun and self._named(chunk)

    def _named(self, chunk: Chunk) -> bool:
        """A bare unknown noun is a name if nothing definite follows in its construct, or a given name is in it."""
        part = bool(chunk.word.groups & {"name_part", "given"})
        if not part and any(w.definite for w in self.words[chunk.head + 1 : chunk.end]):
            return False  # مدى الحياة
        plain = not any(w.ending == "ة" and not w.definite for w in self.words[chunk.first : chunk.end])
        return chunk.end - chunk.first <= 5 and (plain or part)

    def is_named(self, chunk: Chunk) -> bool:
        """Whether a noun phrase surely names a party: an unknown bare noun alone does not."""
        if not self.is_party(chunk):
            return False
        return (
            chunk.head in self.known
            or bool(chunk.word.groups)
            or chunk.word.ending in ("ون", "ين")
            or chunk.end - chunk.first > 1
        )

    def is_thing(self, chunk: Chunk) -> bool:
        """Whether a noun phrase surely names no party."""
        groups = chunk.word.groups  # الحكم may be a referee
        return bool(groups & _ACTS) and "title" not in groups and chunk.head not in self.known

    def is_text(self, chunk: Chunk) -> bool:
        """Whether a noun phrase names a text (statement, banner) that stands for who is behind it."""
        return chunk.kind == "np" and "text" in chunk.word.groups and chunk.head not in self.known

    def gender(self, chunk: Chunk) -> str:
        """`m`, `f` or empty."""
        return chunk.word.gender

    def core(self, chunk: Chunk) -> Word:
        """The word that agrees: the head, or the person in the construct of an act done to them."""
        tail = self.tail(chunk)
        return self.words[tail] if tail and not self.is_party_head(chunk) else chunk.word

    def is_party_head(self, chunk: Chunk) -> bool:
        """Whether the head itself is of a list of parties."""
        return bool(chunk.word.groups & _PARTIES)

    def victim(self, chunk: Chunk) -> bool:
        """Whether a noun phrase names an act done to somebody and, in its construct, to whom: اعتقال الناشط."""
        return bool(self.tail(chunk))

    def tail(self, chunk: Chunk) -> int:
        """Where the party in the construct of an act begins (استمرار اعتقال الناشط); 0 if there is none."""
        if chunk.head + 1 >= chunk.end or chunk.word.definite:
            return 0
        found = self._tails.get(chunk)
        if found is None:
            found = self._tails[chunk] = self._tail(chunk)
        return found

    def _tail(self, chunk: Chunk) -> int:
        j = chunk.head + 1
        if chunk.kind != "np" or chunk.reading is not None:
            return 0
        if chunk.word.ending == "ا" or chunk.head in self.known:
            return 0  # مؤتمرا صحافيا: no construct
        while (
            j < chunk.end
            and self.words[j - 1].groups & _ACTS
            and self.words[j].groups & _ACTS
            and not self.words[j].definite
        ):
            j += 1
        if self.words[j - 1].pronoun or j >= chunk.end or chunk.word.groups & _PARTIES:
            return 0
        return j if self._tail_is_party(chunk, j) else 0

    def _tail_is_party(self, chunk: Chunk, j: int) -> bool:
        word = self.words[j]
        plural = not word.definite and word.ending in ("ون", "ين")
        if plural and not word.groups & _PARTIES and "suffered" not in self.words[j - 1].groups:
            return False  # قناصة منتمين: an adjective
        if word.kind in ("quantifier", "number"):
            return "suffered" in chunk.word.groups or "suffered" in self.words[j - 1].groups
        if "text" in chunk.word.groups and word.nisba and not word.definite and j not in self.known:
            return False  # تقارير صحفية
        if "suffered" not in self.words[j - 1].groups and "suffered" not in chunk.word.groups:
            return (j in self.known and not word.nisba) or bool(word.groups & _PARTIES)
        return not word.groups & {"suffered", "thing", "text"} and (
            j in self.known or bool(word.groups) or word.nisba or not word.definite
        )

    def group(self, k: int, *, inner: bool = False) -> list[int]:
        """Indexes of the coordinated noun phrases that begin with chunk `k`, or with a party at its end (`inner`)."""
        found = [k]
        chunks = self.chunks
        first, j, size = chunks[k], k + 1, len(chunks)
        while j < size:
            if chunks[j].kind in _BETWEEN:
                j += 1
            if j >= size or not chunks[j].conjunction or not self._joins(first, chunks[j], inner=inner):
                break
            found.append(j)
            j += 1
        return found

    def _joins(self, first: Chunk, other: Chunk, *, inner: bool) -> bool:
        if other.kind != "np" or other.reading is not None:
            return False
        if other.preposition not in ("", first.preposition):
            return False
        return self.is_party(other) == (inner or self.is_party(first)) or first.word.kind == "quantifier"

    def parties(self, group: Sequence[int], antecedent: Antecedent | None = None) -> list[Party]:
        """The spans of a group."""
        found = []
        for k in group:
            chunk = self.chunks[k]
            first = self.tail(chunk) or chunk.first
            found.append(Party(first, chunk.end, antecedent))
        return found
