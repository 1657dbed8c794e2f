"""Reads the phrase that names an actor: a listed name, or an agent noun with what belongs to it.

    وزير الخارجية الروسي السابق، سيرغي لافروف
    noun          nisba  title    apposition: a person

One pass from left to right, longest match first; nothing is backed out of but a gap that leads nowhere.
"""

from collections.abc import Sequence

from streams.tagging.actor_words import ActorWord, NisbaWord
from streams.tagging.lexicon import AgentNoun, Alias, Entry, Lexicon, Modifier, Nisba
from streams.tagging.orthography import fold

__all__ = ["Phrase", "PhraseReader"]

_LONGEST_GAP = 3
"""Words with the article that may stand between a noun and its nisba: وزير الشؤون الاجتماعية والعمل اللبناني."""


class Phrase:
    """A run of words that names an actor, and its parts."""

    __slots__ = ("complement", "country", "end", "entries", "first", "modifier", "named", "nisba", "noun", "prefix")

    def __init__(self, first: int, end: int, prefix: int) -> None:
        self.first = first
        self.end = end
        self.prefix = prefix
        """Letters of proclitics before it in its first word."""
        self.noun: AgentNoun | None = None
        self.entries: tuple[Entry, ...] = ()
        """The listed actor it is, or the person in apposition to the noun; several share an ambiguous name."""
        self.complement: Phrase | None = None
        """What the noun belongs to: حماس in متحدث باسم حماس."""
        self.nisba: Nisba | None = None
        self.modifier: Modifier | None = None
        self.country: tuple[Entry, ...] = ()
        """A state or place it belongs to: عدن in شرطة عدن."""
        self.named = False
        """Ends in a personal name."""


