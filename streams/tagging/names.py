"""Reads names: listed ones, adjectives of origin, and personal names that no list holds."""

from streams.tagging.actor_words import ActorWord, NisbaWord
from streams.tagging.lexicon import Alias, Entry, Lexicon
from streams.tagging.lexicon.trie import Trie
from streams.tagging.orthography import ARTICLE, fold, readings, without_article
from streams.tagging.phrase import Phrase, Trust, View

__all__ = ["NameReader"]

_CLOSING_LINKS = frozenset(("الله", "الدين"))
"""Words inside personal names that may also end one: نصر الله, صلاح الدين."""

_JOINED_ARTICLE = ("وال", "فال", "بال", "كال", "لل")

_FIRST_LETTER, _LAST_LETTER = "ء", "ي"


_GROUPS = frozenset(("party", "armed_group"))


class NameReader:
    """Reads names of one lexicon. Holds no state of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._compounds = lexicon.compound_nisbas
        self._place_cues = words["place_cues"]
        self._not_actors = words["not_actors"]
        self._links = words["name_links"]
        self._not_names = words["not_names"]
        self._ambiguous = words["ambiguous_names"]
        self._family_names = words["family_names"]

    def listed(self, view: View, at: int, info: ActorWord, trust: Trust) -> Phrase | None:
        """Return the longest listed name at `at`; of equal length, the one with fewer proclitics."""
        best: Phrase | None = None
        for prefix, node in info.names:
            end, values = _walk(view, at + 1, node) if node.next else (at + 1, node.values)
            if not values or (best is not None and end <= best.end):
                continue
            entries = self._believed(view, at, end, prefix, values, trust)
            if entries:
                best = Phrase(at, end, prefix)
                best.entries = entries
        return best

    def _believed(
        self, view: View, at: int, end: int, prefix: int, values: list[tuple[Entry, Alias]], trust: Trust
    ) -> tuple[Entry, ...]:
        """Return whom a name may stand for: those it is strong for, then those it is weak for."""
        if len(values) == 1:
            entry, alias = values[0]
            return (entry,) if not alias.weak or self._has_cue(view, at, end, prefix, entry, trust) else ()
        strong = tuple(entry for entry, alias in values if not alias.weak)
        weak = tuple(entry for entry, alias in values if alias.weak)
        if strong or (weak and self._has_cue(view, at, end, prefix, weak[0], trust)):
            return strong + weak
        return ()

    def _has_cue(self, view: View, at: int, end: int, prefix: int, entry: Entry, trust: Trust) -> bool:
        """Whether the words around a weak name say that the actor is meant."""
        place = entry.kind == "state"
        if trust is Trust.PARTY or (trust is Trust.PHRASE and not place and prefix == 0):
            return True
        before, after = view.info(at - 1), view.info(end)
        if before is not None and before.opener and after is not None and after.closer:
            return True
        if place:
            return at > 0 and prefix == 0 and without_article(view.folded(at - 1)) in self._place_cues
        if entry.kind in _GROUPS and (_joins(after, _GROUPS) or (prefix == 1 and _names(before, _GROUPS))):
            return True
        if before is not None and before.opener:
            before = view.info(at - 2)
        return prefix == 0 and before is not None and bool(before.agents)

    def origin(self, view: View, at: int, word: NisbaWord) -> Phrase | None:
        """Read a nisba that names people (الفلسطينيون), a person (البلغاري فلان) or its state (القصف الإسرائيلي)."""
        if word.nisba.weak or (at and self._is_thing(view.words[at - 1])):
            return None
        phrase = Phrase(at, at + 1, word.prefix)
        phrase.nisba = word.nisba
        self.second_word(view, phrase)
        following = view.info(phrase.end)
        if word.nisba.plural and not word.nisba.country and not word.definite and following is not None:
            self._homeland(view, phrase, following)
        if following is not None and following.given == 0 and word.definite and not word.nisba.plural:
            phrase.end, phrase.named = self.personal_end(view, phrase.end), True
        return phrase

    def _homeland(self, view: View, phrase: Phrase, following: ActorWord) -> None:
        """Take the state that a people lives in: أكراد العراق."""
        name = self.listed(view, phrase.end, following, Trust.PHRASE) if following.names else None
        if name is not None and not name.prefix and not name.masked and name.entries[0].kind == "state":
            phrase.country, phrase.end = name.entries, name.end

    def _is_thing(self, word: str) -> bool:
        """Whether a word is a thing whose origin is no actor: اللغة الفرنسية."""
        return any(without_article(rest) in self._not_actors for _, rest in readings(word))

    def second_word(self, view: View, phrase: Phrase) -> None:
        """Take the second word of a compound nisba (كوري شمالي)."""
        if phrase.end >= view.end or not self._compounds:
            return
        seconds = self._compounds.get(without_article(view.folded(phrase.end - 1)))
        nisba = seconds.get(without_article(view.folded(phrase.end))) if seconds else None
        if nisba is not None:
            phrase.nisba, phrase.end = nisba, phrase.end + 1

    def personal(self, view: View, at: int, info: ActorWord, trust: Trust) -> Phrase | None:
        """Read a personal name of at least two words; of one, if the grammar has chosen it."""
        if trust is Trust.TEXT and info.folded[info.given :] in self._ambiguous:
            return None
        end = self.personal_end(view, at)
        if trust is not Trust.PARTY and not self._is_full_name(view, at, end):
            return None
        phrase = Phrase(at, end, info.given)
        phrase.named = True
        return phrase

    def _is_full_name(self, view: View, at: int, end: int) -> bool:
        """Whether a name in running text goes on after its first word with what only a name goes on with."""
        if end - at < 2:
            return False
        word, info = view.folded(at + 1), view.info(at + 1)
        return word.startswith(ARTICLE) or word in self._links or (info is not None and info.given == 0)

    def personal_end(self, view: View, at: int) -> int:
        """Return where a personal name ends that begins with a first name at `at`; one unknown word may end it."""
        end = at + 1
        while end < view.end:
            word, info = view.folded(end), view.info(end)
            if word not in self._links and (info is None or info.given != 0):
                expected = end == at + 1 or view.folded(end - 1) in self._links
                if self._may_be_family_name(word, info) and (expected or word.startswith(ARTICLE)):
                    end += 1
                break
            end += 1
        while end > at + 1 and view.folded(end - 1) in self._links and view.folded(end - 1) not in _CLOSING_LINKS:
            end -= 1
        return end

    def _may_be_family_name(self, word: str, info: ActorWord | None) -> bool:
        """Whether a word that is no first name may end a personal name: not one that is known as something else."""
        if (
            word in self._not_names
            or word.startswith(_JOINED_ARTICLE)
            or not word.isalpha()
            or not _FIRST_LETTER <= word[0] <= _LAST_LETTER
        ):
            return False
        if info is None:
            return True
        if info.folded in self._family_names:
            return True
        if info.agents or info.opener or info.closer or info.comma:
            return False
        if info.nisba is not None:
            return info.nisba.prefix == 0 and info.nisba.definite and not info.nisba.nisba.plural
        values = info.names[0].node.values if info.names else []
        return info.modifier is None and (not info.names or (bool(values) and values[0][0].kind == "person"))


def _names(info: ActorWord | None, kinds: frozenset[str], prefix: int = 0) -> bool:
    """Whether a word is a strong name of one of `kinds`, after so many letters of proclitics."""
    names = info.names if info is not None else ()
    return any(
        start.prefix == prefix and entry.kind in kinds and not alias.weak
        for start in names
        for entry, alias in start.node.values
    )


def _joins(info: ActorWord | None, kinds: frozenset[str]) -> bool:
    """Whether a word is و and a strong name of one of `kinds`: وحماس."""
    return info is not None and info.folded.startswith("و") and _names(info, kinds, 1)


def _walk(view: View, at: int, node: Trie[tuple[Entry, Alias]]) -> tuple[int, list[tuple[Entry, Alias]]]:
    """Follow the tree of names from word `at`, over quotes inside a name; return where the longest one ends."""
    end, values, opened = at, node.values, False
    while at < view.end and node.next:
        info = view.info(at)
        if info is not None and info.opener and not opened:
            opened = True
            at += 1
            continue
        child = node.next.get(info.folded if info is not None else fold(view.words[at]))
        if child is None:
            break
        node, at = child, at + 1
        if node.values:
            closing = view.info(at) if opened else None
            end, values = at + (closing is not None and closing.closer), node.values
    return end, values
