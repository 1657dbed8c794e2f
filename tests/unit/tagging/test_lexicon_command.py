"""`ittiham lexicon`: what it prints, and how it exits."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from streams.cli.lexicon import lexicon


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ITTIHAM_LEXICON_DIRS", raising=False)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(lexicon, arguments)


def test_check_of_the_built_in_lexicon_is_well_formed() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "is well-formed" in result.output


def test_check_names_file_and_line_of_an_error(tmp_path: Path) -> None:
    (tmp_path / "actors-mine.txt").write_text("[party]\n# a comment\nA | bad | أ ب\n", encoding="utf-8")
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert "actors-mine.txt:3: expected a CAMEO code" in result.stderr


def test_check_reads_the_folders_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "verbs.txt").write_text("قال\n", encoding="utf-8")
    monkeypatch.setenv("ITTIHAM_LEXICON_DIRS", str(tmp_path))
    result = run("check")
    assert result.exit_code == 1
    assert "verbs.txt:1" in result.stderr


def test_find_prints_where_a_word_is_written() -> None:
    result = run("find", "للحوثيين")
    assert result.exit_code == 0
    assert "actors-parties.txt:" in result.output


def test_find_of_an_unknown_word_exits_with_1() -> None:
    result = run("find", "زقزقة")
    assert result.exit_code == 1
    assert "does not know" in result.stderr
