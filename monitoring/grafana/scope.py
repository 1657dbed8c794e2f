"""What a dashboard can be narrowed to, so that it serves any Grafana: a data source, jobs, namespaces, instances."""

import re
from typing import Any, Final

from grafana_foundation_sdk.builders import dashboard
from grafana_foundation_sdk.models.dashboard import (
    AnnotationQuery,
    DataSourceRef,
    VariableHide,
    VariableOption,
    VariableRefresh,
    VariableSort,
)

__all__ = ["ALL", "annotations", "scoped", "source", "variables"]

ALL: Final = {"job": None, "namespace": ".*", "instance": ".+"}
"""A variable to what stands for all of its values; a worker outside of Kubernetes has no namespace.

All jobs are those in the list, by name: `up` and `process_*` are of other programs too.
"""
_SCOPE: Final = ",".join(f'{name}=~"${name}"' for name in ALL)
_METRIC: Final = re.compile(r"(?<![\w:$\"])((?:ittiham|process)_\w+|up\b)(?:\{([^}]*)\})?")


def scoped(expr: str) -> str:
    """A query with every metric narrowed to what is chosen."""
    return _METRIC.sub(lambda found: f"{found[1]}{{{','.join(filter(None, (found[2], _SCOPE)))}}}", expr)


def source() -> DataSourceRef:
    """The data source that is chosen."""
    return DataSourceRef(type_val="prometheus", uid="${datasource}")


def variables(info: str) -> list[Any]:
    """The lists above a dashboard. Each offers what `info` has under the choices to its left."""
    choices, left = [], list[str]()
    for name, everything in ALL.items():
        under = f"{{{','.join(left)}}}" if left else ""
        variable = (
            dashboard.QueryVariable(name)
            .label(name.capitalize())
            .datasource(source())
            .query(f"label_values({info}{under}, {name})")
            .refresh(VariableRefresh.ON_TIME_RANGE_CHANGED)
            .sort(VariableSort.ALPHABETICAL_ASC)
            .multi(multi=True)
            .include_all(include_all=True)
            .current(VariableOption(text="All", value="$__all"))
        )
        choices.append(variable.all_value(everything) if everything else variable)
        left.append(f'{name}=~"${name}"')
    chosen = dashboard.DatasourceVariable("datasource").label("Data source").type("prometheus")
    return [chosen.hide(VariableHide.DONT_HIDE), *choices]


def annotations(info: str = "ittiham_build_info") -> list[dict[str, Any]]:
    """What happened when: starts, new versions, alerts. As Grafana's JSON: the library lacks half of it."""
    versions = f"count by (version, lexicon, segmenter) ({info}{{{_SCOPE}}})"
    earlier = f"count by (version, lexicon, segmenter) ({info}{{{_SCOPE}}} offset 5m)"
    return [
        _annotation("Starts", "blue", f"process_start_time_seconds{{{_SCOPE}}} * 1000")
        | {"titleFormat": "Started", "textFormat": "{{instance}}", "useValueForTime": "on"},
        _annotation("Deployments", "purple", f"{versions} unless {earlier}")
        | {"titleFormat": "New version or lexicon", "textFormat": "{{version}} {{segmenter}} {{lexicon}}"},
        _annotation("Alerts", "red", 'ALERTS{alertname=~"Ittiham.+",alertstate="firing",job=~"$job"}')
        | {"titleFormat": "{{alertname}}", "textFormat": "{{severity}} {{instance}} {{topic}} {{partition}}"},
    ]


def _annotation(name: str, color: str, expr: str) -> dict[str, Any]:
    query = AnnotationQuery(name=name, datasource=source(), enable=True, icon_color=color, expr=expr)
    return query.to_json() | {"step": "60s", "tagKeys": ""}
