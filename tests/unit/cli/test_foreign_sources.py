"""What `produce` makes of files that nobody wrote for it: arrays, tables, pages, feeds, other names and dates."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import orjson
import pytest
from click.testing import CliRunner

from streams.cli import main
from streams.cli.sources import Item, Reading, read_source
from streams.cli.sources.dates import rfc3339_of
from streams.records.limits import Limits

LONGEST = 100_000


@pytest.fixture
def items(tmp_path: Path) -> Callable[..., list[Item]]:
    def read(name: str, content: str | bytes, **options: Any) -> list[Item]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_source(str(path), Reading(Limits(), options.pop("longest", LONGEST), **options)))

    return read


def fields(item: Item) -> Any:
    assert item.problem is None
    return orjson.loads(item.value or b"")


Read = Callable[..., list[Item]]


@pytest.mark.parametrize("gap", ["", "\n", " \n\t"])
def test_the_values_of_an_array_go_byte_for_byte(items: Read, gap: str) -> None:
    values = ['{"id": "a",  "text": "[خبر]"}', '{"id": "ب",\n "text": "}"}', '{"id": "c", "text": "x"}']
    came = items("f.json", f"\ufeff{gap}[{gap}" + f"{gap},{gap}".join(values) + f"{gap}]{gap}")
    assert [(item.value, item.problem) for item in came] == [(value.encode(), None) for value in values]
    assert [item.place.rpartition(": ")[2] for item in came] == ["item 1", "item 2", "item 3"]


def test_one_article_over_several_lines_is_one(items: Read) -> None:
    (item,) = items("f.json", json.dumps({"id": "a", "text": "خبر"}, indent=2))
    assert item.key == b"a"


def test_a_long_array_is_read_in_pieces(items: Read) -> None:
    values = [{"id": str(number), "text": "خ" * (number % 700)} for number in range(2000)]
    assert [fields(item) for item in items("f.json", json.dumps(values, ensure_ascii=False))] == values


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('[{"id": "a", "text": "x"}, {"id"', "invalid_json: expected JSON: "),
        ('[{"id": "a", "text": "x"}, ', "invalid_json: expected JSON: the array is not closed"),
        ('[{"id": "a", "text": "x"}, ' + "[" * 200_000, "too_large: nested too deep"),
        ('[{"id": "a", "text": "x"}, "' + "x" * 300_000 + '"]', "invalid_json: expected JSON: a value of at most "),
    ],
)
def test_an_array_that_breaks_off_says_that_the_rest_was_not_read(
    items: Read, content: str | bytes, problem: str
) -> None:
    first, second = items("f.json", content)
    assert first.key == b"a"
    assert (second.problem or "").startswith(problem)
    assert (second.problem or "").endswith("the rest of the file was not read")


def test_a_bad_value_of_an_array_does_not_stop_the_others(items: Read) -> None:
    came = items("f.json", b'[{"id": "a"}, 3, {"id": "b", "text": "a\nb"}, {"id": "\xe3"}, {"id": "c", "text": "x"}]')
    assert [item.key for item in came] == [None, None, None, None, b"c"]
    assert [(item.problem or "").partition(":")[0] for item in came[:4]] == [
        "schema_violation",
        "schema_violation",
        "invalid_json",
        "invalid_utf8",
    ]


def test_names_ids_and_dates_of_others_are_put_right(items: Read) -> None:
    row = {"title": "ع", "date": "24/1/2025", "image": "i", "content": "نص", "url": "https://e.org/1", "source": "ص"}
    names = {"text": "content", "published_at": "date"}
    (item,) = items("f.json", json.dumps([row]), names=names, day_first=True)
    assert item.key == b"https://e.org/1"
    assert fields(item) == {
        "id": "https://e.org/1",
        "title": "ع",
        "text": "نص",
        "url": "https://e.org/1",
        "source": "ص",
        "published_at": "2025-01-24T00:00:00Z",
        "image": "i",
    }


def test_names_may_be_swapped_and_a_number_is_an_id(items: Read) -> None:
    (item,) = items("f.jsonl", '{"id": 7, "text": "ع", "title": "نص"}', names={"text": "title", "title": "text"})
    assert fields(item) == {"id": "7", "text": "نص", "title": "ع"}


def test_what_the_map_names_and_the_record_lacks_is_said(items: Read) -> None:
    (item,) = items("f.jsonl", '{"id": "a", "body": "x"}', names={"text": "content"})
    assert (item.problem or "").endswith("(it has nothing for --map text=content)")


def test_an_address_too_long_for_an_id_is_hashed(items: Read) -> None:
    first, second = items("f.jsonl", "".join(f'{{"text": "x", "url": "https://e.org/{"y" * 600}{n}"}}\n' for n in "12"))
    assert len(first.key or b"") == len(second.key or b"") == 32
    assert first.key != second.key


def test_without_id_and_address_there_is_no_article(items: Read) -> None:
    (item,) = items("f.jsonl", '{"text": "x"}')
    assert (item.problem or "").startswith("schema_violation: /: expected a field 'id'")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_row_of_a_table_is_an_article(items: Read, tmp_path: Path, delimiter: str) -> None:
    with (tmp_path / "made").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([["id", "title", "text"], ["a", "", 'قال: "نعم"،\nثم, لا; ت'], [], ["b", "ع", "x"]])
    came = items("f.csv", (tmp_path / "made").read_bytes())
    assert [fields(item) for item in came] == [
        {"id": "a", "text": 'قال: "نعم"،\nثم, لا; ت'},
        {"id": "b", "title": "ع", "text": "x"},
    ]
    assert [item.place.rpartition(":")[2] for item in came] == ["2", "5"]


def test_bad_rows_of_a_table_are_named_and_the_others_go(items: Read) -> None:
    came = items("f.csv", b"id,text\na\nb,\xe3\nc,x,y\nd,x\n")
    assert [item.problem for item in came] == [
        "invalid_csv: expected 2 cells as in the header, got 1",
        "invalid_utf8: expected UTF-8, got byte 0xe3",
        "invalid_csv: expected 2 cells as in the header, got 3",
        None,
    ]


def test_a_quote_that_is_never_closed_ends_a_table(items: Read) -> None:
    good, bad = items("f.csv", 'id,text\na,x\nb,"' + "x,y\n" * 30_000)
    assert good.key == b"a"
    assert (bad.problem or "").startswith("invalid_csv: field larger than field limit")


def test_a_column_that_a_table_lacks_is_said_once(items: Read) -> None:
    (item,) = items("f.csv", "id,body\na,x\nb,x\n", names={"text": "content"})
    assert item.problem == "no_column: expected content, got id, body"


PAGE = """<!DOCTYPE html><html lang="ar"><head><meta charset="{charset}"><title>اتهام جديد | المثال</title>
<meta property="og:title" content="اتهام جديد"><meta property="og:site_name" content="صحيفة المثال">{link}
<meta property="article:published_time" content="2025-01-24T10:00:00+03:00"></head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">رياضة</a></li></ul></nav><article><h1>اتهام جديد</h1>
<p>اتهمت مالطا جارتها بإغراق سفن الصيد قبالة الساحل، ودعت إلى تحقيق دولي في الحادث الذي أودى بحياة بحارين.</p>
<p>ونفت الجارة ذلك في بيان نشرته وكالة الأنباء الرسمية مساء أمس، وقالت إنها لا تعلم شيئا عن الحادث.</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""
LINK = '<link rel="canonical" href="https://example.org/n/1">'


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_a_page_is_its_article(items: Read, charset: str) -> None:
    (item,) = items("f.html", PAGE.format(charset=charset, link=LINK).encode(charset))
    came = fields(item)
    paragraphs = came.pop("text").split("\n")
    assert [paragraph.split()[0] for paragraph in paragraphs] == ["اتهمت", "ونفت"]
    assert came == {
        "id": "https://example.org/n/1",
        "title": "اتهام جديد",
        "url": "https://example.org/n/1",
        "source": "صحيفة المثال",
        "published_at": "2025-01-24T00:00:00Z",
    }


