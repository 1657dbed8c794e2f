"""Noun phrases: from a word to the end of the shortest run that names one party or thing.

A phrase is a head and what identifies it: construct chain, agreeing adjectives, apposed name, quoted name. Relative clauses,
dates, parentheses and most prepositional phrases stay outside. Farasa gives no parts of speech, so the state of the phrase
(open for a construct, closed by a definite word, inside a personal name) decides what may follow.
"""

from collections.abc import Mapping, Sequence

from streams.tagging.words import NOUN, NUMBER, PUNCTUATION, VERB, Word

__all__ = ["OPENING", "is_name_like", "phrase_end"]

OPENING = {"«": "»", '"': '"', "“": "”", "(": ")", "'": "'", "‹": "›", "„": "“"}
"""Opening marks and what closes them."""

_MAX_QUOTED = 7
"""Words of a quoted or parenthesised name; longer ones are quotations."""
_DETERMINERS = (NUMBER, "quantifier", "demonstrative", "question")
_PARTITIVE = frozenset(("عدد", "مجموعة", "جماعة", "احد", "أحد", "واحد"))
_RANKS = frozenset(["اخير", "سابق", "جديد", "اول", "ثاني", "ثالث", "حالي", "كبير", "اكبر", "وحيد", "رابع", "قديم"])
"""Adjectives that follow a noun with a pronoun: مقاله الأخير."""
_PARTICIPLES = frozenset(
    ("معارضه", "حاكم", "حاكمه", "مقاتله", "متهم", "محافظه", "مسلحين", "مسلحون", "متمردين", "متشددين")
)
"""Words of the lists of heads that also qualify: الحركة المعارضة."""
_BURDENS = frozenset(("مسءولي", "لاءم"))
_OF_BURDEN = frozenset(("جزء", "جزءا", "كامل", "كل", "عبء", "حجم", "تحميل", "تحمل", "القاء"))
_OTHERS = frozenset(("اخرون", "اخرين", "اخري", "اخر"))
_SIDES = frozenset(("جنوب", "شمال", "شرق", "غرب", "وسط"))
_SOURCES = frozenset(("مصدر", "مصادر", "مسؤول", "مسئول"))


def is_name_like(word: Word) -> bool:
    """Whether a word may be a part of a personal name: a bare noun that no list knows."""
    plain = word.kind == NOUN and not word.definite and not word.preposition and not word.pronoun
    return plain and not (word.groups - {"name_part", "given"}) and word.ending not in ("ات", "ون", "ين", "ة", "ا")


def _quoted_end(words: Sequence[Word], first: int) -> int:
    """Index after the mark that closes the one at `first` if a name stands between them, else `first`."""
    closing = OPENING.get(words[first].surface)
    if closing is None:
        return first
    for j in range(first + 1, min(first + _MAX_QUOTED + 2, len(words))):
        if words[j].surface == closing:
            return j + 1 if j > first + 1 else first
        if words[j].kind == VERB and not words[j].ambiguous:
            return first
    return first


