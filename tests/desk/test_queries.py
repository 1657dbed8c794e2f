"""Questions to either database, and the numbers that they give."""

from typing import Any

import pytest
from sqlalchemy import Engine

from streams.desk.queries.articles import find_article
from streams.desk.queries.changes import corrections_since, version
from streams.desk.queries.filters import Filters
from streams.desk.queries.labels import countries
from streams.desk.queries.lists import list_claims, list_events
from streams.desk.queries.numbers import counts, dyad_rows, matrix, party_names, source_names, timeline
from streams.desk.queries.threads import list_threads
from tests.desk.records import Told, article_row, event_row
from tests.desk.test_writing import store

DAY = 24 * 3600 * 1000
FIRST = Told("a1", source="الميناء", published="2024-03-05T10:00:00Z", claim="c1")
COPY = FIRST.but(article="a2", source="الضفتان", published="2024-03-05T12:00:00Z")
LATE_COPY = FIRST.but(article="a3", source="الرافدان", published="2024-03-07T12:00:00Z")
DENIAL = Told("a4", "TUR", None, "deny", "تأجيج الصراع", published="2024-03-06T09:00:00Z")
COUNTER = Told("a5", "TUR", "FRA", "blame", "مسؤولية التصعيد", published="2024-03-05T18:30:00Z", confidence=0.4)
OTHER = Told("a6", "RUS", "UKR", "accuse", "بخرق الهدنة", published="2024-04-01T00:00:00Z")
NEGATED = Told("a7", "RUS", "UKR", "condemn", "القصف", negated=True)
HYPOTHETICAL = Told("a8", "UKR", "RUS", "charge", "تهمة العدوان", hypothetical=True, confidence=None)
ALL = (FIRST, COPY, LATE_COPY, DENIAL, COUNTER, OTHER, NEGATED, HYPOTHETICAL)


@pytest.fixture
def told(writer: Engine, reader: Engine) -> Engine:
    store(writer, *(event_row(one) for one in ALL), *(article_row(one) for one in ALL))
    return reader


def articles_of(engine: Engine, **filters: Any) -> list[str]:
    with engine.connect() as connection:
        page = list_events(connection, Filters(**filters), "came", None, 100)
    return sorted(event["article_id"] for event in page.items)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["a1", "a2", "a3", "a4", "a5", "a6"]),
        ({"type": ["accuse"]}, ["a1", "a2", "a3", "a6"]),
        ({"type": ["deny", "blame"]}, ["a4", "a5"]),
        ({"accuser": "TUR"}, ["a4", "a5"]),
        ({"accuser": "country:TUR", "accused": "actor:FRA"}, ["a5"]),
        ({"accuser": "actor:Türkiye"}, []),
        ({"country": "FRA"}, ["a1", "a2", "a3", "a5"]),
        ({"actor": "UKR"}, ["a6"]),
        ({"source": "الضفتان"}, ["a2"]),
        ({"text": "الصراع"}, ["a1", "a2", "a3", "a4"]),
        ({"text": "تأجيج صراع فرنسا"}, ["a1", "a2", "a3"]),
        ({"text": "؟!"}, []),
        ({"min_confidence": 0.5}, ["a1", "a2", "a3", "a4", "a6"]),
        ({"negated": "include"}, ["a1", "a2", "a3", "a4", "a5", "a6", "a7"]),
        ({"negated": "only"}, ["a7"]),
        ({"hypothetical": "only"}, ["a8"]),
        ({"hypothetical": "only", "min_confidence": 0.0}, []),
        ({"since": "2024-03-06"}, ["a3", "a4", "a6"]),
        ({"until": "2024-03-05"}, ["a1", "a2", "a5"]),
        ({"since": "2024-03-05T12:00:00Z", "until": "2024-03-05T21:30:00+03:00"}, ["a2"]),
        ({"claim": "c1"}, ["a1", "a2", "a3"]),
        ({"article": "a4"}, ["a4"]),
        ({"accuser": "' OR 1=1 --"}, []),
        ({"source": '"; DROP TABLE events; --'}, []),
        ({"text": 'الصراع" OR words MATCH "نفت'}, []),
        ({"country": "\0"}, []),
    ],
    ids=str,
)
def test_filters(told: Engine, filters: dict[str, Any], expected: list[str]) -> None:
    assert articles_of(told, **filters) == expected


def test_copies_are_folded_under_the_one_that_came_first(told: Engine) -> None:
    with told.connect() as connection:
        items = list_claims(connection, Filters(), "came", None, 10).items
    assert [item["article_id"] for item in items] == ["a6", "a5", "a4", "a1"]
    assert (items[3]["copies"], items[3]["papers"]) == (3, 3)
    assert [printed["source"] for printed in items[3]["printed"]] == ["الميناء", "الضفتان", "الرافدان"]


@pytest.mark.parametrize("filters", [{"source": "الضفتان"}, {"text": "الصراع", "since": "2024-03-05T11:00:00Z"}])
def test_the_first_is_the_first_that_passes(told: Engine, filters: dict[str, Any]) -> None:
    with told.connect() as connection:
        items = list_claims(connection, Filters(**filters), "came", None, 10).items
    assert "a2" in [item["article_id"] for item in items]
    assert "a1" not in [item["article_id"] for item in items]


