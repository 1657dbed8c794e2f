"""The head of a noun phrase, and what marks and numbers add to it."""

from collections.abc import Sequence

from streams.tagging.quoting import OPENING, quoted_end
from streams.tagging.words import NOUN, NUMBER, Word

__all__ = ["MANNERS", "KnownActors", "PhraseStart"]

_DETERMINERS = frozenset((NUMBER, "quantifier", "demonstrative", "question"))
_LONGEST_TITLE = 5
"""Words of a title of a programme, with its quotation marks."""
MANNERS = frozenset(
    (
        "امتياز", "وضوح", "صراحه", "تاكيد", "اسف", "بساطه", "حزم", "قوه", "وقاحه", "ثقه", "جراه", "فخر", "توقف", "تردد",
        "انقطاع", "هواده", "كلل", "ملل", "دليل", "تحفظ", "استثناء", "حياء", "خجل", "رحمه", "مواربه", "ادله",
    )
)  # fmt: skip
"""What is said or done with or without, which closes its phrase: بكل امتياز."""
_DEEDS = frozenset(("suffered", "thing"))
_HUNDRED = frozenset(("مءه", "ماءه"))


class KnownActors(dict[int, int]):
    """First word of each actor of the lexicon to the index after its last."""

    persons: frozenset[int] = frozenset()
    """First words of those that are persons."""


class PhraseStart:
    """The phrase while it grows: where it ends, and its state."""

    __slots__ = ("breaks", "end", "head", "kinds", "known", "persons", "state", "stop", "words")

    def __init__(self, words: Sequence[Word], known: KnownActors, first: int, stop: int) -> None:
        self.words = words
        self.known = known
        self.stop = stop
        """Where the phrase must end at the latest."""
        self.persons = known.persons
        self.state = ""
        """`open`, `definite`, `indefinite` or `name`."""
        self.end = first
        self.head = first
        self.kinds: frozenset[str] = frozenset()
        """Lists of nouns that words of the phrase stand in."""
        self.breaks: list[int] = []
        """Where a second phrase may begin, if the verb wants one."""

    def start(self) -> bool:
        """Take determiners and the head; False if there is no noun."""
        words, first = self.words, self.head
        j = first
        if words[j].kind == "quantifier" and words[j].definite and self._alone(j):
            self.head, self.end, self.state = j, j + 1, "definite"
            return True
        while (
            j < self.stop
            and words[j].kind in _DETERMINERS
            and (j == first or not words[j].conjunction or words[j].kind == "quantifier")
        ):
            j += 1
            if (
                j < self.stop
                and words[j].surface == "من"
                and words[j - 1].kind == "quantifier"
                and not words[j - 1].pronoun
            ):
                j += 1
            j = self._of_hundred(j)
        if j >= self.stop:
            self.end, self.head = j, max(first, j - 1)
            return False
        if words[j].surface in OPENING and (closed := quoted_end(words, j, self.stop)) > j:
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

    def _alone(self, j: int) -> bool:
        """Whether a quantifier with the article is a party by itself: يتهم البعض المثقفين; not العديد من."""
        return j + 1 >= self.stop or self.words[j + 1].surface != "من"

    def _of_hundred(self, j: int) -> int:
        """The word after a percentage that ends before `j`: 29 في المئة من السكان."""
        words = self.words
        if words[j - 1].kind != NUMBER or j >= self.stop:
            return j
        k = j + (words[j].surface == "في")
        hundred = k + 1 < self.stop and words[k].base in _HUNDRED and (k > j or words[k].preposition == "ب")
        return k + 2 if hundred and words[k + 1].surface == "من" else j

    def take(self, j: int) -> None:
        """Take the noun at `j`, a known actor whole."""
        word = self.words[j]
        if word.groups:
            self.kinds |= word.groups
        if j in self.known:
            self._take_known(j, word)
            return
        self.end = j + 1
        if word.state:
            self.state = word.state
        elif self.state != "name":
            self.state = "open"

    def _take_known(self, j: int, word: Word) -> None:
        self.end = min(self.known[j], self.stop)
        if self.end > j + 1:
            self.state = "definite"
        elif word.state:
            self.state = word.state
        else:
            self.state = "name" if j in self.persons or not self.state else "definite"

    def _take_number(self, j: int) -> bool:
        self.end = j + 1
        while self.end < self.stop and self.words[self.end].kind == "time":
            self.end += 1
        behind = self.words[self.end] if self.end < self.stop else None
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
            if last.definite and j + 1 < self.stop and self.words[j + 1].groups & _DEEDS:
                return False  # دانت الجامعة «المجزرة»
            named = (last.groups & {"party", "text"} or self.state == "open") and (
                self.kinds & {"party", "text"} or mark != "("
            )
            medium = self.words[self.head - 1].surface == "في" and self.words[self.head].pronoun and last.definite
            if medium and (closed := quoted_end(self.words, j, self.stop)) > j and closed - j <= _LONGEST_TITLE:
                self.end = closed  # في برنامجه الأسبوعي «صباح الخير»
                return True
            if named and (closed := quoted_end(self.words, j, self.stop)) > j:
                self.end, self.state = closed, "definite"
                return True
            return False
        if mark == "،" and "title" in self.kinds and self.state in ("definite", "indefinite") and j + 2 < self.stop:
            return self._grow_apposition(j)
        return False

    def _grow_apposition(self, j: int) -> bool:
        """Take `، سيرغي لافروف` after a title."""
        k = j + 1
        while k < self.stop and "title" in self.words[k].groups and self.words[k].definite:
            k += 1
        first = k
        while k < self.stop and (self.words[k].name_like or (k > first and self._surname(self.words[k]))):
            k += 1
        if first < k <= first + 5 and (k - first > 1 or k == self.stop or self.words[k].surface == "،"):
            self.end, self.state = k, "definite"
            return True
        return False

    def _surname(self, word: Word) -> bool:
        return (
            word.kind == NOUN
            and word.definite
            and not word.conjunction
            and not word.preposition
            and not word.groups - {"given"}
        )

    def _dated(self, j: int) -> bool:
        """العام الماضي is a time, المدعي العام is not."""
        nxt = self.words[j + 1] if j + 1 < self.stop else None
        return nxt is not None and (nxt.kind in ("time", NUMBER) or not self.words[j - 1].definite)

    def _after_actor(self) -> bool:
        """Whether the phrase so far is one known actor that is no person: nothing but an adjective may follow."""
        return self.known.get(self.head) == self.end and self.head not in self.persons

    def _person(self, head: Word) -> bool:
        """A definite singular adjective that names a person: البلغاري سيرغي انتونوف."""
        named = not head.groups & {"party", "text", "suffered", "thing"} and not head.pronoun
        return head.definite and named and head.ending in ("", "ة")

    def _name_at(self, j: int) -> bool:
        word = self.words[j]
        if j in self.known and j not in self.persons:
            return False
        if word.ending == "ة" and "given" in word.groups and self.words[self.head].gender == "f":  # النائبة هالة
            return not (word.definite or word.pronoun or word.preposition or word.groups - {"given"})
        return word.name_like or "name_part" in word.groups or (j in self.persons and not word.groups)
