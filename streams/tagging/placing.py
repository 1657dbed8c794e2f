"""What a word is in its place: many words are written alike as verbs and as nouns (فتح, حكم, تبادل)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import compress
from operator import attrgetter

from streams.tagging.chunk import DASHES
from streams.tagging.orthography import fold
from streams.tagging.words import NOUN, PUNCTUATION, VERB, Word, as_noun, as_verb

__all__ = ["WROTE", "byline", "placed"]

WROTE = frozenset(("كتب", "كتبت"))
"""What begins the line that tells who wrote what follows."""
_KIND, _UNSTEADY = attrgetter("kind"), attrgetter("unsteady")
_NOMINAL_ENDINGS = frozenset(("ة", "ات", "ين", "ون"))
_CLAUSE_BOUNDS = frozenset(
    ("complementiser", "relative", "subordinator", PUNCTUATION, "auxiliary", "negation", "conjunction", "wh", "pronoun")
)
_BEFORE_VERBS = frozenset(("wh", "pronoun", "relative", "auxiliary", "negation", "complementiser"))
_MUTUAL = frozenset(("تبادل", "تقاذف", "تراشق"))
_LONGEST_OPENING = 12
"""Words before the comma or colon after which the clause begins."""
_LONGEST_AGENCY = 6
_NAMES = frozenset(("given", "name_part"))
_NAMING = frozenset(("سم", "اسم", "دع"))
"""Stems of verbs of naming that are cut as nouns: سمته, أسمته."""
_ISSUED = frozenset(("صدر", "نشر", "وزع", "بث"))
_VEHEMENTLY = frozenset(("بشدة", "بحدة", "بقوة"))
_VERBAL_ENDINGS = frozenset(("", "ت", "وا", "و"))


def placed(words: Sequence[Word], known: Mapping[int, int]) -> list[Word]:
    """The words as their places in the sentence show them: بعدما فتح (verb), حملت فتح (noun), بأنه سرب (verb).

    `known` maps the first word of a known actor to the index after its last.
    """
    ends = frozenset(known.values())
    found, size = list(words), len(words)
    behind = compress(range(1, size), map(_BEFORE_VERBS.__contains__, map(_KIND, words)))
    for i in {*compress(range(size), map(_UNSTEADY, words)), *behind, *ends}:
        if i < size and words[i].may_turn:
            found[i] = _placed(words, i, known, ends)
    for i in (0, _clause_start(words)):
        if i + 1 < len(words):
            found[i] = _first(words, i, known)
    return found


def _clause_start(words: Sequence[Word]) -> int:
    """Where the clause begins after a dateline or an adverbial (وفي باريس، تظاهر المئات); 0 if there is none."""
    for i in range(byline(words), min(_LONGEST_OPENING, len(words))):
        word = words[i]
        if word.kind == VERB and not word.ambiguous:
            return 0
        if word.kind == PUNCTUATION and (word.surface in DASHES or (word.surface == "،" and _adverbial(words[0]))):
            return _after_agency(words, i) + 1
    return 0


def _after_agency(words: Sequence[Word], dash: int) -> int:
    """The colon that closes a dateline of place and agency (بانغي - أ ف ب:), else the dash itself."""
    for i in range(dash + 1, min(dash + _LONGEST_AGENCY, len(words))):
        if words[i].surface == ":":
            return i
        if words[i].kind == VERB:
            break
    return dash


def byline(words: Sequence[Word]) -> int:
    """The colon after who wrote what follows: كتبت - منى السيد:; 0 if there is none."""
    if len(words) < 3 or words[0].base not in WROTE or words[1].kind != PUNCTUATION:
        return 0
    return next((i for i, word in enumerate(words[:_LONGEST_OPENING]) if i > 1 and word.surface == ":"), 0)


def _adverbial(word: Word) -> bool:
    return word.kind in ("preposition", "time", "adverb") and not word.pronoun


def _placed(words: Sequence[Word], i: int, known: Mapping[int, int], ends: frozenset[int]) -> Word:
    """Word `i`, which may turn, in its place. `ends`: where known actors end."""
    word = words[i]
    if not i:
        return word
    if word.surface == "علي":
        return as_noun(word) if _is_ali(words, i) else word
    if word.surface in ("لي", "بي") and words[i - 1].kind == VERB:
        return replace(word, kind="preposition", preposition=word.surface[0], base="", stem="", pronoun="ي")  # قال لي
    if word.conjunction == "ف" and _goes_on(words, i):
        return replace(word, conjunction="", base=fold(word.surface), stem=fold(word.surface))
    if word.kind == VERB:
        return as_noun(word) if _is_noun(words, i, known) else word
    if "gives" in word.lists and word.stem.startswith("ت") and _gives_whom(words, i):
        return as_verb(word, "f")
    if word.ending == "ا" and word.stem in _MUTUAL and i + 1 < len(words) and "accusation" in words[i + 1].lists:
        return as_verb(word, plural=True)  # الطرفان … تبادلا الاتهامات
    after_particle = words[i - 1].kind in _BEFORE_VERBS and _is_verb(words, i)
    if after_particle or (i in ends and _follows_opening_actor(words, i, known)):
        return as_verb(
            word, "f" if word.ending == "ت" or _imperfect(word, words[i - 1]) else "m", plural=word.ending == "وا"
        )
    return word


def _is_ali(words: Sequence[Word], i: int) -> bool:
    """Whether علي is the name, among names and after who bears it: المرشد الإيراني علي خامنئي."""
    before, nxt = words[i - 1], words[i + 1] if i + 1 < len(words) else None
    bearer = "title" in before.groups or (before.definite and before.nisba) or bool(before.groups & _NAMES)
    return bearer and nxt is not None and (nxt.name_like or "name_part" in nxt.groups | before.groups)


def _gives_whom(words: Sequence[Word], i: int) -> bool:
    """Whether to whom and an accusation follow a word such as توجه: رابع مسؤول توجه إليه تهمة, توجه لهم أي تهمة."""
    to, what = words[i + 1 : i + 2], words[i + 2 : i + 4]
    return bool(to) and bool(to[0].pronoun) and any("accusation" in word.lists for word in what)


def _imperfect(word: Word, before: Word) -> bool:
    """A verb in ت- whose subject is feminine: أن توجه, لم تلق, هي تلقي."""
    asks = before.kind in ("complementiser", "negation") or (before.kind == "pronoun" and before.base == "هي")
    return asks and word.stem.startswith("ت") and word.ending == ""


def _goes_on(words: Sequence[Word], i: int) -> bool:
    """Whether a family name in ف was cut: لاري فينك, عبد الحفيظ فغولي; no noun is joined to a name with ف."""
    word, before = words[i], words[i - 1]
    if word.kind != NOUN or word.definite or word.preposition or word.groups or word.pronoun:
        return False
    return "given" in before.groups or (i > 1 and "name_part" in words[i - 2].groups and before.definite)


def _first(words: Sequence[Word], i: int, known: Mapping[int, int]) -> Word:
    """The first word of a clause, word `i`: a bare noun before a nominative, or before people after و, is a verb."""
    word, second = words[i], words[i + 1]
    if word.kind == VERB and word.ambiguous and i in known and word.stem.startswith("ت"):
        return as_noun(word)
    if word.kind == "preposition" and word.base == "عبر" and any(w.base == "عن" for w in words[i + 2 : i + 7]):
        return as_verb(word)  # وعبر الأهالي عن غضبهم
    if word.kind != NOUN or word.definite or word.preposition or word.ending not in ("", "ت"):
        return word
    alone = i and word.stem.startswith("ت") and "lone" in second.groups and _governed(words, i + 2)
    if alone or _submits(words, i):
        return as_verb(word)  # تقدم محام ببلاغ
    if second.definite and second.ending == "ون":
        return as_verb(word)  # وجاب المتظاهرون
    people = second.definite and bool(second.groups & {"people", "title", "party"})
    people = people or ("people" in second.groups and not second.preposition)  # ونظم طلاب وقفة
    listed = word.groups - {"thing"}
    bare = (word.conjunction or i) and word.ending == ""
    if i and bare and word.stem.startswith("ت") and second.kind == "quantifier" and not second.preposition:
        return as_verb(word)  # وفي باريس، تظاهر بضع مئات
    if i and second.gender == "f" and not second.plural:
        return word  # تعاون الوزارة
    if people and bare and (word.stem.startswith("ت") or not (listed or word.groups)):
        return as_verb(word)  # ونظم الطلاب, وتجمع العمال
    if len(word.stem) == 5 and word.stem.startswith("ت") and word.stem[2] == "ا":
        return as_verb(word, "f" if word.ending == "ت" or second.gender == "f" else "m")  # تبادلت, تواجه
    return word


def _submits(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` says that somebody comes with a text: وتقدم عضو المجلس ببلاغ."""
    behind = words[i + 2 : i + 12] if words[i].stem == "تقدم" else ()
    return any(word.preposition == "ب" and "text" in word.groups for word in behind)