@pytest.mark.parametrize("order", ["came", "published"])
@pytest.mark.parametrize("filters", [{}, {"text": "الصراع"}])
def test_cursors_give_everything_once(told: Engine, order: Any, filters: dict[str, Any]) -> None:
    with told.connect() as connection:
        whole = [item["number"] for item in list_claims(connection, Filters(**filters), order, None, 100).items]
        parts, cursor = [], None
        while True:
            page = list_claims(connection, Filters(**filters), order, cursor, 1)
            parts += [item["number"] for item in page.items]
            if (cursor := page.next) is None:
                break
    assert parts == whole
    assert len(whole) == len(set(whole)) > 1


def test_numbers_count_claims_and_not_copies(told: Engine) -> None:
    with told.connect() as connection:
        assert counts(connection, Filters()) == {
            "claims": 4,
            "events": 6,
            "articles": 6,
            "sources": 4,
            "by_type": {"accuse": 2, "deny": 1, "blame": 1},
            "number": version(connection).number,
            "first": "2024-03-05T10:00:00Z",
            "last": "2024-04-01T00:00:00Z",
            "came": "2024-03-05T11:00:00Z",
        }
        assert counts(connection, Filters(negated="include", hypothetical="include"))["claims"] == 6


def test_the_matrix(told: Engine) -> None:
    with told.connect() as connection:
        found = matrix(connection, Filters(), "country", 3)
    assert [(row["key"], row["made"], row["received"], row["en"], row["ar"]) for row in found["parties"]] == [
        ("FRA", 1, 1, "France", "فرنسا"),
        ("TUR", 1, 1, "Türkiye", "تركيا"),
        ("RUS", 1, 0, "Russia", "روسيا"),
    ]
    assert sorted((cell["accuser"], cell["accused"], cell["claims"]) for cell in found["cells"]) == [
        ("FRA", "TUR", 1),
        ("TUR", "FRA", 1),
    ]
    assert found["left_out"] == 1


def test_dyads_by_day(told: Engine) -> None:
    with told.connect() as connection:
        rows = dyad_rows(connection, Filters(), "actor", None, 2)
        last = tuple(rows[1].values())[:4]
        rest = dyad_rows(connection, Filters(), "actor", last, 10)
    assert [tuple(row.values())[1:] for row in rows[:2]] == [("FRA", "TUR", "accuse", 1), ("TUR", "FRA", "blame", 1)]
    assert [tuple(row.values())[1:] for row in rest] == [("FRA", "TUR", "accuse", 1), ("RUS", "UKR", "accuse", 1)]


@pytest.mark.parametrize(
    ("bucket", "expected"),
    [
        ("day", {"2024-03-05": 2, "2024-03-06": 1, "2024-03-07": 1, "2024-04-01": 1}),
        ("week", {"2024-03-04": 3, "2024-04-01": 1}),
        ("month", {"2024-03-01": 3, "2024-04-01": 1}),
        ("year", {"2024-01-01": 4}),
    ],
)
def test_the_timeline(told: Engine, bucket: Any, expected: dict[str, int]) -> None:
    with told.connect() as connection:
        found = timeline(connection, Filters(), bucket)
    assert {point["start"]: point["claims"] for point in found["points"]} == expected
    peak = found["peaks"][0]
    assert peak["leading"]["claim_id"] == "c1"
    assert peak["leading"]["papers"] == (2 if bucket == "day" else 3)


def test_names_to_filter_by(told: Engine) -> None:
    with told.connect() as connection:
        found = party_names(connection, Filters(), "actor", 2)
        assert [(row["key"], row["en"], row["ar"], row["claims"]) for row in found] == [
            ("TUR", "Türkiye", "تركيا", 3),
            ("FRA", "France", "فرنسا", 2),
        ]
        assert source_names(connection, Filters(), 1) == [{"source": "صحيفة الميناء", "claims": 3}]
    assert countries()["SAU"]["ar"] == "المملكة العربية السعودية"


def test_threads(told: Engine) -> None:
    with told.connect() as connection:
        (thread,) = list_threads(connection, Filters(), 7 * DAY, None, 10).items
    assert thread["accusation"]["article_id"] == "a1"
    assert [(answer["kind"], answer["event"]["article_id"], answer["seconds"]) for answer in thread["answers"]] == [
        ("counter", "a5", 8 * 3600 + 1800),
        ("denial", "a4", 23 * 3600),
    ]


def test_after_the_window_nothing_answers(told: Engine) -> None:
    with told.connect() as connection:
        assert list_threads(connection, Filters(), DAY // 4, None, 10).items == []


def test_an_article_as_the_coder_saw_it(told: Engine) -> None:
    with told.connect() as connection:
        found = find_article(connection, "a1")
        assert find_article(connection, "nowhere") is None
    assert found is not None
    assert (found["title"], found["source"], found["text"]) == ("عنوان", "الميناء", FIRST.sentence)
    assert [event["event_id"] for event in found["events"]] == [FIRST.event_id]
    assert [actor["actor_id"] for actor in found["actors"]] == ["FRA", "TUR"]
    assert found["sentences"][0]["segmented"] == FIRST.sentence


def test_an_article_of_which_only_accusations_came(writer: Engine, reader: Engine) -> None:
    store(writer, event_row(FIRST))
    with reader.connect() as connection:
        found = find_article(connection, "a1")
    assert found is not None
    assert (found["text"], found["sentences"], len(found["events"])) == (None, None, 1)


def test_corrections_are_told(writer: Engine, reader: Engine) -> None:
    store(writer, event_row(FIRST), article_row(FIRST))
    with reader.connect() as connection:
        before = version(connection).number
    store(writer, article_row(content="second"))
    with reader.connect() as connection:
        assert corrections_since(connection, before) == ["a1"]
        assert corrections_since(connection, version(connection).number) == []
