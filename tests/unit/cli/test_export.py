"""Accusations as a table: the columns, the filters, and what a spreadsheet must not take for a formula."""

import csv
import io
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from streams.cli import main
from streams.cli.event_filter import Filter
from streams.cli.event_table import COLUMNS, as_event, events_of_line
from tests.examples import EXAMPLES

EVENT: dict[str, Any] = orjson.loads((EXAMPLES / "accusation.json").read_bytes())
ARTICLE: dict[str, Any] = orjson.loads((EXAMPLES / "enriched-article.json").read_bytes())


def export(*arguments: str, articles: list[dict[str, Any]]) -> Result:
    lines = b"".join(orjson.dumps(article) + b"\n" for article in articles)
    return CliRunner().invoke(main, ["export", "-", *arguments], input=lines)


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_the_events_of_an_enriched_article_are_those_of_the_topic() -> None:
    assert EVENT in (events_of_line(orjson.dumps(ARTICLE)) or [])


def test_a_row_has_the_columns_of_event_data() -> None:
    row = next(row for row in rows(export(articles=[ARTICLE])) if row["event_id"] == EVENT["event_id"])
    assert list(row) == list(COLUMNS)
    wanted = {
        "date": "2020-06-29",
        "source": "FRA",
        "target": "TUR",
        "target_name": "Türkiye",
        "source_kind": "state",
        "cameo": "112",
        "plover": "ACCUSE",
        "plover_mode": "allege",
        "negated": "false",
        "sentence": EVENT["sentence"]["text"],
        "content": EVENT["content"]["text"],
        "rule": EVENT["rule"],
        "claim_id": EVENT["claim_id"],
        "publisher": EVENT["source"],
        "url": EVENT["url"],
    }
    assert {name: row[name] for name in wanted} == wanted


def test_what_comes_twice_is_exported_once_and_what_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(orjson.dumps(ARTICLE) + b"\n\n{}\n" + orjson.dumps(ARTICLE) + b"\n")
    result = CliRunner().invoke(main, ["export", str(path)])
    assert len(rows(result)) == len(ARTICLE["accusations"])
    assert f"{path}:3: expected an enriched article" in result.stderr


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_like_a_formula_begins_with_an_apostrophe(start: str, tmp_path: Path) -> None:
    article = ARTICLE | {"source": f"{start}HYPERLINK(1)", "url": "https://e.org/?a=1"}
    (row, *_) = rows(export(articles=[article]))
    assert row["publisher"] == f"'{start}HYPERLINK(1)"
    assert row["url"] == "https://e.org/?a=1"
    raw = {"id": "a", "text": "اتهمت فرنسا تركيا بتأجيج الصراع.", "source": f"{start}x"}
    (tmp_path / "raw.jsonl").write_bytes(orjson.dumps(raw))
    enriched = CliRunner().invoke(main, ["enrich", "--events", "csv", str(tmp_path / "raw.jsonl")])
    assert next(csv.DictReader(io.StringIO(enriched.stdout)))["source"] == f"'{start}x"


def test_a_byte_order_mark_for_excel() -> None:
    assert export("--bom", articles=[ARTICLE]).stdout_bytes.startswith(b"\xef\xbb\xbfevent_id,date,")


def test_parquet_has_types_and_codes_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    assert export("-o", str(path), articles=[ARTICLE]).exit_code == 0
    table = pyarrow.parquet.read_table(path)
    assert table.column_names == list(COLUMNS)
    kinds = {name: str(table.schema.field(name).type) for name in ("cameo", "negated", "confidence", "sentence")}
    assert kinds == {"cameo": "string", "negated": "bool", "confidence": "double", "sentence": "string"}
    row = next(row for row in table.to_pylist() if row["event_id"] == EVENT["event_id"])
    assert (row["source"], row["negated"], row["confidence"]) == ("FRA", False, EVENT.get("confidence"))


def test_parquet_of_nothing_is_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    assert export("-o", str(path), articles=[]).exit_code == 0
    assert pyarrow.parquet.read_table(path).num_rows == 0


def test_json_lines_have_the_same_columns(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    assert export("-o", str(path), articles=[ARTICLE]).exit_code == 0
    assert list(orjson.loads(path.read_bytes().splitlines()[0])) == list(COLUMNS)


def test_a_range_of_days_goes_by_the_articles_date() -> None:
    articles = [
        ARTICLE | {"published_at": day, "accusations": [ARTICLE["accusations"][0] | {"event_id": str(day)}]}
        for day in ("2020-01-01T00:00:00Z", "2020-02-01T01:00:00+02:00", "2020-02-01T00:00:00Z", None)
    ]
    came = rows(export("--since", "2020-01-31", "--until", "2020-02-01", articles=articles))
    assert [row["published_at"] for row in came] == ["2020-02-01T01:00:00+02:00"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["f", "--partition", "1"], "files have no partitions"),
        (["f", "--format", "parquet"], "Parquet needs a file"),
        (["nosuch"], "cannot read nosuch"),
    ],
)
def test_what_makes_no_sense_is_said(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["export", *arguments])
    assert result.exit_code != 0
    assert said in result.stderr


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), True),
        (Filter(types=("blame", "accuse")), True),
        (Filter(types=("blame",)), False),
        (Filter(accusers=("france",)), True),
        (Filter(accusers=("FRA",), accused=("TUR", "RUS")), True),
        (Filter(accusers=("فرنسا",)), True),
        (Filter(accused=("FRA",)), False),
        (Filter(countries=("TUR",)), True),
        (Filter(countries=("RUS",)), False),
        (Filter(min_confidence=0.8), True),
        (Filter(min_confidence=0.81), False),
    ],
)
def test_filters(wanted: Filter, expected: bool) -> None:
    assert (EVENT | {"confidence": 0.8} in wanted) is expected
    assert bool(wanted) is (wanted != Filter())


def test_an_event_without_a_confidence_reaches_none() -> None:
    event = {name: value for name, value in EVENT.items() if name != "confidence"}
    assert event not in Filter(min_confidence=0)


@pytest.mark.parametrize("value", [None, b"", b"{", b"[]", b"3", b'{"event_id": "x"}'])
def test_what_is_no_event_is_none(value: bytes | None) -> None:
    assert as_event(value) is None
