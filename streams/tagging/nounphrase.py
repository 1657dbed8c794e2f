"""Noun phrases: from a word to the end of the shortest run that names one party or thing.

A phrase is a head and what identifies it: construct chain, agreeing adjectives, apposed name, quoted name. Relative
clauses, dates, parentheses and most prepositional phrases stay outside.
"""

from collections.abc import Sequence

from streams.tagging.growth import Growth, KnownActors
from streams.tagging.holders import abbreviated, holder_end
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
        "دول",
    )
)  # fmt: skip
"""What bodies are named after: المرصد السوري لحقوق الإنسان."""
_NO_OFFICE = frozenset(
    ("مره", "غايه", "اسف", "تو", "يوم", "عام", "شهر", "اسبوع", "حظه", "لحظه", "اسباب", "سبب", "دواعي")
)
"""What ل governs besides: للمرة الأولى, للأسف."""
_HOLDERS = frozenset(("title", "people"))
_FOR_WHOM = frozenset(("نايب", "ناءب", "ناءبه", "مرشح", "مرشحه", "مندوب", "عضو"))
"""Who sits for a place or party after عن: النائب عن محافظة البصرة عدي عواد."""
_SIDING = frozenset(("تابع", "موال", "موالي", "مناهض"))
"""Stems of adjectives that say whose somebody is: القوات الموالية للحكومة."""
_INTO = frozenset(("في", "عن", "على", "إلى", "من", "مع"))
_WITHOUT = frozenset(("لا", "دون", "غير"))
_MEANS = frozenset(("قوه", "قياده", "رءاسه", "دعم", "رعايه", "جانب"))
"""What is done with or under somebody: بقوة, بقيادة فلان."""
_NO_BODIES = frozenset(("thing", "suffered", "text", "people"))
_SOURCES = frozenset(("مصدر", "مصادر", "مسؤول", "مسئول"))


def _complement_end(words: Sequence[Word], known: KnownActors, grown: Growth, stop: int) -> int:
    """Take a prepositional phrase that identifies the head: باسم, من of a part, في and ب of a seat, التابعة لـ."""
    j = grown.end
    word = words[j]
    if not word.preposition and word.surface not in LINKS:
        return j
    if words[j - 1].stem in _SIDING and word.preposition == "ل" and word.kind == NOUN:
        return phrase_end(words, j, known, stop)[0]
    if _engaged(words, grown):
        return phrase_end(words, j + (word.kind == "preposition"), known, stop)[0]
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
        return last.base in _OFFICES or ("party" in grown.kinds and word.base in _FIELDS)
    if "party" not in words[grown.head].groups:
        return False
    if word.base in _FIELDS:
        return True
    if not word.definite:
        return "party" in word.groups and last.base in _LEADING and words[grown.end + 1].definite
    if word.groups & {"party", "title"}:
        return "party" in word.groups and last.base in _LEADING
    return last.base in _OFFICES or (last.nisba and not word.groups)  # الهيئة السعودية للمهندسين


def _engaged(words: Sequence[Word], grown: Growth) -> bool:
    """Whether the phrase is people who do something, and in what or for what follows: المدافعون عن حقوق الإنسان."""
    head, word = words[grown.head], words[grown.end]
    if "engaged" not in head.lists or grown.end > grown.head + 1 or head.ending not in ("ون", "ين"):
        return False
    if word.kind == NOUN:
        return bool(word.preposition) and not word.pronoun and word.base not in _WITHOUT
    nxt = words[grown.end + 1]
    return word.surface in _INTO and nxt.kind == NOUN and not (nxt.pronoun or nxt.conjunction or nxt.preposition)


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
    """مصدر بالداخلية, عضو بمجلس الشورى: where somebody sits, unless the verb before governs with ب."""
    j = grown.end
    word, head = words[j], words[grown.head]
    if word.kind == NOUN and word.base == "رتبه" and "title" in grown.kinds:
        return min(j + 2, stop)  # ضابط برتبة مقدم
    if word.kind != NOUN or word.pronoun:
        return j
    if head.surface in _SOURCES and word.definite:
        return phrase_end(words, j, known, stop)[0] if "party" in word.groups else j + 1
    before = words[grown.head - 1] if grown.head else None
    if "title" not in head.groups or (before is not None and "with_ba" in before.lists):
        return j
    body = "party" in word.groups and word.base not in _MEANS and not word.groups & _NO_BODIES
    return phrase_end(words, j, known, stop)[0] if body or j in known else j


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


