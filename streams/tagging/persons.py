"""Reads personal names: those that no list holds, and what goes on a listed one."""

from streams.tagging.actor_words import ActorWord
from streams.tagging.evidence import SPEECH, Signs
from streams.tagging.lexicon import Lexicon
from streams.tagging.orthography import ARTICLE
from streams.tagging.phrase import Phrase, Trust, View

__all__ = ["PersonReader"]

_CLOSING_LINKS = frozenset(("الله", "الدين"))
"""Words inside personal names that may also end one: نصر الله, صلاح الدين."""

_JOINED_ARTICLE = ("وال", "فال", "بال", "كال", "لل")

_FIRST_LETTER, _LAST_LETTER = "ء", "ي"

_SONS = frozenset(("بن", "ابن", "بنت"))
_CLAN = "ال"
"""آل, as fold() leaves it."""

_SHORTEST_FAMILY = 5
"""Letters of a family's name in ي, with the article."""


class PersonReader:
    """Reads personal names with one lexicon. Holds no state of a sentence."""

    def __init__(self, lexicon: Lexicon, signs: Signs) -> None:
        words = lexicon.words
        self._signs = signs
        self._links = words["name_links"]
        self._not_names = words["not_names"]
        self._ambiguous = words["ambiguous_names"]
        self._family_names = words["family_names"]

    def begins(self, view: View, at: int) -> bool:
        """Whether a word that is a first name and something else is one here: تركي العجمة, أمينة الخطيب, أمين سعيد."""
        if at + 1 >= view.end:
            return False
        word, info = view.folded(at + 1), view.info(at + 1)
        if word in self._family_names or word in _SONS:
            return True
        if info is None:
            said = at > 0 and bool(self._signs[view.words[at - 1]] & SPEECH)
            return (said or word.startswith(ARTICLE)) and view.folded(at) not in self._ambiguous
        return info.given == 0 and (not info.agents or word not in self._ambiguous)

    def read(self, view: View, at: int, info: ActorWord, trust: Trust) -> Phrase | None:
        """Read a personal name of at least two words; of one, if the grammar has chosen it."""
        if trust is Trust.TEXT and info.folded[info.given :] in self._ambiguous:
            return None
        end = self.end(view, at)
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

    def end(self, view: View, at: int) -> int:
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

    def lineage(self, view: View, phrase: Phrase) -> None:
        """Take what goes on the name of a listed person: آل سعود; another father or family makes it another's name."""
        end = phrase.end
        if phrase.entries[0].kind != "person" or end >= view.end:
            return
        word = view.folded(end)
        known = self._known_line(view, phrase)
        if word == _CLAN or known:
            phrase.end = known or min(end + 2, view.end)
            self.lineage(view, phrase)
        elif word in _SONS or self._goes_on(view, phrase, word):
            phrase.entries, phrase.named = (), True
            phrase.end = self.end(view, end) if word in _SONS else end + 1

    def _known_line(self, view: View, phrase: Phrase) -> int:
        """Where the next father of the name ends, if a longer name of the person has him; else 0."""
        end = phrase.end
        if end + 1 >= view.end or view.folded(end) not in _SONS:
            return 0
        line = (view.folded(end - 1), view.folded(end), view.folded(end + 1))
        for alias in phrase.entries[0].aliases:
            words = alias.words
            if any(words[i : i + 3] == line for i in range(len(words) - 2)):
                return end + 2 + (line[2] == "عبد")
        return 0

    def _goes_on(self, view: View, phrase: Phrase, word: str) -> bool:
        """Whether a first name ends a listed name, and one follows that is not listed: فيصل بن عبدالعزيز السديري."""
        last, info = view.info(phrase.end - 1), view.info(phrase.end)
        slave = phrase.end - phrase.first > 1 and view.folded(phrase.end - 2) == "عبد"
        if not slave and (last is None or last.given < 0):
            return False
        if phrase.weak and info is not None and info.given == 0:
            return True
        if word in self._not_names or not (word.startswith(ARTICLE) or phrase.weak):
            return False
        known = info is not None and (phrase.end - phrase.first > 1 or info.agents or info.names or info.nisba)
        return word.endswith("ي") and len(word) >= _SHORTEST_FAMILY and not known