def test_a_page_without_an_article_is_a_problem(items: Read) -> None:
    assert [item.problem for item in items("f.html", "")] == ["no_text: expected a page with an article, found none"]


def test_a_folder_is_read_with_all_below_it(items: Read, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    for name, content in {
        "b/one.txt": "نص",
        "a.htm": PAGE.format(charset="utf-8", link=""),
        "c.jsonl": '{"id": "line", "text": "x"}\n',
        ".git/x.txt": "hidden",
        "picture.png": "\x89PNG",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    came = list(read_source(str(folder), Reading(Limits(), LONGEST)))
    assert [item.key for item in came] == [b"a", b"line", b"b/one"]


def test_a_folder_with_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.png").touch()
    with pytest.raises(click.ClickException, match="holds no file to read"):
        list(read_source(str(tmp_path), Reading(Limits(), LONGEST)))


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>وكالة المثال</title><language>ar</language>
<item><title>عنوان &amp;amp; عنوان</title><link>https://e.org/1</link><guid isPermaLink="false">g1</guid>
<pubDate>Fri, 24 Jan 2025 10:00:00 +0300</pubDate><description>ملخص</description>
<content:encoded><![CDATA[<p>اتهمت <b>مالطا</b> جارتها.</p><p>ونفت &amp; قالت لا.</p>]]></content:encoded></item>
<item><title>ثان</title><link>https://e.org/2</link><description>نص</description></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>ص</title>
<entry><id>tag:e.org,2025:1</id><title>ع</title><updated>2025-01-24T10:00:00Z</updated><summary>نص</summary></entry></feed>"""


def test_an_entry_of_a_feed_is_an_article(items: Read) -> None:
    first, second = (fields(item) for item in items("f.rss", RSS))
    assert first == {
        "id": "g1",
        "title": "عنوان & عنوان",
        "text": "اتهمت مالطا جارتها.\n\nونفت & قالت لا.",
        "url": "https://e.org/1",
        "source": "وكالة المثال",
        "language": "ar",
        "published_at": "2025-01-24T07:00:00Z",
    }
    assert (second["id"], second["text"]) == ("https://e.org/2", "نص")
    (atom,) = (fields(item) for item in items("f.atom", ATOM))
    assert (atom["id"], atom["published_at"]) == ("tag:e.org,2025:1", "2025-01-24T10:00:00Z")


def test_what_is_no_feed_is_a_problem(items: Read) -> None:
    (item,) = items("f.xml", "https://example.org/feed")
    assert (item.problem or "").startswith("invalid_feed: expected RSS or Atom: ")


def test_a_format_may_be_said(items: Read) -> None:
    assert [item.key for item in items("f.export", "id,text\na,x\n", format="csv")] == [b"a"]


@pytest.mark.parametrize(
    ("value", "day_first", "expected"),
    [
        ("2025-01-24T10:00:00+03:00", None, "2025-01-24T10:00:00+03:00"),
        ("2025-01-24", None, "2025-01-24T00:00:00Z"),
        ("2025-01-24 18:30", None, "2025-01-24T18:30:00Z"),
        ("2025-01-24T18:30:00+0200", None, "2025-01-24T18:30:00+02:00"),
        ("2025/1/4", None, "2025-01-04T00:00:00Z"),
        ("20250124", None, "2025-01-24T00:00:00Z"),
        (20250124183000, None, "2025-01-24T18:30:00Z"),
        ("24/1/2025", True, "2025-01-24T00:00:00Z"),
        ("٢٤/١/٢٠٢٥", True, "2025-01-24T00:00:00Z"),
        ("3.4.2025 9:05", True, "2025-04-03T09:05:00Z"),
        ("3/4/2025, 19:05:06", False, "2025-03-04T19:05:06Z"),
        (1737711000, None, "2025-01-24T09:30:00Z"),
        ("1737711000000", None, "2025-01-24T09:30:00Z"),
        ("Fri, 24 Jan 2025 18:30:00 +0200", None, "2025-01-24T18:30:00+02:00"),
        ("24 Jan 2025 18:30", None, "2025-01-24T18:30:00Z"),
    ],
)
def test_dates_as_people_write_them(value: object, day_first: bool | None, expected: str) -> None:
    assert rfc3339_of(value, day_first) == expected


@pytest.mark.parametrize("value", ["today", "24/13/2025", "2025", "1/2/25", True, [], "99999999999999999"])
def test_what_is_no_date_is_said_to_be_none(value: object) -> None:
    with pytest.raises(ValueError, match=r"expected a date such as .*, got "):
        rfc3339_of(value, True)


def test_a_day_that_may_be_a_month_is_asked_about() -> None:
    with pytest.raises(ValueError, match=r"is 3/4/2025 the day or the month first\? Say --day-first"):
        rfc3339_of("3/4/2025", None)


def test_a_dry_run_shows_the_first_and_checks_all(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("url,body\n" + "".join(f"https://e.org/{n},x\n" for n in range(5)) + ",y\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["produce", str(path), "--map", "text=body", "--dry-run"])
    assert done.exit_code == 1
    shown = done.stdout.replace("}\n{", "}\0{").split("\0")
    assert [json.loads(one)["id"] for one in shown] == ["https://e.org/0", "https://e.org/1", "https://e.org/2"]
    assert done.stderr.splitlines()[-1] == "5 articles could be pushed, 1 not: schema_violation 1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["f", "--map", "texts=body"], "expected FIELD=NAME with one of id, text"),
        (["f", "--raw", "--day-first"], "--raw pushes lines as they are"),
        (["-", "--resume", "note"], "--resume needs files"),
    ],
)
def test_options_that_make_no_sense_are_refused(arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(main, ["produce", *arguments])
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("note", ["{", "{}", '{"files": ["other"], "done": 3}'])
def test_a_note_that_is_none_of_this_run_is_refused(tmp_path: Path, note: str) -> None:
    from streams.cli.position import Position

    (tmp_path / "note").write_text(note)
    with pytest.raises(click.ClickException, match=r"is (no note|the note of another run)"):
        Position.load(tmp_path / "note", ["f"])


def test_a_position_never_passes_what_is_under_way(tmp_path: Path) -> None:
    from streams.cli.position import Position

    moments = iter([0.0, 0.5, 0.9, 1.1, 1.1])
    position = Position(tmp_path / "note", ["f"], clock=lambda: next(moments))
    first, second = position.begin(), position.begin()
    second()
    assert position.done == 0
    assert not (tmp_path / "note").exists()
    first()
    position.begin()  # a second has passed: a note is taken
    assert position.done == 2
    assert Position.load(tmp_path / "note", ["f"]).skip == 2
    position.finish()
    assert not (tmp_path / "note").exists()
