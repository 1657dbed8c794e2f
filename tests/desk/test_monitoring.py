"""The dashboard *Desk* on a real desk that a real Prometheus watches."""

import math
import re
from pathlib import Path

from monitoring.grafana.desk import DESK
from monitoring.grafana.scope import scoped
from tests.desk.desk import DeskProcess
from tests.desk.told import TOLD, await_events, publish
from tests.prometheus import Prometheus
from tests.tools import find_tool
from tests.topics import make_topics
from tests.waiting import wait_until

GRAFANA = {"$__rate_interval": "1m", "$job": "ittiham", "$namespace": ".*", "$instance": ".+"}
"""What Grafana puts in for its variables."""


def test_every_panel_has_data(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    database, topics = str(tmp_path / "desk.db"), make_topics(kafka, topic_prefix, 1)
    with (
        DeskProcess(kafka, topic_prefix, tmp_path, database) as desk,
        Prometheus(find_tool("prometheus"), tmp_path, [f"127.0.0.1:{desk.port}"]) as prometheus,
    ):
        wait_until(lambda: prometheus.value("ittiham_desk_following") == 1, 30, prometheus.log)
        publish(kafka, topics, TOLD)
        await_events(database, TOLD, desk)
        assert desk.page("/api/v1/claims")[0] == 200
        read = f"rate(ittiham_desk_records_read_total{{topic='{topics.accusations}'}}[1m]) > 0"
        wait_until(lambda: bool(prometheus.query(read)), 30, prometheus.log)
        for panel in DESK.panels():
            for query in panel.queries:
                series = prometheus.query(re.sub(r"\$\w+", lambda name: GRAFANA[name[0]], scoped(query.expr)))
                assert series or panel.may_be_empty, query.expr
                assert not all(math.isnan(float(one["value"][1])) for one in series) or panel.may_be_empty, query.expr
                for label in re.findall(r"\{\{(\w+)\}\}", query.legend):
                    assert all(label in one["metric"] for one in series), f"{query.expr} has no {label}"
