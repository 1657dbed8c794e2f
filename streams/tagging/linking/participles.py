"""Accusations by a participle: قال X متهما Y بـ, رجل متهم بـ, وهم متهمون بـ, … منددا بـ."""

from streams.tagging.linking.arguments import Arguments, after
from streams.tagging.linking.authors import authors
from streams.tagging.linking.claims import named_later
from streams.tagging.linking.left_subjects import left_subject
from streams.tagging.linking.matrix import matrix_subject
from streams.tagging.linking.noun import tries
from streams.tagging.linking.objects import accused_of_act, accused_of_denial
from streams.tagging.linking.qualified import qualified
from streams.tagging.linking.reference import meant
from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.linking.speakers import speaker
from streams.tagging.linking.subjects import subject_of
from streams.tagging.triggers import Reading
from streams.tagging.words import VERB

__all__ = ["link_participle"]


def link_participle(view: SentenceView, k: int, reading: Reading) -> Link:
    """Find the parties of the participle at chunk `k`, read as `reading`."""
    args = after(view, k, reading.trigger.content, 1)
    content = None
    if args.content is not None:
        content = (view.chunks[args.content].first, view.clause_end(args.content))
    if reading.trigger.passive and not _takes_object(view, k, reading, args.bare):
        return _of_accused(view, k, reading, content)
    subject = matrix_subject(view, k, view.chunks[k]) or _said_behind(view, k)
    accusers = authors(view, subject) if subject else []
    if reading.trigger.type == "deny":
        accused = accused_of_denial(view, k, args, subject) or view.accusers_of(accusers)
    else:
        accused = _objects(view, k, reading, args, subject)
    return Link("participle-of-subject", accusers, accused, content)


def _said_behind(view: SentenceView, k: int) -> list[int]:
    """The subject of the clause before which the participle stands: محملا الحكومة المسؤولية، قال النائب إن."""
    if k and view.chunks[k - 1].kind not in ("stop", "open"):
        return []
    for j in range(k + 1, len(view.chunks) - 1):
        if view.chunks[j].kind == "comma" and view.chunks[j + 1].kind == VERB:
            group = subject_of(view, j + 1)
            return group if group and view.agrees(view.chunks[k], view.chunks[group[0]], before=True) else []
    return []


def _of_accused(view: SentenceView, k: int, reading: Reading, content: tuple[int, int] | None) -> Link:
    """رجل متهم بـ: who is qualified is accused."""
    blames = reading.trigger.type == "blame"
    who = speaker(view, k) if blames else _finder(view, k, reading)
    whom = named_later(view, k) if blames and reading.definite and _opens_clause(view, k) else []
    return Link("participle-passive", view.parties(who), whom or qualified(view, k, reading), content, legal=True)


def _opens_clause(view: SentenceView, k: int) -> bool:
    """إن «المسؤول عن مقتل الضابط هو الحزب»: the participle is the subject."""
    j = k - 1
    while j > 0 and view.chunks[j].kind == "open":
        j -= 1
    return j >= 0 and view.chunks[j].kind == "complementiser"


def _objects(view: SentenceView, k: int, reading: Reading, args: Arguments, subject: list[int]) -> list[Party]:
    """Whom the participle accuses: a pronoun, a bare noun phrase, or one after its preposition."""
    nxt = view.chunks[k + 1] if k + 1 < len(view.chunks) else None
    if reading.pronoun:
        return view.parties(meant(view, reading.pronoun, k, subject), "same_sentence")
    if nxt is not None and nxt.kind == "pronoun" and nxt.word.base.startswith("ايا"):
        found = meant(view, nxt.word.pronoun or nxt.word.base[3:], k, subject)
        return view.parties(_described(view, found), "same_sentence")
    groups = args.bare
    if "-" in reading.trigger.objects and groups:
        return _target(view, reading, groups[0], args)
    if args.clause_object and "-" in reading.trigger.objects and reading.trigger.type == "condemn":
        return accused_of_act(view, [], args)  # منتقدا ما سماه صمت الاتحاد
    for preposition, group in args.prepositional:
        if preposition in reading.trigger.objects:
            return _target(view, reading, group, args)
    for preposition, pronoun, j in args.pronouns:
        if preposition in reading.trigger.objects:
            return view.parties(meant(view, pronoun, j, subject), "same_sentence")  # آخذا عليها
    if reading.trigger.type == "condemn" and (args.clause_object or args.content is not None):
        return accused_of_act(view, [], args)  # منددا بما سماه صمت الاتحاد
    return []


def _target(view: SentenceView, reading: Reading, group: list[int], args: Arguments) -> list[Party]:
    """The parties of a group, or the author of the act that is condemned."""
    return accused_of_act(view, group, args) if reading.trigger.type == "condemn" else view.parties(group)


def _finder(view: SentenceView, k: int, reading: Reading) -> list[int]:
    """Who finds somebody guilty: وجدت المحكمة X مذنبا."""
    if "found_guilty" not in reading.trigger.requires:
        return []
    verb = view.previous_verb(k)
    if verb is None or view.chunks[verb].reading is not None or not view.listed(view.chunks[verb].word, "finds"):
        return []
    found = subject_of(view, verb)
    if not found and view.chunks[verb].word.pronoun:
        left = left_subject(view, verb)
        found = left.group if left is not None and tries(view, left.group) else []
    return [j for j in found if j < k - 1 or j < verb]


def _described(view: SentenceView, group: list[int]) -> list[int]:
    """The noun phrase whose adjective a group is: ثمانية مقاتلين سوريين مدربين."""
    if len(group) != 1 or not group[0]:
        return group
    chunk, before = view.chunks[group[0]], view.chunks[group[0] - 1]
    qualifies = before.kind == "np" and before.end == chunk.first and chunk.bare and not chunk.conjunction
    plural = chunk.word.ending in ("ين", "ون") and not chunk.word.definite
    return [group[0] - 1] if qualifies and plural and not view.core(before).definite else group


def _takes_object(view: SentenceView, k: int, reading: Reading, bare: list[list[int]]) -> bool:
    """Whether the participle accuses (متهما الحكومة بـ) rather than is accused (رجلا متهما بـ)."""
    if reading.trigger.lemma != "متهم" or reading.definite:
        return False
    if reading.pronoun:
        return True
    first = k + 1
    if first < len(view.chunks) and view.chunks[first].word.surface in ("فيه", "فيها"):
        first += 1  # بيانا متهما فيه الشركة بـ
    nxt = view.chunks[first] if first < len(view.chunks) else None
    if nxt is None:
        return False
    if nxt.kind == "pronoun" and nxt.word.base.startswith("ايا"):
        return True
    if reading.form.written == "متهم":
        return False  # متهم زورا بـ: only an accusative has an object
    return (
        nxt.bare
        and bool(bare)
        and bare[0][0] == first
        and not (nxt.word.base in ("اثنين", "اثنان") or nxt.word.kind == "number")
    )
