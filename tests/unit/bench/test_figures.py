"""What is called slower, and what is noise."""

from pathlib import Path

import pytest

from bench.compare import main
from bench.figures import Change, Figure, read_figures, write_figures


def change(old: list[float], new: list[float], *, higher_is_better: bool = False) -> str:
    return Change(Figure("a", "ms", old, higher_is_better), Figure("a", "ms", new, higher_is_better)).verdict


def test_worse_only_beyond_the_spread() -> None:
    assert change([1.0, 1.2, 1.1], [1.21, 1.3, 1.25]) == "worse"
    assert change([1.0, 1.2, 1.1], [1.19, 1.9, 1.8]) == ""
    assert change([1.0, 1.2, 1.1], [0.9, 0.8, 0.99]) == "better"
    assert change([100, 110], [90, 99], higher_is_better=True) == "worse"
    assert change([100, 110], [120, 130], higher_is_better=True) == "better"


def test_figures_are_kept_and_added_to(tmp_path: Path) -> None:
    path = tmp_path / "new" / "figures.json"
    write_figures(path, [Figure("a", "ms", [1.0, 2.0]), Figure("b", "x", [1.0], True)])
    write_figures(path, [Figure("a", "ms", [3.0])])
    assert read_figures(path) == [Figure("a", "ms", [3.0]), Figure("b", "x", [1.0], True)]


def test_comparing_names_what_got_slower(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    write_figures(old, [Figure("stream, worker: CPU", "ms", [2.0, 2.1]), Figure("gone", "ms", [1.0])])
    write_figures(new, [Figure("stream, worker: CPU", "ms", [3.0, 3.1])])
    assert main(old, new) == 1
    assert "worse" in capsys.readouterr().out
    assert main(old, old) == 0


def test_a_file_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"figures": [{"name": 1}]}')
    with pytest.raises(ValueError, match=r"other\.json: expected figures of `make bench`"):
        read_figures(path)
