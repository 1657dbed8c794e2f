"""Tags the actors and accusations of an article: pure, no clock, no files after loading."""

import datetime
import hashlib
import sys
from collections.abc import Mapping, Sequence
from itertools import compress
from pathlib import Path
from typing import Final, Self

from streams.tagging.actors import ActorTagger, Mention
from streams.tagging.choice.case import Case
from streams.tagging.choice.scoring import Choice, choose
from streams.tagging.choice.weights import Weights, load_weights
from streams.tagging.clause import chunks_of
from streams.tagging.clauses import ClauseTree
from streams.tagging.conditions import Context
from streams.tagging.conditions import choose as choose_reading
from streams.tagging.event_types import cameo_of, type_of
from streams.tagging.growth import KnownActors
from streams.tagging.headlines import blame_in_headline, said_by_whom
from streams.tagging.lexicon import Lexicon
from streams.tagging.linking.answers import answer_later, link_untrue
from streams.tagging.linking.nouns import link_noun
from streams.tagging.linking.participles import link_participle
from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.linking.verbs import link_verb
from streams.tagging.lookup import Readings, WordTable
from streams.tagging.modality import is_hypothetical, is_negated
from streams.tagging.preparing import dashed, rejected, uncut, vocalised
from streams.tagging.rules import BUILT_IN, Rules, load_rules
from streams.tagging.spans import actors_of, content_span, span_of, trimmed
from streams.tagging.topics import topic_accuser
from streams.tagging.triggers import Reading, TriggerTable
from streams.tagging.types import Accusation, Actor, Analysis, Sentence
from streams.tagging.words import Word, WordReader

__all__ = ["Tagger"]


_LINKERS = {"verb": link_verb, "noun": link_noun, "participle": link_participle}


def _link(view: SentenceView, k: int, reading: Reading) -> Link:
    """The parties of the word of accusation at chunk `k`."""
    if reading.trigger.rule == "baseless":
        return link_untrue(view, k)
    return _LINKERS[reading.trigger.part](view, k, reading)


_SENTENCES: Final = "examples.toml"
"""What the tests run through the rules: adding to it changes no coding, so it is no part of the hash."""


_OF_DATELINES: Final = frozenset(("state", "media", "intergovernmental"))
"""Kinds of actors that datelines name: who wrote it, nobody knows."""


