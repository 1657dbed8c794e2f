"""How a noun phrase grows, word by word: the state of the phrase decides what may follow.

A phrase is open for a construct, closed by a definite word or by an adjective, or inside a personal name.
"""

from streams.tagging.adjectives import OF_PRESS, PEOPLE, Adjectives
from streams.tagging.holders import abbreviated
from streams.tagging.phrase_start import MANNERS, KnownActors
from streams.tagging.words import NOUN, NUMBER, PUNCTUATION, SIDES, Word

__all__ = ["Growth", "KnownActors"]

_QUALIFIERS = frozenset(
    (
        "سابق", "سابقه", "بارز", "بارزه", "شهير", "شهيره", "معروف", "معروفه", "مشهور", "متقاعد", "مخضرم", "حالي",
        "رفيع", "رفيعه",
    )
)  # fmt: skip
"""Adjectives of an indefinite title, after which a name is somebody else's: إعلامي بارز."""
_MEETINGS = frozenset(("مءتمر", "مؤتمر", "مقابله", "لقاء", "حديث"))
"""With them what is said to the press, where they are also people: حديث صحافي."""
_RANKED = frozenset(("حكم", "فريق", "متهم", "معتقل", "موقوف", "محاسب", "صيدلي", "مصرفي", "معماري", "فقيه"))
"""What may be a person's calling, and something else besides."""
_BURDENS = frozenset(("مسءولي", "لاءم"))
_OF_BURDEN = frozenset(("جزء", "جزءا", "كامل", "كل", "عبء", "حجم", "تحميل", "تحمل", "القاء"))
_OTHERS = frozenset(("اخرون", "اخرين", "اخري", "اخر"))
_NAMES = frozenset(("name_part", "given"))
_BEFORE_MANNERS = frozenset(("كل", "بدون", "دون", "بلا", "لا", "غير"))
_CHIEFS = frozenset(("كبير", "وساءل"))
"""Heads that only the word behind them makes a party."""
_LONE_MANY = frozenset(("نشطاء", "خبراء", "نقاد", "شهود"))
"""Plurals that stand alone rather than in a construct: يتهم نشطاء السلطات."""
_ACTS = frozenset(("suffered", "thing"))


def _chief(head: Word, word: Word) -> bool:
    """Whether a word makes a head a party: كبير المفاوضين, كبير أساقفة لندن, وسائل إعلام."""
    if head.base == "وساءل":
        return word.base == "اعلام"
    return word.ending == "ين" or bool(word.groups & {"people", "party"})


