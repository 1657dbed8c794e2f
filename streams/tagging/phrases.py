"""Reads the phrase that names an actor: a listed name, or an agent noun with what belongs to it.

    وزير الخارجية الروسي السابق، سيرغي لافروف
    noun          nisba  title    apposition: a person

One pass from left to right, longest match first.
"""

from streams.tagging.actor_words import ADJECTIVAL, ActorWord, NisbaWord
from streams.tagging.cues import Cues, fits
from streams.tagging.evidence import Signs
from streams.tagging.heads import HeadReader, bare
from streams.tagging.lexicon import HEAD, AgentNoun, Lexicon, Modifier
from streams.tagging.names import NameReader
from streams.tagging.origins import OriginReader
from streams.tagging.orthography import ARTICLE, without_article
from streams.tagging.persons import PersonReader
from streams.tagging.phrase import LINKING_WORDS, Definiteness, Phrase, Trust, View

__all__ = ["PhraseReader"]

_LONGEST_GAP = 4
"""Unknown words that may stand between a noun and its nisba: وزير الشؤون البلدية والقروية السعودي."""

_DEEPEST = 3
"""Nouns that may belong to one another: مكتب رئيس حكومة إقليم …"""


class PhraseReader:
    """Reads phrases of one lexicon. Holds no state of a sentence."""

    def __init__(self, lexicon: Lexicon, signs: Signs) -> None:
        cues = Cues(signs)
        self._names = NameReader(cues)
        self._persons = PersonReader(lexicon, signs)
        self._origins = OriginReader(lexicon, cues, self._names, self._persons)
        self._heads = HeadReader(lexicon, self._names)
        self._linking_titles = lexicon.words["linking_titles"]
        self._former = lexicon.words["former"]
        self._is_state = lexicon.is_state

    def read(self, view: View, at: int, trust: Trust = Trust.TEXT) -> Phrase | None:
        """Read the phrase that begins at word `at`, or None."""
        info = view.info(at)
        if info is None:
            return None
        name = self._names.read(view, at, info, trust) if info.names else None
        if info.agents:
            end, noun = self._heads.read(view, at, info)
            called = info.given == info.agents[0].prefix and not info.agents[0].definite and end == at + 1
            if called and self._persons.begins(view, at):
                return self._persons.read(view, at, info, max(trust, Trust.PHRASE))
            if noun is not None and (name is None or end > name.end):
                return self._composed(view, at, info, end, noun, 0)
        if name is not None:
            self._persons.lineage(view, name)
            return name
        if info.nisba is not None and not (info.given == info.nisba.prefix and self._persons.begins(view, at)):
            return self._origins.read(view, at, info.nisba)
        return self._persons.read(view, at, info, trust) if info.given >= 0 else None

    # -- composed actors

    def _composed(self, view: View, at: int, info: ActorWord, end: int, noun: AgentNoun, depth: int) -> Phrase:
        """Read what belongs to an agent noun, which ends at `end`."""
        phrase = Phrase(at, end, info.agents[0].prefix)
        phrase.noun = noun
        state = Definiteness(info.agents[0].definite, self._heads.takes_construct(view, at, end, info))
        state.definite = state.article or (end - at > 1 and view.folded(end - 1).startswith(ARTICLE))
        words, continues = view.words, view.known.after
        while (
            phrase.end < view.end
            and continues[words[phrase.end]]
            and not phrase.named
            and self._extend(view, phrase, state, depth)
        ):
            state.advance(view, phrase)
        if phrase.end == end and end - at > 1 and view.words[end - 1] in LINKING_WORDS:
            phrase.end -= 1
        if phrase.nisba is None and not phrase.country and phrase.complement is None:
            self._place_after_in(view, phrase, noun)
        phrase.noun = _meant(phrase, noun)
        return phrase

    def _extend(self, view: View, phrase: Phrase, state: Definiteness, depth: int) -> bool:
        """Take the next part of a composed actor, if there is one; False when it is complete."""
        info = view.info(phrase.end)
        if info is None:
            return self._gap(view, phrase, state)
        if info.opener or info.comma:
            return self._after_mark(view, phrase, info, state)
        return (
            (info.nisba is not None and self._take_nisba(view, phrase, info.nisba, state))
            or (bool(info.names) and self._take_listed(view, phrase, info, state))
            or (info.modifier is not None and self._take_modifier(phrase, info, info.modifier, state))
            or (bool(info.agents) and self._take_noun(view, phrase, info, state, depth))
            or (info.given == 0 and self._may_be_named(view, phrase, state) and self._take_given(view, phrase))
            or self._gap(view, phrase, state)
        )

    def _take_nisba(self, view: View, phrase: Phrase, word: NisbaWord, state: Definiteness) -> bool:
        """Take an adjective of origin; an indefinite one does not agree with a definite noun."""
        if word.prefix or (state.definite and not word.definite) or view.words[phrase.end][:2] == "لل":
            return False
        if phrase.nisba is not None and (phrase.nisba.country or not word.nisba.country):
            return False
        phrase.nisba, phrase.end = word.nisba, phrase.end + 1
        self._origins.second_word(view, phrase)
        return True

    def _take_listed(self, view: View, phrase: Phrase, info: ActorWord, state: Definiteness) -> bool:
        """Take a listed name: a person in apposition, or what a noun in construct belongs to."""
        name = self._names.read(view, phrase.end, info, Trust.PHRASE) if info.names else None
        noun = phrase.noun
        if name is None or noun is None or name.masked:
            return False
        if info.agents and not info.agents[0].prefix and self._heads.read(view, phrase.end, info)[0] > name.end:
            return False
        linked = self._linked(view, phrase, name.prefix)
        if (name.prefix or view.words[phrase.end].startswith("لل")) and not linked:
            return False
        person = name.entries[0].kind == "person"
        if person and noun.shape == "person" and not linked:
            if not self._may_be_named(view, phrase, state):
                return False
            return self._take_person(view, phrase, name, info)
        if not (state.construct or linked):
            return False
        if name.entries[0].kind == "state":
            phrase.country = phrase.country or name.entries
        else:
            phrase.complement = phrase.complement or name
        phrase.end = name.end
        return True

    def _take_person(self, view: View, phrase: Phrase, name: Phrase, info: ActorWord) -> bool:
        """Take a listed person's name after a title; without who it is if the title is not that person's."""
        self._persons.lineage(view, name)
        if name.entries and not self._is_titled(view, phrase, name):
            if info.given != 0:
                return False
            name.entries, name.end = (), self._persons.end(view, phrase.end)
        phrase.entries, phrase.named, phrase.end = name.entries, True, name.end
        return True

    def _is_titled(self, view: View, phrase: Phrase, name: Phrase) -> bool:
        """Whether the title fits the person: not المهندس صالح, nor a surname after another country's adjective."""
        entry, noun = name.entries[0], phrase.noun
        if name.weak == HEAD and noun is not None and not fits(noun, entry, name.weak):
            return phrase.modifier is not None and bare(view, phrase.end - 1) in self._former
        if name.end - name.first > 1 or phrase.nisba is None or phrase.nisba.country is None:
            return True
        countries = {affiliation.cameo[:3] for affiliation in entry.affiliations}
        return phrase.nisba.country in countries or not all(map(self._is_state, countries))

    def _may_be_named(self, view: View, phrase: Phrase, state: Definiteness) -> bool:
        """Whether a person's name may follow in apposition: not in اتهم نائب ليبي حفتر, قيادي في الحزب حفتر."""
        if state.article:
            return True
        linked = any(view.words[at] in LINKING_WORDS for at in range(phrase.first, phrase.end))
        return not linked and (state.definite or phrase.complement is not None)

    def _linked(self, view: View, phrase: Phrase, prefix: int) -> bool:
        """Whether ل before the next word leads to what a definite noun belongs to: القائد العام للجيش."""
        word = view.words[phrase.end]
        if not (word.startswith("لل") if prefix == 0 else prefix == 1 and word[0] == "ل"):
            return False
        last = view.folded(phrase.end - 1)
        return (
            phrase.end - phrase.first > 1
            and last.startswith(ARTICLE)
            and without_article(last) in self._linking_titles
            and phrase.country == ()
        )

    def _take_noun(self, view: View, phrase: Phrase, info: ActorWord, state: Definiteness, depth: int) -> bool:
        """Take an agent noun that a noun in construct belongs to."""
        if not info.agents or depth >= _DEEPEST or phrase.complement is not None:
            return False
        prefix = info.agents[0].prefix
        joined = prefix > 0 or view.words[phrase.end].startswith("لل")
        if not (self._linked(view, phrase, prefix) if joined else state.construct):
            return False
        end, noun = self._heads.read(view, phrase.end, info)
        if noun is None:
            return False
        phrase.complement = self._composed(view, phrase.end, info, end, noun, depth + 1)
        phrase.end = phrase.complement.end
        return True

    def _take_modifier(self, phrase: Phrase, info: ActorWord, modifier: Modifier, state: Definiteness) -> bool:
        """Take an adjective of title or branch that agrees in definiteness."""
        if (info.definite and not state.definite) or (state.article and not info.definite):
            return False
        if phrase.modifier is None or not phrase.modifier.kind:
            phrase.modifier = modifier
        phrase.end += 1
        return True

    def _take_given(self, view: View, phrase: Phrase) -> bool:
        """Take a personal name after a noun for people."""
        if phrase.noun is None or phrase.noun.shape != "person":
            return False
        phrase.end, phrase.named = self._persons.end(view, phrase.end), True
        return True

    def _after_mark(self, view: View, phrase: Phrase, mark: ActorWord, state: Definiteness) -> bool:
        """Take a listed name in quotes (حزب «البعث»), or a person's name after a comma."""
        info, before = view.info(phrase.end + 1), phrase.end
        if info is None:
            return False
        phrase.end += 1
        if mark.comma:
            titled = phrase.noun is not None and phrase.noun.shape == "person" and (state.definite or phrase.nisba)
            taken = bool(titled) and (
                (self._is_person(view, phrase, info) and self._take_listed(view, phrase, info, state))
                or (info.given == 0 and self._take_given(view, phrase))
            )
        else:
            taken = self._take_listed(view, phrase, info, Definiteness(False, True))
        closing = view.info(phrase.end) if taken else None
        if mark.opener and closing is not None and closing.closer:
            phrase.end += 1
        if not taken:
            phrase.end = before
        return taken

    def _is_person(self, view: View, phrase: Phrase, info: ActorWord) -> bool:
        """Whether a listed person's name begins where the phrase ends."""
        name = self._names.read(view, phrase.end, info, Trust.PHRASE) if info.names else None
        return name is not None and not name.prefix and not name.masked and name.entries[0].kind == "person"

    def _gap(self, view: View, phrase: Phrase, state: Definiteness) -> bool:
        """Pass over unknown words with the article: to a nisba that ends the phrase, or one that a construct needs.

        After a noun in construct any will do (وزير التربية والتعليم اليمني); after a definite noun only what looks
        like an adjective (الحزب القومي الألماني), as others are the next part of the sentence.
        """
        end = phrase.end
        while end < view.end and end - phrase.end < _LONGEST_GAP:
            info, word = view.info(end), view.words[end]
            nisba = info.nisba if info is not None else None
            if nisba is not None and not nisba.prefix and nisba.definite and end > phrase.end:
                phrase.nisba, phrase.end = phrase.nisba or nisba.nisba, end + 1
                return True
            joined = word.startswith("وال") and end > phrase.end
            if not (word.startswith(ARTICLE) or joined) or (info is not None and (info.names or info.agents)):
                break
            if not state.construct and not word.endswith(ADJECTIVAL):
                break
            end += 1
        if (
            state.construct
            and end > phrase.end
            and phrase.noun is not None
            and view.words[phrase.end - 1] not in LINKING_WORDS
        ):
            phrase.end += 1
            return True
        return False

    def _place_after_in(self, view: View, phrase: Phrase, noun: AgentNoun) -> None:
        """Note the state of `الحكومة في تايلاند`, which stays outside the span."""
        if noun.shape == "person" and noun.kind != "population":
            return
        at = phrase.end + 1
        info = view.info(at)
        if info is None or not info.names or view.words[phrase.end] != "في":
            return
        name = self._names.read(view, at, info, Trust.TEXT)
        if name is not None and not name.prefix and not name.masked and name.entries[0].kind == "state":
            phrase.country = name.entries


def _meant(phrase: Phrase, noun: AgentNoun) -> AgentNoun:
    """Which meaning of a noun its phrase shows: الفريق الضيف is no rank, الممثلة فلانة represents nobody."""
    if not phrase.named:
        return noun.alone or noun
    return (noun.named or noun) if phrase.complement is None and not phrase.country else noun
