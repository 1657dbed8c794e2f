"""What stands around a noun of accusation and tells its parties: في مواجهة اتهامات, نافيا اتهامات X, صدرت عنه."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.noun import Noun, governor

__all__ = ["around", "deniable", "denies"]


def around(noun: Noun) -> bool:
    """Take the parties that what stands around names; True if no verb is to be asked any more."""
    _facing(noun)
    _issued(noun)
    return noun.rule == "receives-accusation"


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
        return


def denies(chunk: Chunk) -> bool:
    """Whether a chunk is a verb, participle or noun of denying."""
    return chunk.reading is not None and chunk.reading.trigger.type == "deny"


def deniable(noun: Noun) -> bool:
    """Whether the accusation is of the denier: نفى X اتهامات Y بـ, رفض X الاتهامات الهندية, نفى X تهمة الرشوة."""
    if noun.accused or noun.reading.pronoun:
        return False
    many = noun.reading.form.number != "s" or noun.reading.trigger.lemma == "تهمة"
    return many and (not noun.reading.definite or noun.content is not None or bool(noun.accusers))
