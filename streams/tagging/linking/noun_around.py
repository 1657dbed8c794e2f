"""What stands around a noun of accusation and tells its parties: في مواجهة اتهامات, نافيا اتهامات X, صدرت عنه."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.matrix import matrix_subject
from streams.tagging.linking.noun import Noun, governor, referent
from streams.tagging.linking.reference import meant
from streams.tagging.linking.sentence import Party
from streams.tagging.linking.subjects import main_subject, subject_of
from streams.tagging.words import VERB

__all__ = ["around", "deniable", "denies"]


def around(noun: Noun) -> bool:
    """Take the parties that what stands around names; True if no verb is to be asked any more."""
    if not noun.accusers and _by_controlling_noun(noun):
        return True
    _facing(noun)
    _issued(noun)
    _reached(noun)
    return noun.rule == "receives-accusation" or _denied_by_noun(noun) or _aside(noun)


def _by_controlling_noun(noun: Noun) -> bool:
    """الإصرار الأميركي على اتهام X, محاولات الحكومة اتهام X: the noun before names who accuses."""
    view = noun.view
    before = noun.chunk(noun.k - 1)
    if before is not None and before.kind == "pp" and not before.word.pronoun:
        before = noun.chunk(noun.k - 2)
    if before is None or before.kind != "np" or before.word.groups & {"title", "party"}:
        return False
    if noun.reading.trigger.lemma == "تهمة" and before.end < view.chunks[noun.k].first:
        return False  # ببراءتها من تهمة القتل
    if before.word.pronoun and noun.reading.form.number == "s" and (denies(before) or "thing" in before.word.groups):
        noun.accusers = view.parties(meant(view, before.word.pronoun, noun.k - 1), "same_sentence")
        noun.rule = "controlled-noun"  # لرفضه إدانة X, محاولتها اتهام X
        return bool(noun.accusers)
    if before.reading is not None or view.chunks[noun.k].preposition in ("", "ب", "ل"):
        return False
    for j in range(before.first, before.end):
        if view.words[j].nisba and j in view.states and j > before.first:
            noun.accusers = [Party(j, j + 1)]
            noun.rule = "controlled-noun"
            return True
    return False


def _facing(noun: Noun) -> None:
    """في مواجهة اتهامات: the party before is accused."""
    view = noun.view
    before = noun.chunk(noun.k - 1)
    if before is None or before.kind != "np" or before.word.stem != "مواجه" or noun.accused:
        return
    for j in range(noun.k - 2, -1, -1):
        if view.is_party(view.chunks[j]):
            noun.accused = view.parties([j])
            noun.rule = "receives-accusation"
            return


def _issued(noun: Noun) -> None:
    """صدرت عن X اتهامات, الذي صدرت عنه اتهامات: whom they come from accuses."""
    view, verb = noun.view, governor(noun)
    if verb is None or noun.accusers or view.chunks[verb].word.base not in ("صدر", "صدرت", "تصدر", "يصدر"):
        return
    for j in (*range(verb + 1, noun.k), *range(noun.k + 1, min(noun.k + 3, len(view.chunks)))):
        chunk = view.chunks[j]
        if chunk.preposition != "عن":
            continue
        if chunk.kind == "np" and view.is_party(chunk):
            noun.accusers = view.parties(view.group(j))
        elif chunk.word.pronoun:
            noun.accusers = view.parties(referent(view, chunk.word.pronoun, verb, verb, []), "same_sentence")
        return


def _reached(noun: Noun) -> None:
    """تلاحق تهم الفساد X: the object of the verb whose subject the noun is."""
    view, before = noun.view, noun.chunk(noun.k - 1)
    if before is None or noun.accused or before.end - before.first > 1 or not view.listed(before.word, "reaches"):
        return
    for j in range(noun.k + 1, min(noun.k + 4, len(view.chunks))):
        if view.chunks[j].bare and view.is_party(view.chunks[j]):
            noun.accused = view.parties(view.group(j))
            noun.rule = "receives-accusation"
            return


def _denied_by_noun(noun: Noun) -> bool:
    """نافيا اتهامات X, رفضه اتهامات X: whoever denies is accused; not when the denial is of another accusation."""
    before = noun.chunk(noun.k - 1)
    if before is None or before.kind != "np":
        return False
    if noun.accused and noun.reading.form.number == "s" and _refusing(noun, before):
        return True
    if not denies(before):
        return False
    if deniable(noun):
        view = noun.view
        if before.reading is not None and before.reading.pronoun:
            denier = main_subject(view, noun.k - 1)
        else:
            denier = matrix_subject(view, noun.k - 1, before)
        accusers = {party.first for party in noun.accusers}
        if denier and view.chunks[denier[0]].first not in accusers:
            noun.accused = view.parties(denier, "same_sentence")
    return True


def _refusing(noun: Noun, before: Chunk) -> bool:
    """تحدث X رافضا اتهام Y: whoever refuses to accuse is the accuser of what is negated."""
    words = noun.view.words[before.first : before.end]
    if before.preposition or not any(noun.view.listed(word, "refusing") for word in words):
        return False
    noun.accusers = noun.view.parties(matrix_subject(noun.view, noun.k - 1, None), "same_sentence")
    noun.rule = "controlled-noun"
    return True


def denies(chunk: Chunk) -> bool:
    """Whether a chunk is a verb, participle or noun of denying."""
    return chunk.reading is not None and chunk.reading.trigger.type == "deny"


def deniable(noun: Noun) -> bool:
    """Whether the accusation is of the denier: نفى X اتهامات Y بـ, رفض X الاتهامات الهندية, نفى X تهمة الرشوة."""
    if noun.accused or noun.reading.pronoun:
        return False
    many = noun.reading.form.number != "s" or noun.reading.trigger.lemma == "تهمة"
    return many and (not noun.reading.definite or noun.content is not None or bool(noun.accusers))


def _subject_behind(noun: Noun) -> list[int]:
    """The subject of the first verb after the comma: في اتهام صريح لـ X، قال Y."""
    view = noun.view
    for j in range(noun.k + 1, len(view.chunks) - 1):
        if view.chunks[j].kind == "comma" and view.chunks[j + 1].kind == VERB:
            return subject_of(view, j + 1)
    return []


def _aside(noun: Noun) -> bool:
    """…، في اتهام ضمني لـ X: the subject of the main clause accuses."""
    view, k = noun.view, noun.k
    before = noun.chunk(k - 2)
    apart = (before is None or before.kind == "comma") and view.chunks[k].preposition == "في"
    if not apart or noun.accusers or noun.reading.form.number != "s" or noun.reading.definite or not noun.accused:
        return False
    noun.accusers = view.parties(matrix_subject(view, k - 1, None) if before is not None else _subject_behind(noun))
    noun.rule = "aside"
    return True
