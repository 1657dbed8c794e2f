"""What stands before a name and says that it is no actor, or somebody else.

The names themselves say which of these signs they heed (`wary_of`), so that one look-up of the word before decides for
most of them. Whatever a sign is, it is a list of words in `words.txt`.
"""

from collections.abc import Sequence

from streams.segmentation.types import Segmentation
from streams.tagging.actor_words import ActorWords
from streams.tagging.lexicon import Entry, Lexicon
from streams.tagging.lexicon.inflection import inflect_body
from streams.tagging.orthography import ARTICLE, fold, readings, without_article
from streams.tagging.phrase import Phrase

__all__ = ["ANYWHERE", "FEMALE", "Evidence", "Signs", "is_miscut"]

THING = 1
"""A thing: its adjective of origin is no actor (الدولار الأميركي)."""
NAMED = 2
"""A thing that bears the name of somebody or somewhere: شارع, كأس, مطار."""
NAME = 4
"""A first name, or a link inside personal names: what follows is that person's."""
OPENER = 8
"""A quotation mark."""
SPORT = 16
"""A word of sports: towns are clubs in such a sentence."""
PLACE = 32
"""After it a weak name of a place is meant."""
TOWN = 64
"""A noun that says that a place follows: مدينة, محافظة; and في."""
SPEECH = 128
"""A verb of saying."""
UNKNOWN = 256
"""A word that is nothing here: a first name perhaps, or anything else."""

BEARER = 512
"""What bears the names of persons, but may also be of a place: مدينة الملك فهد."""
MARKET = 1024
"""What an adjective of a people without a state only tells the place of: الأسهم الأوروبية."""

PAUSE = 2048
"""A mark between the names of a list: what follows may be a first name, if the name is one."""

MEASURE = 4096
"""The name is also what things measure: بقطر 20 سم."""
ANYWHERE = SPORT | MEASURE
"""What the word before does not tell."""

FEMALE, MALE = "f", "m"
_FAR = 5
"""Words back to which a title is looked for."""

_PAUSES = frozenset("،,؛:")
_SONS = frozenset(("بن", "ابن", "بنت"))
_QUOTES = frozenset('«“"‘‹')
_SHORTEST_NAME = 3
_LINKED = frozenset(("عبد", "نصر", "عطا", "سعد", "فتح", "خلف", "رزق", "جار", "فضل", "ضيف", "سيف", "نور"))
_VOWELS = str.maketrans(dict.fromkeys("اويهءةى") | {"غ": "ج", "ك": "ج", "ق": "ج"})
"""What translators agree on in a foreign name: its consonants, those for G and K alike."""


class Signs(dict[str, int]):
    """Words to what they say of a name after them, as a sum of the flags above. Emptied when it reaches its limit."""

    __slots__ = ("_exact", "_limit", "_lists", "_never", "_not_names", "_particles", "_words")

    def __init__(self, lexicon: Lexicon, words: ActorWords, limit: int) -> None:
        super().__init__()
        lists = lexicon.words
        self._words = words
        self._limit = limit
        self._not_names = lists["not_names"]
        self._never = lexicon.exact["never"]
        self._particles = lists["not_names"] | lists["place_cues"]
        self._exact = (
            (NAME, lists["given_names"] - lists["ambiguous_names"] | lists["first_names"]),
            (NAMED, _nouns(lists["named_things"])),
            (BEARER, _nouns(lists["bearers"])),
            (TOWN, lists["place_heads"]),
        )
        self._lists = (
            (THING, _nouns(lists["not_actors"])),
            (MARKET, _nouns(lists["markets"])),
            (PLACE, lists["place_cues"]),
            (SPORT, _nouns(lists["sports"])),
            (SPEECH, lists["speech"]),
        )

    def __missing__(self, word: str) -> int:
        if len(self) >= self._limit:
            self.clear()
        self[word] = found = self._flags(word)
        return found

    def _flags(self, word: str) -> int:
        found = OPENER * (word in _QUOTES) | PAUSE * (word in _PAUSES)
        for prefix, rest in readings(word):
            if (prefix and fold(word) in self._particles) or word[prefix:] in self._never:
                continue  # بين is no ب before the Japanese currency, على not the name علي
            bare = without_article(rest)
            for flag, words in self._exact:
                found |= flag * (rest in words)
            for flag, words in self._lists:
                found |= flag * (bare in words)
        return found | UNKNOWN * self._is_unknown(word)

    def _is_unknown(self, word: str) -> bool:
        """Whether a word may be a foreign first name: nothing else that is known, no article, no proclitic, no verb."""
        folded = fold(word)
        return (
            self._words[word] is None
            and len(folded) >= _SHORTEST_NAME
            and folded.isalpha()
            and folded not in self._not_names
            and folded[0] not in "ويتبلفان"
        )


