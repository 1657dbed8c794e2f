"""Reads adjectives of origin: peoples, persons, and states that an adjective stands for."""

from streams.tagging.actor_words import ActorWord, NisbaWord
from streams.tagging.cues import Cues
from streams.tagging.lexicon import HEAD, Lexicon
from streams.tagging.names import NameReader
from streams.tagging.orthography import ARTICLE, without_article
from streams.tagging.persons import PersonReader
from streams.tagging.phrase import Phrase, Trust, View

__all__ = ["OriginReader"]

_BEFORE_NOUNS = frozenset(("في", "من", "إلى", "الى", "على", "عن"))


class OriginReader:
    """Reads adjectives of origin of one lexicon. Holds no state of a sentence."""

    def __init__(self, lexicon: Lexicon, cues: Cues, names: NameReader, persons: PersonReader) -> None:
        self._compounds = lexicon.compound_nisbas
        self._cues = cues
        self._names = names
        self._persons = persons

    def read(self, view: View, at: int, word: NisbaWord) -> Phrase | None:
        """Read a nisba that names people (الفلسطينيون), a person (البلغاري فلان) or its state (القصف الإسرائيلي)."""
        weak = word.nisba.weak if word.nisba.weak == HEAD or not (word.definite and word.nisba.plural) else 0
        if (weak and not self._cues.of_people(view, at, word)) or _is_language(view, at, word):
            return None
        phrase = Phrase(at, at + 1, word.prefix)
        phrase.nisba = word.nisba
        self.second_word(view, phrase)
        following = view.info(phrase.end)
        if word.nisba.plural and not word.nisba.country and not word.definite and following is not None:
            self._homeland(view, phrase, following)
        of_noun = at > 0 and view.folded(at).endswith("ه") and view.words[at - 1].startswith(ARTICLE)
        if following is not None and following.given == 0 and word.definite and not word.nisba.plural and not of_noun:
            self._person(view, phrase, following)
        return phrase

    def _person(self, view: View, phrase: Phrase, following: ActorWord) -> None:
        """Take the person who has the origin: البلغاري فلان, listed or not."""
        name = self._names.read(view, phrase.end, following, Trust.TEXT) if following.names else None
        if name is not None and name.entries[0].kind == "person" and name.end - name.first > 1 and not name.prefix:
            self._persons.lineage(view, name)
            phrase.entries, phrase.end, phrase.named = name.entries, name.end, True
        else:
            phrase.end, phrase.named = self._persons.end(view, phrase.end), True

    def _homeland(self, view: View, phrase: Phrase, following: ActorWord) -> None:
        """Take the state that a people lives in: أكراد العراق."""
        name = self._names.read(view, phrase.end, following, Trust.PHRASE) if following.names else None
        if name is not None and not name.prefix and not name.masked and name.entries[0].kind == "state":
            phrase.country, phrase.end = name.entries, name.end

    def second_word(self, view: View, phrase: Phrase) -> None:
        """Take the second word of a compound nisba (كوري شمالي)."""
        if phrase.end >= view.end or not self._compounds:
            return
        seconds = self._compounds.get(without_article(view.folded(phrase.end - 1)))
        nisba = seconds.get(without_article(view.folded(phrase.end))) if seconds else None
        if nisba is not None:
            phrase.nisba, phrase.end = nisba, phrase.end + 1


def _is_language(view: View, at: int, word: NisbaWord) -> bool:
    """Whether a feminine adjective stands alone and is a language: بالإنجليزية, إلى العربية."""
    written = view.folded(at)
    if word.nisba.plural or not word.definite or not written.endswith("ه"):
        return False
    joined = written[max(word.prefix - 1, 0)] in "بلك" if word.prefix else written.startswith("لل")
    return joined or (at > 0 and not word.prefix and view.words[at - 1] in _BEFORE_NOUNS)
