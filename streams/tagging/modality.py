"""Whether an accusation is said not to have been made, or only to be possible, conditional, demanded or future."""

from streams.tagging.clauses import ClauseTree
from streams.tagging.denied import denied_above
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.words import VERB

__all__ = ["is_hypothetical", "is_negated", "without_giving"]

_NEGATIONS = frozenset(("لم", "لن", "لا", "ما", "ليس", "ليست"))
_REFUSALS = frozenset(
    ("رفض", "امتنع", "تجنب", "تفادي", "نفي", "تنفي", "ينفي", "نفت", "يرفض", "ترفض", "رفضت", "عدم", "دون", "بدون")
)
_WITHOUT = ("دون", "بدون")
"""Prepositions that say that what follows was not done: من دون أن."""
_BOUNDS = ("stop", "comma", "relative", "wh", "subordinator", "conjunction")
_NEGATED_BY_RULE = frozenset(("accepts_not", "unproven", "unrelated", "untrue", "baseless"))
"""Conditions of words that deny because they are negated."""
_MAYBE = frozenset(("اذا", "لو", "ربما", "لعل", "قد", "حال", "سوف", "احتمال", "امكان", "هل"))
_DEMANDS = frozenset(
    ("طالب", "يجب", "ينبغي", "يمكن", "دعا", "دعت", "تطالب", "يطالب", "يحتمل", "يتوقع", "احتمال", "ضروره", "يريد")
)


def is_negated(tree: ClauseTree, view: SentenceView, k: int) -> bool:
    """Negation right before the trigger, or what governs it, in its clause or the one above, says that it was not."""
    chunk = view.chunks[k]
    if chunk.reading is not None and not _NEGATED_BY_RULE.isdisjoint(chunk.reading.trigger.requires):
        return False  # لا أقبل الاتهام is a denial
    j = k - 1
    while j >= 0 and view.chunks[j].kind in ("auxiliary", "adverb"):
        j -= 1
    if j < 0:
        return False
    before = view.chunks[j]
    verb = chunk.kind == VERB
    if _not_ventured(view, k):
        return True
    if verb and before.kind == "negation":
        return before.word.base in _NEGATIONS and not view.listed(view.chunks[j + 1].word, "persists")
    said = _denied(view, k) if verb else _noun_negated(view, k, j)
    return said or denied_above(tree, k)


def _noun_negated(view: SentenceView, k: int, j: int) -> bool:
    """عدم اتهام, من دون توجيه تهمة, رفض اتهام X, امتنع عن اتهام; `j` is the chunk before noun `k`, adverbs passed."""
    chunk, before = view.chunks[k], view.chunks[j]
    if before.word.base in ("عدم", "دون", "بدون"):
        return True
    if without_giving(view, j) or _not_given(view, k) or _refused(view, j):
        return True
    if chunk.reading is None or chunk.reading.form.number != "s" or chunk.reading.definite:
        return False
    refusing = before.word.stem in _REFUSALS or view.holds("refusing", before.first, before.end)
    if refusing and not chunk.preposition and not chunk.reading.pronoun:
        return True  # رفض اتهام X; not رفض اتهامه
    words = [view.words[i].stem for i in range(max(0, chunk.first - 3), chunk.first)]
    return chunk.preposition == "عن" and any(word in ("امتنع", "يمتنع", "تمتنع", "امتناع", "احجم") for word in words)


def _not_ventured(view: SentenceView, k: int) -> bool:
    """لا يجرؤ على توجيه الاتهام, لن يخطر بباله أن يتهم, رفض تحميل X: what was not dared, thought of or agreed to."""
    chunk = view.chunks[k]
    for j in range(k - 1, max(-1, k - 7), -1):
        verb = view.chunks[j]
        if verb.kind in _BOUNDS:
            return False
        if verb.kind != VERB:
            continue
        denied = verb.reading is not None and verb.reading.trigger.type == "deny"  # نفى المدير تهمة الرشوة الموجهة إليه
        if chunk.bare and chunk.reading is not None and j < k - 1 and verb.word.stem in _REFUSALS and not denied:
            return chunk.reading.form.number == "s" and not (chunk.reading.definite or chunk.reading.pronoun)
        return view.listed(verb.word, "ventures") and _denied(view, j)
    return False


def _denied(view: SentenceView, j: int) -> bool:
    """Whether a negation stands before verb `j`: لا يجرؤ, لا أحد يجرؤ."""
    before = view.chunks[j - 1] if j else None
    if before is not None and before.kind == "np" and before.word.base == "احد" and j > 1:
        before = view.chunks[j - 2]
    return before is not None and before.kind == "negation" and before.word.base in _NEGATIONS


def without_giving(view: SentenceView, j: int) -> bool:
    """من دون توجيه تهمة, من دون توجيه أي اتهام, عدم توجيه تهمة; `j` is the chunk before the noun."""
    if view.chunks[j].kind == "question" and j:
        j -= 1
    chunk = view.chunks[j]
    if chunk.kind != "np" or not view.holds("giving", chunk.first, chunk.end):
        return False
    return chunk.preposition in ("من دون", "دون", "بدون", "من غير") or chunk.word.base == "عدم"


def _refused(view: SentenceView, j: int) -> bool:
    """رفض المدرب إلقاء اللوم على: whoever refuses to give it; `j` is the chunk before the noun."""
    chunk = view.chunks[j]
    giving = chunk.kind == "np" and chunk.end - chunk.first == 1 and view.listed(chunk.word, "giving")
    if not giving or chunk.preposition not in ("", "عن"):
        return False
    verb = next((view.chunks[i] for i in range(j - 1, max(-1, j - 4), -1) if view.chunks[i].kind == VERB), None)
    return verb is not None and (verb.word.stem in _REFUSALS or verb.word.stem in ("يمتنع", "تمتنع", "امتنعت", "تفادت"))


def _not_given(view: SentenceView, k: int) -> bool:
    """من دون أن توجه إليهم تهمة, لم توجه لها أي تهمة: the verb with which it is made is negated."""
    verb = next((j for j in range(k - 1, max(-1, k - 5), -1) if view.chunks[j].kind == VERB), 0)
    if not verb or not view.listed(view.chunks[verb].word, "gives") or view.chunks[k].preposition not in ("", "ب"):
        return False
    before, of = view.chunks[verb - 1], view.chunks[verb - 2] if verb > 1 else view.chunks[0]
    if before.kind == "negation":
        return before.word.base in _NEGATIONS
    return before.kind == "complementiser" and (of.preposition.endswith(_WITHOUT) or of.word.base == "غير")


def is_hypothetical(view: SentenceView, k: int) -> bool:
    """A conditional, a future or a demand governs the trigger."""
    chunk = view.chunks[k]
    reading = chunk.reading
    if reading is not None and chunk.kind == VERB and reading.proclitic in ("س", "ل"):
        return True
    imperfect = reading is not None and reading.form.tense == "imperfect"
    for i in range(chunk.first - 1, max(-1, chunk.first - 5), -1):
        word = view.words[i]
        if word.kind in ("punctuation",):
            break
        if word.base in _MAYBE and (word.base != "قد" or imperfect):
            return True
        if (imperfect or chunk.kind == "np") and (word.stem in _DEMANDS or word.base in _DEMANDS):
            return True
    return False
