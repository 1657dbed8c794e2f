"""Tags the actors and accusations of an article: pure, no clock, no files after loading."""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from streams.tagging.actors import ActorTagger, Mention
from streams.tagging.clause import chunks_of
from streams.tagging.conditions import Context, choose
from streams.tagging.growth import KnownActors
from streams.tagging.lexicon import Lexicon
from streams.tagging.linking.nouns import link_noun
from streams.tagging.linking.participles import link_participle
from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.linking.verbs import link_verb
from streams.tagging.modality import is_hypothetical, is_negated
from streams.tagging.rules import BUILT_IN, CAMEO, Rules, load_rules
from streams.tagging.triggers import Reading, TriggerTable
from streams.tagging.types import Accusation, Actor, Analysis, EventType, Sentence, Span
from streams.tagging.words import NOUN, Word, WordReader, as_verb

__all__ = ["Tagger"]


_LINKERS = {"verb": link_verb, "noun": link_noun, "participle": link_participle}


class Tagger:
    """Rules and lexicon, loaded once; `analyse` may be called from one thread at a time."""

    def __init__(self, rules: Rules, lexicon: Lexicon, lexicon_hash: str) -> None:
        self.lexicon_hash = lexicon_hash
        """Over lexicon and rules data: any change of either changes it."""
        self._rules = rules
        self._actors = ActorTagger(lexicon)
        self._table = TriggerTable(rules.triggers)
        self._reader = WordReader(rules.vocabulary)

    @classmethod
    def load(cls, *lexicon_dirs: Path) -> "Tagger":
        """Read the built-in data, then what the directories add or replace. Raises `RuleError` or `LexiconError`."""
        rules = load_rules(*lexicon_dirs)
        lexicon = Lexicon.load(*lexicon_dirs)
        digest = hashlib.sha256(lexicon.hash.encode())
        for directory in (BUILT_IN, *lexicon_dirs):
            for path in sorted(directory.glob("*.toml")):
                digest.update(path.name.encode() + path.read_bytes())
        return cls(rules, lexicon, digest.hexdigest()[:12])

    def analyse(self, sentences: Sequence[Sentence], published: datetime.date | None) -> Analysis:
        """Find actors and accusations. Offsets of the answer count from the start of each sentence's field."""
        actors: list[Actor] = []
        accusations: list[Accusation] = []
        topic: Actor | None = None
        for sentence in sentences:
            mentions = self._actors.mentions(sentence.words, published)
            actors += [_actor(sentence, mention) for mention in mentions]
            candidates = self._table.find(sentence.words.words)
            if any(candidates):
                accusations += self._accusations(sentence, mentions, candidates, published, topic)
            topic = _topic(sentence, mentions) or topic
        unknown = sum(actor.kind == "unknown" for event in accusations for actor in (*event.accusers, *event.accused))
        return Analysis(tuple(actors), tuple(accusations), {"unknown_parties": unknown})

    def _accusations(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        candidates: list[tuple[Reading, ...] | None],
        published: datetime.date | None,
        topic: Actor | None,
    ) -> list[Accusation]:
        words = self._reader.read(list(sentence.words.segments))
        vocabulary = self._rules.vocabulary
        readings = [
            choose(Context(vocabulary, words, candidates, i), found) if found else None
            for i, found in enumerate(candidates)
        ]
        if not any(readings):
            return []
        words = [_rejected(word, readings[i], candidates[i]) for i, word in enumerate(words)]
        words = _uncut(sentence, words, mentions)
        known = KnownActors(
            {m.first: m.end for m in mentions if m.actor_id is not None and words[m.end - 1].kind != "complementiser"}
        )
        known.persons = frozenset(mention.first for mention in mentions if mention.kind == "person")
        states = {j for m in mentions if m.kind == "state" for j in range(m.first, m.end)}
        view = SentenceView(words, chunks_of(words, readings, known), known, states, vocabulary)
        view.named = frozenset(m.first for m in mentions if m.actor_id is None and m.first not in states)
        view.vocalised = _vocalised(sentence, readings)
        view.armed = frozenset(mention.first for mention in mentions if mention.kind == "armed_group")
        events = []
        for k, chunk in enumerate(view.chunks):
            if chunk.reading is not None:
                link = _LINKERS[chunk.reading.trigger.part](view, k, chunk.reading)
                if link.keep:
                    view.links.append(link)
                    if link.rule == "passive":
                        view.passives.add(k)
                    events.append(self._event(sentence, view, k, chunk.reading, link, published, topic))
        return events

    def _event(
        self,
        sentence: Sentence,
        view: SentenceView,
        k: int,
        reading: Reading,
        link: Link,
        published: datetime.date | None,
        topic: Actor | None,
    ) -> Accusation:
        at = view.chunks[k].head
        words = sentence.words
        accusers = self._parties(sentence, link.accusers, published)
        accused = self._parties(sentence, link.accused, published)
        kind = _type_of(view, k, reading, link, (accusers, accused))
        return Accusation(
            type=kind,
            cameo=_cameo(kind, reading),
            sentence=sentence,
            trigger=_span(sentence, words.starts[at], words.ends[at]),
            lemma=reading.trigger.lemma,
            segmented=words.segments[at],
            accusers=accusers,
            accused=accused,
            content=_content(sentence, link.content),
            rule=link.rule,
            reciprocal=link.reciprocal,
            negated=is_negated(view, k),
            hypothetical=is_hypothetical(view, k),
        )

    def _parties(
        self, sentence: Sentence, parties: Sequence[Party], published: datetime.date | None
    ) -> tuple[Actor, ...]:
        found: dict[tuple[int, int], Actor] = {}
        for party in parties:
            first, end = _trimmed(sentence, party)
            if first < end:
                mention = self._actors.describe(sentence.words, first, end, published)
                found.setdefault((mention.start, mention.stop), _actor(sentence, mention, party.antecedent))
        return tuple(found.values())


