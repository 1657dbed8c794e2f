"""Reads the phrase that names an actor: a listed name, or an agent noun with what belongs to it.

    وزير الخارجية الروسي السابق، سيرغي لافروف
    noun          nisba  title    apposition: a person

One pass from left to right, longest match first.
"""

from streams.tagging.actor_words import ADJECTIVAL, ActorWord, NisbaWord
from streams.tagging.lexicon import AgentNoun, Lexicon, Modifier
from streams.tagging.names import NameReader
from streams.tagging.orthography import ARTICLE, without_article
from streams.tagging.phrase import LINKING_WORDS, Definiteness, Phrase, Trust, View

__all__ = ["PhraseReader"]

_LONGEST_GAP = 4
"""Unknown words that may stand between a noun and its nisba: وزير الشؤون البلدية والقروية السعودي."""

_DEEPEST = 3
"""Nouns that may belong to one another: مكتب رئيس حكومة إقليم …"""

_NOT_CONSTRUCT = ("ون", "ين", "ان")
"""Endings that a noun loses before what belongs to it: متظاهرون takes nothing, متظاهرو الجنوب does."""


_ONE_LETTER = ("ا", "ه")
"""Endings of the accusative and of the feminine."""


class PhraseReader:
    """Reads phrases of one lexicon. Holds no state of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = NameReader(lexicon)
        self._no_construct = lexicon.words["no_construct"]
        self._linking_titles = lexicon.words["linking_titles"]

    def read(self, view: View, at: int, trust: Trust = Trust.TEXT) -> Phrase | None:
        """Read the phrase that begins at word `at`, or None."""
        info = view.info(at)
        if info is None:
            return None
        name = self._names.listed(view, at, info, trust) if info.names else None
        if info.agents:
            end, noun = self._agent(view, at, info)
            if noun is not None and (name is None or end > name.end):
                return self._composed(view, at, info, end, noun, 0)
        if name is not None:
            return name
        if info.nisba is not None:
            return self._names.origin(view, at, info.nisba)
        return self._names.personal(view, at, info, trust) if info.given >= 0 else None

    def _agent(self, view: View, at: int, info: ActorWord) -> tuple[int, AgentNoun | None]:
        """Return where the longest agent noun at `at` ends, and the noun.

        A listed name that begins inside it and goes on beyond it is not cut: قادة جيش الرب is not قادة جيش.
        """
        node, end = info.agents[0].node, at + 1
        found = [(end, node.values[0])] if node.values else []
        while node.next and end < view.end:
            child = node.next.get(_bare(view, end))
            if child is None:
                break
            node, end = child, end + 1
            if node.values:
                found.append((end, node.values[0]))
        while len(found) > 1 and self._cuts_a_name(view, at + 1, found[-1][0]):
            found.pop()
        return found[-1] if found else (at, None)

    def _cuts_a_name(self, view: View, at: int, end: int) -> bool:
        """Whether a listed name begins between `at` and `end` and ends after `end`."""
        for start in range(at, end):
            info = view.info(start)
            name = self._names.listed(view, start, info, Trust.PHRASE) if info is not None and info.names else None
            if name is not None and name.end > end and name.prefix == 0:
                return True
        return False

    # -- composed actors

    def _composed(self, view: View, at: int, info: ActorWord, end: int, noun: AgentNoun, depth: int) -> Phrase:
        """Read what belongs to an agent noun, which ends at `end`."""
        phrase = Phrase(at, end, info.agents[0].prefix)
        phrase.noun = noun
        state = Definiteness(info.agents[0].definite, self._construct(view, at, end, info))
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
        return phrase

    def _construct(self, view: View, at: int, end: int, info: ActorWord) -> bool:
        """Whether what follows may belong to the noun: it has no article and no ending that forbids it."""
        if end - at > 1 and view.words[end - 1] in LINKING_WORDS:
            return True
        if info.agents[0].definite:
            return False
        if end - at > 1:
            return not view.folded(end - 1).startswith(ARTICLE)
        word = info.folded[info.agents[0].prefix :]
        if word.endswith(_NOT_CONSTRUCT) or word in self._no_construct:
            return False
        return not (word.endswith(_ONE_LETTER) and word[:-1] in self._no_construct)

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
        self._names.second_word(view, phrase)
        return True

    def _take_listed(self, view: View, phrase: Phrase, info: ActorWord, state: Definiteness) -> bool:
        """Take a listed name: a person in apposition, or what a noun in construct belongs to."""
        name = self._names.listed(view, phrase.end, info, Trust.PHRASE) if info.names else None
        noun = phrase.noun
        if name is None or noun is None or name.masked:
            return False
        if info.agents and not info.agents[0].prefix and self._agent(view, phrase.end, info)[0] > name.end:
            return False
        linked = self._linked(view, phrase, name.prefix)
        if (name.prefix or view.words[phrase.end].startswith("لل")) and not linked:
            return False
        person = name.entries[0].kind == "person"
        if person and noun.shape == "person" and not linked:
            if not self._may_be_named(view, phrase, state):
                return False
            phrase.entries, phrase.named, phrase.end = name.entries, True, name.end
            return True
        if not (state.construct or linked):
            return False
        if name.entries[0].kind == "state":
            phrase.country = phrase.country or name.entries
        else:
            phrase.complement = phrase.complement or name
        phrase.end = name.end
        return True

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
        end, noun = self._agent(view, phrase.end, info)
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
        phrase.end, phrase.named = self._names.personal_end(view, phrase.end), True
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
        name = self._names.listed(view, phrase.end, info, Trust.PHRASE) if info.names else None
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
        name = self._names.listed(view, at, info, Trust.TEXT)
        if name is not None and not name.prefix and not name.masked and name.entries[0].kind == "state":
            phrase.country = name.entries


def _bare(view: View, at: int) -> str:
    """The folded word without the article, or without fused لل (المجلس الأعلى للقوات المسلحة)."""
    folded = view.folded(at)
    return folded[2:] if folded.startswith("لل") else without_article(folded)
