"""What a word of accusation must have about it to be one: the conditions that triggers name in `requires`.

Conditions look at words only, before any phrase is read, so that a sentence without accusations costs nothing more.
"""

from collections.abc import Callable

from streams.tagging import burdens, claims, condemnations, denials, rejections, reproaches, untruths
from streams.tagging.context import Context
from streams.tagging.parts import counted, noun_holds, participle_holds, verb_holds
from streams.tagging.triggers import Reading
from streams.tagging.words import NOUN, VERB

__all__ = ["CHECKS", "Context", "choose"]


def _hal(c: Context, r: Reading) -> bool:
    """A participle in the accusative, that says how the subject acted: تحدث منتقدا."""
    if r.proclitic:
        return False
    before = c.word(-1)
    if (
        before is not None
        and not before.pronoun
        and (before.kind in ("preposition", "demonstrative") or before.base == "عدم" or counted(c, before))
    ):
        return False
    return r.form.written.endswith(("ا", "ين", "ه", "ات", "ي")) and c.at > 0


CHECKS: dict[str, Callable[[Context, Reading], bool]] = {
    "responsibility": burdens.lays,
    "borne_responsibility": burdens.bears,
    "not_debt": condemnations.not_debt,
    "hal": _hal,
    "words_not_arms": condemnations.words_not_arms,
    "verbal_attack": condemnations.verbal_attack,
    "denies_wrong": denials.denies_wrong,
    "denies_claim": rejections.denies_claim,
    "rejects_accusation": rejections.rejects_accusation,
    "accepts_not": rejections.accepts_not,
    "baseless": untruths.baseless,
    "clears_itself": untruths.clears_itself,
    "untrue": untruths.untrue,
    "unproven": untruths.unproven,
    "pointing_fingers": claims.pointing_fingers,
    "casts": reproaches.casts,
    "lays_right": reproaches.lays_right,
    "takes_amiss": condemnations.takes_amiss,
    "disapproves": condemnations.disapproves,
    "answerable": reproaches.answerable,
    "reproaches": reproaches.reproaches,
    "disclaims": untruths.disclaims,
    "disowns": untruths.disowns,
    "imputes": claims.imputes,
    "innocent": untruths.innocent,
    "unrelated": untruths.unrelated,
    "criticism": condemnations.criticism,
    "hurls_wrong": claims.hurls_wrong,
    "assails": condemnations.assails,
    "faults": condemnations.faults,
    "berates": condemnations.berates,
    "claims_wrong": claims.claims_wrong,
    "sues": claims.sues,
    "found_guilty": claims.found_guilty,
}


_BY_PART = {"verb": verb_holds, "noun": noun_holds, "participle": participle_holds}


def choose(context: Context, readings: tuple[Reading, ...]) -> Reading | None:
    """The first reading whose conditions hold, or None."""
    before = context.word(-1)
    if len(readings) > 1 and before is not None and before.kind in (NOUN, VERB, "preposition", "time", "adverb"):
        readings = tuple(
            sorted(readings, key=lambda r: not (r.trigger.part == "noun" and r.pronoun and not r.conjunction))
        )  # أعلن إدانته
    for reading in readings:
        if reading.trigger.part == "participle" and not reading.trigger.passive:
            holds = True
        else:
            holds = _BY_PART[reading.trigger.part](context, reading)
        if holds and all(CHECKS[name](context, reading) for name in reading.trigger.requires):
            return reading
    return None
