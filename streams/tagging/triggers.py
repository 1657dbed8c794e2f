"""Reads words of accusation: from the surface to the trigger it may be, through proclitics and object pronouns."""

from dataclasses import dataclass

from streams.tagging.orthography import fold
from streams.tagging.paradigm import Form, noun_forms, participle_forms, verb_forms
from streams.tagging.rules import Trigger

__all__ = ["Reading", "TriggerTable"]

_FORM_IV = 4
"""Letters of its past tense: أدان, أنكر."""
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ني", "ه", "ك", "ي")
_VERB_PROCLITICS = ("", "س", "ل")
_NOUN_PROCLITICS = ("", "ب", "ل", "ك", "ال", "بال", "كال", "لل")
_PROCLITICS = tuple(dict.fromkeys(_VERB_PROCLITICS + _NOUN_PROCLITICS))


@dataclass(frozen=True, slots=True)
class Reading:
    """A word read as a form of a trigger."""

    trigger: Trigger
    form: Form
    conjunction: str
    """`و` or `ف`, or empty."""
    proclitic: str
    """`س` or `ل` of a verb; preposition and article of a noun (`بال`); or empty."""
    pronoun: str
    """Object of a verb, possessor of a noun: `ها`, or empty."""

    @property
    def definite(self) -> bool:
        """Whether a noun has the article."""
        return self.proclitic in ("ال", "بال", "كال", "لل")

    @property
    def preposition(self) -> str:
        """The preposition written onto a noun, or empty."""
        return self.proclitic[0] if self.proclitic and self.proclitic != "ال" else ""


class TriggerTable:
    """All written forms of all triggers."""

    def __init__(self, triggers: tuple[Trigger, ...]) -> None:
        self._forms: dict[str, list[tuple[Trigger, Form]]] = {}
        for trigger in triggers:
            for form in _forms(trigger):
                self._forms.setdefault(form.written, []).append((trigger, form))

    def read(self, word: str) -> tuple[Reading, ...] | None:
        """The readings that a bare word has as a trigger, best first, or None. Nothing is kept."""
        folded = fold(word)
        found = self._peel(folded, "", word)
        if folded[:1] in ("و", "ف") and len(folded) > 2:
            found += self._peel(folded[1:], folded[0], word)
        if not found:
            return None
        unique = {(r.trigger.lemma, r.form.tense, r.form.gender, r.pronoun): r for r in reversed(found)}
        return tuple(reversed(unique.values()))

    def _peel(self, folded: str, conjunction: str, word: str) -> list[Reading]:
        found = []
        proclitics = [proclitic for proclitic in _PROCLITICS if folded.startswith(proclitic)]
        for pronoun in ("", *_PRONOUNS):
            if not folded.endswith(pronoun) or len(folded) - len(pronoun) < 2:
                continue
            rest = folded[: len(folded) - len(pronoun)] if pronoun else folded
            for proclitic in proclitics:
                if len(proclitic) < len(rest):
                    for trigger, form in self._forms.get(rest[len(proclitic) :], ()):
                        if _fits(trigger, form, proclitic, pronoun, word):
                            found.append(Reading(trigger, form, conjunction, proclitic, pronoun))
        return found


def _forms(trigger: Trigger) -> list[Form]:
    stems = trigger.stems
    if trigger.part == "verb":
        keys = ("past", "imperfect", "short", "passive_past", "passive_imperfect")
        return list(verb_forms(*(stems.get(key, "") for key in keys)))
    if trigger.part == "participle":
        return [form for stem in stems["participle"].split() for form in participle_forms(stem)]
    nouns = stems["noun"].split()
    return [f for stem in nouns for f in noun_forms(stem, feminine=trigger.feminine, plural=stems.get("plural", ""))]


def _fits(trigger: Trigger, form: Form, proclitic: str, pronoun: str, word: str) -> bool:
    """Whether a form takes these clitics."""
    article = proclitic in ("ال", "بال", "كال", "لل")
    if pronoun == "ه" and word[-1] == "ة":
        return False
    if form.tense in ("past", "imperfect"):
        return _verb_fits(form, proclitic, pronoun) and not _hamza_forbids(trigger, form, word)
    if proclitic == "س" or (article and pronoun):
        return False
    if trigger.article and not article:
        return False
    if form.written.endswith("ه"):
        return not pronoun and word[-1] in "ةه"
    if form.tense != "imperfect" and form.written.endswith("ت") and form.number == "s":
        return bool(pronoun)  # إدانته, متهمتها
    if form.tense == "noun" and form.number == "s" and form.written.endswith("ا") and not _stem_in_alef(trigger):
        return not pronoun and not proclitic
    if (
        form.tense == "participle"
        and form.written.endswith(("و", "ي"))
        and not trigger.stems["participle"].endswith(("و", "ي"))
    ):
        return bool(pronoun) or (not article and not proclitic and trigger.passive is False)
    return not pronoun or pronoun not in ("ني", "ك")


def _verb_fits(form: Form, proclitic: str, pronoun: str) -> bool:
    """Whether a verb takes these clitics: no سـ in the past, no alef of the plural before a pronoun."""
    if proclitic not in _VERB_PROCLITICS or (form.tense == "past" and proclitic):
        return False
    if pronoun == "ي" or (form.written.endswith("و") and not pronoun):
        return False
    return not (form.written.endswith("وا") and pronoun)


def _hamza_forbids(trigger: Trigger, form: Form, word: str) -> bool:
    """إدانته is no verb: the past of form IV (أدان) has its hamza above; لأمه is no form of لام, nor آلام of ألام."""
    if form.tense == "imperfect":
        return form.person == 1 and form.number == "s" and _no_first_person(form, word)
    past = trigger.stems.get("past", "")
    if past[1:2] == "ا":
        return "أ" in word[1:]
    return "إ" in word and len(past) == _FORM_IV and not past.startswith("ات")


def _no_first_person(form: Form, word: str) -> bool:
    """آلام, آنفا, إتهم, الأم: the prefix of the first person is أ, or ا where it cannot be the article."""
    first = next((letter for letter in word if letter in "أإآا"), "")
    return first in "إآ" or (form.written.startswith("ال") and first != "أ")


def _stem_in_alef(trigger: Trigger) -> bool:
    return trigger.stems["noun"].endswith("ا")
