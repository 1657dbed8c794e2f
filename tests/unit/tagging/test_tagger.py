"""The tagger as a whole: hand-coded sentences, spans, purity, the sentence before, the hash of the data."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from streams.enrichment.sentences import split
from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.types import Actor, Analysis, Field, Sentence, Span

DATA = Path(__file__).parent / "data" / "sentences.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
SHARED = Path(__file__).parents[4] / "shared" / "seed"


def sentences(segmenter: NativeSegmenter, text: str, field: Field = "text") -> list[Sentence]:
    spans = split(text)
    return [Sentence(field, i, a, b, segmenter.segment_text(text[a:b])) for i, (a, b) in enumerate(spans)]


def coded(analysis: Analysis) -> list[dict[str, Any]]:
    """The events in the shape of the data file."""
    return [
        {
            "type": event.type,
            "trigger": event.trigger.text,
            "accusers": [actor.text for actor in event.accusers],
            "accused": [actor.text for actor in event.accused],
        }
        | ({"negated": True} if event.negated else {})
        for event in analysis.accusations
    ]


def test_the_choice_keeps_most_of_what_is_hand_coded(tagger: Tagger, segmenter: NativeSegmenter) -> None:
    """They were written beside rules that mostly went; the weights, fitted on others, read one in eight otherwise."""
    right = [coded(tagger.analyse(sentences(segmenter, row["text"]), None)) == row["events"] for row in ROWS]
    assert sum(right) / len(ROWS) >= 0.85


def test_no_more_accusations_are_looked_for_than_an_article_may_have(
    tagger: Tagger, segmenter: NativeSegmenter
) -> None:
    """An article with thousands of them is refused all the same, and would take seconds first."""
    text = "\n".join(["اتهم الوزير المعارضة بالفساد."] * 9)
    analysis = tagger.analyse(sentences(segmenter, text), None, most=4)
    assert len(analysis.accusations) == 4
    assert len(analysis.actors) == len(tagger.analyse(sentences(segmenter, text), None).actors)


def test_every_span_cuts_the_article_exactly(tagger: Tagger, segmenter: NativeSegmenter) -> None:
    text = "\n".join(row["text"] for row in ROWS)
    analysis = tagger.analyse(sentences(segmenter, text), None)
    assert len(analysis.accusations) > 30
    for event in analysis.accusations:
        spans: list[Span | Actor] = [event.trigger, *event.accusers, *event.accused]
        spans += [event.content] if event.content else []
        assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(text[actor.start : actor.end] == actor.text for actor in analysis.actors)


def test_the_same_sentences_give_the_same_answer_after_others(tagger: Tagger, segmenter: NativeSegmenter) -> None:
    first = sentences(segmenter, ROWS[0]["text"])
    before = tagger.analyse(first, date(2020, 1, 1))
    for row in ROWS:
        tagger.analyse(sentences(segmenter, row["text"]), None)
    assert tagger.analyse(first, date(2020, 1, 1)) == before


def test_no_sentences_and_empty_ones_give_nothing(tagger: Tagger, segmenter: NativeSegmenter) -> None:
    assert tagger.analyse([], None) == tagger.analyse(sentences(segmenter, "... ؟"), None)


def test_a_dropped_subject_is_the_topic_of_the_sentence_before(tagger: Tagger, segmenter: NativeSegmenter) -> None:
    text = "زار الرئيس رجب طيب أردوغان الحدود. واتهم المتمردين بخرق الهدنة."
    (event,) = tagger.analyse(sentences(segmenter, text), date(2019, 1, 1)).accusations
    assert [(actor.text, actor.antecedent, actor.sentence) for actor in event.accusers] == [
        ("الرئيس رجب طيب أردوغان", "previous_sentence", 0)
    ]


def test_a_damma_tells_a_passive(tagger: Tagger, segmenter: NativeSegmenter) -> None:
    (event,) = tagger.analyse(sentences(segmenter, "واتُّهم المدير بالتقصير."), None).accusations
    assert (event.accusers, [actor.text for actor in event.accused]) == ((), ["المدير"])


def test_another_lexicon_directory_has_another_hash(tagger: Tagger, tmp_path: Path) -> None:
    trigger = (
        '[[trigger]]\nlemma = "ذم"\ntype = "condemn"\npast = "ذم"\nimperfect = "ذم"\n'
        'example = "<ذم> [الكاتب] {الوزير}."\ncounter = "لا ذم فيه."\n'
    )
    (tmp_path / "triggers.toml").write_text(trigger, encoding="utf-8")
    assert Tagger.load(tmp_path).lexicon_hash != tagger.lexicon_hash == Tagger.load().lexicon_hash


def test_the_seed_article(tagger: Tagger, segmenter: NativeSegmenter) -> None:
    """The three accusations of a real article, and none that is not allowed."""
    if not SHARED.is_dir():
        pytest.skip(f"the seed article is not in {SHARED}")
    article = json.loads((SHARED / "article.jsonl").read_text(encoding="utf-8"))
    expected = json.loads((SHARED / "expected.json").read_text(encoding="utf-8"))
    found = []
    for field in ("title", "text"):
        analysis = tagger.analyse(sentences(segmenter, article[field], field), date(2017, 10, 5))
        found += [(field, event) for event in analysis.accusations]
    allowed = {(event["field"], *event["trigger"]) for event in expected["must"] + expected["may"]}
    spans = {(field, event.trigger.start, event.trigger.end): event for field, event in found}
    assert set(spans) <= allowed
    for want in expected["must"]:
        event = spans[want["field"], *want["trigger"]]
        assert event.type == want["type"]
        assert [actor.country for actor in event.accusers] == want["accuser_countries"]
        assert [actor.country for actor in event.accused if actor.country] == want["accused_countries"]


def test_a_drawn_out_dash_closes_a_dateline(tagger: Tagger, segmenter: NativeSegmenter) -> None:
    text = "طهران ـ أ.ف.ب ـ نفت إيران أمس اتهامات واشنطن لها بدعم الإرهاب."
    events = tagger.analyse(sentences(segmenter, text), None).accusations
    assert [(event.type, event.accusers[0].text) for event in events] == [("deny", "إيران"), ("accuse", "واشنطن")]