class Growth(Adjectives):
    """What may follow the words that the phrase has."""

    __slots__ = ()

    def grow(self) -> bool:
        """Take one more word, which must stand before the end, if it belongs to the phrase."""
        words, j = self.words, self.end
        word = words[j]
        if word.kind == NOUN:
            if word.conjunction or word.preposition:
                return self._grow_joined(j, word)
            last = words[j - 1]
            if "name_part" in last.groups and j - 1 > self.head:
                self.end, self.state = j + 1, "name"  # محمد آل الشيخ, حمد بن عيسى آل خليفة
                return True
            if word.stem in _BURDENS and last.base not in _OF_BURDEN:
                return False  # حملت فتح المسؤولية: what is laid on a party is a phrase of its own
            if last.base in MANNERS and j - 1 == self.head and words[j - 2].base in _BEFORE_MANNERS:
                return False  # بكل امتياز الحكومة, بدون توقف الحكومة: a manner is closed
            if last.base in _CHIEFS and j - 1 == self.head and _chief(last, word):
                self.take(j)
                return True
            return self._grow_definite(j, word, last) if word.definite else self._grow_indefinite(j, word, last)
        if word.kind == PUNCTUATION:
            return self._grow_over_mark(j)
        if word.kind == NUMBER:
            return self.state == "open" and self._take_number(j)
        return self._grow_small(j, word)

    def _grow_small(self, j: int, word: Word) -> bool:
        """Small words inside a phrase: مدير عام, المدعي العام, جيش جنوب السودان, حرص بعض المسؤولين, غير حكومية."""
        if word.surface == "غير":
            return self._grow_un(j)
        if word.base == "عام":
            return self._grow_general(j, word)
        if word.conjunction:
            north = word.kind == "preposition" and word.base in SIDES and "title" in self.kinds and j + 1 in self.known
            self.end = self.known[j + 1] if north else self.end  # the north of a continent is one name: شمال أفريقيا
            return north
        if self.state == "definite" and word.definite and "cardinals" in word.lists:
            self.end = j + 1
            return True  # المتهمين الثلاثة
        if self.state != "open" or word.preposition:
            return False
        of = j + 1 < self.stop and self.words[j + 1].surface == "من"
        side = word.kind == "preposition" and word.base in SIDES and not word.pronoun
        if side and not self.words[j - 1].groups & {"party", "title"}:
            return False
        if not side and word.kind not in ("quantifier", "demonstrative"):
            return False
        if word.base == "كلا" or (word.base == "كل" and of):
            return False  # كلا من begins a phrase
        end = j + 1 + (word.kind == "quantifier" and of)
        if end < self.stop and self.words[end].kind == "time":
            return False  # سجن محاسب عشر سنوات
        self.end = end
        return end < self.stop and self.words[end].kind == NOUN

    def _grow_general(self, j: int, word: Word) -> bool:
        """عام after a title, which is no year."""
        general = self.state == "open" and "title" in self.words[j - 1].groups
        if word.definite:
            general = self.state == "definite" and bool(self.kinds & {"title", "party"}) and not self._dated(j)
        if general:
            self.end = j + 1
        return general

    def _grow_definite(self, j: int, word: Word, last: Word) -> bool:
        if self.state in ("open", "name"):
            if self.state == "name" and (word.groups - _NAMES or self._listed_body(j) or self._after_actor()):
                return False  # الجنرال مارك ميلي الصين
            if last.name_like and not last.groups - {"given"}:
                self.breaks.append(j)
            office = "title" in last.groups and j == self.head + 1  # أمين الصندوق
            if "given" in last.groups and not office and word.groups - _NAMES:
                return False  # محمد الحركة are two
            if j == self.head + 1 and last.base in _LONE_MANY and word.groups & PEOPLE:
                self.breaks.append(j)
            if "text" in last.groups and self.end == self.head + 1 and word.groups & _ACTS and self._in_text():
                return False  # دان في بيان الهجوم
            self.take(j)
            return True
        if self.state == "indefinite" or (j in self.known and not word.nisba):
            return False
        if self._of_people(word, last):
            self.end = j + 1
            return True
        if self._adjective(word, self.words[self.head], last):
            self.breaks.append(j)
            self.end = self.known.get(j, j + 1) if word.nisba else j + 1
            self.kinds |= word.groups
            return True
        return False

    def _listed_body(self, j: int) -> bool:
        return j in self.known and j not in self.persons

    def _in_text(self) -> bool:
        """Whether the phrase stands after في: in a statement, not one about the act that follows."""
        return self.head > 0 and self.words[self.head - 1].surface == "في"

    def _grow_indefinite(self, j: int, word: Word, last: Word) -> bool:
        if self._after_actor() or (j in self.known and self.state == "name" and j not in self.persons):
            return False
        if abbreviated(self.words, j, self.stop) > j:
            return False  # مفتي مصر د. شوقي
        if self._begins_another(j, word, last):
            self.breaks.append(j)
        if self.state == "definite":
            if not self._named(j, word):
                return False
            self.state = "name"
            self.take(j)
            return True
        if word.ending == "ة" and "given" in last.groups and self._surname_in_ta(j, word):
            self.end, self.state = j + 1, "definite"
            return True
        body = "given" in self.words[self.head].groups and bool(word.groups & PEOPLE)  # نادي is no adjective
        if self.state == "name" or (self.state == "open" and last.name_like and (body or not word.nisba)):
            return self._grow_name(j, word, last)
        return self._grow_open(j, word, last) if self.state == "open" else self._after_indefinite(j, word)

    def _grow_open(self, j: int, word: Word, last: Word) -> bool:
        """One more word of a construct, or an adjective, which closes it: في تصريحات صحافية محافظ البصرة."""
        of_press = word.base in OF_PRESS and ("text" in last.groups or last.base in _MEETINGS)
        if of_press or (word.base in _QUALIFIERS and "title" in self.kinds):
            self.end, self.state = j + 1, "indefinite"
        elif word.pronoun or not word.nisba or word.groups & PEOPLE or word.ending == "ات":
            self.take(j)
        else:
            self.end = self.known.get(j, j + 1)
            self.state = "indefinite"
        return True

    def _begins_another(self, j: int, word: Word, last: Word) -> bool:
        """Whether a second party may begin here: a listed actor after an unknown noun, a name after a whole name.

        اتهم فلان حزب الله; انتقد لافروف بومبيو; اتهم مورينيو غوارديولا.
        """
        if self.known.get(self.head) == j and self.head in self.persons:
            return bool(word.name_like and "name_part" not in word.groups and "given" not in last.groups)
        if self.state == "indefinite":
            named = j in self.persons or (self._name_at(j) and not word.nisba and word.base not in _QUALIFIERS)
            return named and "title" in self.kinds
        if self.state == "open" and "lone" in last.groups and j == self.head + 1:
            return j in self.persons or "given" in word.groups
        return j in self.known and self.state == "open" and last.name_like and not last.groups

    def _surname_in_ta(self, j: int, word: Word) -> bool:
        """Whether a noun in ة after a given name is its family name: هشام عكاشة; nothing may belong to it."""
        behind = self.words[j + 1] if j + 1 < self.stop else None
        owned = behind is not None and behind.kind == NOUN and not behind.preposition and not behind.conjunction
        if owned and behind is not None and behind.definite and behind.groups & PEOPLE:
            owned = False  # هشام عكاشة الحكم
        return not word.groups and not word.pronoun and not owned

    def _named(self, j: int, word: Word) -> bool:
        """Whether a definite phrase goes on with a name; after الحكم or الفريق, which may be no person, a given one."""
        if self._takes_name() or "predicate" in word.lists:
            return self._name_at(j) and "predicate" not in word.lists
        head = self.words[self.head]
        ranked = head.definite and head.base in _RANKED and self.end == self.head + 1
        if ranked and "given" in word.groups and word.name_like:
            self.breaks.append(j)
            return True
        return False

    def _takes_name(self) -> bool:
        """Whether a name may follow the definite phrase: المدرب الألماني كلوب; not المحققون الروس بيجانوف."""
        head = self.words[self.head]
        return head.ending not in ("ون", "ين") and ("title" in self.kinds or self._person(head))

    def _grow_name(self, j: int, word: Word, last: Word) -> bool:
        """One more word after a name, or after a noun that may be one."""
        if word.ending == "ا" or (word.pronoun and "words_of" in word.lists) or "predicate" in word.lists:
            return False  # عن خالد مشعل قوله; إن الوزير سمير العلي متورط
        if word.pronoun and last.name_like:
            self.breaks.append(j)
        if word.groups - _NAMES or not (self._name_at(j) or self.state == "open"):
            return False
        naming = self.state == "name" or "title" in self.kinds
        if naming and last.name_like and word.name_like:
            self.state = "name"
        self.take(j)
        return True

    def _after_indefinite(self, j: int, word: Word) -> bool:
        if j in self.persons and self.known.get(j, 0) > j + 1 and "title" in self.kinds:
            self.state = "name"
            self.take(j)
            return True
        alike = word.ending in ("ون", "ين") and word.ending == self.words[self.end - 1].ending and not word.groups
        if (
            word.nisba
            or alike
            or word.base in _OTHERS
            or (word.base in _QUALIFIERS and "title" in self.kinds)
            or self._of_people(word, self.words[self.end - 1])
            or (word.ending == "ا" and self.words[self.end - 1].ending in ("ا", "ين"))
        ):
            self.end = j + 1
            return True
        if "title" in self.kinds and self._name_at(j) and not word.plural:
            self.state = "name"
            self.take(j)
            return True
        return False
