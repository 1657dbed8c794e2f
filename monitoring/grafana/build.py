"""Our boards as Grafana's JSON, by Grafana's own library."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final
from zlib import crc32

from grafana_foundation_sdk.builders import bargauge, common, dashboard, prometheus, stat, table, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common as shapes
from grafana_foundation_sdk.models.dashboard import (
    DashboardCursorSync,
    DashboardLinkType,
    DataTransformerConfig,
    Threshold,
    ThresholdsMode,
)
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from monitoring.grafana.panels import Board, Kind, Panel, Query
from monitoring.grafana.scope import annotations, scoped, source, variables

__all__ = ["to_json"]

_HEIGHTS: Final[Mapping[Kind, int]] = {"number": 4}
_USUAL_HEIGHT: Final = 8
_INSTANT: Final = ("bars", "matrix", "table")
"""Kinds that show one value of each series, the last."""


def to_json(board: Board) -> str:
    """The dashboard's file, ending in a line break; the same board gives the same bytes."""
    builder = (
        dashboard.Dashboard(board.title)
        .uid(board.uid)
        .description(board.description)
        .tags(["ittiham"])
        .time(board.since, "now")
        .refresh("10s")
        .timezone("browser")
        .tooltip(DashboardCursorSync.CROSSHAIR)
        .readonly()
        .link(_to_the_others())
        .link(_to_the_desk())
    )
    for variable in variables(board.info):
        builder = builder.with_variable(variable)
    builder = builder.with_variable(_desk())
    for row in board.rows:
        builder = builder.with_row(dashboard.Row(row.title).id(_number_of(row.title)))
        for panel in row.panels:
            builder = builder.with_panel(_panel(panel).id(_number_of(panel.title)))
    built = json.loads(json.dumps(builder.build(), cls=JSONEncoder))
    built["annotations"] = {"list": annotations(board.info)}
    return json.dumps(built, cls=JSONEncoder, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _number_of(title: str) -> int:
    """An id that stays the same when panels come and go before it: alerts link to it."""
    return crc32(title.encode()) % 100_000


def _to_the_others() -> dashboard.DashboardLink:
    return (
        dashboard.DashboardLink("Ittiham")
        .type(DashboardLinkType.DASHBOARDS)
        .tags(["ittiham"])
        .keep_time(keep_time=True)
        .include_vars(include_vars=True)
    )


def _to_the_desk() -> dashboard.DashboardLink:
    """Where one reads what these numbers count."""
    return (
        dashboard.DashboardLink("The desk").type(DashboardLinkType.LINK).url("${desk}/").target_blank(target_blank=True)
    )


def _desk() -> dashboard.TextBoxVariable:
    return dashboard.TextBoxVariable("desk").label("Desk").default_value("http://127.0.0.1:6067")


def _to_alert(alert: str) -> dashboard.DashboardLink:
    """Grafana's own list of alerts, which also shows those of Prometheus, with the link to what to do."""
    return (
        dashboard.DashboardLink(alert)
        .type(DashboardLinkType.LINK)
        .url(f"/alerting/list?search={alert}")
        .target_blank(target_blank=True)
    )


def _panel(panel: Panel) -> Any:
    builder = _SHAPES[panel.kind]()
    builder = (
        builder.title(panel.title)
        .description(panel.description)
        .unit(panel.unit)
        .span(panel.width)
        .height(_HEIGHTS.get(panel.kind, _USUAL_HEIGHT))
        .datasource(source())
        .thresholds(_thresholds(panel))
    )
    if panel.alerts:
        builder = builder.links([_to_alert(alert) for alert in panel.alerts])
    if panel.may_be_empty:
        builder = builder.no_value("none")
    for index, query in enumerate(panel.queries):
        builder = builder.with_target(_target(query, panel.kind, "ABCDEFGH"[index]))
    return builder


def _target(query: Query, kind: Kind, ref: str) -> prometheus.Dataquery:
    target = prometheus.Dataquery().expr(scoped(query.expr)).ref_id(ref).datasource(source())
    target = target.legend_format(query.legend) if query.legend else target
    if kind in _INSTANT:
        target = target.instant()
    return target.format(PromQueryFormat.TABLE if kind in ("matrix", "table") else PromQueryFormat.TIME_SERIES)


def _thresholds(panel: Panel) -> dashboard.ThresholdsConfig:
    """Green, then orange from `warn` and red from `alarm`; the other way round where less is worse."""
    steps = [Threshold(value=None, color="green")]
    if panel.warn is not None and panel.alarm is not None:
        if panel.alarm > panel.warn:
            steps += [Threshold(value=panel.warn, color="orange"), Threshold(value=panel.alarm, color="red")]
        else:
            steps = [Threshold(value=None, color="red"), Threshold(value=panel.warn, color="green")]
    return dashboard.ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps(steps)


def _number() -> Any:
    last = common.ReduceDataOptions().calcs(["lastNotNull"])
    return stat.Panel().reduce_options(last).graph_mode(shapes.BigValueGraphMode.AREA).text_mode(_NAMED)


def _lines() -> Any:
    legend = (
        common.VizLegendOptions()
        .display_mode(shapes.LegendDisplayMode.TABLE)
        .placement(shapes.LegendPlacement.BOTTOM)
        .show_legend(show_legend=True)
        .calcs(["lastNotNull", "max"])
    )
    tooltip = common.VizTooltipOptions().mode(shapes.TooltipDisplayMode.MULTI).sort(shapes.SortOrder.DESCENDING)
    return timeseries.Panel().legend(legend).tooltip(tooltip).min(0).fill_opacity(10).show_points(_NO_POINTS)


def _stack() -> Any:
    stacking = common.StackingConfig().mode(shapes.StackingMode.NORMAL)
    return _lines().stacking(stacking).fill_opacity(40)


def _bars() -> Any:
    last = common.ReduceDataOptions().calcs(["lastNotNull"])
    return bargauge.Panel().reduce_options(last).orientation(shapes.VizOrientation.HORIZONTAL).min(0).decimals(0)


def _matrix() -> Any:
    options = {"rowField": "accuser", "columnField": "accused", "valueField": "Value", "emptyValue": "null"}
    grouped = DataTransformerConfig(id_val="groupingToMatrix", options=options)
    return table.Panel().decimals(0).with_transformation(grouped)


def _table() -> Any:
    hidden = {"Time": True, "Value": True, "__name__": True, "job": True}
    return table.Panel().with_transformation(
        DataTransformerConfig(id_val="organize", options={"excludeByName": hidden})
    )


_NAMED: Final = shapes.BigValueTextMode.VALUE_AND_NAME
_NO_POINTS: Final = shapes.VisibilityMode.NEVER
_SHAPES: Final[Mapping[Kind, Callable[[], Any]]] = {
    "number": _number,
    "lines": _lines,
    "stack": _stack,
    "bars": _bars,
    "matrix": _matrix,
    "table": _table,
}
