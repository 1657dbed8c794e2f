"""Words of accusation: the examples and counter-examples of the rules data, and data that are at fault."""

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.tagging.choice.weights import Weights
from streams.tagging.conditions import CHECKS
from streams.tagging.rules import BUILT_IN, REQUIREMENTS, Trigger, load_rules
from streams.tagging.tagger import Tagger
from streams.tagging.types import Accusation, Sentence
from streams.tagging.vocabulary import RuleError

KINDS = tomllib.loads((BUILT_IN / "examples.toml").read_text(encoding="utf-8"))["kind"]
TRIGGERS = load_rules().triggers
MARKED = re.compile("<(.*?)>")

Coder = Callable[[str], Sequence[Accusation]]


def coder(segmenter: NativeSegmenter, tagger: Tagger) -> Coder:
    """A function from one sentence to its events."""

    def code(text: str) -> Sequence[Accusation]:
        sentence = Sentence("text", 0, 0, len(text), segmenter.segment_text(text))
        return tagger.analyse([sentence], None).accusations

    return code


@pytest.fixture(scope="module")
def code(segmenter: NativeSegmenter, proposing: Tagger) -> Coder:
    """Codes one sentence with the built-in rules."""
    return coder(segmenter, proposing)


def triggers_of(events: Sequence[Accusation]) -> list[tuple[int, str, str]]:
    """Where each event's trigger begins, its words and the event's type."""
    return sorted((event.trigger.start, event.trigger.text, event.type) for event in events)


def marked(sentence: str) -> tuple[str, list[tuple[int, str]]]:
    """The sentence without its marks, and where each marked word begins."""
    found = [(match.start() - 2 * number, match[1]) for number, match in enumerate(MARKED.finditer(sentence))]
    return MARKED.sub(r"\1", sentence), found


@pytest.mark.parametrize(("kind", "sentence"), [(k, s) for k in KINDS for s in k["holds"]])
def test_marked_words_are_events_of_the_kind_and_no_others(code: Coder, kind: dict[str, str], sentence: str) -> None:
    text, expected = marked(sentence)

    assert triggers_of(code(text)) == [(start, word, kind["type"]) for start, word in expected]


@pytest.mark.parametrize("sentence", [s for k in KINDS for s in k["fails"]])
def test_words_that_only_look_like_accusations_are_no_events(code: Coder, sentence: str) -> None:
    assert triggers_of(code(sentence)) == []


def test_there_are_examples_of_every_type_and_both_ways() -> None:
    assert {kind["type"] for kind in KINDS} == {"accuse", "blame", "condemn", "charge", "deny"}
    assert all(kind["holds"] and kind["fails"] for kind in KINDS)
    assert all(MARKED.search(s) for kind in KINDS for s in kind["holds"])


@pytest.mark.parametrize("trigger", TRIGGERS, ids=[trigger.lemma for trigger in TRIGGERS])
def test_example_of_a_trigger_is_an_event_of_it_and_its_counter_example_none(code: Coder, trigger: Trigger) -> None:
    text, [(start, word)] = marked(re.sub(r"[\[\]{}]", "", trigger.example))

    assert (start, word, trigger.lemma) in [(e.trigger.start, e.trigger.text, e.lemma) for e in code(text)]
    assert triggers_of(code(trigger.counter)) == []


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("واتهمت", "واتهمت الحكومة المعارضة بالفساد."),
        ("وإتهمت", "وإتهمت الحكومه المعارضه بالفساد."),
        ("اتَّهَمَت", "اتَّهَمَت الحكومة المعارضة بالفساد."),
        ("اتهمــت", "اتهمــت الحكومة المعارضة بالفساد."),
        ("متهماً", "وتحدث الوزير إلى الصحافيين متهماً المعارضة بالفساد."),
        ("ونفي", "ونفي الوزير تورطه في الفساد."),
        ("اتهمت", "و اتهمت الحكومة المعارضة بالفساد ."),
    ],
)
def test_spellings_of_the_news_are_the_same_word(code: Coder, written: str, text: str) -> None:
    [event] = code(text)

    assert event.trigger.text == written


def test_conditions_and_their_names_in_the_data_are_the_same() -> None:
    assert set(CHECKS) == REQUIREMENTS
    assert {name for trigger in TRIGGERS for name in trigger.requires} <= set(CHECKS)


TABLE = """
[[trigger]]
lemma = "قرع"
type = "condemn"
past = "قرع"
imperfect = "قرع"
example = "<وقرع> [الوزير] {المدير} على التقصير."
counter = "سمعنا طرقا على الباب."
"""


def test_a_table_in_a_directory_of_the_operator_adds_a_trigger(segmenter: NativeSegmenter, tmp_path: Path) -> None:
    (tmp_path / "triggers.toml").write_text(TABLE, encoding="utf-8")
    code = coder(segmenter, Tagger.load(tmp_path, weights=Weights()))

    assert triggers_of(code("وقرع الوزير المدير على التقصير.")) == [(0, "وقرع", "condemn")]
    assert triggers_of(code("واتهم الوزير المدير بالتقصير.")) == [(0, "واتهم", "accuse")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('type = "condemn"', 'type = "praise"', "type 'praise' is none of"),
        ('type = "condemn"', 'type = "condemn"\nrequires = "luck"', "requires 'luck' is none of"),
        (
            'type = "condemn"',
            'type = "condemn"\nnoun = "قرع"',
            "expected one of past and imperfect",
        ),
        ('type = "condemn"', 'type = "condemn"\nstem = "قرع"', "unknown key 'stem'"),
        ('type = "condemn"', 'type = "condemn"\npassive = "no"', "passive must be true or false"),
        ("<وقرع>", "وقرع", "marks its trigger as <word>"),
        ('counter = "سمعنا طرقا على الباب."', "", "counter is missing"),
        (TABLE, TABLE * 2, "stands in the file already"),
    ],
)
def test_a_faulty_table_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "triggers.toml"
    path.write_text(TABLE.replace(old, new), encoding="utf-8")

    with pytest.raises(RuleError, match=re.escape(message)) as raised:
        load_rules(tmp_path)
    assert re.match(re.escape(str(path)) + r":\d+: ", str(raised.value))
