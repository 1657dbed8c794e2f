"""Every trigger and every pattern does what its own example says, and leaves its counter-example alone."""

import re
from pathlib import Path

import pytest

import streams.tagging.linking
from streams.segmentation.native import NativeSegmenter
from streams.tagging import Tagger
from streams.tagging.rules import Pattern, Trigger, load_rules
from streams.tagging.types import Accusation, Sentence

RULES = load_rules()
MARKS = {"<": "trigger", "[": "accuser", "{": "accused"}


def analyse(tagger: Tagger, segmenter: NativeSegmenter, text: str) -> tuple[Accusation, ...]:
    words = segmenter.segment_text(text)
    return tagger.analyse([Sentence("text", 0, 0, len(text), words)], None).accusations


def marked(example: str) -> tuple[str, dict[str, list[str]]]:
    """The plain sentence and the words marked in it."""
    found: dict[str, list[str]] = {"trigger": [], "accuser": [], "accused": []}
    for mark, words in re.findall(r"([<\[{])(.*?)[>\]}]", example):
        found[MARKS[mark]].append(words)
    return re.sub(r"[<>\[\]{}]", "", example), found


@pytest.mark.parametrize("trigger", RULES.triggers, ids=lambda t: t.lemma)
def test_a_trigger_is_found_in_its_example(trigger: Trigger, proposing: Tagger, segmenter: NativeSegmenter) -> None:
    text, want = marked(trigger.example)
    events = [e for e in analyse(proposing, segmenter, text) if e.trigger.text in want["trigger"]]
    assert [e.lemma for e in events] == [trigger.lemma], trigger.source
    (event,) = events
    assert event.type == trigger.type
    assert [a.text for a in event.accusers] == want["accuser"], f"{trigger.source}: accusers ({event.rule})"
    assert [a.text for a in event.accused] == want["accused"], f"{trigger.source}: accused ({event.rule})"


@pytest.mark.parametrize("trigger", RULES.triggers, ids=lambda t: t.lemma)
def test_a_trigger_is_not_found_in_its_counter_example(
    trigger: Trigger, proposing: Tagger, segmenter: NativeSegmenter
) -> None:
    assert not [e for e in analyse(proposing, segmenter, trigger.counter) if e.lemma == trigger.lemma], trigger.source


@pytest.mark.parametrize("pattern", RULES.patterns.values(), ids=lambda p: p.name)
def test_a_pattern_links_its_example(pattern: Pattern, proposing: Tagger, segmenter: NativeSegmenter) -> None:
    assert pattern.name in {e.rule for e in analyse(proposing, segmenter, pattern.example)}, pattern.source


@pytest.mark.parametrize("pattern", RULES.patterns.values(), ids=lambda p: p.name)
def test_a_pattern_leaves_its_counter_example_to_another(
    pattern: Pattern, proposing: Tagger, segmenter: NativeSegmenter
) -> None:
    rules = {e.rule for e in analyse(proposing, segmenter, pattern.counter)}
    assert rules, f"{pattern.source}: the counter-example has an accusation of another pattern"
    assert pattern.name not in rules, pattern.source


def test_every_pattern_of_the_code_is_described() -> None:
    """An event's `rule` can be looked up in patterns.toml."""
    package = Path(streams.tagging.linking.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    used = set(re.findall(r'(?:Link\(|rule = |how = |rule\) = )"([a-z]+(?:-[a-z]+)*)"', code))
    assert used - {"norm"} <= set(RULES.patterns), used - set(RULES.patterns)