def _vocalised(sentence: Sentence, readings: Sequence[Reading | None]) -> frozenset[int]:
    """Triggers written with the damma of the passive: اتُهم, يُتهم. In forms II to IV the imperfect has one in the active too."""
    words, found = sentence.words, set()
    for i, reading in enumerate(readings):
        if reading is None or reading.trigger.part != "verb":
            continue
        written = words.text[words.starts[i] : words.ends[i]]
        at = written.find("\u064f")
        past = reading.form.tense == "past"
        if 0 < at <= len(written) // 2 and (
            past or reading.trigger.stems.get("past", "").startswith(("ات", "ان", "اس"))
        ):
            found.add(i)
    return frozenset(found)


def _uncut(sentence: Sentence, words: list[Word], mentions: Sequence[Mention]) -> list[Word]:
    """Give foreign names the proclitics that Farasa left on them: لكراديتش, فميركل."""
    text, starts = sentence.words.text, sentence.words.starts
    words = list(words)
    for mention in mentions:
        word = words[mention.first]
        prefix = text[starts[mention.first] : mention.start]
        fused = word.preposition == "ل" and word.definite
        cut = word.conjunction + word.preposition
        if mention.actor_id is not None and prefix != cut and not fused and word.kind == NOUN:
            conjunction = prefix[:1] if prefix[:1] in ("و", "ف") else ""
            words[mention.first] = replace(
                word, kind=NOUN, conjunction=conjunction, preposition=prefix[len(conjunction) :]
            )
    return words


def _rejected(word: Word, reading: Reading | None, found: tuple[Reading, ...] | None) -> Word:
    """A verb that is no accusation here (نفى وجود خطة) is still a verb."""
    if (
        found is None
        or reading is not None
        or word.kind != NOUN
        or word.definite
        or word.preposition
        or found[0].trigger.part != "verb"
    ):
        return word
    form = found[0].form
    return as_verb(word, form.gender, plural=form.number != "s", person=form.person)


def _trimmed(sentence: Sentence, party: Party) -> tuple[int, int]:
    """A party's words without quotation marks at both ends."""
    words, first, end = sentence.words.words, party.first, party.end
    while first < end and not words[first][0].isalnum() and (words[end - 1] in '»"”' or first + 1 == end):
        first, end = first + 1, end - (words[end - 1] in '»"”')
    while first < end and not words[first][0].isalnum():
        first += 1
    return first, end


