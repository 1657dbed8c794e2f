"""The signs that a name of two meanings stands for the actor: what stands before and after it.

`(?)` in the lexicon asks for any sign, `(??)` for one that says what is named.
"""

from streams.tagging.actor_words import ActorWord, NisbaWord
from streams.tagging.evidence import PLACE, SPEECH, TOWN, Signs
from streams.tagging.lexicon import HEAD, AgentNoun, Alias, Entry
from streams.tagging.orthography import ARTICLE
from streams.tagging.phrase import Trust, View

__all__ = ["Cues", "fits"]

_GROUPS = frozenset(("party", "armed_group"))
_PLACES = frozenset(("state",))
_LEADING = frozenset(("GOV", "ELI"))
_OR = frozenset(("أو", "او", "و", "ولا", "أم"))
_CLOSING = frozenset("»)”\"'’›]>")


class Cues:
    """Reads the signs around names of one lexicon. Holds no state of a sentence."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs

    def of_name(self, view: View, at: int, end: int, prefix: int, value: tuple[Entry, Alias], trust: Trust) -> bool:
        """Whether the words around a weak name say that the actor is meant."""
        entry, alias = value
        place = entry.kind == "state"
        if trust is Trust.PARTY:
            return end == view.end or view.words[end] in _CLOSING
        if trust is Trust.PHRASE and not place and prefix == 0:
            return True
        before, after = view.info(at - 1), view.info(end)
        if before is not None and before.opener and after is not None and after.closer and entry.kind != "person":
            return True
        if place:
            return self._of_place(view, at, end, prefix, alias)
        if entry.kind in _GROUPS and (_joins(after, _GROUPS) or (prefix == 1 and _names(before, _GROUPS))):
            return True
        if before is not None and before.opener:
            before = view.info(at - 2)
        if prefix or before is None or not before.agents:
            said = at > 0 and alias.weak < HEAD and bool(self._signs[view.words[at - 1]] & SPEECH)
            return said and entry.kind == "person" and not prefix
        nouns = before.agents[0].node.values
        return not nouns or fits(nouns[0], entry, alias.weak)

    def _of_place(self, view: View, at: int, end: int, prefix: int, alias: Alias) -> bool:
        """Whether a weak name of a place is one here: after في or مدينة, or joined to another place."""
        sign = self._signs[view.words[at - 1]] if at else 0
        wanted = TOWN if alias.weak == HEAD or alias.words[0].startswith(ARTICLE) else TOWN | PLACE
        if not prefix and sign & wanted:
            return not self._has_owner(view, end) or not sign & PLACE
        if alias.weak < HEAD and (self._she_says(view, at - 1) or self._she_says(view, end)):
            return True
        if _joins(view.info(end), _PLACES):
            return True
        return prefix == 1 and view.words[at][0] == "و" and _names(view.info(at - 1), _PLACES, None)

    def _she_says(self, view: View, at: int) -> bool:
        """Whether a word is a verb of saying in the feminine, as those of states are: سيول تتهم; not قال ليون."""
        if not 0 <= at < view.end or not self._signs[view.words[at]] & SPEECH:
            return False
        verb = view.words[at].lstrip("وف")
        return verb.startswith("ت") or verb.endswith("ت")

    def _has_owner(self, view: View, end: int) -> bool:
        """Whether what follows shows that a word is a noun that something owns: سيول جدة, حماة الوطن."""
        info = view.info(end)
        if info is not None and info.nisba is not None:
            return False
        if info is not None and info.names and info.names[0].prefix == 0:
            return any(entry.kind == "state" and entry.affiliations for entry, _ in info.names[0].node.values)
        return info is None and end < view.end and view.words[end].startswith(ARTICLE)

    def of_people(self, view: View, at: int, word: NisbaWord) -> bool:
        """Whether a word of another meaning (السنة, the year) stands where it names a people: beside another one."""
        before, after = view.info(at - 1), view.info(at + 1)
        if before is not None and before.comma:
            before = view.info(at - 2)
        if at + 2 < view.end and view.words[at + 1] in _OR:
            after = view.info(at + 2)
        if at > 1 and view.words[at - 1] in _OR:
            before = view.info(at - 2)
        if _is_people(before, word) or (after is not None and after.nisba is not None and _is_people(after, word)):
            return True
        placed = word.definite and not word.prefix and at + 2 < view.end and view.words[at + 1] == "في"
        return placed and _names(view.info(at + 2), _PLACES)


def _is_people(info: ActorWord | None, word: NisbaWord) -> bool:
    """Whether a word is the plural of another people, in the same definiteness: اللبنانيين السنة, الشيعة والسنة."""
    nisba = info.nisba if info is not None else None
    return nisba is not None and nisba.nisba.plural and not nisba.nisba.weak and nisba.definite == word.definite


def fits(noun: AgentNoun, entry: Entry, weak: int) -> bool:
    """Whether a noun before a weak name shows that its owner is meant.

    Of the weakest names of persons only a role that is theirs: الرئيس صالح, not المهندس صالح. Of media, a medium.
    """
    if entry.kind == "media":
        return noun.kind == "media"
    if entry.kind != "person" or weak < HEAD:
        return True
    roles = {a.cameo[at : at + 3] for a in entry.affiliations for at in range(3, len(a.cameo), 3)}
    return noun.code[:3] in roles or (noun.code in _LEADING and not roles.isdisjoint(_LEADING))


def _names(info: ActorWord | None, kinds: frozenset[str], prefix: int | None = 0) -> bool:
    """Whether a word is a strong name of one of `kinds`, after so many letters of proclitics; any if None."""
    names = info.names if info is not None else ()
    return any(
        prefix in (None, start.prefix) and entry.kind in kinds and not alias.weak and bool(entry.affiliations)
        for start in names
        for entry, alias in start.node.values
    )


def _joins(info: ActorWord | None, kinds: frozenset[str]) -> bool:
    """Whether a word is و and a strong name of one of `kinds`: وحماس."""
    return info is not None and info.folded.startswith("و") and _names(info, kinds, 1)
