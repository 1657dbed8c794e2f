"""Noun phrases: from a word to the end of the shortest run that names one party or thing.

A phrase is a head and what identifies it: construct chain, agreeing adjectives, apposed name, quoted name. Relative
clauses, dates, parentheses and most prepositional phrases stay outside.
"""

from collections.abc import Sequence

from streams.tagging.growth import Growth, KnownActors
from streams.tagging.quoting import OPENING, quoted_end
from streams.tagging.words import LINKS, NOUN, Word

__all__ = ["phrase_end"]

_PARTITIVE = frozenset(("عدد", "مجموعة", "جماعة", "احد", "أحد", "واحد"))
_OFFICES = frozenset(
    (
        "عام", "عامه", "اعلي", "عليا", "وطني", "وطنيه", "دولي", "دوليه", "مركزي", "مركزيه", "مستقل", "مستقله", "دائم",
        "سياسي", "سياسيه", "عسكري", "عسكريه", "رسمي", "رسميه", "تنفيذي", "تنفيذيه", "اعلامي", "اعلاميه", "سابق",
        "سابقه", "اسبق", "حالي", "خاص", "خاصه", "اول", "ثاني", "اقليمي", "اقليميه", "فني", "مالي", "اداري", "روحي",
        "مساعد", "مقيم", "داءم", "داءمه", "جديد", "رياضي", "رياضيه", "قانوني", "قانونيه", "تجاري", "طبي", "امني",
        "سامي", "ثقافي", "اقتصادي", "انساني", "ميداني", "علمي", "تقني", "تربوي",
    )
)  # fmt: skip
"""Adjectives of offices and bodies after which ل leads on."""
_LEADING = frozenset(
    (
        "اعلي", "عليا", "عام", "عامه", "سياسي", "سياسيه", "عسكري", "تنفيذي", "تنفيذيه", "مركزي", "مركزيه", "اعلامي",
    )
)  # fmt: skip
"""Those after which it may lead on to another body: المكتب السياسي للحركة; not اتهام المحكمة الدولية للحكومة."""
_FIELDS = frozenset(
    (
        "كره", "حقوق", "مكافحه", "حمايه", "رعايه", "تنميه", "شءون", "دفاع", "حركه", "حزب", "مجلس", "جبهه", "هيءه",
        "مقاومه", "صحافه", "اعلام", "مراه", "طفل", "مستهلك", "تربيه", "ثقافه", "علوم", "طيران", "نفط", "طاقه", "سياحه",
    )
)  # fmt: skip
"""What bodies are named after: المرصد السوري لحقوق الإنسان."""
_NO_OFFICE = frozenset(
    ("مره", "غايه", "اسف", "تو", "يوم", "عام", "شهر", "اسبوع", "حظه", "لحظه", "اسباب", "سبب", "دواعي")
)
"""What ل governs besides: للمرة الأولى, للأسف."""
_OF_NAMES = frozenset(("دين", "الله", "اسلام", "رحمن"))
"""Second halves of given names: نور الدين, سيف الإسلام."""
_FOR_WHOM = frozenset(("نايب", "ناءب", "ناءبه", "مرشح", "مرشحه", "مندوب", "عضو"))
"""Who sits for a place or party after عن: النائب عن محافظة البصرة عدي عواد."""
_SIDING = frozenset(("تابع", "موال", "موالي", "مناهض"))
"""Stems of adjectives that say whose somebody is: القوات الموالية للحكومة."""
_SOURCES = frozenset(("مصدر", "مصادر", "مسؤول", "مسئول"))


def _complement_end(words: Sequence[Word], known: KnownActors, grown: Growth, stop: int) -> int:
    """Take a prepositional phrase that identifies the head: باسم, من of a part, في and ب of a seat, التابعة لـ."""
    j = grown.end
    word = words[j]
    if not word.preposition and word.surface not in LINKS:
        return j
    if words[j - 1].stem in _SIDING and word.preposition == "ل" and word.kind == NOUN:
        return phrase_end(words, j, known, stop)[0]
    if word.preposition == "ل" and word.kind == NOUN and not word.pronoun and _of_office(words, grown):
        return phrase_end(words, j, known, stop)[0]
    if word.surface in ("باسم", "بإسم") and "title" in grown.kinds:
        return phrase_end(words, j + 1, known, stop)[0]
    if word.surface in ("ل", "لـ"):
        return _of_quoted(words, grown, stop)
    if word.preposition == "ب":
        return _seat(words, known, grown, stop)
    if word.surface in ("في", "من"):
        return _in_or_of(words, known, grown, stop)
    if word.surface == "عن" and words[grown.head].base in _FOR_WHOM:
        return _named_behind(words, j, phrase_end(words, j + 1, known, stop)[0], stop)
    return j


def _named_behind(words: Sequence[Word], end: int, seat: int, stop: int) -> int:
    """Where a seat ends if a personal name follows, which shows that it is the person's; else `end`."""
    return seat if seat < stop and "given" in words[seat].groups and words[seat].name_like else end