def _nouns(words: frozenset[str]) -> frozenset[str]:
    """Nouns and their regular forms."""
    return frozenset(form for word in words for form in (*inflect_body(word), word))


class Evidence:
    """Judges mentions of one lexicon by the words around them. Holds no state of a sentence."""

    def __init__(self, lexicon: Lexicon, words: ActorWords, limit: int) -> None:
        self.signs = Signs(lexicon, words, limit)
        self._words = words
        self._club_towns = lexicon.words["club_towns"]
        self._papers = lexicon.words["papers"]
        self._measures = lexicon.words["measures"]
        self._settlements = lexicon.words["settlements"]
        self._given = lexicon.words["given_names"]
        self._is_state = lexicon.is_state
        self.links = lexicon.words["name_links"]
        """Words inside personal names."""

    def wary_of(self, phrase: Phrase, first: str) -> int:
        """The signs before a phrase that ask for a second look, as a sum; SPORT if the whole sentence does.

        `first` is its first word, folded.
        """
        if phrase.entries:
            return self._wary_of_listed(phrase, first[phrase.prefix :])
        nisba = phrase.nisba
        if nisba is None or phrase.noun is not None:
            return 0
        single = not nisba.plural and not phrase.named
        things = THING if nisba.country else THING | MARKET
        return things | (NAME | OPENER | UNKNOWN if single and phrase.end - phrase.first == 1 else 0)

    def _wary_of_listed(self, phrase: Phrase, name: str) -> int:
        entry, alone = phrase.entries[0], phrase.end - phrase.first == 1
        named = 0 if phrase.prefix else NAMED
        if phrase.noun is not None:
            return named | BEARER if entry.kind == "person" else 0
        if entry.kind == "state":
            measured = MEASURE * (phrase.prefix > 0 and name in self._measures)
            return named | measured | (OPENER | SPORT * (name in self._club_towns) if alone else 0)
        if entry.kind == "person":
            listed = PAUSE if alone and name in self._given else 0
            return named | NAME | listed | (UNKNOWN | TOWN if alone else BEARER)
        return NAME if alone else 0

    def against(self, sentence: Segmentation, at: int, end: int, phrase: Phrase, wary: int) -> bool:
        """Whether the words from `at` to `end`, read as `phrase`, name no actor or another one."""
        words = sentence.words
        before = self.signs[words[at - 1]] if at else 0
        if before & OPENER and at > 1:
            before |= self.signs[words[at - 2]] & (NAMED | THING)  # ملعب «الرياض»
        hit = before & wary
        if hit & (THING | NAMED | BEARER | MARKET):
            return not hit & NAMED or at < 2 or words[at - 2] != "عن"  # عن طريق الأردن
        if hit & OPENER and end < len(words) and self._words_close(words[end]):
            return phrase.nisba is not None or without_article(fold(words[at])) in self._papers
        if hit & NAME and self._is_anothers(words, at, phrase):
            return True
        if hit & UNKNOWN and (self._of_elsewhere(words, at, phrase) or self._is_of_chain(words, at, phrase)):
            return True
        if hit & TOWN and fold(words[at - 1]) in self._settlements:
            return True  # مدينة كلينتون
        if wary & MEASURE and end < len(words) and words[end][0].isdigit():
            return True
        if hit & PAUSE and self._is_listed(words, end):
            return True
        return bool(wary & SPORT) and not before & TOWN and self._is_club(words, at, phrase.prefix)

    def sex(self, words: Sequence[str], at: int, phrase: Phrase) -> str | None:
        """`f` or `m` if a title or a verb of saying before a name tells (المرشحة كلينتون); None if nothing does."""
        if phrase.noun is not None:
            return _sex_of(words[at])
        for before in range(at - 1, max(at - _FAR, -1), -1):
            info = self._words[words[before]]
            nouns = info.agents[0].node.values if info is not None and info.agents else []
            if any(noun.shape == "person" for noun in nouns) or self.signs[words[before]] & SPEECH:
                return _sex_of(words[before])
        return None

    def _words_close(self, word: str) -> bool:
        info = self._words[word]
        return info is not None and info.closer

    def _is_anothers(self, words: Sequence[str], at: int, phrase: Phrase) -> bool:
        """Whether a first name before a name makes it another person's: صالح عباس; not دييجو مارادونا."""
        if fold(words[at - 1]) == "الله" and (at < 2 or not any(r in _LINKED for _, r in readings(words[at - 2]))):
            return False
        if phrase.nisba is not None:
            return words[at].startswith(ARTICLE)
        return not _shares_name(words[at - 1], phrase.entries)

    def _is_of_chain(self, words: Sequence[str], at: int, phrase: Phrase) -> bool:
        """Whether an unknown name stands before a surname, and a first name before it: محمد ربيع الظواهري."""
        if at < 2 or not self.signs[words[at - 2]] & NAME:
            return False
        if phrase.nisba is not None:
            return fold(words[at - 2]) in _SONS  # سعد بن رحيل السويدي, but رينيه ديكارت الفرنسي
        info, second = self._words[words[at - 2]], fold(words[at - 1])
        if info is not None and any(second in start.node.next for start in info.names):
            return False  # اتهم راهول غاندي مودي
        return not any(_shares_name(word, phrase.entries) for word in words[at - 2 : at])

    def _is_listed(self, words: Sequence[str], end: int) -> bool:
        """Whether a surname that is a first name, too, is one in a list of names: أنسي الحاج، عباس بيضون، …"""
        closed = end + 1 >= len(words) or not words[end + 1][0].isalpha()
        return closed and end < len(words) and words[end].isalpha() and self._words[words[end]] is None

    def _of_elsewhere(self, words: Sequence[str], at: int, phrase: Phrase) -> bool:
        """Whether an unknown first name stands before a surname, and before it an origin that is not its owner's."""
        info = self._words[words[at - 2]] if at > 1 else None
        nisba = info.nisba if info is not None else None
        if (
            phrase.nisba is not None
            or nisba is None
            or not nisba.definite
            or nisba.nisba.plural
            or nisba.nisba.country is None
        ):
            return False
        countries = {a.cameo[:3] for entry in phrase.entries for a in entry.affiliations}
        foreign = all(self._is_state(code) for code in countries) and nisba.nisba.country not in countries
        return foreign and not _shares_name(words[at - 1], phrase.entries)

    def _is_club(self, words: Sequence[str], at: int, prefix: int) -> bool:
        """Whether a town stands for its club: the sentence is about sports, and nothing says that a place is meant."""
        if prefix and words[at][prefix - 1] == "ب":
            return False
        signs = self.signs
        return any(signs[word] & SPORT for word in words)


