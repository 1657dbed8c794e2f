"""Farasa's method for one word: score every split into prefixes, stem and suffixes with a linear model, take the best.

Method: Darwish & Mubarak, "Farasa: A New Fast and Accurate Arabic Word Segmenter" (LREC 2016); features and their order
are those of QCRI's release. Feature numbers in the comments count from 1.
"""

from collections.abc import Callable, Mapping
from math import log
from operator import itemgetter
from typing import Final, NamedTuple

from streams.segmentation.affixes import WEIGHTS, AffixInventory, Prefix, Suffix
from streams.segmentation.templates import NO_TEMPLATE, TemplateFitter

__all__ = ["LISTS", "SplitScorer", "WordFacts"]

LISTS: Final = ("hmListMorph", "hmListGaz", "hmBuck", "hmLocations", "hmPeople", "hmStop", "hmAraLexCom")
"""The word lists behind a word's flags: list `i` is bit `i`."""
_IN_LEXICON: Final = 1 << LISTS.index("hmAraLexCom")
_SAID_OF_YEH_FORM: Final = 0b0100111
"""The lists in which a stem in ي may also stand with ى: all but places, people and (see `_stem_facts`) the lexicon."""
_UNSEEN: Final = -10.0
_NO_LEXICON: Final = -20.0
_FUTURE: Final = "س"
_FUTURE_LETTERS: Final = frozenset("ينأت")

WordFacts = tuple[float | None, int]
"""What the model knows of a word: the logarithm of its frequency if it has one, and its flags."""


class _StemFacts(NamedTuple):
    score: float
    """Of all features that the stem alone decides."""
    frequency: float | None
    in_lexicon: bool
    yeh_frequency: float | None


Split = tuple[float, Prefix, str, Suffix]
"""Score without the template's features, prefix, stem, suffix."""