class Tagger:
    """Rules and lexicon, loaded once; `analyse` may be called from one thread at a time."""

    def __init__(self, rules: Rules, lexicon: Lexicon, weights: Weights, lexicon_hash: str) -> None:
        self.lexicon_hash = lexicon_hash
        """Over lexicon and rules data: any change of either changes it."""
        self.weights = weights
        """Of the choice between parties; exchanged only to fit them."""
        self._actors = ActorTagger(lexicon)
        self._words = WordTable(TriggerTable(rules.triggers), self._actors.words)
        given = lexicon.words["given_names"] - lexicon.words["ambiguous_names"]
        self._reader = WordReader(rules.vocabulary.naming(given))

    @classmethod
    def load(cls, *lexicon_dirs: Path, weights: Weights | None = None) -> Self:
        """Read the built-in data, then what the directories add or replace; `weights` in place of the built-in ones.

        Raises `RuleError` or `LexiconError`.
        """
        rules = load_rules(*lexicon_dirs)
        lexicon = Lexicon.load(*lexicon_dirs)
        digest = hashlib.sha256(lexicon.hash.encode())
        for directory in (BUILT_IN, *lexicon_dirs):
            for path in sorted(directory.glob("*.toml")):
                if path.name != _SENTENCES:
                    digest.update(path.name.encode() + path.read_bytes())
        return cls(rules, lexicon, weights or load_weights(BUILT_IN / "weights.toml"), digest.hexdigest()[:12])

    def analyse(
        self, sentences: Sequence[Sentence], published: datetime.date | None, most: int = sys.maxsize
    ) -> Analysis:
        """As `Analyser` says. Offsets of the answer count from the start of each sentence's field."""
        actors: list[Actor] = []
        accusations: list[Accusation] = []
        topic: Actor | None = None
        for sentence in map(dashed, sentences):
            if sentence.dateline:
                actors += actors_of(sentence, self._actors.apart(sentence.words, published, _OF_DATELINES))
                continue
            begin, candidates = self._words.find(sentence.words.words)
            mentions = self._actors.mentions(sentence.words, published, begin) if begin else []
            actors += actors_of(sentence, mentions)
            if candidates is not None and len(accusations) < most:
                accusations += self._accusations(sentence, mentions, candidates, published, topic)
            if mentions:
                topic = actors[-len(mentions)]
        return Analysis(tuple(actors), tuple(accusations))

    def view(self, sentence: Sentence, published: datetime.date | None) -> SentenceView:
        """The sentence cut into chunks, as linking sees it, be there a word of accusation or none."""
        sentence = dashed(sentence)
        words = self._reader.read(sentence.words.segments)
        begin, found = self._words.find(sentence.words.words)
        candidates = found or [None] * len(words)
        mentions = self._actors.mentions(sentence.words, published, begin)
        return _prepared(sentence, words, _chosen(words, candidates), candidates, mentions)

    def proposals(self, sentence: Sentence, published: datetime.date | None) -> list[Case]:
        """The words of accusation of a sentence, with what the rules propose for each."""
        return _cases(self.view(sentence, published))

    def _accusations(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        candidates: list[Readings | None],
        published: datetime.date | None,
        topic: Actor | None,
    ) -> list[Accusation]:
        words = self._reader.read(sentence.words.segments)
        readings = _chosen(words, candidates)
        if not readings:
            return []
        view = _prepared(sentence, words, readings, candidates, mentions)
        choices = [(case, self.choose(case)) for case in _cases(view)]
        return [
            self._event(sentence, case, choice, published, topic)
            for case, choice in choices
            if choice is None or choice.event >= self.weights.threshold or blame_in_headline(view, case.k)
        ]

    def choose(self, case: Case) -> Choice | None:
        """Choose the parties by the weights; None without weights, where the rules' own answer stands."""
        return choose(case, self.weights) if self.weights.fitted else None

    def _event(
        self,
        sentence: Sentence,
        case: Case,
        choice: Choice | None,
        published: datetime.date | None,
        topic: Actor | None,
    ) -> Accusation:
        view, k, reading, link = case.view, case.k, case.reading, case.link
        if choice is not None:
            link.accusers, link.accused, link.rule = list(choice.accusers), list(choice.accused), choice.rule
        said_by_whom(view, k, link)
        at = view.chunks[k].head
        words = sentence.words
        accusers = self._parties(sentence, link.accusers, published)
        accused = self._parties(sentence, link.accused, published)
        if accusers and accused and not link.reciprocal:  # nobody accuses himself
            if reading.trigger.part == "noun":
                accusers = tuple(actor for actor in accusers if actor not in accused)
            else:
                accused = tuple(actor for actor in accused if actor not in accusers)
        if not accusers and topic is not None:
            accusers = topic_accuser(view, k, link, topic)
        kind = type_of(view, k, reading, link, (accusers, accused))
        return Accusation(
            type=kind,
            cameo=cameo_of(kind, reading),
            sentence=sentence,
            trigger=span_of(sentence, words.starts[at], words.ends[at]),
            lemma=reading.trigger.lemma,
            segmented=words.segments[at],
            accusers=accusers,
            accused=accused,
            content=content_span(sentence, link.content),
            rule=link.rule,
            reciprocal=link.reciprocal,
            negated=is_negated(case.tree, view, k),
            hypothetical=is_hypothetical(view, k),
            confidence=None if choice is None else choice.confidence,
        )

    def _parties(
        self, sentence: Sentence, parties: Sequence[Party], published: datetime.date | None
    ) -> tuple[Actor, ...]:
        found: dict[tuple[int, int], Actor] = {}
        for party in parties:
            first, end = trimmed(sentence, party)
            if first < end:
                mention = self._actors.describe(sentence.words, first, end, published)
                actors = actors_of(sentence, (mention,), party.antecedent)
                found.setdefault((mention.start, mention.stop), actors[0])
        return tuple(found.values())


def _cases(view: SentenceView) -> list[Case]:
    """The words of accusation with what the rules propose; those that the grammar shows to be no event left out."""
    tree = ClauseTree(view)
    cases: list[Case] = []
    for k, reading in [(k, chunk.reading) for k, chunk in enumerate(view.chunks) if chunk.reading is not None]:
        link = _link(view, k, reading)
        if link.keep:
            view.add(k, link)
            cases.append(Case(view, tree, k, reading, link))
    answer_later(view)
    return cases


def _chosen(words: list[Word], candidates: Sequence[Readings | None]) -> dict[int, Reading]:
    """The words of accusation whose conditions hold, by their index."""
    readings: dict[int, Reading] = {}
    for i in compress(range(len(words)), candidates):
        reading = choose_reading(Context(words, candidates, i), candidates[i] or ())
        if reading is not None:
            readings[i] = reading
    return readings


def _prepared(
    sentence: Sentence,
    words: list[Word],
    readings: Mapping[int, Reading],
    candidates: Sequence[Readings | None],
    mentions: Sequence[Mention],
) -> SentenceView:
    """The sentence cut into chunks; `words` is changed in place."""
    words = uncut(sentence, rejected(words, readings, candidates), mentions)
    view = _view_of(words, readings, mentions)
    view.vocalised = vocalised(sentence, readings)
    return view


def _view_of(words: list[Word], readings: Mapping[int, Reading], mentions: Sequence[Mention]) -> SentenceView:
    """The sentence as linking sees it."""
    known, persons, named = KnownActors(), set(), set()
    states: set[int] = set()
    for mention in mentions:
        first, end, kind = mention.first, mention.end, mention.kind
        if kind == "person":
            persons.add(first)
        elif kind == "state":
            states.update(range(first, end))
        if mention.actor_id is None:
            named.add(first)
        elif words[end - 1].kind != "complementiser":
            known[first] = end
    known.persons = frozenset(persons)
    view = SentenceView(words, chunks_of(words, readings, known), known, states)
    view.named = frozenset(named - states)
    return view