class _Growth:
    """The phrase while it grows: where it ends and what may follow."""

    __slots__ = ("breaks", "end", "head", "kinds", "known", "persons", "state", "words")

    def __init__(self, words: Sequence[Word], known: Mapping[int, int]) -> None:
        self.words = words
        self.known = known
        self.persons = getattr(known, "persons", frozenset())
        self.state = ""
        """`open`, `definite`, `indefinite` or `name`."""
        self.end = 0
        self.head = 0
        self.kinds: set[str] = set()
        """Lists of nouns that words of the phrase stand in."""
        self.breaks: list[int] = []
        """Where a second phrase may begin, if the verb wants one."""

    def start(self, first: int) -> bool:
        """Take determiners and the head; False if there is no noun."""
        words, j = self.words, first
        while (
            j < len(words)
            and words[j].kind in _DETERMINERS
            and (j == first or not words[j].conjunction or words[j].kind == "quantifier")
        ):
            j += 1
            if (
                j < len(words)
                and words[j].surface == "من"
                and words[j - 1].kind == "quantifier"
                and not words[j - 1].pronoun
            ):
                j += 1
        if j >= len(words):
            self.end, self.head = j, max(first, j - 1)
            return False
        if words[j].surface in OPENING and (closed := _quoted_end(words, j)) > j:
            self.head, self.end, self.state = j + 1, closed, "definite"
            self.kinds |= words[j + 1].groups
            return True
        word = words[j]
        if word.kind != NOUN or (j > first and (word.preposition or word.conjunction)):
            self.end, self.head = j, max(first, j - 1)
            return False
        self.head = j
        self.take(j)
        return True

    def take(self, j: int) -> None:
        """Take the noun at `j`, a known actor whole."""
        word = self.words[j]
        self.kinds |= word.groups
        self.end = min(self.known.get(j, j + 1), len(self.words))
        if self.end > j + 1 or word.definite or word.pronoun:
            self.state = "definite"
        elif word.ending in ("ون", "ين") or word.base in _OTHERS:
            self.state = "indefinite"  # with its nun a plural has no construct
        elif word.ending == "ا" or (word.surface.endswith("ا") and len(word.stem) > 3 and not is_name_like(word)):
            self.state = "indefinite"
        elif j in self.known:
            self.state = "name" if j in self.persons or not self.state else "definite"
        elif self.state == "name":
            self.state = "name"
        else:
            self.state = "open"

    def grow(self) -> bool:
        """Take one more word if it belongs to the phrase."""
        words, j = self.words, self.end
        if j >= len(words):
            return False
        word = words[j]
        if word.kind == PUNCTUATION:
            return self._grow_over_mark(j)
        if word.kind == NUMBER:
            return self.state == "open" and self._take_number(j)
        if self.state == "open" and word.base == "عام" and "title" in words[j - 1].groups:
            self.end = j + 1  # مدير عام
            return True
        if (
            word.conjunction
            and word.kind == "preposition"
            and word.base in _SIDES
            and "title" in self.kinds
            and j + 1 in self.known
        ):
            self.end = self.known[j + 1]  # وزير شؤون الشرق الأوسط وشمال أفريقيا
            return True
        each = word.base == "كلا" or (word.base == "كل" and j + 1 < len(words) and words[j + 1].surface == "من")
        if self.state == "open" and not word.conjunction and not word.preposition and not each:
            side = (
                word.kind == "preposition"
                and word.base in _SIDES
                and not word.pronoun
                and words[j - 1].groups & {"party", "title"}
            )
            if side or word.kind in ("quantifier", "demonstrative"):  # جيش جنوب السودان, حرص بعض المسؤولين
                self.end = j + 1 + (word.kind == "quantifier" and j + 1 < len(words) and words[j + 1].surface == "من")
                return self.end < len(words) and words[self.end].kind == NOUN
        if (
            word.base == "عام"
            and word.definite
            and self.state == "definite"
            and self.kinds & {"title", "party"}
            and not self._dated(j)
        ):
            self.end = j + 1  # المدير العام, not the year
            return True
        if (
            word.kind == NOUN
            and word.conjunction
            and word.definite
            and word.nisba
            and words[j - 1].nisba
            and words[j - 1].definite
        ):
            if word.ending == words[j - 1].ending == "ة" and not word.groups:
                self.end = j + 1  # الحكومتان الألمانية والإسبانية
                return True
        if word.kind != NOUN or word.conjunction or word.preposition:
            return False
        if word.stem in _BURDENS and words[self.end - 1].base not in _OF_BURDEN:
            return False  # حملت فتح المسؤولية: what is laid on a party is a phrase of its own
        return self._grow_definite(j, word) if word.definite else self._grow_indefinite(j, word)

    def _dated(self, j: int) -> bool:
        """العام الماضي is a time, المدعي العام is not."""
        nxt = self.words[j + 1] if j + 1 < len(self.words) else None
        return nxt is not None and (nxt.kind in ("time", NUMBER) or not self.words[j - 1].definite)

    def _take_number(self, j: int) -> bool:
        self.end = j + 1
        while self.end < len(self.words) and self.words[self.end].kind == "time":
            self.end += 1
        behind = self.words[self.end] if self.end < len(self.words) else None
        counted = (
            behind is not None
            and behind.kind == NOUN
            and not (behind.definite or behind.conjunction or behind.preposition)
        )
        if counted and self.end == j + 1:
            self.end += 1
        self.state = "indefinite" if counted else "definite"
        return True

    def _grow_over_mark(self, j: int) -> bool:
        mark = self.words[j].surface
        if mark in OPENING:
            last = self.words[j - 1]
            named = (last.groups & {"party", "text"} or self.state == "open") and (
                self.kinds & {"party", "text"} or mark != "("
            )
            if named and (closed := _quoted_end(self.words, j)) > j:
                self.end, self.state = closed, "definite"
                return True
            return False
        if (
            mark == "،"
            and "title" in self.kinds
            and self.state in ("definite", "indefinite")
            and j + 2 < len(self.words)
        ):
            return self._grow_apposition(j)
        return False

    def _grow_apposition(self, j: int) -> bool:
        """Take `، سيرغي لافروف` after a title."""
        k = j + 1
        while k < len(self.words) and "title" in self.words[k].groups and self.words[k].definite:
            k += 1
        first = k
        while k < len(self.words) and (is_name_like(self.words[k]) or (k > first and self._surname(self.words[k]))):
            k += 1
        if first < k <= first + 5 and (k - first > 1 or k == len(self.words) or self.words[k].surface == "،"):
            self.end, self.state = k, "definite"
            return True
        return False

    def _after_actor(self) -> bool:
        """Whether the phrase so far is one known actor that is no person: nothing but an adjective may follow."""
        return self.known.get(self.head) == self.end and self.head not in self.persons

    def _surname(self, word: Word) -> bool:
        return (
            word.kind == NOUN
            and word.definite
            and not word.conjunction
            and not word.preposition
            and not word.groups - {"given"}
        )

    def _grow_definite(self, j: int, word: Word) -> bool:
        last = self.words[self.end - 1]
        if self.state in ("open", "name"):
            if self.state == "name" and (word.groups - {"name_part", "given"} or self._after_actor()):
                return False
            if is_name_like(last) and not last.groups - {"given"}:
                self.breaks.append(j)
            if "given" in last.groups and word.groups:
                return False  # محمد الحركة are two
            self.take(j)
            return True
        if self.state == "indefinite" or (j in self.known and not word.nisba):
            return False
        if self._adjective(word, self.words[self.head], last):
            self.breaks.append(j)
            self.end = self.known.get(j, j + 1) if word.nisba else j + 1
            self.kinds |= word.groups
            return True
        return False

    def _adjective(self, word: Word, head: Word, last: Word) -> bool:
        """Whether a definite word can qualify the definite phrase: not a head itself, unless it is a title after a title."""
        if word.ending in ("ون", "ين"):
            return any(noun.ending in ("ون", "ين") or "people" in noun.groups for noun in (head, last))
        if word.groups & {"title"} and word.base not in _PARTICIPLES:
            return bool(last.groups & {"title"})
        if word.groups & {"party", "text", "thing", "suffered"} and word.base not in _PARTICIPLES:
            return False
        if last.pronoun and not word.nisba and word.ending != "ة" and word.base not in _RANKS:
            return False
        agreeing = (head, last)
        if word.gender == "f":
            return any(noun.gender == "f" or noun.plural or not noun.gender for noun in agreeing)
        return any(noun.gender != "f" for noun in agreeing)

    def _grow_indefinite(self, j: int, word: Word) -> bool:
        last = self.words[self.end - 1]
        if self._after_actor() or (j in self.known and self.state == "name" and j not in self.persons):
            return False
        if j in self.known and self.state == "open" and is_name_like(last) and not last.groups:
            self.breaks.append(j)
        if self.state == "definite":
            if not ("title" in self.kinds or self._person(self.words[self.head])) or not self._name_at(j):
                return False
            self.state = "name"
            self.take(j)
            return True
        if self.state == "name" or (self.state == "open" and is_name_like(last) and not word.nisba):
            return self._grow_name(j, word, last)
        if self.state == "open":
            if word.pronoun or not word.nisba or "title" in word.groups:
                self.take(j)
                return True
            self.end = self.known.get(j, j + 1)
            self.state = "indefinite"
            return True
        return self._after_indefinite(j, word)

    def _grow_name(self, j: int, word: Word, last: Word) -> bool:
        """One more word after a name, or after a noun that may be one."""
        if word.ending == "ا":
            return False
        if word.pronoun and is_name_like(last):
            self.breaks.append(j)
        if word.groups - {"name_part", "given"} or not (self._name_at(j) or self.state == "open"):
            return False
        naming = self.state == "name" or "title" in self.kinds
        if naming and is_name_like(last) and is_name_like(word):
            self.state = "name"
        self.take(j)
        return True

    def _after_indefinite(self, j: int, word: Word) -> bool:
        alike = word.ending in ("ون", "ين") and word.ending == self.words[self.end - 1].ending and not word.groups
        if (
            word.nisba
            or alike
            or word.base in _OTHERS
            or (word.ending == "ا" and self.words[self.end - 1].ending in ("ا", "ين"))
        ):
            self.end = j + 1
            return True
        if "title" in self.kinds and self._name_at(j) and not word.plural:
            self.state = "name"
            self.take(j)
            return True
        return False

    def _person(self, head: Word) -> bool:
        """A definite singular adjective that names a person: البلغاري سيرغي انتونوف."""
        named = not head.groups & {"party", "text", "suffered", "thing"} and not head.pronoun
        return head.definite and named and head.ending in ("", "ة")

    def _name_at(self, j: int) -> bool:
        word = self.words[j]
        if j in self.known and j not in self.persons:
            return False
        return is_name_like(word) or "name_part" in word.groups or (j in self.persons and not word.groups)