def _of_office(words: Sequence[Word], grown: Growth) -> bool:
    """Whether ل leads on to what an office or body is of: المجلس الأعلى للقضاء, المدير السابق لشركة النفط."""
    last, word = words[grown.end - 1], words[grown.end]
    if grown.state != "definite" or grown.end - 1 == grown.head or not last.definite or word.base in _NO_OFFICE:
        return False
    if "title" in words[grown.head].groups:
        return last.base in _OFFICES
    if "party" not in words[grown.head].groups:
        return False
    if not word.definite or word.base in _FIELDS:
        return word.base in _FIELDS
    if word.groups & {"party", "title"}:
        return "party" in word.groups and last.base in _LEADING
    return last.base in _OFFICES or (last.nisba and not word.groups)  # الهيئة السعودية للمهندسين


def _of_quoted(words: Sequence[Word], grown: Growth, stop: int) -> int:
    """رئيس الهيئة لـ «القوات» سمير."""
    j = grown.end
    if words[j + 1].surface not in OPENING or not grown.kinds & {"title", "party"}:
        return j
    closed = quoted_end(words, j + 1, stop)
    if closed == j + 1:
        return j
    while closed < stop and words[closed].name_like and "title" in grown.kinds:
        closed += 1
    return closed


def _seat(words: Sequence[Word], known: KnownActors, grown: Growth, stop: int) -> int:
    """مصدر بالداخلية; مدير الفرع بالمنطقة الشرقية عمر بن صالح, if a name follows."""
    j = grown.end
    word = words[j]
    if word.kind == NOUN and word.base == "رتبه" and "title" in grown.kinds:
        return min(j + 2, stop)  # ضابط برتبة مقدم
    if word.kind != NOUN or not word.definite:
        return j
    if words[grown.head].surface in _SOURCES:
        return j + 1
    if "title" not in grown.kinds:
        return j
    return _named_behind(words, j, phrase_end(words, j, known, stop)[0], stop)


def _in_or_of(words: Sequence[Word], known: KnownActors, grown: Growth, stop: int) -> int:
    """مسؤول في الحزب, محكمة في نيويورك, عدد من النواب, قطعان من المستوطنين."""
    j = grown.end
    head, behind = words[grown.head], words[j + 1]
    if words[j].surface == "في":
        if not head.groups & {"title", "party"}:
            return j
        if j + 1 in known:
            return min(known[j + 1], stop)
        body = behind.kind == NOUN and "party" in behind.groups and not behind.pronoun
        return phrase_end(words, j + 1, known, stop)[0] if body else j
    many = behind.definite and behind.ending in ("ون", "ين") and j == grown.head + 1
    if not head.definite and (many or head.surface in _PARTITIVE):
        return phrase_end(words, j + 1, known, stop)[0]
    return j


def _name_end(words: Sequence[Word], end: int, stop: int) -> int:
    """Take the personal name after a title and its complement: رئيس المجلس في البحرين أحمد الملا."""
    if end >= stop or not words[end].name_like or not ("given" in words[end].groups or _two_names(words, end, stop)):
        return end
    end += 1
    while end < stop and (
        words[end].name_like or (words[end].definite and not words[end].groups - {"given"} and words[end].kind == NOUN)
    ):
        end += 1
        if words[end - 1].definite and words[end - 1].base not in _OF_NAMES:
            break
    return end


def _two_names(words: Sequence[Word], end: int, stop: int) -> bool:
    """Whether an unknown word begins a name of two: رئيس اللجنة في جنيف نور الدين, آرام عثمان; not one word alone."""
    nxt = words[end + 1] if end + 1 < stop else None
    return nxt is not None and not words[end].groups and (nxt.name_like or nxt.base in _OF_NAMES)


def phrase_end(words: Sequence[Word], first: int, known: KnownActors, stop: int) -> tuple[int, int, Sequence[int]]:
    """Return the index after the noun phrase that begins at `first`, its head's index, and where it might be two.

    `stop` is where it must end at the latest. The end is `first` if no phrase begins there.
    """
    word = words[first]
    if word.kind == "quantifier" and word.definite and first + 1 < stop and words[first + 1].kind == NOUN:
        other = words[first + 1].base in ("اخر", "اخرين", "اخري")
        return first + 1 + other, first, ()  # ويتهم البعض الحكومة; البعض الآخر
    grown = Growth(words, known, first, stop)
    if word.kind == NOUN:
        grown.take(first)
    elif not grown.start():
        return grown.end, grown.head, ()
    while grown.end < stop and not words[grown.end].outside and grown.grow():
        pass
    end = grown.end
    if end + 1 < stop and not words[end].closes:
        end = _complement_end(words, known, grown, stop)
    if end > grown.end and "title" in grown.kinds:
        named = _name_end(words, end, stop)
        if named > end and not words[grown.head].definite and grown.state != "definite":
            grown.breaks.append(end)  # قيادي في الحزب محمد سالم: perhaps two parties
        end = named
    return end, grown.head, grown.breaks