def _sex_of(word: str) -> str:
    """The sex of a title or a verb of saying in the past."""
    return FEMALE if fold(word).endswith(("ه", "ت")) else MALE


def is_miscut(segments: str, phrase: Phrase) -> bool:
    """Whether the segmenter reads no proclitics before a name: و+باب+ها is no Abha, لباس+ك no Basque.

    It leaves names that it does not know unsplit; then the name must be longer than three letters (بنوك is no Nuuk).
    """
    if segments[2 * phrase.prefix - 1 : 2 * phrase.prefix] == "+":
        return False  # as nearly always: each letter cut off by itself
    parts = segments.split("+")
    cuts, at = set(), 0
    for part in parts[:-1]:
        at += len(part)
        cuts.add(at)
    if phrase.prefix in cuts or phrase.end - phrase.first > 1:
        return False
    if not cuts or max(cuts) < phrase.prefix:
        return sum(map(len, parts)) - phrase.prefix <= _SHORTEST_NAME
    return parts[-1] not in ("ة", "ه") and (parts[-1] not in ("ين", "ون") or phrase.nisba is None)


def _shares_name(word: str, entries: Sequence[Entry]) -> bool:
    """Whether a word is a first name of one of the entries, in whatever spelling."""
    known = {_consonants(name) for entry in entries for alias in entry.aliases for name in alias.words[:-1]}
    return any(_consonants(rest) in known for _, rest in readings(word))


def _consonants(name: str) -> str:
    return without_article(name).translate(_VOWELS)
