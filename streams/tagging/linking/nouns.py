"""Accusations by a verbal noun: اتهامات X لـ Y, وجّه X التهم إلى Y, يواجه Y انتقادات من X, بتهمة, تبادل الاتهامات."""

from streams.tagging.linking.arguments import Arguments
from streams.tagging.linking.authors import authors
from streams.tagging.linking.noun import Noun
from streams.tagging.linking.noun_after import follow
from streams.tagging.linking.noun_beside import beside
from streams.tagging.linking.noun_charge import nearest_person, on_charge
from streams.tagging.linking.noun_control import governing_noun
from streams.tagging.linking.noun_given import given_to, unspared
from streams.tagging.linking.noun_light import made_with
from streams.tagging.linking.noun_mutual import mutual
from streams.tagging.linking.noun_told import answered, convicting
from streams.tagging.linking.noun_twins import twinned
from streams.tagging.linking.noun_verbs import governing
from streams.tagging.linking.objects import accused_of_denial
from streams.tagging.linking.relatives import relative_of
from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.linking.speakers import speaker
from streams.tagging.linking.standing import stands_alone
from streams.tagging.linking.subjects import main_subject, subject_of
from streams.tagging.modality import without_giving
from streams.tagging.triggers import Reading
from streams.tagging.words import VERB

__all__ = ["link_noun"]

_LEGAL_HEADS = ("لاءحه", "قرار", "مذكره", "صحيفه", "لواءح")


def link_noun(view: SentenceView, k: int, reading: Reading) -> Link:
    """Find the parties of the verbal noun at chunk `k`, read as `reading`."""
    return twinned(view, k, reading, _link)


def _link(view: SentenceView, k: int, reading: Reading) -> Link:
    """The parties of the noun by itself."""
    noun = Noun(view, k, reading)
    if reading.trigger.type == "deny":
        return _denial(noun)
    if mutual(noun):
        return Link("mutual", noun.accusers, list(noun.accusers), noun.content, reciprocal=True)
    _legal_head(noun)
    beside(noun)
    if reading.trigger.lemma == "تهمة" and reading.preposition == "ب":
        on_charge(noun)
    elif not unspared(noun):
        _in_clause(noun)
    link = Link(noun.rule, noun.accusers, noun.accused, noun.content, legal=noun.legal)
    link.keep = bool(noun.accused or (noun.accusers and reading.trigger.lemma not in ("لوم", "لائمة"))) or stands_alone(
        view, k, reading, noun.content
    )
    link.keep = link.keep and not noun.nobody
    return link


def _in_clause(noun: Noun) -> None:
    """Take what the clause tells: with what the accusation is made, what follows the noun, the verb that governs it."""
    if not noun.accusers:
        made_with(noun)
    if not noun.accusers and (willing := governing_noun(noun)):
        noun.accusers, noun.rule = willing, "controlled-noun"
    given_to(noun)
    follow(noun)
    governing(noun)
    convicting(noun)
    _answered(noun)
    answered(noun)
    _reproach(noun)
    if not noun.accused and (
        noun.view.chunks[noun.k].preposition in ("من", "في") or without_giving(noun.view, noun.k - 1)
    ):
        _tried(noun)


def _answered(noun: Noun) -> None:
    """قال X إن اتهامات Y لا أساس لها: who answers an accusation of nobody else is accused."""
    view, k = noun.view, noun.k
    if noun.accused or not noun.accusers or noun.reading.trigger.type not in ("accuse", "charge"):
        return
    for chunk in view.chunks[k + 1 : k + 9]:
        if chunk.kind == "stop":
            return
        if chunk.reading is not None and chunk.reading.trigger.rule == "baseless":
            who = view.parties(speaker(view, k), "same_sentence")
            taken = {party.first for party in noun.accusers}
            noun.accused = [party for party in who if party.first not in taken]
            return


def _reproach(noun: Noun) -> None:
    """قال X إن اللوم يقع على Y, إن Y يستحق اللوم: who says so blames."""
    view, k = noun.view, noun.k
    if noun.reading.trigger.type != "blame" or noun.accusers or not noun.accused:
        return
    around = (
        chunk.word for chunk in view.chunks[max(0, k - 4) : k + 8] if chunk.kind == VERB or chunk.end - chunk.first == 1
    )
    if any(view.listed(word, "falls") or view.listed(word, "deserves") for word in around):
        noun.accusers = view.parties(speaker(view, k))


def _legal_head(noun: Noun) -> None:
    """لائحة اتهام, قرار الاتهام."""
    before = noun.chunk(noun.k - 1)
    if (
        before is not None
        and before.kind == "np"
        and before.word.base in _LEGAL_HEADS
        and not before.word.definite
        and noun.reading.trigger.lemma == "اتهام"
    ):
        noun.legal = True


def _tried(noun: Noun) -> None:
    """برأت المحكمة X من تهمة, التحقيق مع X في تهم, التحقيق مع X في اتهامات, احتجاز X من دون توجيه تهمة."""
    found = nearest_person(noun, -1)
    charge = noun.reading.trigger.lemma == "تهمة" or without_giving(noun.view, noun.k - 1)
    if found and (charge or (noun.reading.trigger.lemma == "اتهام" and noun.view.chunks[found[0]].preposition == "مع")):
        noun.accused = noun.view.parties(found)


def _denial(noun: Noun) -> Link:
    """كرر X نفيه …, لتكذيب اتهامات Y, لا أساس لها."""
    view, k = noun.view, noun.k
    main = _of_matter(noun) or main_subject(view, k)
    if not main:
        main = next(
            (
                view.group(j)
                for j in range(k + 1, len(view.chunks))
                if view.chunks[j].bare and view.is_party(view.chunks[j]) and view.chunks[j - 1].kind == VERB
            ),
            [],
        )
    accusers = authors(view, main) if main else []
    if noun.reading.trigger.rule == "pleads-innocence":
        accusers = _whom_they_accused(view, accusers) or accusers
    args = Arguments(end=min(k + 6, len(view.chunks)))
    accused = accused_of_denial(view, k, args, main)
    if not accused and noun.reading.pronoun:
        accused = view.accusers_of(accusers) or view.earlier_accusers(accusers)
    return Link("denial-noun", accusers, accused)


def _of_matter(noun: Noun) -> list[int]:
    """الأمر الذي دأبت X على نفيه: the subject of the clause that takes up what was told."""
    view, verb = noun.view, noun.view.previous_verb(noun.k)
    if not noun.reading.pronoun or verb is None or relative_of(view, verb) is None:
        return []
    group = subject_of(view, verb)
    return group if group and verb < group[0] < noun.k and view.is_party(view.chunks[group[0]]) else []


def _whom_they_accused(view: SentenceView, accusers: list[Party]) -> list[Party]:
    """اتهمه الادعاء بالسرقة، غير أنه دفع ببراءته: who pleads is the accused, not who accused him before."""
    own = {party.first for party in accusers}
    return next((link.accused for link in reversed(view.links) if own & {party.first for party in link.accusers}), [])
