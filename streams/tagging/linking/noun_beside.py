"""What stands right beside a noun of accusation: its possessor, its construct, its adjectives."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.noun import TO, Noun
from streams.tagging.linking.noun_possessor import possessor
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.linking.sentence import Party
from streams.tagging.words import VERB

__all__ = ["beside"]

_TRUTH = ("صحه", "بطلان", "كذب", "زيف", "صدقيه")


def beside(noun: Noun) -> None:
    """The pronoun or noun phrase in the construct with the noun, and adjectives after it."""
    view, k, reading = noun.view, noun.k, noun.reading
    if reading.pronoun:
        possessor(noun)
        return
    closed = noun.chunk(k + 1)
    if closed is not None and closed.kind == "close":
        noun.adjacent = k + 2  # «مزاعم» الصحيفة
    nxt = noun.chunk(noun.adjacent)
    if nxt is None or not nxt.bare or nxt.reading is not None or nxt.conjunction:
        return
    if _nisba(noun, nxt):
        noun.accusers = [Party(nxt.head, nxt.head + 1)]
        noun.rule = "verbal-noun-nisba"
        noun.adjacent += 1
        return
    if _adjective(noun, nxt) or (reading.definite and not view.is_party(nxt) and nxt.end - nxt.head == 1):
        noun.adjacent += 1
        return
    if reading.definite:
        return
    group = view.group(noun.adjacent)
    noun.adjacent = group[-1] + 1
    text = reading.form.number == "p" and nxt.word.definite and view.is_text(nxt)  # انتقادات التقرير
    lifeless = not view.is_party(nxt) and not text and not _against(noun, nxt)
    if reading.trigger.lemma in ("تهمة", "مسؤولية") or (
        lifeless and (reading.form.number == "p" or view.is_thing(nxt))
    ):
        _act_in_construct(noun, nxt)
        return
    _party_in_construct(noun, group)


def _nisba(noun: Noun, nxt: Chunk) -> bool:
    """Whether an adjective of a state or a body says whose it is: الاتهامات الهندية, اتهامات نيابية."""
    view = noun.view
    if not nxt.word.nisba or nxt.first != view.chunks[noun.k].end or nxt.word.definite != noun.reading.definite:
        return False
    return nxt.head in view.states or view.listed(nxt.word, "bodies_nisba")


def _adjective(noun: Noun, nxt: Chunk) -> bool:
    """Whether the word after the noun only qualifies it: اتهامات خطيرة, هجوما قويا, انتقادات أخرى."""
    word = nxt.word
    if noun.reading.definite or word.definite or nxt.head in noun.view.known or word.groups & {"party", "title"}:
        return False
    if noun.reading.form.written.endswith("ا") or (noun.view.listed(word, "words_of_attack") and not word.groups):
        return True
    if nxt.end - nxt.first == 1 and not word.groups and not word.pronoun and not noun.view.is_named(nxt):
        return noun.reading.form.number == "s" and not word.plural  # اتهام ضمني, اتهام مباشر
    return word.base in ("اخري", "اخر", "عده") or (
        word.ending in ("ة", "ا") and not word.groups and nxt.first == nxt.head and not word.pronoun
    )


def _against(noun: Noun, nxt: Chunk) -> bool:
    """انتقادات اليمين لرئيس الحكومة: whose they are, when whom they are against follows, and it is no wrong."""
    view, behind = noun.view, noun.chunk(noun.adjacent)
    if behind is None or behind.preposition not in ("ل", "ضد", "بحق") or not view.is_party(behind):
        return False
    wrong = view.listed(nxt.word, "wrong") or view.listed(nxt.word, "crime") or view.listed(nxt.word, "harm")
    return nxt.word.definite and not wrong and not view.is_thing(nxt)


def _act_in_construct(noun: Noun, nxt: Chunk) -> None:
    """تهم القتل, اتهامات التعذيب, إدانة الهجوم."""
    view = noun.view
    if noun.reading.trigger.type == "condemn":
        if (
            nxt.head in view.states
            or nxt.word.nisba
            or (not nxt.word.definite and nxt.word.ending in ("ة", "ات") and not nxt.word.groups)
        ):
            return
        noun.accused = accused_of_act(view, [noun.adjacent - 1], Arguments(end=noun.adjacent))
        return
    if nxt.word.definite or nxt.word.groups & {"suffered", "thing"}:
        noun.content = (nxt.first, view.clause_end(noun.k + 1))


def _party_in_construct(noun: Noun, group: list[int]) -> None:
    """اتهام X لـY, اتهام X: a party in the construct accuses if whom it accuses follows, else is accused."""
    view, reading = noun.view, noun.reading
    parties = view.parties(group)
    behind = noun.chunk(noun.adjacent)
    second = _second(noun, behind)
    answered = bool(second) or _to_whom(noun, behind) or reading.form.number == "p"
    if reading.trigger.type == "condemn":
        by = answered or _of_act(noun, group, behind) or _objects_by_preposition(noun, behind) or _aroused(noun)
        if not by:
            noun.accused = accused_of_act(view, group, Arguments(end=noun.adjacent))
            return
    else:
        proved = noun.chunk(noun.k - 1)
        truth = proved is not None and proved.word.base in _TRUTH and proved.end - proved.first == 1
        by = bool(second) or truth or answered  # صحة اتهام X
        if not by:
            noun.accused, noun.rule = parties, "verbal-noun-object"
            return
    noun.accusers, noun.rule = parties, "verbal-noun-subject"
    noun.accused = second or noun.accused


def _second(noun: Noun, behind: Chunk | None) -> list[Party]:
    """The object of the noun, right after its subject: اتهام الوزير الصحافة; empty if there is none."""
    if behind is None or not behind.bare or behind.reading is not None or behind.conjunction:
        return []
    return noun.view.parties(noun.view.group(noun.adjacent)) if noun.view.is_party(behind) else []


def _to_whom(noun: Noun, behind: Chunk | None) -> bool:
    """Whether a phrase says whom the noun is against: اتهام الوزير للصحافة, اتهام الوزير له."""
    if behind is None:
        return False
    if behind.kind == "pp":
        return behind.preposition in TO[:5] and bool(behind.word.pronoun)
    named = noun.view.is_party(behind) or noun.reading.form.number == "p"
    return behind.kind == "np" and behind.preposition in ("ل", "ضد", "بحق", "تجاه") and named


def _aroused(noun: Noun) -> bool:
    """أثارت تصريحات الوزير استنكار النواب: whose condemnation is aroused or met with."""
    chunks, k = noun.view.chunks, noun.k
    verb = next((j for j in range(k - 1, max(-1, k - 6), -1) if chunks[j].kind == VERB), k)
    met = chunks[k].preposition == "ب" or any(chunk.bare for chunk in chunks[verb + 1 : k])
    return met and verb < k and noun.view.listed(chunks[verb].word, "takes")  # not أثارت إدانة الوزير جدلا


def _of_act(noun: Noun, group: list[int], behind: Chunk | None) -> bool:
    """استنكار المملكة لاقتحام المسجد, استنكار الوزير لما جرى: whoever stands before ل condemns; not لأسباب."""
    if behind is None or not noun.view.is_named(noun.view.chunks[group[0]]):
        return False
    what = behind.kind == "subordinator" and behind.word.surface == "لما"
    act = behind.kind == "np" and behind.preposition == "ل" and behind.word.base not in ("اسباب", "سبب", "دواعي")
    return what or act


def _objects_by_preposition(noun: Noun, behind: Chunk | None) -> bool:
    return behind is not None and behind.preposition in noun.reading.trigger.objects
