"""`ittiham parse`: what it prints of a sentence, and what it says to none."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from streams.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["parse", *arguments])


def test_cut_chunks_and_clauses_are_shown() -> None:
    result = run("اتهم", "الوزير الشركة التي لوثت النهر.")
    assert result.exit_code == 0, result.output
    read, _, chosen = result.output.partition("choice\n")
    assert read == (
        "words\n"
        "  اتهم ال+وزير ال+شرك+ة التي لوث+ت ال+نهر .\n"
        "chunks\n"
        "   0 verb [accuse اتهم]: اتهم\n"
        "   1 np: الوزير\n"
        "   2 np: الشركة\n"
        "   3 relative: التي\n"
        "   4 verb: لوثت\n"
        "   5 np: النهر\n"
        "   6 stop: .\n"
        "clauses\n"
        "  main 0 verb=اتهم subject=الوزير (after): اتهم | الوزير | الشركة\n"
        "    relative 1 verb=لوثت subject=الشركة (head): التي | لوثت | النهر | .\n"
    )
    lines = chosen.splitlines()
    assert lines[:2] == ["  accuse اتهم: اتهم", "    rules: verb-subject-object: الوزير → الشركة"]
    assert lines[2].startswith("    event ")
    assert lines[3].endswith(" الوزير → الشركة")


def test_a_sentence_without_a_word_of_accusation_has_no_choice() -> None:
    assert "choice" not in run("زار الوزير المصنع.").output


def test_each_sentence_is_parsed_by_itself() -> None:
    assert run("نفى الوزير ذلك. وقال إنه كذب.").output.count("main 0") == 2


def test_markup_is_no_part_of_a_sentence() -> None:
    assert run("<b>نفى</b> الوزير ذلك").output == run("نفى الوزير ذلك").output


@pytest.mark.parametrize("text", ["", " ", "<br>"])
def test_no_words_are_an_error(text: str) -> None:
    result = run(text)
    assert result.exit_code == 2
    assert "expected a sentence, got no words" in result.output


def test_a_run_of_arabic_is_isolated_with_its_pieces() -> None:
    assert "  \u2068نفى ال+وزير ذلك\u2069\n" in run("--bidi", "isolate", "نفى الوزير ذلك").output


def test_what_is_wrong_with_the_lexicon_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words.toml").write_text("[classes", encoding="utf-8")
    monkeypatch.setenv("ITTIHAM_LEXICON_DIRS", str(tmp_path))
    result = run("نفى الوزير ذلك")
    assert result.exit_code == 1
    assert "words.toml" in result.output