def _complement_end(words: Sequence[Word], known: Mapping[int, int], grown: _Growth) -> int:
    """Take a prepositional phrase that identifies the head: باسم, من of a part, في of a body's seat, ب of a ministry."""
    j = grown.end
    if j + 1 >= len(words):
        return j
    word, head, behind = words[j], words[grown.head], words[j + 1]
    if words[j - 1].base in ("تابع", "تابعه") and word.preposition == "ل" and word.kind == NOUN:
        return phrase_end(words, j, known)[0]
    if word.surface in ("باسم", "بإسم") and "title" in grown.kinds:
        return phrase_end(words, j + 1, known)[0]
    if word.preposition == "ب" and word.definite and word.kind == NOUN and head.surface in _SOURCES:
        return j + 1
    if (
        word.surface in ("ل", "لـ")
        and behind.surface in OPENING
        and grown.kinds & {"title", "party"}
        and (closed := _quoted_end(words, j + 1)) > j + 1
    ):
        while closed < len(words) and is_name_like(words[closed]) and "title" in grown.kinds:
            closed += 1
        return closed
    if word.surface == "في" and head.groups & {"title", "party"}:
        if j + 1 in known:
            return known[j + 1]
        if behind.kind == NOUN and behind.groups & {"party"} and not behind.pronoun:
            return phrase_end(words, j + 1, known)[0]
    if "title" in grown.kinds and word.preposition == "ب" and word.definite and word.kind == NOUN:
        seat = phrase_end(words, j, known)[0]
        if seat < len(words) and "given" in words[seat].groups and is_name_like(words[seat]):
            return seat  # مدير الفرع بالمنطقة الشرقية عمر بن صالح
    if word.surface == "من" and not head.definite:
        many = behind.definite and behind.ending in ("ون", "ين") and grown.end == grown.head + 1
        if many or head.surface in _PARTITIVE:
            return phrase_end(words, j + 1, known)[0]
    return j


def _name_end(words: Sequence[Word], end: int) -> int:
    """Take the personal name after a title and its complement: رئيس المجلس في البحرين أحمد الملا."""
    if end >= len(words) or "given" not in words[end].groups or not is_name_like(words[end]):
        return end
    end += 1
    while end < len(words) and (
        is_name_like(words[end]) or (words[end].definite and not words[end].groups and words[end].kind == NOUN)
    ):
        end += 1
        if words[end - 1].definite:
            break
    return end


def phrase_end(words: Sequence[Word], first: int, known: Mapping[int, int]) -> tuple[int, int, list[int]]:
    """Return the index after the noun phrase that begins at `first`, its head's index, and where it might be two.

    `known` maps the first word of a known actor to the index after its last. The end is `first` if no phrase begins there.
    """
    grown = _Growth(words, known)
    if not grown.start(first):
        return grown.end, grown.head, []
    while grown.grow():
        pass
    end = _complement_end(words, known, grown)
    if end > grown.end and "title" in grown.kinds:
        end = _name_end(words, end)
    return end, grown.head, grown.breaks
