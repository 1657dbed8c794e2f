"""Following a real Kafka: killed in mid-batch, fed twice, corrected."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import create_engine, func, select

from streams.desk.store.engines import database_url
from tests.desk.desk import DeskProcess
from tests.desk.records import accusation
from tests.desk.told import TOLD, await_events, event_ids, publish
from tests.kafka.client import produce
from tests.topics import make_topics
from tests.waiting import wait_until


@pytest.mark.parametrize("moment", ["first-rows", "all-rows", "committed"])
def test_killed_in_mid_batch_it_misses_nothing_and_counts_nothing_twice(
    kafka: str, topic_prefix: str, tmp_path: Path, database: str, moment: str
) -> None:
    topics = make_topics(kafka, topic_prefix, 2)
    desk = DeskProcess(kafka, topic_prefix, tmp_path, database)
    order = tmp_path / "die"
    desk.arguments = ("-m", "tests.desk.dying_desk", moment, str(order))
    desk.environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    with desk:
        publish(kafka, topics, TOLD[:20])
        await_events(database, TOLD[:20], desk)
        order.touch()
        publish(kafka, topics, TOLD[20:])
        assert desk.wait() == -9
    desk = DeskProcess(kafka, topic_prefix, tmp_path, database)
    if moment != "committed":  # once is enough to wait until the session of the dead one ends
        desk.environment["ITTIHAM_DESK_GROUP_ID"] += "-another"
    with desk:
        await_events(database, TOLD, desk)
        assert desk.terminate() == 0, desk.log()
    assert event_ids(database) == list(dict.fromkeys(event_ids(database)))


def test_replays_and_corrections(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    database, topics = str(tmp_path / "desk.db"), make_topics(kafka, topic_prefix, 2)
    corrected = [told.but(content="second", what="بدعم الانفصاليين") for told in TOLD[:10]]
    with DeskProcess(kafka, topic_prefix, tmp_path, database) as desk:
        publish(kafka, topics, [*TOLD[:20], *TOLD[:20]])
        await_events(database, TOLD[:20], desk)
        publish(kafka, topics, corrected)
        await_events(database, [*corrected, *TOLD[10:20]], desk)
        assert desk.metric("ittiham_desk_events_hidden_total") == 10


def test_a_bad_record_stops_nobody(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    database, topics = str(tmp_path / "desk.db"), make_topics(kafka, topic_prefix, 1)
    newer: dict[str, Any] = accusation(TOLD[2]) | {"schema_version": "1.7", "something": {"new": [1]}}
    bad = [None, b"\xff", b"[]", b'{"schema_version": "2.0"}', orjson.dumps(accusation(TOLD[0]) | {"negated": "yes"})]
    with DeskProcess(kafka, topic_prefix, tmp_path, database) as desk:
        values = [orjson.dumps(accusation(TOLD[1])), *bad, orjson.dumps(newer)]
        produce(kafka, topics.accusations, [(b"key", value) for value in values])
        await_events(database, TOLD[1:3], desk)
        skipped = {
            reason: desk.metric("ittiham_desk_records_skipped_total", topic=topics.accusations, reason=reason)
            for reason in ("empty_value", "invalid_json", "schema_violation")
        }
    assert skipped == {"empty_value": 1, "invalid_json": 1, "schema_violation": 3}


def test_without_its_topics_it_waits_and_says_so(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    with DeskProcess(kafka, topic_prefix, tmp_path, str(tmp_path / "desk.db"), wait=False) as desk:
        wait_until(lambda: topic_prefix in desk.page("/readyz")[1], 30, desk.log)
        assert desk.page("/readyz")[0] == 503
        assert desk.page("/healthz") == (200, "ok\n")
        topics = make_topics(kafka, topic_prefix, 1)
        desk.wait_ready()
        publish(kafka, topics, TOLD[:1])
        await_events(str(tmp_path / "desk.db"), TOLD[:1], desk)


def test_a_database_of_the_future_is_left_alone(tmp_path: Path) -> None:
    database = tmp_path / "desk.db"
    engine = create_engine(database_url(str(database)))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num TEXT)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('9999')")
        assert connection.execute(select(func.count())).scalar_one() == 1
    engine.dispose()
    with DeskProcess("127.0.0.1:1", "x-", tmp_path, str(database), wait=False) as desk:
        assert desk.wait() == 1
        assert "revision 9999" in desk.log()