class PhraseReader:
    """Reads phrases of one lexicon. Holds no state of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._compounds = lexicon.compound_nisbas
        words = lexicon.words
        self._place_cues = words["place_cues"]
        self._not_actors = words["not_actors"]
        self._links = words["name_links"]
        self._not_names = words["not_names"]

    def read(self, words: Sequence[str], infos: Sequence[ActorWord | None], at: int, chosen: bool = False) -> Phrase | None:
        """Read the phrase that begins at word `at`, or None. `chosen`: the grammar says that a party is named here."""
        info = infos[at]
        if info is None:
            return None
        name = self._name(words, infos, at, chosen) if info.names else None
        if info.agents and (name is None or self._longest_agent(words, infos, at)[0] > name.end):
            return self._composed(words, infos, at)
        if name is not None:
            return name
        if info.nisba is not None:
            return self._nisba_alone(words, infos, at, info.nisba)
        return self._given_name(words, infos, at, chosen) if info.given >= 0 else None

    # -- listed names

    def _name(self, words: Sequence[str], infos: Sequence[ActorWord | None], at: int, chosen: bool) -> Phrase | None:
        """Return the longest listed name at `at`; of equal length, the one with fewer proclitics."""
        best: Phrase | None = None
        info = infos[at]
        for prefix, node in info.names if info is not None else ():
            end, values = self._walk(words, infos, at + 1, node)
            strong = tuple(entry for entry, alias in values if not alias.weak)
            weak = tuple(entry for entry, alias in values if alias.weak)
            if weak and not strong and not chosen and not self._has_cue(words, infos, at, end, prefix, weak[0]):
                continue
            if values and (best is None or end > best.end):
                best = Phrase(at, end, prefix)
                best.entries = strong + weak
        return best

    def _walk(self, words: Sequence[str], infos: Sequence[ActorWord | None], at: int, node: object) -> tuple[int, list[tuple[Entry, Alias]]]:
        """Follow a trie from word `at`, skipping quotes inside the name; return where the longest name ends."""
        from streams.tagging.lexicon.trie import Trie

        assert isinstance(node, Trie)
        end, values, opened = at, node.values, False
        while at < len(words) and node.next:
            info = infos[at]
            if info is not None and info.opener and not opened:
                opened = True
                at += 1
                continue
            child = node.next.get(info.folded if info is not None else fold(words[at]))
            if child is None:
                break
            node, at = child, at + 1
            if node.values:
                end, values = at, node.values
                closing = infos[at] if at < len(words) else None
                if opened and closing is not None and closing.closer:
                    end = at + 1
        return end, values

    def _has_cue(self, words: Sequence[str], infos: Sequence[ActorWord | None], at: int, end: int, prefix: int, entry: Entry) -> bool:
        """Whether the words before a weak name say that the actor is meant."""
        before = infos[at - 1] if at else None
        after = infos[end] if end < len(words) else None
        if before is not None and before.opener and after is not None and after.closer:
            return True
        if entry.kind == "state":
            return at > 0 and prefix == 0 and fold(words[at - 1]) in self._place_cues
        if before is None or prefix:
            return False
        if before.opener and at > 1:
            before = infos[at - 2]
        return before is not None and bool(before.agents)

    # -- nisbas and personal names standing alone

    def _nisba_alone(self, words: Sequence[str], infos: Sequence[ActorWord | None], at: int, word: NisbaWord) -> Phrase | None:
        """Return a nisba that names people (الفلسطينيون) or stands for its state (القصف الإسرائيلي)."""
        if word.nisba.weak or (at and self._is_thing(words[at - 1])):
            return None
        phrase = Phrase(at, at + 1, word.prefix)
        phrase.nisba = word.nisba
        self._second_nisba_word(infos, phrase)
        return phrase

    def _is_thing(self, word: str) -> bool:
        """Whether a word is a thing whose origin is no actor: اللغة الفرنسية."""
        from streams.tagging.orthography import readings, without_article

        return any(without_article(rest) in self._not_actors for _, rest in readings(word))

    def _second_nisba_word(self, infos: Sequence[ActorWord | None], phrase: Phrase) -> None:
        """Take the second word of a compound nisba (كوري شمالي)."""
        info = infos[phrase.end - 1]
        following = infos[phrase.end] if phrase.end < len(infos) else None
        if info is None or following is None:
            return
        seconds = self._compounds.get(info.folded) or self._compounds.get(info.folded.removeprefix("ال"))
        nisba = seconds.get(following.folded) or seconds.get(following.folded.removeprefix("ال")) if seconds else None
        if nisba is not None:
            phrase.nisba, phrase.end = nisba, phrase.end + 1

    def _given_name(self, words: Sequence[str], infos: Sequence[ActorWord | None], at: int, chosen: bool) -> Phrase | None:
        """Return a personal name of at least two words, unless the grammar has chosen it."""
        info = infos[at]
        end = self._name_run(words, infos, at)
        if info is None or (end - at < 2 and not chosen):
            return None
        phrase = Phrase(at, end, info.given)
        phrase.named = True
        return phrase

    def _name_run(self, words: Sequence[str], infos: Sequence[ActorWord | None], at: int) -> int:
        """Return where a personal name ends that begins with a first name at `at`."""
        end, unknown = at + 1, 0
        while end < len(words):
            word, info = words[end], infos[end]
            if word in self._links or (info is not None and info.given == 0):
                end += 1
                continue
            if info is not None and (info.agents or info.opener or info.closer or info.comma or (info.modifier and not info.nisba)):
                break
            if info is not None and info.nisba is not None and (info.nisba.prefix or info.nisba.nisba.plural):
                break
            if unknown or word in self._not_names or not word.isalpha() or not "ء" <= word[0] <= "ي":
                break
            if info is not None and info.names and info.names[0].node.values and info.names[0].node.values[0][0].kind != "person":
                break
            unknown += 1
            end += 1
            if fold(word).startswith("ال"):
                break
        while end > at + 1 and words[end - 1] in ("بن", "ابن", "آل", "أبو", "عبد", "ولد", "دي", "فان"):
            end -= 1
        return end

    # -- composed actors

    def _longest_agent(self, words: Sequence[str], infos: Sequence[ActorWord | None], at: int) -> tuple[int, AgentNoun | None]:
        """Return where the longest agent noun at `at` ends, and the noun."""
        from streams.tagging.orthography import without_article

        info = infos[at]
        if info is None or not info.agents:
            return at, None
        node, end = info.agents[0].node, at + 1
        best_end, best = end, node.values[0] if node.values else None
        while end < len(words):
            following = infos[end]
            folded = following.folded if following is not None else fold(words[end])
            child = node.next.get(without_article(folded)) or (node.next.get(folded[2:]) if folded.startswith("لل") else None)
            if child is None:
                break
            node, end = child, end + 1
            if node.values:
                best_end, best = end, node.values[0]
        return best_end, best

    def _composed(self, words: Sequence[str], infos: Sequence[ActorWord | None], at: int, depth: int = 0) -> Phrase | None:
        """Read an agent noun and what belongs to it."""
        end, noun = self._longest_agent(words, infos, at)
        info = infos[at]
        if noun is None or info is None:
            return None
        phrase = Phrase(at, end, info.agents[0].prefix)
        phrase.noun = noun
        definite = info.agents[0].definite
        while self._extend(words, infos, phrase, definite, depth):
            definite = definite or fold(words[phrase.end - 1]).startswith("ال")
        self._place_after_in(words, infos, phrase)
        return phrase

    def _extend(self, words: Sequence[str], infos: Sequence[ActorWord | None], phrase: Phrase, definite: bool, depth: int) -> bool:
        """Take the next part of a composed actor, if there is one; False when it is complete."""
        at = phrase.end
        if at >= len(words) or phrase.named or phrase.entries:
            return False
        info = infos[at]
        if info is None:
            return self._gap(words, infos, phrase)
        if info.opener or info.comma:
            return self._inside_quotes(words, infos, phrase, definite)
        return (
            self._take_nisba(infos, phrase, info)
            or self._take_name(words, infos, phrase, info, definite)
            or self._take_noun(words, infos, phrase, info, definite, depth)
            or self._take_modifier(phrase, info, definite)
            or self._take_given(words, infos, phrase, info)
            or self._gap(words, infos, phrase)
        )

    def _take_nisba(self, infos: Sequence[ActorWord | None], phrase: Phrase, info: ActorWord) -> bool:
        if info.nisba is None or info.nisba.prefix or (phrase.nisba is not None and phrase.nisba.country):
            return False
        phrase.nisba, phrase.end = info.nisba.nisba, phrase.end + 1
        self._second_nisba_word(infos, phrase)
        return True

    def _take_name(self, words: Sequence[str], infos: Sequence[ActorWord | None], phrase: Phrase, info: ActorWord, definite: bool) -> bool:
        """Take a listed name: a person in apposition, or what an indefinite noun belongs to."""
        name = self._name(words, infos, phrase.end, True) if info.names else None
        noun = phrase.noun
        if name is None or noun is None or not name.entries[0].affiliations or self._longest_agent(words, infos, phrase.end)[0] > name.end:
            return False
        linked = name.prefix == 1 and definite and words[phrase.end].startswith("ل") and noun.via
        if name.prefix and not linked:
            return False
        kind = name.entries[0].kind
        if kind == "person" and noun.shape == "person" and not linked:
            phrase.entries, phrase.named, phrase.end = name.entries, True, name.end
            return True
        if definite and not linked and not (noun.name.endswith("spokesman") or noun.via):
            return False
        if kind == "state":
            phrase.country = phrase.country or name.entries
        else:
            phrase.complement = phrase.complement or name
        phrase.end = name.end
        return True

    def _take_noun(self, words: Sequence[str], infos: Sequence[ActorWord | None], phrase: Phrase, info: ActorWord, definite: bool, depth: int) -> bool:
        """Take an agent noun that an indefinite noun, or one that speaks for another, belongs to."""
        noun = phrase.noun
        if not info.agents or info.agents[0].prefix or depth > 2 or noun is None or phrase.complement is not None:
            return False
        if definite and not (noun.via and words[phrase.end - 1] in ("باسم", "بلسان", "في", "من", "عن")):
            return False
        inner = self._composed(words, infos, phrase.end, depth + 1)
        if inner is None:
            return False
        phrase.complement, phrase.end = inner, inner.end
        return True

    def _take_modifier(self, phrase: Phrase, info: ActorWord, definite: bool) -> bool:
        if info.modifier is None or (info.definite and not definite and phrase.end - phrase.first > 1 and phrase.noun is None):
            return False
        if phrase.modifier is None or not phrase.modifier.kind:
            phrase.modifier = info.modifier
        phrase.end += 1
        return True

    def _take_given(self, words: Sequence[str], infos: Sequence[ActorWord | None], phrase: Phrase, info: ActorWord) -> bool:
        if info.given != 0 or phrase.noun is None or phrase.noun.shape != "person":
            return False
        phrase.end, phrase.named = self._name_run(words, infos, phrase.end), True
        return True

    def _inside_quotes(self, words: Sequence[str], infos: Sequence[ActorWord | None], phrase: Phrase, definite: bool) -> bool:
        """Take a listed name in quotes (حزب «البعث»), or a personal name after a comma."""
        at = phrase.end + 1
        info = infos[at] if at < len(words) else None
        opener = infos[phrase.end]
        if info is None or opener is None:
            return False
        taken, phrase.end = phrase.end, at
        if opener.comma and (phrase.noun is None or phrase.noun.shape != "person" or not (definite or phrase.nisba)):
            found = False
        elif opener.comma:
            found = self._take_given(words, infos, phrase, info) or (self._take_name(words, infos, phrase, info, definite) and phrase.named)
        else:
            found = self._take_name(words, infos, phrase, info, False)
        if not found:
            phrase.end = taken
            return False
        closing = infos[phrase.end] if phrase.end < len(words) else None
        if opener.opener and closing is not None and closing.closer:
            phrase.end += 1
        return True

    def _gap(self, words: Sequence[str], infos: Sequence[ActorWord | None], phrase: Phrase) -> bool:
        """Pass over words with the article if a nisba ends the phrase: حزب الغد المصري, وزير التربية والتعليم اليمني."""
        end = phrase.end
        while end < len(words) and end - phrase.end < _LONGEST_GAP:
            info = infos[end]
            if info is not None and info.nisba is not None and not info.nisba.prefix and info.nisba.definite and end > phrase.end:
                phrase.nisba, phrase.end = phrase.nisba or info.nisba.nisba, end + 1
                return True
            if not words[end].startswith(("ال", "وال")) or (info is not None and info.names):
                return False
            end += 1
        return False

    def _place_after_in(self, words: Sequence[str], infos: Sequence[ActorWord | None], phrase: Phrase) -> None:
        """Note the state of `الحكومة في تايلاند`, which stays outside the span."""
        noun, at = phrase.noun, phrase.end
        if phrase.nisba is not None or phrase.country or phrase.complement is not None or noun is None or noun.shape == "person" and noun.kind != "population":
            return
        if at + 1 >= len(words) or words[at] != "في":
            return
        name = self._name(words, infos, at + 1, False)
        if name is not None and name.prefix == 0 and name.entries[0].kind == "state" and name.entries[0].affiliations:
            phrase.country = name.entries
