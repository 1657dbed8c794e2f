"""Words of one sentence before they are cut into chunks: proclitics of names, rejected verbs, marks of the passive."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import compress

from streams.segmentation.types import Segmentation
from streams.tagging.actors import Mention
from streams.tagging.orthography import unmarked
from streams.tagging.triggers import Reading
from streams.tagging.types import Sentence
from streams.tagging.words import NOUN, VERB, Word, as_noun, as_verb

__all__ = ["dashed", "rejected", "uncut", "vocalised"]

_ASSAILING = frozenset(("انتقد", "هاجم", "ادان", "دان", "استنكر", "شجب", "منتقد", "مهاجم"))
"""Verbs that govern what is condemned without ب, after which بقوة and بعنف are adverbs."""
_FAR_ADVERB = 8
_DASH = re.compile(r"(?<=\s)ـ+(?=\s)")
"""A dash drawn with the key that lengthens letters, as older papers do: القاهرة ـ وكالات ـ."""


_GIVEN = frozenset(("given",))
_DOTTED = frozenset(("الي", "إلي", "حتي"))
"""Particles as those write them who dot every final alef."""


def dashed(sentence: Sentence) -> Sentence:
    """The sentence with dashes that Farasa takes for lengthened letters, and drops, as words of their own."""
    words = sentence.words
    if "ـ" not in words.text or not (found := list(_DASH.finditer(words.text))):
        return sentence
    forms, starts, ends, segments = list(words.words), list(words.starts), list(words.ends), list(words.segments)
    for dash in found:
        at = bisect_left(starts, dash.start())
        if at < len(starts) and starts[at] == dash.start():
            continue
        forms.insert(at, "-")
        starts.insert(at, dash.start())
        ends.insert(at, dash.end())
        segments.insert(at, "-")
    return replace(sentence, words=Segmentation(words.text, forms, starts, ends, segments))


def vocalised(sentence: Sentence, readings: Mapping[int, Reading]) -> frozenset[int]:
    """Triggers written with the damma of the passive: اتُهم. (In forms II to IV the active imperfect has one too.)"""
    words, found = sentence.words, set()
    for i, reading in readings.items():
        if reading.trigger.part != "verb":
            continue
        written = words.text[words.starts[i] : words.ends[i]]
        at = written.find("\u064f")
        past = reading.form.tense == "past"
        if 0 < at <= len(written) // 2 and (
            past or reading.trigger.stems.get("past", "").startswith(("ات", "ان", "اس"))
        ):
            found.add(i)
    return frozenset(found)


def uncut(sentence: Sentence, words: list[Word], mentions: Sequence[Mention]) -> list[Word]:
    """Give foreign names, in place, the proclitics that Farasa left on them: لكراديتش, فميركل."""
    text, starts = sentence.words.text, sentence.words.starts
    for mention in mentions:
        first, end = mention.first, mention.end
        if mention.actor_id is None:
            _name_office(words, mention)
            if mention.kind == "person" and end > first + 1:
                _name_ali(words, mention)
            continue
        if end > first + 1:
            words[first:end] = map(_no_verb, words[first:end])
        word, written, start = words[first], starts[first], mention.start
        if word.kind == VERB and written < start:
            word = words[first] = as_noun(word)  # لتشاد, which may be لتشاد, to be built
        if word.kind != NOUN or (word.preposition == "ل" and word.definite):
            continue
        prefix = unmarked(text[written:start]) if written < start else ""
        if prefix != word.conjunction + word.preposition:
            conjunction = prefix[:1] if prefix[:1] in ("و", "ف") else ""
            words[first] = replace(word, kind=NOUN, conjunction=conjunction, preposition=prefix[len(conjunction) :])
    return words


def _name_office(words: list[Word], mention: Mention) -> None:
    """Make a noun, in place, of a verb that begins an office after a noun or preposition: أمام قاضي التحقيق."""
    at = mention.first
    if mention.end == at + 1 or not at or words[at].kind != VERB or words[at].conjunction:
        return
    if words[at - 1].kind in (NOUN, "preposition") and not words[at - 1].pronoun:
        words[at] = as_noun(words[at])


def _name_ali(words: list[Word], mention: Mention) -> None:
    """Make a given name, in place, of what is written like على inside a person's name: الوزير علي المصيلحي.

    Not where the writer dots every final alef (الي، علي), nor before somebody who is named by what he is.
    """
    for i in range(mention.first, mention.end - 1):
        word, after = words[i], words[i + 1]
        if word.base != "علي" or word.kind != "preposition" or word.pronoun or after.groups - _GIVEN:
            continue
        dotted = word.surface[-1] == "ي"
        if dotted == (after.surface[-1] != "ى") and (not dotted or not any(w.surface in _DOTTED for w in words)):
            words[i] = replace(as_noun(word), base="علي", stem="علي", groups=_GIVEN)


def _no_verb(word: Word) -> Word:
    """A word inside a listed name, which is no verb: رفعت الأسد, حاكم المصرف المركزي."""
    return as_noun(word) if word.kind == VERB else word


def _adverbs(words: list[Word], i: int) -> None:
    """Make adverbs, in place, of what tells how somebody is assailed by verb `i`: انتقد الوزير بقوة أداء الهيئة."""
    for j in range(i + 1, min(i + _FAR_ADVERB, len(words))):
        if words[j].surface in ("بقوة", "بعنف", "بقسوة"):
            words[j] = replace(words[j], kind="adverb", preposition="")


def rejected(
    words: list[Word], readings: Mapping[int, Reading], candidates: Sequence[tuple[Reading, ...] | None]
) -> list[Word]:
    """Make verbs, in place, of those that are no accusation here (نفى وجود خطة)."""
    for i in readings:
        for j in range(i + 1, min(i + 3, len(words))):
            if words[j].surface == "لما" and readings[i].trigger.part == "noun":
                words[j] = replace(words[j], kind="wh", preposition="ل")  # استنكارها الشديد لما قامت به
        if readings[i].trigger.lemma in _ASSAILING:
            _adverbs(words, i)
    for i in compress(range(len(words)), candidates):
        found = candidates[i]
        if found is None or i in readings or found[0].trigger.part != "verb":
            continue
        word, form = words[i], found[0].form
        if word.pronoun and word.ending in ("ة", "ت") and found[0].trigger.lemma == "حمل":
            continue  # واصلت حملتها
        if word.kind == NOUN and not word.definite and not word.preposition:
            words[i] = as_verb(word, form.gender, plural=form.number != "s", person=form.person)
    return words
