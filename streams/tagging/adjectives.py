"""Adjectives of a noun phrase: which word qualifies the words before it, alone, joined or turned round by غير."""

from streams.tagging.phrase_start import PhraseStart
from streams.tagging.words import NOUN, Word

__all__ = ["OF_PRESS", "PEOPLE", "Adjectives"]

_RANKS = frozenset(
    (
        "اخير",
        "سابق",
        "جديد",
        "اول",
        "ثاني",
        "ثالث",
        "حالي",
        "كبير",
        "اكبر",
        "وحيد",
        "رابع",
        "قديم",
        "صادر",
        "مقبل",
        "نهائي",
    )
)
"""Adjectives that follow a noun with a pronoun: مقاله الأخير."""
_PARTICIPLES = frozenset(
    (
        "شاب", "شابه", "مسجون", "محتجز", "معتقل", "موقوف", "مدان", "سجين", "محبوس", "مستقيل", "معارضه", "حاكم",
        "حاكمه", "مقاتله", "متهم", "محافظه", "مسلحين", "مسلحون", "متمردين", "متشددين", "سياسي", "سياسيه", "برلماني",
        "برلمانيه", "دبلوماسي", "دبلوماسيه", "اكاديمي", "اكاديميه", "منتجه", "مواليه", "مرجعيه",
    )
)  # fmt: skip
"""Words of the lists of heads that also qualify: الحركة المعارضة, الطبقة السياسية."""
_HEADS = frozenset(("party", "text", "thing", "suffered"))
_PARTIES = frozenset(("title", "party", "people"))
OF_PRESS = frozenset(("صحافي", "صحافيه", "صحفي", "صحفيه", "اعلامي", "اعلاميه"))
PEOPLE = frozenset(("title", "party"))
_MUNICIPAL = frozenset(("شءون", "مجالس", "مجلس", "انتخابات", "خدمات", "امانات"))
"""After which بلدية is an adjective."""


class Adjectives(PhraseStart):
    """What qualifies the words that the phrase has."""

    __slots__ = ()

    def _grow_joined(self, j: int, word: Word) -> bool:
        """A second adjective: الحكومتان الألمانية والإسبانية, مسؤولين حاليين وسابقين, شخصيات عربية وإسلامية."""
        last = self.words[j - 1]
        if word.preposition or word.groups or word.definite != last.definite or word.ending != last.ending:
            return False
        alike = (word.nisba or "qualifier" in word.lists) and (last.nisba or "qualifier" in last.lists)
        within = j - 1 > self.head and bool(self.kinds & _PARTIES)
        if not alike or not (within or (word.definite and word.ending == "ة")):
            return False
        self.end = j + 1
        return True

    def _grow_un(self, j: int) -> bool:
        """غير with the adjective that it turns round: منظمات غير حكومية, الكسب غير المشروع."""
        adjective = self.words[j + 1] if j + 1 < self.stop else None
        definite = self.state == "definite"
        if adjective is None or adjective.kind != NOUN or adjective.groups or adjective.outside or adjective.pronoun:
            return False
        if adjective.definite != definite:
            return False
        self.end, self.state = j + 2, "definite" if definite else "indefinite"
        return True

    def _of_people(self, word: Word, last: Word) -> bool:
        """Whether a people's name qualifies people: المسؤولون العرب, متطرفون يهود, as an adjective of relation does."""
        return "peoples" in word.lists and (last.ending in ("ون", "ين") or "people" in last.groups)

    def _adjective(self, word: Word, head: Word, last: Word) -> bool:
        """Whether a definite word can qualify the definite phrase: no head itself, unless a title after a title."""
        if word.ending in ("ون", "ين"):
            return any(noun.ending in ("ون", "ين") or "people" in noun.groups for noun in (head, last))
        of_press = word.base in OF_PRESS and not last.groups & PEOPLE  # حملتها الإعلامية
        if "title" in word.groups and word.base not in _PARTICIPLES and not of_press:
            alike = "title" in last.groups and last.ending not in ("ون", "ين", "ات")  # المحامون الوزير: two parties
            return alike and (word.gender == "f") == (last.gender == "f")  # المعارضة الوزير: two parties
        if word.groups & _HEADS and word.base not in _PARTICIPLES and not of_press:
            return word.base == "بلديه" and last.base in _MUNICIPAL
        if last.pronoun and not word.nisba and word.ending != "ة" and word.base not in _RANKS:
            return False
        if word.gender == "f":
            return head.gender != "m" or head.plural or last.gender != "m" or last.plural
        return head.gender != "f" or last.gender != "f"
