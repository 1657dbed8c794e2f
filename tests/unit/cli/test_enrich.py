"""`ittiham enrich` and `ittiham segment`: files in, files out, as in the stream."""

import csv
import io
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from streams.cli import main
from streams.enrichment.enricher import Enriched
from streams.records.contracts import load_contract
from tests.articles import enrich_all, make_enricher

ARTICLES: list[dict[str, Any]] = [
    {
        "id": "a1",
        "title": "باريس تتهم موسكو",
        "text": "اتهمت فرنسا تركيا بتأجيج الصراع، ونددت بذلك.",
        "source": "صحيفة المثال، الطبعة الأولى",
        "url": "https://example.org/a1",
        "published_at": "2020-06-29T18:30:00+02:00",
    },
    {"id": "a2", "text": "No Arabic here."},
    {"id": "a3", "text": "لم تتهم روسيا إيران."},
]
COMMAND = [sys.executable, "-m", "streams"]


def jsonl(articles: Iterable[Any]) -> bytes:
    return b"".join(orjson.dumps(article) + b"\n" for article in articles)


def run(*arguments: str, stdin: bytes = b"") -> Result:
    """The command on standard input that is one: it is read as the file that it is, not as Python's `sys.stdin`."""
    with tempfile.TemporaryFile() as file:
        file.write(stdin)
        file.seek(0)
        before = os.dup(0)
        os.dup2(file.fileno(), 0)
        try:
            return CliRunner().invoke(main, arguments, input=stdin)
        finally:
            os.dup2(before, 0)
            os.close(before)


def test_enriched_articles_are_the_streams_own_bytes_in_order() -> None:
    result = run("enrich", stdin=jsonl(ARTICLES))
    expected = enrich_all(make_enricher(), [orjson.dumps(article) for article in ARTICLES])
    assert result.exit_code == 0, result.output
    assert result.stdout_bytes.splitlines() == [one.outputs[0].value for one in expected if isinstance(one, Enriched)]
    for line in result.stdout_bytes.splitlines():
        assert load_contract("enriched-article").violation(orjson.loads(line)) is None


def test_files_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(jsonl(ARTICLES))
    assert run("enrich", "in", "-o", "out").exit_code == 0
    assert (tmp_path / "out").read_bytes() == run("enrich", "in").stdout_bytes


def test_a_bad_line_is_named_and_the_rest_is_done() -> None:
    lines = [orjson.dumps(ARTICLES[0]), b'{"id": "x"', b"", b'{"id": "y"}', b"x" * 300_000, orjson.dumps(ARTICLES[2])]
    result = run("enrich", stdin=b"\n".join(lines))
    assert result.exit_code == 1
    assert [orjson.loads(line)["article_id"] for line in result.stdout_bytes.splitlines()] == ["a1", "a3"]
    assert [line.split(": ")[:2] for line in result.stderr.splitlines()] == [
        ["standard input:2", "invalid_json"],
        ["standard input:4", "schema_violation"],
        ["standard input:5", "too_large"],
    ]


def test_it_takes_what_produce_takes(tmp_path: Path) -> None:
    (tmp_path / "array.json").write_bytes(orjson.dumps([{"id": "a", "content": ARTICLES[0]["text"]}]))
    (tmp_path / "note.txt").write_text(ARTICLES[0]["text"], encoding="utf-8")
    (tmp_path / "table.csv").write_text(f"id,text\nc,{ARTICLES[0]['text'].replace(',', ' ')}\n", encoding="utf-8")
    for arguments in (["array.json", "--map", "text=content"], ["note.txt"], ["table.csv"]):
        result = run("enrich", *arguments)
        assert result.exit_code == 0, result.output
        (line,) = result.stdout_bytes.splitlines()
        assert [event["type"] for event in orjson.loads(line)["accusations"]][:1] == ["accuse"]


def test_what_is_missing_is_told_before_the_output_is_touched(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"kept")
    assert run("enrich", "nosuch", "-o", "out").exit_code == 1
    assert (tmp_path / "out").read_bytes() == b"kept"


def test_events_as_csv_are_one_row_an_accusation() -> None:
    result = run("enrich", "--events", "csv", stdin=jsonl(ARTICLES))
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    listed = orjson.loads(run("enrich", stdin=jsonl(ARTICLES)).stdout_bytes.splitlines()[0])["accusations"]
    assert result.exit_code == 0
    assert rows[0] == {
        "date": "2020-06-29",
        "source": "صحيفة المثال، الطبعة الأولى",
        "accuser": "France",
        "accused": "Russia",
        "accuser_codes": "FRA",
        "accused_codes": "RUS",
        "type": "accuse",
        "cameo": "112",
        "negated": "false",
        "hypothetical": "false",
        "confidence": str(listed[0]["confidence"]),
        "sentence": "باريس تتهم موسكو",
        "url": "https://example.org/a1",
        "article_id": "a1",
    }
    assert [row["negated"] for row in rows if row["article_id"] == "a3"] == ["true"]


def test_what_is_read_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(jsonl(ARTICLES))
    (tmp_path / "link").symlink_to("in")
    result = run("enrich", "in", "-o", "link")
    assert result.exit_code == 1
    assert "link is what is read" in result.stderr
    assert (tmp_path / "in").read_bytes() == jsonl(ARTICLES)


@pytest.mark.parametrize("command", ["enrich", "segment"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["nosuch"], "cannot read nosuch: No such file"), (["-o", "no/such"], "cannot write no/such: No such file")],
)
def test_a_file_that_cannot_be_opened_is_named(command: str, arguments: list[str], said: str) -> None:
    result = run(command, *arguments)
    assert result.exit_code == 1
    assert said in result.stderr


def test_a_lexicon_that_is_wrong_is_told_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITTIHAM_LEXICON_DIRS", str(tmp_path / "nosuch"))
    result = run("enrich", stdin=jsonl(ARTICLES))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: lexicon: ")
    assert "nosuch" in result.stderr


def test_lines_are_segmented_line_by_line() -> None:
    result = run("segment", stdin="واتهمت موسكو الجماعة\n\nabc\n".encode())
    assert (result.exit_code, result.stdout) == (0, "و+اتهم+ت موسكو ال+جماع+ة\n\nabc\n")


def test_a_line_that_is_no_text_gives_an_empty_one_and_status_1() -> None:
    result = run("segment", stdin=b"abc\n\xe3\xe1\ndef\n")
    assert (result.exit_code, result.stdout) == (1, "abc\n\ndef\n")
    assert result.stderr == "line 2: invalid_utf8: expected UTF-8, got byte 0xe3 at offset 0\n"


@pytest.mark.parametrize("command", ["enrich", "segment"])
def test_each_line_is_answered_before_the_next_and_ctrl_c_ends_it_without_a_word(command: str) -> None:
    line = jsonl(ARTICLES[:1]) if command == "enrich" else "خبر\n".encode()
    pipe = subprocess.PIPE
    with subprocess.Popen([*COMMAND, command], stdin=pipe, stdout=pipe, stderr=pipe, process_group=0) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        os.write(process.stdin.fileno(), line)
        assert process.stdout.readline()  # it came although no other line did
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")
