"""Whom a passive participle qualifies: رجل متهم بـ, وهم متهمون بـ, الجنود أنفسهم متهمون بـ."""

from streams.tagging.linking.noun import tries
from streams.tagging.linking.sentence import Party, SentenceView
from streams.tagging.linking.subjects import main_subject, subject_of
from streams.tagging.triggers import Reading
from streams.tagging.words import VERB

__all__ = ["qualified"]


def qualified(view: SentenceView, k: int, reading: Reading) -> list[Party]:
    """The noun phrase that متهم qualifies or is said of."""
    chunk = view.chunks[k]
    before = view.chunks[k - 1] if k else None
    if chunk.preposition or before is None:
        return []
    if before.kind == "pronoun":
        found = _salient(view, {"هو": "ه", "هي": "ها"}.get(before.word.base, before.word.base), k - 1)
        return view.parties(found, "same_sentence")
    if (told := _told_of(view, k)) is not None:
        return told
    if chunk.conjunction or before.kind in ("comma", "close", VERB):
        return view.parties(view.antecedent(_agreeing(reading), k) or main_subject(view, k))
    if led := _led(view, k, reading):
        return view.parties(led)
    return _described_before(view, k, reading)


def _told_of(view: SentenceView, k: int) -> list[Party] | None:
    """اعتقل رجل، وقالت النيابة إنه متهم: another than who says so; None if the speaker may say it of himself."""
    pronoun, main = view.chunks[k - 1].word.pronoun, main_subject(view, k)
    if view.chunks[k - 1].kind != "complementiser" or not pronoun or not main:
        return None
    legal = tries(view, main) or tries(view, main, "police")
    if not legal and view.pronoun_fits(pronoun, view.chunks[main[0]]):
        return None
    found = view.antecedent(pronoun, view.previous_verb(k) or k, main)
    return view.parties([j for j in found if j not in main], "same_sentence")


def _agreeing(reading: Reading) -> str:
    """The pronoun that agrees with the participle."""
    if reading.form.gender == "f":
        return "ها"
    return "هم" if reading.form.number == "p" else "ه"


def _described_before(view: SentenceView, k: int, reading: Reading) -> list[Party]:
    """The noun phrase before the participle that agrees with it; nobody if it is a number (إحالة 41 متهما)."""
    j = k - 1
    while j >= 0 and view.chunks[j].kind in ("adverb", "time", "pp", "open", "close"):
        j -= 1
    if j < 0 or view.chunks[j].kind != "np":
        return view.parties(main_subject(view, k))
    if view.words[view.chunks[j].end - 1].kind == "number" and view.chunks[j].end == view.chunks[k].first:
        return []
    while (
        j > 0
        and view.chunks[j].preposition in ("في", "من", "ب", "ل")
        and view.chunks[j - 1].kind == "np"
        and not _fits(view, j, reading)
    ):
        j -= 1
    return view.parties([j])


def _led(view: SentenceView, k: int, reading: Reading) -> list[int]:
    """Who is led somewhere as an accused, where the place stands before: اقتيد الطاقم إلى القاعدة متهمين بـ."""
    several = reading.form.number == "p" and reading.form.written.endswith("ين")
    verb = view.previous_verb(k)
    if not several or verb is None or view.chunks[k - 1].preposition != "الي" or _fits(view, k - 1, reading):
        return []
    return subject_of(view, verb)


def _salient(view: SentenceView, pronoun: str, before: int) -> list[int]:
    """The nearest party that fits and no preposition governs, else any: اعتقال X المقرب من Y، وهو متهم."""
    for j in range(before - 1, -1, -1):
        chunk = view.chunks[j]
        if chunk.kind == "stop":
            break
        if not chunk.bare or chunk.reading is not None or chunk.conjunction:
            continue
        if (view.is_party(chunk) or view.victim(chunk)) and view.pronoun_fits(pronoun, chunk):
            return view.group(j)
    return view.antecedent(pronoun, before)


def _fits(view: SentenceView, j: int, reading: Reading) -> bool:
    """Whether the participle agrees with a noun phrase in number and definiteness."""
    word = view.core(view.chunks[j])
    if reading.form.number == "p":
        return word.plural or word.kind in ("quantifier", "number")
    party = view.is_party(view.chunks[j]) or view.victim(view.chunks[j])
    return party and word.definite == reading.definite and not word.plural
