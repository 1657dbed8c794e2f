"""What `produce` makes of files."""

from pathlib import Path

import click
import orjson
import pytest

from streams.cli.sources import Item, Reading, read_source
from streams.records.limits import Limits

LONGEST = 200


def items(path: Path, content: str | bytes, *, raw: bool = False, longest: int = LONGEST) -> list[Item]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_source(str(path), Reading(Limits(), longest, raw)))


def test_an_article_a_line_has_its_id_as_key_and_goes_as_it_is(tmp_path: Path) -> None:
    lines = ['{"id": "a",  "text": "خبر"}', '{"text": "x", "id": "ب"}']
    came = items(tmp_path / "f.jsonl", "\n".join(lines))
    assert [(item.key, item.value, item.problem) for item in came] == [
        (b"a", lines[0].encode(), None),
        ("ب".encode(), lines[1].encode(), None),
    ]


def test_empty_lines_windows_line_ends_and_a_byte_order_mark_are_no_matter(tmp_path: Path) -> None:
    came = items(tmp_path / "f.jsonl", '\ufeff{"id": "a", "text": "x"}\r\n\r\n\n{"id": "b", "text": "x"}\r\n')
    assert [item.value for item in came] == [b'{"id": "a", "text": "x"}', b'{"id": "b", "text": "x"}']


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "invalid_json: expected JSON: "),
        ('{"id": "a"}', "schema_violation: /: expected a field 'text'"),
        ('{"id": "a", "text": "x", "published_at": "today"}', "schema_violation: /published_at"),
        (b'{"id": "a", "text": "\xe3"}', "invalid_utf8: expected UTF-8, got byte 0xe3"),
        ('{"id": "a", "text": "' + "x" * 300 + '"}', "too_large: expected at most 200 bytes, got "),
    ],
)
def test_a_line_that_is_no_article_is_named_with_the_reason(tmp_path: Path, line: str | bytes, problem: str) -> None:
    path = tmp_path / "f.jsonl"
    bad = line if isinstance(line, bytes) else line.encode()
    first, second = items(path, b"\n".join([bad, b'{"id": "b", "text": "x"}']))
    assert first.place == f"{path}:1"
    assert (first.problem or "").startswith(problem)
    assert (second.key, second.place) == (b"b", f"{path}:2")


def test_raw_lines_go_untouched_with_a_key_where_there_is_one(tmp_path: Path) -> None:
    came = items(tmp_path / "f", '{\n{"id": "a"}\n{"id": 3}\n[]\n "x"', raw=True)
    assert [(item.key, item.value) for item in came] == [
        (None, b"{"),
        (b"a", b'{"id": "a"}'),
        (None, b'{"id": 3}'),
        (None, b"[]"),
        (None, b' "x"'),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("عنوان\n\nسطر\nآخر\n", {"title": "عنوان", "text": "سطر\nآخر"}),
        ("عنوان\r\n\r\nسطر", {"title": "عنوان", "text": "سطر"}),
        ("\ufeffسطر\nآخر", {"text": "سطر\nآخر"}),
        ("سطران\nمعا\n\nفقرة", {"text": "سطران\nمعا\n\nفقرة"}),
    ],
)
def test_a_text_file_is_an_article_named_after_the_file(tmp_path: Path, content: str, expected: dict[str, str]) -> None:
    (item,) = items(tmp_path / "story-7.txt", content)
    assert item.key == b"story-7"
    assert orjson.loads(item.value or b"") == {"id": "story-7", **expected}


def test_a_text_file_that_is_too_large_or_no_text_is_a_problem(tmp_path: Path) -> None:
    assert [item.problem for item in items(tmp_path / "big.txt", "x" * 201)] == [
        "too_large: expected at most 200 bytes, got more"
    ]
    assert [item.problem for item in items(tmp_path / "cp1256.txt", "خبر".encode("cp1256"))] == [
        "invalid_utf8: expected UTF-8, got byte 0xce at offset 0"
    ]


def test_sizes_add_up_to_the_file_for_the_progress_bar(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    came = items(path, '{"id": "a", "text": "x"}\n' + "x" * 1000 + '\n{"id": "b", "text": "x"}')
    assert sum(item.size for item in came) == path.stat().st_size


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(click.ClickException, match=r"cannot read .*nosuch: No such file"):
        list(read_source(str(tmp_path / "nosuch"), Reading(Limits(), LONGEST)))


MARKED = '{"id": "a", "title": "نعم &amp; لا", "text": "<p>قال <b>الوزير</b>.</p>", "n": 1}'


def test_markup_is_noted_and_the_line_goes_as_it_is(tmp_path: Path) -> None:
    first, second = items(
        tmp_path / "f.jsonl", MARKED + '\n{"id": "b", "title": null, "text": "a < b في x.test/a #وسم"}'
    )
    assert (first.markup, first.value) == (True, MARKED.encode())
    assert (second.markup, second.problem) == (False, None)
    (untouched,) = items(tmp_path / "f.jsonl", MARKED, raw=True)
    assert (untouched.markup, untouched.value) == (False, MARKED.encode())


@pytest.mark.parametrize(("name", "before"), [("f.jsonl", ""), ("f.jsonl", "\ufeff")])
def test_markup_is_taken_out_on_demand(tmp_path: Path, name: str, before: str) -> None:
    path = tmp_path / name
    path.write_text(before + MARKED, encoding="utf-8")
    (item,) = read_source(str(path), Reading(Limits(), LONGEST, strip=True))
    assert orjson.loads(item.value or b"") == {"id": "a", "title": "نعم & لا", "text": "قال الوزير.", "n": 1}
    assert not item.markup


def test_a_text_file_is_stripped_too_and_one_of_nothing_but_markup_stays(tmp_path: Path) -> None:
    for content, text in (("قال&nbsp;نعم", "قال نعم"), ("<br>", "<br>")):
        (tmp_path / "story.txt").write_text(content, encoding="utf-8")
        (item,) = read_source(str(tmp_path / "story.txt"), Reading(Limits(), LONGEST, strip=True))
        assert orjson.loads(item.value or b"") == {"id": "story", "text": text}