class SplitScorer:
    """Splits words that have no stored answer. Pure: the same word always has the same answer."""

    def __init__(
        self,
        inventory: AffixInventory,
        fitter: TemplateFitter,
        look_up: Callable[[str], WordFacts],
        variables: Mapping[str, float],
        template_counts: Mapping[str, float],
    ) -> None:
        self.inventory = inventory
        self._fitter = fitter
        self._look_up = look_up
        self._mean_length = variables["averageStemLength"]
        self._flag_scores = _flag_scores(variables)
        self._template_counts = {name: log(count) for name, count in template_counts.items()}
        self._has_template = (log(1 - variables["hasTemplate"]), log(variables["hasTemplate"]))
        best_count = max(self._template_counts.values(), default=_UNSEEN)
        self._template_bound = WEIGHTS[5] * max(self._has_template) + WEIGHTS[11] * max(best_count, _UNSEEN)

    def split(self, word: str, allowed: frozenset[str] | None = None) -> str:
        """The best split of a bare Arabic word, parts joined by `+`; only one of `allowed`, if given."""
        forms = [word]
        for clitic, article in (("لل", "لال"), ("ولل", "ولال"), ("فلل", "فلال")):
            if word.startswith(clitic):  # for + the, whose alef is not written
                forms.append(article + word[len(clitic) :])
        splits = [split for form in forms for split in self.splits(form)]
        if allowed is not None:
            splits = [split for split in splits if _written(split) in allowed]
        return _written(self._best(splits)) if splits else word

    def _best(self, splits: list[Split]) -> Split:
        """Templates are costly to fit, so they are fitted only while they can still change the answer."""
        splits.sort(key=itemgetter(0), reverse=True)
        best, best_score = splits[0], float("-inf")
        for split in splits:
            if split[0] + self._template_bound < best_score:
                break
            score = split[0] + self._template_score(split[2])
            if score > best_score:
                best, best_score = split, score
        return best

    def _template_score(self, stem: str) -> float:
        """Features 6 (has a template) and 12 (how frequent the template is)."""
        template = self._fitter.fit(stem)
        count = self._template_counts.get(template, _UNSEEN)
        return WEIGHTS[5] * self._has_template[template != NO_TEMPLATE] + WEIGHTS[11] * count

    def splits(self, word: str) -> list[Split]:
        """Every split of the word as it stands, in no order."""
        stems: dict[str, _StemFacts] = {}
        splits = []
        suffixes = self.inventory.suffixes(word)
        for prefix in self.inventory.prefixes(word):
            for suffix in suffixes:
                end = len(word) - suffix.length
                if end < prefix.length:
                    continue
                stem = word[prefix.length : end]
                if not self._is_possible(prefix, stem, suffix):
                    continue
                facts = stems.get(stem)
                if facts is None:
                    facts = stems[stem] = self._stem_facts(stem)
                score = prefix.scores[suffix.written] + facts.score + self._joint_score(facts, stem, suffix)
                splits.append((score, prefix, stem, suffix))
        return splits

    def _is_possible(self, prefix: Prefix, stem: str, suffix: Suffix) -> bool:
        if not stem:
            return not prefix.future and not suffix.starts_like_prefix
        if prefix.future and stem[0] not in _FUTURE_LETTERS and stem != _FUTURE:
            return False  # but س+س+نا: the last of several س is the stem, which is not looked at again
        if len(stem) == 1 and prefix.single_letters and suffix.single_letters and prefix.length + suffix.length:
            return False  # the original never tries the split into all single letters with a stem of one
        return stem not in self.inventory.never_stems

    def _stem_facts(self, stem: str) -> _StemFacts:
        """Features 7, 8, 13, 15-18, and 3 and 14 as far as the stem itself is known."""
        count, flags = self._look_up(stem)
        yeh_count, yeh_flags = self._look_up(stem[:-1] + "ى") if stem.endswith("ي") else (None, 0)
        score = self._flag_scores[(flags | yeh_flags & _SAID_OF_YEH_FORM) & ~_IN_LEXICON]
        score += WEIGHTS[12] * log(abs(len(stem) - self._mean_length))
        if count is not None:
            score += WEIGHTS[2] * count
        in_lexicon = True
        if flags & _IN_LEXICON:
            score += WEIGHTS[13] * (_UNSEEN if count is None else count)
        elif yeh_flags & _IN_LEXICON:
            score += WEIGHTS[13] * (_UNSEEN if yeh_count is None else yeh_count)
        else:
            in_lexicon = False
        return _StemFacts(score, count, in_lexicon, yeh_count)

    def _joint_score(self, facts: _StemFacts, stem: str, suffix: Suffix) -> float:
        """Feature 11 (stem with its first suffix), and 3 and 14 for a stem that is known with ة only."""
        count, in_lexicon = facts.frequency, facts.in_lexicon
        score = WEIGHTS[10] * self._first_suffix_count(facts, stem, suffix)
        if count is not None and in_lexicon:
            return score
        feminine_count, feminine_flags = self._look_up(stem + "ة") if suffix.feminine else (None, 0)
        feminine_value = _UNSEEN if feminine_count is None else feminine_count
        if count is None:
            score += WEIGHTS[2] * (feminine_value if stem else _UNSEEN)
        if not in_lexicon:
            score += WEIGHTS[13] * (feminine_value if feminine_flags & _IN_LEXICON else _NO_LEXICON)
        return score

    def _first_suffix_count(self, facts: _StemFacts, stem: str, suffix: Suffix) -> float:
        # A lone suffix is looked up with its `+` in the original, so it is never found.
        joined = stem
        count = facts.frequency if not suffix.length else None
        if suffix.first > 0:
            joined = stem + suffix.written[1 : 1 + suffix.first]
            count = self._look_up(joined)[0]
        if count is None:
            count = facts.yeh_frequency
        if count is None and suffix.first >= 0 and joined.endswith("ت"):
            count = self._look_up(joined[:-1] + "ة")[0]
        return _UNSEEN if count is None else count


def _written(split: Split) -> str:
    _, prefix, stem, suffix = split
    return (prefix.written + stem + suffix.written).replace("++", "+").strip("+")


def _flag_scores(variables: Mapping[str, float]) -> list[float]:
    """Features 7, 8, 15, 16, 17 and 18 for every combination of the first six lists."""
    weights = [(6, "inMorphList"), (7, "inGazList"), (14, None), (15, None), (16, None), (17, None)]
    scores = []
    for flags in range(1 << len(weights)):
        score = 0.0
        for bit, (feature, variable) in enumerate(weights):
            yes = bool(flags >> bit & 1)
            if variable is None:
                score += WEIGHTS[feature] if yes else -WEIGHTS[feature]
            else:
                score += WEIGHTS[feature] * log(variables[variable] if yes else 1 - variables[variable])
        scores.append(score)
    return scores