def phrase_end(
    words: Sequence[Word], first: int, known: KnownActors, stop: int, *, held: bool = True
) -> tuple[int, int, Sequence[int]]:
    """Return the index after the noun phrase that begins at `first`, its head's index, and where it might be two.

    `stop` is where it must end at the latest. The end is `first` if no phrase begins there. `held`: with the name of
    who holds an office.
    """
    word = words[first]
    if word.kind == "quantifier" and word.definite and first + 1 < stop and words[first + 1].kind == NOUN:
        other = words[first + 1].base in ("اخر", "اخرين", "اخري")
        return first + 1 + other, first, ()  # ويتهم البعض الحكومة; البعض الآخر
    titled = _titled(words, first, stop)
    if titled > first:
        return phrase_end(words, titled, known, stop, held=held)
    grown = Growth(words, known, first, stop)
    if word.kind == NOUN:
        grown.take(first)
    elif not grown.start():
        return grown.end, grown.head, ()
    while grown.end < stop and not words[grown.end].outside and grown.grow():
        pass
    end = _whole(words, known, grown, stop, held=held)
    return end, grown.head, grown.breaks


def _shared(words: Sequence[Word], known: KnownActors, grown: Growth, end: int, stop: int) -> int:
    """Take a second head or field that shares the construct: إمام وخطيب المسجد الحرام, وزارة التربية والتعليم."""
    head = words[grown.head]
    if end + 1 >= stop or words[end].conjunction != "و" or words[end].kind != NOUN or words[end].preposition:
        return end
    second, last = words[end], words[end - 1]
    if end == grown.head + 1:
        alike = bool(head.groups & _HOLDERS and second.groups & _HOLDERS) and head.plural == second.plural
        both = alike and not (head.definite or second.definite or head.pronoun or second.pronoun)
        owner = words[end + 1]
        owned = owner.kind == NOUN and owner.definite and not (owner.preposition or owner.conjunction)
        return phrase_end(words, end, known, stop)[0] if both and owned and head.ending not in ("ون", "ين") else end
    field = second.definite and last.definite and not (second.groups | last.groups) - {"thing"} and end not in known
    if field and not second.pronoun and not second.nisba and "of_fields" in head.lists:
        return phrase_end(words, end, known, stop)[0]
    return end


def _titled(words: Sequence[Word], first: int, stop: int) -> int:
    """The office or name that a form of address before it belongs to: معالي وزير العدل, د. شوقي علام; else `first`."""
    named = abbreviated(words, first, stop)
    if named > first:
        return named if words[named].kind == NOUN and not words[named].outside else first
    nxt = words[first + 1] if first + 1 < stop else None
    called = "excellency" in words[first].lists and not words[first].definite and not words[first].pronoun
    return first + 1 if called and nxt is not None and "title" in nxt.groups and not nxt.outside else first


def _whole(words: Sequence[Word], known: KnownActors, grown: Growth, stop: int, *, held: bool) -> int:
    """Where the phrase ends with its complements, and with the name of who holds the office."""
    end = grown.end
    if end + 1 < stop and not words[end].closes:
        end = _complement_end(words, known, grown, stop)
    end = _shared(words, known, grown, end, stop)
    holds = "title" in grown.kinds or "excellency" in words[min(grown.head + 1, stop - 1)].lists  # صاحب السمو
    if grown.state == "name" or not (holds and held):
        return end
    named = holder_end(words, end, stop, lambda i: phrase_end(words, i, known, stop, held=False)[0])
    if named > end > grown.end and not words[grown.head].definite and grown.state != "definite":
        grown.breaks.append(end)  # قيادي في الحزب محمد سالم: perhaps two parties
    elif named > end and words[end].groups & _HOLDERS and "address" not in words[end].lists:
        grown.breaks.append(end)  # وزير العدل رئيس المجلس وليد: the verb may want two
    return named