def _governed(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` is a preposition, or a noun with one."""
    return i < len(words) and (words[i].kind == "preposition" or bool(words[i].preposition))


def _is_noun(words: Sequence[Word], i: int, known: Mapping[int, int]) -> bool:
    """Whether a word that may be a verb stands where a noun must."""
    word, before = words[i], words[i - 1]
    if word.conjunction:
        return word.ambiguous and i in known and word.stem.startswith("ت")
    if word.ending == "ت" and len(word.stem) <= 3 and before.definite and "title" in before.groups:
        return True  # الكابورال ترنت
    if word.ending == "ت" and word.pronoun and before.kind == "preposition" and not before.pronoun:
        return before.base != "من"  # الكشف عن هويته
    if word.ending == "ت" and word.pronoun and _with_adjective(words, i, known):
        return True  # حملتها الإعلامية
    if word.ending == "ا" and before.kind == VERB:
        return True  # ترفض رفضا قاطعا
    if before.kind == "pronoun" and "title" in word.groups:
        nxt = words[i + 1] if i + 1 < len(words) else None
        return nxt is not None and nxt.kind == NOUN and not nxt.definite  # وهو طالب جامعي
    return word.ambiguous and (_after_governor(words, i) or (i in known and word.stem.startswith("ت")))


def _with_adjective(words: Sequence[Word], i: int, known: Mapping[int, int]) -> bool:
    """Whether an adjective of relation in ة, which names nobody, follows word `i`: a noun in ة with its owner."""
    nxt = words[i + 1] if i + 1 < len(words) else None
    return nxt is not None and nxt.definite and nxt.nisba and nxt.ending == "ة" and i + 1 not in known


def _verb_is_there(words: Sequence[Word], i: int) -> bool:
    """Whether the clause has its verb already, so that a bare word of three letters is none."""
    if "speech" in words[i].groups:
        return False
    for j in range(i - 1, max(-1, i - 7), -1):
        word = words[j]
        if word.kind in _CLAUSE_BOUNDS or word.conjunction:
            return word.kind == VERB and (not word.ambiguous or j == 0)  # وصدر بحق الوزير حكم
        if word.kind == VERB:
            return not word.ambiguous or j == 0
    return False


def _after_governor(words: Sequence[Word], i: int) -> bool:
    """Whether the word before wants a noun: a verb, a preposition, or a noun open for a construct."""
    word, before = words[i], words[i - 1]
    if before.kind == VERB and "speech" not in word.groups and (not before.ambiguous or "speech" in before.groups):
        return True
    if before.base == "ذلك" or (before.base == "حتي" and "speech" in word.groups):
        return False  # إلى ذلك نشر التنظيم, حتى رد عليه
    if before.kind in ("demonstrative", "quantifier") or (before.kind == "preposition" and not before.pronoun):
        return True
    if word.base in _ISSUED and any(words[j].groups & {"text"} for j in range(max(0, i - 2), i)):
        return False  # في بيان مشترك صدر أمس
    if before.surface in _VEHEMENTLY:
        return True  # ودان بشدة قصف الأحياء
    if _verb_is_there(words, i):
        return True  # اتهم الاتحاد حكم المباراة
    if before.kind != NOUN or before.pronoun or "speech" in word.groups or "given" in before.groups:
        return False  # عباس عرض: a name has no construct
    if word.stem.startswith("ت") and len(word.stem) > 3:
        return bool(before.groups & {"title", "name_part"}) or (not before.definite and before.ending == "")
    return not before.definite and before.ending in ("", "ة", "ات")


def _is_verb(words: Sequence[Word], i: int) -> bool:
    """Whether an unknown bare word stands where only a verb can: after قد, لم, الذي, بأنه, بما, وهي."""
    word, before = words[i], words[i - 1]
    kind = before.kind
    if (kind == "wh" or before.base == "ما") and word.pronoun and word.ending == "ة" and word.stem in _NAMING:
        return True  # بما سمته, بما أسمته
    if kind == "wh":
        return not word.conjunction and word.ending in _VERBAL_ENDINGS  # بما وصفوه
    if kind in ("pronoun", "relative") and word.stem.startswith("ت") and word.ending == "":
        return True  # وهي تلقي
    if kind == "complementiser" and word.stem.startswith("ت") and word.ending == "" and not before.pronoun:
        return i + 1 < len(words) and bool(words[i + 1].pronoun) and words[i + 1].kind == "preposition"  # أن توجه إليه
    if before.base in ("لم", "لن") and word.stem.startswith("ت") and word.ending not in _NOMINAL_ENDINGS:
        return True  # لم توجه
    if kind not in ("auxiliary", "negation", "complementiser", "relative"):
        return False
    if word.conjunction or word.groups or word.nisba or word.ending in _NOMINAL_ENDINGS:
        return False
    if kind == "complementiser":
        nxt = words[i + 1] if i + 1 < len(words) else None
        return bool(before.pronoun) and nxt is not None and nxt.kind != PUNCTUATION and not nxt.nisba
    if kind == "relative":
        return not before.conjunction and not before.preposition
    return before.base in ("قد", "لقد", "سوف", "لم", "لن")


def _follows_opening_actor(words: Sequence[Word], i: int, known: Mapping[int, int]) -> bool:
    """Whether a bare unknown word follows an actor that opens the clause: لكن مورينيو أغاظ فينغر."""
    word = words[i]
    if word.groups or word.nisba or word.conjunction or word.pronoun or word.ending in _NOMINAL_ENDINGS:
        return False
    for j in (i - 1, i - 2):
        if known.get(j) == i and (j == 0 or words[j - 1].kind in ("complementiser", "conjunction")):
            nxt = words[i + 1] if i + 1 < len(words) else None
            return nxt is not None and nxt.kind in (NOUN, "preposition") and not nxt.conjunction
    return False
