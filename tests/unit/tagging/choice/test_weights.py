"""The file of weights: what is wrong in it is told with file and line; what is written is read again."""

from pathlib import Path

import pytest

from streams.tagging.choice.weights import CONFIDENCE, Weights, load_weights
from streams.tagging.rules import BUILT_IN
from streams.tagging.vocabulary import RuleError
from tests.fitting.writing import write

GOOD = """\
[candidate."class role"]
"v after1" = [1.5, -0.5]

[nobody."lemma"]
"اتهم" = [0.25, -1.0]

[pair."class order"]
"v AB>" = 0.5

[event."rule"]
"mutual" = 2.0

[talk]
threshold = 0.4

[confidence]
bias = 0.0
pair = 1.0
event = 1.0
mutual = 0.0
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "weights.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    weights = load_weights(written(tmp_path, GOOD))
    assert {key: pair for table in weights.candidate for key, pair in table.items()} == {("v", "after1"): (1.5, -0.5)}
    assert {key: pair for table in weights.nobody for key, pair in table.items()} == {"اتهم": (0.25, -1.0)}
    assert weights.threshold == 0.4
    assert weights.fitted


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('"class role"', '"class rule"', 1, "is no template"),
        ("[1.5, -0.5]", "[1.5]", 2, "two weights"),
        ("v after1", "v after1 x", 2, "expected 2 values"),
        ("= 0.5", '= "much"', 8, "one weight"),
        ("threshold", "treshold", 13, "threshold"),
        ("bias = 0.0\n", "", 16, "bias"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    path = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(RuleError, match=says) as error:
        load_weights(path)
    assert str(error.value).startswith(f"{path}:{line}:")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    weights = Weights(confidence=dict.fromkeys(CONFIDENCE, 0.5), threshold=0.3)
    weights.candidate[1]["v", "after1"] = (1.25, -0.75)
    weights.nobody[3]["لام"] = (0.0, 0.5)
    weights.pair[5]["v", "AB>"] = -2.0
    weights.event[4]["v"] = 0.5
    path = tmp_path / "weights.toml"
    write(weights, path)
    assert load_weights(path) == weights


def test_the_weights_that_ship_are_of_features_that_there_are() -> None:
    weights = load_weights(BUILT_IN / "weights.toml")
    assert weights.fitted
    assert all(weights.candidate), "a template without a weight: leave it out of the features"