def _span(sentence: Sentence, start: int, stop: int) -> Span:
    return Span(sentence.start + start, sentence.start + stop, sentence.words.text[start:stop])


def _content(sentence: Sentence, content: tuple[int, int] | None) -> Span | None:
    if content is None or content[0] >= content[1]:
        return None
    words = sentence.words
    return _span(sentence, words.starts[content[0]], words.ends[content[1] - 1])


def _actor(sentence: Sentence, mention: Mention, antecedent: str | None = None) -> Actor:
    span = _span(sentence, mention.start, mention.stop)
    return Actor(
        start=span.start,
        end=span.end,
        text=span.text,
        actor_id=mention.actor_id,
        name=mention.name,
        kind=mention.kind,
        country=mention.country,
        cameo=mention.cameo,
        antecedent=antecedent,  # type: ignore[arg-type]  # one of the two literals, from Party
        field=sentence.field,
        sentence=sentence.index,
    )


def _topic(sentence: Sentence, mentions: Sequence[Mention]) -> Actor | None:
    """What the next sentence's dropped subject refers to: the first actor of this one."""
    return _actor(sentence, mentions[0], "previous_sentence") if mentions else None


def _type_of(
    view: SentenceView, k: int, reading: Reading, link: Link, parties: tuple[Sequence[Actor], Sequence[Actor]]
) -> EventType:
    """Accusations are charges when a legal actor accuses, or when nobody is named and the law is (ruling 3)."""
    accusers, accused = parties
    kind = reading.trigger.type
    if kind == "condemn" and reading.trigger.lemma in ("ادان", "دان") and reading.form.voice == "passive":
        return "charge"
    judicial = any(actor.kind == "judiciary" for actor in accusers) or any(
        view.listed(view.words[j], "tribunal") for party in link.accusers for j in range(party.first, party.end)
    )
    convicts = judicial or (link.content is not None and view.legal and reading.trigger.part == "verb")
    if kind == "condemn" and reading.trigger.lemma in ("ادان", "دان", "ادانة") and convicts and link.accused:
        return "charge"
    if (
        reading.trigger.lemma == "ادانة"
        and not link.accusers
        and (
            bool(reading.pronoun)
            or view.words[max(0, view.chunks[k].first - 1)].stem in ("تم", "بعد")
            or any(word.base == "قضيه" or view.listed(word, "crime") for word in view.words[view.chunks[k].end :][:8])
        )
    ):
        return "charge"
    if kind != "accuse":
        return kind
    if reading.trigger.lemma == "متهم" and accused and accused[0].kind in ("state", "government") and not judicial:
        return kind
    counted = any(view.words[party.first].kind in ("number", "quantifier") for party in link.accused)
    if counted and any(view.listed(view.words[party.first], "police") for party in link.accusers):
        return "charge"
    if link.legal or judicial or (not link.accusers and _criminal(view, k, link, accused)):
        return "charge"
    return kind


def _criminal(view: SentenceView, k: int, link: Link, accused: Sequence[Actor]) -> bool:
    """Whether a word of the law stands outside what one is accused of, or a person is accused of a crime."""
    after = view.chunks[k].end
    first, end = link.content or (after, after + 8)
    if any(view.listed(word, "law") for j, word in enumerate(view.words) if not first <= j < end):
        return link.content is not None or bool(link.accused)
    crime = any(view.listed(word, "crime") for word in view.words[first : min(end, first + 6)])
    heads = [view.words[j] for party in link.accused for j in range(party.first, min(party.end, party.first + 2))]
    bodies = any("party" in word.groups and word.stem not in ("رجل", "شخص", "شاب", "مواطن") for word in heads)
    return crime and not bodies and all(actor.kind in ("person", "unknown", "population") for actor in accused)


def _cameo(kind: EventType, reading: Reading) -> str:
    """CAMEO code; أدين بـ is a conviction."""
    if kind == "charge" and reading.trigger.lemma in ("ادان", "دان", "مدان", "ادانة"):
        return "116"
    return CAMEO[kind]
